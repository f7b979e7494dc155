"""Rows kept beside a snapshot: a board shown by them is the board itself, or they are left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.card import Card, as_document, from_document
from followup.drawer import Drawer
from followup.errors import StoreError
from followup.store import Change, Store, leaves, open_store, peek
from followup.store.snapshot import parse
from tests.core.making import reached
from tests.store.boards import SAID, compacting, edit

KEPT = "state/cards"


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are kept of small boards too."""
    monkeypatch.setattr(leaves, "WORTH_IT", 0)


def opened(home: Path) -> Store:
    """The board as the command line opens it: with a state folder."""
    return open_store(home, backups=f"{home}/state/backups")


def kept(home: Path, *cards: Card) -> Path:
    """A folded board of these cards, with its rows."""
    with opened(home) as store:
        store.add([as_document(card) for card in cards], label="add", **SAID)
        with compacting():
            store.tidy()
        store.keep_leaves()
    assert (home / KEPT).exists()
    return home


def is_by_rows(store: Store) -> bool:
    """Whether the cards were had without reading them."""
    return isinstance(store.documents(), leaves.Leaves)


def a_card(number: int, title: str = "Board pack") -> Card:
    """A card as the store is given it."""
    document = as_document(Card(f"01M6F6GEB8677214S2CHR4A{number:03}", title))
    event = {
        "id": f"E{number}",
        "at": 1,
        "recorded_at": 1,
        "kind": "noted",
        "by": "cli",
        "data": {"text": title},
    }
    return from_document(document | {"events": [event] * (number % 3)})


@given(st.lists(reached(), min_size=1, max_size=5, unique_by=lambda card: card.id))
@settings(max_examples=25)
def test_a_board_by_rows_is_the_board(tmp_path_factory: pytest.TempPathFactory, cards: list[Card]) -> None:
    """Cards, their events and their documents are the same whether rows were used or the snapshot was read."""
    home = kept(tmp_path_factory.mktemp("home"), *cards)
    with opened(home) as store:
        assert is_by_rows(store)
        plain = parse((home / "board.json").read_bytes())[1]["cards"]
        assert dict(store.documents()) == dict(plain)
        known = Drawer(store).cards()
        assert known == {key: from_document(one) for key, one in plain.items()}
        for key, card in known.items():
            assert tuple(card.events) == from_document(plain[key]).events
            assert len(card.events) == len(plain[key]["events"])


def test_changes_lie_over_the_rows(tmp_path: Path) -> None:
    """Edits, deletions and new cards after the fold are seen over the rows, at once and by the next reader."""
    home = kept(tmp_path, *map(a_card, range(4)))
    with opened(home) as store:
        one, other, *_ = sorted(store.documents())
        before = store.get(one)
        assert before is not None
        store.commit([Change(one, before, before | {"title": "New"})], label="edit", **SAID)
        store.commit([Change(other, store.get(other), None)], label="delete", **SAID)
        store.add([as_document(a_card(9, "Ninth"))], label="add", **SAID)
        seen = {key: dict(doc)["title"] for key, doc in store.documents().items()}
    assert sorted(seen.values()) == ["Board pack", "Board pack", "New", "Ninth"]
    with opened(home) as store:
        assert is_by_rows(store)
        assert {key: doc["title"] for key, doc in store.documents().items()} == seen
        assert {key: card.title for key, card in Drawer(store).cards().items()} == seen
        names = ("id", "title", "stage", "touched_at", "contact")
        hurried = peek.cards(str(tmp_path), str(tmp_path / "state"))
        assert {key: [one[name] for name in names] for key, one in hurried.items()} == {
            key: [one[name] for name in names] for key, one in store.documents().items()
        }
        store.undo(at=1, by="test")
        assert len(store.documents()) == 3


def test_a_fold_over_rows_writes_what_a_fold_without_them_writes(tmp_path: Path) -> None:
    """The next snapshot is the same to the byte, whether unchanged cards were read or their lines taken over."""
    written = []
    for name in ("rows", "plain"):
        home = kept(tmp_path / name, *map(a_card, range(5)))
        if name == "plain":
            (home / KEPT).unlink()
        with opened(home) as store:
            assert is_by_rows(store) == (name == "rows")
            edit(store, min(store.documents()), "New")
            with compacting():
                store.tidy()
        board = (home / "board.json").read_bytes()
        written.append(board[board.index(b"\n") :])
    assert written[0] == written[1]


def _cut(data: bytes) -> bytes:
    return data[:-3]


def _flipped(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


def _older_program(data: bytes) -> bytes:
    return data.replace(leaves.VERSION.encode(), b"0 1 2 3", 1)


@pytest.mark.parametrize("damage", [_cut, _flipped, _older_program, lambda _: b"", lambda _: b"\n\n"])
def test_rows_that_are_not_right_are_left_alone(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Rows that are cut, damaged, empty or another program's are not used, and the board is there all the same."""
    home = kept(tmp_path, *map(a_card, range(4)))
    path = home / KEPT
    path.write_bytes(damage(path.read_bytes()))
    with opened(home) as store:
        assert not is_by_rows(store)
        assert len(store.documents()) == 4
        store.keep_leaves()
    with opened(home) as store:
        assert is_by_rows(store)


def test_rows_of_another_snapshot_are_left_alone(tmp_path: Path) -> None:
    """After the next fold the rows are old: they are not used, and are kept anew."""
    home = kept(tmp_path, *map(a_card, range(4)))
    with opened(home) as store:
        store.add([as_document(a_card(9))], label="add", **SAID)
        with compacting():
            store.tidy()
    with opened(home) as store:
        assert not is_by_rows(store)
        assert len(store.documents()) == 5


def test_a_damaged_snapshot_is_noticed_although_its_rows_are_whole(tmp_path: Path) -> None:
    """One flipped bit of a card's line is found before any row is used: it is recovered, and said."""
    home = kept(tmp_path, *map(a_card, range(4)))
    board = home / "board.json"
    board.write_bytes(board.read_bytes().replace(b"Board pack", b"Board pace", 1))
    with opened(home) as store:
        assert not is_by_rows(store)
        assert {doc["title"] for doc in store.documents().values()} == {"Board pack"}
        assert any("board.json" in one for one in store.warnings)


def test_a_line_that_changes_under_an_open_board_is_refused(tmp_path: Path) -> None:
    """What is read late is checked late: a card whose line was written over is never shown as something else."""
    home = kept(tmp_path, *map(a_card, range(4)))
    with opened(home) as store:
        key = min(store.documents())
        board = home / "board.json"
        with board.open("r+b") as file:
            file.seek(board.read_bytes().index(b"Board pack"))
            file.write(b"Board pace")
        with pytest.raises(StoreError, match=r"board\.json"):
            [store.documents()[one] for one in (key, *store.documents())]


def test_a_new_snapshot_leaves_the_open_one_readable(tmp_path: Path) -> None:
    """Another process folds; the board that was opened by rows still reads its cards, and then the new ones."""
    home = kept(tmp_path, *map(a_card, range(4)))
    with opened(home) as board, opened(home) as other:
        assert is_by_rows(board)
        other.add([as_document(a_card(9, "Ninth"))], label="add", **SAID)
        with compacting():
            other.tidy()
            other.tidy()
        assert sorted(doc["title"] for doc in board.documents().values()) == ["Board pack"] * 4 + ["Ninth"]


def test_a_small_board_keeps_no_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where reading everything is quick nothing is kept beside it."""
    monkeypatch.setattr(leaves, "WORTH_IT", 1 << 18)
    with opened(tmp_path) as store:
        store.add([as_document(a_card(1))], label="add", **SAID)
        with compacting():
            store.tidy()
        store.keep_leaves()
    assert not (tmp_path / KEPT).exists()
