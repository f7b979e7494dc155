"""What stands on the terminal, cell by cell, so that of what Textual paints only the cells that differ are sent.

Textual paints a row of a widget from its left edge, whatever of it has changed. What is not plain painting (a mode, a
scroll, text for another program) is sent as it is, and everything counts as unknown until it is painted again; so
does a row as long as a character stands on it about whose width terminals may differ.
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from rich.cells import get_character_cell_size

from followup.tui.thrift import ESCAPES, PLAIN, SHOWS_ON_BLANKS, Pen, after, change, thrifty

NEAR = 4  # cells: to go over them takes as many bytes as to paint them
NO_INK = "none"  # of blanks, which any pen draws; text without an ink of its own is drawn in the terminal's
_FRAMES = ("\x1b[?2026h", "\x1b[?2026l")  # where a frame begins and ends, for terminals that wait for that


class Run(NamedTuple):
    """A text of one pen at a row and column from 0; `leads_on` where the cursor stands there already."""

    row: int
    column: int
    text: str
    pen: Pen
    leads_on: bool = False


class Painting(NamedTuple):
    """A frame as Textual wrote it: what is painted, and the move that leaves the cursor where it does."""

    runs: list[Run]
    at: str


class Row:
    """A row's characters and pens; None where nobody knows."""

    def __init__(self, cells: int) -> None:
        self.texts: list[str | None] = [None] * cells
        self.pens: list[Pen | None] = [None] * cells

    def copy(self) -> "Row":
        made = Row(0)
        made.texts, made.pens = self.texts.copy(), self.pens.copy()
        return made

    def put(self, run: Run) -> None:
        end = run.column + len(run.text)
        blank = _blank(run.pen)
        self.texts[run.column : end] = run.text
        self.pens[run.column : end] = [blank if one == " " else run.pen for one in run.text]


class OnScreen:
    """One terminal, from its first frame on."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._size = (0, 0)
        self._at = ""

    def forget(self) -> None:
        """Nobody knows any more what stands there."""
        self._rows.clear()
        self._at = ""

    def painted(self, written: str, size: tuple[int, int]) -> str:
        """What makes the same picture of what stands there, on a terminal of so many columns and rows."""
        if written in _FRAMES:
            return written
        if size != self._size:
            self._size = size
            self.forget()
        frame = _read(written, *size)
        if frame is None:
            self.forget()
            return thrifty(written)
        runs = self._take(frame.runs)
        if not runs and frame.at == self._at:
            return ""
        self._at = frame.at
        drawn = min(_drawn(runs, size[0]), _drawn(_by_pen(runs), size[0]), key=len)
        return drawn + frame.at

    def _take(self, runs: list[Run]) -> list[Run]:
        """The runs that are left to be drawn, which are known from now on."""
        of_row: dict[int, list[Run]] = {}
        for run in runs:
            of_row.setdefault(run.row, []).append(run)
        left: list[Run] = []
        for row, own in of_row.items():
            if all(_is_simple(run.text) for run in own):
                left += self._differing(row, own)
            else:
                self._rows.pop(row, None)
                left += own
        return left

    def _differing(self, row: int, runs: list[Run]) -> list[Run]:
        before = self._rows.get(row) or Row(self._size[0])
        now = self._rows[row] = before.copy()
        for run in runs:
            now.put(run)
        start = min(run.column for run in runs)
        end = max(run.column + len(run.text) for run in runs)
        if before.texts[start:end] == now.texts[start:end] and before.pens[start:end] == now.pens[start:end]:
            return []
        places = [
            place
            for place in range(start, end)
            if before.texts[place] != now.texts[place] or before.pens[place] != now.pens[place]
        ]
        return list(_runs(row, now, places))


def _runs(row: int, now: Row, places: list[int]) -> Iterator[Run]:
    """The cells at these places as runs of one pen, each with the blanks that it can draw as well."""
    start = end = -1
    pen = PLAIN
    for place in places:
        mine = now.pens[place]
        assert mine is not None
        joined = _joined(pen, mine) if start >= 0 and place - end <= NEAR else None
        for between in range(end, place) if joined is not None else ():
            other = now.pens[between]
            joined = joined and other and _joined(joined, other)
        if joined is None:
            if start >= 0:
                yield _run(row, now, start, end, pen)
            start, joined = place, mine
        pen, end = joined, place + 1
    if start >= 0:
        yield _run(row, now, start, end, pen)


def _run(row: int, now: Row, start: int, end: int, pen: Pen) -> Run:
    return Run(row, start, "".join(one or " " for one in now.texts[start:end]), pen)


@lru_cache(maxsize=4096)
def _joined(pen: Pen, other: Pen) -> Pen | None:
    """The pen that draws what both draw: the same, or one of them where the other draws blanks."""
    if pen == other or other == _bare(pen):
        return pen
    return other if pen == _bare(other) else None


def _bare(pen: Pen) -> Pen | None:
    """The pen of blanks that this one may draw too."""
    return pen._replace(ink=NO_INK, attributes=()) if SHOWS_ON_BLANKS.isdisjoint(pen.attributes) else None


@lru_cache(maxsize=1024)
def _blank(pen: Pen) -> Pen:
    return _bare(pen) or pen


def _by_pen(runs: list[Run]) -> list[Run]:
    """What one pen draws at once, wherever it stands, and then what takes the fewest bytes to change to; not where
    what is drawn first makes a difference."""
    if not all(_is_simple(run.text) for run in runs):
        return runs
    of_pen: dict[Pen, list[Run]] = {}
    for run in sorted(runs):
        of_pen.setdefault(run.pen, []).append(run)
    ordered: list[Run] = []
    pen = PLAIN
    while of_pen:
        pen = min(of_pen, key=partial(_bytes, pen))
        ordered += of_pen.pop(pen)
    return ordered


def _bytes(pen: Pen, wanted: Pen) -> int:
    return len(change(pen, wanted))


def _drawn(runs: list[Run], cells: int) -> str:
    out: list[str] = []
    pen, at = PLAIN, (-1, -1)
    for run in runs:
        wanted = run.pen._replace(ink="") if run.pen.ink == NO_INK else run.pen
        if not run.text.strip(" ") and _bare(pen) == _blank(wanted):
            wanted = pen
        out += ("" if run.leads_on else _move(at, run.row, run.column, cells), change(pen, wanted), run.text)
        is_sure = not run.leads_on and _is_simple(run.text)
        pen, at = wanted, (run.row, run.column + len(run.text)) if is_sure else (-1, -1)
    return "".join((*out, change(pen, PLAIN)))


def _move(at: tuple[int, int], row: int, column: int, cells: int) -> str:
    """The way from one cell to another; from the right edge always by row and column, since terminals differ in where
    the cursor waits there."""
    if at == (row, column):
        return ""
    over, down = column - at[1], row - at[0]
    if down == 0 and over > 0:
        return f"\x1b[{over}C" if over > 1 else "\x1b[C"
    named = f"\x1b[{row + 1};{column + 1}H"
    if down <= 0 or over > 0 or not 0 <= at[1] < cells:
        return named
    return min(named, (f"\x1b[{down}B" if down > 1 else "\x1b[B") + "\b" * -over, key=len)


@lru_cache(maxsize=4096)
def _is_simple(text: str) -> bool:
    """Whether every character takes one cell in every terminal's eyes."""
    if text.isascii():
        return True
    return all(get_character_cell_size(one) == 1 for one in text)


# Reading


def _read(written: str, cells: int, rows: int) -> Painting | None:
    """A frame, if it is nothing but painting within the screen."""
    parts = ESCAPES.split(written)
    runs: list[Run] = []
    pen, at, place = PLAIN, "", None
    for part, following in pairwise((*parts, "")):
        if part.startswith("\x1b["):
            if part[-1] == "m":
                pen = after(pen, part)
            elif part[-1] == "H":
                at, place = part, _place(part)
            else:
                return None
        elif text := part.removesuffix("\n") if following.endswith("H") else part:
            if place is None or not text.isprintable():
                return None
            row, column, leads_on = place
            run = Run(row, column, text, pen, leads_on)
            place, at = (row, column + len(text), True), ""
            if row >= rows or place[1] > cells:
                return None
            runs.append(run)
    return Painting(runs, at)


@lru_cache(maxsize=4096)
def _place(move: str) -> tuple[int, int, bool] | None:
    row, _, column = move[2:-1].partition(";")
    return (max(1, int(row or 1)) - 1, max(1, int(column or 1)) - 1, False)
