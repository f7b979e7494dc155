"""Who speaks when: DESIGN section 7, rule by rule. A workweek in New York; Mon 23 Nov 2026 is day one."""

import pytest

from followup.core import events, records, verbs
from followup.core.popups import BODY_LIMIT, TITLE_LIMIT
from tests.core.alerting import RULES, Manners, Paper, at, briefs, clock

MON, TUE, WED, THU, FRI = (f"2026-11-{day}" for day in range(23, 28))
NEXT_MON, NEXT_TUE, NEXT_WED = "2026-11-30", "2026-12-01", "2026-12-02"


# Checks


def test_a_silence_is_checked_at_1_2_4_7_and_11_waits() -> None:
    """One silence without a deadline speaks five times, ever further apart, and then no more."""
    paper = Paper(Manners(budget=9))
    paper.open(f"{MON} 09:30", idle_limit_minutes=60)
    heard = paper.run(f"{MON} 09:30", f"{WED} 17:00")
    assert briefs(heard) == [
        "Mon 10:30 check", "Mon 11:30 check", "Mon 13:30 check", "Mon 16:30 check", "Tue 12:30 check",
    ]  # fmt: skip


def test_a_check_rolls_forward_to_the_next_working_minute() -> None:
    """A check that falls due as the day ends comes on the next working morning."""
    paper = Paper()
    paper.open(f"{FRI} 09:00")
    assert briefs(paper.run(f"{FRI} 09:00", f"{NEXT_MON} 12:00")) == ["Mon 09:00 check"]


def test_checks_that_were_missed_are_one_popup() -> None:
    """A watcher that was off through three checks says one of them."""
    paper = Paper()
    paper.open(f"{MON} 09:00", idle_limit_minutes=60)
    first = paper.look(f"{MON} 14:30")
    assert [popup.kind for popup in first] == ["check"]
    assert briefs(paper.run(f"{MON} 14:30", f"{TUE} 09:00")) == ["Mon 16:00 check"]


def test_a_touch_begins_a_new_silence() -> None:
    """After a follow-up the checks start again, with the wait of the new stage."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00")
    assert briefs(paper.run(f"{MON} 09:00", f"{TUE} 10:00")) == ["Tue 09:00 check"]
    paper.do(card, f"{TUE} 10:00", verbs.follow_up(paper.cards[card]))
    assert briefs(paper.run(f"{TUE} 10:00", f"{TUE} 16:00")) == ["Tue 14:00 check"]


def test_a_card_that_is_mine_is_checked_too() -> None:
    """Once the ball is mine, its own limit of four hours runs."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00")
    paper.do(card, f"{MON} 10:00", verbs.heard(paper.cards[card], "question", None, None, at(f"{MON} 10:00")))
    heard = paper.run(f"{MON} 10:00", f"{MON} 15:00")
    assert briefs(heard) == ["Mon 14:00 check"]
    assert heard[0].popup.title.startswith("Yours 4 of 4 h: ")


def test_a_hold_is_checked_when_it_ends() -> None:
    """A holding reply until Wednesday noon is checked then, and again one ordinary wait later."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00")
    now, until = at(f"{MON} 11:00"), at(f"{WED} 12:00")
    paper.do(card, now, verbs.heard(paper.cards[card], "holding", until, None, now))
    assert briefs(paper.run(now, f"{FRI} 09:00")) == ["Wed 12:00 check", "Thu 12:00 check"]


# Guards


def test_guards_close_in_on_the_deadline() -> None:
    """Guards speak at last_safe_at and tell_at, then after quarters of what is left, 15 minutes at least."""
    paper = Paper()
    paper.open(f"{TUE} 10:00", due=f"{TUE} 14:00", idle_limit_minutes=60)
    assert briefs(paper.run(f"{TUE} 10:00", f"{TUE} 15:00")) == [
        "Tue 11:00 check", "Tue 12:00 last_safe", "Tue 12:40 tell", "Tue 13:00 tell", "Tue 13:15 tell",
        "Tue 13:30 tell", "Tue 13:45 tell", "Tue 14:00 due",
    ]  # fmt: skip


def test_a_guard_carries_the_cards_own_check() -> None:
    """At 12:00 the second check and the last safe moment are one popup, the graver."""
    paper = Paper()
    paper.open(f"{TUE} 10:00", due=f"{TUE} 14:00", idle_limit_minutes=60)
    (guard,) = [
        heard for heard in paper.run(f"{TUE} 11:30", f"{TUE} 12:30") if clock(heard.at) == "Tue 12:00"
    ]
    assert [step.kind for step in guard.popup.voices[0].steps] == ["last_safe", "check"]
    assert guard.popup.cost == 0


def test_telling_the_requester_silences_the_guards_but_not_the_deadline() -> None:
    """Told in time, a card speaks once more as its deadline passes, and not every morning."""
    paper = Paper()
    card = paper.open(f"{TUE} 10:00", due=f"{TUE} 14:00", idle_limit_minutes=2400)
    paper.run(f"{TUE} 10:00", f"{TUE} 12:41")
    paper.do(card, f"{TUE} 12:41", verbs.update(paper.cards[card]))
    heard = [one for one in paper.run(f"{TUE} 12:41", f"{FRI} 12:00") if one.popup.kind != "check"]
    assert briefs(heard) == ["Tue 14:00 due"]


def test_a_passed_deadline_speaks_every_working_morning_until_told() -> None:
    """`due` repeats at each working day's first minute, after a weekend on Monday, until told."""
    paper = Paper()
    card = paper.open(f"{THU} 10:00", due=f"{FRI} 14:00")
    heard = [one for one in paper.run(f"{THU} 10:00", f"{NEXT_TUE} 12:00") if one.popup.kind == "due"]
    assert briefs(heard) == ["Fri 14:00 due", "Mon 09:00 due", "Tue 09:00 due"]
    paper.do(card, f"{NEXT_TUE} 12:00", verbs.update(paper.cards[card]))
    heard = [one for one in paper.run(f"{NEXT_TUE} 12:00", "2026-12-05 12:00") if one.popup.kind == "due"]
    assert heard == []


@pytest.mark.parametrize("wish", ["resolve", "reschedule"])
def test_resolving_or_a_new_date_ends_the_mornings(wish: str) -> None:
    """A resolved card is silent, and a rescheduled one waits for its new guards."""
    paper = Paper()
    card = paper.open(f"{THU} 10:00", due=f"{FRI} 10:00")
    paper.run(f"{THU} 10:00", f"{FRI} 11:00")
    done = {
        "resolve": verbs.resolve(paper.cards[card]),
        "reschedule": verbs.reschedule(paper.cards[card], at("2026-12-18 17:00")),
    }
    paper.do(card, f"{FRI} 11:00", done[wish])
    heard = paper.run(f"{FRI} 11:00", f"{NEXT_WED} 12:00")
    assert {one.popup.kind for one in heard} <= {"check"}


def test_a_guard_at_a_windows_end_is_sent_15_minutes_before() -> None:
    """A deadline as the day ends, untold, speaks at 16:45 and not next morning only."""
    paper = Paper()
    paper.open(f"{MON} 09:00", due=f"{WED} 17:00")
    heard = [one for one in paper.run(f"{MON} 09:00", f"{THU} 10:00") if one.popup.kind == "due"]
    assert briefs(heard) == ["Wed 16:45 due", "Thu 09:00 due"]


def test_a_deadline_on_a_sunday_is_guarded_on_friday() -> None:
    """A guard between two windows is sent before the last one ends."""
    paper = Paper()
    paper.open(f"{MON} 09:00", due="2026-11-29 20:00")
    heard = [one for one in paper.run(f"{FRI} 16:30", f"{NEXT_MON} 10:00") if one.popup.kind == "due"]
    assert briefs(heard) == ["Fri 16:45 due", "Mon 09:00 due"]


def test_guards_come_out_of_hours_only_when_set_so() -> None:
    """With guards_out_of_hours the Sunday deadline speaks on Sunday."""
    paper = Paper(Manners(guards_out_of_hours=True))
    paper.open(f"{MON} 09:00", due="2026-11-29 20:00")
    heard = [one for one in paper.run(f"{FRI} 16:30", f"{NEXT_MON} 10:00") if one.popup.kind == "due"]
    assert briefs(heard) == ["Sun 20:00 due", "Mon 09:00 due"]


def test_a_guard_that_can_wait_does_not_come_at_night() -> None:
    """Even with guards_out_of_hours a guard with working time left before the deadline waits for morning."""
    paper = Paper(Manners(guards_out_of_hours=True))
    paper.open(f"{MON} 09:00", due=f"{THU} 12:00")
    paper.run(f"{MON} 09:00", f"{WED} 10:00")
    assert paper.look(f"{WED} 22:00") == []
    assert [popup.kind for popup in paper.look(f"{THU} 09:00")] == ["tell"]


def test_a_guard_is_silent_while_the_level_is_not_at_risk() -> None:
    """With an alternate tried the last safe moment says nothing; the moment to tell comes all the same."""
    paper = Paper()
    card = paper.open(f"{TUE} 10:00", due=f"{TUE} 14:00", alternates=("Ben",))
    paper.do(card, f"{TUE} 10:30", verbs.alternate(paper.cards[card]))
    kinds = [one.brief for one in paper.run(f"{TUE} 10:30", f"{TUE} 13:00") if one.popup.kind != "check"]
    assert kinds == ["Tue 12:40 tell"]


def test_whoever_has_just_acted_hears_from_the_next_guard() -> None:
    """A follow-up five minutes after a guard that nobody saw is not answered by that guard."""
    paper = Paper()
    card = paper.open(f"{TUE} 10:00", due=f"{TUE} 14:00", idle_limit_minutes=2400)
    paper.do(card, f"{TUE} 12:05", verbs.follow_up(paper.cards[card]))
    guards = [one.brief for one in paper.run(f"{TUE} 12:05", f"{TUE} 13:10") if one.popup.kind != "check"]
    assert guards == ["Tue 12:40 tell", "Tue 13:00 tell"]


def test_a_runway_under_30_minutes_only_tells() -> None:
    """Twenty minutes leave time for telling and the deadline itself, nothing else."""
    paper = Paper()
    paper.open(f"{TUE} 10:00", due=f"{TUE} 10:20")
    heard = paper.run(f"{TUE} 10:00", f"{TUE} 16:00")
    assert briefs(heard) == ["Tue 10:14 tell", "Tue 10:20 due"]


def test_a_wish_changes_no_alert() -> None:
    """A wish is checked like a card without a date, and nothing else ever speaks for it."""
    wish, plain = Paper(), Paper()
    wish.open(f"{MON} 09:00", due=f"{TUE} 12:00", due_kind="wish")
    plain.open(f"{MON} 09:00")
    until = "2026-12-05 12:00"
    assert briefs(wish.run(f"{MON} 09:00", until)) == briefs(plain.run(f"{MON} 09:00", until))


# Quiet


def test_nothing_fires_before_a_snooze_ends_and_then_once() -> None:
    """A snooze holds every popup, then brings the card back once, the step due soon after it included."""
    paper = Paper()
    card = paper.open(f"{MON} 10:00")
    assert briefs(paper.run(f"{MON} 10:00", f"{TUE} 10:05")) == ["Tue 10:00 check"]
    paper.do(card, f"{TUE} 10:05", [(events.SNOOZED, {"until": at(f"{WED} 09:00")})])
    assert briefs(paper.run(f"{TUE} 10:05", f"{FRI} 09:30")) == ["Wed 09:00 check"]


def test_a_short_snooze_brings_the_card_back_at_its_end() -> None:
    """An hour of quiet between two checks ends with a popup, and later checks stay where they are."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00", idle_limit_minutes=120)
    paper.run(f"{MON} 09:00", f"{MON} 13:10")
    paper.do(card, f"{MON} 13:10", [(events.SNOOZED, {"until": at(f"{MON} 14:10")})])
    assert briefs(paper.run(f"{MON} 13:10", f"{TUE} 12:00")) == ["Mon 14:10 check", "Tue 09:00 check"]


@pytest.mark.parametrize("quiet", ["mute", "resolve"])
def test_muted_and_resolved_cards_never_speak(quiet: str) -> None:
    """Neither check nor guard."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00", due=f"{WED} 12:00")
    wishes = {"mute": verbs.mute(paper.cards[card]), "resolve": verbs.resolve(paper.cards[card])}
    paper.do(card, f"{MON} 09:30", wishes[quiet])
    assert paper.run(f"{MON} 09:30", f"{FRI} 12:00") == []


def test_holidays_and_leave_are_quiet() -> None:
    """On a holiday nothing pops up; the check comes on the next working day."""
    from datetime import date

    from followup.core.policy import Rules
    from followup.core.workweek import Workweek

    week = Workweek(
        RULES.week.zone, holidays=[date(2026, 11, 26)], leave=[(date(2026, 11, 27), date(2026, 11, 27))]
    )
    paper = Paper(rules=Rules(week))
    paper.open(f"{WED} 10:00")
    assert briefs(paper.run(f"{WED} 10:00", f"{NEXT_MON} 12:00")) == ["Mon 10:00 check"]


# Together


def test_the_budget_holds_checks_back_until_tomorrow() -> None:
    """Three checks a day pop up; the fourth waits in the pending list and comes first next morning."""
    paper = Paper()
    for minute in range(4):
        paper.open(at(f"{MON} 10:00") + 600 * minute, f"Card {minute}")
    heard = paper.run(f"{MON} 10:00", f"{TUE} 17:00")
    assert [one.popup.voices[0].seen.card.title for one in heard] == ["Card 0", "Card 1", "Card 2"]
    assert [one.result for one in paper.pending(f"{TUE} 17:00")].count("pending") == 1
    (first, *_) = paper.run(f"{WED} 09:00", f"{WED} 10:00")
    assert (clock(first.at), first.popup.voices[0].seen.card.title) == ("Wed 09:00", "Card 3")
    assert records.used_today(paper.alerts, at(f"{WED} 09:30"), RULES.week) == 1


def test_what_was_held_back_again_is_offered_again() -> None:
    """Over the budget two days running is said on the third, once."""
    paper = Paper(Manners(budget=0))
    paper.open(f"{MON} 10:00")
    assert paper.run(f"{MON} 10:00", f"{WED} 17:00") == []
    paper.manners = Manners(budget=1)
    assert briefs(paper.run(f"{THU} 09:00", f"{THU} 17:00")) == ["Thu 09:00 check"]


def test_a_follow_up_takes_a_held_alert_off_the_list() -> None:
    """What was acted on before the morning is not said then."""
    paper = Paper(Manners(budget=0))
    card = paper.open(f"{MON} 10:00")
    paper.run(f"{MON} 10:00", f"{TUE} 12:00")
    paper.do(card, f"{TUE} 12:00", verbs.follow_up(paper.cards[card]))
    paper.manners = Manners()
    assert paper.pending(f"{TUE} 12:01") == []
    assert briefs(paper.run(f"{TUE} 12:00", f"{WED} 08:00")) == ["Tue 16:00 check"]


def test_guards_stand_outside_the_budget() -> None:
    """With nothing left of the day a guard speaks all the same, and costs nothing."""
    paper = Paper(Manners(budget=0))
    paper.open(f"{TUE} 10:00", due=f"{TUE} 14:00")
    heard = paper.run(f"{TUE} 10:00", f"{TUE} 12:30")
    assert "Tue 12:00 last_safe" in briefs(heard)
    assert records.used_today(paper.alerts, at(f"{TUE} 13:00"), RULES.week) == 0


def test_a_first_check_that_cannot_wait_until_tomorrow_is_outside_the_budget() -> None:
    """Its next chance would come after the moment to tell; the second check is held back."""
    paper = Paper(Manners(budget=0))
    paper.open(f"{TUE} 10:00", due=f"{TUE} 16:00", idle_limit_minutes=30)
    assert briefs(paper.run(f"{TUE} 10:00", f"{TUE} 12:30")) == ["Tue 10:30 check"]


def test_more_than_three_checks_at_once_are_one_digest() -> None:
    """Four together cost one of the budget, and each is named."""
    paper = Paper()
    for name in "ABCD":
        paper.open(f"{MON} 10:00", f"Card {name}")
    (digest,) = paper.look(f"{TUE} 10:00")
    assert (digest.kind, len(digest.cards), digest.cost) == ("digest", 4, 1)
    assert all(f"Card {name}" in digest.body for name in "ABCD")
    assert paper.look(f"{TUE} 10:01") == []


def test_a_digest_never_hides_a_guard() -> None:
    """Beside a digest of four checks the guard has a popup of its own, and comes first."""
    paper = Paper()
    for name in "ABCD":
        paper.open(f"{MON} 10:00", f"Card {name}")
    paper.open(f"{MON} 10:00", "Promise", due=f"{WED} 09:00")
    guard, digest = paper.look(f"{TUE} 15:00")
    assert (guard.kind, guard.voices[0].seen.card.title, digest.kind) == ("tell", "Promise", "digest")


def test_after_a_sleep_any_two_checks_are_one_digest() -> None:
    """What was missed while asleep arrives as one digest."""
    paper = Paper()
    paper.open(f"{MON} 10:00", "A")
    paper.open(f"{MON} 10:00", "B")
    assert [popup.kind for popup in paper.look(f"{TUE} 11:00", gather=True)] == ["digest"]


def test_more_than_three_guards_at_one_moment_are_one_popup_naming_each() -> None:
    """Four deadlines at the same hour interrupt once."""
    paper = Paper()
    for name in "ABCD":
        paper.open(f"{TUE} 10:00", f"Promise {name}", due=f"{TUE} 14:00")
    (guards,) = paper.look(f"{TUE} 12:40")
    assert (guards.kind, len(guards.cards), guards.urgency) == ("tell", 4, "critical")
    assert all(f"Promise {name}" in guards.body for name in "ABCD")


def test_three_guards_at_one_moment_are_three_popups() -> None:
    """Up to three, each has its own reason and move."""
    paper = Paper()
    for name in "ABC":
        paper.open(f"{TUE} 10:00", f"Promise {name}", due=f"{TUE} 14:00")
    assert [popup.kind for popup in paper.look(f"{TUE} 12:40")] == ["tell"] * 3


def test_a_guard_brings_others_along_that_would_tell_within_the_hour() -> None:
    """A card at risk already, to tell about at 12:40, comes with the guard of 12:30 and not again at 12:40."""
    paper = Paper()
    first = paper.open(f"{TUE} 10:00", "First", due=f"{TUE} 14:00")
    paper.look(f"{TUE} 12:01")
    second = paper.open(f"{TUE} 11:00", "Second", due=f"{TUE} 14:00")
    # Second: 180 minutes of runway, last safe at 12:30.
    cards = [popup.cards for popup in paper.look(f"{TUE} 12:30")]
    assert cards == [(first,), (second,)] or cards == [(second,), (first,)]
    assert [popup.cards for popup in paper.look(f"{TUE} 12:40")] == []


def test_no_popup_within_five_minutes_of_the_cards_last_unless_graver() -> None:
    """A check at 11:59 is followed by the guard of 12:00; the same check again would wait."""
    paper = Paper()
    paper.open(f"{TUE} 10:00", due=f"{TUE} 14:00", idle_limit_minutes=1)
    heard = paper.run(f"{TUE} 10:00", f"{TUE} 12:10")
    assert briefs(heard)[:3] == ["Tue 10:01 check", "Tue 10:06 check", "Tue 10:11 check"]
    assert "Tue 12:00 last_safe" in briefs(heard)


def test_rounds_gather_checks_but_not_what_cannot_wait() -> None:
    """A check of 10:30 comes at the round of 13:00; one whose guard would come first, at once."""
    paper = Paper(Manners(rounds=(540, 780)))
    paper.open(f"{MON} 10:30", "Patient")
    paper.open(f"{TUE} 09:30", "Hurried", due=f"{TUE} 15:30", idle_limit_minutes=60)
    heard = [one for one in paper.run(f"{TUE} 09:30", f"{TUE} 13:30") if one.popup.kind == "check"]
    said = [(clock(one.at), one.popup.voices[0].seen.card.title) for one in heard]
    assert said == [("Tue 10:30", "Hurried"), ("Tue 11:30", "Hurried"), ("Tue 13:00", "Patient")]


# Words


def test_a_popup_says_the_reason_and_the_move() -> None:
    """The title begins with a fixed word and the numbers; the body says who is silent and what to do."""
    paper = Paper()
    paper.open(f"{MON} 09:00", next_move="call reception", alternates=("Ben Ortiz, ext 2210",))
    (popup,) = paper.look(f"{TUE} 10:00")
    assert popup.title == "Idle 9 of 8 h: Documents"
    assert popup.body == "Dana silent 9 of 8 working hours. Next: call reception, then Ben."


def test_hidden_titles_keep_every_name_off_the_lock_screen() -> None:
    """With hide_titles neither the title nor anybody's name is in a popup, digests and guards included."""
    paper = Paper(Manners(hide_titles=True))
    for name in "ABCD":
        paper.open(f"{MON} 10:00", f"Secret {name}")
    paper.open(f"{MON} 10:00", "Secret promise", due=f"{WED} 12:00")
    said = paper.look(f"{TUE} 16:00")
    assert [popup.kind for popup in said] == ["tell", "digest"]
    words = " ".join(popup.title + popup.body for popup in said)
    assert not any(word in words for word in ("Secret", "Dana", "Maria"))


@pytest.mark.parametrize("title", ["x" * 500, "👩‍👩‍👧 " * 60, "--help", "<b>\x1b[31m</b>\u202e" + "y" * 90])
def test_popups_fit_whatever_the_title(title: str) -> None:
    """Title and body stay within 60 and 200 UTF-16 units, hold no control, and never begin like an option."""
    paper = Paper()
    paper.open(f"{MON} 09:00", title, next_move="z" * 400)
    (popup,) = paper.look(f"{TUE} 10:00")
    assert popup.title.startswith("Idle 9 of 8 h: ")
    assert len(popup.title.encode("utf-16-le")) // 2 <= TITLE_LIMIT
    assert len(popup.body.encode("utf-16-le")) // 2 <= BODY_LIMIT
    assert not any(ord(letter) < 32 or letter in "\x7f\u202e" for letter in popup.title + popup.body)


# The pending list


def test_an_alert_is_pending_until_somebody_acts() -> None:
    """A popup that was sent is not a popup that was seen: it stays listed until the card is touched."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00")
    paper.look(f"{TUE} 10:00")
    paper.do(card, f"{TUE} 10:30", verbs.note(paper.cards[card], "hm"))
    assert [(one.kind, one.result) for one in paper.pending(f"{TUE} 11:00")] == [("check", "delivered")]
    paper.do(card, f"{TUE} 11:00", verbs.follow_up(paper.cards[card]))
    assert paper.pending(f"{TUE} 11:01") == []


def test_the_pending_list_has_each_card_once() -> None:
    """Three checks of one card are one line."""
    paper = Paper()
    paper.open(f"{MON} 09:00", idle_limit_minutes=60)
    paper.run(f"{MON} 09:00", f"{MON} 17:00")
    assert len(paper.pending(f"{MON} 17:00")) == 1


def test_failed_alerts_cost_nothing() -> None:
    """A row recorded as failed with its cost taken back leaves the day's budget whole."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00")
    paper.look(f"{TUE} 10:00")
    assert records.used_today(paper.alerts, at(f"{TUE} 10:00"), RULES.week) == 1
    assert records.alerted_at(paper.alerts) == {card: at(f"{TUE} 10:00")}
    for row in paper.alerts.values():
        row |= {"result": "failed", "cost": 0, "sent_at": None}
    assert records.used_today(paper.alerts, at(f"{TUE} 10:00"), RULES.week) == 0
    assert records.alerted_at(paper.alerts) == {}


def test_rows_that_make_no_sense_are_left_out() -> None:
    """An alerts table with a row of another shape still plans."""
    paper = Paper()
    paper.open(f"{MON} 09:00")
    paper.alerts["odd"] = {"what": 1}
    assert len(paper.look(f"{TUE} 10:00")) == 1
