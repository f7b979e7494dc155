"""The files of the four starters: whatever a folder is called, exactly the right command is in them."""

import pytest

from followup.errors import Refused
from followup.starters import KINDS, Launch, Machine, by_name
from followup.starters.shape import MARK
from tests.starters import reading
from tests.starters.odd import LINUX, MAC, ODD, WINDOWS, WITH_MANAGER, launch

MACHINES = {"systemd": WITH_MANAGER, "autostart": LINUX, "launchd": MAC, "task": WINDOWS}
odd = pytest.mark.parametrize("name", ODD.values(), ids=ODD)


def written(kind: str, what: Launch, machine: Machine | None = None) -> str:
    return by_name(kind, what, machine or MACHINES[kind]).text


@odd
def test_systemd_runs_exactly_the_command(name: str) -> None:
    """The unit read back by systemd's rules is the command, with an odd folder, interpreter or variable."""
    what = launch(f"/home/{name}/board", f"/opt/{name}/python", XDG_DATA_HOME=f"/data/{name}")
    text = written("systemd", what)
    assert reading.systemd_argv(text) == list(what.argv)
    (setting,) = reading.words(reading.value(text, "Environment"))
    assert setting.replace("%%", "%") == f"XDG_DATA_HOME=/data/{name}"


@odd
def test_a_desktop_runs_exactly_the_command(name: str) -> None:
    """The autostart entry read back by the desktop entry specification is the command."""
    what = launch(f"/home/{name}/board", f"/opt/{name}/python")
    assert reading.desktop_argv(written("autostart", what)) == list(what.argv)


@odd
def test_a_desktop_sets_what_belongs_to_the_board(name: str) -> None:
    """Folders that are elsewhere are set by env, in front of the command."""
    what = launch(XDG_DATA_HOME=f"/data/{name}")
    assert reading.desktop_argv(written("autostart", what)) == [
        "/usr/bin/env", f"XDG_DATA_HOME=/data/{name}", *what.argv,
    ]  # fmt: skip


@odd
def test_launchd_runs_exactly_the_command(name: str) -> None:
    """The property list read back is the command and its variables; it runs at login and after a failure."""
    what = launch(f"/Users/{name}", XDG_DATA_HOME=f"/data/{name}")
    found = reading.plist(written("launchd", what))
    assert found["ProgramArguments"] == list(what.argv)
    assert found["EnvironmentVariables"] == {"XDG_DATA_HOME": f"/data/{name}"}
    assert (found["RunAtLoad"], found["KeepAlive"]) == (True, {"SuccessfulExit": False})


@pytest.mark.parametrize("name", [one for one in ODD.values() if "%" not in one])
def test_a_task_runs_exactly_the_command(name: str) -> None:
    """The XML read back, and its arguments by Microsoft's rules, are the command."""
    what = launch(f"C:\\{name}\\", f"C:\\{name}\\pythonw.exe")
    assert reading.task(written("task", what)) == (what.argv[0], list(what.argv[1:]))


@pytest.mark.parametrize("what", [launch("C:\\100% done"), launch(XDG_DATA_HOME="D:\\data")])
def test_what_a_task_cannot_carry_is_refused(what: Launch) -> None:
    """Task Scheduler reads % as a variable and sets none: the hint is a plain folder of one's own."""
    with pytest.raises(Refused) as refused:
        written("task", what)
    assert "--home" in refused.value.hint


@pytest.mark.parametrize("name", ["a\nb", "a\rExecStart=/bin/false", "\x1b[31m", "caf\udce9", "a\u2028b"])
@pytest.mark.parametrize("kind", KINDS)
def test_names_that_no_file_can_hold_are_refused(kind: str, name: str) -> None:
    """Controls, line separators and bytes that are no text never come into a file."""
    for what in (launch(f"/home/{name}"), launch(python=f"/opt/{name}"), launch(XDG_DATA_HOME=f"/{name}")):
        with pytest.raises(Refused, match="no service file can hold"):
            written(kind, what)


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_says_whose_it_is(kind: str) -> None:
    """The mark is in each file, once."""
    assert written(kind, launch()).count(MARK) == 1


@pytest.mark.parametrize(
    ("graphical", "target"), [(True, "graphical-session.target"), (False, "default.target")]
)
def test_systemd_waits_for_the_session_that_there_is(graphical: bool, target: str) -> None:
    """With a graphical session the watcher comes and goes with it, else with the login."""
    text = written("systemd", launch(), WITH_MANAGER._replace(is_graphical=graphical))
    assert reading.value(text, "WantedBy") == target
    assert ("PartOf=graphical-session.target" in text) is graphical


@pytest.mark.parametrize(
    ("kind", "machine"), [("launchd", LINUX), ("task", LINUX), ("systemd", MAC), ("autostart", WINDOWS)]
)
def test_what_a_system_does_not_have_is_refused(kind: str, machine: Machine) -> None:
    """No launchd on Linux, no systemd on a Mac; the hint is what there is."""
    with pytest.raises(Refused, match=f"no {kind}") as refused:
        by_name(kind, launch(), machine)
    assert "followup watch install " in refused.value.hint
