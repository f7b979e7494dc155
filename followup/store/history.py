"""What can be undone and redone: rows of the history table, pure functions over a plain mapping.

A row is one transaction: seq, at, by, label, kind, of, state and changes. `done` rows can be undone, newest
first; `undone` ones redone, the last undone first; `gone` ones are only for the log. Since a new transaction
clears what was undone, done rows are in order of seq and undone ones all lie after them.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from followup.errors import StoreError
from followup.store.files import REPAIR
from followup.store.records import REDO, UNDO, Change, Document, Record, Transaction, changes_of

if TYPE_CHECKING:
    from tinydb.table import Table

DEPTH = 256  # transactions that can be undone
LOG = 512  # rows kept for the log
SLACK = 64  # rows above that before it is trimmed

DONE = "done"
UNDONE = "undone"
GONE = "gone"

Rows = dict[str, Document]
SAME = "="  # in the snapshot: as the next later picture of that card


def key(seq: int) -> str:
    """The id of a row: sorts as its number."""
    return f"{seq:012d}"


def remember(rows: Rows, record: Record) -> None:
    """Take in a transaction over cards. Rows are replaced, never changed: older pictures of them stay."""
    if record.kind in (UNDO, REDO):
        name = key(record.of or 0)
        if name in rows:
            rows[name] = rows[name] | {"state": UNDONE if record.kind == UNDO else DONE}
        _write_down(rows, record, GONE, [])
        return
    _clear_undone(rows)
    _write_down(rows, record, DONE, [list(change) for change in changes_of(record.ops)])
    if len(rows) > LOG + SLACK:
        _trim(rows)


def _write_down(rows: Rows, record: Record, state: str, changes: list[Any]) -> None:
    row = record._asdict()
    del row["ops"]
    rows[key(record.seq)] = row | {"state": state, "changes": changes}


def _clear_undone(rows: Rows) -> None:
    undone = []
    for name, row in reversed(rows.items()):
        if row["state"] == DONE:
            break
        if row["state"] == UNDONE:
            undone.append(name)
    _forget(rows, undone)


def _forget(rows: Rows, names: list[str]) -> None:
    for name in names:
        rows[name] = rows[name] | {"state": GONE, "changes": []}


def _trim(rows: Rows) -> None:
    _forget(rows, [name for name, row in rows.items() if row["state"] == DONE][:-DEPTH])
    spare = [name for name, row in rows.items() if row["state"] == GONE]
    for name in spare[: len(rows) - LOG]:
        del rows[name]


def transaction(row: Document) -> Transaction:
    """A row as callers see it."""
    changes = tuple(Change(*change) for change in row["changes"])
    return Transaction(row["seq"], row["at"], row["by"], row["label"], row["kind"], row["of"], changes)


def reverse(done: Transaction) -> tuple[Change, ...]:
    """The changes that take a transaction back."""
    return tuple(Change(one.id, one.after, one.before) for one in reversed(done.changes))


def pack(rows: Mapping[str, Document], cards: Mapping[str, Document]) -> Rows:
    """The rows for the snapshot: a picture that is the next later one of its card is written as "="."""
    later: dict[str, Document | None] = {}
    packed = {}
    for name in sorted(rows, reverse=True):
        changes = []
        for card_id, before, after in reversed(rows[name]["changes"]):
            same = (later[card_id] if card_id in later else cards.get(card_id)) == after
            changes.append([card_id, before, SAME if same else after])
            later[card_id] = before
        packed[name] = rows[name] | {"changes": changes[::-1]}
    return packed


def unpack(packed: Mapping[str, Document], cards: Mapping[str, Document]) -> Rows:
    """The rows as they were packed, oldest first."""
    if not all(map(_is_row, packed.values())):
        raise StoreError("the board's history cannot be read", REPAIR)
    later: dict[str, Document | None] = {}
    rows = {}
    for name in sorted(packed, reverse=True):
        changes = []
        for card_id, before, after in reversed(packed[name]["changes"]):
            known = later[card_id] if card_id in later else cards.get(card_id)
            changes.append([card_id, before, known if after == SAME else after])
            later[card_id] = before
        rows[name] = packed[name] | {"changes": changes[::-1]}
    return dict(sorted(rows.items()))


def _is_row(row: Document) -> bool:
    match row:
        case {"seq": int(), "at": int(), "by": str(), "label": str(), "kind": str(), "of": int() | None,
              "state": str(), "changes": list(changes)}:  # fmt: skip
            return all(isinstance(one, list) and len(one) == 3 and isinstance(one[0], str) for one in changes)
    return False


def next_step(table: "Table", kind: str) -> Document | None:
    """The row that undo would take back, or redo do again."""
    from tinydb import where

    if kind == UNDO:
        return max(table.search(where("state") == DONE), key=_seq, default=None)
    return min(table.search(where("state") == UNDONE), key=_seq, default=None)


def _seq(row: Document) -> int:
    return int(row["seq"])
