"""The help page: every key of a screen, the quick-add line's sigils, and what the glyphs mean."""

from collections.abc import Sequence
from typing import NamedTuple

from followup.core import policy
from followup.core import quickadd_pieces as qp
from followup.tui.draw.lines import Line, padded, shorten, width
from followup.tui.draw.wrapping import flowed
from followup.tui.glyphs import ROLES, WORDS, YOUR_MOVE, Glyphs

COLUMN_CELLS = 48
GAP = 3

EXAMPLES = {
    qp.CONTACT: ("@dana", "who has it; @me: not asked yet"),
    qp.REQUESTER: ("^maria", "who expects news"),
    qp.PROMISED: ("!fri 3pm", "a deadline I promised"),
    qp.HARD: ("!!mon 9am", "a hard one: something breaks"),
    qp.WISH: ("!?next week", "a wish: it never alerts"),
    qp.OUTCOME: ("=> pack final", "what is true when it is done"),
    qp.NEXT: ("> ring Paul", "what I do if I hear nothing"),
    qp.ALTERNATE: ("+ben", "who else could; as many as you like"),
    qp.TAG: ("#board", "a tag"),
    qp.IDLE: ("~4h", "its own limit"),
    qp.BREAKS: ("", "what breaks without it"),
    qp.SENT: ("", "sent earlier than now"),
}
MEANINGS = {
    policy.OVERDUE: "the deadline has passed",
    policy.AT_RISK: "the deadline is in danger and nobody was told",
    policy.STALLED: "silent for two waits",
    policy.IDLE: "silent longer than the limit",
    policy.SOON: "three quarters of the wait are over",
    policy.FRESH: "asked not long ago",
    policy.SNOOZED: "quiet until then; nothing fires before",
    policy.RESOLVED: "the outcome is true",
}


class Key(NamedTuple):
    """The keys of an action as a person reads them, and what they do."""

    keys: str
    says: str


class Group(NamedTuple):
    """Keys that belong together."""

    name: str
    keys: tuple[Key, ...]


def help_page(where: str, groups: Sequence[Group], cells: int, glyphs: Glyphs) -> list[Line]:
    """The whole page in that many cells, in as many columns as fit."""
    count = max(1, (cells + GAP) // (COLUMN_CELLS + GAP))
    each = (cells - GAP * (count - 1)) // count
    blocks = [keys_block(group, each) for group in groups if group.keys]
    blocks += [line_block(each), levels_block(each, glyphs)]
    note = "all of them can be changed: [keys] in the settings"
    head: Line = [(f"Every key {where}", "text bold"), (f"   {note}", "muted")]
    return [shorten(head, cells, glyphs.cut), [], *_beside(_columns(blocks, count), each)]


def keys_block(group: Group, cells: int) -> list[Line]:
    """A head, and a row for every key."""
    slot = min(20, max((width(key.keys) for key in group.keys), default=0) + 2)
    rows = [_row([(key.keys, "primary bold")], slot, key.says, cells) for key in group.keys]
    return [[(group.name, "text bold")], *(line for row in rows for line in row)]


def line_block(cells: int) -> list[Line]:
    """The quick-add line's pieces: sigil with an example, word form, meaning."""
    words = {kind: form for form, kind in qp.WORD_FORMS.items()}
    examples = max(width(example) for example, _ in EXAMPLES.values()) + 2
    slot = examples + max(map(width, words.values())) + 3
    rows: list[Line] = [[("The quick-add line", "text bold")]]
    for kind, (example, says) in EXAMPLES.items():
        form = f"{words[kind]}:"
        left: Line = [*padded([(example, "primary")], examples), (form, "muted")]
        rows += _row(left, slot, says, cells)
    rows += _row([("\\!", "primary")], slot, "a backslash keeps a sigil as title", cells)
    return rows


def levels_block(cells: int, glyphs: Glyphs) -> list[Line]:
    """Each level's glyph and word as a card shows it, and what it means; filled means you."""
    rows: list[Line] = [[("What the labels mean", "text bold")]]
    for level in policy.LEVELS[: policy.LEVELS.index(policy.SOON)]:
        label = f" {glyphs.levels[level]} {WORDS[level]} "
        rows += _row([(label, f"{ROLES[level]} fill bold")], 14, MEANINGS[level], cells)
    rows += _row([(f" {glyphs.mine} {YOUR_MOVE} ", "text fill bold")], 14, "they wait for you", cells)
    for level in policy.LEVELS[policy.LEVELS.index(policy.SOON) :]:
        label = f"{glyphs.levels[level]} {WORDS[level]}"
        role = "success" if level == policy.RESOLVED else "muted"
        rows += _row([(label, role)], 14, MEANINGS[level], cells)
    return rows


def _row(left: Line, slot: int, says: str, cells: int) -> list[Line]:
    """The left part in its slot, the words beside it, wrapped."""
    first = padded(left, slot)
    if sum(width(text) for text, _ in first) > slot:
        first = [*first, ("  ", "")]
    taken = sum(width(text) for text, _ in first)
    words = flowed([(says, "sentence")], max(8, cells - taken))
    return [[*first, *words[0]], *([(" " * taken, ""), *row] for row in words[1:])]


def _columns(blocks: list[list[Line]], count: int) -> list[list[Line]]:
    """Blocks in their order over so many columns, the highest column as low as it can be."""
    limit = max(len(block) for block in blocks)
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
    for place in range(max(map(len, columns))):
        row: Line = []
        for number, column in enumerate(columns):
            if place < len(column) and column[place]:
                row = [*padded(row, number * (cells + GAP)), *column[place]]
        rows.append(row)
    return rows
