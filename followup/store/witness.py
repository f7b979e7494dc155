"""What was saved last, noted away from the board: its files, all put back to an earlier day, fit each other.

The note is a lower bound, written after the journal's fsync and not fsynced itself. Its checksum covers what it
was written for: the board, its folder, this computer and this very file. So a copy of it never speaks, however it
came here, nor does one of another board or another place.
"""

import contextlib
import os
from typing import NamedTuple
from zlib import crc32

_SIZE = len(b"%08x %015d\n" % (0, 0))


class Noted(NamedTuple):
    """The note as it was read, and what it has to have been written for."""

    text: bytes
    place: str

    def seq(self, board: str) -> int:
        """The last transaction of that board that was saved here; 0 when nothing is known of it."""
        number = self.text[9:-1]
        known = number.isdigit() and self.text == _encode(self.place, board, int(number))
        return int(number) if known else 0


class Witness:
    """The note about the board in `home`, a file in `folder`; without a folder there is none. Never raises."""

    def __init__(self, home: str, folder: str) -> None:
        self._folder = folder
        self._home = home
        self._path = f"{folder}/saved-{crc32(os.fsencode(home)):08x}"

    def read(self) -> Noted:
        """To be read before the board is: others may save meanwhile."""
        with contextlib.suppress(OSError):
            if self._folder:
                handle = os.open(self._path, os.O_RDONLY)
                try:
                    return Noted(os.pread(handle, _SIZE + 1, 0), self._place(handle))
                finally:
                    os.close(handle)
        return Noted(b"", "")

    def note(self, board: str, seq: int) -> None:
        """That much is durable. Only under the board's lock; where it cannot be written, there is no witness."""
        with contextlib.suppress(OSError):
            if self._folder:
                handle = self._open()
                try:
                    os.pwrite(handle, _encode(self._place(handle), board, seq), 0)
                finally:
                    os.close(handle)

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            os.makedirs(self._folder, mode=0o700)  # noqa: PTH103 - pathlib costs `add` 5 ms
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)

    def _place(self, handle: int) -> str:
        return f"{os.fstat(handle).st_ino} {os.uname().nodename} {self._home}"


def _encode(place: str, board: str, seq: int) -> bytes:
    covered = os.fsencode(f"{seq} {board} {place}")
    return b"%08x %015d\n" % (crc32(covered), seq)
