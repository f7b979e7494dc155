"""A table that is kept as the text it was read as, until somebody looks into it."""

import json
from collections.abc import Callable, Collection, Iterator, MutableMapping
from functools import cached_property
from typing import Any

from followup.errors import StoreError
from followup.store.files import REPAIR
from followup.store.records import Document


def is_table(value: Any) -> bool:
    """Whether it is documents by id."""
    return isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())


class Text:
    """A table's text in a snapshot, from its name to its closing brace, and its rows once they were asked for."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read

    @cached_property
    def data(self) -> bytes:
        """The text itself."""
        return self._read()

    @cached_property
    def rows(self) -> dict[str, Document]:
        """Every document by id, parsed once."""
        try:
            body: dict[str, dict[str, Document]] = json.loads(b"{" + self.data + b"}")
        except (
            ValueError,
            RecursionError,
        ) as problem:  # its checksum is right: written so, not damaged since
            raise StoreError("the board's snapshot is no JSON", str(problem)) from None
        if not all(map(is_table, body.values())):
            raise StoreError("the board's snapshot holds something that is no card", REPAIR)
        return next(iter(body.values()))


class Amended(MutableMapping[str, Document]):
    """Documents as a snapshot has them, with the changes since beside them; a change is no reason to read one."""

    def __init__(self, changed: dict[str, Document | None] | None = None) -> None:
        self._changed = changed or {}

    def _whole(self) -> Collection[str]:
        """The keys that the snapshot has."""
        raise NotImplementedError

    def _read(self, key: str) -> Document:
        """A document as the snapshot has it. Raises KeyError, and StoreError where it cannot be read."""
        raise NotImplementedError

    def __getitem__(self, key: str) -> Document:
        found = self._changed[key] if key in self._changed else self._read(key)
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, document: Document) -> None:
        self._changed[key] = document

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._changed[key] = None

    def __contains__(self, key: object) -> bool:
        if key in self._changed:
            return self._changed[key] is not None
        return key in self._whole()

    def __iter__(self) -> Iterator[str]:
        whole = self._whole()
        yield from (key for key in whole if self._changed.get(key, ...) is not None)
        yield from [key for key, one in self._changed.items() if one is not None and key not in whole]

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Shelf(Amended):
    """A table over a text. A change lies beside it and is no reason to parse it; a look into it is."""

    def __init__(self, text: Text, changed: dict[str, Document | None] | None = None) -> None:
        super().__init__(changed)
        self._text = text

    def copy(self) -> "Shelf":
        """The same, to be changed."""
        return Shelf(self._text, dict(self._changed))

    @property
    def as_read(self) -> bytes | None:
        """The text, if the table still is what it says."""
        return None if self._changed else self._text.data

    def _whole(self) -> Collection[str]:
        return self._text.rows

    def _read(self, key: str) -> Document:
        return self._text.rows[key]
