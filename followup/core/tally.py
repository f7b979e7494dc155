"""How many cards need me from now on, if nothing happens: a count and the instants at which it changes."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from followup.core.card import MINE, Card
from followup.core.policy import NEEDS_ME, SNOOZED, Rules, plan, standing


class Tally(NamedTuple):
    """From `since` until before `until` (UTC seconds) so many need me: `counts[n]` from `changes[n]` on."""

    since: int
    until: int
    changes: tuple[int, ...]
    counts: tuple[int, ...]

    def at(self, now: int) -> int | None:
        """How many at an instant; None for one that it says nothing about."""
        if not self.since <= now < self.until:
            return None
        return self.counts[bisect_right(self.changes, now) - 1]


def tally(cards: Iterable[Card], since: int, until: int, rules: Rules) -> Tally:
    """What the verdicts on these cards come to at every instant from `since` until before `until`."""
    steps = Counter({since: 0})
    for card in cards:
        if card.is_open:
            _count(card, since, until, rules, steps)
    changes = sorted(steps)
    return Tally(since, until, tuple(changes), tuple(accumulate(steps[at] for at in changes)))


def _count(card: Card, since: int, until: int, rules: Rules, steps: Counter[int]) -> None:
    """Add one at each instant at which the card begins to need me, and take one at each at which it ceases."""
    known, before = plan(card, rules), False
    at: int | None = since
    while at is not None and at < until:
        level, after = standing(card, known, at)
        needs = level in NEEDS_ME or (card.ball == MINE and level != SNOOZED)
        if needs != before:
            steps[at] += 1 if needs else -1
        before, at = needs, after
