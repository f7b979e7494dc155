"""What was alerted as the header counts it, kept up at the cost of what has changed."""

from collections.abc import Iterable, Mapping
from typing import Any

from followup.core import records
from followup.core.board import Seen
from followup.core.workweek import Workweek

Row = Mapping[str, Any]


class Spoken:
    """The rows of the alerts table as of one version of it, and which cards' alerts nobody has acted on."""

    def __init__(self) -> None:
        self.version = 0
        self.last: dict[str, Row] = {}
        self._costly: dict[str, Row] = {}
        self._of_card: dict[str, list[Row]] = {}
        self._pending: set[str] | None = None

    def take(self, version: int, rows: Mapping[str, Row]) -> None:
        """The rows as they are now; of the same version they are the same."""
        if version == self.version:
            return
        self.version, self.last, self._pending = version, records.last_rows(rows), None
        self._costly = {key: row for key, row in rows.items() if records.makes_sense(row) and row.get("cost")}
        self._of_card = {}
        for row in self.last.values():
            self._of_card.setdefault(row["card"], []).append(row)

    def used(self, now: int, week: Workweek) -> int:
        """How much of the day's budget is spent."""
        return records.used_today(self._costly, now, week)

    def count_pending(self, seen: Mapping[str, Seen], changed: Iterable[str] | None) -> int:
        """On how many cards an alert waits to be acted on. `changed` are the cards that differ from the call before,
        None where any may."""
        wanted = self._of_card if changed is None or self._pending is None else changed
        self._pending = set() if wanted is self._of_card else self._pending or set()
        for card in wanted:
            own = {str(place): row for place, row in enumerate(self._of_card.get(card, ()))}
            if own and records.count_pending(own, seen):
                self._pending.add(card)
            else:
                self._pending.discard(card)
        return len(self._pending)
