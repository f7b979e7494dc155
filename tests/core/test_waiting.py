"""When a card becomes waiting on somebody, and what it is then asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import events as ev
from followup.core import verbs, waiting
from followup.core.card import MINE, THEIRS, Card
from followup.core.verbs import Wishes
from tests.core.making import ACTS, Step, at, card_at, reached, steps, then

NOW = at("Tue 10:00")
BOTH, WHO, WHAT, NOTHING = ("contact", "next_move"), ("contact",), ("next_move",), ()


def sent(**fields: Any) -> Card:
    """A card that Dana has; nothing else is known of it."""
    return card_at(NOW, **fields)


def mine() -> Card:
    """One that nobody has been asked about yet."""
    return card_at(NOW, contact=None, ball=MINE)


def answered(card: Card) -> Card:
    return then(card, verbs.heard(card, ev.ANSWERED, None, None, NOW), NOW)


def followed_up(card: Card) -> Card:
    return then(card, verbs.follow_up(card), NOW)


def resolved(card: Card) -> Card:
    return then(card, verbs.resolve(card), NOW)


CASES: dict[str, tuple[Card, Callable[[Card], Wishes], tuple[str, ...]]] = {
    "the sending of my own": (mine(), verbs.follow_up, BOTH),
    "the sending, to somebody": (mine(), lambda card: verbs.follow_up(card, contact="Zoe"), WHAT),
    "the first follow-up": (sent(), verbs.follow_up, WHAT),
    "the first, with nobody named": (sent(contact=None), verbs.follow_up, BOTH),
    "the first, with nobody named but a next move": (
        sent(contact=None, next_move="call"), verbs.follow_up, WHO,
    ),
    "nothing is blank": (sent(next_move="call"), verbs.follow_up, NOTHING),
    "a second follow-up": (followed_up(sent()), verbs.follow_up, NOTHING),
    "asked again after an answer": (answered(followed_up(sent())), verbs.follow_up, WHAT),
    "moved on": (sent(), lambda card: verbs.move(card, "followed_up"), WHAT),
    "moved back": (followed_up(sent()), lambda card: verbs.move(card, "sent"), NOTHING),
    "somebody else": (sent(), lambda card: verbs.alternate(card, "Ben, ext 2210"), WHAT),
    "somebody else again": (
        then(sent(), verbs.alternate(sent(), "Ben"), NOW), lambda card: verbs.alternate(card, "Zoe"), WHAT,
    ),
    "holding, while it was theirs": (
        sent(), lambda card: verbs.heard(card, ev.HOLDING, None, None, NOW), NOTHING,
    ),
    "holding, after a question": (
        answered(sent()), lambda card: verbs.heard(card, ev.HOLDING, None, None, NOW), WHAT,
    ),
    "an answer": (sent(), lambda card: verbs.heard(card, ev.ANSWERED, None, None, NOW), NOTHING),
    "out of office": (sent(), lambda card: verbs.heard(card, ev.AWAY, None, None, NOW), NOTHING),
    "another contact": (sent(), lambda card: verbs.edit(card, {"contact": "Zoe"}), WHAT),
    "the first contact": (sent(contact=None), lambda card: verbs.edit(card, {"contact": "Zoe"}), WHAT),
    "a contact of what is mine": (mine(), lambda card: verbs.edit(card, {"contact": "Zoe"}), NOTHING),
    "a contact taken away": (sent(), lambda card: verbs.edit(card, {"contact": None}), NOTHING),
    "a contact with the next move": (
        sent(), lambda card: verbs.edit(card, {"contact": "Zoe", "next_move": "call"}), NOTHING,
    ),
    "another title": (sent(), lambda card: verbs.edit(card, {"title": "x"}), NOTHING),
    "resolved": (sent(), verbs.resolve, NOTHING),
    "reopened: it is mine": (resolved(sent()), verbs.reopen, NOTHING),
    "refused": (resolved(sent()), verbs.follow_up, NOTHING),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_asked_for(name: str) -> None:
    """Contact first, then the next move, and only where the gesture made it wait."""
    card, wishes, expected = CASES[name]
    assert waiting.asks(card, waiting.foreseen(card, wishes, NOW)) == expected


@given(
    reached(), steps, st.sampled_from(("follow_up", "alternate", "heard", "hold", "reopen", "move", "edit"))
)
def test_a_card_is_asked_only_when_it_waits(card: Card, step: Step, verb: str) -> None:
    """Of no card whose ball is mine, or that is resolved, and never for what is there."""
    now = card.touched_at + 60
    after = waiting.foreseen(card, lambda one: ACTS[verb](one, step, now), now)
    asked = waiting.asks(card, after)
    assert not asked or (after.is_open and after.ball == THEIRS)
    assert not any(getattr(after, one) for one in asked)
    assert waiting.asks(after, after) == ()


def test_what_is_foreseen_is_what_will_be() -> None:
    """The card as the desk would leave it, but for who wrote the event."""
    card = sent(alternates=("Ben, ext 2210",))
    found = waiting.foreseen(card, verbs.alternate, NOW)
    assert found._replace(events=()) == then(card, verbs.alternate(card), NOW)._replace(events=())


@pytest.mark.parametrize(
    ("blanks", "said"),
    [
        (BOTH, "nobody is named for it, and no next move"),
        (WHO, "nobody is named for it"),
        (WHAT, "no next move"),
    ],
)
def test_the_blanks_of_one_card_in_words(blanks: tuple[str, ...], said: str) -> None:
    """As the command line says them."""
    assert waiting.said(blanks) == said


@pytest.mark.parametrize(
    ("blanks", "said"),
    [
        ([], ""),
        ([WHAT, NOTHING], "no next move for 1 of 3"),
        ([WHAT, BOTH], "no next move for 2 of 3, nobody named for 1"),
        ([WHO], "nobody named for 1 of 3"),
    ],
)
def test_the_blanks_of_several_cards_are_counted(blanks: list[tuple[str, ...]], said: str) -> None:
    """Card by card nobody is asked; it is said how many lack what."""
    assert waiting.said_of_several(blanks, 3) == said
