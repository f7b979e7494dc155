"""Verdicts in words: the tables of LOOK section 7 and DESIGN's sentence about the move."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import events as ev
from followup.core import verbs, wording
from followup.core.card import Card
from followup.core.instants import FIRST, LAST
from followup.core.policy import judge
from followup.core.wording import ended, move, person, reason, short_moment, span, steps, why
from tests.core.making import RULES, WEEK, at, card_at, instants, reached, then

NOW = at("2026-11-24 14:12")
FRIDAY, MONDAY, TUESDAY = at("2026-11-20 10:00"), at("2026-11-23 10:00"), at("2026-11-24 09:00")


def said(card: Card, now: int = NOW) -> str:
    return " ".join(map(ended, why(card, judge(card, now, RULES), now, RULES)))


def moves(card: Card, now: int = NOW) -> str | None:
    return move(card, judge(card, now, RULES))


def asked_again(card: Card, now: int = TUESDAY) -> Card:
    return then(card, verbs.follow_up(card), now)


def heard(answer: str, note: str | None = None, **fields: Any) -> Card:
    card = card_at(MONDAY, **fields)
    return then(card, verbs.heard(card, answer, None, note, 0), at("2026-11-24 12:02"))


def told_friday(**fields: Any) -> Card:
    card = card_at(FRIDAY, requester="Maria Lopez", **fields)
    return then(card, verbs.update(card), at("2026-11-20 16:05"))


def board_pack(**fields: Any) -> Card:
    """The selected card of LOOK's pictures."""
    due = {"due": at("2026-11-25 12:00"), "due_kind": "hard"}
    return asked_again(told_friday(**due, **fields))


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Dana Reyes", "Dana"), ("dana", "Dana"), ("Dana", "Dana"), ("Ben Ortiz, ext 2210", "Ben"),
        ("Facilities desk", "Facilities desk"), ("HR Lisbon", "HR Lisbon"), ("HR", "HR"),
        ("Dr. Reyes", "Dr. Reyes"), ("Dr Reyes", "Dr Reyes"), ("J. Smith", "J. Smith"),
        ("dana reyes", "dana reyes"), ("the landlord", "the landlord"), ("The Registrar", "The Registrar"),
        ("maría", "María"), ("Inês Prado", "Inês"), ("dana.reyes", "dana.reyes"), ("李 明", "李 明"),
        ("McAdam", "McAdam"), ("", ""),
    ],
)  # fmt: skip
def test_person(name: str, called: str) -> None:
    """People go by their first name in passing, desks, departments and titles whole."""
    assert person(name) == called


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0m"), (40, "40m"), (59, "59m"), (60, "1h"), (65, "1h05"), (312, "5h12"), (480, "8h"), (599, "9h59"),
     (600, "10h"), (659, "10h"), (1080, "18h"), (60000, "1000h")],
)  # fmt: skip
def test_span(minutes: int, text: str) -> None:
    """Minutes alone under an hour, hours alone from ten."""
    assert span(minutes) == text


@pytest.mark.parametrize(
    ("when", "long", "short"),
    [
        ("2026-11-24 16:00", "today 16:00", "today 16:00"),
        ("2026-11-25 12:00", "tomorrow 12:00", "Wed 25 12:00"),
        ("2026-11-23 09:00", "yesterday 09:00", "Mon 23 09:00"),
        ("2026-11-27 15:00", "Friday 15:00", "Fri 27 15:00"),
        ("2026-11-30 09:00", "Monday 09:00", "Mon 30 09:00"),
        ("2026-11-20 15:00", "Friday 15:00", "Fri 20 15:00"),
        ("2026-12-04 15:00", "Fri 4 Dec 15:00", "Fri 4 15:00"),
        ("2027-01-08 15:00", "Fri 8 Jan 2027 15:00", "Fri 8 Jan 2027 15:00"),
    ],
)
def test_moments(when: str, long: str, short: str) -> None:
    """The nearer the day, the shorter it is said; the year only when it is another."""
    assert wording.moment(at(when), NOW, WEEK) == long
    assert short_moment(at(when), NOW, WEEK) == short


@pytest.mark.parametrize(
    ("card", "text"),
    [
        (
            lambda: card_at(at("2026-11-24 11:02"), contact="Hana Sato, Legal", idle_limit_minutes=240),
            "Hana has had it 3h10 of 4h. Next check today 15:02.",
        ),
        (
            lambda: card_at(
                at("2026-11-23 13:12"),
                contact="Priya Nair",
                idle_limit_minutes=387,
                due=at("2026-11-27 15:00"),
                due_kind="promised",
            ),
            "Priya silent 9h of 6h27. Due Friday 15:00.",
        ),
        (board_pack, "Dana silent 5h12 of 3h40. Due tomorrow 12:00, and Maria has not heard since Friday."),
        (
            lambda: card_at(
                MONDAY,
                requester="Maria Lopez",
                due=at("2026-11-24 12:00"),
                due_kind="hard",
                stage="alternate",
            ),
            "Due today 12:00, 2h12 ago. Maria has not heard.",
        ),
        (
            lambda: heard(ev.QUESTION, "which site?", contact="Joan Webb"),
            "Joan asked: which site? Yours for 2h10 of 4h.",
        ),
        (lambda: heard(ev.QUESTION), "Dana asked. Yours for 2h10 of 4h."),
        (lambda: heard(ev.ANSWERED), "Dana answered. Yours for 2h10 of 4h."),
        (lambda: heard(ev.AWAY), "Dana is away. Yours for 2h10 of 4h."),
        (
            lambda: card_at(at("2026-11-24 12:02"), contact=None, ball="mine"),
            "Not asked yet. Yours for 2h10 of 4h.",
        ),
        (
            lambda: card_at(MONDAY)._replace(snoozed_until=at("2026-11-30 09:00")),
            "Quiet until Mon 30 09:00. Nothing fires before.",
        ),
        (
            lambda: card_at(at("2026-11-24 13:32"), contact=None),
            "Waiting 40m of 8h. Next check tomorrow 13:32.",
        ),
        (lambda: card_at(MONDAY, contact=None), "Silent 12h of 8h."),
        (lambda: then(card_at(MONDAY), [(ev.RESOLVED, {})], at("2026-11-23 16:20")), "Resolved yesterday."),
    ],
)
def test_why_now(card: Callable[[], Card], text: str) -> None:
    """LOOK's table, sentence by sentence."""
    assert said(card()) == text


def test_nobody_is_told_what_they_know() -> None:
    """Once told since the last safe moment, the requester of an overdue card has heard."""
    card = board_pack()
    told = then(card, verbs.update(card), at("2026-11-24 15:00"))
    assert said(told, at("2026-11-25 13:00")) == "Due today 12:00, 1h ago."
    assert said(card, at("2026-11-25 13:00")) == "Due today 12:00, 1h ago. Maria has not heard since Friday."


def test_overdue_out_of_hours() -> None:
    """A deadline that passed without a working minute since has passed."""
    card = card_at(MONDAY, due=at("2026-11-24 17:00"), due_kind="promised")
    assert said(card, at("2026-11-24 20:00")) == "Due today 17:00, passed."


def test_a_reason_is_one_line() -> None:
    """Whole hours are said in words, a quoted note is its first line, and the last full stop is left out."""
    card = card_at(at("2026-11-23 13:12"), idle_limit_minutes=480)
    assert reason(card, judge(card, NOW, RULES), NOW, RULES) == "Dana silent 9 of 8 working hours"
    card = heard(ev.QUESTION, "which site?\nand when " + "x" * 500)
    assert reason(card, judge(card, NOW, RULES), NOW, RULES) == "Dana asked: which site? Yours for 2h10 of 4h"
    card = heard(ev.QUESTION, "x" * 500)
    assert len(reason(card, judge(card, NOW, RULES), NOW, RULES)) < 200


@pytest.mark.parametrize(
    ("card", "text"),
    [
        (lambda: card_at(MONDAY), "follow up with Dana"),
        (lambda: card_at(MONDAY, contact=None), "follow up"),
        (
            lambda: card_at(MONDAY, next_move="call reception", alternates=("Ben Ortiz, ext 2210", "Cara")),
            "call reception, then Ben",
        ),
        (lambda: asked_again(card_at(MONDAY, alternates=("Ben Ortiz", "Cara"))), "go to Ben"),
        (lambda: asked_again(card_at(MONDAY, next_move="call reception")), "name someone to ask"),
        (
            lambda: asked_again(card_at(MONDAY, requester="Maria", alternates=("Ben",))),
            "go to Ben and tell Maria where it stands",
        ),
        (lambda: asked_again(told_friday(alternates=("Ben",))), "go to Ben"),
        (
            lambda: card_at(MONDAY, stage="alternate", requester="Maria", alternates=("Cara",)),
            "go to Cara, then tell Maria where it stands",
        ),
        (lambda: card_at(MONDAY, stage="alternate", requester="Maria"), "tell Maria where it stands"),
        (lambda: card_at(MONDAY, stage="alternate"), "name someone to ask"),
        (
            lambda: board_pack(next_move="call reception", alternates=("Ben Ortiz", "finance desk")),
            "tell Maria where it stands, then call reception, then Ben",
        ),
        (lambda: board_pack(), "tell Maria where it stands, then name someone to ask"),
        (
            lambda: card_at(
                MONDAY, requester="Maria", due=at("2026-11-24 12:00"), due_kind="hard", alternates=("Ben",)
            ),
            "tell Maria, with a new date, then Ben",
        ),
        (lambda: heard(ev.QUESTION, contact="Joan Webb"), "answer Joan"),
        (lambda: heard(ev.AWAY, alternates=("Ben", "Cara")), "go to Ben"),
        (lambda: heard(ev.AWAY), "name someone to ask"),
        (lambda: heard(ev.ANSWERED), "resolve it if the outcome is true, or ask again"),
        (lambda: card_at(MONDAY, contact=None, ball="mine"), "send it"),
        (
            lambda: card_at(
                MONDAY,
                contact=None,
                ball="mine",
                due=at("2026-11-24 12:00"),
                due_kind="hard",
                requester="Leo",
            ),
            "tell Leo, with a new date, then send it",
        ),
        (lambda: then(card_at(MONDAY), [(ev.RESOLVED, {})], TUESDAY), None),
    ],
)
def test_the_move(card: Callable[[], Card], text: str | None) -> None:
    """At risk tell and try the next path; else by stage; nobody named, name someone."""
    assert moves(card()) == text


def test_an_alternate_that_was_tried_is_not_tried_again() -> None:
    """On the alternate path the next name is the first not yet tried."""
    card = card_at(MONDAY, alternates=("Ben", "Cara"), next_move="call reception")
    card = then(card, verbs.alternate(card), TUESDAY)
    assert moves(card) == "go to Cara"
    card = then(card, verbs.alternate(card), TUESDAY)
    assert moves(card) == "name someone to ask"


@given(reached(), instants | st.sampled_from((FIRST, LAST)))
def test_every_verdict_has_words(card: Card, now: int) -> None:
    """At any instant an open card has a reason of one line and a first step, a resolved one no move."""
    seen = judge(card, now, RULES)
    text = reason(card, seen, now, RULES)
    assert text
    assert "\n" not in text
    assert (move(card, seen) is None) == (not card.is_open) == (steps(card, seen) == ())
