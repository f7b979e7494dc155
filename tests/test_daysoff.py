"""holidays.toml as text: what is filled in comes and goes, what the person wrote stays."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.config.daysoff import HEAD, DayOff, filled
from followup.errors import Refused

NEW_YEAR = DayOff("US", date(2027, 1, 1), "New Year's Day")
LABOR = DayOff("US", date(2027, 9, 6), "Labor Day")
BOTH = (NEW_YEAR, LABOR)


def fill(text: str, *found: DayOff) -> str:
    """The text with these days filled in, for the years they are of."""
    return filled(text, found, sorted({one.day.year for one in found})).text


def days(text: str) -> list[str]:
    """The list in a text."""
    return list(tomllib.loads(text)["holidays"])


def test_a_new_file_says_what_it_is() -> None:
    """Without a file there is one with a head and a line a day, its name as a comment."""
    assert fill("", *BOTH) == (
        f'{HEAD}holidays = [\n  "2027-01-01",  # US: New Year\'s Day\n  "2027-09-06",  # US: Labor Day\n]\n'
    )


@pytest.mark.parametrize(
    "mine",
    [
        'holidays = ["2027-05-14"]\n',
        'holidays = [  # ours\n  "2027-05-14",  # office picnic\n]\n',
        "# a comment\n\nholidays=[\n2027-05-14, # bare date\n\n]\n# the end",
        "'holidays' = [\"2027-05-14\"]",
    ],
)
def test_what_is_there_stays(mine: str) -> None:
    """Days, comments and their order survive; filling in twice changes nothing more."""
    once = fill(mine, *BOTH)
    assert [str(one) for one in days(once)] == ["2027-01-01", "2027-09-06", "2027-05-14"]
    assert [line for line in once.split("\n") if "# US:" not in line and line.strip()] == [
        line for line in _broken_after_bracket(mine) if line.strip()
    ]
    assert fill(once, *BOTH) == once


def _broken_after_bracket(text: str) -> list[str]:
    """The text's lines, with a break after the bracket that opens the list."""
    return text.replace("[", "[\n", 1).split("\n")


def test_a_file_with_comments_alone_keeps_them() -> None:
    """Where there is no list yet one is put first, since nothing may stand in a table."""
    text = fill("# mine\n", NEW_YEAR)
    assert days(text) == ["2027-01-01"]
    assert text.endswith("# mine\n")


def test_only_that_countrys_years_are_replaced() -> None:
    """Other years and other countries stay; a region takes the place of its country, and the other way round."""
    text = fill(
        "", DayOff("US", date(2026, 12, 25), "Christmas"), NEW_YEAR, DayOff("US", date(2027, 2, 1), "Gone")
    )
    text = fill(text, DayOff("DE", date(2027, 10, 3), "Unity"))
    text = fill(text, DayOff("US-CA", date(2027, 3, 31), "Chavez"))
    assert days(text) == ["2027-10-03", "2026-12-25", "2027-03-31"]


def test_what_went_is_told() -> None:
    """Days that are none any more are named; those that came back are not."""
    before = fill("", *BOTH)
    made = filled(before, [NEW_YEAR._replace(place="US-XX")], [2027])
    assert [one.day for one in made.gone] == [LABOR.day]


def test_a_day_behind_a_hash_stays_a_working_day() -> None:
    """A line that the person made a comment is not brought back."""
    text = fill("", *BOTH).replace('  "2027-09-06"', '  # "2027-09-06"')
    made = filled(text, BOTH, [2027])
    assert days(made.text) == ["2027-01-01"]
    assert [one.day for one in made.works] == [LABOR.day]
    assert made.text == text


@pytest.mark.parametrize(
    "text",
    [
        "[workweek]\nholidays = []\n",
        '"hol\\u0069days" = ["2027-05-14"]\n',
        'a = """\nholidays = [\n"""\nholidays = "no list"\n',
    ],
)
def test_a_file_of_another_shape_is_refused(text: str) -> None:
    """Where adding would change what the file says, or say it wrong, it is left alone."""
    with pytest.raises(Refused, match="cannot be added to"):
        filled(text, BOTH, [2027])


def test_a_name_cannot_break_out_of_its_comment() -> None:
    """Line breaks and controls in a name become marks."""
    text = fill("", NEW_YEAR._replace(name='x\n"2027-12-31", \x1b[31m'))
    assert days(text) == ["2027-01-01"]
    assert "\x1b" not in text


LINES = st.sampled_from(
    [
        '  "2027-05-14",',
        "# note",
        "",
        '  "2026-08-01",  # summer',
        '  # "2027-05-15",',
        '"2027-07-01", # DE: mine',
    ]
)


@given(st.lists(LINES, max_size=8), st.lists(st.dates(date(2026, 1, 1), date(2028, 12, 31)), min_size=1))
def test_filling_adds_and_takes_nothing_else(lines: list[str], found: list[date]) -> None:
    """Whatever lines a list has, the days are the person's and those found, and a second time changes nothing."""
    mine = "\n".join(["holidays = [", *lines, "]", ""])
    wanted = [DayOff("US", day, "X") for day in found]
    text = fill(mine, *wanted)
    assert set(days(text)) == {*days(mine), *(day.isoformat() for day in found)}
    assert fill(text, *wanted) == text
