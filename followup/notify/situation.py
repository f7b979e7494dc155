"""Where the program runs, as far as popups care, and which channels that leaves. Nothing is opened here."""

import os
import re
import stat
import sys
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from followup.notify.note import AUTO, BUS, OFF, PLYER, TERMINAL

# What the terminal's environment says -> the one sequence to speak (kitty understands all three).
DIALECTS = (
    ("KITTY_WINDOW_ID", "", "99"),
    ("TERM", "xterm-kitty", "99"),
    ("TERM", "foot", "777"),
    ("TERM", "rxvt-unicode", "777"),
    ("TERM", "linux", ""),
    ("TERM", "dumb", ""),
    ("TERM", "screen", ""),
)
ANY_DIALECT = "9"
RUNTIME = "/run/user"  # where systemd keeps a folder for each person, by number
TMUX_ANSWERS_FOR = 1.0  # seconds


class Terminal(Protocol):
    """The open board, as a place to be noticed in. Calls come from the thread that sends."""

    def write(self, sequence: str) -> None:
        """Write an escape sequence to the terminal as it is."""

    def bell(self) -> None:
        """Ring the terminal's bell."""

    def toast(self, text: str) -> None:
        """Show `text` on the board; it is plain text, never markup."""


class Situation(NamedTuple):
    """The facts that choose the channels. `dialect` is the OSC to speak: "9", "777", "99", or "" for none;
    `passes` says whether tmux hands such a sequence on."""

    platform: str = "linux"
    bus_address: str | None = None
    ssh: bool = False
    tmux: bool = False
    dialect: str = ANY_DIALECT
    terminal: Terminal | None = None
    passes: bool = True


def gather(
    environ: Mapping[str, str] | None = None, platform: str = sys.platform, terminal: Terminal | None = None
) -> Situation:
    """Look around once, at the rim: the environment, where a bus listens, and what tmux lets through to a board."""
    env = os.environ if environ is None else environ
    return Situation(
        platform=platform,
        bus_address=find_bus(env),
        ssh=bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY")),
        tmux=bool(env.get("TMUX")),
        dialect=speak(env),
        terminal=terminal,
        passes=terminal is None or not env.get("TMUX") or passes_on(env),
    )


def find_bus(env: Mapping[str, str]) -> str | None:
    """The session bus's address, also for a process that was started without it (cron, a bare service)."""
    if address := env.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    runtime = env.get("XDG_RUNTIME_DIR") or (f"{RUNTIME}/{os.getuid()}" if hasattr(os, "getuid") else "")
    path = f"{runtime}/bus"
    return address_of(path) if runtime and _is_socket(path) else None


def address_of(path: str) -> str:
    """A socket's path as a bus address; what D-Bus does not allow bare is percent-encoded."""
    encoded = re.sub(rb"[^-0-9A-Za-z_/.\\*]", lambda m: b"%%%02x" % m[0][0], os.fsencode(path))
    return f"unix:path={encoded.decode('ascii')}"


def _is_socket(path: str) -> bool:
    try:
        return stat.S_ISSOCK(os.stat(path).st_mode)  # noqa: PTH116 - pathlib is slower to import than all of this
    except OSError:
        return False


def passes_on(env: Mapping[str, str]) -> bool:
    """Whether tmux hands a wrapped sequence on to its terminal. One too old to be asked always does."""
    import subprocess

    pane = env.get("TMUX_PANE", "")
    ask = [
        "tmux",
        "-S",
        env.get("TMUX", "").split(",")[0],
        "show-options",
        "-pAqv",
        "-t",
        pane,
        "allow-passthrough",
    ]
    try:
        done = subprocess.run(
            ask,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TMUX_ANSWERS_FOR,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.stdout.strip() != "off"


def speak(env: Mapping[str, str]) -> str:
    """The sequence for this terminal. Inside tmux the outer one is unknown, and OSC 9 the commonest."""
    if env.get("TMUX"):
        return ANY_DIALECT
    for name, start, dialect in DIALECTS:
        if name in env and env[name].startswith(start):
            return dialect
    return ANY_DIALECT if env.get("TERM") else ""


def chain(situation: Situation, channel: str = AUTO) -> tuple[str, ...]:
    """The channels to try, in order; none where nothing can pop up. One asked for by name is tried alone.

    Over SSH the bus would pop up at the remote seat, so an open board speaks through its own terminal first; in
    tmux too, unless tmux would swallow what it says.
    """
    if channel == OFF:
        return ()
    if channel != AUTO:
        return (channel,)
    board = (TERMINAL,) if situation.terminal is not None else ()
    desktop = _desktop(situation)
    if board and (situation.ssh or (situation.tmux and situation.passes)):
        return board + (() if situation.ssh else desktop)
    return desktop + board


def _desktop(situation: Situation) -> tuple[str, ...]:
    if situation.platform in ("darwin", "win32"):
        return (PLYER,)
    return (BUS, PLYER) if situation.bus_address else ()
