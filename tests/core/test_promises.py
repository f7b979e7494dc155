"""Promises ahead: what a day carries, and the question asked on the working day before."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import verbs
from followup.core.card import WISH, Card
from followup.core.promises import asked, asked_at, heavy, kept_at, load, promised, question, wants_reason
from followup.core.workweek import Workweek
from followup.errors import Refused
from tests.core.making import NEW_YORK, WEEK, at, card_at, instants, then

MON, WED, THU, FRI = (at(f"{day} 10:00") for day in ("Mon", "Wed", "Thu", "Fri"))
EVE = at("Wed 09:00")


def promise(due: int = THU, **fields: Any) -> Card:
    return card_at(MON, **({"due": due, "due_kind": "promised"} | fields))


def kept(card: Card, now: int, slot_at: int | None = None) -> Card:
    return then(card, verbs.keep(card, slot_at or now + 3600, None, now), now)


def test_a_day_carries_its_open_promises() -> None:
    """Hard ones too, from midnight to midnight; wishes, resolved cards and the card itself apart."""
    done = promise()
    done = then(done, verbs.resolve(done), WED)
    own = promise()
    there = [
        promise(),
        promise(at("Thu 23:59"), due_kind="hard"),
        promise(FRI),
        promise(due_kind=WISH),
        done,
        own,
    ]
    found = load(promised(there, own.id), date(2026, 6, 4), WEEK)
    assert (found.carries, found.is_off, found.is_heavy) == (2, False, False)


@pytest.mark.parametrize(
    ("count", "due", "said"),
    [
        (0, THU, None),
        (3, THU, None),
        (4, THU, "Thursday already carries 4"),
        (5, at("Tue 10:00"), "Tomorrow already carries 5"),
        (4, at("Mon 16:00"), "Today already carries 4"),
        (4, at("2026-06-11 10:00"), "Thu 11 Jun already carries 4"),
        (0, FRI, "Friday is a day off"),
        (4, FRI, "Friday is a day off and already carries 4"),
    ],
)
def test_more_than_three_and_a_day_off_are_said(count: int, due: int, said: str | None) -> None:
    """Leave and holidays alike; a weekend is no day off."""
    week = Workweek(NEW_YORK, leave=[(date(2026, 6, 5), date(2026, 6, 5))])
    assert heavy([due] * count, due, MON, week) == said


def test_a_saturday_without_work_is_no_news() -> None:
    """Who promises onto one knows it."""
    saturday = at("Sat 12:00")
    assert heavy(promised([promise()]), saturday, MON, WEEK) is None


def test_it_is_asked_from_the_first_minute_of_the_working_day_before() -> None:
    """Over a weekend and a holiday too, until the card is resolved, and after the date still."""
    assert asked_at(THU, WEEK) == EVE
    assert asked_at(at("+Mon 09:00"), WEEK) == at("Fri 09:00")
    assert asked_at(at("2026-11-27 12:00"), WEEK) == at("2026-11-25 09:00")
    card = promise()
    assert question(card, EVE - 1, WEEK) is None
    assert question(card, EVE, WEEK) == (card, THU, EVE, None)
    assert question(card, FRI, WEEK) is not None
    assert question(then(card, verbs.resolve(card), EVE), EVE, WEEK) is None


def test_a_wish_and_a_card_without_a_date_are_not_asked_about() -> None:
    """Only hard and promised dates bind."""
    assert asked([promise(due_kind=WISH), card_at(MON)], FRI, WEEK) == ()


def test_the_earliest_date_is_asked_first() -> None:
    """On the same day by the hour."""
    first, second = promise(THU), promise(THU + 60)
    assert [one.card for one in asked([second, first], WED, WEEK)] == [first, second]


ANSWERS = {
    "keep": lambda card: kept(card, WED),
    "renegotiate": lambda card: then(card, verbs.reschedule(card, FRI), WED),
    "sooner": lambda card: then(card, verbs.reschedule(card, THU - 60), WED),
    "hand over": lambda card: then(card, verbs.alternate(card, "Ben"), WED),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_each_of_the_three_answers_ends_the_question(answer: str) -> None:
    """For this date: the answer is in the card's own log, so that it outlives every restart."""
    assert question(ANSWERS[answer](promise()), WED + 60, WEEK) is None


@pytest.mark.parametrize("deed", ["note", "snooze", "update", "follow_up"])
def test_nothing_else_dismisses_it(deed: str) -> None:
    """A note without a slot, telling, asking again and a snooze answer nothing."""
    card = promise()
    wishes = {
        "note": verbs.note(card, "hm"),
        "snooze": [("snoozed", {"until": WED + 3600})],
        "update": verbs.update(card),
        "follow_up": verbs.follow_up(card),
    }[deed]
    assert question(then(card, wishes, WED), WED + 60, WEEK) is not None


def test_an_answer_before_it_was_asked_is_none() -> None:
    """Kept on Monday says nothing on Wednesday."""
    assert question(kept(promise(), MON + 60, WED), WED, WEEK) is not None


def test_a_new_date_is_asked_about_anew() -> None:
    """On the working day before that one."""
    card = ANSWERS["renegotiate"](kept(promise(), WED))
    assert question(card, THU - 3601, WEEK) is None
    assert question(card, THU, WEEK) == (card, FRI, at("Thu 09:00"), None)


def test_a_promise_made_the_day_before_is_not_asked_about() -> None:
    """It has just been chosen."""
    card = card_at(WED, due=THU, due_kind="hard")
    assert question(card, WED + 60, WEEK) is None


@pytest.mark.parametrize("slot_at", [WED, WED - 60, THU, FRI])
def test_a_slot_lies_between_now_and_the_date(slot_at: int) -> None:
    """Elsewhere it would not keep the promise."""
    with pytest.raises(Refused, match="slot"):
        verbs.keep(promise(), slot_at, None, WED)


def test_only_a_promise_can_be_kept() -> None:
    """A wish, no date and a resolved card are refused."""
    for card in (promise(due_kind=WISH), card_at(MON)):
        with pytest.raises(Refused, match="no promised date"):
            verbs.keep(card, WED + 60, None, WED)
    done = promise()
    with pytest.raises(Refused, match="resolved"):
        verbs.keep(then(done, verbs.resolve(done), WED), WED + 60, None, WED)


def test_keeping_is_no_touch() -> None:
    """The clock of the silence runs on."""
    assert kept(promise(), WED).touched_at == MON


SLOT = at("Wed 16:00")


def test_a_slot_answers_until_it_begins() -> None:
    """Then it is asked once more, whether it is done; another slot, or somebody else, answers that."""
    card = kept(promise(), WED, SLOT)
    assert question(card, SLOT - 1, WEEK) is None
    assert question(card, SLOT, WEEK) == (card, THU, SLOT, SLOT)
    later = kept(card, SLOT, at("Thu 09:00"))
    assert question(later, SLOT + 60, WEEK) is None
    assert question(later, at("Thu 09:00"), WEEK) is not None
    assert question(then(card, verbs.alternate(card, "Ben"), SLOT), FRI, WEEK) is None


def test_a_slot_for_another_date_says_nothing() -> None:
    """Moved to later the same day, the date was chosen after the slot."""
    card = kept(promise(), WED, SLOT)
    moved = then(card, verbs.reschedule(card, THU + 3600), WED + 60)
    assert kept_at(moved, WED + 60) is None
    assert question(moved, SLOT, WEEK) is None


@pytest.mark.parametrize(("now", "expected"), [(WED + 60, SLOT), (SLOT - 1, SLOT), (SLOT, None), (FRI, None)])
def test_the_slot_is_known_until_it_begins(now: int, expected: int | None) -> None:
    """After that the question stands in its place."""
    assert kept_at(kept(promise(), WED, SLOT), now) == expected


def test_no_slot_is_known_of_a_card_that_was_handed_over_or_is_resolved() -> None:
    """Nor of one of which it was never said."""
    card = kept(promise(), WED, SLOT)
    for wishes in (verbs.alternate(card, "Ben"), verbs.resolve(card)):
        assert kept_at(then(card, wishes, WED + 60), WED + 60) is None
    assert kept_at(promise(), WED) is None


@given(st.lists(st.integers(-3 * 1440, 16 * 1440), min_size=1, max_size=20), instants)
def test_all_questions_are_those_of_each_card(minutes: list[int], now: int) -> None:
    """Only the cards whose date is near are looked at, and none is missed: over weekends, holidays and leave."""
    week = Workweek(NEW_YORK, holidays=[date(2026, 11, 26)], leave=[(date(2026, 11, 9), date(2026, 11, 17))])
    cards = [promise(now + 60 * one) for one in minutes]
    one_by_one = [found for card in cards if (found := question(card, now, week)) is not None]
    assert sorted(one.due for one in one_by_one) == [one.due for one in asked(cards, now, week)]


Deed = Callable[[Card], verbs.Wishes]


LATE_DEEDS: dict[str, tuple[Deed, bool]] = {
    "nothing": (lambda card: [], True),
    "a note": (lambda card: verbs.note(card, "Dana was ill"), False),
    "telling": (verbs.update, True),
    "asking again": (verbs.follow_up, True),
    "a new date": (lambda card: verbs.reschedule(card, at("+Mon 10:00"), None, "Dana was ill"), False),
}


@pytest.mark.parametrize("deed", LATE_DEEDS)
def test_a_date_that_passed_wants_a_reason(deed: str) -> None:
    """A note says why, or the new date does; telling somebody and asking again do not."""
    wishes, expected = LATE_DEEDS[deed]
    card = promise()
    assert wants_reason(then(card, wishes(card), THU + 60), FRI) is expected


def test_only_a_promise_that_passed_unresolved_wants_one() -> None:
    """Not before its instant, not for a wish, not for what was resolved before it; a note from before says nothing."""
    card = promise()
    assert not wants_reason(card, THU - 1)
    assert wants_reason(card, THU)
    assert not wants_reason(promise(due_kind=WISH), FRI)
    assert not wants_reason(then(card, verbs.resolve(card), THU - 1), FRI)
    assert wants_reason(then(card, verbs.resolve(card), THU), FRI)
    assert wants_reason(then(card, verbs.resolve(card), THU + 60), FRI)
    assert wants_reason(then(card, verbs.note(card, "hm"), WED), FRI)
