"""A note's Markdown as rows of spans: a small part of it, read line by line; whatever is not that stays as typed.

Bold, stress, code, heads, lists, quotations, fenced code. A link shows the address that it opens beside its words.
Every search for an end is bounded, since a note may be 64 kB of asterisks.
"""

import re
from collections.abc import Iterable, Iterator

from followup.core.clean import shown_lines
from followup.tui.draw.lines import Line
from followup.tui.draw.wrapping import HANGS

PLAIN, STRESSED, BOLD, CODE = "muted", "sentence", "sentence bold", "text"
_INLINE = re.compile(
    r"(?P<address>(?i:https?://|mailto:)\S{1,2000})"
    r"|`(?P<code>[^`]{1,300})`"
    r"|(?<![\w*])\*\*(?P<bold>[^\s*](?:.{0,300}?[^\s*])?)\*\*(?![\w*])"
    r"|(?<!\w)__(?P<strong>[^\s_](?:.{0,300}?[^\s_])?)__(?!\w)"
    r"|(?<![\w*])\*(?P<stress>[^\s*](?:[^*]{0,300}?[^\s*])?)\*(?![\w*])"
    r"|(?<!\w)_(?P<slant>[^\s_](?:[^_]{0,300}?[^\s_])?)_(?!\w)"
    r"|\[(?P<label>[^\[\]]{1,300})\]\((?P<link>[^\s()]{1,2000})\)"
    r"|\\(?P<literal>[\\`*_#>\[\]])"
)
_ROLES = {"code": CODE, "bold": BOLD, "strong": BOLD, "stress": STRESSED, "slant": STRESSED}
_HEAD = re.compile(r"#{1,6} +(.*)")
_LIST = re.compile(r"( *)([-*+]|\d{1,3}[.)]) +(?=\S)")
_QUOTED = re.compile(r"> ?")
_FENCE = re.compile(r" {0,3}(`{3,}(?!`)|~{3,}(?!~))[^`]*")


def markdown(text: str) -> list[Line]:
    """The note's lines, made safe; one that is to hang when it is wrapped begins with what it hangs from."""
    rows: list[Line] = []
    fence = ""
    for line in shown_lines(text).expandtabs(4).split("\n"):
        mark = _FENCE.fullmatch(line)
        if fence:
            if mark and mark[1].startswith(fence) and line.strip() == mark[1]:
                fence = ""
            else:
                rows.append(_code(line))
        elif mark:
            fence = mark[1]
        else:
            rows.append(_line(line))
    return rows or [[(shown_lines(text), PLAIN)]]


def _code(line: str) -> Line:
    words = line.lstrip(" ")
    return [(f"  {' ' * (len(line) - len(words))}", f"{CODE} {HANGS}"), (words, CODE)]


def _line(line: str) -> Line:
    if head := _HEAD.fullmatch(line):
        return _apart(_spans(_unclosed(head[1]), BOLD))
    if quoted := _QUOTED.match(line):
        return [("> ", f"{PLAIN} {HANGS}"), *_apart(_spans(line[quoted.end() :], PLAIN))]
    if item := _LIST.match(line):
        mark = item[2] if item[2][0].isdigit() else "-"
        return [(f"{item[1]}{mark} ", f"{PLAIN} {HANGS}"), *_apart(_spans(line[item.end() :], PLAIN))]
    return _apart(_spans(line, PLAIN))


def _unclosed(head: str) -> str:
    """A head without the number signs that may close it."""
    words = head.rstrip("#")
    return words.rstrip(" ") if words != head and words.endswith(" ") else head


def _apart(spans: Iterable[tuple[str, str]]) -> Line:
    """Blanks between two spans stand before the second: there a wrapped line may break."""
    line: Line = []
    blanks = ""
    for text, role in spans:
        words = text.rstrip(" ")
        line.append((blanks + words, role))
        blanks = " " * (len(text) - len(words))
    return line


def _spans(text: str, role: str) -> Iterator[tuple[str, str]]:
    place = 0
    for found in _INLINE.finditer(text):
        if found.start() > place:
            yield text[place : found.start()], role
        yield from _span(found, role)
        place = found.end()
    if place < len(text) or not place:
        yield text[place:], role


def _span(found: re.Match[str], role: str) -> Iterator[tuple[str, str]]:
    kind = found.lastgroup or ""
    if kind == "link":
        label, link = found["label"], found["link"]
        yield (link if label == link else f"{label} ({link})"), role
    else:
        yield found[kind], _ROLES.get(kind, role)
