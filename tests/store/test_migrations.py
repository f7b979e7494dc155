"""Boards of every schema that ever was, saved as its followup left them: read, backed up, brought up to date."""

import json
import shutil
from pathlib import Path

import pytest

from followup.core.card import from_document
from followup.errors import StoreError
from followup.store import Store, backups, migrations, open_store, snapshot
from followup.store.records import SCHEMA
from followup.store.repair import examine, repair
from tests.store.boards import AT, add, bytes_of, compacting

SAVED = Path(__file__).with_name("data")
CARDS = {
    "Board pack figures in hand": "followed_up",
    "Signed lease back": "sent",
    "Visa letter for Léa 🛂": "resolved",
    "Old one, long done": "resolved",
}
ARCHIVED = {"Visa letter for Léa 🛂", "Old one, long done"}


@pytest.fixture(params=range(1, SCHEMA))
def old(request: pytest.FixtureRequest, data: Path) -> Path:
    """A board as an older followup left it."""
    shutil.copytree(SAVED / f"schema-{request.param}", data)
    return data


def stages(store: Store) -> dict[str, str | None]:
    """Every card's stage by its title, wherever it is kept."""
    return {
        one["title"]: one.get("stage") for one in (*store.documents().values(), *store.archived().values())
    }


def test_every_step_is_there_and_saved() -> None:
    """From each older schema leads one step, and a board of it is kept here."""
    assert list(migrations.STEPS) == list(range(1, SCHEMA))
    assert all((SAVED / f"schema-{schema}" / "board.json").is_file() for schema in migrations.STEPS)


def test_an_old_board_is_read_as_it_is(old: Path) -> None:
    """Looking at it shows every card in today's shape and writes nothing."""
    before = bytes_of(old)
    with open_store(old, read_only=True) as store:
        assert stages(store) == CARDS
        assert {one["title"] for one in store.archived().values()} == ARCHIVED
        assert [from_document(one).title for one in store.documents().values()]
        assert len(store.history()) == 11
        assert dict(store.alerts())
    assert bytes_of(old) == before


def test_the_first_change_backs_it_up_and_brings_it_up_to_date(old: Path) -> None:
    """Even an add alone: a backup in the old shape first, then every file in the new one; undo still reaches back."""
    with open_store(old) as store:
        add(store, "NEW")
        assert any("kept as" in warning for warning in store.warnings)
    (kept,) = backups.paths(f"{old}/state/backups")
    about, _ = snapshot.load(kept)
    assert about.schema < SCHEMA
    assert {one["title"] for one in backups.cards_in(kept).values()} == set(CARDS)
    assert snapshot.load(str(old / "board.json"))[0].schema == SCHEMA
    assert f'"schema":{SCHEMA}' in (old / "board.journal").read_text(encoding="utf-8")
    with open_store(old) as store:
        assert stages(store) == CARDS | {"Board pack": None}
        for _ in range(3):
            store.undo(at=AT, by="test")
        assert stages(store) == CARDS | {"Visa letter for Léa 🛂": "sent"}
        assert len(store.archived()) == 1
        assert not store.warnings


def test_unknown_fields_survive(old: Path) -> None:
    """What a step does not know it keeps."""
    with open_store(old) as store:
        add(store, "NEW")
    with open_store(old) as store:
        (long_done,) = (one for one in store.archived().values() if one["title"] == "Old one, long done")
        assert long_done["mood"] == "calm"


def test_no_backup_no_migration(old: Path) -> None:
    """Where the copy cannot be written nothing is, and the board can still be read."""
    (old / "state").write_text("in the way", encoding="utf-8")
    before = bytes_of(old)
    with open_store(old) as store, pytest.raises(StoreError, match="something else stands"):
        add(store, "NEW")
    assert bytes_of(old) == before
    with open_store(old) as store:
        assert stages(store) == CARDS


def test_a_damaged_old_board_comes_back_whole(old: Path) -> None:
    """The previous generation leads to the end across the change of shape, and so does a repair."""
    (old / "board.json").write_bytes(b"")
    with open_store(old, read_only=True) as store:
        assert stages(store) == CARDS
    (old / "board.lock").unlink()
    assert examine(old).problem
    assert repair(old).cards == len(CARDS)
    with open_store(old) as store:
        assert stages(store) == CARDS
        assert {one["title"] for one in store.archived().values()} == ARCHIVED


def test_damage_right_after_the_change_of_shape_loses_nothing(old: Path) -> None:
    """The old generation and the new journal together lead to the end."""
    with compacting(always=False), open_store(old) as store:
        add(store, "NEW", "NEWER")
    (old / "board.json").write_bytes(b"")
    with open_store(old) as store:
        assert stages(store) == CARDS | {"Board pack": None}


def test_a_step_changes_nothing_of_what_it_is_given() -> None:
    """It is a function: the tables that went in are as they were."""
    _, tables = snapshot.load(str(SAVED / "schema-1" / "board.json"))
    before = json.dumps({name: dict(rows) for name, rows in tables.items()})
    after = migrations.migrate(tables, 1)
    assert json.dumps({name: dict(rows) for name, rows in tables.items()}) == before
    assert {one["title"] for one in after["archive"].values()} == {"Old one, long done"}
    assert all(not one["archived"] for one in after["cards"].values())
