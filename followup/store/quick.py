"""Adding without reading: one append and one fsync at any size of board, and no TinyDB.

ULIDs need no existing data, so a new card only has to follow a journal that is vouched for: of the length and
with the last record that the mark names, behind a snapshot whose first line fits.
"""

import os
from typing import NamedTuple

from followup.store import journal, snapshot
from followup.store.disk import Disk
from followup.store.files import explain
from followup.store.lockfile import Mark, decode
from followup.store.records import DO, SCHEMA, Document, Op, Record, decode_head, encode, place_of

_HEAD = 256  # bytes; more than the journal's first line ever takes


class Added(NamedTuple):
    """What was written, and the journal's length with it."""

    record: Record
    length: int


def add(disk: Disk, documents: list[Document], *, at: int, by: str, label: str) -> Added | None:
    """Append new cards; None when these files need more than a glance. Raises StoreError."""
    ops = tuple(Op(place_of(document), document["id"], None, document) for document in documents)
    with disk.exclusive():
        mark = _vouched(disk)
        if mark is None:
            return None
        record = Record(mark.seq + 1, at, by, label, DO, None, ops)
        line = encode(record)
        disk.put(line, mark.length)
        length = mark.length + len(line)
        disk.acknowledge(mark._replace(seq=record.seq, length=length))
    disk.forget()
    return Added(record, length)


def _vouched(disk: Disk) -> Mark | None:
    """The mark, the first files being made where there are none; None when a glance does not do."""
    if disk.is_fresh():
        disk.catch_up(locked=True)
        disk.prepare({})
        return disk.mark
    return vouched(disk)


def vouched(disk: Disk) -> Mark | None:
    """The mark of files that are there, if a glance at each fits it. Writes nothing; raises StoreError."""
    mark = decode(disk.lock.text())
    about = snapshot.glance(disk.snapshot)
    if not mark or not mark.length or not about or about.board != mark.board:
        return None
    disk.schema = about.schema
    disk.refuse_newer()
    if about.schema < SCHEMA:
        return None
    fits = mark.base <= about.seq <= mark.seq and _journal_fits(disk, mark) and not _is_older(disk, mark)
    return mark if fits else None


def _is_older(disk: Disk, mark: Mark) -> bool:
    return mark.seq < disk.witness.read().seq(mark.board)


def _journal_fits(disk: Disk, mark: Mark) -> bool:
    try:
        handle = os.open(disk.journal, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as problem:
        raise explain(problem, disk.journal) from None
    try:
        first = os.pread(handle, _HEAD, 0)
        head = decode_head(first[: first.find(b"\n") + 1])
        if head is None or (head.board, head.base) != (mark.board, mark.base):
            return False
        disk.schema = max(disk.schema, head.schema)
        disk.refuse_newer()
        return os.fstat(handle).st_size == mark.length and journal.ends_with(
            handle, mark.length, mark.seq, mark.base
        )
    except OSError:
        return False
    finally:
        os.close(handle)
