"""A card's history to scale: rows are working time, and only a touch breaks the line (LOOK section 8).

`│` is time within the limit, `┃` beyond it, `╎` ahead. What did not reset the clock hangs off by a branch.
"""

from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from followup.core.wording import local
from followup.core.workweek import Workweek
from followup.tui.draw.lines import Line, Span, cut, padded, shorten, width
from followup.tui.draw.marks import LABEL_CELLS, Mark, Past, marks_of, silences_of
from followup.tui.draw.rail import Rail
from followup.tui.draw.wrapping import hung
from followup.tui.glyphs import Glyphs

SCALES = (1, 2, 4, 8)
SCALE_WORDS = {1: "one row is one working hour"}
STAMP_CELLS = 9
LEAST_TEXT = 12


class Placed(NamedTuple):
    """A mark with its first row, its stamp, and its text as it is wrapped."""

    mark: Mark
    row: int
    stamp: str
    texts: tuple[Line, ...]


def history(past: Past, cells: int, height: int, glyphs: Glyphs) -> list[Line]:
    """Head and rows in that many cells, at the smallest scale that fits the height; beyond 8 hours it is longer."""
    marks = sorted(marks_of(past, glyphs), key=lambda mark: mark.at)
    stamps = _stamps([mark.at for mark in marks], past.now, past.rules.week)
    slot = max(STAMP_CELLS, *map(len, stamps)) if stamps else STAMP_CELLS
    room = max(LEAST_TEXT, cells - slot - 5 - LABEL_CELLS)
    texts = [_texts(mark, room) for mark in marks]
    silences = list(silences_of(past))
    rows: list[Line] = []
    scale = SCALES[0]
    for scale in SCALES:
        rail = Rail(silences, past.now if past.card.is_open else None, past.rules.week, _first(marks), scale)
        rows = _drawn(_placed(marks, stamps, texts, rail), rail, slot, glyphs)
        if len(rows) + 2 <= height:
            break
    says = SCALE_WORDS.get(scale, f"one row is {scale} working hours")
    whole = f"{says}; only a touch breaks the line"
    if width(whole) + 10 > cells:
        whole = says
    head: Line = [("History", "text bold"), (f"   {whole}", "muted")]
    return [shorten(row, cells, glyphs.cut) for row in (head, [], *rows)]


def _first(marks: list[Mark]) -> int:
    return marks[0].at if marks else 0


# When


def _stamps(instants: list[int], now: int, week: Workweek) -> list[str]:
    """Each instant's time, with its day where that is another than the one before."""
    days = [local(at, week).date() for at in instants]
    fresh = [True, *(one != other for one, other in pairwise(days))]
    return [_stamp(at, now, week, is_new) for at, is_new in zip(instants, fresh, strict=False)]


def _stamp(at: int, now: int, week: Workweek, with_day: bool) -> str:
    then, today = local(at, week), local(now, week)
    if not with_day:
        return f"{then:%H:%M}"
    if abs(then.date() - today.date()) < timedelta(7):
        return f"{then:%a %H:%M}"
    year = "" if then.year == today.year else f" {then.year}"
    return f"{then.day} {then:%b}{year} {then:%H:%M}"


# Rows


def _texts(mark: Mark, room: int) -> tuple[Line, ...]:
    return tuple(row for spans in mark.rows for row in hung(spans, room)) or ([],)


def _placed(marks: list[Mark], stamps: list[str], texts: list[tuple[Line, ...]], rail: Rail) -> list[Placed]:
    placed: list[Placed] = []
    row = 0
    for mark, stamp, text in zip(marks, stamps, texts, strict=True):
        row = rail.place(mark.at, row)
        placed.append(Placed(mark, row, stamp, text))
        row += len(text)
    return placed


def _drawn(placed: list[Placed], rail: Rail, slot: int, glyphs: Glyphs) -> list[Line]:
    rows: list[Line] = []
    for one in placed:
        while len(rows) < one.row:
            rows.append(_row("", "", rail.between(len(rows), glyphs), ("", ""), [], slot))
        rows += _mark_rows(one, rail, slot, glyphs)
    for row, text in rail.named():
        rows[row] = [*padded(rows[row], slot + 5), (text, "sentence")]
    return rows


def _mark_rows(one: Placed, rail: Rail, slot: int, glyphs: Glyphs) -> list[Line]:
    mark = one.mark
    line = mark.glyph if mark.on_line else rail.beside(mark.at, one.row, glyphs)
    hung = (" ", "") if mark.on_line else mark.glyph
    label = (cut(mark.label[0], LABEL_CELLS - 1, glyphs.cut), mark.label[1])
    first = padded([label], LABEL_CELLS) if width(label[0]) < LABEL_CELLS else [label]
    rows = [_row(one.stamp, mark.stamp_role, line, hung, [*first, *one.texts[0]], slot)]
    for offset, text in enumerate(one.texts[1:], 1):
        beside: Line = [(" " * LABEL_CELLS, ""), *text]
        rows.append(
            _row("", "", rail.between(one.row + offset, glyphs, is_free=False), ("", ""), beside, slot)
        )
    return rows


def _row(stamp: str, stamp_role: str, rail: Span, hung: Span, text: Line, slot: int) -> Line:
    line: Line = [(stamp.rjust(slot), stamp_role), ("  ", ""), rail]
    if not text and not hung[0]:
        return line
    return [*line, hung if hung[0] else (" ", ""), (" ", ""), *text]
