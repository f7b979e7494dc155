"""TinyDB's Storage over a log: it reads live tables, and writes the difference as one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from tinydb.storages import Storage

from followup.errors import StoreError
from followup.store import chain
from followup.store.follower import News
from followup.store.records import ALERTS, ARCHIVE, CARDS, DO, HISTORY, Document, Op, Record, plain
from followup.store.replay import apply
from followup.store.snapshot import Picture, Rows, Tables


class Log(Protocol):
    """What keeps the records: the disk, or its twin in memory."""

    seq: int
    warnings: list[str]

    def is_behind(self) -> bool: ...
    def catch_up(self, *, locked: bool = False) -> News | None: ...
    def exclusive(self) -> AbstractContextManager[None]: ...
    def prepare(self, tables: Tables) -> None: ...
    def append(self, record: Record) -> Record: ...
    def is_long(self, times: int = 1) -> bool: ...
    def compact(self, content: bytes) -> None: ...
    def close(self) -> None: ...


class Draft:
    """A transaction being made: what each document shall become, by table and id; None removes it."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.of: int | None = None
        self.wanted: dict[str, dict[str, Document | None]] = {}
        self.record: Record | None = None

    def ops(self, tables: Tables) -> tuple[Op, ...]:
        """What differs from the tables as they are."""
        return tuple(
            Op(name, key, before, after)
            for name, rows in self.wanted.items()
            for key, after in rows.items()
            if (before := tables.get(name, {}).get(key)) != after
        )


class BoardStorage(Storage):
    """Holds the tables of one board in memory and keeps them level with the log."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.tables: Tables = chain.empty()
        self.loaded = False
        self.draft: Draft | None = None
        self.foreign: set[str] | None = (
            None  # cards changed by others since anybody asked; None: nothing at all
        )
        self.alerts_version = 0

    def live(self, name: str) -> Rows:
        """A table as of now. Nobody may change it; the next transaction replaces it."""
        if self.draft is None:
            self.catch_up()
        return self.tables.get(name, {})

    def read(self) -> dict[str, dict[str, Any]]:
        """A deep copy of every table, as TinyDB's own Table expects."""
        self.catch_up()
        return {name: plain(dict(rows)) for name, rows in self.tables.items()}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables equal these, the history apart, in one transaction that can be undone."""
        wanted: dict[str, dict[str, Document]] = plain(data)
        with self.transaction(at=0, by="tinydb", label="write") as draft:
            for name in (self.tables.keys() | wanted.keys()) - {HISTORY}:
                rows = wanted.get(name, {})
                gone = dict.fromkeys(self.tables.get(name, {}).keys() - rows.keys())
                draft.wanted[name] = {**rows, **gone}

    @contextmanager
    def transaction(self, *, at: int, by: str, label: str, kind: str = DO) -> Iterator[Draft]:
        """Alone with the board, caught up; what the draft then holds is committed, or nothing of it."""
        with self.log.exclusive():
            self.catch_up(locked=True)
            self.log.prepare(self.tables)
            self.draft = draft = Draft(label)
            try:
                yield draft
            finally:
                self.draft = None
            ops = draft.ops(self.tables)
            if ops:
                draft.record = self.log.append(
                    Record(self.log.seq + 1, at, by, draft.label, kind, draft.of, ops)
                )
                self._apply([draft.record])

    def catch_up(self, *, locked: bool = False) -> None:
        """Take in what other processes wrote. Raises StoreError."""
        news = self.log.catch_up(locked=locked)
        if news is None:
            return
        if self.loaded:
            self.note(())
        if news.tables is None:
            self._take_in(news.records)
        else:
            self._take_over(news)

    def note(self, card_ids: Iterable[str]) -> None:
        """Something happened behind the backs of those who look, and to these cards."""
        self.foreign = (self.foreign or set()) | set(card_ids)

    def _take_in(self, records: list[Record]) -> None:
        self._apply(records)
        if self.foreign is not None:
            ops = (op for record in records for op in record.ops)
            self.foreign.update(op.id for op in ops if op.table in (CARDS, ARCHIVE))

    def _take_over(self, news: News) -> None:
        assert news.tables is not None
        before, self.tables = self.tables, news.tables
        self._apply(news.records)
        self.alerts_version += 1
        if self.foreign is not None:
            self.foreign.update(_differing(before[CARDS], self.tables[CARDS]))
        self.loaded = True

    def _apply(self, records: list[Record]) -> None:
        apply(self.tables, records)
        if any(op.table == ALERTS for record in records for op in record.ops):
            self.alerts_version += 1

    def picture(self) -> Picture:
        """The tables as of now, for a snapshot; later transactions do not change it."""
        self.catch_up()
        return Picture(self.log.seq, dict(self.tables))

    def fold(self, seq: int, content: bytes) -> None:
        """Put the snapshot of `seq` in place, unless somebody wrote since. Raises StoreError without the lock."""
        with self.log.exclusive():
            self.catch_up(locked=True)
            if self.log.seq == seq:
                self.log.compact(content)

    def close(self) -> None:
        self.log.close()


def _differing(was: Rows, now: Rows) -> Iterable[str]:
    """The ids of cards that are not the same; all of them where the old ones cannot be read any more."""
    keys = was.keys() | now.keys()
    try:
        return [key for key in keys if was.get(key) != now.get(key)]
    except StoreError:
        return keys
