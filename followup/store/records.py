"""The lines of the journal: a checksum, a space, one JSON object, a newline. One line a transaction.

Nothing here touches a disk. Reading is strict: a line is wholly right or it is no record.
"""

import json
from typing import Any, NamedTuple
from zlib import crc32

from followup.errors import Refused

Document = dict[str, Any]

SCHEMA = 2
ENDLESS = 10**15  # transactions: no board gets there, and its mark has no place for more
CARDS = "cards"
ARCHIVE = "archive"  # cards that are done and over: in a snapshot they stay text until somebody looks
ALERTS = "alerts"
HISTORY = "history"
MUTES = "mutes"  # of people and stages; rows that can be undone like cards
TABLES = (ALERTS, ARCHIVE, CARDS, HISTORY, MUTES)

DO = "do"
UNDO = "undo"
REDO = "redo"
ASIDE = "aside"  # alerts and the like: no undo step

# Prebuilt: json.dumps() with options builds a new encoder at every call.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


class Change(NamedTuple):
    """One card, or one mute of a person or a stage, before and after; None is "not there"."""

    id: str
    before: Document | None
    after: Document | None

    @property
    def is_mute(self) -> bool:
        """Whether it is about a mute and not about a card."""
        return place_of(self.after or self.before or {}) == MUTES


class Transaction(NamedTuple):
    """What was committed together. `at` is UTC seconds; `kind` do, undo or redo; `of` the seq it is of."""

    seq: int
    at: int
    by: str
    label: str
    kind: str
    of: int | None
    changes: tuple[Change, ...]


class Op(NamedTuple):
    """One document of one table before and after."""

    table: str
    id: str
    before: Document | None
    after: Document | None


class Record(NamedTuple):
    """One transaction as the journal holds it."""

    seq: int
    at: int
    by: str
    label: str
    kind: str
    of: int | None
    ops: tuple[Op, ...]

    def transaction(self) -> Transaction:
        """The same, as the callers of the store see it: cards and mutes only."""
        return Transaction(self.seq, self.at, self.by, self.label, self.kind, self.of, changes_of(self.ops))


class Head(NamedTuple):
    """The journal's first line: whose it is, and the snapshot that it follows."""

    board: str
    schema: int
    base: int


def place_of(document: Document) -> str:
    """The table that a card, or a mute, is kept in."""
    if "mute" in document:
        return MUTES
    return ARCHIVE if document.get("archived") else CARDS


def changes_of(ops: tuple[Op, ...]) -> tuple[Change, ...]:
    """What was done to cards and mutes, whichever table they were in and went to."""
    found: dict[str, Change] = {}
    for table, card_id, before, after in ops:
        if table in (CARDS, ARCHIVE, MUTES):
            known = found.get(card_id, Change(card_id, None, None))
            before = known.before if before is None else before
            found[card_id] = Change(card_id, before, known.after if after is None else after)
    return tuple(found.values())


def as_json(value: Any) -> str:
    """Compact JSON with sorted keys, text as it was typed.

    Raises Refused for what JSON or UTF-8 cannot hold: NaN, lone surrogates.
    """
    try:
        text = _encode(value)
        text.encode()
    except UnicodeEncodeError:
        raise Refused(
            "this text has broken characters in it", "type it again, or check what was pasted"
        ) from None
    except ValueError:
        raise Refused(
            "this holds a number that cannot be stored", "NaN and infinity are not numbers"
        ) from None
    return text


def plain(value: Any) -> Any:
    """A deep copy, as reading it back from disk would give it (tuples become lists)."""
    return json.loads(as_json(value))


def encode(record: Record) -> bytes:
    """The record's line."""
    return _line(record._asdict())


def encode_head(head: Head) -> bytes:
    """The journal's first line."""
    return _line({"journal": head._asdict()})


def decode(line: bytes) -> Record | None:
    """The record of one whole line, or None when it is damaged or no record."""
    body = _object(line)
    if not isinstance(body, dict) or body.keys() != set(Record._fields):
        return None
    match body:
        case {"seq": int(seq), "at": int(), "by": str(), "label": str(), "kind": str(), "of": int() | None,
              "ops": list(ops)} if 0 < seq < ENDLESS and all(map(_is_op, ops)):  # fmt: skip
            return Record(**body | {"ops": tuple(Op(*op) for op in ops)})
    return None


def is_whose(board: str, schema: int, seq: int) -> bool:
    """Whether a file can begin so: with the name of a board, the number of a schema and that of a transaction."""
    return board.isascii() and board.isalnum() and schema > 0 and 0 <= seq < ENDLESS


def _is_op(value: Any) -> bool:
    match value:
        case [str(), str(), dict() | None, dict() | None]:
            return True
    return False


def decode_head(line: bytes) -> Head | None:
    """The head of one whole line, or None when it is damaged or no head."""
    match _object(line):
        case {"journal": {"board": str(board), "schema": int(schema), "base": int(base)}}:
            return Head(board, schema, base) if is_whose(board, schema, base) else None
    return None


def _line(body: Document) -> bytes:
    text = as_json(body).encode()
    return b"%08x %b\n" % (crc32(text), text)


def _object(line: bytes) -> Any:
    if line[-1:] != b"\n" or line[8:9] != b" ":
        return None
    body = line[9:-1]
    if line[:8] != b"%08x" % crc32(body):
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):  # a line of some other file, checksum and all
        return None
