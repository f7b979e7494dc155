"""What `followup doctor` says about a board's files, and what `--repair` makes of them.

A repair takes the best snapshot and every whole line of either journal, also beyond a hole: each line holds its
cards whole, so a hole costs only what was in it. Every file that was there is kept under another name.
"""

import os
from typing import NamedTuple

from followup.errors import StoreError
from followup.store import chain, files, snapshot
from followup.store.disk import Disk
from followup.store.files import explain
from followup.store.follower import FILES
from followup.store.lockfile import Mark
from followup.store.lockfile import decode as decode_mark
from followup.store.records import CARDS, SCHEMA, Record, decode, decode_head
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


def examine(home: str | os.PathLike[str]) -> Examination:
    """How the files are, without touching them. Raises StoreError where the disk refuses."""
    disk = Disk(os.fspath(home))
    try:
        news = disk.catch_up()
        assert news is not None and news.tables is not None
        apply(news.tables, news.records)
    except StoreError as problem:
        found = _salvage(disk)
        return Examination(problem.message, len(found.tables[CARDS]), found.seq, found.missing)
    finally:
        disk.close()
    return Examination("; ".join(disk.warnings), len(news.tables[CARDS]), disk.seq, 0)


def repair(home: str | os.PathLike[str]) -> Examination:
    """Write two whole generations from what can be had, after putting every file of the board aside.

    Does nothing to a board that is whole. Raises StoreError, and ReadOnly for a newer schema.
    """
    disk = Disk(os.fspath(home))
    before = examine(home)
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
    text = files.read(disk.lock.path)
    kept = [files.keep_bytes(disk.lock.path, "damaged", text)] if text else []
    paths = [f"{disk.home}/{name}" for name in FILES]
    kept += [files.set_aside(path, "damaged") for path in paths if os.path.lexists(path)]
    disk.mark, disk.seq = Mark(found.board, 0, 0, 0), found.seq
    content = disk.encode(Picture(found.seq, found.tables))
    disk.write_generation(content)
    disk.write_generation(content)
    return Examination("", len(found.tables[CARDS]), found.seq, found.missing, tuple(kept))


def _salvage(disk: Disk) -> Salvage:
    mark = decode_mark(disk.lock.text()) if disk.lock.open(create=False) else None
    bases = [one for one in (_base(disk, ""), _base(disk, chain.PREVIOUS)) if one]
    boards = [mark.board] if mark else []
    boards += [about.board for about, _ in bases]
    lines = [_lines(disk, suffix) for suffix in ("", chain.PREVIOUS)]
    boards += [board for board, _ in lines if board]
    board = boards[0] if boards else os.urandom(4).hex()
    records: dict[int, Record] = {}
    for theirs, known in reversed(lines):
        if theirs in ("", board):
            records |= known
    own = [one for one in bases if one[0].board == board]
    about, tables = max(
        own, key=lambda one: one[0].seq, default=(About(board, SCHEMA, 0, 0, 0), chain.empty())
    )
    disk.schema = max(disk.schema, about.schema)
    later = [records[seq] for seq in sorted(records) if seq > about.seq]
    seq = max([about.seq, mark.seq if mark else 0, *(record.seq for record in later)])
    tables = chain.unpacked(tables, about.schema)
    apply(tables, later)
    return Salvage(board, tables, seq, seq - about.seq - len(later))


def _base(disk: Disk, suffix: str) -> tuple[About, Tables] | None:
    try:
        return snapshot.load(disk.snapshot + suffix)
    except Damaged:
        return None


def _lines(disk: Disk, suffix: str) -> tuple[str, dict[int, Record]]:
    """The board that a journal belongs to ("" when that is lost), and every whole record in it."""
    content = files.read(disk.journal + suffix) or b""
    whole = [line + b"\n" for line in content.split(b"\n")]
    heads = [head for head in map(decode_head, whole) if head]
    disk.schema = max([disk.schema, *(head.schema for head in heads)])
    records = {record.seq: record for record in map(decode, whole) if record}
    return (heads[0].board if heads else ""), records
