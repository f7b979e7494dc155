"""What a popup's buttons do: the same verbs as everywhere, through the desk."""

import os
import sys

from followup.core.steps import next_morning
from followup.desk import Desk
from followup.errors import Refused
from followup.watch.looking import FOLLOW_UP, OPEN, SNOOZE

# Terminals, and what stands between them and the command; the person's own choice comes first.
TERMINALS = (
    ("x-terminal-emulator", ("-e",)),
    ("foot", ()),
    ("kitty", ()),
    ("alacritty", ("-e",)),
    ("wezterm", ("start", "--")),
    ("gnome-terminal", ("--",)),
    ("konsole", ("-e",)),
    ("xfce4-terminal", ("-x",)),
    ("xterm", ("-e",)),
)


def press(desk: Desk, key: str, action: str, home: str | None) -> None:
    """Do what the button of the popup `key` says. Raises Refused when it cannot be done any more."""
    if action == OPEN:
        open_board(home)
    elif action == FOLLOW_UP:
        desk.follow_up([key])
    elif action == SNOOZE:
        desk.snooze([key], next_morning(desk.now(), desk.rules.week))


def open_board(home: str | None) -> None:
    """Open the board in a terminal that outlives this process. Raises Refused where there is none."""
    import subprocess

    command = [*terminal(), sys.executable, "-m", "followup"]
    if home is not None:
        command += ["--home", home]
    try:
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise Refused(f"{command[0]}: {error.strerror}", "set TERMINAL to your terminal's name") from error


def terminal() -> list[str]:
    """The terminal to open and its option for a command. Raises Refused where none is installed."""
    from shutil import which

    chosen = os.environ.get("TERMINAL")
    options = dict(TERMINALS)
    if chosen and which(chosen):
        return [chosen, *options.get(os.path.basename(chosen), ("-e",))]  # noqa: PTH119
    for name, option in TERMINALS:
        if which(name):
            return [name, *option]
    raise Refused("no terminal was found to open the board in", "set TERMINAL to your terminal's name")
