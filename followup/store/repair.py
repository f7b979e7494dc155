"""What `followup doctor` says about a board's files, and what `--repair` makes of them.

A repair takes the best snapshot and every whole line of either journal, also beyond a hole: each line holds its
cards whole, so a hole costs only what was in it. Every file that was there is kept under another name.
"""

import os
from typing import NamedTuple

from followup.errors import StoreError
from followup.store import backups, chain, files, journal, snapshot
from followup.store.chain import Line
from followup.store.disk import Disk
from followup.store.files import explain
from followup.store.follower import FILES
from followup.store.lockfile import Mark
from followup.store.lockfile import decode as decode_mark
from followup.store.records import ARCHIVE, CARDS, SCHEMA
from followup.store.replay import apply
from followup.store.snapshot import About, Damaged, Picture, Tables


class Examination(NamedTuple):
    """How a board's files are. `problem` is "" when they are whole; `missing` counts transactions beyond recovery."""

    problem: str
    cards: int
    seq: int
    missing: int
    kept: tuple[str, ...] = ()


class Salvage(NamedTuple):
    """What can be had from the files, whatever their state."""

    board: str
    tables: Tables
    seq: int
    missing: int


def examine(home: str | os.PathLike[str], kept_in: str = "") -> Examination:
    """How the files are, without touching them; `kept_in` is the folder of backups, as `open_store` takes it.

    Raises StoreError where the disk refuses.
    """
    disk = Disk(os.fspath(home), kept_in)
    try:
        news = disk.catch_up()
        assert news is not None and news.tables is not None
        apply(news.tables, news.records)
        _read_all(news.tables)
    except StoreError as problem:
        found = _salvage(disk)
        return Examination(problem.message, _count(found.tables), found.seq, found.missing)
    finally:
        disk.close()
    return Examination("; ".join(disk.warnings), _count(news.tables), disk.seq, 0)


def repair(home: str | os.PathLike[str], kept_in: str = "") -> Examination:
    """Write two whole generations from what can be had, after putting every file of the board aside.

    Does nothing to a board that is whole. One that is older than what was saved here is taken as it is, or as the
    newest backup has it. Raises StoreError, and ReadOnly for a newer schema.
    """
    disk = Disk(os.fspath(home), kept_in)
    before = examine(home, kept_in)
    if not before.problem:
        return before
    if not disk.lock.open(create=True):
        raise StoreError(f"there is no board in {disk.home}", "nothing to repair")
    try:
        with disk.lock.exclusive():
            return _rebuild(disk)
    except OSError as problem:
        raise explain(problem, disk.home) from None
    finally:
        disk.close()


def _rebuild(disk: Disk) -> Examination:
    found = _salvage(disk)
    disk.refuse_newer()
    disk.mark, disk.seq = Mark(found.board, 0, 0, 0), found.seq
    if found.missing:
        disk.seq += 1  # who still holds what is missing in memory must not go on from it
    content = disk.encode(Picture(disk.seq, found.tables))  # before anything is moved: this may fail
    text = files.read(disk.lock.path)
    kept = [files.keep_bytes(disk.lock.path, "damaged", text)] if text else []
    paths = [f"{disk.home}/{name}" for name in FILES]
    kept += [files.set_aside(path, "damaged") for path in paths if os.path.lexists(path)]
    disk.write_generation(content)
    disk.write_generation(content)
    return Examination("", _count(found.tables), found.seq, found.missing, tuple(kept))


def _read_all(tables: Tables) -> None:
    """Also those that are only read when somebody looks into them. Raises StoreError."""
    for rows in tables.values():
        len(rows)


def _count(tables: Tables) -> int:
    return len(tables[CARDS]) + len(tables[ARCHIVE])


class Lines(NamedTuple):
    """The whole records of one journal by seq, whatever lies between them; `board` is "" where that is lost."""

    board: str
    schema: int
    records: dict[int, Line]


def _salvage(disk: Disk) -> Salvage:
    mark = decode_mark(disk.lock.text()) if disk.lock.open(create=False) else None
    journals = [_lines(disk, suffix) for suffix in (chain.PREVIOUS, "")]
    bases = [one for one in (_base(disk.snapshot), _base(disk.snapshot + chain.PREVIOUS)) if one]
    bases += filter(None, map(_base, reversed(backups.paths(disk.backups))))
    boards = [
        mark.board if mark else "",
        *(about.board for about, _ in bases),
        *(one.board for one in journals),
    ]
    board = next(filter(None, boards), "") or os.urandom(4).hex()
    own = [one for one in journals if one.board in ("", board)]
    oldest = min((one.schema for one in own), default=SCHEMA)
    nothing = (About(board, oldest, 0, 0, 0), chain.empty())
    whole = [one for one in bases if one[0].board == board]
    about, tables = max(whole, key=lambda one: one[0].seq, default=nothing)
    disk.schema = max(disk.schema, about.schema)
    known = {seq: line for one in own for seq, line in one.records.items() if seq > about.seq}
    later = [known[seq] for seq in sorted(known)]
    saved = disk.witness.read().seq(board)
    seq = max([about.seq, mark.seq if mark else 0, saved, *known])
    tables, rest = chain.risen(chain.unpacked(tables), about.schema, later, SCHEMA)
    apply(tables, rest)
    return Salvage(board, tables, seq, seq - about.seq - len(later))


def _base(path: str) -> tuple[About, Tables] | None:
    try:
        about, tables = snapshot.load(path)
        _read_all(chain.unpacked(tables))
        return about, tables
    except (Damaged, StoreError):  # one that nobody can read is no reason to do without the others
        return None


def _lines(disk: Disk, suffix: str) -> Lines:
    content = files.read(disk.journal + suffix) or b""
    head, records = journal.salvage(content)
    disk.schema = max(disk.schema, head.schema if head else SCHEMA)
    schema = head.schema if head else SCHEMA
    return Lines(head.board if head else "", schema, {one.seq: (schema, one) for one in records})
