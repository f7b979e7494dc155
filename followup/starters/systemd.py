"""A systemd user unit. Quoting: systemd.service(5) "Command lines", systemd.syntax(7) "Quoting"."""

import re

from followup.starters.shape import MARK, SYSTEMD, Argv, Launch, Machine, Starter

UNIT = "followup-watch.service"
TARGETS = ("graphical-session.target", "default.target")

BY_SHELL = 'exec "$0" "$@"'

TEXT = """\
# {mark}
[Unit]
Description=followup: popups for what you are waiting on
{order}\
StartLimitIntervalSec=180
StartLimitBurst=5

[Service]
Type=exec
{environ}\
ExecStart={line}
# Five tries in three minutes; no second one where the command itself is not understood.
Restart=on-failure
RestartSec=20
RestartPreventExitStatus=2

[Install]
WantedBy={target}
"""


def starter(launch: Launch, machine: Machine) -> Starter:
    """With the graphical session where systemd knows of one, else with the first login."""
    target = TARGETS[0 if machine.is_graphical else 1]
    order = f"PartOf={target}\nAfter={target}\n" if machine.is_graphical else ""
    environ = "".join(f"Environment={quoted(f'{name}={value}')}\n" for name, value in launch.environ)
    folder = f"{machine.config}/systemd/user"
    return Starter(
        SYSTEMD,
        f"{folder}/{UNIT}",
        TEXT.format(mark=MARK, order=order, environ=environ, line=command_line(launch.argv), target=target),
        ask_on=_systemctl("is-enabled", "--quiet"),
        ask_up=_systemctl("is-active", "--quiet"),
        load=(RELOAD,),
        switch_on=(_systemctl("enable"),),
        switch_anew=(_systemctl("reenable"),),  # the file may name another target than it did
        # Not "start": one that waits for its next try would have us wait as well.
        start=(_systemctl("restart"),),
        switch_off=(_systemctl("disable", "--now"),),
        forget=(RELOAD,),
        leftovers=tuple(f"{folder}/{target}.wants/{UNIT}" for target in TARGETS),
    )


RELOAD: Argv = ("systemctl", "--user", "daemon-reload")
ASK_MANAGER: Argv = ("systemctl", "--user", "show-environment")
ASK_GRAPHICAL: Argv = ("systemctl", "--user", "is-active", "--quiet", TARGETS[0])


def _systemctl(*words: str) -> Argv:
    return ("systemctl", "--user", *words, UNIT)


def command_line(argv: Argv) -> str:
    """The value of ExecStart that runs exactly these arguments.

    The program's own path is taken as it stands (no quotes or backslashes, and no `$$`), so that one with
    such characters is handed to a shell.
    """
    if re.search(r"[\"'\\$]", argv[0]):
        return " ".join(("/bin/sh -c", *map(argument, (BY_SHELL, *argv))))
    return " ".join((quoted(argv[0]), *map(argument, argv[1:])))


def argument(text: str) -> str:
    """One argument; `$` begins a variable in these, but not in the program nor in Environment."""
    return quoted(text.replace("$", "$$"))


def quoted(text: str) -> str:
    """One word: `%` begins a specifier everywhere, and a backslash an escape."""
    safe = text.replace("%", "%%")
    if re.fullmatch(r"[-+\w./:=@,%$]+", safe, re.ASCII):
        return safe
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'
