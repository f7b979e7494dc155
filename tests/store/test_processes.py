"""Several processes, one truth."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from followup.errors import Changed, StoreError
from followup.store import Change, open_store
from followup.store.disk import Disk
from followup.store.lockfile import LockFile
from followup.store.snapshot import Picture
from tests.rig.waiting import wait_until
from tests.store.boards import SAID, add, card, compacting, edit, environment, remove, titles

WRITER = """
import sys
from followup.store import Change, open_store
store = open_store(sys.argv[1])
for number in range(int(sys.argv[3])):
    key = f"{sys.argv[2]}{number}"
    store.add([{"id": key, "title": key}], at=1, by="test", label="add")
    if number % 5 == 0:
        change = Change(key, store.get(key), {"id": key, "title": "edited"})
        store.commit([change], at=1, by="test", label="edit")
    print(key, flush=True)
store.close()
"""


def writer(data: Path, name: str, count: int, **extra: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(data), name, str(count)],
        env=environment(**extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("threshold", ["0", "1000000"])
def test_four_writers_at_once_lose_nothing(data: Path, threshold: str) -> None:
    """Everything that four processes were told is saved is there, also while each folds the journal."""
    running = [writer(data, name, 20, FOLLOWUP_COMPACT_BYTES=threshold) for name in "WXYZ"]
    wait_until(lambda: (data / "board.lock").exists())
    reader, seen = open_store(data, read_only=True), 0
    while any(one.poll() is None for one in running):
        count = len(reader.documents())
        assert count >= seen
        seen = count
    said = [one.communicate() for one in running]
    assert [(one.returncode, told[1]) for one, told in zip(running, said, strict=True)] == [(0, b"")] * 4
    saved = b"".join(told[0] for told in said).decode().split()
    assert len(saved) == 80
    reader.refresh()
    assert set(reader.documents()) == set(saved)
    with open_store(data) as fresh:
        assert fresh.documents() == reader.documents()
    reader.close()


def test_a_reader_sees_what_another_process_did(data: Path) -> None:
    """Refresh names exactly the cards that changed, and only once."""
    mine, theirs = open_store(data), open_store(data)
    add(mine, "A", "B", "C")
    assert set(mine.documents()) == {"A", "B", "C"}
    assert mine.refresh() is None
    edit(theirs, "A", "new")
    remove(theirs, "B")
    assert mine.refresh() == frozenset({"A", "B"})
    assert mine.refresh() is None
    assert titles(mine) == {"A": "new", "C": "Board pack"}


def test_another_processs_alert_is_news_of_no_card(data: Path) -> None:
    """Refresh gives the empty set and the version of the alerts goes up."""
    mine, theirs = open_store(data), open_store(data)
    add(theirs, "A")
    mine.documents()
    before = mine.alerts_version
    theirs.claim({"A check": {}})
    assert mine.refresh() == frozenset()
    assert mine.alerts_version > before


def test_changes_met_while_writing_are_still_news(data: Path) -> None:
    """What a commit caught up with on its way is told by the next refresh."""
    mine, theirs = open_store(data), open_store(data)
    add(theirs, "A", "B")
    mine.documents()
    edit(theirs, "A", "new")
    edit(mine, "B", "mine")
    assert mine.refresh() == frozenset({"A"})


def test_a_compaction_elsewhere_is_no_news_and_needs_no_load(data: Path) -> None:
    """A follower that has everything goes on with the new journal."""
    mine, theirs = open_store(data), open_store(data)
    add(theirs, "A")
    before = mine.documents()
    with compacting():
        theirs.tidy()
    assert mine.refresh() == frozenset()
    assert mine.documents() is before
    edit(theirs, "A", "new")
    assert mine.refresh() == frozenset({"A"})


def test_a_follower_that_fell_behind_a_compaction_loads_again(data: Path) -> None:
    """Changes that went from the journal into the snapshot unseen are found by comparing."""
    mine, theirs = open_store(data), open_store(data)
    add(theirs, "A", "B")
    mine.documents()
    edit(theirs, "A", "new")
    with compacting():
        theirs.tidy()
    add(theirs, "C")
    assert mine.refresh() == frozenset({"A", "C"})


def test_a_board_made_after_the_first_look_is_seen(data: Path) -> None:
    """A reader of an empty folder notices the first card."""
    mine = open_store(data)
    assert mine.documents() == {}
    assert not data.exists()
    add(open_store(data), "A")
    assert mine.refresh() == frozenset({"A"})


def test_a_board_that_is_gone_is_no_empty_board(data: Path) -> None:
    """Whoever knew its cards says that its files are gone, writes nothing, and goes on when they are back."""
    store = open_store(data)
    add(store, "A")
    known = titles(store)
    kept = {path: path.read_bytes() for path in data.iterdir() if path.is_file()}
    for path in kept:
        path.unlink()
    with pytest.raises(StoreError, match="is gone"):
        store.refresh()
    with pytest.raises(StoreError, match="is gone"):
        edit(store, "A", "edited")
    for path, content in kept.items():
        path.write_bytes(content)
    store.refresh()
    assert titles(store) == known != {}


def test_two_windows_never_overwrite_each_other(data: Path) -> None:
    """The second to edit a card sees that it changed, and may then try again."""
    mine, theirs = open_store(data), open_store(data)
    add(mine, "A")
    seen = theirs.get("A")
    edit(mine, "A", "mine")
    with pytest.raises(Changed):
        theirs.commit([Change("A", seen, card("A", "theirs"))], label="edit", **SAID)
    edit(theirs, "A", "theirs")
    assert titles(mine) == {"A": "theirs"}


def test_one_undo_list_for_all_windows(data: Path) -> None:
    """A window undoes what the command line did last."""
    board, line = open_store(data), open_store(data)
    add(board, "A")
    edit(line, "A", "new")
    board.undo(**SAID)
    assert titles(line) == {"A": "Board pack"}
    line.redo(**SAID)
    assert titles(board) == {"A": "new"}


def test_claims_race_for_one_winner(data: Path) -> None:
    """Of many who claim the same alerts at once, each alert goes to exactly one."""
    add(open_store(data), "A")
    won: list[str] = []
    keys = {f"k{number}": {"at": number} for number in range(10)}

    def claim() -> None:
        store = open_store(data)
        for key, body in keys.items():
            won.extend(store.claim({key: body}))

    threads = [threading.Thread(target=claim) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(won) == sorted(keys)


def test_threads_share_one_store(data: Path) -> None:
    """Workers of one program may commit side by side."""
    store = open_store(data)
    threads = [
        threading.Thread(target=lambda name=name: [add(store, f"{name}{n}") for n in range(10)])
        for name in "WXYZ"
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(store.documents()) == len(open_store(data).documents()) == 40


def test_a_held_lock_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer does not wait for ever for a process that hangs; a reader reads on without it."""
    monkeypatch.setattr("followup.store.lockfile.WRITER_WAITS", 0.05)
    monkeypatch.setattr("followup.store.lockfile.READER_WAITS", 0.05)
    add(open_store(data), "A")
    hung = LockFile(str(data / "board.lock"))
    hung.open(create=False)
    with hung.exclusive():
        with pytest.raises(StoreError, match="another followup process"):
            add(open_store(data), "B")
        assert set(open_store(data).documents()) == {"A"}
    add(open_store(data), "B")


def test_a_lock_file_that_was_replaced_locks_nobody_out(data: Path) -> None:
    """A store whose lock file was put back from a copy takes the new one."""
    store = open_store(data)
    add(store, "A")
    content = (data / "board.lock").read_bytes()
    (data / "board.lock").unlink()
    (data / "board.lock").write_bytes(content)
    edit(store, "A", "new")
    assert store._log.lock.handle is not None  # type: ignore[union-attr]
    assert os.fstat(store._log.lock.handle).st_ino == (data / "board.lock").stat().st_ino  # type: ignore[union-attr]
    assert titles(open_store(data)) == {"A": "new"}


def test_a_lock_that_was_deleted_while_waiting_is_taken_anew(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Having waited for a lock file that is no longer the board's counts for nothing."""
    add(open_store(data), "A")
    lock, content = data / "board.lock", (data / "board.lock").read_bytes()
    real = LockFile._take
    taken: list[bool] = []

    def take(self: LockFile, *, exclusive: bool, patience: float) -> bool:
        if not taken:
            lock.unlink()
            lock.write_bytes(content)
        taken.append(exclusive)
        return real(self, exclusive=exclusive, patience=patience)

    monkeypatch.setattr(LockFile, "_take", take)
    add(open_store(data), "B")
    assert taken == [True, True]
    assert lock.read_bytes() != content


def test_what_a_killed_writer_left_is_met_before_writing(data: Path) -> None:
    """A whole line that nobody acknowledged, seen in passing by a follower, is not written over."""
    mine, theirs = open_store(data), open_store(data)
    add(mine, "A")
    mine.documents()
    mark = (data / "board.lock").read_bytes()
    add(theirs, "B")
    (data / "board.lock").write_bytes(mark)
    mine.refresh()
    edit(mine, "A", "new")
    assert titles(mine) == titles(open_store(data)) == {"A": "new", "B": "Board pack"}


def test_folding_gives_way_to_a_writer(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The snapshot is made with no lock held; if somebody wrote meanwhile it is dropped, and made the next time."""
    mine, theirs = open_store(data), open_store(data)
    add(mine, "A")
    mine.documents()
    log = mine._log
    assert isinstance(log, Disk)

    def meanwhile(picture: Picture) -> bytes:
        content = Disk.encode(log, picture)
        with compacting(False):
            add(theirs, "B")
        return content

    before = (data / "board.json").read_bytes()
    with compacting(), monkeypatch.context() as patch:
        patch.setattr(log, "encode", meanwhile)
        mine.tidy()
    assert (data / "board.json").read_bytes() == before
    assert set(titles(open_store(data))) == {"A", "B"}
    with compacting():
        mine.tidy()
    assert (data / "board.json").read_bytes() != before
    assert set(titles(open_store(data))) == {"A", "B"}


def test_a_long_journal_is_folded_by_whoever_reads_it(data: Path) -> None:
    """Adds never fold; the first to load a board whose journal has grown does, unless it may only read."""
    for name in "AB":
        add(open_store(data), name)
    before = (data / "board.json").read_bytes()
    with compacting():
        open_store(data, read_only=True).documents()
        assert (data / "board.json").read_bytes() == before
        open_store(data).documents()
    assert (data / "board.json").read_bytes() != before
    assert set(titles(open_store(data))) == {"A", "B"}
