"""Two versions of one card, drawn: both can be read in any room there is."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.card import Card
from followup.core.events import EDITED, Event
from followup.core.merging import all_in_words
from followup.core.policy import Rules
from followup.core.quickadd import scan
from followup.core.workweek import Workweek
from followup.tui.draw.lines import measure
from followup.tui.draw.preview import Ground
from followup.tui.draw.versions import Versions, versions_rows
from followup.tui.glyphs import UNICODE
from tests.rig.moments import TUESDAY_1412 as NOW

WEEK = Workweek(ZoneInfo("America/New_York"))
GROUND = Ground(NOW, Rules(WEEK), UNICODE)
THEIRS = Card("X", "Signed quote", events=(Event("e", NOW, NOW, EDITED, "cli", {}),))
LINES = st.sampled_from(
    ("Quote", "漢字 " * 60, "Quote !fri 3pm => signed > call Ben #a #b +ana breaks:lease", "Quote @'", "")
)
NAMES = ("title", "outcome", "due", "tags", "next_move")


def drawn(mine: str, theirs: str, names: tuple[str, ...], cells: int, height: int) -> list[str]:
    """The panel's rows as text."""
    one, other = (scan(line, NOW, WEEK) for line in (mine, theirs))
    rows = versions_rows(Versions(THEIRS, theirs, mine, names), one, other, GROUND, cells, height)
    assert all(measure(row) <= cells for row in rows)
    return ["".join(text for text, _ in row) for row in rows]


@given(LINES, LINES, st.lists(st.sampled_from(NAMES), min_size=1, unique=True), st.integers(20, 200))
def test_any_two_versions_are_drawn(mine: str, theirs: str, names: list[str], cells: int) -> None:
    """Whatever the two say, no row is wider than there is room, and there are as many as wanted."""
    for height in (5, 11):
        assert len(drawn(mine, theirs, tuple(names), cells, height)) == height


@pytest.mark.parametrize("height", [5, 11])
def test_both_versions_and_what_is_saved_are_said_at_80_cells(height: int) -> None:
    """Five rows or eleven: both values of the field, who changed it, and that the line is what is saved."""
    rows = drawn("Quote => signed here", "Quote => signed there", NAMES[1:], 78, height)
    told = "\n".join(rows)
    assert "signed here" in told and "signed there" in told
    assert "by a command" in rows[0]
    assert "What the line says is saved. You both changed the outcome, deadline, tags" in told


def test_fields_are_listed_as_a_person_would() -> None:
    """One, two and three of them."""
    assert [all_in_words(NAMES[1 : 1 + count]) for count in (1, 2, 3)] == [
        "outcome",
        "outcome and deadline",
        "outcome, deadline and tags",
    ]


def test_long_versions_are_shown_where_they_differ() -> None:
    """Of two long titles that begin alike each is shown from a little before the difference on."""
    alike = "quote " * 40 + "signed"
    rows = drawn(f"{alike} here", f"{alike} there", ("title",), 155, 11)
    row = next(row for row in rows if row.strip(" ▌").startswith("title"))
    assert row.index("signed here") < row.index("signed there")
