"""Dates: the conventions of DESIGN sections 4 and 8 as tables, the example phrases, and properties."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup.core import when
from followup.core.phrase import BadPhrase
from followup.core.workweek import Workweek
from tests.core.grammar import NOW, OFFICE, at, examples, local

NIGHTS = Workweek(ZoneInfo("America/New_York"), [((1320, 1800),)] * 5 + [()] * 2)
LUNCH = Workweek(ZoneInfo("America/New_York"), [((540, 720), (780, 960))] * 5 + [()] * 2)


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
