"""board.journal: a head, then one line a transaction since the snapshot. Grows until it is replaced."""

import contextlib
import os
from typing import NamedTuple

from followup.store.files import read, write_all
from followup.store.lockfile import Mark
from followup.store.records import Head, Record, decode, decode_head
from followup.store.snapshot import Damaged

_LAST = 65536  # bytes looked at to check the last line


class Pages(NamedTuple):
    """A journal as read: `end` is where its last whole record ends, `torn` what follows."""

    head: Head
    records: list[Record]
    end: int
    torn: bytes


def load(path: str, mark: Mark | None = None) -> Pages:
    """The whole journal. Raises Damaged when anything that `mark` says was acknowledged is not whole."""
    data = read(path)
    if data is None:
        raise Damaged("is missing")
    start = data.find(b"\n") + 1
    head = decode_head(data[:start])
    if head is None:
        raise Damaged("has lost its first line" if data else "is empty")
    acknowledged = _acknowledged(head, mark) if mark else 0
    if len(data) < acknowledged:
        raise Damaged(f"was cut to {len(data)} of {acknowledged} bytes")
    records, end = parse(data, start, acknowledged)
    if records and records[0].seq != head.base + 1:
        raise Damaged(f"begins with transaction {records[0].seq} instead of {head.base + 1}")
    return Pages(head, records, end, data[end:])


def _acknowledged(head: Head, mark: Mark) -> int:
    if head.board != mark.board:
        raise Damaged("belongs to another board")
    if head.base == mark.base:
        return mark.length
    if head.base < mark.seq:
        raise Damaged("is an older one")
    return 0  # killed after the journal was replaced, before the mark was


def parse(data: bytes, start: int, acknowledged: int) -> tuple[list[Record], int]:
    """The records from `start` on, and where the last whole one ends.

    What is not whole is torn if nothing whole comes after it and it was never acknowledged, else Damaged.
    """
    records: list[Record] = []
    while start < len(data):
        end = data.find(b"\n", start) + 1
        record = decode(data[start:end]) if end else None
        if record is None or (records and record.seq != records[-1].seq + 1):
            break
        records.append(record)
        start = end
    if start < acknowledged:
        raise Damaged(f"is damaged after {_last(records)}")
    if any(decode(line + b"\n") for line in data[start:].split(b"\n")[1:]):
        raise Damaged(f"has a damaged line after {_last(records)}, and whole ones behind it")
    return records, start


def salvage(data: bytes) -> tuple[Head | None, list[Record]]:
    """Every whole line of a journal, whatever lies between them."""
    lines = [line + b"\n" for line in data.split(b"\n")]
    head = next(filter(None, map(decode_head, lines)), None)
    return head, [record for record in map(decode, lines) if record]


def _last(records: list[Record]) -> str:
    return f"transaction {records[-1].seq}" if records else "its first line"


def ends_with(handle: int, length: int, seq: int, base: int) -> bool:
    """Whether the bytes before `length` are the whole record `seq`. Reads the end only."""
    size = min(length, _LAST)
    tail = os.pread(handle, size, length - size)
    if tail[-1:] != b"\n":
        return False
    start = tail.rfind(b"\n", 0, -1) + 1
    if seq == base:  # no record yet: this is the head
        return decode_head(tail[start:]) is not None
    if not start:
        return True  # a record longer than what was read
    record = decode(tail[start:])
    return record is not None and record.seq == seq


def append(handle: int, line: bytes, length: int) -> None:
    """The line is durable at `length`, or the journal is as it was. Raises OSError."""
    try:
        write_all(handle, line, length)
        os.fsync(handle)
    except BaseException:  # ctrl+c as well: what nobody was told is saved must not stay
        _take_back(handle, length)
        raise


def _take_back(handle: int, length: int) -> None:
    try:
        os.ftruncate(handle, length)
    except OSError:
        # It could not be cut: spoil its checksum, so that what was refused never counts.
        with contextlib.suppress(OSError):
            os.pwrite(handle, b"#", length)
