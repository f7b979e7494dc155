"""A snapshot's cards as rows that were kept beside it, so that a great many of them need not be read to be shown.

Nothing is trusted blindly: the rows are used only where the snapshot is to the byte the one that they were made from,
its checksum looked at, and they have one of their own. What a row leaves out, a card's events, is read from the
snapshot's line when somebody asks, and checked again then.
"""

import json
import marshal
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from followup.core.card import Card, from_document
from followup.store import files
from followup.store.records import CARDS, SCHEMA, Document
from followup.store.shelf import Amended
from followup.store.unread import Source, Unread

if TYPE_CHECKING:
    from followup.store.snapshot import About

# Rows are written by one version of this program and Python, and read by the same or not at all.
VERSION = f"2 {sys.hexversion:x} {SCHEMA} {crc32(' '.join(Card._fields).encode()):08x}"
WORTH_IT = 1 << 18  # bytes of a snapshot from which on rows are kept


class Leaves(Amended):
    """The cards' table over such rows. A change lies beside them; a document that is asked for is read anew."""

    def __init__(self, cards: Mapping[str, Card], changed: dict[str, Document | None] | None = None) -> None:
        super().__init__(changed)
        self._cards = cards

    def copy(self) -> "Leaves":
        """The same, to be changed."""
        return Leaves(self._cards, dict(self._changed))

    def leaf(self, key: str) -> Card | Document:
        """The card itself where it is as the snapshot has it, always the same one; else its document."""
        return self[key] if key in self._changed else self._cards[key]

    def fields(self) -> dict[str, Document]:
        """Every card's fields by id; what happened to it is read when somebody looks into its `events`."""
        found = {key: card._asdict() for key, card in self._cards.items()}
        for key, document in self._changed.items():
            if document is None:
                found.pop(key, None)
            else:
                found[key] = document
        return found

    def line(self, key: str) -> str | None:
        """The card's line as the snapshot has it, if the card still is as it was."""
        return None if key in self._changed else _unread(self._cards[key]).line().decode()

    def _whole(self) -> Collection[str]:
        return self._cards

    def _read(self, key: str) -> Document:
        return _unread(self._cards[key]).document()


def _unread(card: Card) -> Unread:
    events = card.events
    assert isinstance(events, Unread)
    return events


class LeafView(Mapping[str, "Card | Document"]):
    """Every card by id: itself where nobody had to read it, else its document."""

    def __init__(self, rows: Mapping[str, Document]) -> None:
        self._rows = rows

    def __getitem__(self, key: str) -> Card | Document:
        rows = self._rows
        return rows.leaf(key) if isinstance(rows, Leaves) else rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


# Reading and keeping


class Picked(NamedTuple):
    """What the rows' file tells of a snapshot: the cards' table, and how to read the texts of the others."""

    cards: Leaves
    texts: dict[str, Callable[[], bytes]]


def load(kept: str, snapshot: str, about: "About", begun: int) -> Picked | None:
    """The rows of this very snapshot, whose checksum goes on from `begun`; None where they are not there, are
    another's or are damaged.
    """
    try:
        body, source = _body(kept, about), Source(snapshot)
        if body is None or source.checksum(begun) != (about.crc, about.size):
            return None
    except OSError:
        return None
    places, rows = marshal.loads(body)
    texts: dict[str, Callable[[], bytes]] = {
        name: partial(source.text, *place) for name, place in places.items()
    }
    return Picked(Leaves(_cards(rows, source)), texts)


def _cards(rows: list[tuple[Any, ...]], source: Source) -> dict[str, Card]:
    """The cards of the rows, which are used up: both at once would be twice the memory."""
    cards: dict[str, Card] = {}
    rows.reverse()
    while rows:
        row = rows.pop()
        events = Unread(source, *row[:4])
        cards[row[4]] = Card._make((*row[4:], events))
    return cards


def _body(path: str, about: "About") -> bytes | None:
    """The rows' bytes, if they are whole and of this snapshot. Raises OSError."""
    with open(path, "rb") as file:  # noqa: PTH123
        head, body = file.readline(), file.read()
    return body if head == f"{crc32(body):08x} {_of(about)}\n".encode() else None


def _of(about: "About") -> str:
    return f"{VERSION} {' '.join(map(str, about))}"


def is_kept(path: str, about: "About") -> bool:
    """Whether whole rows of this snapshot are there."""
    try:
        return _body(path, about) is not None
    except OSError:
        return False


def keep(path: str, about: "About", data: bytes, spans: Mapping[str, tuple[int, int]]) -> None:
    """Write the rows of a snapshot whose bytes are `data`. Raises OSError; a card that no row can hold: nothing."""
    same: dict[Any, Any] = {}
    rows, begin = [], spans[CARDS][0]
    begin = data.index(b"\n", begin) + 1
    while begin < spans[CARDS][1] - 1:
        end = data.index(b"\n", begin)
        line = data[begin:end].removesuffix(b",")
        try:
            ((key, document),) = json.loads(b"{" + line + b"}").items()
            card = from_document(document)
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        if key != card.id:
            return
        # Names and stages come again and again: one text for all of them is kept once.
        fields = (same.setdefault(one, one) if isinstance(one, str) else one for one in card[:-1])
        rows.append((begin, len(line), crc32(line), len(card.events), *fields))
        begin = end + 1
    other = {
        name: (begin, end - begin, crc32(data[begin:end]))
        for name, (begin, end) in spans.items()
        if name != CARDS
    }
    body = marshal.dumps((other, rows))
    files.replace(path, f"{crc32(body):08x} {_of(about)}\n".encode() + body)
