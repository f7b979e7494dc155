"""Which key a row names in a cell: a click there presses it."""

from collections.abc import Iterator

from followup.tui.draw.lines import Line, width
from followup.tui.keymap import named
from followup.tui.remapping import is_sent


def key_at(line: Line, cell: int, role: str) -> str:
    """The key, as a person reads it, whose name or word stands in that cell of the row; empty for none. Names are
    drawn in `role`."""
    return next((key for start, end, key in _places(line, role) if start <= cell < end), "")


def _places(line: Line, role: str) -> Iterator[tuple[int, int, str]]:
    """From which cell to before which one each key stands, its word with it; of several with one word, the last's."""
    keys: list[tuple[int, int, str]] = []
    at = 0
    for text, drawn_in in line:
        if drawn_in == role and _are_keys(text):
            starts = [(at + text.index(key), key) for key in text.split()]
            keys = [(start, start + width(key), key) for start, key in starts]
        elif keys and text.strip():
            yield from (*keys, (at, at + width(text.rstrip()), keys[-1][2]))
            keys = []
        at += width(text)


def _are_keys(text: str) -> bool:
    return bool(text.strip()) and all(is_sent(named(part)) for part in text.split())
