"""Working time against an oracle that reads the clock on the wall minute by minute."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from followup.core.instants import DAY, FIRST, LAST, MINUTE
from followup.core.workweek import OFFICE, Window, Workweek
from tests.core.making import NEW_YORK, THANKSGIVING, WEEK, at

REACH = timedelta(days=6)
NIGHT = (1320, 1800)
ROUND_THE_CLOCK = ((0, 1440),)

# A zone and a day in it: both changes of the clocks, by an hour and by half an hour, at midnight and by two hours,
# a standard time that moved, a day that was skipped, and none.
PLACES = (
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Asia/Kolkata", date(2026, 7, 1)),
    ("Asia/Beirut", date(2026, 3, 29)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Africa/Cairo", date(2026, 10, 30)),
    ("America/Santiago", date(2026, 9, 6)),
    ("America/Scoresbysund", date(2024, 3, 31)),
    ("Antarctica/Troll", date(2026, 10, 25)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("Asia/Pyongyang", date(2018, 5, 5)),
    ("Pacific/Apia", date(2011, 12, 30)),
)


class Wall:
    """The wall clock around a day: what it reads at each minute, and when it first read what."""

    def __init__(self, zone: ZoneInfo, middle: date) -> None:
        noon = int(datetime(middle.year, middle.month, middle.day, 12, tzinfo=UTC).timestamp())
        reach = int(REACH.total_seconds())
        self.minutes = range(noon - reach, noon + reach, MINUTE)
        readings = [datetime.fromtimestamp(minute, zone).replace(tzinfo=None) for minute in self.minutes]
        self.first: dict[datetime, int] = {}
        for minute, reading in zip(self.minutes, readings, strict=True):
            self.first.setdefault(reading, minute)
        self.jumps = [(one, other) for one, other in pairwise(readings) if other - one > timedelta(minutes=1)]

    def when(self, reading: datetime) -> int:
        """The first minute at which it reads so; a skipped reading is later by what was skipped."""
        for before, after in self.jumps:
            if before < reading < after:
                reading += after - before - timedelta(minutes=1)
        return self.first[reading]


@cache
def wall(name: str, middle: date) -> Wall:
    return Wall(ZoneInfo(name), middle)


class Oracle:
    """Works out every answer by walking over the working minutes one by one."""

    def __init__(self, clock: Wall, middle: date, days: Sequence[Sequence[Window]], off: set[date]) -> None:
        working = set[int]()
        shown = {reading.date() for reading in clock.first}
        for offset in range(-4, 5):
            day = middle + timedelta(days=offset)
            midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a reading of the wall clock
            for start, end in [] if day in off or day not in shown else days[day.weekday()]:
                begin, close = (clock.when(midnight + timedelta(minutes=edge)) for edge in (start, end))
                working.update(range(begin, close, MINUTE))
        self.working = sorted(working)
        # What began on a day before the first is not known here: nor is any answer that reaches so far.
        noon = clock.minutes[len(clock.minutes) // 2]
        self.known = range(noon - 3 * DAY, noon + 3 * DAY)

    def minutes(self, since: int, until: int) -> int:
        touched = self.working[bisect_left(self.working, since - MINUTE) : bisect_left(self.working, until)]
        spans = (min(until, one + MINUTE) - max(since, one) for one in touched)
        return sum(span for span in spans if span > 0) // MINUTE

    def plus(self, start: int, minutes: int) -> int | None:
        need = minutes * MINUTE
        for one in self.working:
            begin = max(one, start)
            if begin < one + MINUTE:
                if need <= one + MINUTE - begin:
                    return begin + need if begin in self.known else None
                need -= one + MINUTE - begin
        return None

    def minus(self, end: int, minutes: int) -> int | None:
        need = minutes * MINUTE
        for one in reversed(self.working):
            close = min(one + MINUTE, end)
            if close > one:
                if need <= close - one:
                    return close - need if close in self.known else None
                need -= close - one
        return None

    def next_start(self, start: int) -> int | None:
        place = bisect_left(self.working, start - MINUTE + 1)
        return max(start, self.working[place]) if place < len(self.working) else None


windows = st.lists(
    st.sampled_from(((540, 1020), (540, 720), (780, 1020), NIGHT, (0, 1440), (60, 90), (150, 400), (90, 135)))
    | st.builds(lambda start, length: (start, start + length), st.integers(0, 1439), st.integers(1, 1440)),
    max_size=3,
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Workweek, Oracle, date]:
    """A week in a zone around a change of its clocks, and the oracle that knows the same."""
    name, middle = draw(st.sampled_from(PLACES))
    days = draw(st.just(OFFICE) | st.lists(windows, min_size=7, max_size=7).filter(any))
    holidays = draw(st.sets(st.integers(-2, 2), max_size=2))
    leave = draw(st.none() | st.tuples(st.integers(-3, 2), st.integers(0, 2)))
    off = {middle + timedelta(days=offset) for offset in holidays}
    ranges = []
    if leave is not None:
        first = middle + timedelta(days=leave[0])
        ranges = [(first, first + timedelta(days=leave[1]))]
        off |= {first + timedelta(days=more) for more in range(leave[1] + 1)}
    taken = [middle + timedelta(days=offset) for offset in holidays]
    week = Workweek(ZoneInfo(name), days, taken, ranges)
    return week, Oracle(wall(name, middle), middle, days, off), middle


def near(middle: date, seconds: int) -> int:
    return int(datetime(middle.year, middle.month, middle.day, tzinfo=UTC).timestamp()) + seconds


seconds_away = st.integers(-2 * DAY, 2 * DAY)


@given(cases(), seconds_away, seconds_away)
def test_minutes_agree_with_the_wall_clock(case: tuple[Workweek, Oracle, date], one: int, other: int) -> None:
    """The minutes between two instants are those that the wall clock shows, whatever the zone and week."""
    week, oracle, middle = case
    since, until = near(middle, one), near(middle, other)
    assert week.minutes(since, until) == oracle.minutes(since, until)


@given(cases(), seconds_away, st.integers(1, 1500))
def test_ends_agree_with_the_wall_clock(
    case: tuple[Workweek, Oracle, date], seconds: int, minutes: int
) -> None:
    """A span ends, and begins, where walking over the working minutes one by one gets to."""
    week, oracle, middle = case
    start = near(middle, seconds)
    if (later := oracle.plus(start, minutes)) is not None:
        assert week.plus(start, minutes) == later
    if (earlier := oracle.minus(start, minutes)) is not None:
        assert week.minus(start, minutes) == earlier
    if (begins := oracle.next_start(start)) is not None:
        assert week.next_start(start) == begins
        assert week.is_working(start) == (begins == start)


@given(cases(), seconds_away, st.integers(0, 20000))
def test_spans_are_inverse(case: tuple[Workweek, Oracle, date], seconds: int, minutes: int) -> None:
    """What plus and minus lay out is what minutes counts, and a second less is not enough."""
    week, _, middle = case
    start = near(middle, seconds)
    end, begin = week.plus(start, minutes), week.minus(start, minutes)
    assume(begin > FIRST and end < LAST)
    assert week.minutes(start, end) == week.minutes(begin, start) == minutes
    if minutes:
        assert week.minutes(start, end - 1) == week.minutes(begin + 1, start) == minutes - 1


@given(st.lists(st.integers(-500, 500), min_size=2, max_size=5))
def test_answers_do_not_depend_on_what_was_asked_before(days: list[int]) -> None:
    """A week that has been asked about other months answers as a new one does, and counts from the same origin."""
    used, start = Workweek(NEW_YORK, [(NIGHT, (300, 600))] * 7), at("Tue 10:00")
    worked = used.worked(start)
    for one in days:
        new = Workweek(NEW_YORK, used.days)
        asked = start + one * DAY
        assert used.plus(asked, 500) == new.plus(asked, 500)
        assert used.minus(asked, 500) == new.minus(asked, 500)
        assert used.minutes(asked, start) == new.minutes(asked, start)
        assert used.worked(start) == worked


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("step", [-1, 1])
def test_walking_off_what_was_laid_out(zone: str, step: int) -> None:
    """Day by day past the edge of what a week has laid out, it answers as a new one does, in far zones too."""
    days = [((0, 60), (1320, 2880))] * 7
    week, start = Workweek(ZoneInfo(zone), days), at("Tue 23:30")
    week.worked(start)
    for day in range(25, 50):
        asked = start + step * day * DAY
        new = Workweek(ZoneInfo(zone), days)
        assert week.window(asked) == new.window(asked)
        assert week.minutes(asked, asked + DAY) == new.minutes(asked, asked + DAY)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("Tue 09:00", 480, "Tue 17:00"),
        ("Tue 09:00", 481, "Wed 09:01"),
        ("Tue 08:00", 480, "Tue 17:00"),
        ("Tue 17:00", 1, "Wed 09:01"),
        ("Fri 16:00", 120, "+Mon 10:00"),
        ("Sat 12:00", 60, "+Mon 10:00"),
        ("Tue 12:34", 0, "Tue 12:34"),
        ("2026-11-25 16:00", 120, "2026-11-27 10:00"),
        ("2026-10-30 16:00", 120, "2026-11-02 10:00"),
        ("2026-03-06 16:00", 120, "2026-03-09 10:00"),
    ],
)
def test_plus(start: str, minutes: int, end: str) -> None:
    """A span ends at the earliest instant at which it has passed, over nights, weekends and holidays."""
    assert WEEK.plus(at(start), minutes) == at(end)


@pytest.mark.parametrize(
    ("end", "minutes", "start"),
    [
        ("Tue 17:00", 480, "Tue 09:00"),
        ("Wed 09:00", 480, "Tue 09:00"),
        ("Wed 09:30", 30, "Wed 09:00"),
        ("Wed 12:00", 660, "Tue 09:00"),
        ("Wed 12:00", 180, "Wed 09:00"),
        ("+Mon 08:00", 60, "Fri 16:00"),
        ("+Mon 09:00", 480, "Fri 09:00"),
        ("2026-11-27 09:00", 60, "2026-11-25 16:00"),
    ],
)
def test_minus(end: str, minutes: int, start: str) -> None:
    """A span begins at the latest instant from which it is left."""
    assert WEEK.minus(at(end), minutes) == at(start)


def test_windows_are_half_open() -> None:
    """The first minute of a window counts and its end does not."""
    assert not WEEK.is_working(at("Tue 08:59"))
    assert WEEK.is_working(at("Tue 09:00"))
    assert not WEEK.is_working(at("Tue 17:00"))
    assert WEEK.window(at("Tue 09:00")) == (at("Tue 09:00"), at("Tue 17:00"))
    assert WEEK.next_start(at("Tue 17:00")) == at("Wed 09:00")


def test_part_of_a_minute_does_not_count() -> None:
    """Minutes are whole ones, rounded down."""
    assert WEEK.minutes(at("Tue 10:00") + 1, at("Tue 10:02")) == 1
    assert WEEK.minutes(at("Tue 10:02"), at("Tue 10:00")) == 0


def test_a_window_past_midnight_belongs_to_the_day_it_starts_on() -> None:
    """A night that starts on a working day runs on into a holiday, and one that starts on a holiday is off."""
    week = Workweek(NEW_YORK, [(NIGHT,)] * 7, holidays=[THANKSGIVING])
    assert week.window(at("2026-11-26 03:00")) == (at("2026-11-25 22:00"), at("2026-11-26 06:00"))
    assert not week.is_working(at("2026-11-27 03:00"))
    assert week.is_off(THANKSGIVING)


@pytest.mark.parametrize(
    ("eve", "hours"), [("2026-03-07", 7), ("2026-10-31", 9), ("2026-06-01", 8)], ids=["gap", "repeat", "none"]
)
def test_a_night_is_as_long_as_it_really_is(eve: str, hours: int) -> None:
    """A night from 22:00 to 06:00 lasts an hour less or more where the clocks change in it."""
    week = Workweek(NEW_YORK, [(NIGHT,)] * 7)
    assert week.minutes(at(f"{eve} 22:00"), at(f"{eve} 22:00") + 12 * 3600) == hours * 60


def test_round_the_clock_has_no_seams() -> None:
    """Whole days follow each other without losing or doubling a minute, even where the clocks change."""
    week = Workweek(NEW_YORK, [ROUND_THE_CLOCK] * 7)
    start = at("2026-10-30 12:00")
    assert week.minutes(start, start + 5 * DAY) == 5 * 1440
    assert week.plus(start, 5 * 1440) == start + 5 * DAY


def test_a_week_and_a_day_in_minutes() -> None:
    """`1w` is the week's working minutes, `1d` those over its working days."""
    week = Workweek(NEW_YORK, [((540, 720), (780, 1020)), ((540, 780),), (), (), (), (), ()])
    assert (week.week_minutes, week.day_minutes) == (660, 330)
    assert (WEEK.week_minutes, WEEK.day_minutes) == (2400, 480)


def test_a_week_without_working_time_is_refused() -> None:
    """A clock that never runs is no workweek."""
    with pytest.raises(ValueError, match="without working time"):
        Workweek(NEW_YORK, [()] * 7)


@example(FIRST, LAST)
@example(LAST, FIRST)
@given(st.integers(FIRST, LAST), st.integers(FIRST, LAST))
def test_any_instant_has_an_answer(one: int, other: int) -> None:
    """From the year 1 to 9999 nothing raises, and no answer lies outside the calendar."""
    assert WEEK.minutes(one, other) >= 0
    for answer in (WEEK.plus(one, 10**9), WEEK.minus(one, 10**9), WEEK.next_start(one)):
        assert FIRST <= answer <= LAST
    assert WEEK.local_date(one).year >= 1


@pytest.mark.parametrize("day", ["2099-12-31", "2100-01-01", "2100-01-03", "2150-06-01", "9998-12-30"])
@pytest.mark.parametrize("hour", ["08:00", "12:00", "23:00"])
def test_time_goes_forward_where_no_year_counts(day: str, hour: str) -> None:
    """Beyond the years that count, and at their edge, a span never ends before it begins."""
    begun = at(f"{day} {hour}")
    assert WEEK.plus(begun, 15) > begun
    assert WEEK.next_start(begun) >= begun


def test_leave_for_good_never_ends() -> None:
    """Where no working time is ahead, a span ends at the end of the calendar instead of never answering."""
    week = Workweek(NEW_YORK, leave=[(date(2026, 1, 1), date.max)])
    assert week.plus(at("Tue 10:00"), 1) == week.next_start(at("Tue 10:00")) == LAST
    assert week.minus(at("Tue 10:00"), 1) == at("2025-12-31 16:59")
