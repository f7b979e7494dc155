"""The files of one board, followed: what is new costs a look, a tail, or at worst a load."""

import os
from typing import NamedTuple

from followup.errors import StoreError
from followup.store import chain, journal, snapshot
from followup.store.calm import Calm
from followup.store.files import explain
from followup.store.journal import Pages
from followup.store.lockfile import LockFile, Mark
from followup.store.lockfile import decode as decode_mark
from followup.store.records import SCHEMA, Record
from followup.store.snapshot import Damaged, Tables, no_collecting
from followup.store.witness import Noted, Witness

LOCK = "board.lock"
FILES = (chain.SNAPSHOT, chain.JOURNAL, chain.SNAPSHOT + chain.PREVIOUS, chain.JOURNAL + chain.PREVIOUS)


class Seen(NamedTuple):
    """What a look costs a few microseconds to compare: the mark's text, the journal's inode and size."""

    mark: bytes
    inode: int
    size: int


class News(NamedTuple):
    """What catching up found: whole tables when it had to load, and the records after them."""

    tables: Tables | None
    seq: int
    records: list[Record]


class Follower:
    """One board's files, read. Not thread-safe: the store above holds a lock of its own."""

    def __init__(self, home: str, noted_in: str = "") -> None:
        self.home = os.path.abspath(home)  # noqa: PTH100
        self.witness = Witness(self.home, noted_in)
        self.kept = f"{noted_in}/cards" if noted_in else ""
        self.snapshot = f"{self.home}/{chain.SNAPSHOT}"
        self.journal = f"{self.home}/{chain.JOURNAL}"
        self.lock = LockFile(f"{self.home}/{LOCK}")
        self.warnings: list[str] = []
        self.damaged: dict[str, str] = {}
        self.schema = self.oldest = SCHEMA
        self.seen: Seen | None = None
        self._calm = Calm()
        self.mark: Mark | None = None
        self.seq = 0
        self.end = 0
        self.torn = b""
        self.snapshot_size = 0

    def look(self) -> Seen:
        """Raises StoreError when the disk refuses."""
        if not self.lock.open(create=False):
            return Seen(b"", 0, 0)
        text = self.lock.text()
        try:
            status = os.stat(self.journal)  # noqa: PTH116
        except (FileNotFoundError, NotADirectoryError):
            return Seen(text, 0, 0)
        except OSError as problem:
            raise explain(problem, self.journal) from None
        return Seen(text, status.st_ino, status.st_size)

    def is_behind(self) -> bool:
        """Whether a look may find something new. Any thread may ask: it holds no lock and opens no handle for good."""
        seen = self.seen
        try:
            status, lock = os.stat(self.journal), os.stat(self.lock.path)  # noqa: PTH116
            is_calm = seen is not None and self._calm.holds(seen, lock)
            text = seen.mark if seen is not None and is_calm else self._mark_now()
        except OSError:
            return seen is None or seen.mark != b""
        if seen != Seen(text, status.st_ino, status.st_size):
            return True
        if not is_calm:
            self._calm.note(seen, lock)
        return False

    def _mark_now(self) -> bytes:
        handle = os.open(self.lock.path, os.O_RDONLY)
        try:
            return os.pread(handle, 512, 0)  # more than a mark ever takes
        finally:
            os.close(handle)

    def catch_up(self, *, locked: bool = False) -> News | None:
        """What is new since the last call; None when nothing is. Raises StoreError on damage."""
        seen = self.look()
        if seen == self.seen and not (locked and self._is_behind(seen)):
            return None
        news = self._tail(seen, locked=locked) if self.seen else None
        return news or self._load(locked=locked)

    def _is_behind(self, seen: Seen) -> bool:
        return seen.size != self.end + len(self.torn)

    def _tail(self, seen: Seen, *, locked: bool) -> News | None:
        """The new end of the journal that is already known; None when that is not enough."""
        mark = decode_mark(seen.mark)
        if mark is None or self.seen is None or self.mark is None or not self.mark.length:
            return None
        if (seen.inode, mark.base) != (self.seen.inode, self.mark.base) or self.damaged or self.is_older:
            return None
        data = self._read_on(seen, seen.size if locked else mark.length)
        if data is None:
            return None
        try:
            records, end = journal.parse(data, 0, mark.length - self.end)
        except Damaged:
            return None  # loading says what is wrong
        if records and records[0].seq != self.seq + 1:
            return None
        self.torn, self.end = data[end:], self.end + end
        self.seq = records[-1].seq if records else self.seq
        self.seen, self.mark = seen, mark
        return News(None, self.seq, records)

    def _read_on(self, seen: Seen, until: int) -> bytes | None:
        if until < self.end or seen.size < until:
            return None
        try:
            handle = os.open(self.journal, os.O_RDONLY)
        except OSError:
            return None
        try:
            if os.fstat(handle).st_ino != seen.inode:
                return None
            return os.pread(handle, until - self.end, self.end)
        finally:
            os.close(handle)

    def _load(self, *, locked: bool) -> News:
        if locked or not self.lock.open(create=False):
            return self._load_alone()
        with self.lock.shared() as held:
            tries = 1 if held else 5
            while True:
                try:
                    return self._load_alone()
                except StoreError:
                    tries -= 1
                    if not tries:
                        raise

    def _load_alone(self) -> News:
        noted, seen = self.witness.read(), self.look()
        if self.is_fresh():
            if self.seq:  # a board was here a moment ago
                said = f"the board in {self.home} is gone ({self.seq} changes were saved)"
                raise StoreError(said, "put its files back, or leave and start anew")
            return self._fresh(seen)
        mark = decode_mark(seen.mark)
        if mark is None:
            raise self.lock_refusal(seen.mark)
        news = self._turn_page(seen, mark)
        if news is not None:
            return news
        with no_collecting():
            found = chain.follow(self.home, mark, kept=self.kept)
        seq = found.records[-1].seq if found.records else found.seq
        _refuse_older(noted, mark, seq)
        self.schema, self.oldest, self.damaged = found.schema, found.oldest, found.damaged
        if found.pages:
            self._stand_at(seen, mark, found.pages, seq)
        else:
            self.seen, self.mark, self.seq, self.end, self.torn = seen, mark, seq, 0, b""
        if found.damaged:
            names = ", ".join(f"{os.path.basename(path)} {why}" for path, why in found.damaged.items())  # noqa: PTH119
            self.warn(f"{names}: every change was recovered from the previous generation")
        about = snapshot.glance(self.snapshot)
        self.snapshot_size = about.size if about else 0
        return News(found.tables, found.seq, found.records)

    def _turn_page(self, seen: Seen, mark: Mark) -> News | None:
        """A new journal that goes on from what is known, the old one folded; None when more is needed."""
        if self.seen is None or self.mark is None or self.damaged or mark.board != self.mark.board:
            return None
        try:
            pages = journal.load(self.journal, mark)
        except Damaged:
            return None
        last = pages.records[-1].seq if pages.records else pages.head.base
        if not pages.head.base <= self.seq <= last or pages.head.schema != self.schema or self.is_older:
            return None
        records = [record for record in pages.records if record.seq > self.seq]
        self._stand_at(seen, mark, pages, last)
        return News(None, self.seq, records)

    def _stand_at(self, seen: Seen, mark: Mark, pages: Pages, seq: int) -> None:
        self.seen, self.seq, self.end, self.torn = seen, seq, pages.end, pages.torn
        self.mark = Mark(mark.board, pages.head.base, seq, pages.end)

    def is_fresh(self) -> bool:
        """Whether there is no board here yet."""
        return not self.lock.text() and not self.has_files()

    def has_files(self) -> bool:
        """Whether any file of a board but the lock is here."""
        return any(os.path.lexists(f"{self.home}/{name}") for name in FILES)

    def lock_refusal(self, text: bytes) -> StoreError:
        """Without the lock's mark nobody can tell a journal from one cut at the end of a line."""
        why = "is damaged" if text else "is missing or empty"
        return chain.refusal(
            {self.lock.path: why}, "so nothing vouches for the journal's end; it was not touched"
        )

    def forget(self) -> None:
        """Look anew the next time."""
        self.seen = None

    def _fresh(self, seen: Seen) -> News:
        self.seen, self.mark, self.seq, self.end, self.torn = seen, None, 0, 0, b""
        return News(chain.empty(), 0, [])

    @property
    def is_newer(self) -> bool:
        """Whether a newer followup wrote these files."""
        return self.schema > SCHEMA

    @property
    def is_older(self) -> bool:
        """Whether an older followup wrote them, or some of them: what is in memory is of today's shape."""
        return self.oldest < SCHEMA

    def warn(self, text: str) -> None:
        """Something to tell the person once."""
        if text not in self.warnings:
            self.warnings.append(text)

    def close(self) -> None:
        self.lock.close()


def _refuse_older(noted: Noted, mark: Mark, seq: int) -> None:
    """Files that fit each other and end before what was saved here were all put back to an earlier moment."""
    missing = noted.seq(mark.board) - seq
    if missing > 0:
        what = "1 change is" if missing == 1 else f"{missing} changes are"
        raise StoreError(
            f"the board is older than what was last saved here: {what} missing",
            "put the newer files back, or go on with what is left: followup doctor --repair",
        )
