"""Prose in cells: words kept whole, a word too long for a row cut at a letter's end."""

from followup.core.clean import shown_lines
from followup.tui.draw.lines import Line, clusters, width

# A word in the role of a line's first span: the rows that follow are indented by it.
HANGS = "hangs"


def wrap(text: str, cells: int, first: int | None = None) -> list[str]:
    """The text, made safe, in rows of at most that many cells (the first one `first`); its line breaks stay."""
    rows: list[str] = []
    room = cells if first is None else first
    for line in shown_lines(text).expandtabs(4).split("\n"):
        rows += _wrapped(line, max(1, cells), room)
        room = cells
    return rows


def _wrapped(line: str, cells: int, first: int) -> list[str]:
    if width(line) <= first:
        return [line.rstrip()]
    rows, row, room = [], "", first
    for word in line.split():
        for piece in _pieces(word, cells):
            longer = f"{row} {piece}" if row else piece
            if width(longer) > room:
                rows.append(row)
                longer, room = piece, cells
            row = longer
    return [*rows, row]


def _pieces(word: str, cells: int) -> list[str]:
    if width(word) <= cells:
        return [word]
    pieces, piece = [], ""
    for cluster in clusters(word):
        if piece and width(piece + cluster) > cells:
            pieces.append(piece)
            piece = ""
        piece += cluster
    return [*pieces, piece]


def flowed(spans: Line, cells: int) -> list[Line]:
    """Spans one after the other, wrapped as one text; the blanks before a span separate it from the last."""
    rows: list[Line] = [[]]
    left = cells
    for text, role in spans:
        words = text.lstrip(" ")
        blanks = len(text) - len(words) if rows[-1] else 0
        pieces = wrap(words, cells, max(0, left - blanks))
        if pieces[0]:
            if blanks:
                rows[-1].append((" " * blanks, ""))
            rows[-1].append((pieces[0], role))
        rows += [[(piece, role)] for piece in pieces[1:]]
        left = cells - width(pieces[-1]) if len(pieces) > 1 else left - blanks - width(pieces[0])
    return rows


def hung(spans: Line, cells: int) -> list[Line]:
    """The same; where the first span is what the others hang from, every further row stands under them."""
    if not spans or HANGS not in spans[0][1]:
        return flowed(spans, cells)
    mark, role = spans[0]
    indent = min(width(mark), cells // 2)
    first, *rest = flowed(spans[1:], cells - indent)
    return [
        [(mark[:indent], role.replace(HANGS, "").strip()), *first],
        *([(" " * indent, ""), *row] for row in rest),
    ]
