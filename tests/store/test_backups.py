"""Backups: whole, private, one a day, thinned out; a damaged one is named, and helps nobody by accident."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from followup.errors import ReadOnly, Refused, StoreError
from followup.store import backups, open_store
from followup.store.repair import examine, repair
from tests.store.boards import AT, SAID, add, bytes_of, card, titles, two_generations
from tests.store.test_damage import newer

DAY = date(2026, 11, 24)


def folder(data: Path) -> Path:
    """Where a board keeps its backups unless it is told otherwise."""
    return data / "state" / "backups"


def test_a_backup_is_the_whole_board(data: Path) -> None:
    """Cards, archive and history as of now, in a file that only its owner can read."""
    told = two_generations(data)
    with open_store(data) as store:
        store.add([card("OVER", resolved_at=AT - 1)], label="add", **SAID)
        store.archive(AT)
        path = store.back_up("board-2026-11-24.json")
    assert backups.cards_in(path).keys() == told.keys() | {"OVER"}
    assert (Path(path).stat().st_mode & 0o777, folder(data).stat().st_mode & 0o777) == (0o600, 0o700)
    assert (data / "state").stat().st_mode & 0o777 == 0o700
    seen = backups.look(path)
    assert (seen.name, seen.cards, seen.seq, seen.problem) == ("board-2026-11-24.json", len(told) + 1, 8, "")
    (data / "board.json").unlink()
    (data / "board.json").write_bytes(Path(path).read_bytes())
    assert open_store(data).history()


def test_once_means_once(data: Path) -> None:
    """A day's copy that is there stays as it is; asked for by hand, another name is found."""
    with open_store(data) as store:
        add(store, "CARD")
        first = store.back_up(backups.daily(DAY), once=True)
        content = Path(first).read_bytes()
        add(store, "OTHER")
        assert store.back_up(backups.daily(DAY), once=True) == ""
        assert Path(first).read_bytes() == content
        assert store.back_up(backups.daily(DAY)).endswith("board-2026-11-24-2.json")


def test_two_at_once_do_not_write_one_file(data: Path) -> None:
    """While somebody is making one, the daily one is left to them and the other is refused."""
    with open_store(data) as store:
        add(store, "CARD")
        folder(data).mkdir(parents=True)
        with backups._alone(str(folder(data))) as held:
            assert held
            assert store.back_up(backups.daily(DAY), once=True) == ""
            with pytest.raises(StoreError, match="just making a backup"):
                store.back_up("board-now.json")
    assert not list(folder(data).iterdir())


def test_a_board_that_is_not_there_or_newer_is_not_copied(data: Path) -> None:
    """There is nothing to copy yet, or a shape that this followup does not know."""
    with open_store(data) as store, pytest.raises(Refused, match="no board yet"):
        store.back_up("board-now.json")
    two_generations(data)
    newer(data)
    with open_store(data) as store, pytest.raises(ReadOnly):
        store.back_up("board-now.json")


def test_a_place_that_cannot_be_written_is_said(data: Path) -> None:
    """The error names the file; the board is as it was."""
    told = two_generations(data)
    (data / "state").write_text("in the way", encoding="utf-8")
    with open_store(data) as store:
        with pytest.raises(StoreError, match="state"):
            store.back_up("board-now.json")
        assert titles(store) == told


def test_old_ones_are_thinned_out(tmp_path: Path) -> None:
    """Fourteen days, then the last of each week for eight weeks; what has another name stays."""
    for back in range(200):
        (tmp_path / backups.daily(DAY - timedelta(days=back))).touch()
    others = {
        "board-2020-01-01-1200.json",
        "board-2020-01-01-schema-1.json",
        "notes.txt",
        "board-2026-99-99.json",
    }
    for name in (*others, "board-2026-11-24.json.new"):
        (tmp_path / name).touch()
    backups.thin_out(str(tmp_path))
    kept = {one.name for one in tmp_path.iterdir()}
    assert others <= kept
    days = sorted((date.fromisoformat(name[6:16]) for name in kept - others), reverse=True)
    assert days[:14] == [DAY - timedelta(days=back) for back in range(14)]
    weeks = [day.isocalendar()[:2] for day in days[14:]]
    assert len(weeks) == len(set(weeks)) == 8
    assert all(day.isoweekday() == 7 for day in days[15:])


@pytest.mark.parametrize("hurt", [b"", b"{}", b"null", None])
def test_a_damaged_one_is_named(data: Path, hurt: bytes | None) -> None:
    """Whatever became of it, it is said how it shows, and it is not used."""
    two_generations(data)
    with open_store(data) as store:
        path = Path(store.back_up("board-now.json"))
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Signed contract", b"Signed c0ntract") if hurt is None else hurt)
    assert backups.look(str(path)).problem
    with pytest.raises(StoreError, match=r"board-now\.json"):
        backups.cards_in(str(path))


def test_a_repair_takes_the_best_there_is(data: Path) -> None:
    """When both generations of the board are gone, the newest backup of it that is whole brings the cards back."""
    told = two_generations(data)
    with open_store(data) as store:
        store.back_up("board-2026-11-23.json")
        add(store, "LATER")
        last = store.back_up("board-2026-11-24.json")
    Path(last).write_bytes(b"")
    for name in ("board.json", "board.json.prev", "board.journal", "board.journal.prev"):
        (data / name).write_bytes(b"")
    assert examine(data)[1:4] == (len(told), 7, 1)
    assert repair(data).cards == len(told)
    assert titles(open_store(data)) == told
    assert last.encode() not in b"".join(bytes_of(data).values())


def test_backups_of_another_board_are_left_alone(data: Path, tmp_path: Path) -> None:
    """A repair never mixes two boards."""
    with open_store(tmp_path / "other") as store:
        add(store, "FOREIGN")
        foreign = Path(store.back_up("board-2026-11-24.json"))
    two_generations(data)
    folder(data).mkdir(parents=True)
    (folder(data) / foreign.name).write_bytes(foreign.read_bytes())
    (data / "board.json").write_bytes(b"")
    (data / "board.json.prev").write_bytes(b"")
    assert "FOREIGN" not in titles_after_repair(data)


def titles_after_repair(data: Path) -> dict[str, str]:
    """What a repair brings back."""
    repair(data)
    return titles(open_store(data))
