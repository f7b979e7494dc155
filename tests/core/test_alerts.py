"""Who speaks when: DESIGN section 7, rule by rule. A workweek in New York; Mon 23 Nov 2026 is day one."""

import pytest

from followup.core import verbs
from tests.core.alerting import (
    FRI,
    MON,
    NEXT_MON,
    NEXT_TUE,
    NEXT_WED,
    THU,
    TUE,
    WED,
    Manners,
    Paper,
    at,
    briefs,
    clock,
)

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
        "resolve": verbs.resolve(paper.cards[card], "signed copy here"),
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


def test_out_of_hours_what_can_wait_waits_and_what_is_too_late_already_too() -> None:
    """A repeat that falls as the day ends waits for morning, and so does a deadline that passed at noon."""
    paper = Paper(Manners(guards_out_of_hours=True))
    paper.open(f"{MON} 09:00", "Repeat", due=f"{THU} 15:00")
    paper.run(f"{MON} 09:00", f"{WED} 16:00")
    paper.open(f"{MON} 09:00", "Missed", due=f"{WED} 12:00")
    assert [paper.look(f"{WED} {hour}:00") for hour in (17, 18, 22)] == [[], [], []]
    assert sorted(popup.kind for popup in paper.look(f"{THU} 09:00")) == ["due", "tell"]


def test_a_repeat_that_falls_as_the_day_ends_comes_15_minutes_before() -> None:
    """Eight working hours before Thursday 15:00 the requester is to be told, and again after two: at 16:45."""
    paper = Paper()
    paper.open(f"{MON} 09:00", due=f"{THU} 15:00")
    heard = [one for one in paper.run(f"{MON} 09:00", f"{THU} 11:00") if one.popup.kind == "tell"]
    assert briefs(heard) == ["Wed 15:00 tell", "Wed 16:45 tell", "Thu 10:30 tell"]


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


@pytest.mark.parametrize(
    ("minutes", "kinds"), [(29, {"tell", "due"}), (30, {"check", "last_safe", "tell", "due"})]
)
def test_half_an_hour_is_long_enough_for_all_of_it(minutes: int, kinds: set[str]) -> None:
    """From 30 working minutes on a runway has its check and its last safe moment too."""
    paper = Paper()
    paper.open(f"{TUE} 10:00", due=at(f"{TUE} 10:00") + 60 * minutes)
    heard = paper.run(f"{TUE} 10:00", f"{TUE} 10:40")
    assert {step.kind for one in heard for voice in one.popup.voices for step in voice.steps} == kinds


def test_a_wish_changes_no_alert() -> None:
    """A wish is checked like a card without a date, and nothing else ever speaks for it."""
    wish, plain = Paper(), Paper()
    wish.open(f"{MON} 09:00", due=f"{TUE} 12:00", due_kind="wish")
    plain.open(f"{MON} 09:00")
    until = "2026-12-05 12:00"
    assert briefs(wish.run(f"{MON} 09:00", until)) == briefs(plain.run(f"{MON} 09:00", until))
