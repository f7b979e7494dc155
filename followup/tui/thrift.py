"""What is written to the terminal, in fewer bytes: each run of text gets only what differs from the one before.

Textual names both colours of every run and resets after it, which is most of what a keypress sends over SSH.
Every frame starts and ends with the terminal's own colours, so that frames do not depend on each other.
"""

import re
from functools import lru_cache
from typing import NamedTuple

ESCAPES = re.compile(r"(\x1b\[[0-9;:?]*[A-Za-z])")
_MODES = "hl"  # draw nothing
SHOWS_ON_BLANKS = frozenset(("4", "7", "9", "21", "53"))
# What ends an attribute: bold and dim share their end.
_ENDS = {
    "1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29",
}  # fmt: skip
_ENDED = frozenset(_ENDS.values())


class Pen(NamedTuple):
    """How the terminal draws: colours as the codes that set them, the other attributes as their codes."""

    ink: str = ""
    paper: str = ""
    attributes: tuple[str, ...] = ()


PLAIN = Pen()


def thrifty(written: str) -> str:
    """The same picture in fewer bytes. Text without colours comes back as it is."""
    if "m" not in written or "\x1b[" not in written:
        return written
    wanted = now = PLAIN
    out: list[str] = []
    moved = ""
    parts = ESCAPES.split(written)
    for place, part in enumerate(parts):
        end = part[-1:] if place % 2 else ""
        if end == "m":
            wanted = after(wanted, part)
        elif end == "H":
            moved = part  # of several moves only the last one counts
        elif part and not (moved and _only_leads_on(part, parts, place)):
            pen = now if end and end in _MODES else _pen_for(part, now, wanted)
            out += (moved, change(now, pen), part)
            now, moved = pen, ""
    return "".join((*out, moved, change(now, wanted)))


def _only_leads_on(part: str, parts: list[str], place: int) -> bool:
    """Whether this is the newline between two moves, which Textual writes after each row that it repaints but the
    last one: it never scrolls the screen."""
    return part == "\n" and parts[place + 1 : place + 2] != [] and parts[place + 1][-1] == "H"


def _pen_for(part: str, now: Pen, wanted: Pen) -> Pen:
    """Blanks show no ink: the pen may stay as it is but for its paper, unless it would draw lines or reverse."""
    if part.strip(" ") or not SHOWS_ON_BLANKS.isdisjoint((*now.attributes, *wanted.attributes)):
        return wanted
    return now._replace(paper=wanted.paper)


@lru_cache(maxsize=1024)
def after(pen: Pen, escape: str) -> Pen:
    """The pen after a sequence that sets it."""
    codes = escape[2:-1].split(";")
    place = 0
    while place < len(codes):
        code = codes[place].lstrip("0") or "0"
        length = {"5": 3, "2": 5}.get(codes[place + 1], 1) if code in ("38", "48") else 1
        whole = ";".join(codes[place : place + length])
        place += length
        if code == "0":
            pen = PLAIN
        elif code in ("38", "39") or 30 <= int(code) < 38 or 90 <= int(code) < 98:
            pen = pen._replace(ink="" if code == "39" else whole)
        elif code in ("48", "49") or 40 <= int(code) < 48 or 100 <= int(code) < 108:
            pen = pen._replace(paper="" if code == "49" else whole)
        else:
            pen = pen._replace(attributes=_with(pen.attributes, code))
    return pen


def _with(attributes: tuple[str, ...], code: str) -> tuple[str, ...]:
    if code in _ENDED:
        return tuple(one for one in attributes if _ENDS.get(one) != code)
    return attributes if code in attributes else (*attributes, code)


@lru_cache(maxsize=4096)
def change(now: Pen, wanted: Pen) -> str:
    """The sequence from one pen to another: only what differs."""
    if now == wanted:
        return ""
    if wanted == PLAIN:
        return "\x1b[m"
    gone = [code for code in now.attributes if code not in wanted.attributes]
    codes = list(dict.fromkeys(_ENDS.get(code, "0") for code in gone))
    if "0" in codes:
        now, codes = PLAIN, ["0"]
    kept = [code for code in now.attributes if _ENDS.get(code) not in codes]
    codes += [code for code in wanted.attributes if code not in kept]
    codes += [wanted.ink or "39"] if wanted.ink != now.ink else []
    codes += [wanted.paper or "49"] if wanted.paper != now.paper else []
    return f"\x1b[{';'.join(codes)}m"
