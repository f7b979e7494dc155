"""board.json: every table in TinyDB's own JSON shape, one document a line, behind one line about itself."""

import gc
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from followup.errors import StoreError
from followup.store.files import explain, read
from followup.store.past import Past
from followup.store.records import ARCHIVE, CARDS, HISTORY, SCHEMA, Document, as_json, is_whose
from followup.store.shelf import Shelf, Text, is_table

if TYPE_CHECKING:
    from followup.store.leaves import Leaves

    Rows = dict[str, Document] | Shelf | Past | Leaves
    Tables = dict[str, Rows]
else:  # an add reads no rows, and is quicker without knowing what they are
    Rows = Tables = dict
_HEADER = 1024  # bytes; more than the first line ever takes


class Damaged(Exception):
    """A file of the store is not what was written; the text says how it shows."""


class Picture(NamedTuple):
    """The tables as of one transaction."""

    seq: int
    tables: Tables


class About(NamedTuple):
    """The snapshot's first line: whose it is, the last transaction in it, and what follows."""

    board: str
    schema: int
    seq: int
    size: int
    crc: int


def encode(board: str, schema: int, seq: int, tables: Tables) -> bytes:
    """The whole file."""
    body = ",\n".join(_table(name, tables[name]) for name in sorted(tables)) + "\n}\n"
    data = body.encode()
    about = About(board, schema, seq, len(data), _checksum(board, schema, seq, data))
    return ('{"_store":' + as_json(about._asdict()) + ",\n").encode() + data


def _table(name: str, rows: Rows) -> str:
    if isinstance(rows, Shelf) and rows.as_read is not None:
        return rows.as_read.decode()
    from followup.store.leaves import Leaves

    as_read = rows.line if isinstance(rows, Leaves) else _unknown
    lines = ",".join(f"\n{as_read(key) or f'{as_json(key)}:{as_json(rows[key])}'}" for key in sorted(rows))
    return f"{as_json(name)}:{{{lines}\n}}"


def _unknown(key: str) -> None:
    return None


def _checksum(board: str, schema: int, seq: int, data: bytes) -> int:
    return crc32(data, crc32(f"{board} {schema} {seq}".encode()))


def load(path: str, kept: str = "") -> tuple[About, Tables]:
    """The whole snapshot, its cards as the rows in the file `kept` where those are of this very one.

    Raises Damaged, and StoreError where the disk refuses.
    """
    if kept and (picked := _picked(path, kept)) is not None:
        return picked
    data = read(path)
    if data is None:
        raise Damaged("is missing")
    return parse(data)


def parse(data: bytes) -> tuple[About, Tables]:
    """The same of bytes that were read. Raises Damaged."""
    about = _about(data[:_HEADER])
    if about is None:
        raise Damaged("has lost its first line" if data else "is empty")
    start = data.index(b"\n") + 1
    if len(data) - start != about.size:
        raise Damaged(f"has {len(data) - start} bytes of {about.size}")
    if _checksum(about.board, about.schema, about.seq, memoryview(data)[start:]) != about.crc:  # type: ignore[arg-type]
        raise Damaged("does not match its checksum")
    return about, _tables(data)


def _picked(path: str, kept: str) -> tuple[About, Tables] | None:
    """The snapshot without reading its cards; None where that cannot be, and then the plain way says why."""
    about = glance(path)
    if about is None or about.schema != SCHEMA:
        return None
    from followup.store import leaves

    with no_collecting():
        begun = crc32(f"{about.board} {about.schema} {about.seq}".encode())
        picked = leaves.load(kept, path, about, begun)
    if picked is None:
        return None
    late = {name: Shelf(Text(picked.texts.pop(name))) for name in (ARCHIVE, HISTORY) if name in picked.texts}
    tables: Tables = {name: Text(text).rows for name, text in picked.texts.items()}
    return about, tables | late | {CARDS: picked.cards}


def keep_leaves(path: str, kept: str) -> None:
    """Keep rows of this snapshot's cards, unless they are kept already. Raises OSError and StoreError."""
    from followup.store import leaves

    about = glance(path)
    if about is None or about.schema != SCHEMA or about.size < leaves.WORTH_IT or leaves.is_kept(kept, about):
        return
    data = read(path) or b""
    try:
        about, tables = parse(data)
    except Damaged:
        return  # whoever reads it next says so
    spans = {name: span for name in tables if (span := _span(data, name)) is not None}
    if CARDS in spans:
        leaves.keep(kept, about, data, spans)


def glance(path: str) -> About | None:
    """Its first line, if the file is as long as that says; reads no more. Raises StoreError."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise explain(problem, path) from None
    try:
        data = os.pread(handle, _HEADER, 0)
        size = os.fstat(handle).st_size
    except OSError:
        return None
    finally:
        os.close(handle)
    about = _about(data)
    return about if about and size == data.index(b"\n") + 1 + about.size else None


@contextmanager
def no_collecting() -> Iterator[None]:
    """No garbage collection meanwhile: it doubles the time in which a great many objects are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _about(data: bytes) -> About | None:
    line, newline, _ = data.partition(b"\n")
    try:
        match json.loads(line.rstrip(b",") + b"}"):
            case {
                "_store": {
                    "board": str(board),
                    "schema": int(schema),
                    "seq": int(seq),
                    "size": int(size),
                    "crc": int(crc),
                }
            } if newline and is_whose(board, schema, seq):
                return About(board, schema, seq, size, crc)
    except (ValueError, RecursionError):
        pass
    return None


def _tables(data: bytes) -> Tables:
    spans = {name: span for name in (ARCHIVE, HISTORY) if (span := _span(data, name))}
    rest, start = [], 0
    for begin, end in sorted(spans.values()):
        # Without the comma behind it, or before it where it is the last.
        behind = data[end : end + 2] == b",\n"
        rest.append(data[start : begin if behind else begin - 2])
        start = end + 2 if behind else end
    try:
        with no_collecting():
            tables: dict[str, Any] = json.loads(b"".join((*rest, data[start:])))
    except (ValueError, RecursionError) as problem:  # its checksum is right: written so, not damaged since
        raise StoreError("the board's snapshot is no JSON", str(problem)) from None
    del tables["_store"]
    if not all(map(is_table, tables.values())):
        raise Damaged("holds something that is no card")
    texts = {name: data[begin:end] for name, (begin, end) in spans.items()}
    return tables | {name: Shelf(Text(partial(bytes, text))) for name, text in texts.items()}


def _span(data: bytes, name: str) -> tuple[int, int] | None:
    """Where a table's text is: it need not be parsed before somebody looks into it."""
    # Only a table's name ends its line with a brace, and only its end begins one with it: text has no newlines.
    start = data.find(b'\n"%b":{\n' % name.encode()) + 1
    end = data.find(b"\n}", start) + 2
    return (start, end) if start and end > 1 else None
