"""A board put back to an earlier moment as a whole is noticed by a note kept away from it; nothing else is."""

import itertools
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.errors import StoreError
from followup.store import Store, open_store
from followup.store.repair import examine, repair
from tests.store.boards import FILES, add, bytes_of, compacting, edit, environment, put_back, titles

Moment = dict[str, bytes]


def opened(data: Path, state: Path | None = None) -> Store:
    """The board as the command line opens it: with a state folder, by default beside it."""
    return open_store(data, backups=f"{state or data.parent / 'state'}/backups")


def note_of(state: Path) -> Path:
    """The one note in a state folder."""
    (note,) = state.glob("saved-*")
    return note


@pytest.fixture
def moments(data: Path) -> list[Moment]:
    """A board's files after each of six adds, two foldings among them; the last are in place."""
    found = []
    for number in range(6):
        with opened(data) as store:
            add(store, f"CARD{number}")
            if number in (1, 3):
                with compacting():
                    store.tidy()
        found.append(bytes_of(data))
    return found


def test_a_whole_board_put_back_is_refused(data: Path, moments: list[Moment]) -> None:
    """Every earlier moment is refused for reading and writing, with the number of changes that are missing."""
    for number, moment in enumerate(moments[:-1]):
        put_back(data, moment)
        missing = len(moments) - 1 - number
        for use in (titles, lambda store: add(store, "NEW"), lambda store: edit(store, "CARD0", "new")):
            with pytest.raises(StoreError, match=f": {missing} changes? (is|are) missing") as caught:
                use(opened(data))
            assert "followup doctor --repair" in caught.value.hint
        assert bytes_of(data) == moment


def test_any_files_put_back_together_are_noticed(data: Path, moments: list[Moment]) -> None:
    """Whichever of the files go back to whichever moment, every card is there or the reading is refused."""
    told = {f"CARD{number}": "Board pack" for number in range(6)}
    for moment, count in itertools.product(moments[:-1], range(2, len(FILES) + 1)):
        for names in itertools.combinations(FILES, count):
            put_back(data, moments[-1] | {name: moment[name] for name in names if name in moment})
            try:
                with open_store(data, backups=f"{data.parent}/state/backups", read_only=True) as store:
                    assert titles(store) == told, names
            except StoreError as error:
                assert "followup doctor --repair" in error.hint


def test_a_repair_goes_on_from_the_older_board(data: Path, moments: list[Moment]) -> None:
    """It says how many changes are gone, keeps the files, and the board works again, also for who has it open."""
    kept_in = f"{data.parent}/state/backups"
    with opened(data) as running:
        assert len(titles(running)) == 6
        put_back(data, moments[2])
        found = examine(data, kept_in)
        assert (found.missing, found.cards) == (3, 3)
        assert "3 changes are missing" in found.problem
        assert repair(data, kept_in).missing == 3
        assert examine(data, kept_in).problem == ""
        left = {f"CARD{number}": "Board pack" for number in range(3)}
        assert titles(running) == left
        add(opened(data), "NEW")
        assert titles(running) == titles(opened(data)) == left | {"NEW": "Board pack"}


def test_a_repair_takes_what_a_newer_backup_has(data: Path, moments: list[Moment]) -> None:
    """A backup made after that moment gives back what the older board has lost."""
    with opened(data) as store:
        store.back_up("board-2027-01-15.json")
    put_back(data, moments[0])
    assert repair(data, f"{data.parent}/state/backups").missing == 0
    assert len(titles(opened(data))) == 6


# No false alarm


def elsewhere(data: Path) -> Store:
    """An older board under another path, with the same state folder."""
    shutil.copytree(data, data.parent / "other")
    return opened(data.parent / "other", data.parent / "state")


def copied(data: Path) -> Store:
    """The note came with a copy of the state folder, as from another computer."""
    note = note_of(data.parent / "state")
    shutil.copy(note, note.with_suffix(".copy"))
    note.with_suffix(".copy").rename(note)
    return opened(data)


def garbled(data: Path) -> Store:
    note = note_of(data.parent / "state")
    note.write_bytes(bytes(note.stat().st_size))
    return opened(data)


def emptied(data: Path) -> Store:
    note_of(data.parent / "state").write_bytes(b"")
    return opened(data)


def counted_up(data: Path) -> Store:
    note = note_of(data.parent / "state")
    note.write_bytes(note.read_bytes().replace(b"6\n", b"9\n"))
    return opened(data)


def taken_away(data: Path) -> Store:
    shutil.rmtree(data.parent / "state")
    return opened(data)


def in_the_way(data: Path) -> Store:
    note = note_of(data.parent / "state")
    note.unlink()
    note.mkdir()
    return opened(data)


def no_folder(data: Path) -> Store:
    shutil.rmtree(data.parent / "state")
    (data.parent / "state").write_text("a file")
    return opened(data)


def renamed_computer(data: Path) -> Store:
    note = note_of(data.parent / "state")
    source = (
        "import os, sys; os.uname = lambda: type('U', (), {'nodename': 'another'});"
        "from followup.store import open_store; open_store(sys.argv[1], backups=sys.argv[2]).add("
        "[{'id': 'X', 'title': 'X'}], at=1, by='', label='')"
    )
    before = bytes_of(data)
    subprocess.run(
        [sys.executable, "-c", source, str(data), str(note.parent / "backups")],
        env=environment(), check=True,
    )  # fmt: skip
    put_back(data, before)
    return opened(data)


QUIET = [
    elsewhere, copied, garbled, emptied, counted_up, taken_away, in_the_way, no_folder, renamed_computer
]  # fmt: skip


@pytest.mark.parametrize("case", QUIET, ids=lambda case: case.__name__)
def test_a_note_that_is_not_of_here_says_nothing(
    data: Path, moments: list[Moment], case: Callable[[Path], Store]
) -> None:
    """A note that is missing, damaged, copied or of another place or computer raises no alarm and stops no add."""
    put_back(data, moments[3])
    with case(data) as store:
        assert len(titles(store)) == 4
        add(store, "NEW")
        assert len(titles(store)) == 5


def test_a_board_that_went_on_elsewhere_is_welcome(data: Path, moments: list[Moment]) -> None:
    """Changes that came from another computer, or were killed before they were noted, put the note behind."""
    add(opened(data, data.parent / "state of the other"), "THEIRS")
    with opened(data) as store:
        add(store, "OURS")
        assert titles(store).keys() >= {"THEIRS", "OURS"}
    assert int(note_of(data.parent / "state").read_bytes().split()[1]) == 8


def test_a_new_board_in_the_place_of_an_old_one_is_welcome(data: Path, moments: list[Moment]) -> None:
    """Who deletes the folder to begin anew may."""
    shutil.rmtree(data)
    with opened(data) as store:
        add(store, "FIRST")
        assert set(titles(store)) == {"FIRST"}


WRITER = """
import sys
from followup.store import open_store
for number in range(150):
    open_store(sys.argv[1], backups=sys.argv[2]).add(
        [{"id": f"N{number}", "title": "new"}], at=1, by="test", label="add")
"""


def test_a_reader_beside_a_writer_is_never_alarmed(data: Path, moments: list[Moment]) -> None:
    """What is noted while somebody reads is not held against what was read before."""
    argv = [sys.executable, "-c", WRITER, str(data), f"{data.parent}/state/backups"]
    with subprocess.Popen(argv, env=environment()) as writer:
        seen = 6
        while writer.poll() is None:
            count = len(titles(opened(data)))
            assert count >= seen
            seen = count
    assert writer.returncode == 0
    assert len(titles(opened(data))) == 156
