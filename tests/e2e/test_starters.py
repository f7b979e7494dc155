"""What starts the watcher, by the programs that really read those files."""

import json
import os
import subprocess
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from followup.starters import by_name
from followup.watch import sign
from tests.rig.bus import PrivateBus
from tests.rig.cli import ROOT, Ran
from tests.rig.manager import UserManager
from tests.rig.recorder import Recorder
from tests.rig.tools import path_of, require
from tests.rig.waiting import wait_until
from tests.starters import reading
from tests.starters.odd import LINUX, MIXED, ODD, WITH_MANAGER, launch

pytestmark = pytest.mark.desktop
odd = pytest.mark.parametrize("name", ODD.values(), ids=ODD)
mixed = pytest.mark.parametrize("name", MIXED.values(), ids=MIXED)
UNIT = "followup-watch.service"
# What runs by the real clock is asked for at any hour and on any day.
ALWAYS = "".join(f'{day} = ["00:00-24:00"]\n' for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
TUESDAY, WEDNESDAY = "2026-03-10T14:00:00Z", "2026-03-11T15:00:00Z"


@odd
def test_systemd_finds_no_fault_with_the_unit(name: str, tmp_path: Path) -> None:
    """systemd-analyze verify passes, for a graphical session and without, whatever the folder is called."""
    require("systemd-analyze")
    for graphical in (True, False):
        # The interpreter has to be there for verify; its odd names are run by a real manager below.
        one = by_name(
            "systemd",
            launch(f"/home/{name}", XDG_DATA_HOME=f"/d/{name}"),
            WITH_MANAGER._replace(is_graphical=graphical),
        )
        file = tmp_path / UNIT
        file.write_text(one.text, encoding="utf-8")
        done = subprocess.run(
            [path_of("systemd-analyze"), "--user", "verify", "--recursive-errors=no", str(file)],
            env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "LANG": "C.UTF-8"},
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout + done.stderr) == (0, "")


@odd
def test_a_validator_finds_no_fault_with_the_entry(name: str, tmp_path: Path) -> None:
    """desktop-file-validate passes, whatever the folder or the interpreter is called."""
    require("desktop-file-validate")
    file = tmp_path / "followup-watch.desktop"
    what = launch(f"/home/{name}", f"/opt/{name}/python", XDG_DATA_HOME=f"/d/{name}")
    file.write_text(by_name("autostart", what, LINUX).text, encoding="utf-8")
    done = subprocess.run(
        [path_of("desktop-file-validate"), str(file)], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


# Run for real, on a bus of its own


class Person:
    """Somebody with a home, an oddly named board in it, a late card on that board and a session bus."""

    def __init__(self, folder: Path, board: str, bus: PrivateBus) -> None:
        self.board = folder / board
        self.home = folder / "person"
        self.env = {
            "PATH": "/usr/bin:/bin", "HOME": str(self.home), "LANG": "C.UTF-8", "TZ": "UTC",
            "DBUS_SESSION_BUS_ADDRESS": bus.address, "FOLLOWUP_NOW": WEDNESDAY,
        }  # fmt: skip

    def watcher(self) -> int | None:
        """The number of the watcher over this board."""
        return sign.running(str(self.board / "state"))


def person_with_a_late_card(folder: Path, board: str, bus: PrivateBus, cli: Callable[..., Ran]) -> Person:
    """The watcher has something to say on Wednesday."""
    person = Person(folder, board, bus)
    assert cli("--home", str(person.board), "add", "Board pack @dana", now=TUESDAY).code == 0
    return person


@pytest.fixture
def ended() -> Iterator[list[Person]]:
    """Whose watchers are ended after the test."""
    people: list[Person] = []
    yield people
    for person in people:
        if (pid := person.watcher()) is not None:
            os.kill(pid, 15)
            wait_until(lambda one=person: one.watcher() is None, 10, "the watcher to end")  # type: ignore[misc]


def written(person: Person, cli: Callable[..., Ran], kind: str) -> str:
    """The text that install would write, as the command line says it."""
    env = person.env | {"PATH": f"{os.environ['PATH']}"}
    ran = cli("--home", str(person.board), "watch", "install", kind, "--dry-run", "--json", env=env)
    assert ran.code == 0, ran.stderr
    return str(json.loads(ran.stdout)["text"])


@mixed
def test_the_units_command_sends_a_popup(
    name: str,
    tmp_path: Path,
    private_bus: PrivateBus,
    recorder: Recorder,
    cli: Callable[..., Ran],
    ended: list[Person],
) -> None:
    """The ExecStart line read back and run, from another folder and with nothing but a bus, pops up what is late."""
    person = person_with_a_late_card(tmp_path, name, private_bus, cli)
    ended.append(person)
    argv = reading.systemd_argv(unit_for(person))
    watcher = subprocess.Popen(argv, env=person.env, cwd="/", stdout=subprocess.DEVNULL)
    wait_until(lambda: recorder.popups, 20, "a popup")
    assert recorder.popups[0].title == "Idle 9 of 8 h: Board pack"
    assert person.watcher() == watcher.pid
    watcher.terminate()
    assert watcher.wait(10) == 0


def unit_for(person: Person) -> str:
    """The unit as it is made on a machine with a user manager."""
    from followup import config
    from followup.starters import gather

    paths = config.paths(str(person.board))
    return by_name("systemd", gather.launch(paths, person.env), WITH_MANAGER).text


@mixed
def test_a_desktop_starts_the_entry(
    name: str,
    tmp_path: Path,
    private_bus: PrivateBus,
    recorder: Recorder,
    cli: Callable[..., Ran],
    ended: list[Person],
) -> None:
    """GLib, which reads Exec for GNOME and XFCE, launches it, and what is late pops up."""
    require("gio")
    person = person_with_a_late_card(tmp_path, name, private_bus, cli)
    ended.append(person)
    entry = tmp_path / "followup-watch.desktop"
    entry.write_text(written(person, cli, "autostart"), encoding="utf-8")
    subprocess.run([path_of("gio"), "launch", str(entry)], env=person.env, check=True, timeout=30)
    wait_until(lambda: recorder.popups, 20, "a popup")
    assert recorder.popups[0].title == "Idle 9 of 8 h: Board pack"


def test_autostart_is_installed_run_and_taken_back(
    tmp_path: Path, private_bus: PrivateBus, recorder: Recorder, cli: Callable[..., Ran], ended: list[Person]
) -> None:
    """From the command line alone: a watcher runs and pops up, status knows it, uninstall ends it."""
    person = person_with_a_late_card(tmp_path, "my board", private_bus, cli)
    (person.board / "config.toml").write_text(f"[workweek]\n{ALWAYS}", encoding="utf-8")
    ended.append(person)
    env = person.env | {"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(tmp_path)}
    del env["FOLLOWUP_NOW"]  # what holds in this shell only is not handed on

    def followup(*argv: str) -> Ran:
        return cli("--home", str(person.board), "watch", *argv, env=env)

    assert followup("install", "autostart").code == 0
    wait_until(lambda: recorder.popups, 20, "a popup")
    status = followup("status")
    assert status.code == 0
    assert f"process {person.watcher()}" in status.stdout and "delivered by bus" in status.stdout
    again = followup("install")
    assert again.stdout == "nothing to do: autostart starts the watcher at login, and it runs\n"
    gone = followup("uninstall")
    assert gone.code == 0 and person.watcher() is None
    assert [path for path in person.home.rglob("*") if path.is_file()] == []


# A real user manager


@pytest.fixture
def manager() -> Iterator[UserManager]:
    """systemd --user."""
    with UserManager() as running:
        yield running


def shown(manager: UserManager, field: str) -> str:
    """What systemd says of the unit."""
    return manager.run("systemctl", "--user", "show", UNIT, "-P", field).stdout.strip()


def ask(manager: UserManager, python: str, home: Path | None, *argv: str) -> Ran:
    """Run followup in that session."""
    place = ("--home", str(home)) if home else ()
    done = manager.run(python, "-m", "followup", *place, "watch", *argv)
    return Ran(done.returncode, done.stdout, done.stderr)


def test_systemd_runs_the_watcher_of_any_folder(manager: UserManager) -> None:
    """Installed one after the other for every odd name, each time that board's watcher runs, and no other."""
    python = odd_python(manager.folder / "plain venv")
    boards = [manager.folder / "boards" / name for name in MIXED.values()]
    for board in boards:
        ran = ask(manager, python, board, "install")
        assert ran.code == 0, ran
        # Processes have other numbers in there.
        assert [one for one in boards if sign.running(str(one / "state")) is not None] == [board]
        assert shown(manager, "ActiveState") == "active"
    assert ask(manager, python, boards[-1], "uninstall").code == 0
    assert sign.running(str(boards[-1] / "state")) is None
    assert not [path for path in manager.home.rglob("*") if path.is_symlink() or path.is_file()]


def odd_python(folder: Path) -> str:
    """An interpreter in a folder of that name, with what is installed here."""
    venv.create(folder, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    import pendulum

    (site / "here.pth").write_text(str(Path(pendulum.__file__).parents[1]), encoding="utf-8")
    return str(folder / "bin/python")


def test_a_popup_comes_by_systemd(manager: UserManager) -> None:
    """Started by systemd the watcher finds the bus of that session and pops up; status says so."""
    if manager.run("systemctl", "--user", "is-active", "dbus.socket").returncode != 0:
        pytest.skip("needs dbus-user-session")
    python, home = odd_python(manager.folder / "venv"), manager.folder / "my board"
    home.mkdir()
    (home / "config.toml").write_text(f"[workweek]\n{ALWAYS}", encoding="utf-8")
    add = ("add", "Board pack @dana ~1h", 'sent:"yesterday 3pm"')
    added = manager.run(python, "-m", "followup", "--home", str(home), *add)
    assert added.returncode == 0, added.stderr
    with Recorder(manager.bus) as recorder:
        assert ask(manager, python, home, "install").code == 0
        wait_until(lambda: recorder.popups, 20, "a popup")
        assert recorder.popups[0].title.endswith(": Board pack")
        status = ask(manager, python, home, "status")
        assert ": Board pack: delivered by bus" in status.stdout
        assert ask(manager, python, home, "uninstall").code == 0


def test_systemd_runs_any_interpreter(manager: UserManager) -> None:
    """Whatever the folder of the interpreter is called, the watcher runs; followup itself is found by its source."""
    for number, name in enumerate(MIXED.values()):
        home = manager.folder / f"board-{number}"
        ran = ask(manager, odd_python(manager.folder / "venvs" / name), home, "install")
        assert ran.code == 0, (name, ran)
        assert sign.running(str(home / "state")) is not None
    unit = (manager.home / ".config/systemd/user" / UNIT).read_text(encoding="utf-8")
    assert f"Environment=PYTHONPATH={ROOT}" in unit


def test_systemd_starts_it_again_and_at_login(manager: UserManager) -> None:
    """A watcher that was killed is to be started again; it is wanted by the target that there is."""
    python, home = odd_python(manager.folder / "venv"), manager.folder / "board"
    assert ask(manager, python, home, "install").code == 0
    assert shown(manager, "WantedBy") == "default.target"
    manager.run("systemctl", "--user", "kill", "--signal=KILL", UNIT)
    wait_until(lambda: shown(manager, "SubState") == "auto-restart", 10, "another try")
    status = ask(manager, python, home, "status")
    assert status.code == 1 and "installed   systemd" in status.stdout
    assert ask(manager, python, home, "install").code == 0
    assert shown(manager, "ActiveState") == "active"


def test_systemd_ends_it_with_the_graphical_session(manager: UserManager) -> None:
    """Where a graphical session is there, the watcher comes with it and goes with it."""
    units = manager.home / ".config/systemd/user"
    units.mkdir(parents=True)
    (units / "desk.target").write_text("[Unit]\nBindsTo=graphical-session.target\n", encoding="utf-8")
    assert manager.run("systemctl", "--user", "daemon-reload").returncode == 0
    assert manager.run("systemctl", "--user", "start", "desk.target").returncode == 0
    python, home = odd_python(manager.folder / "venv"), manager.folder / "board"
    assert ask(manager, python, home, "install").code == 0
    assert shown(manager, "WantedBy") == "graphical-session.target"
    manager.run("systemctl", "--user", "stop", "desk.target", "graphical-session.target")
    wait_until(lambda: shown(manager, "ActiveState") == "inactive", 10, "the watcher to go")
    manager.run("systemctl", "--user", "start", "desk.target")
    wait_until(lambda: sign.running(str(home / "state")) is not None, 10, "the watcher to come")


def test_systemd_starts_the_autostart_entry_too(manager: UserManager) -> None:
    """systemd's own reader of autostart entries makes a unit of it that runs."""
    python = odd_python(manager.folder / "venv")
    for name in list(MIXED.values())[:-1]:
        home = manager.folder / "boards" / name
        entry = manager.home / ".config/autostart/followup-watch.desktop"
        assert ask(manager, python, home, "install", "autostart").code == 0
        text = entry.read_text(encoding="utf-8")
        assert ask(manager, python, home, "uninstall").code == 0
        entry.write_text(text, encoding="utf-8")
        manager.run("systemctl", "--user", "daemon-reload")
        started = manager.run("systemctl", "--user", "start", r"app-followup\x2dwatch@autostart.service")
        assert started.returncode == 0, (name, started.stderr)
        wait_until(lambda at=home: sign.running(str(at / "state")) is not None, 10, f"the watcher of {name}")  # type: ignore[misc]
        manager.run("systemctl", "--user", "stop", r"app-followup\x2dwatch@autostart.service")
        entry.unlink()
