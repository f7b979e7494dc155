"""The other paths of a card in the strip: who there is, who is in, and what to write to the one who is meant."""

from collections.abc import Sequence
from typing import NamedTuple

from followup.core.clean import shown
from followup.tui.draw.lines import Line, padded, shorten, width
from followup.tui.draw.wrapping import wrap
from followup.tui.glyphs import Glyphs

PROSE_CELLS = 80
MOST_NAME = 48


class Way(NamedTuple):
    """An alternate: the key that goes there, the name as typed, whether they are in, and whether they are meant.

    Without a key it is one who had the card before, and what became of that.
    """

    key: str
    name: str
    presence: str = ""
    is_meant: bool = False


def ways(each: Sequence[Way], text: Sequence[str], cells: int, rows: int, glyphs: Glyphs) -> list[Line]:
    """Who there is, then the text; in no more rows than that, where at least one is left for each."""
    most = max(1, rows // 3)
    slot = min(MOST_NAME, max((width(shown(one.name)) for one in each), default=0)) + 2
    lines = [_who(one, slot, cells, glyphs) for one in each[:most]]
    if len(each) > most:
        lines[-1] = [("    ", ""), (f"{glyphs.more_below} {len(each) - most + 1} more", "muted")]
    return [*lines, *_written(text, cells, rows - len(lines), glyphs)]


def _who(one: Way, slot: int, cells: int, glyphs: Glyphs) -> Line:
    mark = glyphs.prompt if one.is_meant else " "
    name = shorten(
        [(shown(one.name), "text bold" if one.is_meant else "text" if one.key else "muted")],
        slot - 2,
        glyphs.cut,
    )
    line: Line = [
        (f"{mark} ", "primary bold"),
        (one.key or " ", "primary bold"),
        (" ", ""),
        *padded(name, slot),
    ]
    return shorten([*line, (one.presence, "muted")], cells, glyphs.cut)


def _written(text: Sequence[str], cells: int, room: int, glyphs: Glyphs) -> list[Line]:
    """A sentence a row, between blank ones; where there is no room, one after the other, and cut at the end."""
    kept = [row for sentence in text for row in wrap(sentence, min(cells, PROSE_CELLS))]
    if len(kept) > room:
        kept = wrap(" ".join(text), cells)
    if len(kept) > room:
        kept = [*kept[: max(0, room - 1)], f"{kept[max(0, room - 1)]} {glyphs.cut}"][: max(0, room)]
    lines = [shorten([(row, "sentence")], cells, glyphs.cut) for row in kept]
    before, after = room > len(lines), room > len(lines) + 1
    return [*([[]] if before else []), *lines, *([[]] if after else [])]
