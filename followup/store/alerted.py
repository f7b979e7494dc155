"""What was alerted: a table beside the cards, whose rows are no undo step, change no card and make no conflict."""

from collections.abc import Mapping
from typing import Any

from followup.store.ledger import Ledger
from followup.store.records import ALERTS, ASIDE, CARDS, Document, plain


class Alerted(Ledger):
    """A board's alerts by key: claimed before anything is sent, told what became of them, forgotten in the end."""

    def alerts(self) -> Mapping[str, Document]:
        """Every alert by key, as of now."""
        with self._guard:
            return self._table(ALERTS).live()

    @property
    def alerts_version(self) -> int:
        """Goes up whenever alerts changed, by anyone."""
        return 0 if self._opened is None else self._opened.board.alerts_version

    def claim(self, alerts: Mapping[str, Document]) -> frozenset[str]:
        """Insert the alerts that nobody has inserted yet, durably; the keys that were ours."""
        from followup.store.table import document

        with self._transaction(at=0, by="", label="alerts", kind=ASIDE):
            table = self._table(ALERTS)
            ours = [key for key in alerts if key not in table.live()]
            table.insert_multiple(document(key, plain(alerts[key])) for key in ours)
        return frozenset(ours)

    def record(self, *keys: str, **fields: Any) -> None:
        """What became of these alerts, in one transaction. A key that nobody claimed is left alone."""
        with self._transaction(at=0, by="", label="alerts", kind=ASIDE):
            self._table(ALERTS).update(plain(fields), doc_ids=list(keys))  # type: ignore[arg-type]

    def forget_alerts(self, before: int) -> frozenset[str]:
        """Take away what was alerted before that instant about cards that are off the board; the keys of them.

        A card on the board keeps every row, whatever its age: they are its history, and what keeps an alert from
        being sent twice. `before` lies so far back that nobody undoes a deletion from then.
        """
        if not self._over(before):
            return frozenset()
        with self._transaction(at=0, by="", label="alerts", kind=ASIDE):
            gone = self._over(before)
            self._table(ALERTS).remove(doc_ids=gone)  # type: ignore[arg-type]
        return frozenset(gone)

    def _over(self, before: int) -> list[str]:
        with self._guard:
            rows, cards = self._table(ALERTS).live(), self._table(CARDS).live()
            return [
                key
                for key, row in rows.items()
                if _is_older(row, before) and str(row.get("card")) not in cards
            ]


def _is_older(row: Document, before: int) -> bool:
    at = row.get("at")
    return isinstance(at, int) and at < before
