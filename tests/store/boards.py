"""Small boards for the tests of the store."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from followup.store import Change, Document, Store, Transaction, open_store

AT = 1_800_000_000
SAID: dict[str, Any] = {"at": AT, "by": "test"}
FILES = ("board.json", "board.journal", "board.lock", "board.json.prev", "board.journal.prev")


def card(card_id: str, title: str = "Board pack", **fields: Any) -> Document:
    """A stored card; the store does not care which fields it has."""
    return {"id": card_id, "title": title, "tags": [], "events": [{"kind": "opened", "at": AT}], **fields}


def add(store: Store, *ids: str, label: str = "add") -> Transaction:
    """Add a card by each id in one transaction."""
    return store.add([card(one) for one in ids], label=label, **SAID)


def edit(store: Store, card_id: str, title: str, label: str = "edit") -> Transaction:
    """Give a card another title."""
    before = store.get(card_id)
    assert before is not None
    return store.commit([Change(card_id, before, before | {"title": title})], label=label, **SAID)


def remove(store: Store, card_id: str) -> Transaction:
    """Take a card off the board."""
    return store.commit([Change(card_id, store.get(card_id), None)], label="delete", **SAID)


def titles(store: Store) -> dict[str, str]:
    """Every card's title by id."""
    return {key: one["title"] for key, one in store.documents().items()}


@contextmanager
def compacting(always: bool = True) -> Iterator[None]:
    """Fold the journal into the snapshot at every write, or never."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOLLOWUP_COMPACT_BYTES", "0" if always else "1000000000")
        yield


def two_generations(data: Path, name: str = "CARD") -> dict[str, str]:
    """A board of six cards with a previous generation and a journal of three records; its titles by id."""
    with open_store(data) as store:
        for number in range(4):
            add(store, f"{name}{number}")
            if number in (0, 2):
                with compacting():
                    store.tidy()
        edit(store, f"{name}0", "Signed contract")
        add(store, f"{name}4", f"{name}5")
        return titles(store)


def bytes_of(data: Path) -> dict[str, bytes]:
    """Every file of a board."""
    return {one.name: one.read_bytes() for one in sorted(data.iterdir()) if one.is_file()}


def put_back(data: Path, files: dict[str, bytes]) -> None:
    """The board as it was."""
    for one in data.iterdir():
        one.rmdir() if one.is_dir() else one.unlink()
    for name, content in files.items():
        (data / name).write_bytes(content)


def environment(**extra: str) -> dict[str, str]:
    """This process's environment, for children that import followup from here."""
    root = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": root, **extra}
