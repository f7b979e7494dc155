"""An XDG autostart entry. Quoting: Desktop Entry Specification, "The Exec key" and "Values"."""

import re

from followup.starters.shape import AUTOSTART, MARK, Argv, Launch, Machine, Starter

NAME = "followup-watch.desktop"

TEXT = """\
[Desktop Entry]
# {mark}
Type=Application
Name=followup watch
Comment=Popups for what you are waiting on
Exec={line}
Terminal=false
NoDisplay=true
"""


def starter(launch: Launch, machine: Machine) -> Starter:
    """Started by the desktop at login, and by us now; nobody restarts it."""
    environ = ("/usr/bin/env", *(f"{name}={value}" for name, value in launch.environ))
    argv = (*environ, *launch.argv) if launch.environ else launch.argv
    path = f"{machine.config}/autostart/{NAME}"
    return Starter(AUTOSTART, path, TEXT.format(mark=MARK, line=command_line(argv)))


def command_line(argv: Argv) -> str:
    """The value of Exec that runs exactly these arguments.

    A program whose path holds what launchers do not agree on is handed to a shell. systemd's own reader of
    these entries (252) takes `$`, a backtick and a backslash for something else, but where it reads them a user
    manager runs, and a unit of our own is the better choice.
    """
    if not re.fullmatch(r"[-+\w./:@, ]+", argv[0]):
        argv = ("/bin/sh", "-c", 'exec "$0" "$@"', *argv)
    return " ".join(map(quoted, argv))


def quoted(text: str) -> str:
    """One argument: quoted as Exec has it, then its backslashes doubled as every value has them."""
    safe = text.replace("%", "%%")
    if not re.fullmatch(r"[-+\w./:=@,%]+", safe):
        safe = '"' + re.sub(r'(["`$\\])', r"\\\1", safe) + '"'
    return safe.replace("\\", "\\\\")
