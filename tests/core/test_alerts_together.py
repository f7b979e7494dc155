"""When alerts are quiet, and how many together share a day: snoozes, budget, digest, rounds (DESIGN section 7)."""

from datetime import date

import pytest

from followup.core import events, records, verbs
from followup.core.policy import Rules
from followup.core.workweek import Workweek
from tests.core.alerting import (
    FRI,
    MON,
    NEXT_MON,
    RULES,
    THU,
    TUE,
    WED,
    Manners,
    Paper,
    at,
    briefs,
    clock,
)

# Quiet


def test_nothing_fires_before_a_snooze_ends_and_then_once() -> None:
    """A snooze holds every popup, then brings the card back once, the step due soon after it included."""
    paper = Paper()
    card = paper.open(f"{MON} 10:00")
    assert briefs(paper.run(f"{MON} 10:00", f"{TUE} 10:05")) == ["Tue 10:00 check"]
    paper.do(card, f"{TUE} 10:05", [(events.SNOOZED, {"until": at(f"{WED} 09:00")})])
    assert briefs(paper.run(f"{TUE} 10:05", f"{FRI} 09:30")) == ["Wed 09:00 check"]


def test_a_snoozed_card_at_risk_is_quiet_too() -> None:
    """The repeats of a guard stop while the card is snoozed; the deadline that ends the snooze speaks."""
    paper = Paper()
    card = paper.open(f"{TUE} 10:00", due=f"{TUE} 14:00", idle_limit_minutes=2400)
    assert briefs(paper.run(f"{TUE} 12:00", f"{TUE} 12:50"))[-1] == "Tue 12:40 tell"
    paper.do(card, f"{TUE} 12:50", [(events.SNOOZED, {"until": at(f"{TUE} 14:00")})])
    assert briefs(paper.run(f"{TUE} 12:50", f"{TUE} 15:00")) == ["Tue 14:00 due"]


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
    wishes = {
        "mute": verbs.mute(paper.cards[card]),
        "resolve": verbs.resolve(paper.cards[card], "signed copy here"),
    }
    paper.do(card, f"{MON} 09:30", wishes[quiet])
    assert paper.run(f"{MON} 09:30", f"{FRI} 12:00") == []


def test_holidays_and_leave_are_quiet() -> None:
    """On a holiday nothing pops up; the check comes on the next working day."""
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


def test_what_was_held_back_comes_before_what_ranks_higher() -> None:
    """With one popup left the older alert has it, though the new one's deadline is nearer."""
    paper = Paper(Manners(budget=0))
    old = paper.open(f"{MON} 10:00", "Old")
    paper.run(f"{MON} 10:00", f"{TUE} 17:00")
    paper.manners = Manners(budget=1)
    paper.open(f"{TUE} 09:00", "New", due="2026-12-18 17:00")
    assert [popup.cards for popup in paper.look(f"{WED} 09:00") if not popup.held] == [(old,)]


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


def test_three_checks_at_once_are_three_popups() -> None:
    """Up to three each says its own reason and move."""
    paper = Paper()
    for name in "ABC":
        paper.open(f"{MON} 10:00", f"Card {name}")
    assert [popup.kind for popup in paper.look(f"{TUE} 10:00")] == ["check"] * 3


def test_a_digest_over_the_budget_waits_until_tomorrow() -> None:
    """With the day's budget spent four checks at once are held back, and are one digest the next morning."""
    paper = Paper(Manners(budget=0))
    for name in "ABCD":
        paper.open(f"{MON} 10:00", f"Card {name}")
    assert paper.run(f"{TUE} 10:00", f"{TUE} 17:00") == []
    assert len(paper.pending(f"{TUE} 17:00")) == 4
    paper.manners = Manners()
    assert briefs(paper.run(f"{TUE} 17:00", f"{WED} 09:01")) == ["Wed 09:00 digest"]


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
    assert [(popup.kind, popup.cards) for popup in paper.look(f"{TUE} 12:10")] == [("check", (second,))]
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
