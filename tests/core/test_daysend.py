"""The end of the day: its sentences, what was done today, what tomorrow begins with."""

import pytest

from followup.core import events as ev
from followup.core import verbs
from followup.core.card import MINE, Card
from followup.core.daysend import DaysEnd, clock, days_end, quiet_said
from followup.core.quiet import next_popup
from followup.core.today import today
from tests.core.alerting import Manners
from tests.core.making import RULES, WEEK, at, card_at, then
from tests.core.telling import FRI, MON, TUE, asked_again, board_pack, heard, plain, resolved

EVENING = at("2026-11-24 16:41")
MORNING = at("2026-11-25 09:00")


def ended(*cards: Card, now: int = EVENING, quiet: int | None = MORNING) -> DaysEnd:
    return days_end(cards, now, RULES, quiet)


def told(card: Card, now: int) -> Card:
    return then(card, verbs.update(card), now)


# The sentences


def test_safe_says_the_next_promise_the_first_move_and_until_when_it_is_quiet() -> None:
    """Tomorrow is named once."""
    pack = told(asked_again(board_pack(next_move=None)), EVENING - 60)
    assert ended(pack).reason == (
        "No promise falls before 12:00 tomorrow, and Maria knows about that one",
        "First move: go to Ben 09:00",
        "Quiet until 09:00",
    )


def test_a_later_promise_is_told_with_its_day_and_tomorrow_with_its_own() -> None:
    """Nobody told of it is said to know."""
    card = plain(requester="Maria", due=at("2026-12-11 17:00"), due_kind="promised", next_move="call Ana")
    assert ended(card, quiet=at("2026-11-25 13:00")).reason == (
        "No promise falls before Fri 11 Dec 17:00",
        "First move: call Ana if still silent 13:00 tomorrow",
        "Quiet until 13:00 tomorrow",
    )


def test_what_is_late_and_known_is_no_reason_to_stay_and_is_not_kept_silent() -> None:
    """One by its title, several by their number."""
    one = told(
        plain(title="Sheet", requester="Maria", due=at("2026-11-24 14:00"), due_kind="hard"), EVENING - 60
    )
    other = told(
        plain(title="Form", requester="Tom", due=at("2026-11-24 14:00"), due_kind="hard"), EVENING - 60
    )
    assert ended(one).reason[:2] == ("No promise is ahead", "Sheet is late, and Maria knows")
    assert ended(one, other).reason[1] == "2 cards are late, and nobody is left to be told"


def test_an_empty_board_is_safe() -> None:
    """There is nothing to be told."""
    assert ended().is_safe
    assert ended().reason == ("Nothing is being followed up",)
    assert ended(plain(), quiet=None).reason[-1] == "Nothing will pop up"


def test_not_safe_says_the_gravest_thing() -> None:
    """Its sentences are the reason."""
    end = ended(asked_again(board_pack()), plain())
    assert not end.is_safe
    assert end.reason == (
        "Maria has not heard that Board pack figures in hand is at risk",
        "It is due tomorrow 12:00",
    )


@pytest.mark.parametrize(
    ("then_at", "named", "expected"),
    [
        ("2026-11-24 16:52", False, "16:52 today"),
        ("2026-11-25 09:30", False, "09:30 tomorrow"),
        ("2026-11-25 09:30", True, "09:30"),
        ("2026-11-27 09:00", True, "Fri 09:00"),
        ("2026-12-11 17:00", False, "Fri 11 Dec 17:00"),
    ],
)
def test_moments_of_the_end_of_a_day(then_at: str, named: bool, expected: str) -> None:
    """As short as they can be and not be misread."""
    assert clock(at(then_at), EVENING, WEEK, named) == expected


# Tomorrow


def test_tomorrow_has_my_moves_first_then_checks_and_deadlines() -> None:
    """In order of time; what sleeps or is due later is not in it."""
    cards = [
        told(asked_again(board_pack()), EVENING - 60),
        heard(plain(title="Certificate", contact="Joan Webb"), ev.QUESTION, TUE + 3600, note="which site?"),
        plain(title="Badge", next_move="ring Paul"),
        card_at(FRI, title="Visa", snoozed_until=at("2026-11-30 09:00")),
        card_at(at("2026-11-24 16:00"), title="Late sender", idle_limit_minutes=2400),
    ]
    rows = [
        (f"{clock(one.at, EVENING, WEEK, True)}", one.card.title[:6], one.words, one.minutes)
        for one in ended(*cards).tomorrow
    ]
    assert rows == [
        ("09:00", "Board ", "go to Ben", 5),
        ("09:00", "Certif", "answer Joan", 5),
        ("12:00", "Board ", "due, Maria knows", None),
        ("13:00", "Badge", "ring Paul if still silent", 5),
    ]


def test_who_was_told_in_good_time_is_not_said_not_to_know() -> None:
    """Told today, before its last safe moment: when that was is said, and nobody has to do anything now."""
    card = plain(requester="Maria", due=at("2026-11-25 16:00"), due_kind="hard")
    assert ended(card).tomorrow[-1].words == "due, Maria does not know"
    assert ended(told(card, at("2026-11-24 13:05"))).tomorrow[-1].words == "due, Maria last heard 13:05"


def test_the_first_move_may_be_later_than_tomorrow() -> None:
    """Then tomorrow is empty and the first move has its day."""
    card = card_at(FRI, title="Visa", snoozed_until=at("2026-11-30 09:00"))
    end = ended(card)
    assert end.tomorrow == ()
    assert end.first_move is not None
    assert end.first_move.at == at("2026-11-30 09:00")
    assert "First move: follow up with Dana Mon 09:00" in end.reason


def test_a_deadline_is_no_move() -> None:
    """What falls due while a card sleeps is in tomorrow's list; the first move is when it wakes."""
    card = told(asked_again(board_pack()), EVENING - 60)._replace(snoozed_until=at("2026-11-27 09:00"))
    end = ended(card)
    assert [one.words for one in end.tomorrow] == ["due, Maria knows"]
    assert end.first_move is not None
    assert end.first_move.at == at("2026-11-27 09:00")


def test_what_is_quiet_is_counted() -> None:
    """Those inside their limits, and which of them sleep until when."""
    asleep = card_at(FRI, title="Visa", snoozed_until=at("2026-11-30 09:00"))
    assert quiet_said(ended(plain(), asleep)) == (
        "2 cards wait inside their limits",
        "1 of them snoozed until Mon 09:00",
    )
    assert quiet_said(ended(plain())) == ("1 card waits inside its limit", "")
    assert quiet_said(ended()) == ("", "")


# Today


def test_today_counts_what_was_done_by_when_it_was_done() -> None:
    """Not what was noted, not what an @me card has not sent, not a proof that followed, and nothing of yesterday."""
    pack = told(asked_again(board_pack()), EVENING - 60)
    moved = then(plain(alternates=("Ben",)), verbs.alternate(plain(alternates=("Ben",))), EVENING - 50)
    done = resolved(resolved(plain(), EVENING - 40), EVENING - 30, "seen it")
    mine = plain(contact=None, ball=MINE)
    sent = then(mine, verbs.follow_up(mine, contact="Tom"), EVENING - 20)
    asked = then(card_at(FRI), verbs.follow_up(card_at(FRI)), EVENING, said_at=MON)
    answered = heard(then(plain(), verbs.note(plain(), "x"), EVENING - 10), ev.ANSWERED, EVENING - 5)
    found = today([pack, moved, done, mine, sent, asked, answered], EVENING, WEEK)
    assert found.counts == {"sent": 4, "followed_up": 1, "alternate": 1, "heard": 1, "resolved": 1, "told": 1}
    assert found.said == (
        "4 sent",
        "1 followed up",
        "1 alternate path",
        "1 heard back",
        "1 resolved",
        "1 told",
    )
    assert [mark.at for mark in found.marks] == sorted(mark.at for mark in found.marks)


def test_a_deadline_that_passed_open_is_a_mark_and_no_count() -> None:
    """What was done in time did not pass; what is due later has not."""
    due = {"due": at("2026-11-24 14:00"), "due_kind": "hard"}
    late, timely, ahead = plain(**due), resolved(plain(**due), at("2026-11-24 13:30")), board_pack()
    found = today([late, timely, ahead], EVENING, WEEK)
    assert [mark.card for mark in found.marks if mark.kind == "passed"] == [late]
    assert "passed" not in found.counts


# Quiet


def test_the_next_popup_is_the_one_after_now() -> None:
    """What would pop up right now is not what ends the quiet."""
    card, now = card_at(FRI), at("2026-11-24 10:00")
    assert next_popup([card], {}, now, RULES, Manners())[0] == now
    later, popup = next_popup([card], {}, now, RULES, Manners(), after=now)
    assert popup is not None
    assert later is not None
    assert later > now


def test_without_open_cards_nothing_pops_up() -> None:
    """Never is None."""
    assert next_popup([], {}, EVENING, RULES, Manners()) == (None, None)
