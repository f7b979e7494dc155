"""The disk refuses, or the process dies: what was acknowledged stays, what was refused leaves no trace."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from followup.errors import StoreError
from followup.store import Store, open_store
from tests.rig.tools import require
from tests.store.boards import SAID, add, bytes_of, compacting, edit, put_back, titles
from tests.store.killing import calls_of, traced

TITLES = {"A": "Board pack", "B": "Board pack"}

ADD = """
import sys
from followup.store import open_store
with open_store(sys.argv[1]) as store:
    store.add([{"id": "NEW", "title": "new"}], at=1, by="test", label="add")
"""


@pytest.fixture
def board(data: Path) -> Iterator[Store]:
    """A board with two cards, loaded."""
    with open_store(data) as store:
        add(store, "A", "B")
        store.documents()
        yield store


class Failing:
    """Stands for one call of `os`; fails on the store's files when told to, after `good` calls that work."""

    def __init__(self, patch: pytest.MonkeyPatch, name: str, code: int) -> None:
        self.real: Callable[..., Any] = getattr(os, name)
        self.code = code
        self.good = 0
        patch.setattr(os, name, self)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.good -= 1
        if self.good < 0:
            raise OSError(self.code, os.strerror(self.code))
        return self.real(*args, **kwargs)


FAULTS = [
    ("pwrite", errno.ENOSPC, "disk is full"),
    ("pwrite", errno.EDQUOT, "disk is full"),
    ("pwrite", errno.EFBIG, "disk is full"),
    ("fsync", errno.EIO, "error"),
    ("open", errno.EACCES, "no permission"),
    ("open", errno.EROFS, "read-only"),
]


@pytest.mark.parametrize(("name", "code", "said"), FAULTS)
@pytest.mark.parametrize("loaded", [True, False])
def test_a_refused_write_leaves_no_trace(
    board: Store, data: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int, said: str, loaded: bool
) -> None:
    """The message is one clear line with a hint; memory and disk are as before; the next write works."""
    before = bytes_of(data)
    store = board if loaded else open_store(data)
    with monkeypatch.context() as patch:
        Failing(patch, name, code)
        with pytest.raises(StoreError, match=f"(?i){said}") as caught:
            add(store, "C")
    assert caught.value.hint
    assert "\n" not in caught.value.message
    assert titles(store) == TITLES
    assert bytes_of(data) == before
    add(store, "C")
    assert set(titles(open_store(data))) == {"A", "B", "C"}


def test_a_short_write_is_taken_back(board: Store, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a line that reached the disk before it was full is cut off again."""
    before = bytes_of(data)
    real = os.pwrite

    def short(handle: int, content: bytes, at: int) -> int:
        if len(content) < 40:
            raise OSError(errno.ENOSPC, "full")
        return real(handle, content[: len(content) // 2], at)

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", short)
        with pytest.raises(StoreError, match="disk is full"):
            edit(board, "A", "new")
    assert titles(board) == TITLES
    assert bytes_of(data) == before


def test_what_could_not_be_taken_back_never_counts(
    board: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When cutting fails too, the refused line is spoiled, and the next write goes over it."""
    with monkeypatch.context() as patch:
        Failing(patch, "fsync", errno.EIO)
        Failing(patch, "ftruncate", errno.EIO)
        with pytest.raises(StoreError):
            add(board, "C")
    assert titles(open_store(data)) == TITLES
    add(open_store(data), "D")
    assert set(titles(board)) == {"A", "B", "D"}


def test_an_unwritten_acknowledgement_is_a_warning(
    board: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change that is durable is not called lost because the lock file could not be written."""
    with monkeypatch.context() as patch:
        Failing(patch, "pwrite", errno.EIO).good = 1
        add(board, "C")
    assert board.warnings
    assert set(titles(open_store(data))) == {"A", "B", "C"}


@pytest.mark.parametrize("name", ["pwrite", "fsync", "rename", "link", "open"])
def test_a_failed_compaction_is_a_warning(data: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """At whatever call it fails, every card is there, and the next compaction works."""
    for good in range(12):
        with open_store(data / str(good)) as store:
            add(store, "A", "B")
            store.documents()
            with compacting(), monkeypatch.context() as patch:
                Failing(patch, name, errno.EIO).good = good
                store.tidy()
            assert titles(store) == TITLES
            edit(store, "A", "new")
            with compacting():
                store.tidy()
            assert store._log.seq == store._log.mark.base  # type: ignore[union-attr]
        assert titles(open_store(data / str(good))) == TITLES | {"A": "new"}


def test_leftovers_of_a_killed_compaction_do_no_harm(data: Path) -> None:
    """Half-made files of an earlier run never make a later one fail."""
    with open_store(data) as store, compacting():
        add(store, "A")
        store.tidy()
        add(store, "B")
        for name in ("board.json", "board.journal"):
            (data / f"{name}.new").write_bytes(b"half")
            (data / f"{name}.prev.new").hardlink_to(data / f"{name}.prev")
        store.tidy()
        assert store.warnings == []
        add(store, "C")
        store.tidy()
    assert not list(data.glob("*.new"))
    assert set(titles(open_store(data))) == {"A", "B", "C"}


@pytest.mark.parametrize("kind", ["a file", "under a file", "under /dev/null"])
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, kind: str) -> None:
    """One line says which folder, and a hint says what to do; reading says so as well or finds nothing."""
    (tmp_path / "x").write_text("")
    where = {
        "a file": tmp_path / "x",
        "under a file": tmp_path / "x" / "y",
        "under /dev/null": Path("/dev/null/y"),
    }
    with pytest.raises(StoreError, match="something else stands where") as caught:
        add(open_store(where[kind]), "A")
    assert caught.value.hint
    assert str(where[kind]) in caught.value.message


def test_the_files_are_private(board: Store, data: Path) -> None:
    """The folder is for its owner only, and so is every file in it."""
    with compacting():
        board.tidy()
    assert data.stat().st_mode & 0o777 == 0o700
    assert {one.stat().st_mode & 0o777 for one in data.iterdir()} == {0o600}


@pytest.mark.parametrize("threshold", ["0", "1000000"])
def test_a_kill_at_every_write_loses_nothing(data: Path, tmp_path: Path, threshold: str) -> None:
    """SIGKILL at each system call that can write: the old cards are there, and the next write works."""
    require("strace")
    with open_store(data) as store, compacting():
        add(store, "A")
        store.tidy()
        add(store, "B")
    files = bytes_of(data)
    log, compact = tmp_path / "log", {"FOLLOWUP_COMPACT_BYTES": threshold}
    calls = calls_of(ADD, data, log, **compact)
    assert len(calls) >= (12 if threshold == "0" else 3)
    for name, count in calls:
        put_back(data, files)
        run = traced(ADD, data, log, f"inject={name}:signal=SIGKILL:when={count}", **compact)
        assert run.returncode != 0
        after = titles(open_store(data))
        assert after.items() >= TITLES.items(), (name, count)
        with open_store(data) as store, compacting():
            add(store, "AFTER")
            store.tidy()
        assert titles(open_store(data)) == after | {"AFTER": "Board pack"}, (name, count)


def test_undo_leaves_no_trace_when_refused_by_the_disk(
    board: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An undo that was not written can be asked for again."""
    edit(board, "A", "new")
    with monkeypatch.context() as patch:
        Failing(patch, "fsync", errno.EIO)
        with pytest.raises(StoreError):
            board.undo(**SAID)
    assert titles(board)["A"] == "new"
    board.undo(**SAID)
    assert titles(open_store(data)) == TITLES
