"""Working time where zones are odd: half-hour changes, changes at midnight, a day that was skipped, lists of leave."""

from datetime import date
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup.core.instants import DAY, HOUR, MINUTE
from followup.core.workweek import Workweek
from tests.core.making import at

ROUND_THE_CLOCK = [((0, 1440),)] * 7
NIGHTS = [((1320, 1800),)] * 7
SPLIT = [
    ((540, 720), (780, 1020)),
    ((540, 720),),
    ((780, 1020), (1200, 1320)),
    ((0, 1440),),
    ((1320, 1800),),
    (),
    (),
]
ZONES = sorted(available_timezones())
zones = st.sampled_from(ZONES).map(ZoneInfo)
# Six decades, so that nearly every change of every zone's clocks is among them.
anywhen = st.integers(at("1972-01-03 00:00"), at("2036-01-01 00:00"))


@pytest.mark.parametrize(
    ("zone", "eve", "minutes"),
    [
        ("America/New_York", "2026-03-07", 420),
        ("America/New_York", "2026-10-31", 540),
        ("Australia/Lord_Howe", "2026-10-03", 450),
        ("Australia/Lord_Howe", "2026-04-04", 510),
        ("Asia/Beirut", "2026-03-28", 420),
        ("Asia/Beirut", "2026-10-24", 540),
        ("Africa/Cairo", "2026-04-23", 420),
        ("Africa/Cairo", "2026-10-29", 540),
        ("America/Santiago", "2026-09-05", 420),
        ("America/Santiago", "2026-04-04", 540),
        ("Antarctica/Troll", "2026-03-28", 360),
        ("Antarctica/Troll", "2026-10-24", 600),
        ("Asia/Pyongyang", "2018-05-04", 450),
        ("Asia/Kathmandu", "1985-12-31", 465),
        ("Asia/Kolkata", "2026-03-28", 480),
    ],
)
def test_a_night_in_which_the_clocks_change(zone: str, eve: str, minutes: int) -> None:
    """From 22:00 to 06:00 passes what really passes, by hours, half hours and quarters, at midnight too."""
    week, begun = Workweek(ZoneInfo(zone), NIGHTS), at(f"{eve} 22:00", ZoneInfo(zone))
    end = at(f"{eve} 22:00", ZoneInfo(zone)) + minutes * MINUTE
    assert week.window(begun) == (begun, end)
    assert week.minutes(begun, begun + 12 * HOUR) == minutes
    assert week.plus(begun, minutes) == end
    assert week.minus(end, minutes) == begun


@pytest.mark.parametrize(
    ("zone", "before", "skipped", "after"),
    [
        ("Pacific/Apia", "2011-12-29", "2011-12-30", "2011-12-31"),
        ("Pacific/Fakaofo", "2011-12-29", "2011-12-30", "2011-12-31"),
        ("Pacific/Kwajalein", "1993-08-20", "1993-08-21", "1993-08-22"),
    ],
)
def test_a_day_that_was_skipped_has_no_working_time(zone: str, before: str, skipped: str, after: str) -> None:
    """Where a zone jumped over the date line nobody worked on the day between, and it lends the next none."""
    place = ZoneInfo(zone)
    week = Workweek(place, [((540, 1020),)] * 4 + [((0, 1440),)] + [((600, 660),)] * 2)
    skipping = Workweek(place, week.days, [date.fromisoformat(skipped)])
    assert week.day_windows(date.fromisoformat(skipped)) == []
    start, end = at(f"{before} 00:00", place), at(f"{after} 23:00", place)
    assert week.minutes(start, end) == skipping.minutes(start, end)
    assert week.plus(start, 1000) == skipping.plus(start, 1000)
    night = Workweek(place, NIGHTS)
    assert night.minutes(at(f"{before} 22:00", place), at(f"{after} 06:00", place)) == 480


@example(ZoneInfo("Pacific/Apia"), at("2011-12-29 12:00"), 3000)
@example(ZoneInfo("Australia/Lord_Howe"), at("2026-10-03 12:00"), 1440)
@given(zones, anywhen, st.integers(1, 30 * 1440))
def test_around_the_clock_working_time_is_time(zone: ZoneInfo, start: int, minutes: int) -> None:
    """Where every minute works, in any zone, at any change of its clocks, none is lost and none counts twice."""
    week = Workweek(zone, ROUND_THE_CLOCK)
    assert week.minutes(start, start + minutes * MINUTE) == minutes
    assert week.plus(start, minutes) == start + minutes * MINUTE
    assert week.minus(start, minutes) == start - minutes * MINUTE
    assert week.is_working(start)


@given(zones, anywhen, st.integers(1, 9000), st.integers(0, 9000), st.sampled_from([SPLIT, NIGHTS]))
def test_spans_add_up_in_any_zone(
    zone: ZoneInfo, start: int, minutes: int, more: int, days: list[tuple[tuple[int, int], ...]]
) -> None:
    """In any zone spans are inverse to counting, add up, and end within working time."""
    week = Workweek(zone, days, [date(2026, 12, 25)], [(date(2011, 12, 24), date(2012, 1, 2))])
    end = week.plus(start, minutes)
    assert week.minutes(start, end) == minutes
    assert week.minutes(start, end - 1) == minutes - 1
    assert week.plus(end, more) == week.plus(start, minutes + more)
    assert week.minutes(week.minus(start, minutes), start) == minutes
    assert week.is_working(end - 1)


@given(zones, anywhen, st.lists(st.integers(1, 20 * 1440), min_size=3, max_size=3))
def test_three_ends_at_once_are_three_ends(zone: ZoneInfo, start: int, spans: list[int]) -> None:
    """Asked for three ends at once, a week answers as when asked for each."""
    week = Workweek(zone, SPLIT)
    one, two, three = sorted(week.worked(start) + span * MINUTE for span in spans)
    assert week.earliest_of(one, two, three) == (week.earliest(one), week.earliest(two), week.earliest(three))


@pytest.mark.parametrize("begun", ["2099-12-20 10:00", "2099-12-30 10:00", "2110-01-01 10:00"])
def test_three_ends_at_the_end_of_the_years_that_count(begun: str) -> None:
    """Where years stop counting three ends at once are three ends too."""
    for zone in (ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Pacific/Pago_Pago")):
        week = Workweek(zone, SPLIT)
        for days in range(1, 20):
            ends = [week.worked(at(begun)) + days * part * 6 * HOUR for part in (1, 2, 3)]
            assert list(week.earliest_of(*ends)) == [week.earliest(end) for end in ends]


def test_windows_that_change_places_in_a_skipped_hour() -> None:
    """Where 00:17 was skipped and became 01:17, a window from 01:00 comes first, and all of it counts."""
    zone = ZoneInfo("America/Sao_Paulo")
    week = Workweek(zone, [((60, 90), (17, 600))] * 7)
    midnight = at("2018-11-04 01:00", zone)
    assert [start for start, _ in week.day_windows(date(2018, 11, 4))] == [midnight, midnight + 17 * MINUTE]
    assert week.minutes(midnight - HOUR, midnight + 12 * HOUR) == 540


def test_the_last_day_of_the_calendar_has_its_windows() -> None:
    """A date in the year 9999 is a day like others, the last one too."""
    assert [len(Workweek(ZoneInfo("UTC")).day_windows(date(9999, 12, day))) for day in (30, 31)] == [1, 1]


def test_leave_and_holidays_take_whole_days() -> None:
    """A range of leave takes its first and last day, together with holidays on, before and after it."""
    zone = ZoneInfo("Europe/Berlin")
    holidays = [date(2026, 12, day) for day in (24, 25, 26)]
    week = Workweek(zone, holidays=holidays, leave=[(date(2026, 12, 28), date(2027, 1, 1))])
    assert week.plus(at("2026-12-23 16:00", zone), 120) == at("2027-01-04 10:00", zone)
    assert week.minus(at("2027-01-04 10:00", zone), 120) == at("2026-12-23 16:00", zone)
    assert week.next_start(at("2026-12-24 10:00", zone)) == at("2027-01-04 09:00", zone)
    assert week.minutes(at("2026-12-24 00:00", zone), at("2027-01-04 00:00", zone)) == 0
    assert week.minutes(at("2026-12-14 00:00", zone), at("2026-12-14 00:00", zone) + 7 * DAY) == 2400
