"""A card: one outcome being followed up, as a frozen value.

`apply` is the only way its state changes. The stored document holds the folded fields and the append-only
events, and folding the events gives the fields again.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import itemgetter
from typing import Any, NamedTuple

from followup.core import events as ev
from followup.core.events import Event
from followup.core.stages import ALTERNATE, FOLLOWED_UP, RESOLVED, SENT

THEIRS = "theirs"
MINE = "mine"

HARD = "hard"
PROMISED = "promised"
WISH = "wish"
DUE_KINDS = (HARD, PROMISED, WISH)


class Card(NamedTuple):
    """All instants are UTC seconds or None; `idle_limit_minutes` is working time."""

    id: str
    title: str
    outcome: str | None = None
    stage: str = SENT
    contact: str | None = None
    requester: str | None = None
    alternates: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    due: int | None = None
    due_kind: str | None = None
    breaks: str | None = None
    next_move: str | None = None
    idle_limit_minutes: int | None = None
    opened_at: int = 0
    stage_entered_at: int = 0
    touched_at: int = 0
    told_at: int | None = None
    snoozed_until: int | None = None
    resolved_at: int | None = None
    tried: tuple[str, ...] = ()
    proof: str | None = None
    slips: int = 0
    muted: bool = False
    archived: bool = False
    ball: str = THEIRS
    ball_at: int = 0
    due_set_at: int | None = None
    held_until: int | None = None
    rev: int = 0
    events: tuple[Event, ...] = ()

    @property
    def owned(self) -> int:
        """How many of the three blanks are filled: outcome, next move, an alternate."""
        return bool(self.outcome) + bool(self.next_move) + bool(self.alternates)

    @property
    def is_open(self) -> bool:
        return self.stage != RESOLVED

    @property
    def untried(self) -> tuple[str, ...]:
        """The alternates not yet tried, in order."""
        return tuple(one for one in self.alternates if one not in self.tried)

    @property
    def promise(self) -> int | None:
        """The deadline that binds: a hard or promised one. A wish binds nobody."""
        return None if self.due_kind == WISH else self.due

    @property
    def never_sent(self) -> bool:
        """An `@me` card that nobody has been asked about yet: its first follow-up is the sending."""
        if self.stage != SENT or not self.events:
            return False
        opening = self.events[0].data
        asked = (ev.SENT, ev.FOLLOWED_UP, ev.REROUTED, ev.HEARD)
        return (
            opening.get("ball") == MINE
            and not opening.get("contact")
            and not any(event.kind in asked for event in self.events)
        )


# Fields that a person may set by `edit`, and capture by the line; `due` alone is an instant.
EDITABLE = (
    "title", "outcome", "contact", "requester", "alternates", "tags", "due", "due_kind", "breaks",
    "next_move", "idle_limit_minutes",
)  # fmt: skip
LISTS = ("alternates", "tags", "tried")
FIELDS = tuple(name for name in Card._fields if name not in ("id", "events"))


def name_of(alternate: str) -> str:
    """The part of an alternate before the comma: `Ben Ortiz` of `Ben Ortiz, ext 2210`."""
    return alternate.partition(",")[0].strip()


def opened(card_id: str, event: Event) -> Card:
    """The card that an Opened event begins. Its data may carry any field (an import does)."""
    given = {key: _frozen(key, value) for key, value in event.data.items() if key in FIELDS}
    base = Card(
        id=card_id,
        title="",
        opened_at=event.at,
        stage_entered_at=event.at,
        touched_at=event.at,
        ball_at=event.at,
        due_set_at=event.recorded_at if given.get("due") is not None else None,
        rev=1,
        events=(event,),
    )
    return base._replace(**given)


def apply(card: Card, event: Event) -> Card:
    """The card after `event`. Total: replaying history never refuses; the verbs do that beforehand."""
    changed = _CHANGES[event.kind](card, event)
    if ev.is_touch(event):
        changed |= _touched(card, event, changed)
    if event.kind in (ev.RESCHEDULED, ev.RESOLVED, ev.REOPENED):
        changed["snoozed_until"] = None
    if changed.get("stage", card.stage) != card.stage:
        changed["stage_entered_at"] = event.at
    if changed.get("ball", card.ball) != card.ball:
        changed["ball_at"] = event.at
    return card._replace(**changed, rev=card.rev + 1, events=(*card.events, event))


def fold(card_id: str, history: Iterable[Event]) -> Card:
    """The card that these events make, oldest first; the first is its Opened event."""
    first, *rest = history
    return reduce(apply, rest, opened(card_id, first))


def _touched(card: Card, event: Event, changed: dict[str, Any]) -> dict[str, Any]:
    # Said "now", the clock rules even where it was set back; said "then", it never makes a card look staler.
    at = max(card.touched_at, event.at) if event.back_dated else event.at
    return {"touched_at": at, "snoozed_until": None, "held_until": changed.get("held_until")}


def _sent(card: Card, event: Event) -> dict[str, Any]:
    return {"ball": THEIRS, "contact": event.data.get("contact") or card.contact}


def _followed_up(card: Card, event: Event) -> dict[str, Any]:
    return _sent(card, event) | {"stage": FOLLOWED_UP if card.stage == SENT else card.stage}


def _rerouted(card: Card, event: Event) -> dict[str, Any]:
    chosen = event.data["alternate"]
    known = chosen in card.alternates
    return {
        "stage": ALTERNATE,
        "ball": THEIRS,
        "contact": name_of(chosen),
        "alternates": card.alternates if known else (*card.alternates, chosen),
        "tried": card.tried if chosen in card.tried else (*card.tried, chosen),
    }


def _heard(card: Card, event: Event) -> dict[str, Any]:
    if event.data["answer"] == ev.HOLDING:
        return {"ball": THEIRS, "held_until": event.data.get("until")}
    # "Away" is no touch, but what was promised before is off.
    return {"ball": MINE, "held_until": None}


def _edited(card: Card, event: Event) -> dict[str, Any]:
    changed = {key: _frozen(key, value) for key, value in event.data["set"].items() if key in EDITABLE}
    if "due" in changed:
        changed["due_set_at"] = event.recorded_at if changed["due"] is not None else None
        changed["snoozed_until"] = None
    return changed


def _rescheduled(card: Card, event: Event) -> dict[str, Any]:
    due, kind = event.data["due"], event.data.get("due_kind", card.due_kind)
    slipped = card.promise is not None and due is not None and due > card.promise
    slips = card.slips + slipped
    return {"due": due, "due_kind": kind, "due_set_at": event.recorded_at, "slips": slips}


def _resolved(card: Card, event: Event) -> dict[str, Any]:
    proof = event.data.get("proof") or card.proof
    if card.stage == RESOLVED:
        return {"proof": proof}
    return {"stage": RESOLVED, "resolved_at": event.at, "proof": proof, "held_until": None}


def _updated(card: Card, event: Event) -> dict[str, Any]:
    return {"told_at": max(card.told_at or event.at, event.at)}


def _unchanged(card: Card, event: Event) -> dict[str, Any]:
    return {}


def _reopened(card: Card, event: Event) -> dict[str, Any]:
    fresh = {"resolved_at": None, "held_until": None, "archived": False}
    return {"stage": event.data["stage"], "ball": MINE, **fresh}


# kind -> what it changes, before the rules that all touches share
_CHANGES: dict[str, Callable[[Card, Event], dict[str, Any]]] = {
    ev.OPENED: _unchanged,
    ev.SENT: _sent,
    ev.FOLLOWED_UP: _followed_up,
    ev.REROUTED: _rerouted,
    ev.HEARD: _heard,
    ev.UPDATED: _updated,
    ev.CHASED: _unchanged,
    ev.SNOOZED: lambda card, event: {"snoozed_until": event.data["until"]},
    ev.MUTED: lambda card, event: {"muted": event.data.get("muted", True)},
    ev.NOTED: _unchanged,
    ev.EDITED: _edited,
    ev.RESCHEDULED: _rescheduled,
    ev.MOVED: lambda card, event: {"stage": event.data["stage"]},
    ev.RESOLVED: _resolved,
    ev.REOPENED: _reopened,
    ev.DELETED: _unchanged,
}


def _frozen(key: str, value: Any) -> Any:
    return tuple(value) if key in LISTS else value


def as_document(card: Card) -> dict[str, Any]:
    """The card as it is stored: instants as integers, lists as lists, events oldest first."""
    document: dict[str, Any] = card._asdict()
    for key in LISTS:
        document[key] = list(document[key])
    document["events"] = [ev.as_document(event) for event in card.events]
    return document


# Ten thousand cards are read before the board is first painted, so that each is one call, not one a field.
_row = itemgetter(*Card._fields)
_LISTS_AT = tuple(map(Card._fields.index, LISTS))
_BLANK = Card._field_defaults


def from_document(stored: dict[str, Any]) -> Card:
    """The card that was stored; fields that this version does not know are left out."""
    try:
        known = list(_row(stored))
    except KeyError:  # written before a field was thought of
        known = list(_row(_BLANK | stored))
    for place in _LISTS_AT:
        known[place] = tuple(known[place])
    known[-1] = tuple(map(ev.from_document, known[-1]))
    return Card._make(known)
