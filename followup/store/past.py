"""The history as a table that is made only when somebody undoes, looks back or folds: opening a board does not."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from followup.store import history
from followup.store.records import Document, Record


class Past(Mapping[str, Document]):
    """The rows that `begin` gives, and what `records` add to them. A still picture: more records make another."""

    def __init__(
        self, begin: Callable[[], Mapping[str, Document]] = dict, records: tuple[Record, ...] = ()
    ) -> None:
        self._begin = begin
        self._records = records

    @cached_property
    def rows(self) -> history.Rows:
        """Every row by key, oldest first."""
        rows = dict(self._begin())
        for record in self._records:
            history.remember(rows, record)
        return rows

    def after(self, records: list[Record]) -> "Past":
        """The history after more transactions."""
        if "rows" not in self.__dict__:
            return Past(self._begin, (*self._records, *records))
        known = self.rows
        return Past(lambda: known, tuple(records))

    def __getitem__(self, key: str) -> Document:
        return self.rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
