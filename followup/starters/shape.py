"""The words of starters, all of them frozen values."""

from typing import NamedTuple

SYSTEMD, AUTOSTART, LAUNCHD, TASK = KINDS = ("systemd", "autostart", "launchd", "task")
# In every file that is written here. A file without it belongs to somebody else, and stays as it is.
MARK = "Written by: followup watch install. Taken away by: followup watch uninstall."

Argv = tuple[str, ...]


class Launch(NamedTuple):
    """What is to be started: the command, all of it absolute, and the variables without which it would watch
    another board. Nothing that holds in one shell only."""

    argv: Argv
    environ: tuple[tuple[str, str], ...] = ()


class Machine(NamedTuple):
    """Where things are for this person. `has_manager`: a systemd user manager answers; `is_graphical`: it knows
    of a graphical session; `user` is what Task Scheduler calls the person."""

    platform: str
    home: str
    config: str
    state: str
    uid: int = 0
    user: str = ""
    has_manager: bool = False
    is_graphical: bool = False


class Starter(NamedTuple):
    """One way to start at login: a file, and commands around it, each an argv.

    `ask_on` and `ask_up` answer by exit code whether it is switched on and whether it runs; without `ask_on` the
    file alone decides, and the watcher is started and ended as a process. `load` is done once the file stands,
    `switch_on` where it is off, `switch_anew` where it is on by another version of the file, `start` where
    nothing runs, or another version. `switch_off` is done before the file goes and ends the watcher too,
    `forget` after; `leftovers` are links that switching on may have made.
    """

    kind: str
    path: str
    text: str
    encoding: str = "utf-8"
    ask_on: Argv = ()
    ask_up: Argv = ()
    load: tuple[Argv, ...] = ()
    switch_on: tuple[Argv, ...] = ()
    switch_anew: tuple[Argv, ...] = ()
    start: tuple[Argv, ...] = ()
    switch_off: tuple[Argv, ...] = ()
    forget: tuple[Argv, ...] = ()
    leftovers: tuple[str, ...] = ()


class Found(NamedTuple):
    """What there is of a starter: its file's text (None: no file) and what its questions were answered."""

    text: str | None = None
    is_on: bool = False
    is_up: bool = False

    @property
    def is_ours(self) -> bool:
        return self.text is not None and MARK in self.text


class Write(NamedTuple):
    """Write a file. Its folders are made where they are missing."""

    path: str
    text: str
    encoding: str = "utf-8"


class Remove(NamedTuple):
    """Take a file away; done and said only where it is there."""

    path: str


class Run(NamedTuple):
    """Run a command. One that `may_fail` is said and the next step done."""

    argv: Argv
    may_fail: bool = False


class Spawn(NamedTuple):
    """Start the watcher as a process of its own."""

    launch: Launch


class Stop(NamedTuple):
    """End the watcher that runs, by a signal."""

    pid: int


Step = Write | Remove | Run | Spawn | Stop
