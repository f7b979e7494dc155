"""Dates: the three readings of the same words, where a phrase ends, and what is refused."""

import pytest

from followup.core import when
from followup.core.phrase import BadPhrase
from tests.core.grammar import NOW, OFFICE, at, local


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


@pytest.mark.parametrize(
    "text",
    [
        "mon - 3pm x",
        "mon / tue",
        "mon ( 3pm )",
        "fri about 3",
        "fri maybe monday",
        "at ten ten",
        "tomorrow lunch",
        "tomorrow nine fifteen",
        "fri twenty boxes",
    ],
)
def test_more_of_a_date_is_seen_behind_what_may_lead_to_it(text: str) -> None:
    """A dash, "about" or a spoken number between the two hides nothing, and nothing is read without it."""
    with pytest.raises(BadPhrase, match="reads like more of it"):
        when.deadline(text, NOW, OFFICE)


@pytest.mark.parametrize("text", ["15h30", "8h30", "1500h"])
def test_a_wait_that_reads_like_a_clock_time_is_no_length(text: str) -> None:
    """Where lengths are meant, `15h30` is not taken for fifteen hours and a half."""
    try:
        assert when.until(text, NOW, OFFICE).at - NOW < 12 * 3600
    except BadPhrase as refused:
        assert (refused.start, refused.end) == (0, len(text))
    assert when.until(f"in {text}", NOW, OFFICE).at > NOW


@pytest.mark.parametrize("mode", [when.DUE, when.UNTIL])
def test_a_day_of_the_month_that_is_behind_is_not_meant(mode: str) -> None:
    """On the 24th, "the 1st of the month" could be either: said without which month, it is refused."""
    for text in ("1st of the month", "first monday of the month"):
        with pytest.raises(BadPhrase, match="has passed"):
            when.exactly(text, NOW, OFFICE, mode=mode)
    assert local(when.exactly("the 1st of next month", NOW, OFFICE).at) == "2026-12-01T17:00"


@pytest.mark.parametrize("text", ["fri 3rd", "fri 9am tomorrow", "tomorrow friday", "tomorrow 9am 4 dec"])
def test_two_days_that_disagree_are_refused(text: str) -> None:
    """A weekday, a date and a relative day must name the same day."""
    with pytest.raises(BadPhrase):
        when.deadline(text, NOW, OFFICE)
