"""A card's events, left in the snapshot until somebody asks: its line is found by its place, and checked again then."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from typing import overload
from zlib import crc32

from followup.core import events as ev
from followup.core.events import Event
from followup.errors import StoreError
from followup.store.files import REPAIR, explain
from followup.store.records import Document

CHUNK = 1 << 20


class Source:
    """The snapshot's file, open as long as a card of it may be asked for: a newer one is another file."""

    _handle = -1

    def __init__(self, path: str) -> None:
        """Raises OSError."""
        self.path = path
        self._handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        if self._handle >= 0:
            close(self._handle)

    def checksum(self, begun: int) -> tuple[int, int]:
        """The checksum of everything behind the first line, going on from `begun`, and how much that is.

        Raises OSError.
        """
        start, size = os.pread(self._handle, CHUNK, 0).find(b"\n") + 1, 0
        while chunk := os.pread(self._handle, CHUNK, start + size):
            begun, size = crc32(chunk, begun), size + len(chunk)
        return begun, size

    def text(self, begin: int, size: int, crc: int) -> bytes:
        """A piece of it, of that checksum. Raises StoreError when it is not what it was, or cannot be read."""
        try:
            text = os.pread(self._handle, size, begin)
        except OSError as problem:
            raise explain(problem, self.path) from None
        if crc32(text) != crc:
            raise StoreError(f"{os.path.basename(self.path)} was changed meanwhile", REPAIR)  # noqa: PTH119
        return text


class Unread(Sequence[Event]):
    """A card's events, still in the snapshot; how many they are is known."""

    __slots__ = ("_begin", "_count", "_crc", "_read", "_size", "_source")

    def __init__(self, source: Source, begin: int, size: int, crc: int, count: int) -> None:
        self._source, self._begin, self._size, self._crc, self._count = source, begin, size, crc, count
        self._read: tuple[Event, ...] | None = None

    def line(self) -> bytes:
        """The card's line in the snapshot. Raises StoreError when it is not what it was."""
        return self._source.text(self._begin, self._size, self._crc)

    def document(self) -> Document:
        """The whole card as it is stored."""
        (document,) = json.loads(b"{" + self.line() + b"}").values()
        found: Document = document
        return found

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, place: int | slice) -> Event | tuple[Event, ...]:
        if isinstance(place, slice) and place.step is None and (place.start or 0) >= self._count:
            return ()
        return self._events()[place]

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events())

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, tuple | Unread) and self._events() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._events())

    def _events(self) -> tuple[Event, ...]:
        if self._read is None:
            self._read = tuple(map(ev.from_document, self.document()["events"]))
        return self._read
