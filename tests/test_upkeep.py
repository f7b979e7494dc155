"""Upkeep: once a local day a backup and the archive, by whoever has time; what fails is told and stops nothing."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from followup.config import Paths, Settings
from followup.core.policy import Limits, Rules
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.notify.situation import Situation
from followup.store import Store, memory_store, open_store
from followup.upkeep import upkeep
from followup.watch import resident
from tests.rig.moments import TUESDAY_1412

RULES = Rules(Workweek(ZoneInfo("America/New_York")), Limits())
DAY = 86_400


def settings(home: Path) -> Settings:
    """The defaults under one folder."""
    return Settings(Paths(str(home), str(home / "state"), str(home)), RULES)


def store_in(home: Path) -> Store:
    """A board with a card that was resolved on Tuesday."""
    store = open_store(home, backups=settings(home).paths.backups)
    desk = Desk(store, lambda: TUESDAY_1412, RULES)
    desk.resolve([desk.add([({"title": "done"}, None)]).cards[0].id])
    return store


def names(home: Path) -> list[str]:
    """The backups that there are."""
    return sorted(one.name for one in (home / "state" / "backups").glob("*"))


def test_a_day_is_a_local_day(home: Path) -> None:
    """Late on Tuesday evening in New York it is Wednesday in UTC, and still Tuesday's backup."""
    with store_in(home) as store:
        for at in (TUESDAY_1412, TUESDAY_1412 + 9 * 3600, TUESDAY_1412 + 10 * 3600):
            assert upkeep(store, settings(home), at) == []
    assert names(home) == ["board-2026-11-24.json", "board-2026-11-25.json"]


def test_four_working_weeks_after_it_was_resolved_a_card_is_archived(home: Path) -> None:
    """Not a minute earlier; the age is a setting, in working time."""
    with store_in(home) as store:
        for days, archived in ((27, 0), (28, 0), (29, 1)):
            upkeep(store, settings(home), TUESDAY_1412 + days * DAY)
            assert len(store.archived()) == archived
    other = home.parent / "other"
    with store_in(other) as store:
        short = settings(other)._replace(archive_after_minutes=60)
        upkeep(store, short, TUESDAY_1412 + 3600)
        assert len(store.archived()) == 0
        upkeep(store, short, TUESDAY_1412 + 3660)
        assert len(store.archived()) == 1


def test_alerts_of_cards_that_are_gone_are_forgotten_after_a_month(home: Path) -> None:
    """Those of a card on the board stay whatever their age: they are its history, and keep it from speaking twice."""
    with open_store(home, backups=settings(home).paths.backups) as store:
        desk = Desk(store, lambda: TUESDAY_1412, RULES)
        kept, gone = (desk.add([({"title": title}, None)]).cards[0].id for title in ("kept", "gone"))
        store.claim({one: {"card": one, "at": TUESDAY_1412} for one in (kept, gone)} | {"odd": {"what": 1}})
        desk.delete([gone])
        for days, left in ((29, {kept, gone, "odd"}), (31, {kept, "odd"}), (400, {kept, "odd"})):
            assert upkeep(store, settings(home), TUESDAY_1412 + days * DAY) == []
            assert set(store.alerts()) == left
        version = store.version
        upkeep(store, settings(home), TUESDAY_1412 + 400 * DAY)
        assert store.version == version


def test_what_fails_is_told(home: Path) -> None:
    """No backup, and still the archive; a folder of reading only is not nagged about."""
    with store_in(home) as store:
        (home / "state" / "backups").write_text("in the way", encoding="utf-8")
        (trouble,) = upkeep(store, settings(home), TUESDAY_1412 + 60 * DAY)
        assert trouble.startswith("today's backup was not made")
        assert len(store.archived()) == 1
    with open_store(home, read_only=True) as store:
        assert upkeep(store, settings(home), TUESDAY_1412 + 60 * DAY) == []


@pytest.mark.parametrize("kind", ["memory", "disk"])
def test_without_a_board_there_is_nothing_to_do(home: Path, kind: str) -> None:
    """No folder is made for a board that nobody has begun."""
    with open_store(home) if kind == "disk" else memory_store() as store:
        assert upkeep(store, settings(home), TUESDAY_1412) == []
    assert not home.exists()


def test_the_watcher_does_it_once_a_day(home: Path) -> None:
    """Its first look of a day makes the backup; trouble is one line, not one a minute."""
    now, lines = [TUESDAY_1412], list[str]()
    with store_in(home) as store:
        watcher = resident.Resident(
            Desk(store, lambda: now[0], RULES, "watch"), settings(home), Situation, id, lines.append
        )
        with watcher.popups:
            watcher.turn()
            watcher.turn()
            assert names(home) == ["board-2026-11-24.json"]
            now[0] += DAY
            watcher.turn()
            assert names(home) == ["board-2026-11-24.json", "board-2026-11-25.json"]
    assert [line for line in lines if "popup" not in line] == []
