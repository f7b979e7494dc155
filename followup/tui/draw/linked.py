"""Links and the filter's words as a page shows them: underlined where they stand, and where that is.

What a click opens is the link as the card holds it, never what a row of text says of itself.
"""

from collections.abc import Sequence
from typing import NamedTuple

from followup.tui.draw.lines import Line, matched, width

BEGUN = ("http://", "https://", "mailto:")


class Spot(NamedTuple):
    """Where a link stands: its row, and the cells from the first to behind the last."""

    row: int
    start: int
    end: int
    link: str


def linked(rows: Sequence[Line], links: Sequence[str]) -> tuple[list[Line], list[Spot]]:
    """The rows with their links underlined, and where those stand; one that goes on in the next row is known by how
    it begins."""
    made, spots = [], list[Spot]()
    for number, row in enumerate(rows):
        line: Line = []
        at = 0
        for text, role in row:
            for part, link in _parts(text, links) if any(begun in text for begun in BEGUN) else ((text, ""),):
                line.append((part, f"{role} underline" if link else role))
                if link:
                    spots.append(Spot(number, at, at + width(part), link))
                at += width(part)
        made.append(line)
    return made, spots


def _parts(text: str, links: Sequence[str]) -> list[tuple[str, str]]:
    """The text cut where links begin and end, each part with the link it is."""
    for start in range(len(text)):
        if not text.startswith(BEGUN, start):
            continue
        rest = text[start:]
        whole = max((link for link in links if rest.startswith(link)), key=len, default="")
        word = rest.split(maxsplit=1)[0]
        cut = next((link for link in links if link.startswith(word)), "") if word == rest else ""
        link = whole or cut
        if link:
            end = start + len(whole or word)
            before = [(text[:start], "")] if start else []
            return [*before, (text[start:end], link), *(_parts(text[end:], links) if text[end:] else [])]
    return [(text, "")]


def lit(rows: Sequence[Line], words: tuple[str, ...]) -> list[Line]:
    """The rows with what the filter looks for in blue and underlined."""
    return [[part for text, role in row for part in (matched(text, words, role) if text else [(text, role)])]
            for row in rows]  # fmt: skip
