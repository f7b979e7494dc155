"""Dates: the conventions of DESIGN sections 4 and 8 as tables, the example phrases, and properties."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core import when
from followup.core.phrase import BadPhrase
from followup.core.when_say import brief
from followup.core.workweek import Workweek
from tests.core.grammar import NOW, OFFICE, at, local

DATA = Path(__file__).parent / "data"
NIGHTS = Workweek(ZoneInfo("America/New_York"), [((1320, 1800),)] * 5 + [()] * 2)
LUNCH = Workweek(ZoneInfo("America/New_York"), [((540, 720), (780, 960))] * 5 + [()] * 2)


def examples(name: str, kind: str) -> list[Any]:
    """The rows of one kind of an example file."""
    rows = [json.loads(line) for line in (DATA / name).read_text().splitlines()]
    return [pytest.param(row, id=row["phrase"]) for row in rows if row["kind"] == kind]


def read(row: dict[str, Any]) -> tuple[when.Reading | None, Workweek]:
    """The answer to a row, None where it was refused."""
    week = Workweek(ZoneInfo(row["tz"]), holidays=map(date.fromisoformat, row.get("holidays", [])))
    try:
        return when.exactly(row["phrase"], at(row["now"]), week, row.get("date_order", "MDY")), week
    except BadPhrase:
        return None, week


@pytest.mark.parametrize("row", examples("dates_dev.jsonl", "due"))
def test_every_office_phrase_is_answered_as_designed(row: dict[str, Any]) -> None:
    """Every phrase of the office list gets exactly its answer, flag or refusal."""
    reading, _ = read(row)
    assert (reading.at if reading else None) == (at(row["expect"]) if row["expect"] else None)
    if reading:
        assert reading.past == (row.get("flag") == "past")
        assert reading.nonworking or row.get("flag") != "nonworking"


# In a count of days the answer is that day's end, where the other corpus keeps the hour: DESIGN wins.
OUR_WAY = {"in a day", "a day from now", "in 7 days", "a fortnight hence"}
# The rows that an office needs, so that a change which begins to refuse them is seen.
ANSWERED_AT_LEAST = 105


def test_no_phrase_from_elsewhere_gets_a_wrong_answer() -> None:
    """Of the wide list nothing is answered wrongly, and what an office needs is answered."""
    answered, wrong = 0, []
    for param in examples("dates_wide.jsonl", "due"):
        row = param.values[0]
        reading, week = read(row)
        if reading is None:
            continue
        answered += 1
        expected = row["expect"]
        same_day = expected and local(reading.at, week.zone.key)[:10] == expected[:10]
        loose = row.get("grain") == "Day" or row["phrase"] in OUR_WAY
        if not (same_day if loose else expected and reading.at == at(expected)):
            wrong.append(row["phrase"])
    assert wrong == []
    assert answered >= ANSWERED_AT_LEAST


@pytest.mark.parametrize(
    ("phrase", "now", "expected"),
    [
        ("half past three", "2026-11-24T10:00", "2026-11-24T15:30"),
        ("quarter to five", "2026-11-24T10:00", "2026-11-24T16:45"),
        ("3 o'clock", "2026-11-24T10:00", "2026-11-24T15:00"),
        ("3 o’clock", "2026-11-24T10:00", "2026-11-24T15:00"),
        ("tomorrow afternoon at 5", "2026-11-24T10:00", "2026-11-25T17:00"),
        ("9 tomorrow", "2026-11-24T10:00", "2026-11-25T09:00"),
        ("wednesday of next week", "2026-11-24T10:00", "2026-12-02T17:00"),
        ("next week wed 3pm", "2026-11-24T10:00", "2026-12-02T15:00"),
        ("tue 15th", "2026-11-24T10:00", "2026-12-15T17:00"),
        ("the 20th of next month", "2026-11-24T10:00", "2026-12-20T17:00"),
        ("last day of october", "2026-10-24T10:00", "2026-10-31T17:00"),
        ("last working day of october", "2026-10-24T10:00", "2026-10-30T17:00"),
        ("first monday of december", "2026-11-24T10:00", "2026-12-07T17:00"),
        ("in a couple of hours", "2026-11-24T10:00", "2026-11-24T12:00"),
        ("in half an hour", "2026-11-24T10:00", "2026-11-24T10:30"),
        ("in an hour and a half", "2026-11-24T10:00", "2026-11-24T11:30"),
        ("in 2 months", "2026-11-24T10:00", "2027-01-24T17:00"),
        ("in 3 months", "2026-11-30T10:00", "2027-02-28T17:00"),
        ("2 weeks from monday", "2026-11-24T10:00", "2026-12-14T17:00"),
        ("15h30", "2026-11-24T10:00", "2026-11-24T15:30"),
        ("tomorrow 8h", "2026-11-24T10:00", "2026-11-25T08:00"),
        ("end of quarter", "2026-11-24T10:00", "2026-12-31T17:00"),
        ("quarter end", "2026-11-24T10:00", "2026-12-31T17:00"),
        ("end of Q1", "2026-11-24T10:00", "2027-03-31T17:00"),
        ("end of october 2027", "2026-11-24T10:00", "2027-10-29T17:00"),
        ("end of next week", "2026-11-24T10:00", "2026-12-04T17:00"),
        ("eom", "2026-10-05T10:00", "2026-10-30T17:00"),
        ("2026-11-30T14:00Z", "2026-11-24T10:00", "2026-11-30T09:00"),
        ("2026-11-30T14:00:00.5+02:00", "2026-11-24T10:00", "2026-11-30T07:00"),
        ("2026-11-30 09:00", "2026-11-24T10:00", "2026-11-30T09:00"),
        ("fri 3pm utc", "2026-11-24T10:00", "2026-11-27T10:00"),
        ("30.11.2026", "2026-11-24T10:00", "2026-11-30T17:00"),
        # at 1 to 6 is the afternoon, and so is h:mm; a leading zero means what it says
        ("at 3", "2026-11-24T10:00", "2026-11-24T15:00"),
        ("at 6", "2026-11-24T10:00", "2026-11-24T18:00"),
        ("at 7", "2026-11-24T10:00", "2026-11-25T07:00"),
        ("3:20", "2026-11-24T10:00", "2026-11-24T15:20"),
        ("03:20", "2026-11-24T10:00", "2026-11-25T03:20"),
        ("tomorrow at 3 in the morning", "2026-11-24T10:00", "2026-11-25T03:00"),
        # a weekday naming today is today if still ahead
        ("tue", "2026-11-24T10:00", "2026-11-24T17:00"),
        ("tue", "2026-11-24T17:00", "2026-12-01T17:00"),
        ("tue 9am", "2026-11-24T10:00", "2026-12-01T09:00"),
        ("next tue", "2026-11-24T10:00", "2026-12-01T17:00"),
        ("next sun", "2026-11-24T10:00", "2026-12-06T17:00"),
        ("next week", "2026-11-29T10:00", "2026-11-30T17:00"),
        ("midnight", "2026-11-24T10:00", "2026-11-25T00:00"),
        ("tonight", "2026-11-24T10:00", "2026-11-24T18:00"),
        ("monday night at 8", "2026-11-24T10:00", "2026-11-30T20:00"),
        # year roll-over
        ("24 nov", "2026-11-24T10:00", "2026-11-24T17:00"),
        ("23 nov", "2026-11-24T10:00", "2027-11-23T17:00"),
        ("dec 31", "2026-12-31T10:00", "2026-12-31T17:00"),
        ("jan 1", "2026-12-31T10:00", "2027-01-01T17:00"),
        ("feb 29", "2027-12-24T10:00", "2028-02-29T17:00"),
        ("fri, jan 1", "2026-12-24T10:00", "2027-01-01T17:00"),
        # a repeated hour is the first, a missing one an hour later
        ("sun 1:30am", "2026-10-31T10:00", "2026-11-01T01:30"),
        ("14 mar 2027 2:30am", "2026-11-24T10:00", "2027-03-14T03:30"),
    ],
)
def test_a_phrase_means_what_people_mean(phrase: str, now: str, expected: str) -> None:
    """Each office phrase means the local time beside it."""
    assert local(when.exactly(phrase, at(now), OFFICE).at) == expected


def test_the_first_of_two_repeated_hours_is_meant() -> None:
    """01:30 in the repeated hour is the earlier instant, and its second is reached by naming the offset."""
    first = when.exactly("1 nov 2026 1:30am", NOW, OFFICE).at
    second = when.exactly("1 nov 2026 1:30am -05:00", NOW, OFFICE).at
    assert (first, second - first) == (at("2026-11-01T01:30-04:00"), 3600)


@pytest.mark.parametrize(
    ("phrase", "order", "expected"),
    [
        ("12/4", "MDY", "2026-12-04"),
        ("12/4", "DMY", "2027-04-12"),
        ("12/4", "YMD", "2026-12-04"),
        ("30/11", "MDY", "2026-11-30"),
        ("11/30", "DMY", "2026-11-30"),
        ("1/8/27", "MDY", "2027-01-08"),
        ("1/8/27", "DMY", "2027-08-01"),
        ("27/1/8", "YMD", "2027-01-08"),
        ("2027/1/8", "DMY", "2027-01-08"),
    ],
)
def test_numbers_follow_the_date_order(phrase: str, order: str, expected: str) -> None:
    """Day and month go by the setting, and the other way round where only that is a date."""
    assert local(when.exactly(phrase, NOW, OFFICE, order).at)[:10] == expected


@pytest.mark.parametrize(
    ("phrase", "week", "expected"),
    [
        ("wed", NIGHTS, "2026-11-26T06:00"),
        ("sat", NIGHTS, "2026-11-28T17:00"),
        ("eod", LUNCH, "2026-11-24T16:00"),
        ("wed", LUNCH, "2026-11-25T16:00"),
    ],
)
def test_a_bare_day_is_the_end_of_its_last_working_window(phrase: str, week: Workweek, expected: str) -> None:
    """A day without a time ends with its last window, even past midnight, and at 17:00 without one."""
    assert local(when.exactly(phrase, NOW, week).at) == expected


def test_business_days_skip_weekends_and_holidays() -> None:
    """In N business days counts days with working time only."""
    week = Workweek(ZoneInfo("America/New_York"), holidays=[date(2026, 11, 26)])
    assert local(when.exactly("in 3 business days", NOW, week).at) == "2026-11-30T17:00"
    assert local(when.exactly("in 1 business day", at("2026-11-28T10:00"), week).at) == "2026-11-30T17:00"


@pytest.mark.parametrize(
    ("phrase", "now", "expected"),
    [
        ("1d", "2026-11-24T14:12", "2026-11-25T09:00"),
        ("2d", "2026-11-26T14:12", "2026-11-30T09:00"),
        ("in 3 days", "2026-11-24T14:12", "2026-11-27T09:00"),
        ("1w", "2026-11-24T14:12", "2026-12-01T09:00"),
        ("2h", "2026-11-24T16:12", "2026-11-24T18:12"),
        ("15h", "2026-11-24T14:12", "2026-11-25T05:12"),
        ("90m", "2026-11-24T14:12", "2026-11-24T15:42"),
        ("fri", "2026-11-24T14:12", "2026-11-27T09:00"),
        ("tue", "2026-11-24T14:12", "2026-12-01T09:00"),
        ("until fri", "2026-11-24T14:12", "2026-11-27T09:00"),
        ("sat", "2026-11-24T14:12", "2026-11-28T09:00"),
        ("next week", "2026-11-24T14:12", "2026-11-30T09:00"),
        ("tomorrow afternoon", "2026-11-24T14:12", "2026-11-25T15:00"),
        ("9am", "2026-11-24T14:12", "2026-11-25T09:00"),
        ("eod", "2026-11-24T14:12", "2026-11-24T17:00"),
    ],
)
def test_waiting_until_a_bare_day_ends_with_its_first_working_minute(
    phrase: str, now: str, expected: str
) -> None:
    """For snoozes and --until a bare day is its first working minute, hours are elapsed, days working days."""
    assert local(when.until(phrase, at(now), OFFICE).at) == expected


@pytest.mark.parametrize("phrase", ["today", "yesterday", "2026-11-20", "0h", "1d 4h", "2 hours ago"])
def test_waiting_until_the_past_is_refused(phrase: str) -> None:
    """What has passed, or is no moment, cannot be waited for."""
    with pytest.raises(BadPhrase):
        when.until(phrase, at("2026-11-24T14:12"), OFFICE)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("now", "2026-11-24T14:12"),
        ("today", "2026-11-24T14:12"),
        ("tue", "2026-11-24T14:12"),
        ("9am", "2026-11-24T09:00"),
        ("3pm", "2026-11-23T15:00"),
        ("mon", "2026-11-23T09:00"),
        ("mon 9am", "2026-11-23T09:00"),
        ("tue 3pm", "2026-11-17T15:00"),
        ("fri", "2026-11-20T09:00"),
        ("last friday", "2026-11-20T09:00"),
        ("yesterday", "2026-11-23T09:00"),
        ("yesterday 3pm", "2026-11-23T15:00"),
        ("2 hours ago", "2026-11-24T12:12"),
        ("2 days ago", "2026-11-22T09:00"),
        ("2 business days ago", "2026-11-20T09:00"),
        ("12 nov", "2026-11-12T09:00"),
        ("2026-11-20", "2026-11-20T09:00"),
        ("2026-11-20T14:00Z", "2026-11-20T09:00"),
        ("this morning", "2026-11-24T09:00"),
        ("the 30th", "2026-10-30T09:00"),
    ],
)
def test_where_the_past_is_meant_the_latest_that_fits_is_read(phrase: str, expected: str) -> None:
    """For --at and sent: a weekday or clock time is the latest not after now, a bare day its first minute."""
    assert local(when.past(phrase, at("2026-11-24T14:12"), OFFICE).at) == expected


@pytest.mark.parametrize("phrase", ["tomorrow", "in 2 hours", "2h", "this afternoon", "25 dec", "2027-01-01"])
def test_where_the_past_is_meant_the_future_is_refused(phrase: str) -> None:
    """What is still ahead did not happen."""
    with pytest.raises(BadPhrase):
        when.past(phrase, at("2026-11-24T14:12"), OFFICE)


@pytest.mark.parametrize(
    "phrase",
    [
        "", "   ", "blue", "soon", "asap", "this week", "next month", "fri midnight", "monday night", "2h", "15h",
        "half three", "tonight at 2", "this afternoon at 11", "thu 15th", "fri 28 nov", "next fri of next week",
        "feb 29", "31 june", "the 32nd", "24:00", "13pm", "0am", "3 30", "in 0 days", "in 2 days 2 days", "1d 4h",
        "in 100000 days", "10000-01-01", "0000-01-01", "2026-02-30", "fri fri", "9am 10am", "friday after next",
        "4pm CET", "thursday 9am BST", "fri to mon", "before friday", "in -2 days", "3pm +99:00", "١٢ dec",
        "ﬁ 3pm", "eod morning", "mid next week", "1" * 5000, "fri " * 500,
    ],
)  # fmt: skip
def test_what_is_no_date_or_two_is_refused(phrase: str) -> None:
    """Refused rather than guessed, pointing into the phrase."""
    with pytest.raises(BadPhrase) as refused:
        when.exactly(phrase, NOW, OFFICE)
    assert 0 <= refused.value.start <= refused.value.end <= len(phrase)
    assert refused.value.message
    assert len(refused.value.message) < 120


@pytest.mark.parametrize(
    ("text", "read_part"),
    [
        ("fri 3pm call the front desk", "fri 3pm"),
        ("fri, call Dana", "fri,"),
        ("fri the report", "fri"),
        ("fri to dana", "fri"),
        ("tomorrow noon: the board", "tomorrow noon:"),
        ("in 2 business days signed", "in 2 business days"),
        ("12 Dec", "12 Dec"),
    ],
)
def test_the_longest_prefix_that_is_a_date_is_the_date(text: str, read_part: str) -> None:
    """The words after it are left alone."""
    assert text[: when.deadline(text, NOW, OFFICE).used] == read_part


FOLLOWERS = """3 26:00 15:30 mon december may am pm at by before after until till around from in on
this next last week eod noon ago now CET 2pm, (3pm) -2 q3""".split()  # noqa: SIM905


@pytest.mark.parametrize("follower", FOLLOWERS)
def test_a_date_followed_by_more_of_one_is_refused(follower: str) -> None:
    """A number, clock time, weekday, month or another word of the grammar is never left behind."""
    text = f"fri 9am {follower} x"
    with pytest.raises(BadPhrase) as refused:
        when.deadline(text, NOW, OFFICE)
    assert "quote the date" in refused.value.hint
    assert text[refused.value.start : refused.value.end].endswith(follower)


@pytest.mark.parametrize("text", ["fri 3rd", "fri 9am tomorrow", "tomorrow friday", "tomorrow 9am 4 dec"])
def test_two_days_that_disagree_are_refused(text: str) -> None:
    """A weekday, a date and a relative day must name the same day."""
    with pytest.raises(BadPhrase):
        when.deadline(text, NOW, OFFICE)


def test_a_reading_says_what_it_means() -> None:
    """The words carry weekday, month in letters, time and distance."""
    assert when.exactly("fri 3pm", NOW, OFFICE).words == "Fri 27 Nov 15:00, in 3 days"
    assert when.exactly("jan 5", NOW, OFFICE).words == "Tue 5 Jan 2027 17:00, in 6 weeks"
    assert when.exactly("in 90 min", NOW, OFFICE).words == "Tue 24 Nov 11:30, in 1h30"


def test_a_past_deadline_is_flagged() -> None:
    """An explicit past date is accepted and flagged, and so is a day off."""
    reading = when.exactly("sun 22 nov 2026", NOW, OFFICE)
    assert (reading.past, reading.nonworking) == (True, True)


ZONES = [
    ZoneInfo(name) for name in ("America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata")
]
WEEKS = [Workweek(zone) for zone in ZONES]
INSTANTS = st.integers(at("1950-01-01"), at("2400-01-01"))


@given(INSTANTS, INSTANTS, st.sampled_from(WEEKS), st.sampled_from(["MDY", "DMY", "YMD"]))
@settings(max_examples=60, deadline=None)
def test_every_form_that_is_shown_is_read_as_the_same_instant(
    instant: int, now: int, week: Workweek, order: str
) -> None:
    """Saying any instant in any form the program shows and reading that gives the instant back."""
    for form in (when.say, when.stamp, brief):
        assert when.exactly(form(instant, now, week), now, week, order).at == instant


@given(st.integers(-7 * 86400, 7 * 86400), INSTANTS, st.sampled_from(WEEKS))
@settings(max_examples=60, deadline=None)
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
@settings(max_examples=80, deadline=None)
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
