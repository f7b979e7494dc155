"""Records applied to tables: how a journal becomes a board, on disk and in memory alike."""

from collections.abc import Iterable

from followup.store import history
from followup.store.records import ASIDE, HISTORY, Record
from followup.store.snapshot import Tables


def apply(tables: Tables, records: Iterable[Record]) -> None:
    """Apply them in order. A table that changes is replaced by a copy: the old one stays a still picture."""
    records = list(records)
    for name in {op.table for record in records for op in record.ops} | {HISTORY}:
        tables[name] = tables[name].copy() if name in tables else {}
    for record in records:
        for op in record.ops:
            if op.after is None:
                tables[op.table].pop(op.id, None)
            else:
                tables[op.table][op.id] = op.after
        if record.kind != ASIDE:
            history.remember(history.of(tables), record)
