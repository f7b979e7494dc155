"""backup, the archive and copies of a board, from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Run

Added = Callable[..., str]
NEXT_DAY = "2026-11-25T19:12:00Z"
WEEKS_LATER = "2027-01-20T19:12:00Z"


def backups(home: Path) -> list[str]:
    """The names in the folder of backups."""
    return sorted(one.name for one in (home / "state" / "backups").glob("*"))


# Backups


def test_each_day_has_one_of_its_own(run: Run, added: Added, home: Path) -> None:
    """Who looks first makes it; an add, a prompt's `next` and a dry run never do."""
    added("one")
    run("next")
    run("watch", "--once", "--dry-run")
    assert backups(home) == []
    run("list")
    run("show", added("two"))
    assert backups(home) == ["board-2026-11-24.json"]
    run("list", now=NEXT_DAY)
    assert backups(home) == ["board-2026-11-24.json", "board-2026-11-25.json"]


def test_a_backup_that_fails_is_a_warning(run: Run, added: Added, home: Path) -> None:
    """The command has done its work and says so; one line tells what could not be kept."""
    added("one")
    (home / "state" / "backups").write_text("in the way", encoding="utf-8")
    ran = run("list")
    assert ran.code == 0
    assert "one" in ran.out
    assert ran.err.startswith("followup: today's backup was not made: ")
    assert run("backup").code == 3


def test_backup_now_and_list(run: Run, added: Added, home: Path) -> None:
    """One made by hand has the minute in its name; the list has the newest first, and names a damaged one."""
    added("one")
    assert run("backup").out.startswith("board-2026-11-24-1412.json: 1 card, ")
    run("list", now=NEXT_DAY)
    (home / "state" / "backups" / "board-2026-11-24-1412.json").write_bytes(b"")
    first, second = run("backup", "list").out.splitlines()
    assert first.split()[:3] == ["board-2026-11-25.json", "1", "card"]
    assert "damaged" in second
    rows = run("backup", "list", "--json").json()
    assert [(row["name"], row["cards"]) for row in rows] == [
        ("board-2026-11-25.json", 1), ("board-2026-11-24-1412.json", None),
    ]  # fmt: skip


def test_restore_is_one_step_that_undo_takes_back(run: Run, added: Added) -> None:
    """Lost cards come back, later ones go, changed ones are as they were; --dry-run and undo leave all as it is."""
    lost, changed = added("lost"), added("changed")
    run("backup")
    run("delete", lost)
    run("edit", changed, "title=other")
    later = added("later")
    before = run("export", "json").out
    said = run("backup", "restore", "board-2026-11-24-1412", "--dry-run").out
    assert "+ lost" in said and "- later" in said and "~ changed" in said
    assert run("export", "json").out == before
    assert run("backup", "restore", "2026-11-24-1412").code == 0
    assert {card["id"]: card["title"] for card in run("list", "--json").json()} == {
        lost: "lost",
        changed: "changed",
    }
    assert "restored board-2026-11-24-1412.json" in run("log").out
    run("undo")
    assert run("export", "json").out == before
    assert later in before
    run("redo")
    assert "nothing to restore" in run("backup", "restore", "2026-11-24-1412").out


def test_a_damaged_or_unknown_backup_is_refused(run: Run, added: Added, home: Path) -> None:
    """It is named, with where to look, and the board is as it was."""
    added("one")
    run("backup")
    path = home / "state" / "backups" / "board-2026-11-24-1412.json"
    path.write_bytes(path.read_bytes()[:-9])
    ran = run("backup", "restore", path.name)
    assert (ran.code, ran.out) == (3, "")
    assert path.name in ran.err and "followup backup list" in ran.err
    assert run("backup", "restore", "../board").code == 1
    assert run("backup", "restore").code == 2


# The archive


def test_what_was_resolved_long_ago_is_in_the_archive(run: Run, added: Added) -> None:
    """After four working weeks it is out of the way, and `--all`, `is:archived`, `show` and `export` find it."""
    old, new = added("old one"), added("new one")
    run("resolve", old)
    assert [card["archived"] for card in run("list", "--all", "--json", now=NEXT_DAY).json()] == [
        False,
        False,
    ]
    archived = {
        card["id"]: card["archived"] for card in run("list", "--all", "--json", now=WEEKS_LATER).json()
    }
    assert archived == {old: True, new: False}
    assert [card["id"] for card in run("list", "--json", now=WEEKS_LATER).json()] == [new]
    found = run("list", "is:archived", "old", "--json", now=WEEKS_LATER).json()
    assert [card["id"] for card in found] == [old]
    assert run("show", found[0]["short"], "--json", now=WEEKS_LATER).json()["archived"] is True
    assert len(run("export", "json").out.splitlines()) == 2
    assert "archived" not in run("log").out


def test_an_archived_card_takes_every_verb_a_resolved_one_does(run: Run, added: Added) -> None:
    """It is edited where it is, reopened onto the board, deleted; each can be undone."""
    old = added("old one")
    run("resolve", old)
    run("list", "--all", now=WEEKS_LATER)
    assert run("edit", old, "title=older", "--json", now=WEEKS_LATER).json()["archived"] is True
    assert run("note", old, "kept", "--json", now=WEEKS_LATER).json()["short"]
    reopened = run("reopen", old, "--json", now=WEEKS_LATER).json()
    assert (reopened["archived"], reopened["title"], reopened["stage"]) == (False, "older", "sent")
    undone = run("undo", "--json", now=WEEKS_LATER).json()
    assert (undone if isinstance(undone, dict) else undone[0])["archived"] is True
    assert run("delete", old, now=WEEKS_LATER).code == 0
    assert run("show", old, now=WEEKS_LATER).code == 1
    run("undo", now=WEEKS_LATER)
    assert run("show", old, "--json", now=WEEKS_LATER).json()["title"] == "older"


def test_archived_cards_go_out_and_come_in(run: Run, added: Added, tmp_path: Path) -> None:
    """In another home they are in the archive again, and coming in twice is no conflict."""
    old = added("old one")
    run("resolve", old)
    run("list", "--all", now=WEEKS_LATER)
    file, other = tmp_path / "cards.jsonl", ("--home", str(tmp_path / "other"))
    run("export", "json", "-o", str(file))
    assert run(*other, "import", "json", str(file)).code == 0
    assert run(*other, "show", old, "--json").json()["archived"] is True
    assert "1 here already" in run(*other, "import", "json", str(file)).out
    line = json.loads(file.read_text(encoding="utf-8")) | {"archived": False}
    file.write_text(json.dumps(line), encoding="utf-8")
    assert "1 here already" in run(*other, "import", "json", str(file)).out


# Copies


@pytest.fixture
def copied(run: Run, added: Added, home: Path) -> tuple[Path, dict[str, str]]:
    """A synchroniser's copy of a board with a card that is only in it, one that differs and one that is the same."""
    ids = {name: added(name) for name in ("only", "differs", "same")}
    run("resolve", ids["same"])
    copy = home / "board.sync-conflict-20261124-141200-ABCDEFG.json"
    run("backup")
    copy.write_bytes((home / "state" / "backups" / "board-2026-11-24-1412.json").read_bytes())
    run("undo")
    run("resolve", ids["same"])
    run("backup", "list")
    run("delete", ids["only"])
    run("edit", ids["differs"], "title=differs here")
    return copy, ids


def test_a_copy_of_a_board_refuses_where_it_differs(run: Run, copied: tuple[Path, dict[str, str]]) -> None:
    """Without --missing one card with other content refuses all of them and is named."""
    copy, ids = copied
    ran = run("import", "json", str(copy))
    assert ran.code == 1
    assert ids["differs"] in ran.err or ids["same"] in ran.err
    assert "--missing" in ran.err


def test_what_is_missing_is_taken_from_a_copy(run: Run, copied: tuple[Path, dict[str, str]]) -> None:
    """The card that is not here comes with its events, in one step; what differs is named and left."""
    copy, ids = copied
    assert "would import 1 card" in run("import", "json", str(copy), "--missing", "--dry-run").out
    ran = run("import", "json", str(copy), "--missing")
    assert (ran.code, ran.out.split(",")[0].strip()) == (0, "imported 1 card")
    assert "differs" in ran.err and "only" not in ran.err
    titles = {card["id"]: card["title"] for card in run("list", "--all", "--json").json()}
    assert (titles[ids["only"]], titles[ids["differs"]]) == ("only", "differs here")
    run("undo")
    assert run("show", ids["only"]).code == 1


def test_a_journal_is_a_copy_too(run: Run, added: Added, home: Path, tmp_path: Path) -> None:
    """What was added lately is only there."""
    card = added("one")
    copy = tmp_path / "board.journal"
    copy.write_bytes((home / "board.journal").read_bytes())
    other = ("--home", str(tmp_path / "other"))
    assert run(*other, "import", "json", str(copy)).code == 0
    assert run(*other, "show", card, "--json").json()["title"] == "one"


@pytest.mark.parametrize("hurt", ["cut", "nonsense"])
def test_a_copy_that_is_not_whole_is_refused(run: Run, added: Added, home: Path, hurt: str) -> None:
    """Nothing is taken from it."""
    added("one")
    run("backup")
    path = home / "state" / "backups" / "board-2026-11-24-1412.json"
    if hurt == "cut":
        path.write_bytes(path.read_bytes()[:-3])
    else:
        line = (home / "board.journal").read_bytes().replace(b'"stage":"sent"', b'"stage":"lost"')
        from zlib import crc32

        lines = [b"%08x %b\n" % (crc32(one[9:]), one[9:]) for one in line.splitlines()]
        path.write_bytes(b"".join(lines))
    other = ("--home", str(home.parent / "other"))
    ran = run(*other, "import", "json", str(path))
    assert (ran.code, ran.out) == (1, "")
    assert run(*other, "list", "--all", "--json").json() == []


# Other versions


def test_fields_of_other_versions_are_kept(run: Run, added: Added, home: Path) -> None:
    """Whatever verb touches a card, the archive, a restore and a repair: what this version does not know stays."""
    from followup.store import Change, open_store

    card = added("one")
    with open_store(home) as store:
        before = store.get(card)
        assert before is not None
        odd = before | {"mood": {"calm": [1]}}
        store.commit([Change(card, before, odd)], at=0, by="newer", label="mood")
    run("backup")
    for line in (["note", card, "x"], ["follow-up", card], ["edit", card, "tag+=a"], ["resolve", card],
                 ["list", "--all"], ["note", card, "y"], ["reopen", card], ["undo"], ["undo"], ["redo"],
                 ["backup", "restore", "2026-11-24-1412"], ["delete", card], ["undo"]):  # fmt: skip
        assert run(*line, now=WEEKS_LATER if line[0] == "list" else NEXT_DAY).code == 0, line
        with open_store(home) as store:
            stored = store.get(card)
            assert line[0] == "delete" or (stored and stored["mood"] == {"calm": [1]}), line
    (home / "board.lock").write_bytes(b"")
    assert run("doctor", "--repair", now=NEXT_DAY).code == 0
    with open_store(home) as store:
        assert (store.get(card) or {})["mood"] == {"calm": [1]}
