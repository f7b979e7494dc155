"""The first run: what the four columns are for, the question, three keys, and a line taken apart."""

from followup.core.stages import ALTERNATE, FOLLOWED_UP, RESOLVED, SENT
from followup.tui.draw.lines import Line, padded, shorten, width
from followup.tui.glyphs import Glyphs

SLOT = 24
KEY_SLOT = 4
COLUMN_NOTES = {
    SENT: "what I asked for",
    FOLLOWED_UP: "silence, so I asked again",
    ALTERNATE: "another way to it",
    RESOLVED: "the outcome is true",
}
PIECES = (
    ("Board pack figures in hand", "the outcome, in your words"),
    ("@dana", "who has it"),
    ("^maria", "who expects news"),
    ("!!wed noon", "a hard deadline; ! promised, !? a wish"),
    ("> call reception", "what I do if I hear nothing"),
    ("+ben", "who else could"),
)
SIGILS = "@^!>+"


def first_run(keys: tuple[str, str, str], cells: int, height: int, glyphs: Glyphs) -> list[Line]:
    """The page under the heads in that many cells; `keys` are those for adding, the demo board and help."""
    add, demo, every = keys
    is_wide = cells >= _width_of_stairs()
    rows: list[Line] = [
        [("What are you waiting for?", "text bold")],
        [("Write the outcome you want, not the mail you sent. One line is enough.", "sentence")],
        [],
    ]
    roomy = height >= 22
    gap: list[Line] = [[], []] if roomy else [[]]
    rows += [[]] if roomy else []
    first = _key(add, "write one line")
    if is_wide:
        rows += [[*padded(first, SLOT), *_example()], *_stairs(glyphs, SLOT)]
    else:
        rows += [first, [(" " * KEY_SLOT, ""), *_example()], *_plain_list()]
    rows += gap
    rows.append(_said(demo, "demo board", "14 cards in every state; nothing of yours is touched", is_wide))
    rows += gap
    rows.append(_said(every, "every key", "on one page; all of them can be changed", is_wide))
    return [shorten(row, cells, glyphs.cut) for row in rows]


def _width_of_stairs() -> int:
    at, widest = SLOT, 0
    for text, says in PIECES:
        widest = max(widest, at + width(text), at + 2 + width(says))
        at += width(text) + 1
    return widest


def _key(key: str, word: str) -> Line:
    return [*padded([(key, "primary bold")], KEY_SLOT), (word, "text")]


def _said(key: str, word: str, says: str, is_wide: bool) -> Line:
    line = _key(key, word)
    return [*(padded(line, SLOT) if is_wide else [*line, ("   ", "")]), (says, "muted")]


def _example() -> Line:
    line: Line = []
    for text, _ in PIECES:
        line += [(" ", "")] if line else []
        sigil = len(text) - len(text.lstrip(SIGILS))
        if sigil:
            line += [(text[:sigil], "primary bold"), (text[sigil:], "primary")]
        else:
            line.append((text, "sentence"))
    return line


def _stairs(glyphs: Glyphs, start: int) -> list[Line]:
    """One step for each piece, the last one first, so that no line crosses another."""
    places, at = [], start
    for text, _ in PIECES:
        places.append(at)
        at += width(text) + 1
    rows = []
    for last in range(len(PIECES) - 1, -1, -1):
        row: Line = []
        for place in range(last):
            row = [*padded(row, places[place]), (glyphs.stair, "line")]
        foot: Line = [(glyphs.stair_foot, "line"), (f" {PIECES[last][1]}", "muted")]
        rows.append([*padded(row, places[last]), *foot])
    return rows


def _plain_list() -> list[Line]:
    """The same without a staircase, where the line does not fit beside its key."""
    rows: list[Line] = []
    for text, says in PIECES[1:]:
        piece = text.split()[0] if text[0] != ">" else text
        rows.append([(" " * KEY_SLOT, ""), *padded([(piece, "primary")], 18), (says, "muted")])
    return rows
