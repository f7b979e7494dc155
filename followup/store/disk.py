"""The files of one board as a log: append, acknowledge, compact. Knows nothing of TinyDB."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from followup.errors import ReadOnly
from followup.store import chain, files, history, journal, snapshot
from followup.store.files import explain
from followup.store.follower import Follower
from followup.store.lockfile import Mark
from followup.store.records import CARDS, HISTORY, SCHEMA, Head, Record, decode, encode, encode_head
from followup.store.snapshot import Picture, Tables

COMPACT_BYTES = 1 << 20


def packed(tables: Tables) -> Tables:
    """The tables as a snapshot holds them."""
    return tables | {HISTORY: history.pack(tables[HISTORY], tables[CARDS])}


class Disk(Follower):
    """One board's files, written. What is acknowledged is durable; what failed has left nothing behind."""

    def __init__(self, home: str, backups: str = "") -> None:
        super().__init__(home, os.path.dirname(backups))  # noqa: PTH120
        self.backups = backups or f"{self.home}/state/backups"

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Alone with the files, which may have to be made first. Raises StoreError."""
        if not os.path.isdir(self.home):  # noqa: PTH112
            files.make_folder(self.home)
        if not self.lock.open(create=not self.has_files()):
            raise self.lock_refusal(b"")
        with self.lock.exclusive():
            yield

    def refuse_newer(self) -> None:
        """Raises ReadOnly when a newer followup wrote these files."""
        if self.is_newer:
            raise ReadOnly(
                f"this board was written by a newer followup (schema {self.schema}, this one knows {SCHEMA})",
                "it can be read, not changed: upgrade followup",
            )

    def prepare(self, tables: Tables) -> None:
        """Under the lock and caught up: make or mend the files, so that a record may follow.

        Raises StoreError, and ReadOnly for a newer schema.
        """
        self.refuse_newer()
        try:
            if self.torn:
                self._cut()
            if self.mark is None or not self.mark.length:
                self._begin()
            elif self.is_older:
                self._migrate(tables)
            elif self.damaged:
                self._mend(tables)
        except OSError as problem:
            raise explain(problem, self.home) from None

    def _begin(self) -> None:
        """The first files of a board; the mark says 0 bytes until all of them are there."""
        board = self.mark.board if self.mark else os.urandom(4).hex()
        self.lock.acknowledge(Mark(board, 0, 0, 0))
        os.fsync(self.lock.handle or 0)
        files.replace(self.snapshot, snapshot.encode(board, SCHEMA, 0, chain.empty()))
        self._new_journal(board, 0)
        self.mark = Mark(board, 0, 0, self.end)
        self.lock.acknowledge(self.mark)
        self.seen = self.look()

    def _new_journal(self, board: str, base: int) -> None:
        head = encode_head(Head(board, SCHEMA, base))
        files.replace_keeping(self.journal, head)
        self.end, self.torn = len(head), b""

    def _migrate(self, tables: Tables) -> None:
        """Today's shape on disk too, after a backup in the shape that is there. Raises StoreError without one."""
        from followup.store.backups import keep_older

        keep_older(self)
        if self.damaged:
            self._mend(tables)
        else:
            self.write_generation(self.encode(Picture(self.seq, tables)))
        self.schema = self.oldest = SCHEMA

    def _mend(self, tables: Tables) -> None:
        """Put the damaged files aside and write two whole generations from what was recovered."""
        for path in self.damaged:
            if os.path.lexists(path):
                kept = files.set_aside(path, "damaged")
                self.warn(f"the damaged file is kept as {kept}")
        content = self.encode(Picture(self.seq, tables))
        self.write_generation(content)
        self.write_generation(content)
        self.damaged = {}

    def _cut(self) -> None:
        """A torn end was never acknowledged: keep its bytes, then cut it off."""
        files.keep_bytes(self.journal, "torn", self.torn)
        handle = os.open(self.journal, os.O_RDWR)
        try:
            os.ftruncate(handle, self.end)
            os.fsync(handle)
        finally:
            os.close(handle)
        self.torn = b""

    def append(self, record: Record) -> Record:
        """Make a record durable and acknowledge it; gives it back as readers will see it.

        Raises StoreError; then the journal is as it was.
        """
        assert self.mark is not None
        line = encode(record)
        self.put(line, self.end)
        self.end, self.seq = self.end + len(line), record.seq
        self.acknowledge(self.mark._replace(seq=record.seq, length=self.end))
        self.seen = self.look()
        stored = decode(line)
        assert stored is not None
        return stored

    def put(self, line: bytes, at: int) -> None:
        """The line is durable, or the journal is as it was. Raises StoreError."""
        try:
            handle = os.open(self.journal, os.O_RDWR)
            try:
                journal.append(handle, line, at)
            finally:
                os.close(handle)
        except OSError as problem:
            raise explain(problem, self.journal) from None

    def acknowledge(self, mark: Mark) -> None:
        """Let everybody know what is durable. Failing is a warning."""
        self.mark = mark
        try:
            self.lock.acknowledge(mark)
        except OSError as problem:  # the record is durable, and the mark only a lower bound
            self.warn(f"{self.lock.path}: {problem.strerror}")
        self.witness.note(mark.board, mark.seq)

    @property
    def compact_bytes(self) -> int:
        """The length of a journal above which it pays to write a snapshot."""
        said = os.environ.get("FOLLOWUP_COMPACT_BYTES", "")
        return int(said) if said.isdigit() else max(COMPACT_BYTES, self.snapshot_size // 8)

    def is_long(self, times: int = 1) -> bool:
        """Whether the journal is over the threshold, or over so many times it."""
        return self.mark is not None and self.seq > self.mark.base and self.end > times * self.compact_bytes

    def may_write(self) -> bool:
        """Whether the folder can be written at all: a board on a read-only disk is not nagged about."""
        return os.access(self.home, os.W_OK)

    def encode(self, picture: Picture) -> bytes:
        """The snapshot file for these tables. Slow at a great many cards; touches nothing."""
        assert self.mark is not None
        return snapshot.encode(self.mark.board, SCHEMA, picture.seq, packed(picture.tables))

    def compact(self, content: bytes) -> None:
        """Under the lock and caught up: this snapshot of now, and an empty journal. Failing is a warning."""
        if self.is_newer or self.is_older or self.mark is None or self.seq == self.mark.base or self.damaged:
            return
        try:
            self.write_generation(content)
        except OSError as problem:
            self.forget()  # who knows how far it came
            why = explain(problem, problem.filename or self.home)
            self.warn(f"the journal could not be folded into the snapshot: {why}; nothing is lost")

    def write_generation(self, content: bytes) -> None:
        """This snapshot and an empty journal; what was there becomes the previous generation. Raises OSError."""
        assert self.mark is not None
        board = self.mark.board
        files.replace_keeping(self.snapshot, content)
        self._new_journal(board, self.seq)
        self.snapshot_size = len(content)
        self.acknowledge(Mark(board, self.seq, self.seq, self.end))
        self.seen = self.look()
