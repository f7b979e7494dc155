"""Cards for the tests of drafts: in every state, each at an instant, and any that verbs can lead to."""

from typing import Any

from hypothesis import strategies as st

from followup.core import verbs
from followup.core.card import MINE, Card
from followup.core.instants import MINUTE
from followup.core.policy import Rules
from followup.core.update import Draft, update
from tests.core.making import RULES, at, card_at, reached, then

FRI, MON, TUE, WED = (
    at("2026-11-20 10:00"),
    at("2026-11-23 10:00"),
    at("2026-11-24 09:00"),
    at("2026-11-25 12:00"),
)
NOW = at("2026-11-24 14:12")


def board_pack(**fields: Any) -> Card:
    """LOOK's example: asked on Friday, due on Wednesday noon."""
    given = {
        "requester": "Maria Lopez", "alternates": ("Ben Ortiz, ext 2210", "finance desk"),
        "next_move": "call reception", "due": WED, "due_kind": "hard", "breaks": "board has no figures",
    }  # fmt: skip
    return card_at(FRI, **(given | fields))


def asked_again(card: Card, now: int = TUE) -> Card:
    return then(card, verbs.follow_up(card), now)


def said(card: Card, now: int = NOW, rules: Rules = RULES) -> list[str]:
    """The lines of the draft."""
    return [line.text for line in update(card, now, rules).lines]


def heard(card: Card, answer: str, now: int, until: int | None = None, note: str | None = None) -> Card:
    return then(card, verbs.heard(card, answer, until, note, now), now)


def plain(**fields: Any) -> Card:
    """Sent on Tuesday at 13:00, without anything else, unless given."""
    return card_at(at("2026-11-24 13:00"), **({"title": "Lease signed"} | fields))


LEVELS_LATER = {
    "soon": at("2026-11-25 11:30"),
    "idle": at("2026-11-25 13:00"),
    "stalled": at("2026-11-30 13:00"),
}


@st.composite
def told_at_some_time(draw: st.DrawFn) -> tuple[Card, int]:
    """A card that verbs can lead to, with what a line may give it, and an instant after its last event."""
    card = draw(reached())
    more = {
        "breaks": draw(st.sampled_from((None, "board has no figures"))),
        "outcome": draw(st.sampled_from((None, "figures are in the pack"))),
    }
    last_at = max(event.recorded_at for event in card.events)
    if card.is_open and any(more.values()):
        card = then(card, verbs.edit(card, {key: value for key, value in more.items() if value}), last_at)
    return card, last_at + draw(st.integers(0, 15 * 1440)) * MINUTE


def draft_of(pair: tuple[Card, int]) -> Draft:
    return update(*pair, RULES)


def me(**fields: Any) -> Card:
    """Not sent yet."""
    return plain(**({"contact": None, "ball": MINE} | fields))


def resolved(card: Card, now: int, proof: str | None = None) -> Card:
    return then(card, verbs.resolve(card, proof), now)
