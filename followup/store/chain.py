"""From the files of a board to its tables: the plain way, or by any generation that leads to the end."""

import os
from typing import NamedTuple

from followup.errors import StoreError
from followup.store import history, journal, snapshot
from followup.store.files import REPAIR
from followup.store.journal import Pages
from followup.store.lockfile import Mark
from followup.store.migrations import migrate
from followup.store.records import ALERTS, CARDS, HISTORY, SCHEMA, Record
from followup.store.snapshot import About, Damaged, Tables

SNAPSHOT = "board.json"
JOURNAL = "board.journal"
PREVIOUS = ".prev"


class Found(NamedTuple):
    """Tables as of `seq` before `records` are applied, the journal they end in, and what was found damaged.

    `pages` is None when the journal has to be begun anew; `damaged` maps paths to how it shows.
    """

    tables: Tables
    seq: int
    records: list[Record]
    pages: Pages | None
    schema: int
    damaged: dict[str, str]


def empty() -> Tables:
    """A board without a card."""
    return {ALERTS: {}, CARDS: {}, HISTORY: {}}


def follow(home: str, mark: Mark) -> Found:
    """Everything that was acknowledged. Raises StoreError when that cannot be had, and says what is known."""
    path, log = f"{home}/{SNAPSHOT}", f"{home}/{JOURNAL}"
    damaged: dict[str, str] = {}
    pages = _pages(log, mark, damaged)
    base = _snapshot(path, mark, damaged)
    if base and pages and pages.head.base > base[0].seq:
        damaged[path] = f"is older than {JOURNAL}"
    elif base and pages and _last(base[0].seq, pages) >= mark.seq:
        return _found(base, pages.records, pages, {})
    elif base and pages:
        damaged[log] = f"ends with transaction {_last(base[0].seq, pages)} of {mark.seq}"
    if _unfinished(home, mark, damaged):
        return Found(empty(), 0, [], None, 0, {})
    return _detour(home, mark, base, pages, damaged)


def _detour(
    home: str, mark: Mark, base: tuple[About, Tables] | None, pages: Pages | None, damaged: dict[str, str]
) -> Found:
    """Any generation of the snapshot that any generation of the journal leads from to the very end."""
    older: dict[str, str] = {}
    previous = _pages(f"{home}/{JOURNAL}{PREVIOUS}", None, older, mark.board)
    records = {record.seq: record for one in (previous, pages) if one for record in one.records}
    origin = any(one and one.head.base == 0 for one in (previous, pages))
    bases = [base, _snapshot(f"{home}/{SNAPSHOT}{PREVIOUS}", mark, older)]
    if origin:
        bases.append((About(mark.board, SCHEMA, 0, 0, 0), empty()))
    goal = max([mark.seq, *records, *(one[0].seq for one in bases if one)])
    for one in filter(None, bases):
        way = [records[seq] for seq in range(one[0].seq + 1, goal + 1) if seq in records]
        if len(way) == goal - one[0].seq:
            ends_here = pages if pages and f"{home}/{JOURNAL}" not in damaged else None
            return _found(one, way, ends_here, damaged)
    raise refusal(damaged, f"{mark.seq} changes were saved; nothing was touched")


def refusal(damaged: dict[str, str], known: str) -> StoreError:
    """What is wrong with the files, in one line."""
    said = "; ".join(f"{os.path.basename(path)} {why}" for path, why in damaged.items())  # noqa: PTH119
    return StoreError(f"the board cannot be read whole: {said} ({known})", REPAIR)


def _found(
    base: tuple[About, Tables], records: list[Record], pages: Pages | None, damaged: dict[str, str]
) -> Found:
    about, tables = base
    schema = max(about.schema, pages.head.schema if pages else 0)
    tables = unpacked(tables, about.schema)
    return Found(tables, about.seq, [one for one in records if one.seq > about.seq], pages, schema, damaged)


def unpacked(tables: Tables, schema: int) -> Tables:
    """The tables of a snapshot as they are used."""
    tables = empty() | migrate(tables, schema)
    tables[HISTORY] = history.unpack(tables[HISTORY], tables[CARDS])
    return tables


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


def _snapshot(path: str, mark: Mark, damaged: dict[str, str]) -> tuple[About, Tables] | None:
    try:
        about, tables = snapshot.load(path)
        if about.board != mark.board:
            raise Damaged("belongs to another board")
    except Damaged as why:
        damaged[path] = str(why)
        return None
    return about, tables


def _last(seq: int, pages: Pages) -> int:
    return max(seq, pages.records[-1].seq if pages.records else pages.head.base)
