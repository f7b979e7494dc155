"""Adding without reading: what it costs, what it imports, and when it does not trust a glance."""

import subprocess
import sys
from pathlib import Path

import pytest

from followup.errors import StoreError
from followup.store import open_store
from tests.store.boards import AT, add, card, compacting, environment, titles

PROBE = """
import sys
from followup.store import open_store
store = open_store(sys.argv[1])
store.add([{"id": "NEW", "title": "new"}], at=1, by="test", label="add")
store.close()
slow = {"tinydb", "pendulum", "textual", "dataclasses", "inspect", "random", "secrets", "tempfile", "shutil",
        "pathlib", "asyncio", "logging"}
print(*sorted(slow & set(sys.modules)))
"""


@pytest.mark.parametrize("made", [True, False])
def test_an_add_imports_neither_tinydb_nor_anything_slow(data: Path, made: bool) -> None:
    """The quick path stays quick, the very first add included."""
    if made:
        add(open_store(data), "A")
    command = [sys.executable, "-S", "-c", PROBE, str(data)]
    run = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
    assert "NEW" in titles(open_store(data))


def test_an_add_costs_the_same_bytes_at_any_size(data: Path) -> None:
    """Each add writes its own line and the mark, whether the board has one card or two thousand."""
    grown = []
    with open_store(data) as store:
        for size in (1, 2000):
            add(store, *(f"{size}-{number}" for number in range(size)))
            with compacting():
                store.tidy()
            other, before = open_store(data), (data / "board.journal").stat().st_size
            snapshot = (data / "board.json").stat().st_mtime_ns
            add(other, f"NEW{size:05d}")
            grown.append((data / "board.journal").stat().st_size - before)
            assert (data / "board.json").stat().st_mtime_ns == snapshot
    assert abs(grown[1] - grown[0]) <= 2


def test_an_add_follows_an_unacknowledged_one(data: Path) -> None:
    """A journal longer than its mark is read before anything is appended."""
    add(open_store(data), "A")
    mark = (data / "board.lock").read_bytes()
    add(open_store(data), "B")
    (data / "board.lock").write_bytes(mark)
    add(open_store(data), "C")
    assert set(titles(open_store(data))) == {"A", "B", "C"}
    assert [one.seq for one in open_store(data).history()] == [1, 2, 3]


@pytest.mark.parametrize("name", ["board.json", "board.journal", "board.lock"])
def test_an_add_to_a_board_that_lost_a_file_is_not_silent(data: Path, name: str) -> None:
    """A missing file is recovered from what is there, or the add is refused."""
    add(open_store(data), "A")
    (data / name).unlink()
    try:
        add(open_store(data), "B")
    except StoreError as error:
        assert name in error.message
        assert name != "board.json"
    else:
        assert set(titles(open_store(data))) == {"A", "B"}
        assert name == "board.json"


def test_an_add_of_several_cards_is_one_step(data: Path) -> None:
    """All or nothing, and one undo takes all of them back."""
    store = open_store(data)
    done = store.add([card("A"), card("B")], at=AT, by="cli", label="add 2 cards")
    assert [change.id for change in done.changes] == ["A", "B"]
    open_store(data).undo(at=AT, by="cli")
    assert titles(store) == {}
