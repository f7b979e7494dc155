"""Lines: what is drawn, as spans of text and role, before any colour is known.

A role is a colour role and attributes, in words: `muted`, `text bold`, `error fill bold`. Widths are cells.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

Span = tuple[str, str]
Line = list[Span]

BLANK: Line = []
# Latin letters, punctuation and what this program draws; the wide squares beside them are left out.
ONE_CELL_EACH = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2500-\u25fc]*")
LEAST_QUOTED = 8


def width(text: str) -> int:
    """The cells that a text takes."""
    return len(text) if text.isascii() else _cells_of(text)


@lru_cache(maxsize=8192)
def _cells_of(text: str) -> int:
    """Rich knows; it is asked only where it matters, so that a command that prints a line does without it."""
    if ONE_CELL_EACH.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def measure(line: Iterable[Span]) -> int:
    """The cells that a line takes."""
    return sum(width(text) for text, _ in line)


@lru_cache(maxsize=8192)
def cut(text: str, cells: int, mark: str = "…") -> str:
    """The text in at most that many cells, cut at a grapheme's end and marked; empty if not even that fits."""
    if width(text) <= cells:
        return text
    if cells < 2:
        return mark if cells == 1 else ""
    kept, used = "", 0
    for cluster in clusters(text):
        used += width(cluster)
        if used > cells - 1:
            break
        kept += cluster
    return kept.rstrip(" ,;:") + mark


def fitted(text: str, cells: int, mark: str = "…") -> str:
    """The text in at most that many cells; of one that quotes a “title”, the title is what is cut."""
    over = width(text) - cells
    found = re.search(r"[“\"](.+)[”\"]", text) if over > 0 else None
    if found:
        start, end = found.span(1)
        text = text[:start] + cut(found[1], max(LEAST_QUOTED, width(found[1]) - over), mark) + text[end:]
    return cut(text, cells, mark)


def clusters(text: str) -> list[str]:
    """The text by what a reader takes for one letter: combining marks and joined emoji stay together."""
    found: list[str] = []
    for letter in text:
        joins = (
            unicodedata.combining(letter)
            or letter in "\u200d\ufe0f"
            or "\U0001f3fb" <= letter <= "\U0001f3ff"
        )
        if found and (joins or found[-1].endswith("\u200d")):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def shorten(line: Line, cells: int, mark: str = "…") -> Line:
    """The line in at most that many cells, its last span cut."""
    kept: Line = []
    left = cells
    for text, role in line:
        size = width(text)
        if size > left:
            if left:
                kept.append((cut(text, left, mark), role))
            return kept
        kept.append((text, role))
        left -= size
    return kept


def sides(left: Line, right: Line, cells: int) -> Line:
    """Both ends of one row: the right one stands, the left is shortened two blanks before it."""
    taken = measure(right)
    kept = shorten(left, cells - taken - 2 if taken else cells)
    return [*kept, (" " * (cells - taken - measure(kept)), ""), *right]


def padded(line: Line, cells: int) -> Line:
    """The line filled up with blanks to that many cells."""
    missing = cells - measure(line)
    return [*line, (" " * missing, "")] if missing > 0 else line


def joined(parts: Iterable[Line], gap: int) -> Line:
    """Parts with that many blanks between them."""
    line: Line = []
    for part in parts:
        if part:
            line += [(" " * gap, ""), *part] if line else part
    return line


def keys_in(keys: Sequence[tuple[str, str]], cells: int, mark: str = "…") -> Line:
    """Keys with their words in one row: closer to fit, then each word to its comma, then the longest are cut.

    The last key, which leaves, is always there; those before it go if nothing else helps.
    """
    for gap in (4, 3, 2):
        if measure(_keys(keys, gap)) <= cells:
            return _keys(keys, gap)
    keys = [(key, word.partition(",")[0]) for key, word in keys]
    while len(keys) > 1 and (over := measure(_keys(keys, 2)) - cells) > 0:
        place = max(range(len(keys)), key=lambda place: width(keys[place][1]))
        key, word = keys[place]
        room = max(LEAST_QUOTED, width(word) - over)
        keys = [*keys[:place], (key, cut(word, room, mark)), *keys[place + 1 :]]
        if room >= width(word):
            keys = [*keys[:-2], keys[-1]]
    return shorten(_keys(keys, 2), cells, mark)


def _keys(keys: Sequence[tuple[str, str]], gap: int) -> Line:
    return joined([[(key, "primary bold"), (f" {word}", "sentence")] for key, word in keys], gap)


def matched(text: str, words: tuple[str, ...], role: str) -> Line:
    """The text with what the filter looks for in blue and underlined."""
    folded = text.casefold()
    if not words or len(folded) != len(text):
        return [(text, role)]
    found = next(((folded.find(word), len(word)) for word in words if word in folded), None)
    if found is None:
        return [(text, role)]
    start, length = found
    end = start + length
    rest = matched(text[end:], words, role) if end < len(text) else []
    before: Line = [(text[:start], role)] if start else []
    return [*before, (text[start:end], "primary underline"), *rest]


def run_together(cells: Iterable[tuple[str, str]]) -> Line:
    """Cells as spans: neighbours of one role are one."""
    line: Line = []
    for text, role in cells:
        if line and line[-1][1] == role:
            line[-1] = (line[-1][0] + text, role)
        else:
            line.append((text, role))
    return line
