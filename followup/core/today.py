"""What was done today, as counts and as marks along the day's line. Pure; instants are UTC seconds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from followup.core import events as ev
from followup.core.card import MINE, Card
from followup.core.steps import is_same_day
from followup.core.update import resolves
from followup.core.workweek import Workweek

SENT, FOLLOWED_UP, ALTERNATE, HEARD, RESOLVED, TOLD = (
    "sent", "followed_up", "alternate", "heard", "resolved", "told",
)  # fmt: skip
PASSED = "passed"  # a deadline that fell while its card was open
# In the order in which they are counted, and how each is said of one and of several.
SAID = {
    SENT: ("sent", "sent"),
    FOLLOWED_UP: ("followed up", "followed up"),
    ALTERNATE: ("alternate path", "alternate paths"),
    HEARD: ("heard back", "heard back"),
    RESOLVED: ("resolved", "resolved"),
    TOLD: ("told", "told"),
}
_KINDS = {
    ev.SENT: SENT,
    ev.FOLLOWED_UP: FOLLOWED_UP,
    ev.REROUTED: ALTERNATE,
    ev.HEARD: HEARD,
    ev.UPDATED: TOLD,
}


class Mark(NamedTuple):
    """Something on the day's line: its instant, what it was, and the card."""

    at: int
    kind: str
    card: Card


class Today(NamedTuple):
    """The marks of a local day until now, oldest first."""

    marks: tuple[Mark, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind, those of which there are none too."""
        found = Counter(mark.kind for mark in self.marks)
        return {kind: found[kind] for kind in SAID}

    @property
    def said(self) -> tuple[str, ...]:
        """`3 sent`, `2 alternate paths`, without what there was none of."""
        return tuple(f"{count} {SAID[kind][count > 1]}" for kind, count in self.counts.items() if count)


def today(cards: Iterable[Card], now: int, week: Workweek) -> Today:
    """What happened on the local day of `now`, by when it happened and not when it was recorded."""
    marks = [
        mark
        for card in cards
        for mark in _marks(card, now)
        if mark.at <= now and is_same_day(mark.at, now, week)
    ]
    return Today(tuple(sorted(marks, key=lambda mark: (mark.at, mark.card.id))))


def _marks(card: Card, now: int) -> Iterator[Mark]:
    for place, event in enumerate(card.events):
        kind = _kind(card, place)
        if kind:
            yield Mark(event.at, kind, card)
    if card.promise is not None and (card.resolved_at is None or card.resolved_at > card.promise):
        yield Mark(card.promise, PASSED, card)


def _kind(card: Card, place: int) -> str | None:
    event = card.events[place]
    if event.kind == ev.OPENED:
        return SENT if event.data.get("ball") != MINE else None
    if event.kind == ev.RESOLVED:
        return RESOLVED if resolves(card.events, place) else None
    return _KINDS.get(event.kind)
