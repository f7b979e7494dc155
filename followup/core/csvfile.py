r"""Cards as CSV: the one function for that exit, and its cells and rows on the way back in.

RFC 4180 with a header row of JSON names; events are left out. Two things in a cell are not as they were typed: what a
spreadsheet would run as a formula has a `'` in front, and a character that steers, reorders or hides is spelt
(`\u202e`). `plain` takes away exactly that. The way in as a whole is `spreadsheet`.
"""

import csv
import io
import re
from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple

from followup.core import clean
from followup.core.card import Card
from followup.core.exchange import DERIVED, FIELDS, as_export
from followup.core.shapes import Wrong
from followup.errors import Refused

COLUMNS = tuple(name for name in FIELDS if name not in DERIVED)
# What stands between the texts of a list, as in `edit`.
SEPARATORS = {"alternates": ";", "tags": ",", "tried": ";"}

# Full-width signs too: East Asian spreadsheets read them as the narrow ones.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SPELT = re.compile(r"\\(?:u([0-9a-f]{4})|U(00(?:0[0-9a-f]|10)[0-9a-f]{4}))")
# csv's own limit would refuse a note of 64 kB that is spelt, or a thousand alternates.
_LONGEST_CELL = 1 << 24
_DELIMITERS = ",;\t"


class Row(NamedTuple):
    """A record and the line of the file on which it begins, from 1."""

    line: int
    cells: list[str]


def write(cards: Iterable[Card]) -> str:
    """The cards, one a row, under a header row. Lines end in CR LF."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for card in cards:
        known = as_export(card)
        writer.writerow([safe(_cell(name, known[name])) for name in COLUMNS])
    return sheet.getvalue()


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return joined(value, SEPARATORS[name]) if isinstance(value, list) else str(value)


# Cells


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet runs and no terminal obeys."""
    spelt = clean.marked(_SPELT.sub(lambda found: r"\u005c" + found[0][1:], text), _spelt)
    return f"'{spelt}" if _FORMULA.match(spelt) else spelt


def plain(cell: str) -> str:
    """The text that `safe` made this cell of; any other cell as it stands."""
    text = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
    return _SPELT.sub(_read, text)


def _spelt(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _read(found: re.Match[str]) -> str:
    letter = chr(int(found[1] or found[2], 16))
    is_ours = letter == "\\" or clean.marked(letter, _spelt) != letter
    return letter if is_ours else found[0]


def joined(texts: Iterable[str], separator: str) -> str:
    """A list in one cell; a text in which the separator stands is in double quotes, its own doubled."""
    return f"{separator} ".join(_quoted(text, separator) for text in texts)


def _quoted(text: str, separator: str) -> str:
    as_it_is = text and text == text.strip() and text[0] != '"' and separator not in text
    return text if as_it_is else '"{}"'.format(text.replace('"', '""'))


def parted(text: str, separator: str) -> list[str]:
    """The list in a cell; nothing between two separators is nothing. Raises Wrong when a quote stays open."""
    item = re.compile(rf'\s*(?:"((?:[^"]|"")*)"\s*|([^"\s{separator}][^{separator}]*)?)(?:({separator})|\Z)')
    found: list[str] = []
    place = 0
    while True:
        one = item.match(text, place)
        if one is None:
            raise Wrong(f"a quote in its list does not end before a {separator!r}")
        if one[1] is not None:
            found.append(one[1].replace('""', '"'))
        elif one[2] is not None:
            found.append(one[2].rstrip())
        if one[3] is None:
            return found
        place = one.end()


# Rows


def rows(text: str, names: Container[str]) -> Iterator[Row]:
    """The records that have a cell, by the delimiter under which the first one holds most of `names`.

    Raises Refused naming the line that is no CSV.
    """
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text, names), strict=True, skipinitialspace=True
    )
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as wrong:
            raise Refused(f"line {line} is not CSV: {wrong}", "nothing was imported") from None
        if cells is None:
            return
        if any(map(str.strip, cells)):
            yield Row(line, cells)
        line = reader.line_num + 1


def _delimiter(text: str, names: Container[str]) -> str:
    """A comma, a semicolon or a tab."""
    head = text.lstrip()[:10_000].splitlines()[:1]

    def found(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader(head, delimiter=delimiter, skipinitialspace=True), [])
        return sum(name_of(cell) in names for cell in cells), len(cells)

    return max(_DELIMITERS, key=found)


def name_of(header: str) -> str:
    """A column's name as this program writes it: `due_kind` for ` Due kind`."""
    return re.sub(r"[\s-]+", "_", header.strip().casefold())
