"""On which line of a TOML text a key stands: the standard reader does not say."""

import re

_TABLE = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")

Path = tuple[str, ...]


def lines(text: str) -> dict[Path, int]:
    """The line of each table and key, counted from 1; the first one where a name stands twice."""
    found: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if head := _TABLE.match(line):
            table = _parts(head[1])
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_parts(key[1])), number)
    return found


def _parts(name: str) -> Path:
    return tuple(next(filter(None, part.groups()), "") for part in _PART.finditer(name))


def line_of(found: dict[Path, int], path: Path) -> int:
    """Where a key stands, or the nearest thing around it; 0 when nothing is known."""
    while path:
        if path in found:
            return found[path]
        path = path[:-1]
    return 0


def line_holding(text: str, start: int, word: str) -> int:
    """Where a value stands, from a line on; that line when it is not found."""
    after = enumerate(text.splitlines()[max(0, start - 1) :], start=max(1, start))
    return next((number for number, line in after if word in line), start)


def of_error(message: str, text: str) -> tuple[str, int]:
    """A TOML error without its place, and the line it names (the last one, for "end of document")."""
    place = _AT_LINE.search(message)
    if place:
        return message.replace(place[0], ""), int(place[1])
    return message.replace(" (at end of document)", ""), len(text.splitlines())
