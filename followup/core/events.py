"""Events: what happened to a card. Append-only, past tense, one shape.

A NamedTuple and not a dataclass: importing `dataclasses` costs 10 ms, a fifth of what `add` may take.
"""

from operator import itemgetter
from typing import Any, NamedTuple

OPENED = "opened"
SENT = "sent"
FOLLOWED_UP = "followed_up"
REROUTED = "rerouted"
HEARD = "heard"
UPDATED = "updated"
CHASED = "chased"
SNOOZED = "snoozed"
MUTED = "muted"
NOTED = "noted"
EDITED = "edited"
RESCHEDULED = "rescheduled"
MOVED = "moved"
RESOLVED = "resolved"
REOPENED = "reopened"
DELETED = "deleted"

# kind -> how a person says it in a history
KINDS = {
    OPENED: "sent",
    SENT: "sent",
    FOLLOWED_UP: "followed up",
    REROUTED: "alternate path",
    HEARD: "heard back",
    UPDATED: "told",
    CHASED: "chased",
    SNOOZED: "snoozed",
    MUTED: "muted",
    NOTED: "note",
    EDITED: "edited",
    RESCHEDULED: "new date",
    MOVED: "moved back",
    RESOLVED: "resolved",
    REOPENED: "reopened",
    DELETED: "deleted",
}

ANSWERED = "answered"
HOLDING = "holding"
AWAY = "away"
QUESTION = "question"
ANSWERS = (ANSWERED, HOLDING, AWAY, QUESTION)


class Event(NamedTuple):
    """Something that happened to a card.

    `at` is when it happened, `recorded_at` when the clock wrote it down (both UTC seconds); they differ only
    where the person said when (`--at`, `sent:`). `by` is the program that wrote it: cli, board, watch.
    """

    id: str
    at: int
    recorded_at: int
    kind: str
    by: str
    data: dict[str, Any]

    @property
    def back_dated(self) -> bool:
        """Whether the person said when it happened."""
        return self.at != self.recorded_at


def is_touch(event: Event) -> bool:
    """Whether it resets the idle clock (DESIGN section 4): asking, and hearing anything but "away"."""
    if event.kind == HEARD:
        return event.data.get("answer") != AWAY
    return event.kind in (OPENED, SENT, FOLLOWED_UP, REROUTED, RESOLVED, REOPENED)


def as_document(event: Event) -> dict[str, Any]:
    """The event as it is stored, instants as integers."""
    return event._asdict()


_row = itemgetter(*Event._fields)


def from_document(stored: dict[str, Any]) -> Event:
    """The event that was stored."""
    return Event._make(_row(stored))
