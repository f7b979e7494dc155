"""Records applied to tables: how a journal becomes a board, on disk and in memory alike."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from followup.store.past import Past
from followup.store.records import ASIDE, HISTORY, Document, Record
from followup.store.shelf import Shelf
from followup.store.snapshot import Tables

if TYPE_CHECKING:
    from followup.store.leaves import Leaves


def apply(tables: Tables, records: Iterable[Record]) -> None:
    """Apply them in order. A table that changes is replaced by a copy: the old one stays a still picture."""
    records = list(records)
    changed = {name: _copy(tables, name) for name in {op.table for record in records for op in record.ops}}
    for record in records:
        for op in record.ops:
            if op.after is None:
                changed[op.table].pop(op.id, None)
            else:
                changed[op.table][op.id] = op.after
    tables.update(changed)
    past, steps = tables[HISTORY], [record for record in records if record.kind != ASIDE]
    if steps:
        tables[HISTORY] = (past if isinstance(past, Past) else Past(past.copy)).after(steps)


def _copy(tables: Tables, name: str) -> "dict[str, Document] | Shelf | Leaves":
    rows = tables.get(name, {})
    return dict(rows) if isinstance(rows, Past) else rows.copy()
