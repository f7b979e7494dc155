"""A log that forgets: the twin of the disk, for the demonstration and for tests."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from followup.store import chain
from followup.store.follower import News
from followup.store.records import ARCHIVE, Document, Record, as_json, decode, encode
from followup.store.snapshot import Picture, Tables

Archive = Callable[[], Mapping[str, Document]]


class Memory:
    """Nobody else writes here, and nothing is kept. `archive` says what the archive holds, once somebody looks."""

    is_newer = False

    def __init__(self, archive: Archive | None = None) -> None:
        self._archive = archive
        self.seq = 0
        self.warnings: list[str] = []
        self._begun = False

    def is_behind(self) -> bool:
        return False

    def catch_up(self, *, locked: bool = False) -> News | None:
        """A board without an open card at first, and no news ever after."""
        if self._begun:
            return None
        self._begun = True
        return News(chain.empty() | self._shelved(), 0, [])

    def _shelved(self) -> Tables:
        """The archive as a snapshot has it: a text that nobody has read."""
        archive = self._archive
        if archive is None:
            return {}
        from followup.store.shelf import Shelf, Text

        return {ARCHIVE: Shelf(Text(lambda: f'"{ARCHIVE}":{as_json(archive())}'.encode()))}

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        yield

    def prepare(self, tables: Tables) -> None:
        """Nothing to make ready."""

    def append(self, record: Record) -> Record:
        """The record as a reader of the line would see it."""
        stored = decode(encode(record))
        assert stored is not None
        self.seq = record.seq
        return stored

    def is_long(self, times: int = 1) -> bool:
        return False

    def may_write(self) -> bool:
        return True

    def encode(self, picture: Picture) -> bytes:
        return b""

    def compact(self, content: bytes) -> None:
        """Nothing to fold."""

    def warn(self, text: str) -> None:
        self.warnings.append(text)

    def close(self) -> None:
        """Nothing to close."""
