"""From the files of a board to its tables: the plain way, or by any generation that leads to the end."""

import os
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from followup.errors import StoreError
from followup.store import history, journal, snapshot
from followup.store.files import REPAIR
from followup.store.journal import Pages
from followup.store.lockfile import Mark
from followup.store.migrations import migrate
from followup.store.past import Past
from followup.store.records import CARDS, HISTORY, SCHEMA, TABLES, Record
from followup.store.replay import apply
from followup.store.snapshot import About, Damaged, Tables

SNAPSHOT = "board.json"
JOURNAL = "board.journal"
PREVIOUS = ".prev"


class Found(NamedTuple):
    """Tables as of `seq` before `records` are applied, the journal they end in, and what was found damaged.

    `pages` is None when the journal has to be begun anew; `schema` and `oldest` are the highest and the lowest
    of the files; `damaged` maps paths to how it shows.
    """

    tables: Tables
    seq: int
    records: list[Record]
    pages: Pages | None
    schema: int
    oldest: int
    damaged: dict[str, str]


# A record, behind the schema of the journal that it stands in.
Line = tuple[int, Record]


def empty() -> Tables:
    """A board without a card."""
    return {name: {} for name in TABLES}


def follow(home: str, mark: Mark, until: int = SCHEMA, kept: str = "") -> Found:
    """Everything that was acknowledged, in the shape of schema `until`, or of the files if theirs is newer; `kept` is
    where rows of its cards may be.

    Raises StoreError when that cannot be had, and says what is known.
    """
    path, log = f"{home}/{SNAPSHOT}", f"{home}/{JOURNAL}"
    damaged: dict[str, str] = {}
    pages = _pages(log, mark, damaged)
    base = _snapshot(path, mark, damaged, kept)
    if base and pages and pages.head.base > base[0].seq:
        damaged[path] = f"is older than {JOURNAL}"
    elif base and pages and _last(base[0].seq, pages) >= mark.seq:
        return _found(base, _lines(pages), pages, {}, until)
    elif base and pages:
        damaged[log] = f"ends with transaction {_last(base[0].seq, pages)} of {mark.seq}"
    if _unfinished(home, mark, damaged):
        return Found(empty(), 0, [], None, SCHEMA, SCHEMA, {})
    return _detour(home, mark, base, pages, damaged, until)


def _detour(
    home: str,
    mark: Mark,
    base: tuple[About, Tables] | None,
    pages: Pages | None,
    damaged: dict[str, str],
    until: int,
) -> Found:
    """Any generation of the snapshot that any generation of the journal leads from to the very end."""
    older: dict[str, str] = {}
    previous = _pages(f"{home}/{JOURNAL}{PREVIOUS}", None, older, mark.board)
    records = {line[1].seq: line for one in (previous, pages) if one for line in _lines(one)}
    origin = any(one and one.head.base == 0 for one in (previous, pages))
    bases = [base, _snapshot(f"{home}/{SNAPSHOT}{PREVIOUS}", mark, older)]
    if origin:
        bases.append((About(mark.board, SCHEMA, 0, 0, 0), empty()))
    goal = max([mark.seq, *records, *(one[0].seq for one in bases if one)])
    for one in filter(None, bases):
        way = [records[seq] for seq in range(one[0].seq + 1, goal + 1) if seq in records]
        if len(way) == goal - one[0].seq:
            ends_here = pages if pages and f"{home}/{JOURNAL}" not in damaged else None
            return _found(one, way, ends_here, damaged, until)
    raise refusal(damaged, f"{mark.seq} changes were saved; nothing was touched")


def refusal(damaged: dict[str, str], known: str) -> StoreError:
    """What is wrong with the files, in one line."""
    said = "; ".join(f"{os.path.basename(path)} {why}" for path, why in damaged.items())  # noqa: PTH119
    return StoreError(f"the board cannot be read whole: {said} ({known})", REPAIR)


def _lines(pages: Pages) -> list[Line]:
    return [(pages.head.schema, record) for record in pages.records]


def _found(
    base: tuple[About, Tables], lines: list[Line], pages: Pages | None, damaged: dict[str, str], until: int
) -> Found:
    about, tables = base
    schemas = (about.schema, pages.head.schema if pages else about.schema)
    later = [line for line in lines if line[1].seq > about.seq]
    tables, records = risen(unpacked(tables), about.schema, later, until)
    seq = records[0].seq - 1 if records else later[-1][1].seq if later else about.seq
    return Found(tables, seq, records, pages, max(schemas), min(schemas), damaged)


def unpacked(tables: Tables) -> Tables:
    """The tables of a snapshot as they are used, in the shape that they were written in."""
    tables = empty() | tables
    packed, cards = tables[HISTORY], tables[CARDS]
    return tables | {HISTORY: Past(lambda: history.unpack(packed, cards))}


def risen(tables: Tables, schema: int, lines: Iterable[Line], until: int) -> tuple[Tables, list[Record]]:
    """Tables taken up to a schema through the records of older ones, and the records that are left to apply."""
    lines = list(lines)
    while schema < until:
        own = list(takewhile(lambda line: line[0] <= schema, lines))  # noqa: B023
        apply(tables, (record for _, record in own))
        lines = lines[len(own) :]
        step_to = min(until, lines[0][0]) if lines else until
        tables, schema = migrate(tables, schema, until=step_to), step_to
    return tables, [record for _, record in lines]


def _unfinished(home: str, mark: Mark, damaged: dict[str, str]) -> bool:
    """Whether this board was being made for the first time when the process was killed."""
    previous = (f"{home}/{SNAPSHOT}{PREVIOUS}", f"{home}/{JOURNAL}{PREVIOUS}")
    missing = all(why == "is missing" for why in damaged.values())
    return mark.length == 0 and missing and not any(map(os.path.lexists, previous))


def _pages(path: str, mark: Mark | None, damaged: dict[str, str], board: str = "") -> Pages | None:
    try:
        pages = journal.load(path, mark)
        if board and pages.head.board != board:
            raise Damaged("belongs to another board")
    except Damaged as why:
        damaged[path] = str(why)
        return None
    return pages


def _snapshot(path: str, mark: Mark, damaged: dict[str, str], kept: str = "") -> tuple[About, Tables] | None:
    try:
        about, tables = snapshot.load(path, kept)
        if about.board != mark.board:
            raise Damaged("belongs to another board")
    except Damaged as why:
        damaged[path] = str(why)
        return None
    return about, tables


def _last(seq: int, pages: Pages) -> int:
    return max(seq, pages.records[-1].seq if pages.records else pages.head.base)
