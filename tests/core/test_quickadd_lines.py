"""Quick-add lines as a whole: the shell's arguments, offers, and properties over any line."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import quickadd
from followup.core.phrase import BadPhrase
from followup.errors import Refused
from tests.core.grammar import NOW, OFFICE, at, parse, scan

FRI_3PM, MON_9AM, FRI = at("2026-11-27T15:00"), at("2026-11-30T09:00"), at("2026-11-27T17:00")


def test_a_closing_by_friday_is_offered_not_eaten() -> None:
    """The words stay title; the offer says where they are and what they would become."""
    draft = parse("Report by friday @dana")
    assert draft.title == "Report by friday"
    assert draft.due is None
    assert draft.offer == quickadd.Offer(7, 16, "!Fri 27 Nov 17:00", "Fri 27 Nov 17:00, in 3 days")
    taken = draft.line[:7] + draft.offer.replacement + draft.line[16:]
    assert parse(taken).fields == {"title": "Report", "contact": "dana", "due": FRI, "due_kind": "promised"}


@pytest.mark.parametrize(
    "line", ["Stand by me", "Report by friday !mon", "Sold by the second team", "Due process"]
)
def test_nothing_is_offered_where_no_date_closes_the_title(line: str) -> None:
    """Only a date after `by`, and only without a deadline."""
    assert scan(line).offer is None


def test_a_second_enter_saves_the_whole_line_as_title() -> None:
    """Whatever the sigils say, the line can be kept as it is."""
    assert quickadd.as_title("@dana !blue").fields == {"title": "@dana !blue"}
    with pytest.raises(Refused):
        quickadd.as_title(" \t ")


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        (["Quote", "signed", "@dana"], {"title": "Quote signed", "contact": "dana"}),
        (["Quote", "to:Dana Reyes"], {"title": "Quote", "contact": "Dana Reyes"}),
        (["Quote", 'to:"Dana Reyes"', "now"], {"title": "Quote now", "contact": "Dana Reyes"}),
        (["due:fri 3pm", "Quote"], {"title": "Quote", "due": FRI_3PM, "due_kind": "promised"}),
        (["Quote", "goal:all signed @ noon"], {"title": "Quote", "outcome": "all signed @ noon"}),
        (["Quote", "idle:1d 4h"], {"title": "Quote", "idle_limit_minutes": 720}),
        (["Quote", "!fri", "3pm"], {"title": "Quote", "due": FRI_3PM, "due_kind": "promised"}),
        (["Quote to:dana signed"], {"title": "Quote signed", "contact": "dana"}),
        (["Quote", "alt:Ben, ext 2", "alt:Ana"], {"title": "Quote", "alternates": ("Ben, ext 2", "Ana")}),
    ],
)
def test_in_the_shell_an_argument_with_a_word_form_is_one_piece(
    texts: list[str], fields: dict[str, Any]
) -> None:
    """Of several arguments one that starts with a word form ends where it ends; the others make a line."""
    assert quickadd.parse_args(texts, NOW, OFFICE).fields == fields


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["Quote", "due:fri", "3pm"], "due:fri"),
        (["Quote", "due:blue", "x"], "due:blue"),
        (["Quote", "to:"], "to:"),
        (["Quote", "to:dana", "to:ben"], "to:ben"),
        (["due:fri", "to:dana"], "due:fri to:dana"),
        (["Quote", 'x @"dana'], '"dana'),
    ],
)
def test_in_the_shell_mistakes_are_pointed_at_too(texts: list[str], words: str) -> None:
    """Places refer to the draft's line, in which whole pieces come last."""
    with pytest.raises(BadPhrase) as refused:
        quickadd.parse_args(texts, NOW, OFFICE)
    forms = [text for text in texts if text[:3] in ("due", "to:")]
    line = " ".join([text for text in texts if text not in forms] + forms)
    assert line[refused.value.start : refused.value.end] == words


def test_a_line_without_a_date_needs_no_pendulum() -> None:
    """The hot path of `followup add` reads every piece but dates without importing pendulum."""
    code = """
import sys
from zoneinfo import ZoneInfo
from followup.core.quickadd import parse
from followup.core.workweek import Workweek
week = Workweek(ZoneInfo("UTC"))
parse("Quote @dana ^maria ~4h #board +ben > call => signed breaks:nothing", 0, week)
heavy = {"pendulum", "dataclasses", "inspect", "tinydb", "unicodedata", "textual"} & set(sys.modules)
assert not heavy, heavy
parse("Quote !fri", 0, week)
assert "pendulum" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


SCRAPS = st.sampled_from(
    """@ @dana @" " “ ” ' ^ ^maria ! !! !? !fri !!mon 3pm > => ~ ~4h ~0h # #a + +ben to: to:me for:x due: due:fri hard:
    wish:"fri goal: next:x alt: breaks:"a tag: idle:4h sent:mon \\ \\@ \\\\! 5 a->b x by friday 🦊 שלום me@x.test \t
    \n \u00a0 \u202e \u200d""".split(" ")  # noqa: SIM905
)
LINES = st.one_of(st.lists(SCRAPS, max_size=8).map(" ".join), st.text(max_size=12))


@given(LINES)
def test_every_line_is_title_and_pieces(line: str) -> None:
    """Scanning never raises; pieces and title cover all that is visible, in order and without overlap."""
    draft = scan(line)
    covered = sorted(
        [*draft.title_spans, *((piece.start, piece.end) for piece in draft.pieces)],
    )
    place = 0
    for start, end in covered:
        assert place <= start <= end <= len(line)
        assert not line[place:start].strip()
        place = end
    assert not line[place:].strip()
    for error in draft.errors:
        assert 0 <= error.start <= error.end <= len(line)


@given(LINES)
def test_a_line_is_parsed_or_refused_in_one_way(line: str) -> None:
    """Parsing gives what scanning gave, or raises the first of its errors."""
    draft = scan(line)
    try:
        assert parse(line) == draft
        assert draft.title
    except BadPhrase as refused:
        assert refused.start == min(error.start for error in draft.errors)


@given(LINES)
def test_escaped_text_is_all_title(text: str) -> None:
    """Whatever the title, its escaped form reads back as that title and nothing else."""
    try:
        title = quickadd.as_title(text).title
    except Refused:
        return
    draft = parse(quickadd.escape(title))
    assert (draft.title, draft.pieces) == (title, ())


@pytest.mark.parametrize(
    "scrap", ["@a ", "!fri ", "> ", "~1h ", '"', "to:", "\\@", " ", "\t", "by friday ", "=> x "]
)
def test_a_long_paste_is_answered_at_once(scrap: str) -> None:
    """Ten thousand characters of anything are scanned without the cost growing with their square."""
    draft = scan(scrap * (10_000 // len(scrap)))
    assert draft.errors
