"""A letter as it is drawn: prose at the left, on the same row what each sentence rests on."""

from typing import NamedTuple

from followup.core.clean import shown
from followup.tui.draw.header import SLIM_BELOW, SMALL_BELOW
from followup.tui.draw.letter import Letter, Sentence
from followup.tui.draw.lines import Line, cut, joined, measure, padded, shorten, width
from followup.tui.draw.strip import KeyOf
from followup.tui.draw.wrapping import wrap
from followup.tui.glyphs import Glyphs

LETTER_CELLS = 80
COLUMN_CELLS, COLUMN_GAP = 82, 6
SLIM_COLUMN, SLIM_GAP = 66, 3
TWO_COLUMNS_FROM = 110
OPTION_INDENT = 8
MOST_NAMED = 4  # digits that the strip names one by one
ROOM_TO_LEAVE = 64  # cells, from which there is room for all that leaving means


class _Sizes(NamedTuple):
    left: int
    gap: int
    right: int


def _sizes(cells: int) -> _Sizes:
    if cells < TWO_COLUMNS_FROM:
        return _Sizes(cells, 0, 0)
    left, gap = (COLUMN_CELLS, COLUMN_GAP) if cells >= LETTER_CELLS + 65 else (SLIM_COLUMN, SLIM_GAP)
    return _Sizes(left, gap, cells - left - gap)


def letter_page(letter: Letter, cells: int, glyphs: Glyphs, beside: str = "") -> list[Line]:
    """Every row of the page: heads, the letter beside what it rests on, its length. Where there is no room for two
    columns, what a sentence rests on stands under it."""
    sizes = _sizes(cells)
    rows = _heads(letter, sizes, glyphs, beside)
    for paragraph in letter.paragraphs:
        for sentence in paragraph:
            rows += _rows(sentence, letter, sizes, glyphs)
        rows.append([])
    count = len(letter.text.split())
    words: Line = [(f"{count} word{'' if count == 1 else 's'}", "muted")]
    foot: list[Line] = [[(row, "muted")] for row in wrap(letter.foot, sizes.right or sizes.left)]
    return [
        *rows,
        *_pair(words, foot[0], sizes, glyphs),
        *(row for one in foot[1:] for row in _pair([], one, sizes, glyphs)),
    ]


def _heads(letter: Letter, sizes: _Sizes, glyphs: Glyphs, beside: str) -> list[Line]:
    left: Line = [(f"To {shown(letter.to)}", "text bold"), ("   ", ""), (shown(letter.beside), "muted")]
    left = shorten(left, sizes.left, glyphs.cut)
    if not sizes.right:
        return [left, [(glyphs.thin * sizes.left, "rule")], []]
    right: Line = [("Rests on", "text bold")]
    if len(beside) + measure(right) + 3 <= sizes.right:
        right += [("   ", ""), (beside, "muted")]
    rule: Line = [
        (glyphs.thin * sizes.left, "rule"),
        (" " * sizes.gap, ""),
        (glyphs.thin * sizes.right, "rule"),
    ]
    return [[*padded(left, sizes.left + sizes.gap), *shorten(right, sizes.right, glyphs.cut)], rule, []]


def _rows(sentence: Sentence, letter: Letter, sizes: _Sizes, glyphs: Glyphs) -> list[Line]:
    indent = OPTION_INDENT if sentence.digit else 0
    room = min(LETTER_CELLS, sizes.left) - indent
    role = "text bold" if sentence.is_head else "text"
    lines: list[Line] = [[(" " * indent, ""), (row, role)] for row in wrap(sentence.text, room)]
    if sentence.digit:
        is_chosen = letter.chosen.get(sentence.card_id) == sentence.option
        mark, digit = (glyphs.prompt, "primary bold") if is_chosen else (" ", "text")
        sign = f"  {mark} "
        lines[0] = [(sign, digit), (str(sentence.digit), digit), ("   ", ""), *lines[0][1:]]
    first, *others = lines
    if sizes.right:
        return [*_pair(first, sentence.rests_on, sizes, glyphs), *others]
    under: Line = [("    ", ""), *shorten(sentence.rests_on, sizes.left - 4, glyphs.cut)]
    return [*lines, under] if sentence.rests_on else lines


def _pair(left: Line, right: Line, sizes: _Sizes, glyphs: Glyphs) -> list[Line]:
    if not sizes.right:
        return [one for one in (left, shorten(right, sizes.left, glyphs.cut)) if one]
    return [[*padded(left, sizes.left + sizes.gap), *_fitting(right, sizes.right, glyphs.cut)]]


def _fitting(right: Line, cells: int, mark: str) -> Line:
    """As many grounds as fit whole; the last one is cut only where it is the first."""
    while measure(right) > cells and sum(1 for text, _ in right if not text.strip()) > 0:
        place = max(place for place, (text, _) in enumerate(right) if not text.strip())
        right = right[:place]
    return shorten(right, cells, mark)


def crumb(name: str, to: str, about: str, cells: int, mark: str) -> Line:
    """`Brief   for Maria Lopez   1 of 3 requesters`: where one is."""
    line: Line = [(name, "text bold"), ("   ", ""), (f"for {shown(to)}", "text")]
    room = cells - measure(line) - 3
    if about and room >= width(about[:12]):
        line += [("   ", ""), (cut(shown(about), room, mark), "muted")]
    return line


def keys_of(letter: Letter, key: KeyOf, cells: int) -> Line:
    """The letter's keys, on a screen that wide."""
    is_small, gap = cells < SMALL_BELOW, 4 if cells >= SLIM_BELOW else 2
    words = [(key("letter.copy"), "copy"), (key("letter.mail"), "mail")]
    words += [(key("letter.told"), "told" if is_small else "told: record it"), (key("letter.edit"), "edit")]
    count = letter.digits
    if count:
        digits = " ".join(map(str, range(1, count + 1))) if count <= MOST_NAMED else f"1-{count}"
        words.append((digits, "choose" if is_small else "choose the option"))
    words.append((key("letter.back"), "leave unsent" if cells >= ROOM_TO_LEAVE else "leave"))
    return joined([[(one, "primary bold"), (f" {word}", "sentence")] for one, word in words if one], gap)
