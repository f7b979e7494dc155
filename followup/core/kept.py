"""Promises kept, from one card's log. Pure; instants are UTC seconds.

A promise is a hard or promised date as it once stood on the card, from when it was set. It ends once:

* kept: the card was resolved before the date, and not reopened;
* moved: before the date it was set to a later one, made a wish or taken away, and the requester was told on that
  local day, or afterwards and before the date that was given up; without a requester the move alone is enough;
* missed: the date passed, or was moved in time and nobody was told.

A promise that was made stricter is the same promise with an earlier date. One whose date is ahead is still open,
one that was set when its date had passed could never be kept: neither counts.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from followup.core import events as ev
from followup.core.card import WISH, Card
from followup.core.steps import is_same_day
from followup.core.workweek import Workweek

KEPT, MOVED, MISSED = "kept", "moved", "missed"


class Ended(NamedTuple):
    """How a promise ended: when (a missed one at its date), and which of the three it was."""

    at: int
    how: str


class _Promise(NamedTuple):
    due: int
    set_at: int


def ended(card: Card, now: int, week: Workweek) -> Iterator[Ended]:
    """How this card's promises ended, oldest first."""
    due: int | None = None
    kind: str | None = None
    held: _Promise | None = None
    resolved_at: int | None = None
    for event in card.events:
        given = _dates(event)
        due, kind = given.get("due", due), given.get("due_kind", kind)
        promise = None if kind == WISH else due
        if event.kind == ev.RESOLVED:
            resolved_at = resolved_at or event.at
        elif event.kind == ev.REOPENED or event.kind == ev.OPENED:
            resolved_at = event.data.get("resolved_at")
            held = _held(held, promise, event)
        elif given and resolved_at is None:
            after = _held(held, promise, event)
            if held is not None and after != held and not _is_stricter(held, after, event):
                yield from _given_up(card, held, event.recorded_at, now, week)
            held = after
    if held is not None and held.set_at < held.due:
        yield from _last(held, resolved_at, now)


def _held(before: _Promise | None, promise: int | None, event: ev.Event) -> _Promise | None:
    """The promise after an event; one that is the same is not made anew."""
    if promise is None:
        return None
    return before if before is not None and before.due == promise else _Promise(promise, event.recorded_at)


def _is_stricter(held: _Promise, after: _Promise | None, event: ev.Event) -> bool:
    return after is not None and after.due < held.due and event.recorded_at < held.due


def _dates(event: ev.Event) -> dict[str, Any]:
    """What an event says of the date, if anything; a kind alone leaves the date as it is."""
    if event.kind == ev.EDITED:
        said: dict[str, Any] = event.data["set"]
    elif event.kind in (ev.OPENED, ev.RESCHEDULED):
        said = event.data
    else:
        return {}
    return {name: said[name] for name in ("due", "due_kind") if name in said}


def _given_up(card: Card, held: _Promise, moved_at: int, now: int, week: Workweek) -> Iterator[Ended]:
    """A date that is no more: passed, moved in time, or moved without a word, which counts when it would have come."""
    if held.set_at >= held.due:
        return
    if moved_at < held.due and (not card.requester or _is_told(card, held, moved_at, week)):
        yield Ended(moved_at, MOVED)
    elif now >= held.due:
        yield Ended(held.due, MISSED)


def _is_told(card: Card, held: _Promise, moved_at: int, week: Workweek) -> bool:
    return any(
        event.kind == ev.UPDATED
        and event.at < held.due
        and (event.at >= moved_at or is_same_day(event.at, moved_at, week))
        for event in card.events
    )


def _last(held: _Promise, resolved_at: int | None, now: int) -> Iterator[Ended]:
    if resolved_at is not None and resolved_at < held.due:
        yield Ended(resolved_at, KEPT)
    elif now >= held.due:
        yield Ended(held.due, MISSED)
