"""Working time: which minutes count, how many lie between two instants, and where a span ends.

Windows are half open, in local time, and may run past midnight; they belong to the day on which they start.
Instants are UTC seconds, spans whole minutes rounded down. In the hour that a DST change repeats a window's
edge is the first of the two; in the one it skips, later by what was skipped.

Windows are laid out once around the instants that were asked about, with a running sum, so that every
question is a bisection: judging 10,000 cards asks some 80,000 of them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from followup.core.instants import DAY, FIRST, LAST, MINUTE

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 1440
ONE_DAY = timedelta(days=1)
NINE_TO_FIVE = ((540, 1020),)
OFFICE = (NINE_TO_FIVE,) * 5 + ((),) * 2
UNIX_ORDINAL = date(1970, 1, 1).toordinal()
# No working time is counted outside these years: a date in 9999 must not lay out 8,000 of them.
FIRST_ORDINAL = date(1970, 1, 1).toordinal()
LAST_ORDINAL = date(2099, 12, 31).toordinal()
BEYOND = (LAST_ORDINAL + 1 - UNIX_ORDINAL) * DAY
# Days beyond an instant that a window which touches it may start or end on, whatever the zone.
MARGIN = 3

Window = tuple[int, int]


class Workweek:
    """A week of windows in one zone, less holidays and leave.

    `days` holds for Monday to Sunday the windows as minutes after local midnight, an end over 1440 being on
    the next day; `leave` holds first and last days, both off. Raises ValueError for a week that has no
    working time, since a clock that never runs would answer nothing.
    """

    def __init__(
        self,
        zone: ZoneInfo,
        days: Sequence[Sequence[Window]] = OFFICE,
        holidays: Iterable[date] = (),
        leave: Iterable[tuple[date, date]] = (),
    ) -> None:
        self.zone = zone
        self.days = tuple(tuple(sorted(day)) for day in days)
        self.holidays = frozenset(day.toordinal() for day in holidays)
        self.leave = tuple((first.toordinal(), last.toordinal()) for first, last in leave)
        if self.week_minutes <= 0:
            raise ValueError("a week without working time")
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._before: list[int] = []
        self._through: list[int] = []
        # In a window an instant is the seconds worked until then plus its shift.
        self._shift: list[int] = []
        # First and last day laid out, the instants they answer for, and the one from which work is counted.
        self._low, self._high = LAST_ORDINAL, FIRST_ORDINAL
        self._since, self._until = LAST, FIRST
        self._origin: int | None = None
        self._least = self._most = 0

    @property
    def week_minutes(self) -> int:
        """The working minutes of a week without holidays: `1w`."""
        return sum(end - start for day in self.days for start, end in day)

    @property
    def day_minutes(self) -> int:
        """A week's working minutes over its working days: `1d`."""
        return self.week_minutes // sum(1 for day in self.days if day)

    def minutes(self, since: int, until: int) -> int:
        """The whole working minutes from `since` to `until`; 0 when it is not later."""
        if until <= since:
            return 0
        return (self.worked(until) - self.worked(since)) // MINUTE

    def plus(self, at: int, minutes: int) -> int:
        """The earliest instant at which that much working time has passed since `at`."""
        return at if minutes <= 0 else self.earliest(self.worked(at) + minutes * MINUTE)

    def minus(self, at: int, minutes: int) -> int:
        """The latest instant from which that much working time is left before `at`."""
        return at if minutes <= 0 else self.latest(self.worked(at) - minutes * MINUTE)

    def worked(self, at: int) -> int:
        """Working seconds up to `at`, counted from an origin of this week's own; negative before it."""
        if not self._since <= at < self._until:
            at = self._cover(at)
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return self._before[0] if self._before else 0
        return self._through[place] if at >= self._ends[place] else at - self._shift[place]

    def earliest(self, worked: int) -> int:
        """The first instant at which `worked` seconds have passed since the origin; LAST if never."""
        while not self._least < worked <= self._most:
            if not self._grow(later=worked > self._least):
                return LAST if worked > self._least else FIRST
        found = worked + self._shift[bisect_left(self._through, worked)]
        return found if found < BEYOND else LAST

    def earliest_of(self, first: int, second: int, third: int) -> tuple[int, int, int]:
        """`earliest` of three that ascend, in one call: every card asks for them."""
        if first <= self._least or third > self._most or self._high > LAST_ORDINAL - MARGIN:
            return self.earliest(first), self.earliest(second), self.earliest(third)
        through, shift = self._through, self._shift
        return (
            first + shift[bisect_left(through, first)],
            second + shift[bisect_left(through, second)],
            third + shift[bisect_left(through, third)],
        )

    def latest(self, worked: int) -> int:
        """The last instant at which no more than `worked` seconds have passed; FIRST if there is none."""
        while not self._least <= worked < self._most:
            if not self._grow(later=worked >= self._least):
                return LAST if worked >= self._least else FIRST
        return worked + self._shift[bisect_right(self._before, worked) - 1]

    def window(self, at: int) -> Window | None:
        """The working window that `at` lies in, if any."""
        at = self._cover(at)
        place = bisect_right(self._starts, at) - 1
        if place >= 0 and at < self._ends[place]:
            return self._starts[place], self._ends[place]
        return None

    def is_working(self, at: int) -> bool:
        """Whether `at` lies in a working window."""
        return self.window(at) is not None

    def next_start(self, at: int) -> int:
        """The first working instant that is not before `at`: `at` itself in a window; LAST if none."""
        if at >= BEYOND:
            return LAST
        at = self._cover(at)
        while not self._ends or at >= self._ends[-1]:
            if not self._grow(later=True):
                return LAST
        return max(at, self._starts[bisect_right(self._ends, at)])

    def day_windows(self, day: date) -> list[Window]:
        """The windows that start on a local date, in order; none on a day off."""
        return self._of(day.toordinal())

    def local_date(self, at: int) -> date:
        """The local date at an instant, which may be a day off at the very ends of the calendar."""
        return datetime.fromtimestamp(min(max(at, FIRST + DAY), LAST - DAY), self.zone).date()

    def is_off(self, day: date) -> bool:
        """Whether a day is a holiday or leave, whatever weekday it is."""
        ordinal = day.toordinal()
        return ordinal in self.holidays or any(first <= ordinal <= last for first, last in self.leave)

    def at_local(self, day: date, minute: int) -> int:
        """The instant of a local clock time, `minute` counted from midnight, over 1440 on the next day."""
        if minute >= DAY_MINUTES:
            return self.at_local(day + ONE_DAY, minute - DAY_MINUTES)
        hour, rest = divmod(minute, 60)
        return int(datetime(day.year, day.month, day.day, hour, rest, tzinfo=self.zone).timestamp())

    def _cover(self, at: int) -> int:
        """Lay out the days around `at`; the instant itself, or the nearest of the years that count."""
        if self._since <= at < self._until:
            return at
        ordinal = min(max(at // DAY + UNIX_ORDINAL, FIRST_ORDINAL), LAST_ORDINAL)
        at = min(max(at, (FIRST_ORDINAL - UNIX_ORDINAL) * DAY), BEYOND - 1)
        if self._origin is None:
            self._origin = at
            self._lay_out(ordinal - 30, ordinal + 45)
        elif at < self._since:
            self._lay_out(min(ordinal - MARGIN, self._low - self._span), self._high)
        elif at >= self._until:
            self._lay_out(self._low, max(ordinal + MARGIN, self._high + self._span))
        return at

    def _grow(self, *, later: bool) -> bool:
        """Lay out as much again; False when no more years count."""
        if self._origin is None:
            self._cover(0)
        elif later:
            if self._high >= LAST_ORDINAL + MARGIN:
                return False
            self._lay_out(self._low, self._high + self._span)
        else:
            if self._low <= FIRST_ORDINAL - MARGIN:
                return False
            self._lay_out(self._low - self._span, self._high)
        return True

    @property
    def _span(self) -> int:
        return max(30, self._high - self._low)

    def _lay_out(self, low: int, high: int) -> None:
        self._low = max(FIRST_ORDINAL - MARGIN, low)
        self._high = min(LAST_ORDINAL + MARGIN, high)
        self._since = (self._low + MARGIN - UNIX_ORDINAL) * DAY
        self._until = (self._high - MARGIN + 1 - UNIX_ORDINAL) * DAY
        windows = self._windows(self._low, self._high)
        self._starts = [start for start, _ in windows]
        self._ends = [end for _, end in windows]
        origin = self._origin or 0
        self._least = -sum(max(0, min(end, origin) - start) for start, end in windows)
        lengths = [end - start for start, end in windows]
        self._through = list(accumulate(lengths, initial=self._least))[1:]
        self._most = self._through[-1] if windows else self._least
        self._before = [through - length for through, length in zip(self._through, lengths, strict=True)]
        self._shift = [end - through for end, through in zip(self._ends, self._through, strict=True)]

    def _windows(self, low: int, high: int) -> list[Window]:
        """The windows that start on these days, in order, none reaching into the one before."""
        windows: list[Window] = []
        edge = FIRST
        # Sorted: where the clocks skip an hour, a window that would begin in it begins after one of later on.
        for start, end in sorted(window for ordinal in range(low, high + 1) for window in self._of(ordinal)):
            if end > edge:
                windows.append((max(start, edge), end))
                edge = end
        return windows

    def _of(self, ordinal: int) -> list[Window]:
        windows = self.days[(ordinal - 1) % 7]
        if not windows or ordinal in self.holidays:
            return []
        if any(first <= ordinal <= last for first, last in self.leave):
            return []
        day = date.fromordinal(ordinal)
        laid = [(self.at_local(day, start), self.at_local(day, end)) for start, end in windows]
        if ordinal <= LAST_ORDINAL and self._was_skipped(day, laid[0][0]):
            return []
        return sorted((start, end) for start, end in laid if start < end)

    def _was_skipped(self, day: date, start: int) -> bool:
        """Whether a day never was: a zone that moved across the date line left it out (Samoa, 30 December 2011)."""
        tomorrow = self.at_local(day + ONE_DAY, 0)
        return start >= tomorrow and self.at_local(day, 0) >= tomorrow
