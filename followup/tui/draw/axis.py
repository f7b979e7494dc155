"""An axis of working time across a page, and labels that keep out of each other's way."""

from typing import NamedTuple

from followup.core.workweek import Workweek
from followup.tui.draw.lines import Line, Span, cut, width

BETWEEN = "between"
START = "start"
END = "end"
GAP = 2


class Axis:
    """So many cells from one instant (UTC seconds) to another, by working time."""

    def __init__(self, begins_at: int, ends_at: int, week: Workweek, cells: int) -> None:
        self.begins_at = begins_at
        self.cells = max(2, cells)
        self._week = week
        self._whole = week.minutes(begins_at, ends_at)

    def cell(self, at: int) -> int:
        """Where an instant stands."""
        if not self._whole:
            return 0 if at <= self.begins_at else self.cells - 1
        spent = min(self._whole, self._week.minutes(self.begins_at, at))
        return (spent * (self.cells - 1) + self._whole // 2) // self._whole


class Label(NamedTuple):
    """A label at a tick's cell: between both sides of it, from it on (start), up to it (end), or where it fits.

    A higher rank is placed first.
    """

    cell: int
    text: str
    role: str
    side: str
    rank: int


class Tick(NamedTuple):
    """A mark on the axis with what stands above and below it."""

    cell: int
    glyph: Span
    above: Label | None = None
    below: Label | None = None


def labels(wanted: list[Label], cells: int) -> Line:
    """One row of labels: one that would touch another goes to the other side of its tick, else it is dropped."""
    placed: list[tuple[int, Label]] = []
    for label in sorted(wanted, key=lambda label: -label.rank):
        start = next((at for at in _starts(label, cells) if _is_free(at, label, placed, cells)), None)
        if start is not None:
            placed.append((start, label))
        elif label.side == END and not placed:
            placed.append((0, label._replace(text=cut(label.text, cells))))
    return _row(sorted(placed))


def _starts(label: Label, cells: int) -> list[int]:
    """Where it may begin, best first."""
    size = width(label.text)
    before, after = label.cell - size + 1, label.cell + 1
    if label.side == START:
        return [label.cell, before]
    if label.side == END:
        return [before, after]
    if label.side == BETWEEN:
        middle = label.cell - size // 2
        return [min(max(0, middle), max(0, cells - size)), before, label.cell]
    return [before, after]


def _is_free(start: int, label: Label, placed: list[tuple[int, Label]], cells: int) -> bool:
    end = start + width(label.text)
    if start < 0 or end > cells:
        return False
    return all(end + GAP <= at or at + width(one.text) + GAP <= start for at, one in placed)


def _row(placed: list[tuple[int, Label]]) -> Line:
    line: Line = []
    at = 0
    for start, label in placed:
        line += [(" " * (start - at), ""), (label.text, label.role)]
        at = start + width(label.text)
    return line
