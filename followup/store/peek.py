"""The board for a reader in a hurry: no TinyDB, no warnings, no upkeep, and nothing is written."""

import os
from zlib import crc32

from followup.errors import StoreError
from followup.store import chain, quick, snapshot
from followup.store.disk import Disk
from followup.store.follower import Follower
from followup.store.records import CARDS, Document

_END = 4096  # bytes


def cards(home: str, noted_in: str = "") -> dict[str, Document]:
    """Every card's fields by id as of now, the archive apart; none where there is no board. Raises StoreError."""
    follower = Follower(home, noted_in)
    try:
        news = follower.catch_up()
    finally:
        follower.close()
    if news is None:
        return {}
    rows = (news.tables or chain.empty())[CARDS]
    # Those that were kept beside a big snapshot need not be parsed.
    fields = getattr(rows, "fields", None)
    found: dict[str, Document] = dict(rows) if fields is None else fields()
    for record in news.records:
        for op in record.ops:
            if op.table == CARDS and op.after is None:
                found.pop(op.id, None)
            elif op.table == CARDS and op.after is not None:
                found[op.id] = op.after
    return found


def stamp(home: str, backups: str) -> str:
    """What tells this state of the board from any other, from a glance at its files; "" where that does not do.

    The mark says which transaction was last, the checksum of the snapshot and of the journal's end on which content:
    a board that was put back and went on differently has another stamp, though it counts the same.
    """
    disk = Disk(home, backups)
    try:
        if not disk.lock.open(create=False):
            return ""
        mark, about = quick.vouched(disk), snapshot.glance(disk.snapshot)
        if mark is None or about is None:
            return ""
        return f"{mark.board} {mark.base} {mark.seq} {mark.length} {about.seq} {about.crc} {_end(disk, mark.length)}"
    except (StoreError, OSError):
        return ""
    finally:
        disk.close()


def _end(disk: Disk, length: int) -> int:
    """A checksum of the journal's last lines."""
    handle = os.open(disk.journal, os.O_RDONLY)
    try:
        size = min(length, _END)
        return crc32(os.pread(handle, size, length - size))
    finally:
        os.close(handle)
