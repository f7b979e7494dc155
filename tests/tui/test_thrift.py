"""Fewer bytes to the terminal: whatever Textual writes, the picture is the same."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from followup.tui.thrift import thrifty

# More rows than newlines: a frame never scrolls the screen that it draws on.
ROWS = 48
COLOURS = st.sampled_from([None, "#14161a", "#d9dee6", "#ff6b6b", "red", "bright_blue", "color(200)"])
FLAGS = st.sampled_from([None, True])
STYLES = st.builds(
    Style,
    color=COLOURS,
    bgcolor=COLOURS,
    bold=FLAGS,
    italic=FLAGS,
    underline=FLAGS,
    reverse=FLAGS,
    strike=FLAGS,
)
RUNS = st.tuples(STYLES, st.sampled_from(["waiting", "  ", " a ", "━━", "🙂"]))
MOVES = st.tuples(st.integers(1, 6), st.integers(1, 30)).map(lambda to: f"\x1b[{to[0]};{to[1]}H")
PARTS = st.one_of(
    RUNS.map(lambda run: run[0].render(run[1], color_system=ColorSystem.TRUECOLOR)),
    MOVES,
    st.sampled_from(["\n", "\x1b[K", "\x1b[?2026h", "\x1b[?25l", "plain", "\x1b[22m", "\x1b[39;49m"]),
)


def picture(written: str) -> list[list[tuple[object, ...]]]:
    """Every cell of the screen; a blank without lines and reverse shows no ink and no weight."""
    screen = pyte.Screen(40, ROWS)
    pyte.Stream(screen).feed(written.replace("\x1b[?2026h", ""))
    return cells_of(screen)


def cells_of(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """The screen's cells, as far as they can be seen."""
    places = range(screen.columns)
    return [[_cell(screen.buffer[row][column]) for column in places] for row in range(screen.lines)]


def _cell(cell: pyte.screens.Char) -> tuple[object, ...]:
    if cell.data == " " and not (cell.underscore or cell.strikethrough or cell.reverse):
        return (" ", cell.bg)
    return tuple(cell)


@given(st.lists(PARTS, max_size=30))
def test_the_picture_is_the_same(parts: list[str]) -> None:
    """A terminal shows the same cells, in the same colours, whatever is drawn in whatever order."""
    written = "".join(parts) + "\x1b[0m"
    assert picture(thrifty(written)) == picture(written)


def test_a_frame_leaves_the_terminal_plain() -> None:
    """Colours do not leak out of a frame: the next one starts with the terminal's own."""
    assert thrifty("\x1b[1;31ma\x1b[0m\x1b[1;31mb\x1b[0m") == "\x1b[1;31mab\x1b[m"


def test_a_move_that_another_follows_is_left_out() -> None:
    """Textual moves to each row's end and on to the next row: only where something is drawn counts."""
    assert thrifty("\x1b[1;1Ha\x1b[1;9H\n\x1b[2;1H\x1b[31mb\x1b[0m") == "\x1b[1;1Ha\x1b[2;1H\x1b[31mb\x1b[m"
