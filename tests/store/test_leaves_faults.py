"""Keeping rows beside a snapshot fails, is killed or happens twice: no card is lost, none invented, nobody is told."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.errors import StoreError
from followup.store import Store, leaves
from tests.rig.tools import require
from tests.store.boards import compacting, edit, environment, titles
from tests.store.killing import calls_of, traced
from tests.store.test_faults import Failing
from tests.store.test_leaves import KEPT, a_card, is_by_rows, kept, opened

KEEP = """
import sys
from followup.store import leaves, open_store
leaves.WORTH_IT = 0
with open_store(sys.argv[1], backups=f"{sys.argv[1]}/state/backups") as store:
    store.keep_leaves()
"""


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are kept of small boards too."""
    monkeypatch.setattr(leaves, "WORTH_IT", 0)


def without_rows(home: Path) -> dict[str, str]:
    """A folded board, its rows taken away; its titles by id."""
    kept(home, *map(a_card, range(4)))
    (home / KEPT).unlink()
    with opened(home) as store:
        return titles(store)


def by_rows_again(home: Path, told: dict[str, str]) -> None:
    """The board says what it said, however it is opened; and rows can be kept of it now."""
    with opened(home) as store:
        assert titles(store) == told
        assert store.warnings == []
        store.keep_leaves()
    with opened(home) as store:
        assert is_by_rows(store)
        assert titles(store) == told


@pytest.mark.parametrize("good", range(3))
@pytest.mark.parametrize(
    ("name", "code"),
    [("pwrite", errno.ENOSPC), ("fsync", errno.EIO), ("rename", errno.EACCES), ("open", errno.EROFS)],
)
def test_rows_that_cannot_be_kept_are_no_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int, good: int
) -> None:
    """A full disk, a read-only folder, any call that fails: nothing is raised, and the next try keeps them."""
    told = without_rows(tmp_path)
    with opened(tmp_path) as store:
        assert titles(store) == told
        with monkeypatch.context() as patch:
            Failing(patch, name, code).good = good
            store.keep_leaves()
        edit(store, min(told), "New")
        assert titles(store) == told | {min(told): "New"}
    by_rows_again(tmp_path, told | {min(told): "New"})


def test_a_kill_at_every_write_while_keeping_loses_nothing(tmp_path: Path) -> None:
    """SIGKILL at each call that can write: the board is whole, and rows can be kept afterwards."""
    require("strace")
    home, log = tmp_path / "home", tmp_path / "log"
    told = without_rows(home)
    calls = calls_of(KEEP, home, log)
    assert {"pwrite64", "fsync", "rename"} <= {name for name, _ in calls}
    for name, count in calls:
        (home / KEPT).unlink(missing_ok=True)
        assert traced(KEEP, home, log, f"inject={name}:signal=SIGKILL:when={count}").returncode != 0
        by_rows_again(home, told)


def test_rows_kept_by_several_processes_at_once_are_whole(tmp_path: Path) -> None:
    """However the writes of some fall between those of others, the board is itself, with the rows or without."""
    told = without_rows(tmp_path)
    argv = [sys.executable, "-c", KEEP, str(tmp_path)]
    for _ in range(3):
        (tmp_path / KEPT).unlink(missing_ok=True)
        at_once = [subprocess.Popen(argv, env=environment()) for _ in range(4)]
        assert [one.wait(60) for one in at_once] == [0, 0, 0, 0]
        with opened(tmp_path) as store:
            assert titles(store) == told
    by_rows_again(tmp_path, told)


def another_boards(home: Path, tmp_path: Path) -> bytes:
    return (kept(tmp_path / "other", *map(a_card, range(4))) / KEPT).read_bytes()


def an_older_generations(home: Path, tmp_path: Path) -> bytes:
    older = (home / KEPT).read_bytes()
    with opened(home) as store:
        edit(store, min(store.documents()), "New")
        with compacting():
            store.tidy()
    return older


@pytest.mark.parametrize("whose", [another_boards, an_older_generations])
def test_rows_of_something_else_are_left_alone(tmp_path: Path, whose: Callable[[Path, Path], bytes]) -> None:
    """Rows of another board with as many cards, or of this one as it was, show nobody anything."""
    home = kept(tmp_path / "home", *map(a_card, range(4)))
    text = whose(home, tmp_path)
    with opened(home) as store:
        told = titles(store)
    (home / KEPT).write_bytes(text)
    with opened(home) as store:
        assert not is_by_rows(store)
        assert titles(store) == told
    by_rows_again(home, told)


def damaged_in_place(home: Path, old: bytes, new: bytes) -> None:
    """What a failing disk does to an open file."""
    board = home / "board.json"
    with board.open("r+b") as file:
        file.seek(board.read_bytes().index(old))
        file.write(new)


def in_the_archive(home: Path) -> Store:
    """An open board whose archived card nobody has read."""
    kept(home, *(a_card(number)._replace(stage="resolved", resolved_at=1) for number in range(2)), a_card(2))
    with opened(home) as store:
        assert len(store.archive(2)) == 2
        with compacting():
            store.tidy()
        store.keep_leaves()
    store = opened(home)
    assert is_by_rows(store)
    return store


def test_an_archive_that_changes_under_an_open_board_is_refused(tmp_path: Path) -> None:
    """What is read late is checked late: a flipped letter is neither shown nor written into the next snapshot."""
    with in_the_archive(tmp_path) as store:
        damaged_in_place(tmp_path, b"Board pack", b"Board pace")
        with pytest.raises(StoreError, match=r"board\.json"):
            dict(store.archived())
        with compacting():
            edit(store, min(store.documents()), "New")
            store.tidy()
        assert any("board.json was changed" in one for one in store.warnings)
    with opened(tmp_path) as store:
        assert {doc["title"] for doc in store.archived().values()} == {"Board pack"}
        assert titles(store) == {min(store.documents()): "New"}


def test_a_disk_that_fails_under_an_open_board_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the disk while a card is read late is one clear line."""
    with opened(kept(tmp_path, *map(a_card, range(4)))) as store:
        key = min(store.documents())
        with monkeypatch.context() as patch:
            Failing(patch, "pread", errno.EIO).good = 2
            with pytest.raises(StoreError, match=os.strerror(errno.EIO)):
                [store.documents()[key] for _ in range(4)]
        assert store.documents()[key]["title"] == "Board pack"
