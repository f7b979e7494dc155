"""Repairing: every card that is still somewhere comes back, what is lost is counted, every byte is kept."""

import itertools
from pathlib import Path

import pytest

from followup.errors import ReadOnly, StoreError
from followup.store import open_store
from followup.store.repair import examine, repair
from tests.store.boards import FILES, add, bytes_of, put_back, titles, two_generations
from tests.store.test_damage import HURTS, hurt, newer


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files of a board with two generations, and its titles."""
    data = tmp_path_factory.mktemp("whole") / "data"
    told = two_generations(data)
    return bytes_of(data), told


def test_a_whole_board_needs_no_repair(data: Path) -> None:
    """Examining and repairing it touch nothing."""
    told = two_generations(data)
    files = bytes_of(data)
    assert examine(data)[:4] == ("", len(told), 6, 0)
    assert repair(data) == examine(data)
    assert bytes_of(data) == files


@pytest.mark.parametrize("how", HURTS)
def test_any_damage_can_be_repaired(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path, how: str
) -> None:
    """Whatever happened to one file or two, the board opens again; nothing is invented and nothing thrown away."""
    files, told = whole
    for names in (*((one,) for one in FILES), *itertools.combinations(FILES, 2)):
        put_back(tmp_path, files)
        for name in names:
            hurt(tmp_path, name, how)
        before, found = bytes_of(tmp_path), examine(tmp_path)
        assert bytes_of(tmp_path) == before
        done = repair(tmp_path)
        assert (done.cards, done.missing) == (found.cards, found.missing)
        with open_store(tmp_path) as store:
            back = titles(store)
            assert set(back) <= set(told)
            assert len(back) == found.cards
            assert back == told or found.missing or found.problem
            add(store, "AFTER")
        assert titles(open_store(tmp_path)) == back | {"AFTER": "Board pack"}
        after = bytes_of(tmp_path).values()
        assert all(content in after or not found.problem for content in before.values() if content), names


def test_a_lost_lock_costs_nothing(whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path) -> None:
    """The mark is made anew from what is there."""
    files, told = whole
    put_back(tmp_path, files)
    (tmp_path / "board.lock").unlink()
    assert "board.lock" in examine(tmp_path).problem
    assert repair(tmp_path).missing == 0
    assert titles(open_store(tmp_path)) == told


def test_a_hole_in_the_journal_costs_what_was_in_it(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path
) -> None:
    """The lines behind a damaged one are not lost."""
    files, told = whole
    put_back(tmp_path, files)
    lines = files["board.journal"].splitlines(keepends=True)
    edited = next(place for place, line in enumerate(lines) if b"Signed contract" in line)
    lines[edited] = bytes(len(lines[edited]) - 1) + b"\n"
    (tmp_path / "board.journal").write_bytes(b"".join(lines))
    with pytest.raises(StoreError, match="damaged after"):
        open_store(tmp_path).documents()
    assert repair(tmp_path).missing == 1
    assert titles(open_store(tmp_path)) == told | {"CARD0": "Board pack"}


def test_a_newer_board_is_not_repaired(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path
) -> None:
    """What a newer followup wrote is left to it."""
    files, _ = whole
    put_back(tmp_path, files)
    newer(tmp_path)
    (tmp_path / "board.lock").unlink()
    before = bytes_of(tmp_path)
    with pytest.raises(ReadOnly):
        repair(tmp_path)
    assert bytes_of(tmp_path).items() >= before.items()
