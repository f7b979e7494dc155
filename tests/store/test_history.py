"""Undo and redo over any sequence of gestures, through restarts and compactions."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.errors import Changed
from followup.store import Change, Document, Store, history, memory_store, open_store
from followup.store.records import Op, Record
from tests.store.boards import SAID, add, card, compacting, edit, remove, titles

IDS = ("A", "B", "C", "D")
gestures = st.lists(
    st.dictionaries(st.sampled_from(IDS), st.sampled_from(["x", "y", None]), min_size=1), max_size=12
)


def gesture(store: Store, wanted: dict[str, str | None]) -> bool:
    """Make cards have these titles, or be gone; whether anything changed."""
    changes = []
    for card_id, title in wanted.items():
        before = store.get(card_id)
        after: Document | None = None if title is None else (before or card(card_id)) | {"title": title}
        if before != after:
            changes.append(Change(card_id, before, after))
    if changes:
        store.commit(changes, label="gesture", **SAID)
    return bool(changes)


@given(gestures)
@settings(max_examples=40, deadline=None)
def test_as_many_undos_give_the_first_board_back(steps: list[dict[str, str | None]]) -> None:
    """Any gestures, then as many undos, then as many redos: the first board, then the last."""
    store = memory_store()
    add(store, "A", "B")
    first = store.documents()
    done = sum(gesture(store, step) for step in steps)
    last = store.documents()
    for _ in range(done):
        store.undo(**SAID)
    assert store.documents() == first
    for _ in range(done):
        store.redo(**SAID)
    assert store.documents() == last


@given(gestures, st.lists(st.sampled_from(["undo", "redo", "fold", "reopen"]), max_size=8))
@settings(max_examples=25, deadline=None)
def test_disk_and_memory_never_differ(steps: list[dict[str, str | None]], moves: list[str]) -> None:
    """Whatever is undone, redone, folded and reopened, the disk holds what its twin holds."""
    with tempfile.TemporaryDirectory() as folder:
        disk, twin = open_store(folder), memory_store()
        for step in steps:
            assert gesture(disk, step) == gesture(twin, step)
        for move in moves:
            if move in ("undo", "redo"):
                assert step_of(disk, move) == step_of(twin, move)
            elif move == "fold":
                with compacting():
                    disk.tidy()
            else:
                disk.close()
                disk = open_store(folder)
        assert disk.documents() == twin.documents()
        assert disk.history() == twin.history()
        disk.close()


def step_of(store: Store, move: str) -> str:
    """The outcome of an undo or redo, a refusal included."""
    from followup.errors import Refused

    try:
        return str(getattr(store, move)(**SAID))
    except Refused as refusal:
        return refusal.message


def test_undo_survives_a_restart_and_a_compaction(data: Path) -> None:
    """Another process takes back what this one did, from the snapshot as well as from the journal."""
    with open_store(data) as store:
        add(store, "A")
        edit(store, "A", "two")
        with compacting():
            store.tidy()
        edit(store, "A", "three")
    with open_store(data) as store:
        store.undo(**SAID)
        with compacting():
            store.tidy()
    with open_store(data) as store:
        store.undo(**SAID)
        store.undo(**SAID)
        assert titles(store) == {}
        for _ in range(3):
            store.redo(**SAID)
        assert titles(store) == {"A": "three"}


def test_undo_is_refused_when_the_card_moved_on(data: Path) -> None:
    """What somebody wrote past the history is not undone over."""
    store = open_store(data)
    add(store, "A")
    edit(store, "A", "two")
    board = store._database()
    board.rows("cards").update({"title": "elsewhere"}, doc_ids=["A"])  # type: ignore[list-item]
    with pytest.raises(Changed, match='"elsewhere" has changed since "edit"'):
        store.undo(**SAID)
    assert titles(store) == {"A": "elsewhere"}
    store.close()


def test_an_import_is_held_once_in_the_snapshot(data: Path) -> None:
    """The history of a big add does not write every card a second time."""
    with open_store(data) as store, compacting():
        add(store, *(f"CARD{number}" for number in range(100)))
        edit(store, "CARD7", "new")
        store.tidy()
        assert (data / "board.json").read_bytes().count(b'"title":"Board pack"') == 100
    with open_store(data) as store:
        store.undo(**SAID)
        store.undo(**SAID)
        assert store.documents() == {}


def test_the_log_does_not_grow_for_ever() -> None:
    """Rows beyond the log's length go, the oldest first, and those that can be undone stay."""
    rows: history.Rows = {}
    for seq in range(1, 2001):
        op = Op("cards", "A", {"n": seq - 1}, {"n": seq})
        history.remember(rows, Record(seq, 0, "", "", "do", None, (op,)))
    assert len(rows) <= history.LOG + history.SLACK
    done = [row for row in rows.values() if row["state"] == history.DONE]
    assert history.DEPTH <= len(done) <= len(rows)
    assert done[-1]["seq"] == 2000


def test_a_deleted_card_comes_back_whole(store: Store) -> None:
    """Undoing a delete gives back every field and event."""
    store.add([card("A", notes=["x"])], label="add", **SAID)
    remove(store, "A")
    store.undo(**SAID)
    assert store.get("A") == card("A", notes=["x"])
