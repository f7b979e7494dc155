"""watch install, uninstall and status with programs that only note what they are told."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from followup.cli import starting
from followup.starters.shape import MARK
from followup.watch import sign
from followup.watch.resident import only_one
from tests.cli.running import Run
from tests.rig.told import Told

Added = Callable[..., str]
UNIT = "followup-watch.service"
IS_ON = f"systemctl --user is-enabled --quiet {UNIT}"
IS_UP = f"systemctl --user is-active --quiet {UNIT}"
MANAGER = "systemctl --user show-environment"
GRAPHICAL = "systemctl --user is-active --quiet graphical-session.target"


@pytest.fixture(autouse=True)
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's folder; nobody waits for a watcher that no fake will ever start."""
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(starting, "SETTLE_FOR", 0.0)
    return tmp_path / "person"


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """systemctl, launchctl and schtasks on PATH; the user manager answers, and has no graphical session."""
    fakes = Told(tmp_path / "fakes", "systemctl", "launchctl", "schtasks")
    monkeypatch.setenv("PATH", str(fakes.path))  # and nothing else: no test may reach the person's session
    fakes.refuse(GRAPHICAL, IS_ON, IS_UP)
    return fakes


@pytest.fixture
def runs(home: Path) -> Iterator[Callable[[], None]]:
    """`runs()`: from now on a watcher runs, as far as anyone can see."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(only_one(str(home / "state")))


Runs = Callable[[], None]


def test_a_unit_is_written_and_started(run: Run, told: Told, home: Path, person: Path, runs: Runs) -> None:
    """Each file and command is said as it is done, and the exact calls reach systemctl."""
    unit = person / ".config/systemd/user" / UNIT
    runs()
    ran = run("watch", "install")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        f"wrote {unit}",
        "ran systemctl --user daemon-reload",
        f"ran systemctl --user enable {UNIT}",
        "the watcher runs, and systemd starts it at login",
    ]
    assert told.heard() == ["systemctl --user daemon-reload", f"systemctl --user enable {UNIT}"]
    assert f"--home {home} watch" in unit.read_text(encoding="utf-8")
    assert not list(unit.parent.glob("*.new"))


def test_installing_twice_changes_nothing(run: Run, told: Told, person: Path, runs: Runs) -> None:
    """The second time says so, tells systemctl nothing, and leaves the file as it is, down to its time."""
    runs()
    run("watch", "install")
    told.heard()
    told.refuse(GRAPHICAL)
    unit = person / ".config/systemd/user" / UNIT
    before = unit.stat().st_mtime_ns, unit.stat().st_ino
    ran = run("watch", "install")
    assert (ran.code, ran.out) == (0, "nothing to do: systemd starts the watcher at login, and it runs\n")
    assert told.heard() == []
    assert (unit.stat().st_mtime_ns, unit.stat().st_ino) == before


def test_a_watcher_that_does_not_come_up_is_said(run: Run, told: Told) -> None:
    """Exit 1, and where to look."""
    ran = run("watch", "install")
    assert ran.code == 1
    assert told.heard()[-1] == f"systemctl --user restart {UNIT}"
    assert "does not run" in ran.err and "systemctl --user status followup-watch" in ran.err


def test_a_command_that_fails_is_said_with_its_words(run: Run, told: Told) -> None:
    """What was written before stands and was said; the refusal has the command and what it answered."""
    told.refuse(GRAPHICAL, IS_ON, IS_UP, "systemctl --user daemon-reload")
    ran = run("watch", "install")
    assert ran.code == 1
    assert ran.out.startswith("wrote ")
    assert ran.err.splitlines()[0] == "followup: systemctl --user daemon-reload: no such luck"


def test_another_folder_takes_the_unit_over(run: Run, told: Told, tmp_path: Path, runs: Runs) -> None:
    """There is one unit: installed for another home it is written anew, switched anew and restarted."""
    run("watch", "install")
    told.heard()
    told.refuse(GRAPHICAL)
    ran = run("--home", str(tmp_path / "other"), "watch", "install")
    assert "note: until now it was for another folder, program or version" in ran.err
    assert told.heard() == [
        "systemctl --user daemon-reload",
        f"systemctl --user reenable {UNIT}",
        f"systemctl --user restart {UNIT}",
    ]


def test_a_unit_of_ones_own_stays(run: Run, told: Told, person: Path) -> None:
    """A file without the mark is neither written over nor removed: refused, with a hint; its words stay."""
    unit = person / ".config/systemd/user" / UNIT
    unit.parent.mkdir(parents=True)
    unit.write_text("[Service]\nExecStart=/usr/bin/true\n", encoding="utf-8")
    for verb in ("install", "uninstall"):
        ran = run("watch", verb, "systemd")
        assert ran.code == 1
        assert "was not written by followup" in ran.err
    assert unit.read_text(encoding="utf-8") == "[Service]\nExecStart=/usr/bin/true\n"
    assert told.heard() == []


def test_a_dry_run_shows_everything_and_does_nothing(run: Run, told: Told, person: Path) -> None:
    """The steps and the file's text, and not one file or call."""
    ran = run("watch", "install", "--dry-run")
    assert ran.code == 0
    assert "would run systemctl --user daemon-reload" in ran.out
    assert MARK in ran.out and "[Install]" in ran.out
    found = run("watch", "install", "--dry-run", "--json").json()
    assert (found["kind"], [step["what"] for step in found["steps"]]) == (
        "systemd",
        ["wrote", "ran", "ran", "ran"],
    )
    assert MARK in found["text"]
    assert told.heard() == []
    assert not person.exists()


@pytest.mark.parametrize("gone", ["unset", "not installed"])
def test_without_a_user_manager_it_is_autostart(
    run: Run, told: Told, person: Path, runs: Runs, gone: str
) -> None:
    """Where systemctl does not answer, or is not there, the desktop starts the watcher; asking for systemd fails."""
    told.refuse(MANAGER)
    if gone == "not installed":
        (told.path / "systemctl").unlink()
    runs()
    assert run("watch", "install", "systemd").code == 1
    ran = run("watch", "install")
    assert ran.out.splitlines() == [
        f"wrote {person}/.config/autostart/followup-watch.desktop",
        "the watcher runs, and autostart starts it at login",
    ]


def test_uninstall_takes_back_exactly_its_own(run: Run, told: Told, person: Path) -> None:
    """The unit and the links go, everything else in the folder stays; a second time there is nothing to do, exit 0."""
    run("watch", "install")
    told.heard()
    folder = person / ".config/systemd/user"
    links = folder / "default.target.wants"
    links.mkdir()
    (links / UNIT).symlink_to(folder / UNIT)
    for mine in (folder / "mine.service", links / "mine.service"):
        mine.touch()
    ran = run("watch", "uninstall")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        f"ran systemctl --user disable --now {UNIT}",
        f"removed {links / UNIT}",
        f"removed {folder / UNIT}",
        "ran systemctl --user daemon-reload",
    ]
    assert sorted(one.name for one in folder.rglob("*") if not one.is_dir()) == ["mine.service"] * 2
    again = run("watch", "uninstall")
    assert (again.code, again.out) == (0, "nothing to do: nothing is installed\n")


def test_uninstall_goes_on_where_systemd_is_gone(run: Run, told: Told, person: Path) -> None:
    """A command that fails is said, and the file goes all the same."""
    run("watch", "install")
    told.refuse(f"systemctl --user disable --now {UNIT}", "systemctl --user daemon-reload")
    ran = run("watch", "uninstall")
    assert ran.code == 0
    assert f"ran systemctl --user disable --now {UNIT} (in vain: no such luck)" in ran.out
    assert not (person / ".config/systemd/user" / UNIT).exists()


def test_a_mac_is_told_by_launchctl(
    run: Run, told: Told, person: Path, monkeypatch: pytest.MonkeyPatch, runs: Runs
) -> None:
    """The property list is written and loaded into the person's session; taking it back unloads it first."""
    monkeypatch.setattr(sys, "platform", "darwin")
    domain, plist = f"gui/{os.getuid()}", person / "Library/LaunchAgents/followup.watch.plist"
    loaded = f"launchctl print {domain}/followup.watch"
    runs()
    told.refuse(loaded)
    assert run("watch", "install").code == 0
    assert told.heard() == [
        f"launchctl enable {domain}/followup.watch", f"launchctl bootstrap {domain} {plist}",
    ]  # fmt: skip
    told.refuse()
    assert run("watch", "install").out.startswith("nothing to do")
    assert run("watch", "uninstall").out.splitlines() == [
        f"ran launchctl bootout {domain}/followup.watch", f"removed {plist}",
    ]  # fmt: skip
    assert not plist.exists()


def test_windows_is_told_by_schtasks(
    run: Run, told: Told, home: Path, monkeypatch: pytest.MonkeyPatch, runs: Runs
) -> None:
    """The task is made from its XML, in UTF-16; taking it back ends and deletes it."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("USERDOMAIN", "DESK")
    monkeypatch.setenv("USERNAME", "dana")
    xml = home / "state/followup-watch.xml"
    told.refuse("schtasks /Query /TN followup-watch")
    run("watch", "install")
    assert told.heard() == [
        f"schtasks /Create /TN followup-watch /XML {xml} /F", "schtasks /Run /TN followup-watch",
    ]  # fmt: skip
    assert "<UserId>DESK\\dana</UserId>" in xml.read_text(encoding="utf-16")
    told.refuse()
    runs()
    assert run("watch", "install").out.startswith("nothing to do")
    run("watch", "uninstall")
    assert told.heard() == ["schtasks /End /TN followup-watch", "schtasks /Delete /TN followup-watch /F"]
    assert not xml.exists()


# Status


def test_status_says_what_is_so(run: Run, told: Told, home: Path, added: Added, runs: Runs) -> None:
    """Installed how, running or not by the exit code, the last look, the next popup and for which card."""
    card = added("Board pack @dana")
    ran = run("watch", "status")
    assert ran.code == 1
    lines = dict(line.split("  ", 1) for line in ran.out.splitlines())
    assert lines["installed"].strip().startswith("no; ")
    assert "no" in lines["running"] and "never" in lines["looked"]
    # Sent on a Tuesday at 14:12, and the wait is a working day.
    assert "Wed 14:12, tomorrow: Idle 8 of 8 h: Board pack (" in lines["next"]
    run("watch", "install")
    told.refuse(GRAPHICAL)
    runs()
    sign.Sign(str(home / "state")).looked(1795547460)
    ran = run("watch", "status")
    assert ran.code == 0
    assert f"process {os.getpid()}" in ran.out and "today 14:11, 1 minute ago" in ran.out
    found = run("watch", "status", "--json").json()
    assert found["next"] == {"kind": "check", "cards": [card], "title": "Idle 8 of 8 h: Board pack"}
    assert (found["installed"], found["switched_on"], found["current"]) == ("systemd", True, True)
    assert (found["looked_at"], found["next_at"]) == ("2026-11-24T19:11:00Z", "2026-11-25T19:12:00Z")
    assert (found["running"], found["pid"], found["last"]) == (True, os.getpid(), None)


@pytest.mark.parametrize(("count", "said"), [(8, ""), (9, " and 1 more")])
def test_status_names_eight_cards_of_a_digest_and_counts_the_rest(
    run: Run, added: Added, count: int, said: str
) -> None:
    """A digest of many cards is one line: what to type for eight of them, and how many more there are."""
    for place in range(count):
        added(f"Card {place} @dana")
    (line,) = (line for line in run("watch", "status").out.splitlines() if line.startswith("next"))
    title, names = line.removesuffix(")").split(f": Idle: {count} cards need you (")
    assert title.endswith("tomorrow")
    assert names.endswith(said)
    assert len(names.removesuffix(said).split()) == 8


def test_status_says_what_the_last_popup_became(run: Run, added: Added) -> None:
    """Its title and result; here there is nothing to pop up on."""
    added("Board pack @dana")
    run("watch", "--once", now="2026-11-25T19:12:00Z")
    ran = run("watch", "status", now="2026-11-25T19:20:00Z")
    assert "last popup  today 14:12, 8 minutes ago: Idle 8 of 8 h: Board pack: failed" in ran.out
    found = json.loads(run("watch", "status", "--json", now="2026-11-25T19:20:00Z").out)
    assert (found["last"]["result"], found["last"]["at"]) == ("failed", "2026-11-25T19:12:00Z")


def test_a_board_at_rest_has_nothing_ahead(run: Run, home: Path) -> None:
    """Without a card nothing comes, and looking makes neither board nor lock."""
    ran = run("watch", "status")
    assert "nothing, unless a card changes" in ran.out
    assert not (home / "state").exists()


def test_a_damaged_board_does_not_hide_whether_it_runs(
    run: Run, home: Path, added: Added, runs: Runs
) -> None:
    """What can be seen is said, then the refusal; the exit code is that of an unreadable board."""
    added("Board pack @dana")
    (home / "board.lock").write_bytes(b"")
    runs()
    ran = run("watch", "status")
    assert ran.code == 3
    assert [line.split()[0] for line in ran.out.splitlines()] == ["installed", "running", "looked"]
    assert "doctor --repair" in ran.err


@pytest.mark.parametrize(
    "argv",
    [["instal"], ["install", "cron"], ["install", "--once"], ["status", "systemd"], ["install", "a", "b"]],
)
def test_what_is_no_way_is_usage(run: Run, told: Told, argv: list[str]) -> None:
    """Exit 2 with a hint, and nothing done."""
    ran = run("watch", *argv)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 2
    assert told.heard() == []


# Doctor


def test_doctor_knows_the_watcher(run: Run, told: Told, runs: Runs) -> None:
    """Not installed is no finding but a hint; installed and not running is one; running is well."""

    def said() -> tuple[str, str | None]:
        (row,) = [row for row in json.loads(run("doctor", "--json").out) if row["check"] == "watcher"]
        return row["detail"], row["finding"]

    detail, finding = said()
    assert "followup watch install" in detail and finding is None
    run("watch", "install")
    told.refuse(GRAPHICAL)
    detail, finding = said()
    assert detail == "does not run; systemd starts it at login"
    assert finding == "it is installed and does not run: followup watch install"
    runs()
    assert said() == (f"runs as process {os.getpid()}; systemd starts it at login", None)
