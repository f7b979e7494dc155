"""The line down a history: where each instant stands on it, and how thick it is there."""

from collections.abc import Iterator
from typing import NamedTuple

from followup.core.instants import HOUR, MINUTE
from followup.core.workweek import Workweek
from followup.tui.draw.lines import Span
from followup.tui.glyphs import Glyphs

MOST_GAP = 40
NOTHING: Span = (" ", "")


class Silence(NamedTuple):
    """A span in which one clock ran (UTC seconds): it is beyond its limit from `limit_at`; what to call it."""

    since: int
    until: int
    limit_at: int
    says: str


class Rail:
    """Rows of so many working hours from `origin` on; a gap longer than 40 rows is cut and says so.

    `now` is None for a line that does not run on.
    """

    def __init__(
        self, silences: list[Silence], now: int | None, week: Workweek, origin: int, hours: int
    ) -> None:
        self._silences = [one for one in silences if one.until > one.since]
        self._now = now
        self._week = week
        self._origin = origin
        self._unit = hours * HOUR // MINUTE
        self._shifts: list[tuple[int, int]] = [(0, 0)]
        self._placed: list[tuple[int, int]] = []
        self._heavy: dict[Silence, list[int]] = {}
        self._free: set[int] = set()
        self._cuts: list[tuple[int, str]] = []

    def place(self, at: int, row: int) -> int:
        """The row of an instant, at `row` or below; instants are placed in order."""
        shift = self._shifts[-1][1]
        start = max(row, (self._offset(at) + self._unit // 2) // self._unit - shift)
        if start - row > MOST_GAP:
            left_out = start - row - MOST_GAP
            start = row + MOST_GAP
            self._shifts.append((row + MOST_GAP // 2, shift + left_out))
            hours = left_out * self._unit * MINUTE // HOUR
            self._cuts.append((row + MOST_GAP // 2, f"{hours:,} working hours left out"))
        self._placed.append((start, at))
        return start

    def between(self, row: int, glyphs: Glyphs, is_free: bool = True) -> Span:
        """The line on a row without a mark; `is_free` where nothing is written beside it."""
        before = max((one for one in self._placed if one[0] <= row), default=None)
        after = min((one for one in self._placed if one[0] > row), default=None)
        since = before[1] if before else self._origin
        until = after[1] if after else since
        if is_free:
            self._free.add(row)
        offset = min(max(self._nominal(row), self._offset(since)), self._offset(until))
        return self._thick(row, since, until, offset, (glyphs.silent, glyphs.debt), glyphs)

    def beside(self, at: int, row: int, glyphs: Glyphs) -> Span:
        """The line where a mark hangs off it."""
        before = [one for one in self._placed if one[0] < row]
        since = before[-1][1] if before else at
        branches = (glyphs.branch, glyphs.branch_heavy)
        return self._thick(row, since, at, self._offset(at), branches, glyphs)

    def named(self) -> Iterator[tuple[int, str]]:
        """What is written beside the line: each silence at the middle of what lies beyond its limit."""
        for row, text in self._cuts:
            if row in self._free:
                self._free.discard(row)
                yield row, text
        for silence, rows in self._heavy.items():
            free = [row for row in rows if row in self._free]
            if silence.says and free:
                middle = rows[0] + rows[-1]
                yield min(free, key=lambda row: (abs(2 * row - middle), -row)), silence.says

    def _thick(
        self, row: int, since: int, until: int, offset: int, thin_and_heavy: tuple[str, str], glyphs: Glyphs
    ) -> Span:
        if self._now is not None and since >= self._now:
            return (glyphs.ahead, "line")
        found = [one for one in self._silences if one.since <= since and until <= one.until]
        if not found:
            return NOTHING
        silence = found[-1]
        if until < silence.limit_at or offset < self._offset(silence.limit_at):
            return (thin_and_heavy[0], "line")
        self._heavy.setdefault(silence, []).append(row)
        return (thin_and_heavy[1], "text")

    def _offset(self, at: int) -> int:
        return self._week.minutes(self._origin, at)

    def _nominal(self, row: int) -> int:
        shift = next(shift for start, shift in reversed(self._shifts) if start <= row)
        return (row + shift) * self._unit
