"""board.lock, never replaced: its flock is the lock, its text the mark of what was acknowledged last.

The mark is a lower bound: it is written after the journal's fsync and not fsynced itself, so after a power
cut it may be older than the journal, never newer.
"""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from zlib import crc32

from followup.errors import StoreError
from followup.store.files import REPAIR, explain, write_all

WRITER_WAITS = 10.0  # seconds
READER_WAITS = 2.0
_SIZE = 512


class Mark(NamedTuple):
    """Acknowledged last: the journal after snapshot `base` held `length` bytes and ended with `seq`."""

    board: str
    base: int
    seq: int
    length: int


def encode(mark: Mark) -> bytes:
    """The mark, twice, at a fixed width: a damaged line leaves the other."""
    body = f"{mark.board} {mark.base:015d} {mark.seq:015d} {mark.length:015d}".encode()
    return (b"%08x %b\n" % (crc32(body), body)) * 2


def decode(text: bytes) -> Mark | None:
    """The newest mark that is whole, or None."""
    # By place as well as by line: a damaged newline between the two must not take both.
    lines = [text[: _LINE - 1], text[_LINE : 2 * _LINE - 1], *text.split(b"\n")]
    return max(filter(None, map(_decode_line, lines)), key=lambda mark: mark.seq, default=None)


def _decode_line(line: bytes) -> Mark | None:
    checksum, _, body = line.partition(b" ")
    board, *numbers = body.split(b" ")
    if checksum != b"%08x" % crc32(body) or len(numbers) != 3 or not (board.isalnum() and board.isascii()):
        return None
    if not all(len(number) == 15 and number.isdigit() for number in numbers):
        return None  # some other program's line, checksum and all
    return Mark(board.decode(), *map(int, numbers))


_LINE = len(encode(Mark("0" * 8, 0, 0, 0))) // 2  # bytes


class LockFile:
    """Opened when first needed. A reader makes no file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.handle: int | None = None
        self._identity = (0, 0)

    def open(self, *, create: bool) -> bool:
        """Whether it is open now. Raises StoreError."""
        if self.handle is not None and self._is_ours():
            return True
        self.close()
        try:
            self.handle = os.open(self.path, os.O_RDWR | (os.O_CREAT if create else 0), 0o600)
        except FileNotFoundError:
            return False
        except OSError as problem:
            if create or problem.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise explain(problem, self.path) from None
            self._open_to_read()
        assert self.handle is not None
        status = os.fstat(self.handle)
        self._identity = (status.st_dev, status.st_ino)
        return True

    def _open_to_read(self) -> None:
        try:
            self.handle = os.open(self.path, os.O_RDONLY)
        except OSError as problem:
            raise explain(problem, self.path) from None

    def _is_ours(self) -> bool:
        """Whether the name still leads to the file we hold: a lock on a deleted file locks nobody out."""
        try:
            named = os.stat(self.path)  # noqa: PTH116
        except OSError:
            return False
        return (named.st_dev, named.st_ino) == self._identity

    def close(self) -> None:
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def text(self) -> bytes:
        """The raw mark; empty when there is none. A few microseconds."""
        if self.handle is None:
            return b""
        try:
            return os.pread(self.handle, _SIZE, 0)
        except OSError as problem:
            raise explain(problem, self.path) from None

    def acknowledge(self, mark: Mark) -> None:
        """Raises OSError."""
        assert self.handle is not None
        write_all(self.handle, encode(mark), 0)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Alone with the files. Raises StoreError when another process holds on for ten seconds."""
        while True:
            if not self.open(create=False):
                raise StoreError(f"{self.path} is gone", REPAIR)
            if not self._take(exclusive=True, patience=WRITER_WAITS):
                raise StoreError(
                    "another followup process has been holding the board for ten seconds",
                    f"close it and try again (who it is: fuser {self.path})",
                )
            if self._is_ours():
                break
        try:
            yield
        finally:
            self._release()

    @contextmanager
    def shared(self) -> Iterator[bool]:
        """No writer meanwhile, if that can be had in two seconds; says whether it was."""
        held = self._take(exclusive=False, patience=READER_WAITS)
        try:
            yield held
        finally:
            if held:
                self._release()

    def _take(self, *, exclusive: bool, patience: float) -> bool:
        import fcntl

        assert self.handle is not None
        flags = (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB
        until, pause = time.monotonic() + patience, 0.0005
        while True:
            try:
                fcntl.flock(self.handle, flags)
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
                time.sleep(pause)
                pause = min(pause * 1.5, 0.01)
            except OSError as problem:
                if exclusive:
                    raise explain(problem, self.path) from None
                return False
            else:
                return True

    def _release(self) -> None:
        import fcntl

        if self.handle is not None:
            # Closing would release it too; a failure here is no reason to call a durable write lost.
            try:
                fcntl.flock(self.handle, fcntl.LOCK_UN)
            except OSError:
                self.close()
