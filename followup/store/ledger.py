"""What lies under a store: the log, TinyDB over it when cards are first needed, and the folding of the journal."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self

from followup.errors import ReadOnly, Refused, StoreError
from followup.store.disk import Disk
from followup.store.memory import Memory
from followup.store.records import DO

if TYPE_CHECKING:
    from followup.store.storage import BoardStorage, Draft
    from followup.store.table import BoardTable, Database

LATE = 4  # a commit or a load folds the journal only when it is so many times over the threshold
VERY_LATE = 64  # and an add, which would have to load the board, only here


class Ledger:
    """One board, opened when it is first needed."""

    def __init__(self, log: Disk | Memory, *, read_only: bool = False) -> None:
        self._log = log
        self._read_only = read_only
        # Whether a commit may fold a journal that has grown long. Who has a worker for it calls `tidy` there instead.
        self.folds_at_once = True
        self._guard = threading.RLock()
        self._opened: Database | None = None

    @property
    def warnings(self) -> list[str]:
        """What went wrong without harm, in words for the person: recovered damage, a failed compaction."""
        return self._log.warnings

    @property
    def read_only(self) -> bool:
        """Whether writing is refused: asked for, or written by a newer followup (known once loaded)."""
        return self._read_only or self._log.is_newer

    @property
    def can_write(self) -> bool:
        """Whether anything may be written here at all."""
        return not self.read_only and self._log.may_write()

    def tidy(self) -> None:
        """Fold a long journal into the snapshot, when there is time: from a worker, it blocks no reader for long.

        Failing is a warning.
        """
        with self._guard:
            self._board().catch_up()
        self._fold(1)

    def keep_leaves(self) -> None:
        """Keep rows of the snapshot's cards, so that the next start need not read a great many of them.

        From a worker: it is as slow as reading them. What cannot be kept is no loss, and nothing is said of it.
        """
        if isinstance(self._log, Disk) and self._log.kept and not self._log.damaged and self.can_write:
            from followup.store import snapshot

            with suppress(OSError, StoreError):
                snapshot.keep_leaves(self._log.snapshot, self._log.kept)

    def back_up(self, name: str, *, once: bool = False) -> str:
        """Copy the whole board to a file of its own, durably; its path.

        With `once` it is "" where there is one of that name, or where somebody is just making it. Raises Refused
        where there is no board yet, StoreError where it cannot be read or written.
        """
        from followup.store import backups

        board = self._board()
        with self._guard:
            board.catch_up()
        if not isinstance(self._log, Disk) or not self._log.mark:
            raise Refused("there is no board yet", "followup add TEXT makes one")
        self._log.refuse_newer()
        made = backups.keep(self._log.backups, name, self._picture, once=once)
        if made:
            backups.thin_out(self._log.backups)
        return made

    def _picture(self) -> bytes:
        with self._guard:
            picture = self._board().picture()
        return self._log.encode(picture)

    @property
    def board(self) -> str:
        """The name that this board's files and backups carry; "" while there are none."""
        mark = self._log.mark if isinstance(self._log, Disk) else None
        return mark.board if mark else ""

    @property
    def is_open(self) -> bool:
        """Whether the cards have been read: only then does anything else cost little."""
        return self._opened is not None

    def close(self) -> None:
        """Tidy up and let go of the files. It may be used again."""
        if self._opened is not None:
            self._fold(1)
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _database(self) -> "Database":
        with self._guard:
            if self._opened is None:
                from followup.store.table import open_database

                self._opened = open_database(self._log)
            return self._opened

    def _board(self) -> "BoardStorage":
        return self._database().board

    def _table(self, name: str) -> "BoardTable":
        return self._database().rows(name)

    @contextmanager
    def _transaction(self, *, at: int, by: str, label: str, kind: str = DO) -> "Iterator[Draft]":
        self._refuse_read_only()
        with self._guard, self._board().transaction(at=at, by=by, label=label, kind=kind) as draft:
            yield draft
        self._fold(LATE if self.folds_at_once else VERY_LATE)

    def _refuse_read_only(self) -> None:
        if self._read_only:
            raise ReadOnly("the board was opened for reading only", "")

    def _fold(self, times: int) -> None:
        """The slow part, writing everything as text, is done with no lock held; if others write meanwhile, not now."""
        if self._read_only or not self._log.is_long(times) or not self._log.may_write():
            return
        board = self._board()
        try:
            with self._guard:
                picture = board.picture()
            content = self._log.encode(picture)
            with self._guard:
                board.fold(picture.seq, content)
        except StoreError as problem:  # somebody else holds the lock, or the disk is in trouble: next time
            self._log.warn(problem.message)

    def _fold_after_add(self, log: Disk, length: int) -> None:
        """An add reads no board, so it folds only a journal that nothing else has folded for very long."""
        if length > VERY_LATE * log.compact_bytes:
            with self._guard:
                self._board().catch_up()
            self._fold(VERY_LATE)
