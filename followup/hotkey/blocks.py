"""Our lines in somebody else's file, between two comments: put in, found again, and taken out to the byte.

A text here is a file's bytes read as UTF-8 with `surrogateescape`, so that what is no UTF-8 stays as it is.
"""

import re
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from followup.errors import Refused
from followup.hotkey.shape import Comment, Part

BEGIN, END = "followup hotkey begins", "followup hotkey ends"
BREAK = " after a line break of its own"  # the file did not end with one
MADE = " in a file made for it"
_BEGINS = re.compile(rf"{BEGIN}: (?P<key>\S+)(?P<broke>{BREAK})?(?P<made>{MADE})? \((?P<sum>[0-9a-f]{{8}})\)")


class Block(NamedTuple):
    """One of our blocks: from where to where in the text, its first line's number, the key it is for, what stands
    between the comments and whether that is as it was written; `is_made`: the file was made for it."""

    start: int
    end: int
    line: int
    key: str
    lines: tuple[str, ...]
    is_whole: bool
    is_made: bool


def put(text: str, parts: Sequence[Part], key: str, comment: Comment, is_made: bool = False) -> str:
    """The text with these parts, each between comments; `is_made`: there was no file."""
    for part in sorted(parts, reverse=True):
        before, after = text[: part.at], text[part.at :]
        broke = bool(before) and not before.endswith("\n")
        head = f"{BEGIN}: {key}{BREAK if broke else ''}{MADE if is_made else ''} ({_sum(part.lines)})"
        rows = (_commented(head, comment), *part.lines, _commented(END, comment))
        text = before + ("\n" if broke else "") + "".join(f"{row}\n" for row in rows) + after
    return text


def found(text: str, comment: Comment) -> list[Block]:
    """Our blocks, first to last. Raises Refused where one has no end."""
    blocks, open_at = [], None
    at = 0
    rows = text.split("\n")
    for number, row in enumerate(rows):
        if open_at is None and (begins := _BEGINS.search(row)) and _commented(begins[0], comment) == row:
            open_at = number, at, begins
        elif open_at is not None and row == _commented(END, comment):
            first, start, begins = open_at
            lines = tuple(rows[first + 1 : number])
            blocks.append(
                Block(
                    start - bool(begins["broke"]), at + len(row) + 1, first + 1, begins["key"], lines,
                    begins["sum"] == _sum(lines), bool(begins["made"]),
                )
            )  # fmt: skip
            open_at = None
        at += len(row) + 1
    if open_at is not None:
        raise Refused(
            f"line {open_at[0] + 1} begins followup's lines, and nothing ends them", "see to it by hand"
        )
    return blocks


def taken_out(text: str, comment: Comment, path: str) -> str:
    """The text without our blocks, as it was before them. Raises Refused where somebody has changed one."""
    for block in reversed(found(text, comment)):
        if not block.is_whole:
            raise Refused(
                f"{path}: the lines after line {block.line} are not as followup wrote them",
                "take them out by hand, with the two comments around them",
            )
        text = text[: block.start] + text[block.end :]
    return text


def _commented(text: str, comment: Comment) -> str:
    return f"{comment.opens}{text}{comment.closes}"


def _sum(lines: Sequence[str]) -> str:
    return f"{zlib.crc32(chr(10).join(lines).encode('utf-8', 'surrogateescape')):08x}"
