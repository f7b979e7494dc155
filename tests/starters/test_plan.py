"""What is done to install and to take back, by what is there: pure, a table a system."""

from typing import Any

import pytest

from followup.errors import Refused
from followup.starters import Found, Machine, Starter, Step, by_name, pick, to_install, to_uninstall
from followup.starters.choose import check, of_platform
from followup.starters.shape import Remove, Run, Spawn, Stop, Write
from tests.starters.odd import LINUX, MAC, WINDOWS, WITH_MANAGER, launch

WHAT = launch()
OTHER = launch("/somewhere/else")
MACHINES = {"systemd": WITH_MANAGER, "autostart": LINUX, "launchd": MAC, "task": WINDOWS}
FOREIGN = Found("[Service]\nExecStart=/usr/bin/mine\n")


def starter(kind: str) -> Starter:
    return by_name(kind, WHAT, MACHINES[kind])


def others(kind: str) -> dict[str, Starter]:
    machine = MACHINES[kind]
    return {name: by_name(name, WHAT, machine) for name in of_platform(machine.platform) if name != kind}


def said(steps: tuple[Step, ...]) -> list[str]:
    """The steps in short: `write`, `remove NAME`, the verb of a command, `spawn`, `stop PID`."""
    return [_short(step) for step in steps]


def _short(step: Step) -> str:
    match step:
        case Write():
            return "write"
        case Remove():
            return f"remove {step.path.split('/dana/')[1]}"
        case Run():
            verbs = [word for word in step.argv[1:] if word != "--user" and "followup" not in word]
            return verbs[0].strip("/").lower()
        case Spawn():
            return "spawn"
        case Stop():
            return f"stop {step.pid}"


def there(kind: str, stale: bool = False, **fields: Any) -> Found:
    """The starter's file as it should be, or as it was for another folder."""
    text = by_name(kind, OTHER if stale else WHAT, MACHINES[kind]).text
    return Found(text, **{"is_on": True, "is_up": True} | fields)


@pytest.mark.parametrize(
    ("kind", "now", "pid", "steps"),
    [
        ("systemd", Found(), None, ["write", "daemon-reload", "enable", "restart"]),
        ("systemd", Found(), 7, ["write", "daemon-reload", "enable"]),
        ("systemd", there("systemd"), 7, []),
        ("systemd", there("systemd", is_up=False), None, ["restart"]),
        ("systemd", there("systemd", is_on=False, is_up=False), None, ["enable", "restart"]),
        ("systemd", there("systemd", is_on=False), 7, ["enable"]),
        ("systemd", there("systemd", stale=True), 7, ["write", "daemon-reload", "reenable", "restart"]),
        ("systemd", there("systemd", stale=True, is_up=False), None, ["write", "daemon-reload", "reenable", "restart"]),
        ("systemd", there("systemd", stale=True, is_up=False), 7, ["write", "daemon-reload", "reenable"]),
        ("autostart", Found(), None, ["write", "spawn"]),
        ("autostart", Found(), 7, ["write"]),
        ("autostart", there("autostart"), 7, []),
        ("autostart", there("autostart"), 0, []),
        ("autostart", there("autostart"), None, ["spawn"]),
        ("autostart", there("autostart", stale=True), 7, ["write", "stop 7", "spawn"]),
        ("autostart", there("autostart", stale=True), None, ["write", "spawn"]),
        ("launchd", Found(), None, ["write", "enable", "bootstrap"]),
        ("launchd", there("launchd"), 7, []),
        ("launchd", there("launchd", is_on=False, is_up=False), None, ["enable", "bootstrap"]),
        ("launchd", there("launchd", stale=True), 7, ["write", "bootout", "bootstrap"]),
        ("task", Found(), None, ["write", "create", "run"]),
        ("task", there("task"), 7, []),
        ("task", there("task"), None, ["run"]),
        ("task", there("task", stale=True), 7, ["write", "end", "create", "run"]),
    ],
)  # fmt: skip
def test_only_what_is_not_so_already_is_done(
    kind: str, now: Found, pid: int | None, steps: list[str]
) -> None:
    """A file, a switch and a process, each only where it is missing or old; a second watcher is never started."""
    assert said(to_install(starter(kind), others(kind), {kind: now}, WHAT, pid)) == steps


def test_one_starter_takes_the_place_of_another() -> None:
    """What another one started is ended, and its file goes, before this one begins."""
    found = {"autostart": there("autostart"), "systemd": Found()}
    assert said(to_install(starter("systemd"), others("systemd"), found, WHAT, 7)) == [
        "stop 7", "remove .config/autostart/followup-watch.desktop",
        "write", "daemon-reload", "enable", "restart",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", MACHINES)
def test_a_file_of_somebody_else_stays(kind: str) -> None:
    """A file without the mark is neither written over nor taken away."""
    with pytest.raises(Refused, match="not written by followup"):
        to_install(starter(kind), others(kind), {kind: FOREIGN}, WHAT, None)
    with pytest.raises(Refused, match="not written by followup"):
        to_uninstall({kind: starter(kind)}, {kind: FOREIGN}, None)


def test_another_starters_foreign_file_is_in_nobodys_way() -> None:
    """Somebody's own unit does not keep an autostart entry from being installed, and stays."""
    steps = to_install(starter("autostart"), others("autostart"), {"systemd": FOREIGN}, WHAT, None)
    assert said(steps) == ["write", "spawn"]


UNIT = ".config/systemd/user/followup-watch.service"
LINKS = [
    f"remove .config/systemd/user/{target}.target.wants/followup-watch.service"
    for target in ("graphical-session", "default")
]


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("systemd", ["disable", *LINKS, f"remove {UNIT}", "daemon-reload"]),
        ("autostart", ["stop 7", "remove .config/autostart/followup-watch.desktop"]),
        ("launchd", ["bootout", "remove Library/LaunchAgents/followup.watch.plist"]),
        ("task", ["end", "delete", "remove state/followup-watch.xml"]),
    ],
)
def test_everything_is_taken_back(kind: str, steps: list[str]) -> None:
    """The watcher ends, its switch is off, its file is gone; an old version of the file counts as ours too."""
    for now in (there(kind), there(kind, stale=True)):
        assert said(to_uninstall({kind: starter(kind)}, {kind: now}, 7)) == steps


def test_where_nothing_is_installed_nothing_is_done() -> None:
    """No step, even while a watcher runs that was started by hand."""
    assert to_uninstall({"autostart": starter("autostart")}, {}, 7) == ()


@pytest.mark.parametrize(
    ("found", "machine", "kind"),
    [
        ({}, WITH_MANAGER, "systemd"),
        ({}, LINUX, "autostart"),
        ({}, MAC, "launchd"),
        ({}, WINDOWS, "task"),
        ({}, LINUX._replace(platform="freebsd14"), "autostart"),
        ({"autostart": there("autostart")}, WITH_MANAGER, "autostart"),
        ({"systemd": there("systemd", stale=True)}, LINUX, "systemd"),
        ({"systemd": FOREIGN}, WITH_MANAGER, "systemd"),
    ],
)  # fmt: skip
def test_the_best_that_fits_is_picked(found: dict[str, Found], machine: Machine, kind: str) -> None:
    """What is installed stays; else systemd where its user manager answers, else what the system has."""
    assert pick(found, machine) == kind


def test_systemd_without_a_user_manager_is_refused() -> None:
    """A unit that nobody reads is not written; the hint is autostart."""
    check("systemd", WITH_MANAGER)
    with pytest.raises(Refused, match="user manager") as refused:
        check("systemd", LINUX)
    assert "autostart" in refused.value.hint
