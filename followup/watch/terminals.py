"""A terminal to run a program in, on each system. Nothing here waits for the program's end."""

import os
import shlex
import sys
from collections.abc import Mapping, Sequence

from followup.errors import Refused

# Terminals, and what stands between them and the command; the person's own choice comes first.
TERMINALS = (
    ("x-terminal-emulator", ("-e",)),
    ("foot", ()),
    ("kitty", ()),
    ("alacritty", ("-e",)),
    ("wezterm", ("start", "--")),
    ("ghostty", ("-e",)),
    ("ptyxis", ("--",)),
    ("kgx", ("--",)),
    ("gnome-terminal", ("--",)),
    ("konsole", ("-e",)),
    ("xfce4-terminal", ("-x",)),
    ("mate-terminal", ("-x",)),
    ("lxterminal", ("-e",)),
    ("st", ("-e",)),
    ("urxvt", ("-e",)),
    ("xterm", ("-e",)),
)
HINT = "set TERMINAL to your terminal's name"
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")
FAILS_FOR = 0.4  # seconds in which a terminal that cannot open has said so
MAC_SCRIPT = "open-board.command"


def open_in_terminal(command: Sequence[str], state: str, platform: str = sys.platform) -> None:
    """Run `command` in a terminal that outlives this process. Raises Refused where none opens."""
    env = dict(os.environ)
    if platform not in ("darwin", "win32"):
        env |= screen(env)
    failures: list[str] = []
    for line in lines(command, state, platform):
        failure = _started(line, env)
        if not failure:
            return
        failures.append(f"{line[0]}: {failure}")
    raise Refused(f"no terminal could be opened ({'; '.join(failures)})", HINT)


def lines(command: Sequence[str], state: str, platform: str) -> list[list[str]]:
    """The command lines to try, the best first. Raises Refused where there is no terminal at all."""
    from shutil import which

    if platform == "darwin":
        return [["open", "-a", "Terminal", _mac_script(command, state)]]
    if platform == "win32":
        # Windows Terminal takes a semicolon for the end of a command.
        modern = [["wt", *(word.replace(";", "\\;") for word in command)]] if which("wt") else []
        return [*modern, ["cmd", "/c", "start", "followup", *command]]
    options = dict(TERMINALS)
    chosen = os.environ.get("TERMINAL", "")
    names = [chosen, *options] if chosen else [*options]
    found = [
        [name, *options.get(os.path.basename(name), ("-e",)), *command]  # noqa: PTH119
        for name in names
        if which(name)
    ]
    if not found:
        raise Refused("no terminal was found to open the board in", HINT)
    return found


def screen(env: Mapping[str, str]) -> dict[str, str]:
    """Where the desktop's screen is, for a process that was started without it. Raises Refused without one."""
    if env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"):
        return {}
    found = _known_to_systemd()
    if not found.get("DISPLAY") and not found.get("WAYLAND_DISPLAY"):
        raise Refused("no screen is known to open the board on", "start the watcher from your desktop")
    return found


def _known_to_systemd() -> dict[str, str]:
    """What the desktop has told the person's systemd about its screen."""
    import subprocess

    ask = ["systemctl", "--user", "show-environment"]
    try:
        said = subprocess.run(ask, capture_output=True, text=True, timeout=2, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return {}
    pairs = (line.partition("=") for line in said.splitlines())
    return {name: value for name, _, value in pairs if name in SCREENS and value}


def _mac_script(command: Sequence[str], state: str) -> str:
    """A script to open: Terminal takes no command on its line."""
    path = os.path.join(state, MAC_SCRIPT)  # noqa: PTH118
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o700)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\nexec {shlex.join(command)}\n")
    return path


def _started(line: Sequence[str], env: Mapping[str, str]) -> str:
    """Start it; why it could not be, or nothing. A terminal without a screen ends at once."""
    import subprocess

    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            line, env=env, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        code = process.wait(FAILS_FOR)
    except OSError as error:
        return error.strerror or str(error)
    except subprocess.TimeoutExpired:
        return ""
    return f"it ended with code {code}" if code else ""
