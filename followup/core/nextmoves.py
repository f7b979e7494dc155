"""The moves ahead of a card as I would say them to somebody: "I go to Ben Ortiz". Telling the requester is none.

The same moves in the same order as `wording.steps`, which says them to me. Pure.
"""

from typing import NamedTuple

from followup.core import events as ev
from followup.core import wording
from followup.core.card import MINE, Card
from followup.core.grounds import Ground, facts, on
from followup.core.policy import AT_RISK, OVERDUE, Verdict
from followup.core.stages import ALTERNATE, FOLLOWED_UP, SENT

SEND = "send"
ASK = "ask"
OWN = "own"
PATH = "path"
NAME = "name"
ANSWER = "answer"
LOOK = "look"
MAKE = "make"
# About how many minutes each takes.
MINUTES = {SEND: 5, ASK: 3, OWN: 5, PATH: 5, NAME: 5, ANSWER: 5, LOOK: 2, MAKE: 5}


class Move(NamedTuple):
    """One move: in the first person, or only as it was typed (kind OWN); and to me, as a thing to do."""

    kind: str
    mine: str
    todo: str
    rests_on: tuple[Ground, ...]

    @property
    def minutes(self) -> int:
        return MINUTES[self.kind]

    def said(self, when: str = "") -> str:
        """`I go to Ben Ortiz now`, `my next move now: call reception`: after a colon typed words may have any form."""
        if self.kind == OWN:
            return f"my next move {when or 'is'}: {self.mine}"
        return f"{self.mine} {when}".rstrip()


def moves(card: Card, seen: Verdict) -> tuple[Move, ...]:
    """Best first; none for a resolved card, else one at least."""
    if not card.is_open:
        return ()
    path = _path(card)
    if card.ball == MINE:
        return _my_moves(card, path)
    if seen.level in (OVERDUE, AT_RISK):
        own = _own(card) if not card.tried else ()
        return (*own, *path) or (_name(card),)
    if card.stage == SENT:
        return (*(_own(card) or (_ask(card),)), *path)
    return path or (_name(card),)


def _path(card: Card) -> tuple[Move, ...]:
    return tuple(
        Move(PATH, f"I go to {wording.in_full(one)}", f"go to {wording.person(one)}", facts("alternates"))
        for one in card.untried[:1]
    )


def _own(card: Card) -> tuple[Move, ...]:
    return (Move(OWN, card.next_move, card.next_move, facts("next_move")),) if card.next_move else ()


def _ask(card: Card) -> Move:
    if not card.contact:
        return Move(ASK, "I ask again", "follow up", facts("stage"))
    name = wording.person(card.contact)
    return Move(ASK, f"I ask {name} again", f"follow up with {name}", facts("stage", "contact"))


def _name(card: Card) -> Move:
    whom = "somebody else" if card.stage in (FOLLOWED_UP, ALTERNATE) and card.contact else "somebody"
    return Move(NAME, f"I look for {whom} to ask", wording.NAME, facts("alternates"))


def _my_moves(card: Card, path: tuple[Move, ...]) -> tuple[Move, ...]:
    heard = wording.last_heard(card)
    if card.never_sent:
        return (Move(SEND, "I send it", "send it", facts("ball")),)
    if heard is None:
        return _own(card) or (Move(MAKE, "I take the next step", "make your move", facts("ball")),)
    if heard.data["answer"] == ev.AWAY:
        return path or (_name(card),)
    if heard.data["answer"] == ev.QUESTION:
        name = wording.person(card.contact) if card.contact else "them"
        return (Move(ANSWER, f"I answer {name}", f"answer {name}", on(heard)),)
    todo = "resolve it if the outcome is true, or ask again"
    return (Move(LOOK, "I check whether that is all of it", todo, on(heard)),)
