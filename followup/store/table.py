"""TinyDB's Table on our Storage. Every private name of TinyDB that we rely on is in this file.

`_get_next_id`, `_read_table` and `_update_table` are overridden, `_storage` and `_name` are read: a Storage
only ever sees whole databases, so the record of what changed has to be made here. tests/store/test_table.py
holds the contract with TinyDB 4.9.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import partial
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from followup.core.ids import new_id
from followup.store.records import ASIDE, Document, plain
from followup.store.snapshot import Rows
from followup.store.storage import BoardStorage, Log


class Overlay(MutableMapping[str, Document]):
    """A table with the changes of a draft over it; the table itself is never touched."""

    def __init__(self, live: Rows, wanted: dict[str, Document | None]) -> None:
        self._live = live
        self._wanted = wanted

    def __getitem__(self, key: str) -> Document:
        if key not in self._wanted:
            self._wanted[key] = plain(self._live[key])  # the caller may change it in place
        document = self._wanted[key]
        if document is None:
            raise KeyError(key)
        return document

    def __setitem__(self, key: str, document: Document) -> None:
        self._wanted[key] = document

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._wanted[key] = None

    def __contains__(self, key: object) -> bool:
        if key in self._wanted:
            return self._wanted[key] is not None
        return key in self._live

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._live if self._wanted.get(key, ...) is not None)
        yield from [key for key, document in self._wanted.items() if document and key not in self._live]

    def __len__(self) -> int:
        return sum(1 for _ in self)


class BoardTable(Table):
    """A table whose ids are text, whose writes join the transaction under way or are one of their own."""

    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0

    def __init__(
        self, storage: BoardStorage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        # Other processes' writes do not clear the query cache, so there is none.
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)

    @property
    def board(self) -> BoardStorage:
        """The storage, as what it is."""
        assert isinstance(self._storage, BoardStorage)
        return self._storage

    def live(self) -> Rows:
        """Every document by id, not copied: only to be read."""
        return self.board.live(self._name)

    def rewrite(self, wanted: Mapping[str, Document]) -> None:
        """Replace whole documents, which TinyDB's update only merges into."""
        for key, body in wanted.items():
            self.update(partial(_become, body), doc_ids=[key])  # type: ignore[list-item]

    def _get_next_id(self) -> Any:
        return new_id(0)

    def _read_table(self) -> Any:
        return self.live()

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        draft = self.board.draft
        if draft is None:
            with self.board.transaction(at=0, by="tinydb", label=self._name, kind=ASIDE):
                self._update_table(updater)
            return
        live = self.board.live(self._name)
        updater(Overlay(live, draft.wanted.setdefault(self._name, {})))


class Database(TinyDB):
    """TinyDB with our table and our storage."""

    table_class = BoardTable  # type: ignore[assignment]
    default_storage_class = BoardStorage  # type: ignore[assignment]

    @property
    def board(self) -> BoardStorage:
        """The storage, as what it is."""
        assert isinstance(self._storage, BoardStorage)
        return self._storage

    def rows(self, name: str) -> BoardTable:
        """A table, as what it is."""
        table = self.table(name)
        assert isinstance(table, BoardTable)
        return table


def _become(body: Document, stored: MutableMapping[str, Any]) -> None:
    stored.clear()
    stored.update(body)


def open_database(log: Log) -> Database:
    """A database over a log."""
    return Database(log)


def document(key: str, body: Document) -> TinyDocument:
    """A document that brings its id."""
    return TinyDocument(body, key)  # type: ignore[arg-type]
