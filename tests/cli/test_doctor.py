"""doctor: what is wrong in plain words, the line that helps, and what --repair makes of it."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Run

Added = Callable[..., str]
WEEK_LATER = "2026-12-04T19:12:00Z"


@pytest.fixture
def findings(run: Run) -> Callable[..., dict[str, str]]:
    """`findings()` runs doctor and gives what is wrong by check; the exit code fits it."""

    def looked(*argv: str, now: str = "2026-11-24T19:12:00Z", code: int | None = None) -> dict[str, str]:
        ran = run("doctor", "--json", *argv, now=now)
        found = {row["check"]: row["finding"] for row in json.loads(ran.out) if row["finding"]}
        assert ran.code == (bool(found) if code is None else code)
        return found

    return looked


Findings = Callable[..., dict[str, str]]


def test_a_board_in_use_is_clean(run: Run, added: Added, findings: Findings) -> None:
    """With cards, an archive and backups there is nothing to say, before and after a repair."""
    run("resolve", added("one"))
    run("list", "--all", now="2027-01-20T19:12:00Z")
    assert findings(now="2027-01-20T19:12:00Z") == {}
    ran = run("doctor", "--repair", now="2027-01-20T19:12:00Z")
    assert ran.code == 0
    assert "nothing to mend" in ran.out
    assert "1 in the archive" in ran.out


@pytest.mark.parametrize(
    ("name", "hurt"),
    [
        ("board.json", lambda whole: whole[:-20]),
        ("board.journal", lambda whole: b"\0" + whole[1:]),
        ("board.lock", lambda whole: bytes(len(whole))),
    ],
    ids=["cut", "zeroed head", "zeroed"],
)
def test_a_damaged_board_is_mended_without_loss(
    run: Run, added: Added, home: Path, findings: Findings, name: str, hurt: Callable[[bytes], bytes]
) -> None:
    """The refusal names the repair; it says what it will do, keeps the damaged bytes, and every card is there."""
    ids = {added("one"), added("two")}
    file = home / name
    damaged = hurt(file.read_bytes())
    file.write_bytes(damaged)
    said = run("next").err
    assert "doctor --repair" in said or "recovered" in said
    mended = run("doctor", "--repair")
    assert mended.code == 0
    assert "mending the board: " in mended.err and "2 cards kept" in mended.err
    assert {card["id"] for card in run("list", "--json").json()} == ids
    assert damaged in [one.read_bytes() for one in home.glob(f"{name}.damaged-*")]
    assert findings() == {}


def test_an_unreadable_board_says_what_can_be_had(
    run: Run, added: Added, home: Path, findings: Findings
) -> None:
    """Exit 3, with the number of cards that a repair brings back."""
    added("one")
    (home / "board.lock").write_bytes(b"")
    assert "a repair brings back 1 card" in findings(code=3)["store"]


def test_what_others_can_see_is_closed_to_them(
    run: Run, added: Added, home: Path, findings: Findings
) -> None:
    """Folder and files are named with the line that helps, and --repair does it."""
    added("one")
    (home / "board.json").chmod(0o644)
    assert "chmod 600" in findings()["permissions"]
    home.chmod(0o755)
    assert "chmod 700" in findings()["permissions"]
    assert findings("--repair") == {}
    assert [one.stat().st_mode & 0o777 for one in (home, home / "board.json")] == [0o700, 0o600]


def test_backups_are_looked_at(run: Run, added: Added, home: Path, findings: Findings) -> None:
    """A damaged one, changes of more than a week in none, a board older than its backup, and one that is gone."""
    added("one")
    run("backup")
    assert findings(now=WEEK_LATER) == {}
    added("two")
    assert "10 days ago" in findings(now=WEEK_LATER)["backups"]
    (home / "state" / "backups" / "board-2026-11-20.json").write_bytes(b"{}")
    assert "cannot be used" in findings()["backups"]
    (home / "state" / "backups" / "board-2026-11-20.json").unlink()
    before = {name: (home / name).read_bytes() for name in ("board.json", "board.journal", "board.lock")}
    added("three")
    run("backup", now=WEEK_LATER)
    for name, content in before.items():
        (home / name).write_bytes(content)
    (note,) = (home / "state").glob("saved-*")
    note.unlink()  # as on a computer that has saved nothing yet
    line = findings(now=WEEK_LATER)["backups"]
    assert "older copy" in line and "board-2026-12-04-1412.json --missing" in line
    for one in home.glob("board.*"):
        one.unlink()
    assert "backup restore board-2026-12-04-1412.json" in findings(now=WEEK_LATER)["backups"]
    assert run("backup", "restore", "2026-12-04-1412").code == 0
    assert len(run("list", "--json").json()) == 3


def test_a_board_that_was_put_back_whole(run: Run, added: Added, home: Path) -> None:
    """Every file from an earlier moment: refused with what is missing, until a repair goes on from there."""
    added("one")
    before = {path: path.read_bytes() for path in home.glob("board.*")}
    added("two")
    added("three")
    for path, content in before.items():
        path.write_bytes(content)
    for command in (["list", "--json"], ["add", "four"], ["doctor"]):
        ran = run(*command)
        assert ran.code == 3
        assert "older than what was last saved here: 2 changes are missing" in ran.out + ran.err
        assert "followup doctor --repair" in ran.out + ran.err
    ran = run("doctor", "--repair")
    assert "2 of 3 changes are beyond recovery" in ran.err
    added("four")
    assert {card["title"] for card in run("list", "--json").json()} == {"one", "four"}


def test_a_conflict_copy_is_explained(run: Run, added: Added, home: Path, findings: Findings) -> None:
    """Which cards are only in it, and the import line that takes them; then that it can be deleted."""
    added("both")
    added("taken back")
    copy = home / "board (Dana's conflicted copy 2026-11-24).journal"
    copy.write_bytes((home / "board.journal").read_bytes())
    run("undo")
    assert "delete it" in findings()["copies"]
    other = home.parent / "other"
    run("--home", str(other), "add", "elsewhere")
    copy.write_bytes((other / "board.journal").read_bytes())
    said = findings()["copies"]
    assert "“elsewhere” is only in it" in said
    assert run(*shlex.split(said.split("followup ", 1)[1])).code == 0
    assert "elsewhere" in run("list").out
    assert "delete it" in findings()["copies"]


def test_what_a_repair_kept_is_no_finding(run: Run, added: Added, home: Path, findings: Findings) -> None:
    """While nothing is only in there, however old it is: it may stay or be deleted."""
    card = added("one")
    (home / "board.json.damaged-1").write_bytes((home / "board.json").read_bytes())
    (home / "board.journal~").write_bytes((home / "board.journal").read_bytes())
    (home / "board.lock.damaged-1").write_bytes(b"\xff")
    run("edit", card, "title=other")
    assert findings() == {}
    assert "kept by followup" in run("doctor").out


def test_holidays_that_are_over_are_said(run: Run, added: Added, home: Path, findings: Findings) -> None:
    """A list that ends before today tells nobody about the next holiday."""
    added("one")
    (home / "holidays.toml").write_text('holidays = ["2025-12-25"]\n', encoding="utf-8")
    assert "2025-12-25" in findings()["holidays"]
    (home / "holidays.toml").write_text('holidays = ["2026-12-25"]\n', encoding="utf-8")
    assert findings() == {}


def test_a_board_of_a_newer_followup_is_left_alone(
    run: Run, added: Added, home: Path, findings: Findings
) -> None:
    """It can be read, a write exits 3, and a repair touches nothing."""
    from tests.store.test_damage import newer

    added("one")
    newer(home)
    before = (home / "board.json").read_bytes()
    assert run("list").code == 0
    for verb in (["add", "two"], ["undo"], ["delete", run("list", "--json").json()[0]["id"]], ["backup"]):
        ran = run(*verb)
        assert (ran.code, "newer followup" in ran.err) == (3, True), verb
    assert "newer followup" in findings()["store"]
    run("doctor", "--repair")
    assert (home / "board.json").read_bytes() == before
