"""Figures from the log: shares, spans and counts, each thing with its instant, so that any of them goes by week.

Below ENOUGH things a figure says nothing about a person: it is None, shown as "not enough yet". Pure; instants
are UTC seconds, spans working minutes, weeks ISO weeks in the zone of the workweek.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from followup.core.workweek import Workweek

ENOUGH = 5
WEEKS = 26
USUAL, SLOW = 50, 90
ONE_WEEK = timedelta(7)


class Share(NamedTuple):
    """Things that went well or did not: the instants of both, in no order."""

    good: tuple[int, ...] = ()
    bad: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        return len(self.good) + len(self.bad)

    @property
    def percent(self) -> int | None:
        """How many of a hundred went well, rounded down; None while there are too few."""
        return 100 * len(self.good) // self.total if self.total >= ENOUGH else None


class Timed(NamedTuple):
    """A number that belongs to an instant: working minutes, or how many."""

    at: int
    value: int


class Spread(NamedTuple):
    """Numbers with their instants, in no order."""

    samples: tuple[Timed, ...] = ()

    @property
    def total(self) -> int:
        """How many numbers there are."""
        return len(self.samples)

    @property
    def usual(self) -> int | None:
        """The median; None while there are too few."""
        return self._percentile(USUAL)

    @property
    def slow(self) -> int | None:
        """The 90th percentile; None while there are too few."""
        return self._percentile(SLOW)

    @property
    def tenths(self) -> int | None:
        """Ten times the mean, rounded down; None while there are too few."""
        return 10 * sum(one.value for one in self.samples) // self.total if self.total >= ENOUGH else None

    def _percentile(self, percent: int) -> int | None:
        return percentile([one.value for one in self.samples], percent) if self.total >= ENOUGH else None


def percentile(values: Iterable[int], percent: int) -> int | None:
    """The least of the values that so many of a hundred do not exceed (nearest rank); None of nothing."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else None


# By week


class Weeks(NamedTuple):
    """So many ISO weeks on end, the last one that of now: their Mondays, and the instants at which they begin."""

    mondays: tuple[date, ...]
    starts: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """`2026-W48`."""
        return tuple(
            f"{year}-W{number:02}" for year, number, _ in (one.isocalendar() for one in self.mondays)
        )

    def place(self, at: int) -> int | None:
        """Which of the weeks an instant lies in; what is before the first lies in none, what is ahead in the last."""
        found = bisect_right(self.starts, at) - 1
        return found if found >= 0 else None

    def counts(self, ats: Iterable[int]) -> tuple[int, ...]:
        """How many of the instants lie in each week."""
        found = [0] * len(self.starts)
        for at in ats:
            place = self.place(at)
            if place is not None:
                found[place] += 1
        return tuple(found)

    def medians(self, samples: Iterable[Timed]) -> tuple[int | None, ...]:
        """The median of each week's numbers; None for a week without any."""
        found: list[list[int]] = [[] for _ in self.starts]
        for one in samples:
            place = self.place(one.at)
            if place is not None:
                found[place].append(one.value)
        return tuple(percentile(values, USUAL) for values in found)


def weeks(now: int, week: Workweek, since: int | None = None, most: int = WEEKS) -> Weeks:
    """The weeks from that of `since` to that of `now`, at most so many, and always this one."""
    today = week.local_date(now)
    last = today - timedelta(today.weekday())
    begun = today if since is None else week.local_date(min(since, now))
    first = begun - timedelta(begun.weekday())
    count = min(most, (last - first).days // 7 + 1)
    mondays = tuple(last - place * ONE_WEEK for place in reversed(range(count)))
    return Weeks(mondays, tuple(week.at_local(monday, 0) for monday in mondays))


# As one line

BLOCKS = "▁▂▃▄▅▆▇█"
PLAIN = ".:-=+*#@"


def sparkline(values: Sequence[int | None], plain: bool = False) -> str:
    """A character a value, the tallest that of the greatest; nothing, and zero, is a space."""
    steps = PLAIN if plain else BLOCKS
    top = max((value for value in values if value is not None), default=0)
    return "".join(_bar(value, top, steps) for value in values)


def _bar(value: int | None, top: int, steps: str) -> str:
    if not value or value < 0:
        return " "
    return steps[max(0, -(-value * len(steps) // top) - 1)]
