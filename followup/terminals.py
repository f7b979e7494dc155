"""The terminals that are known: how each runs a command, and how its window becomes small and findable by a rule.

xterm's window is named by its instance: were its class another, the colours and fonts that a person gives XTerm
would be gone.
"""

import os
from collections.abc import Mapping
from typing import NamedTuple

from followup.errors import Refused

COLUMNS, ROWS = 84, 12
WINDOW = "followup-quick"  # a window's instance, class or role
TITLE = "followup quick"
_SIZE = f"{COLUMNS}x{ROWS}"

# How a rule of the window manager finds the window.
INSTANCE, CLASS, ROLE, TITLED = "instance", "class", "role", "title"


class Terminal(NamedTuple):
    """What stands between it and a command: `before` for a window as the person has it, `small` for one of 84 by
    12 cells, which goes by `known_by`."""

    name: str
    before: tuple[str, ...]
    small: tuple[str, ...]
    known_by: str = TITLED

    def run(self, command: tuple[str, ...]) -> tuple[str, ...]:
        """The command in a window as the person has it."""
        return (self.name, *self.before, *command)

    def run_small(self, command: tuple[str, ...]) -> tuple[str, ...]:
        """The command in a small window."""
        return (self.name, *self.small, *command)


def _like_xterm(name: str, named: str = "-name", sized: str = "-geometry") -> Terminal:
    return Terminal(name, ("-e",), (named, WINDOW, "-T", TITLE, sized, _SIZE, "-e"), INSTANCE)


TERMINALS = (
    Terminal("x-terminal-emulator", ("-e",), ("-T", TITLE, "-e")),
    Terminal("foot", (), (f"--app-id={WINDOW}", f"--title={TITLE}", f"--window-size-chars={_SIZE}"), CLASS),
    Terminal(
        "kitty", (), (
            "--class", WINDOW, "--title", TITLE, "-o", "remember_window_size=no",
            "-o", f"initial_window_width={COLUMNS}c", "-o", f"initial_window_height={ROWS}c",
        ), CLASS,
    ),
    Terminal(
        "alacritty", ("-e",), (
            "--class", f"{WINDOW},{WINDOW}", "--title", TITLE, "-o", f"window.dimensions.columns={COLUMNS}",
            "-o", f"window.dimensions.lines={ROWS}", "-e",
        ), CLASS,
    ),
    Terminal(
        "wezterm", ("start", "--"), (
            "--config", f"initial_cols={COLUMNS}", "--config", f"initial_rows={ROWS}",
            "start", "--class", WINDOW, "--",
        ), CLASS,
    ),
    Terminal("gnome-terminal", ("--",), (f"--geometry={_SIZE}", f"--title={TITLE}", "--")),
    Terminal(
        "konsole", ("-e",), (
            "--hide-menubar", "--hide-tabbar", "-p", f"TerminalColumns={COLUMNS}", "-p", f"TerminalRows={ROWS}",
            "-p", f"LocalTabTitleFormat={TITLE}", "-e",
        ),
    ),
    Terminal(
        "xfce4-terminal", ("-x",), (
            "--disable-server", f"--geometry={_SIZE}", f"--role={WINDOW}", f"--title={TITLE}",
            "--hide-menubar", "-x",
        ), ROLE,
    ),
    _like_xterm("xterm"),
    _like_xterm("uxterm"),
    _like_xterm("lxterm"),
    _like_xterm("urxvt"),
    _like_xterm("st", "-n", "-g"),
)  # fmt: skip
BY_NAME = {terminal.name: terminal for terminal in TERMINALS}


def terminal(environ: Mapping[str, str] | None = None) -> Terminal:
    """The terminal to open, by its path: `TERMINAL`, else the first that is installed. Raises Refused where none is."""
    from shutil import which

    env = os.environ if environ is None else environ
    for name in (env.get("TERMINAL"), *BY_NAME):
        path = which(name, path=env.get("PATH")) if name else None
        if path is not None:
            return _known(path)
    raise Refused("no terminal was found to open a window in", "set TERMINAL to your terminal's name")


def _known(path: str) -> Terminal:
    """What is known of a terminal, through the names that stand for another one, as `x-terminal-emulator` does."""
    for one in (path, os.path.realpath(path)):
        name = os.path.basename(one).removesuffix(".wrapper")  # noqa: PTH119
        if name in BY_NAME and name != "x-terminal-emulator":
            return BY_NAME[name]._replace(name=one.removesuffix(".wrapper"))
    return Terminal(path, ("-e",), ("-e",))
