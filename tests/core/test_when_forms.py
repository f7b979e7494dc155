"""Dates and lengths: what is shown is read back, and nothing but a refusal is ever raised."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import when
from followup.core.phrase import BadPhrase
from followup.core.when_say import brief
from followup.core.workweek import Workweek
from tests.core.grammar import NOW, OFFICE, at, examples, local


def test_a_reading_says_what_it_means() -> None:
    """The words carry weekday, month in letters, time and distance."""
    assert when.exactly("fri 3pm", NOW, OFFICE).words == "Fri 27 Nov 15:00, in 3 days"
    assert when.exactly("jan 5", NOW, OFFICE).words == "Tue 5 Jan 2027 17:00, in 6 weeks"
    assert when.exactly("in 90 min", NOW, OFFICE).words == "Tue 24 Nov 11:30, in 1h30"


def test_a_past_deadline_is_flagged() -> None:
    """An explicit past date is accepted and flagged, and so is a day off."""
    reading = when.exactly("sun 22 nov 2026", NOW, OFFICE)
    assert (reading.past, reading.nonworking) == (True, True)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("ten thirty am", "2026-11-24T10:30"),
        ("at three twenty", "2026-11-24T15:20"),
        ("at nine forty-five", "2026-11-25T09:45"),
        ("at nine oh five pm", "2026-11-24T21:05"),
        ("tomorrow at twelve thirty", "2026-11-25T12:30"),
        ("nine fifteen tomorrow", "2026-11-25T09:15"),
        ("9.30am fri", "2026-11-27T09:30"),
        ("1500 hours", "2026-11-24T15:00"),
        ("0900h mon", "2026-11-30T09:00"),
        ("9 at night", "2026-11-24T21:00"),
        ("fri week", "2026-12-04T17:00"),
        ("tue week 3pm", "2026-12-01T15:00"),
        ("tomorrow week", "2026-12-02T17:00"),
        ("a week on friday", "2026-12-04T17:00"),
        ("two weeks today", "2026-12-08T17:00"),
        ("in two weeks' time at 3pm", "2026-12-08T15:00"),
        ("first thing mon", "2026-11-30T09:00"),
        ("close of play fri", "2026-11-27T17:00"),
    ],
)
def test_an_office_says_it_so(phrase: str, expected: str) -> None:
    """Spoken clock times, a point in the time, four digits, and weeks counted from a day."""
    assert local(when.exactly(phrase, at("2026-11-24T10:00"), OFFICE).at) == expected


ZONES = [
    ZoneInfo(name) for name in ("America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata")
]
WEEKS = [Workweek(zone) for zone in ZONES]
INSTANTS = st.integers(at("1950-01-01"), at("2400-01-01"))


@given(INSTANTS, INSTANTS, st.sampled_from(WEEKS), st.sampled_from(["MDY", "DMY", "YMD"]))
def test_every_form_that_is_shown_is_read_as_the_same_instant(
    instant: int, now: int, week: Workweek, order: str
) -> None:
    """Saying any instant in any form the program shows and reading that gives the instant back."""
    for form in (when.say, when.stamp, brief):
        assert when.exactly(form(instant, now, week), now, week, order).at == instant


@given(st.integers(-7 * 86400, 7 * 86400), INSTANTS, st.sampled_from(WEEKS))
def test_near_instants_are_read_as_shown(away: int, now: int, week: Workweek) -> None:
    """Today's, yesterday's and this week's short forms are read back too, in the repeated hour as well."""
    for form in (when.say, when.stamp, brief):
        assert when.exactly(form(now + away, now, week), now, week).at == now + away


def test_the_repeated_hour_is_shown_with_its_offset() -> None:
    """The second 01:30 of a night is told from the first, in words that are read back."""
    second = at("2026-11-01T01:30-05:00")
    shown = when.stamp(second, second - 86400, OFFICE)
    assert shown == "Sun 1 Nov 01:30 -05:00"
    assert when.exactly(shown, second - 86400, OFFICE).at == second


WORDS = st.sampled_from(
    """mon friday next last this week of the on at in by 3 9am 15:30 noon morning evening tonight tomorrow today
    12/4 30/11 12 dec 15th first last day month end eod 2 days hours a couple ago from now 2026-11-30 half past to
    quarter utc -05:00 T10:00 , . Q1 business couple 4h 1d may""".split()  # noqa: SIM905
)


@given(
    st.lists(WORDS, max_size=7).map(" ".join), st.sampled_from([when.DUE, when.UNTIL, when.PAST]), INSTANTS
)
def test_any_heap_of_date_words_is_read_or_refused(text: str, mode: str, now: int) -> None:
    """Nothing but BadPhrase is ever raised, and a reading keeps its mode's promise."""
    try:
        reading = when.prefix(text, now, OFFICE, mode=mode)
    except BadPhrase as refused:
        assert 0 <= refused.start <= refused.end <= len(text)
        return
    assert 0 < reading.used <= len(text)
    assert mode != when.UNTIL or reading.at > now
    assert mode != when.PAST or reading.at <= now


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("4h", 240), ("90m", 90), ("1d", 480), ("1d 4h", 720), ("2 business days", 960), ("1w", 2400),
        ("30 min", 30), ("1h30m", 90), ("5h12", 312), ("half an hour", 30), ("1 hour and 5 minutes", 65),
        (" 2 d ", 960),
    ],
)  # fmt: skip
def test_a_length_of_time_is_working_minutes(text: str, minutes: int) -> None:
    """A day is the week's minutes over its working days, a week the week's minutes."""
    assert when.duration(text, OFFICE) == minutes


@pytest.mark.parametrize(
    "text", ["", "0h", "-4h", "1h 1h", "4", "h", "4x", "4h later", "1 month", "99999h", "1.5h"]
)
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    """Zero, negative and repeated units are refused, and so is what is not in the grammar."""
    with pytest.raises(BadPhrase):
        when.duration(text, OFFICE)


@pytest.mark.parametrize("row", examples("dates_dev.jsonl", "duration"))
def test_every_office_length_is_understood(row: dict[str, Any]) -> None:
    """The example lengths give their counts of units."""
    days = {"P2D": 960, "PT4H": 240, "PT1H30M": 90, "P1DT4H": 720, "P7D": 2400, "PT30M": 30}
    assert when.duration(row["phrase"], OFFICE) == days[row["expect"]]
