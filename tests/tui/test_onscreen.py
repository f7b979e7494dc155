"""Only what differs goes to the terminal: whatever Textual paints, and in whatever order, the picture is the same."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem

from followup.tui.onscreen import OnScreen
from tests.tui.test_thrift import STYLES, cells_of

CELLS, ROWS = 40, 12
# None runs over the edge, as nothing that Textual paints does.
RUNS = st.tuples(STYLES, st.sampled_from(["waiting", "  ", " a ", "━━", "🙂", "e\u0301", "a  b     c"]))
MOVES = st.tuples(st.integers(1, 4), st.integers(1, 8)).map(lambda to: f"\x1b[{to[0]};{to[1]}H")
PAINTED = RUNS.map(lambda run: run[0].render(run[1], color_system=ColorSystem.TRUECOLOR))
SPANS = st.tuples(MOVES, st.lists(PAINTED, min_size=1, max_size=3)).map(
    lambda span: span[0] + "".join(span[1])
)
FRAMES = st.lists(SPANS, max_size=6).map(lambda spans: "\n".join(spans) + "\x1b[1;1H")
OTHERS = st.sampled_from(
    ["\x1b[K", "\x1b[2J", "\x1b[?25l", "\x1b[?2026h", "plain", "\x07", "\x1b[3;3Hab\x1b[Kcd"]
)


def terminal() -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(CELLS, ROWS)
    return screen, pyte.Stream(screen)


@given(st.lists(st.one_of(FRAMES, FRAMES, FRAMES, OTHERS), max_size=8))
def test_every_frame_leaves_the_same_picture(frames: list[str]) -> None:
    """After each frame a terminal that was sent what differs shows what one shows that was sent everything."""
    known = OnScreen()
    (whole, to_whole), (less, to_less) = terminal(), terminal()
    for frame in frames:
        to_whole.feed(frame.replace("\x1b[?2026h", ""))
        to_less.feed(known.painted(frame, (CELLS, ROWS)).replace("\x1b[?2026h", ""))
        assert cells_of(less) == cells_of(whole)


@given(st.lists(FRAMES, min_size=1, max_size=4))
def test_what_stands_there_is_not_sent_again(frames: list[str]) -> None:
    """A frame that was painted last, all of whose characters take one cell, is not painted twice."""
    known = OnScreen()
    for frame in frames:
        known.painted(frame, (CELLS, ROWS))
    is_simple = not {"🙂", "\u0301"} & set(frames[-1])
    assert not is_simple or known.painted(frames[-1], (CELLS, ROWS)) == ""


def test_only_the_cells_that_changed_are_sent() -> None:
    """Of a row that is painted anew only the other letters go to the terminal."""
    known = OnScreen()
    known.painted("\x1b[2;1H\x1b[31mTask 00002, figures\x1b[0m", (CELLS, ROWS))
    assert (
        known.painted("\x1b[2;1H\x1b[31mTask 00013, figures\x1b[0m", (CELLS, ROWS))
        == "\x1b[2;9H\x1b[31m13\x1b[m"
    )


def test_one_pen_draws_all_that_it_has_to_draw() -> None:
    """Colours take more bytes than moves: what has the same colours is drawn at once, wherever it stands."""
    warm, cold = "\x1b[38;2;231;135;91m", "\x1b[38;2;108;182;255m"
    frame = "".join(f"\x1b[{row};1H{warm}warm\x1b[0m{cold}cold\x1b[0m" for row in (1, 2))
    drawn = OnScreen().painted(frame, (CELLS, ROWS))
    assert drawn == f"\x1b[1;1H{warm}warm\x1b[2;1Hwarm\x1b[1;5H{cold}cold\x1b[2;5Hcold\x1b[m"


def test_text_without_a_colour_keeps_its_own_weight() -> None:
    """Where there are no colours bold ends where it ends: only blanks are drawn by whatever pen is at hand."""
    frame = "\x1b[1;1H\x1b[1mtell Maria\x1b[0m, then call"
    assert OnScreen().painted(frame, (CELLS, ROWS)) == "\x1b[1;1H\x1b[1mtell Maria\x1b[m, then call"


def test_after_a_resize_everything_is_sent() -> None:
    """What a terminal keeps of its cells when its size changes, nobody knows."""
    known, frame = OnScreen(), "\x1b[1;1H\x1b[31mred\x1b[0m"
    first = known.painted(frame, (CELLS, ROWS))
    assert known.painted(frame, (CELLS + 1, ROWS)) == first
    known.forget()
    assert known.painted(frame, (CELLS + 1, ROWS)) == first


def test_what_is_no_painting_is_sent_as_it_is() -> None:
    """A sequence for the terminal itself goes through, and what stands there is sent anew after it."""
    known, frame = OnScreen(), "\x1b[1;1H\x1b[31mred\x1b[0m"
    first = known.painted(frame, (CELLS, ROWS))
    assert known.painted("\x1b[?1049h", (CELLS, ROWS)) == "\x1b[?1049h"
    assert known.painted("\x1b]9;done\x07", (CELLS, ROWS)) == "\x1b]9;done\x07"
    assert known.painted(frame, (CELLS, ROWS)) == first
