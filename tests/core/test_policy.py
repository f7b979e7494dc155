"""How long is too long: a row or a property for every sentence of DESIGN section 5."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import events as ev
from followup.core import policy, verbs
from followup.core.board import look_at_all, ranked
from followup.core.card import MINE, Card
from followup.core.instants import FIRST, HOUR, LAST, MINUTE
from followup.core.policy import Limits, Rules, Verdict, judge, ranking
from tests.core.making import RULES, WEEK, at, card_at, instants, limits, reached, then

RUNWAY = [
    ("Tue 10:00", "Tue 14:00", "Tue 11:00", "Tue 12:00", "Tue 12:40"),
    ("Tue 10:00", "Wed 17:00", "Tue 13:45", "Wed 09:30", "Wed 12:00"),
    ("Mon 09:30", "+Mon 09:00", "Tue 09:30", "Thu 13:00", "Fri 09:00"),
]


def dated(opened_at: str, due: str, **fields: Any) -> Card:
    return card_at(at(opened_at), due=at(due), **({"due_kind": "promised"} | fields))


def level(card: Card, now: str | int) -> str:
    return judge(card, at(now) if isinstance(now, str) else now, RULES).level


@pytest.mark.parametrize(("set_at", "due", "check_at", "last_safe_at", "tell_at"), RUNWAY)
@pytest.mark.parametrize("kind", ["hard", "promised"])
def test_the_runway(set_at: str, due: str, check_at: str, last_safe_at: str, tell_at: str, kind: str) -> None:
    """The table of DESIGN section 5, to the minute, for both kinds of deadline that bind."""
    seen = judge(dated(set_at, due, due_kind=kind), at(set_at), RULES)
    assert seen.check_at == at(check_at)
    assert (seen.last_safe_at, seen.tell_at) == (at(last_safe_at), at(tell_at))


def test_stage_limits() -> None:
    """A wait is a working day when sent, half of one when followed up, on an alternate path or mine."""
    card = card_at(at("Mon 09:00"), alternates=("Ben",))
    asked = then(card, verbs.follow_up(card), at("Mon 09:00"))
    rerouted = then(card, verbs.alternate(card), at("Mon 09:00"))
    heard = then(card, verbs.heard(card, ev.ANSWERED, None, None, 0), at("Mon 09:00"))
    waits = [judge(one, at("Mon 09:00"), RULES).wait_minutes for one in (card, asked, rerouted, heard)]
    assert waits == [480, 240, 240, 240]


def test_a_cards_own_limit() -> None:
    """`~` replaces the limit in every stage, but not the one for the ball being mine."""
    card = card_at(at("Mon 09:00"), idle_limit_minutes=90, alternates=("Ben",))
    asked = then(card, verbs.follow_up(card), at("Mon 09:00"))
    rerouted = then(card, verbs.alternate(card), at("Mon 09:00"))
    heard = then(card, verbs.heard(card, ev.ANSWERED, None, None, 0), at("Mon 09:00"))
    waits = [judge(one, at("Mon 09:00"), RULES).wait_minutes for one in (card, asked, rerouted, heard)]
    assert waits == [90, 90, 90, 240]


def test_the_guards_use_the_limit_of_the_alternate_stage() -> None:
    """A card's own limit shortens no guard."""
    plain, own = dated("Mon 09:30", "+Mon 09:00"), dated("Mon 09:30", "+Mon 09:00", idle_limit_minutes=60)
    one, other = (judge(card, at("Mon 09:30"), RULES) for card in (plain, own))
    assert (one.last_safe_at, one.tell_at) == (other.last_safe_at, other.tell_at)
    assert (one.wait_minutes, other.wait_minutes) == (480, 60)


@pytest.mark.parametrize(
    ("stage", "minutes"),
    [("sent", 60), ("followed_up", 80), ("alternate", 120)],
)
def test_slots(stage: str, minutes: int) -> None:
    """The time left is shared among the steps still ahead: four when sent, three, then two."""
    card = dated("Tue 10:00", "Tue 14:00", stage=stage)
    assert judge(card, at("Tue 10:00"), RULES).wait_minutes == minutes


@pytest.mark.parametrize(
    ("touched", "wait"),
    [("Tue 13:00", 30), ("Tue 13:50", 30), ("Tue 13:59", 30)],
)
def test_the_floor(touched: str, wait: int) -> None:
    """A wait never falls under 30 minutes where the whole runway gives eight of them."""
    card = dated("Tue 10:00", "Tue 14:00")
    asked = then(card, verbs.follow_up(card), at(touched))
    assert judge(asked, at(touched), RULES).wait_minutes == wait


def test_a_short_runway_has_a_lower_floor() -> None:
    """The floor is an eighth of the whole runway where that is less, and one minute at the least."""
    short = dated("Tue 13:20", "Tue 14:00")
    assert judge(short, at("Tue 13:20"), RULES).wait_minutes == 10
    asked = then(short, verbs.follow_up(short), at("Tue 13:50"))
    assert judge(asked, at("Tue 13:50"), RULES).wait_minutes == 5
    tiny = dated("Tue 13:57", "Tue 14:00")
    assert judge(tiny, at("Tue 13:57"), RULES).wait_minutes == 1


def test_the_check_is_not_after_the_deadline() -> None:
    """While the last touch lies before the deadline, so does the check."""
    card = dated("Tue 10:00", "Tue 14:00")
    asked = then(card, verbs.follow_up(card), at("Tue 13:50"))
    assert judge(asked, at("Tue 13:50"), RULES).check_at == at("Tue 14:00")


def test_touched_after_the_deadline_the_wait_is_the_limit() -> None:
    """From the deadline on there is no runway: the stage's limit holds, and the card stays overdue."""
    card = dated("Tue 10:00", "Tue 14:00")
    asked = then(card, verbs.follow_up(card), at("Tue 14:00"))
    seen = judge(asked, at("Tue 14:30"), RULES)
    assert (seen.wait_minutes, seen.check_at, seen.level) == (240, at("Wed 10:00"), "overdue")


def test_a_wish_binds_nothing() -> None:
    """A wish changes no wait, no level and no guard, and never falls overdue."""
    wish, none = dated("Tue 10:00", "Tue 14:00", due_kind="wish"), card_at(at("Tue 10:00"))
    for now in ("Tue 10:00", "Tue 13:00", "Tue 16:00", "Wed 10:00", "+Mon 10:00"):
        assert judge(wish, at(now), RULES) == judge(none, at(now), RULES)


def test_due_set_at_is_when_the_clock_recorded_it() -> None:
    """A card sent yesterday has its runway from now, while it has been silent since yesterday."""
    data = {"title": "t", "due": at("Wed 17:00"), "due_kind": "hard"}
    event = ev.Event("e", at("Mon 15:00"), at("Tue 10:00"), ev.OPENED, "cli", data)
    card = policy_card(event)
    seen = judge(card, at("Tue 10:00"), RULES)
    assert (seen.last_safe_at, seen.tell_at) == (at("Wed 09:30"), at("Wed 12:00"))
    assert (seen.idle_minutes, seen.wait_minutes) == (180, 270)


def policy_card(event: ev.Event) -> Card:
    from followup.core.card import opened

    return opened("01J00000000000000000000000", event)


def test_a_new_date_starts_a_new_runway() -> None:
    """A reschedule sets the guards from its own instant, and leaves the silence as it is."""
    card = dated("Mon 09:30", "Tue 12:00")
    moved = then(card, verbs.reschedule(card, at("Wed 17:00")), at("Tue 10:00"))
    seen = judge(moved, at("Tue 10:00"), RULES)
    assert (seen.last_safe_at, seen.tell_at, seen.idle_minutes) == (at("Wed 09:30"), at("Wed 12:00"), 510)


def test_idle_is_never_negative() -> None:
    """Before its last touch a card has been silent for no time."""
    assert judge(card_at(at("Tue 10:00")), at("Mon 10:00"), RULES).idle_minutes == 0


# Levels


@pytest.mark.parametrize(
    ("now", "level_then"),
    [
        ("Tue 09:00", "fresh"), ("Tue 14:59", "fresh"), ("Tue 15:00", "soon"), ("Tue 16:59", "soon"),
        ("Tue 17:00", "idle"), ("Wed 16:59", "idle"), ("Wed 17:00", "stalled"), ("+Fri 12:00", "stalled"),
    ],
)  # fmt: skip
def test_levels_of_a_silence(now: str, level_then: str) -> None:
    """Soon from three quarters of a wait, idle from one, stalled from two."""
    assert level(card_at(at("Tue 09:00")), now) == level_then


def test_three_quarters_round_up() -> None:
    """Soon begins at the first whole minute that is not under three quarters."""
    card = card_at(at("Tue 09:00"), idle_limit_minutes=10)
    assert (level(card, "Tue 09:07"), level(card, "Tue 09:08")) == ("fresh", "soon")


@pytest.mark.parametrize(
    ("now", "level_then"),
    [
        ("Thu 12:59", "stalled"), ("Thu 13:00", "at_risk"), ("Fri 09:00", "at_risk"),
        ("+Mon 08:59", "at_risk"), ("+Mon 09:00", "overdue"), ("+Fri 09:00", "overdue"),
    ],
)  # fmt: skip
def test_levels_of_a_deadline(now: str, level_then: str) -> None:
    """At risk from the last safe moment while nobody was told or tried, overdue from the deadline."""
    assert level(dated("Mon 09:30", "+Mon 09:00", requester="Maria"), now) == level_then


def test_told_in_time_is_not_at_risk() -> None:
    """News to the requester since the last safe moment takes the risk away; news before it does not."""
    card = dated("Mon 09:30", "+Mon 09:00", requester="Maria")
    early = then(card, verbs.update(card), at("Thu 12:59"))
    told = then(card, verbs.update(card), at("Thu 13:00"))
    assert level(early, "Thu 14:00") == "at_risk"
    assert (level(told, "Thu 14:00"), level(told, "Fri 15:00")) == ("stalled", "stalled")
    assert level(told, "+Mon 09:00") == "overdue"


@pytest.mark.parametrize("way", ["alternate tried", "ball mine"])
def test_with_another_path_begun_only_tell_at_counts(way: str) -> None:
    """With an alternate tried, or the ball mine, the risk begins at the moment to tell."""
    card = dated("Mon 09:30", "+Mon 09:00", requester="Maria", alternates=("Ben",))
    wishes = (
        verbs.alternate(card) if way == "alternate tried" else verbs.heard(card, ev.QUESTION, None, None, 0)
    )
    card = then(card, wishes, at("Thu 12:00"))
    assert level(card, "Thu 16:00") != "at_risk"
    assert level(card, "Fri 09:00") == "at_risk"


def test_without_a_requester_a_touch_counts_as_telling() -> None:
    """Where nobody waits for news, any touch but the opening since the last safe moment takes the risk away."""
    card = dated("Mon 09:30", "+Mon 09:00")
    assert level(card, "Thu 13:00") == "at_risk"
    assert level(then(card, verbs.follow_up(card), at("Thu 12:59")), "Thu 13:00") == "at_risk"
    assert level(then(card, verbs.follow_up(card), at("Thu 13:00")), "Fri 09:00") == "idle"
    assert level(then(card, verbs.note(card, "called"), at("Thu 13:00")), "Thu 13:00") == "at_risk"
    away = then(card, verbs.heard(card, ev.AWAY, None, None, 0), at("Thu 13:00"))
    assert level(away, "Fri 09:00") == "at_risk"


@pytest.mark.parametrize("due", ["Sat 12:00", "+Mon 09:00", "Fri 17:00", "Thu 12:00"])
def test_no_working_time_left(due: str) -> None:
    """Set when no working time is left, a deadline puts the card at risk at once, its guards at that instant."""
    card = dated("Fri 18:00", due, requester="Maria")
    seen = judge(card, at("Fri 18:00"), RULES)
    assert (seen.check_at, seen.last_safe_at, seen.tell_at) == (at("Fri 18:00"),) * 3
    assert seen.level == ("at_risk" if at(due) > at("Fri 18:00") else "overdue")


def test_a_guard_of_no_length_is_the_deadline() -> None:
    """A span of nothing before the deadline is the deadline itself, not the end of the window before."""
    seen = judge(dated("Tue 09:58", "Tue 10:00"), at("Tue 09:58"), RULES)
    assert (seen.last_safe_at, seen.tell_at) == (at("Tue 09:59"), at("Tue 10:00"))
    seen = judge(dated("Fri 16:59", "+Mon 08:00"), at("Fri 16:59"), RULES)
    assert (seen.last_safe_at, seen.tell_at) == (at("+Mon 08:00"),) * 2


# Holding, away, mine


def held(until: str, **fields: Any) -> Card:
    card = dated("Mon 09:30", "+Mon 09:00", **fields) if fields else card_at(at("Mon 09:30"))
    return then(card, verbs.heard(card, ev.HOLDING, at(until), None, 0), at("Tue 09:00"))


def test_a_hold_is_checked_at_its_own_instant() -> None:
    """A holding reply is idle from its own instant, stalled an ordinary wait later; its wait is the span."""
    card = held("Thu 09:00")
    seen = judge(card, at("Wed 17:00"), RULES)
    assert (seen.check_at, seen.wait_minutes, seen.idle_minutes) == (at("Thu 09:00"), 960, 960)
    assert (level(card, "Wed 12:59"), level(card, "Wed 13:00")) == ("fresh", "soon")
    assert (level(card, "Thu 08:59"), level(card, "Thu 09:00")) == ("soon", "idle")
    assert (level(card, "Thu 16:59"), level(card, "Thu 17:00")) == ("idle", "stalled")


@pytest.mark.parametrize(
    ("set_at", "due", "heard_at", "check_at"),
    [
        ("Mon 09:30", "+Mon 09:00", "Tue 11:00", "Thu 13:00"),
        ("Mon 09:30", "+Mon 09:00", "Thu 13:00", "Fri 09:00"),
        ("Tue 10:00", "Tue 14:00", "Tue 12:10", "Tue 12:40"),
        ("Tue 10:00", "Tue 14:00", "Tue 13:00", "Tue 14:00"),
        ("Tue 10:00", "Tue 14:00", "Tue 14:30", "+Wed 09:00"),
    ],
)
def test_a_hold_ends_at_the_first_guard_ahead(set_at: str, due: str, heard_at: str, check_at: str) -> None:
    """A hold that reaches over a guard or the deadline is checked there; one already passed does not count."""
    card = dated(set_at, due)
    card = then(card, verbs.heard(card, ev.HOLDING, at("+Wed 09:00"), None, 0), at(heard_at))
    assert judge(card, at(heard_at), RULES).check_at == at(check_at)


def test_a_hold_without_a_date_is_an_ordinary_touch() -> None:
    """A holding reply that names no date starts the ordinary wait anew."""
    card = card_at(at("Mon 09:00"))
    card = then(card, verbs.heard(card, ev.HOLDING, None, None, 0), at("Tue 09:00"))
    seen = judge(card, at("Tue 09:00"), RULES)
    assert (seen.ball, seen.wait_minutes, seen.check_at) == ("theirs", 480, at("Tue 17:00"))


def test_a_touch_ends_a_hold() -> None:
    """After the next touch an ordinary wait holds again."""
    card = held("+Fri 09:00")
    card = then(card, verbs.follow_up(card), at("Wed 09:00"))
    assert judge(card, at("Wed 09:00"), RULES).check_at == at("Wed 13:00")


def test_away_ends_a_hold_without_being_a_touch() -> None:
    """Once they are away what was promised is off: my own clock runs from the instant the ball became mine."""
    card = held("+Fri 09:00")
    card = then(card, verbs.heard(card, ev.AWAY, at("+Wed 09:00"), None, 0), at("Wed 09:00"))
    seen = judge(card, at("Wed 10:00"), RULES)
    assert card.touched_at == at("Tue 09:00")
    assert (seen.ball, seen.idle_minutes, seen.check_at) == ("mine", 60, at("Wed 13:00"))


def test_a_hold_is_theirs() -> None:
    """A card that came in with the ball mine and a hold has my clock, not theirs."""
    card = card_at(at("Mon 09:00"), ball="mine", held_until=at("+Fri 09:00"))
    assert judge(card, at("Mon 09:00"), RULES).check_at == at("Mon 13:00")


def test_a_ball_that_stays_mine_keeps_its_clock() -> None:
    """Hearing of the same absence twice does not start my clock anew."""
    card = card_at(at("Mon 09:00"))
    for when in ("Tue 09:00", "Tue 11:00"):
        card = then(card, verbs.heard(card, ev.AWAY, None, None, 0), at(when))
    assert judge(card, at("Tue 12:00"), RULES).idle_minutes == 180


# Snoozes


def test_snoozed_until_then() -> None:
    """A snooze hides an idle card's level until it ends, and not at that instant."""
    card = card_at(at("Mon 09:00"))
    card = then(card, verbs.snooze(card, at("Wed 09:00"), policy.plan(card, RULES), 0)[0], at("Tue 10:00"))
    assert (level(card, "Wed 08:59"), level(card, "Wed 09:00")) == ("snoozed", "stalled")
    assert not judge(card, at("Tue 12:00"), RULES).needs_me


@pytest.mark.parametrize(
    ("now", "until", "cut_to"),
    [
        ("Tue 10:00", "Wed 09:00", "Wed 09:00"),
        ("Tue 10:00", "+Fri 09:00", "Thu 13:00"),
        ("Thu 13:00", "+Fri 09:00", "Fri 09:00"),
        ("Fri 10:00", "+Fri 09:00", "+Mon 09:00"),
        ("+Mon 10:00", "+Fri 09:00", "+Fri 09:00"),
    ],
)
def test_a_snooze_is_cut_to_the_next_guard(now: str, until: str, cut_to: str) -> None:
    """A snooze ends at the next of last safe, tell and the deadline that is still ahead, and says so."""
    card = dated("Mon 09:30", "+Mon 09:00")
    wishes, said = verbs.snooze(card, at(until), policy.plan(card, RULES), at(now))
    assert wishes == [(ev.SNOOZED, {"until": at(cut_to)})]
    assert (said is not None) == (cut_to != until)


def test_a_wish_cuts_no_snooze() -> None:
    """Nothing of a wish is ahead."""
    card = dated("Mon 09:30", "Tue 09:00", due_kind="wish")
    wishes, said = verbs.snooze(card, at("+Fri 09:00"), policy.plan(card, RULES), at("Mon 10:00"))
    assert (wishes, said) == ([(ev.SNOOZED, {"until": at("+Fri 09:00")})], None)


def test_risk_shows_through_a_snooze() -> None:
    """At risk and overdue are tested before snoozed."""
    card = dated("Mon 09:30", "+Mon 09:00")._replace(snoozed_until=at("+Fri 09:00"))
    levels = [level(card, now) for now in ("Tue 10:00", "Thu 13:00", "+Mon 09:00")]
    assert levels == ["snoozed", "at_risk", "overdue"]


# The verdict


def test_a_resolved_card() -> None:
    """A resolved card's verdict has no ball, no minutes and no instant."""
    card = then(card_at(at("Mon 09:00")), [(ev.RESOLVED, {})], at("Tue 09:00"))
    assert judge(card, at("+Fri 09:00"), RULES) == Verdict("resolved", None, 0, 0, None, None, None, None)


@pytest.mark.parametrize(
    ("level_then", "ball", "needs"),
    [
        ("overdue", "theirs", True), ("at_risk", "theirs", True), ("stalled", "theirs", True),
        ("idle", "theirs", True), ("soon", "theirs", False), ("fresh", "theirs", False),
        ("fresh", "mine", True), ("soon", "mine", True), ("snoozed", "mine", False),
        ("snoozed", "theirs", False), ("resolved", None, False),
    ],
)  # fmt: skip
def test_needs_me(level_then: str, ball: str | None, needs: bool) -> None:
    """Idle or graver, or the ball is mine and the card not snoozed."""
    assert Verdict(level_then, ball, 0, 0).needs_me is needs


def test_gravity() -> None:
    """The order of gravity is DESIGN's."""
    assert policy.LEVELS == (
        "overdue", "at_risk", "stalled", "idle", "soon", "fresh", "snoozed", "resolved",
    )  # fmt: skip


def test_ranking() -> None:
    """What needs me, then gravity, mine, the earlier deadline, the earlier check, the older card."""
    now = at("Wed 10:00")
    ranks = [
        dated("Mon 09:00", "Wed 09:00"),
        dated("Mon 09:00", "Wed 17:00"),
        card_at(at("Mon 09:00"), idle_limit_minutes=60),
        mine(card_at(at("Tue 14:00"))),
        dated("Tue 09:00", "+Fri 17:00", due_kind="hard"),
        dated("Tue 09:00", "+Wed 17:00", due_kind="wish", idle_limit_minutes=479),
        card_at(at("Tue 09:00") - 1),
        card_at(at("Tue 09:00")),
        mine(card_at(at("Wed 10:00"))),
        card_at(at("Wed 09:00"), idle_limit_minutes=65),
        dated("Wed 09:30", "+Fri 17:00"),
        card_at(at("Wed 09:30")),
    ]
    levels = ["overdue", "at_risk", "stalled", *["idle"] * 5, "fresh", "soon", "fresh", "fresh"]
    assert [level(one, now) for one in ranks] == levels
    assert [one.card for one in ranked(look_at_all(reversed(ranks), now, RULES).values())] == ranks


def mine(card: Card) -> Card:
    return then(card, verbs.heard(card, ev.QUESTION, None, None, 0), card.opened_at)


@pytest.mark.parametrize(
    ("now", "changes_at"),
    [
        ("Mon 10:00", "Mon 15:30"), ("Mon 16:00", "Tue 09:30"), ("Tue 10:00", "Wed 09:30"),
        ("Wed 10:00", "Thu 13:00"), ("Thu 13:00", "+Mon 09:00"), ("+Mon 09:00", None),
    ],
)  # fmt: skip
def test_changes_at(now: str, changes_at: str | None) -> None:
    """When the level next differs if nothing happens: soon, idle, stalled, at risk, overdue, never."""
    seen = judge(dated("Mon 09:30", "+Mon 09:00", requester="Maria"), at(now), RULES)
    assert seen.changes_at == (at(changes_at) if changes_at else None)


def test_what_comes_first_changes_the_level() -> None:
    """A guard ends a snooze's silence, told the deadline does; undated, stalled is for good."""
    card = dated("Mon 09:30", "+Mon 09:00", requester="Maria")
    snoozed = card._replace(snoozed_until=at("+Fri 09:00"))
    told = snoozed._replace(told_at=at("Thu 13:00"))
    behind = dated("Fri 18:00", "Thu 12:00")
    seen = [judge(one, at("Wed 10:00"), RULES).changes_at for one in (snoozed, told, behind)]
    assert seen == [at("Thu 13:00"), at("+Mon 09:00"), at("Thu 12:00")]
    assert judge(card_at(at("Mon 09:00")), at("Thu 09:00"), RULES).changes_at is None


def test_a_changed_setting_judges_anew() -> None:
    """The same card under other limits has another verdict."""
    card = card_at(at("Tue 09:00"))
    strict = Rules(WEEK, Limits(sent=60))
    assert (judge(card, at("Tue 10:00"), RULES).level, judge(card, at("Tue 10:00"), strict).level) == (
        "fresh", "idle",
    )  # fmt: skip


# Properties


@given(reached(), st.integers(FIRST, LAST) | instants, limits)
def test_judge_is_total(card: Card, now: int, given_limits: Limits) -> None:
    """Every card at every instant under any limits has a verdict, and a place in the ranking."""
    seen = judge(card, now, Rules(WEEK, given_limits))
    assert seen.level in policy.LEVELS
    assert seen.idle_minutes >= 0
    assert ranking(card, seen) == ranking(card, seen)


@given(reached(), st.integers(-1440, 60 * 1440), st.floats(0, 1, exclude_max=True), limits)
def test_the_level_holds_until_changes_at(card: Card, minutes: int, part: float, some: Limits) -> None:
    """Between now and changes_at the level stays; at changes_at it is another; where null, it stays for good."""
    rules, now = Rules(WEEK, some), card.opened_at + minutes * MINUTE
    seen = judge(card, now, rules)
    end = seen.changes_at if seen.changes_at is not None else now + 90 * 24 * HOUR
    assert end > now
    for between in (now + int((end - now) * part), end - 1):
        assert judge(card, between, rules).level == seen.level
    if seen.changes_at is not None:
        assert judge(card, end, rules).level != seen.level


def by_the_letter(card: Card, now: int, seen: Verdict) -> str:
    """The levels as DESIGN tests them, by minutes; only the instants are taken from the verdict."""
    due = None if card.due_kind == "wish" else card.due
    if due is not None and now >= due:
        return "overdue"
    if due is not None and seen.last_safe_at is not None and seen.tell_at is not None:
        touches = [event.at for event in card.events[1:] if ev.is_touch(event)]
        news = [card.told_at] if card.requester and card.told_at else [] if card.requester else touches
        told = any(one >= seen.last_safe_at for one in news)
        begun = card.ball == MINE or card.tried
        if not told and (now >= seen.tell_at or (now >= seen.last_safe_at and not begun)):
            return "at_risk"
    if card.snoozed_until is not None and now < card.snoozed_until:
        return "snoozed"
    waits = ((2, "stalled"), (1, "idle"), (0.75, "soon"))
    return next((word for part, word in waits if seen.idle_minutes >= part * seen.wait_minutes), "fresh")


@given(reached(), st.integers(0, 20 * 1440))
def test_levels_by_the_letter(card: Card, minutes: int) -> None:
    """The level is what testing the sentences of DESIGN one by one gives."""
    now = card.opened_at + minutes * MINUTE
    seen = judge(card, now, RULES)
    if card.is_open and card.held_until is None:
        assert seen.level == by_the_letter(card, now, seen)


@given(reached())
def test_the_wait_by_the_letter(card: Card) -> None:
    """wait = min(limit, max(1, R // slots, min(floor, R0 // 8))), and the guards are its second half at most."""
    if not card.is_open or card.held_until is not None:
        return
    seen = judge(card, card.touched_at, RULES)
    since = max(card.touched_at, card.ball_at) if card.ball == MINE else card.touched_at
    limit = 240 if card.ball == MINE or card.stage != "sent" else 480
    if card.ball != MINE and card.idle_limit_minutes:
        limit = card.idle_limit_minutes
    due = None if card.due_kind == "wish" else card.due
    if due is None or since >= due:
        assert seen.wait_minutes == limit
    if due is None:
        return
    assert card.due_set_at is not None
    left, whole = WEEK.minutes(since, due), WEEK.minutes(card.due_set_at, due)
    slots = {"sent": 4, "followed_up": 3, "alternate": 2}[card.stage]
    if since < due:
        assert seen.wait_minutes == min(limit, max(1, left // slots, min(30, whole // 8)))
    guard = min(720, whole // 2)
    tell = guard * 480 // 720
    expected = (WEEK.minus(due, guard), WEEK.minus(due, tell)) if whole else (card.due_set_at,) * 2
    assert (seen.last_safe_at, seen.tell_at) == expected
