"""The help page: what the screen is for, every key of it, and what its signs mean."""

from collections.abc import Sequence
from typing import NamedTuple

from followup.tui.draw.legends import Block, row
from followup.tui.draw.lines import Line, padded, shorten, width
from followup.tui.draw.wrapping import flowed
from followup.tui.glyphs import Glyphs

COLUMN_CELLS = 48
ABOUT_CELLS = 120
GAP = 3
NOTE = "all of them can be changed: [keys] in the settings"


class Key(NamedTuple):
    """The keys of an action as a person reads them, and what they do."""

    keys: str
    says: str


class Group(NamedTuple):
    """Keys that belong together."""

    name: str
    keys: tuple[Key, ...]


class About(NamedTuple):
    """A screen: where its keys hold, what it is for, and what else is to be explained there."""

    where: str
    says: str
    blocks: tuple[Block, ...] = ()


def help_page(about: About, groups: Sequence[Group], cells: int, glyphs: Glyphs) -> list[Line]:
    """The whole page in that many cells, in as many columns as fit."""
    count = max(1, (cells + GAP) // (COLUMN_CELLS + GAP))
    each = (cells - GAP * (count - 1)) // count
    blocks = [keys_block(group, each) for group in groups if group.keys]
    blocks += [block(each, glyphs) for block in about.blocks]
    head: Line = [(f"Every key {about.where}", "text bold"), (f"   {NOTE}", "muted")]
    said = flowed([(about.says, "sentence")], min(cells, ABOUT_CELLS)) if about.says else []
    return [shorten(head, cells, glyphs.cut), *said, [], *_beside(_columns(blocks, count), each)]


def keys_block(group: Group, cells: int) -> list[Line]:
    """A head, and a row for every key."""
    slot = min(20, max((width(key.keys) for key in group.keys), default=0) + 2)
    rows = [row([(key.keys, "primary bold")], slot, key.says, cells) for key in group.keys]
    return [[(group.name, "text bold")], *(line for lines in rows for line in lines)]


def _columns(blocks: list[list[Line]], count: int) -> list[list[Line]]:
    """Blocks in their order over so many columns, the highest column as low as it can be."""
    limit = max((len(block) for block in blocks), default=0)
    while (columns := _poured(blocks, limit)) and len(columns) > count:
        limit += 1
    return columns


def _poured(blocks: list[list[Line]], limit: int) -> list[list[Line]]:
    columns: list[list[Line]] = [[]]
    for block in blocks:
        taken = len(columns[-1])
        if taken and taken + 1 + len(block) > limit:
            columns.append([])
        columns[-1] += [[], *block] if columns[-1] else block
    return columns


def _beside(columns: list[list[Line]], cells: int) -> list[Line]:
    rows: list[Line] = []
    for place in range(max(map(len, columns), default=0)):
        line: Line = []
        for number, column in enumerate(columns):
            if place < len(column) and column[place]:
                line = [*padded(line, number * (cells + GAP)), *column[place]]
        rows.append(line)
    return rows
