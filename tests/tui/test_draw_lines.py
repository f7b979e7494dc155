"""Rows where there is little room: nothing is cut without a mark, and what matters most stays longest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.tui.app import FollowupApp
from followup.tui.draw.days import days_of, legend
from followup.tui.draw.header import header, working
from followup.tui.draw.lines import Line, cut, keys_in, measure
from followup.tui.glyphs import UNICODE

WORDS = st.lists(
    st.sampled_from(["answered", "holding, until …", "a question back", "h", "明日の朝まで"]), max_size=6
)


def text_of(line: Line) -> str:
    return "".join(text for text, _ in line)


def test_no_comma_stands_before_the_mark_of_a_cut() -> None:
    """A text is cut after a word's letters, not after a blank or a comma."""
    assert cut("Joan asked: which site?", 13) == "Joan asked…"
    assert cut("Ben, then Ada", 6) == "Ben…"


@given(WORDS, st.integers(20, 80))
def test_the_key_that_leaves_is_always_named(words: list[str], cells: int) -> None:
    """However narrow the strip is, its keys stay within it and the last one says how to leave."""
    line = keys_in([*((chr(97 + place), word) for place, word in enumerate(words)), ("esc", "leave")], cells)
    assert measure(line) <= cells
    assert text_of(line).endswith("esc leave")


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (80, "a answered    h holding, until …    esc leave"),
        (42, "a answered  h holding, until …  esc leave"),
        (33, "a answered  h holding  esc leave"),
    ],
)
def test_keys_move_closer_before_their_words_are_cut(cells: int, says: str) -> None:
    """Answers first stand closer, then lose what follows a comma."""
    keys = [("a", "answered"), ("h", "holding, until …"), ("esc", "leave")]
    assert text_of(keys_in(keys, cells)) == says


@pytest.mark.parametrize("cells", [57, 77, 97, 117])
def test_what_is_late_outlasts_the_days_own_counts(cells: int, demo: FollowupApp) -> None:
    """The header drops what waits and what is owned before it drops a count of late cards; the clock stays."""
    state = demo.state
    says = text_of(header(state.board, state.alerts, state.scene, cells))
    assert "■ 1" in says
    assert "▲ 1" in says
    assert says.rstrip().endswith("14:12")


@pytest.mark.parametrize("cells", [40, 57, 77, 140])
def test_the_legend_names_whole_marks(cells: int, demo: FollowupApp) -> None:
    """The runways' legend keeps within its row, and none of its words is cut."""
    scene = demo.state.scene
    days = days_of(scene.now, 0, 5, 8, scene.rules.week)
    line = legend(days, UNICODE, cells)
    assert measure(line) <= cells
    assert text_of(line).split()[-1] in {"check", "by", "due", "wish", "deadline", "path", "drawn"}


@pytest.mark.parametrize(
    ("length", "says"), [(0, "off to Wed 09:00"), (1, "off until Wed 09:00"), (2, "off until Wed 09:00")]
)
def test_that_it_is_off_is_said_at_every_width(length: int, says: str, demo: FollowupApp) -> None:
    """Out of hours the word stays where there is little room: the dot alone would not tell, and ASCII has none."""
    evening = demo.state.scene._replace(now=demo.state.scene.now + 3 * 3600)
    assert text_of(working(evening, length)).endswith(says)
