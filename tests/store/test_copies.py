"""Copies beside the board: known by the names that other programs give, and read whatever is in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.errors import Refused
from followup.store import Document, copies
from tests.store.boards import FILES, two_generations
from tests.store.test_damage import newer

CONFLICTS = (
    "board (Dana's conflicted copy 2026-11-24).json",
    "board (conflicted copy 2026-11-24 141200).json",
    "board.sync-conflict-20261124-141200-ABCDEFG.json",
    "board.sync-conflict-20261124-141200-ABCDEFG.journal",
    "board_conflict-20261124-141200.json",
    "board-DANAS-LAPTOP.json",
    "board 2.json",
    "board (1).json",
    "config.sync-conflict-20261124-141200-ABCDEFG.toml",
    "holidays 2.toml",
)
LEFT = (
    "board.json.damaged-1",
    "board.journal.torn-2",
    "board.json~",
    ".board.json.swp",
    "board.json.bak",
    ".board.json.Xa1b2c",
)
OURS = (
    *FILES,
    "board.json.new",
    "board.json.prev.new",
    "config.toml",
    "holidays.toml",
    "state",
    "boarding.txt",
    "config.bak",
)


def test_each_kind_of_name_is_known(tmp_path: Path) -> None:
    """Conflicts are told from what editors and repairs leave, and the board's own files are neither."""
    for name in (*CONFLICTS, *LEFT, *OURS):
        (tmp_path / name).touch()
    found = {Path(one.path).name: one.conflict for one in copies.strays(str(tmp_path))}
    assert found == dict.fromkeys(CONFLICTS, True) | dict.fromkeys(LEFT, False)


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    """Nor has a file."""
    assert copies.strays(str(tmp_path / "nowhere")) == []


def test_cards_are_read_from_snapshot_and_journal(data: Path) -> None:
    """Either half of a board tells of the cards that are in it."""
    told = two_generations(data)
    both: dict[str, Document] = {}
    for name in ("board.json", "board.journal"):
        both |= copies.cards_in((data / name).read_bytes(), name) or {}
    assert {key: one["title"] for key, one in both.items()} == told


def test_what_is_no_board_is_none(tmp_path: Path) -> None:
    """An export, a list or rubbish is somebody else's to read."""
    assert [copies.cards_in(one, "x") for one in (b"", b"[]", b'{"id":"1"}', b"\xff\n")] == [None] * 4


def test_a_damaged_or_newer_copy_is_refused(data: Path) -> None:
    """It is named, and nothing is taken from it."""
    two_generations(data)
    content = (data / "board.json").read_bytes()
    with pytest.raises(Refused, match="x has 9"):
        copies.cards_in(content[: content.index(b"\n") + 10], "x")
    newer(data)
    with pytest.raises(Refused, match="newer followup"):
        copies.cards_in((data / "board.json").read_bytes(), "x")


@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_bytes_are_read_or_refused(rubbish: bytes, at: int) -> None:
    """Nothing that is in a file breaks the reader."""
    whole = (
        b'{"_store":{"board":"b","crc":0,"schema":2,"seq":1,"size":20},\n"alerts":{\n},\n"cards":{\n}\n}\n'
    )
    for content in (rubbish, whole[:at] + rubbish + whole[at:], b'{"_store":' + rubbish):
        try:
            copies.cards_in(content, "x")
        except Refused as refused:
            assert refused.message.startswith("x")
