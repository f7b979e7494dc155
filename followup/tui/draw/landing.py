"""A card that is held: faded where it was, and the gap in which it would land (LOOK section 6)."""

from typing import NamedTuple

from followup.core.clean import shown
from followup.tui.draw.card import Scene, height_of
from followup.tui.draw.lines import Line, cut, width


class Landing(NamedTuple):
    """What would land in a column, and what that would do."""

    title: str
    says: str


def faded(line: Line) -> Line:
    """The line at 40 %, without fills."""
    return [(text, "faint" if role else "") for text, role in line]


def landing_rows(landing: Landing, cells: int, column_cells: int, is_open: bool, scene: Scene) -> list[Line]:
    """As many rows as the card would take."""
    mark = scene.glyphs.cut
    rows: list[Line] = [
        [(cut(shown(landing.title), cells, mark), "text bold")],
        [(cut(_fitting(shown(landing.says), cells), cells, mark), "muted")],
    ]
    return rows if height_of(is_open, column_cells) == len(rows) else [[], *rows, []]


def _fitting(says: str, cells: int) -> str:
    """All of it, or what stands before its comma or colon: no stub of the rest."""
    tries = (says, *(says.split(end)[0] for end in (", ", ": ")))
    return next((one for one in tries if width(one) <= cells), tries[-1])
