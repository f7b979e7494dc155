"""A person's seat on a virtual screen: a window manager, a keyboard, and what is on the screen."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.rig.cli import ROOT
from tests.rig.processes import start, stop
from tests.rig.screen import Screen
from tests.rig.tools import path_of
from tests.rig.waiting import wait_until


class Geometry(NamedTuple):
    """Where a window is, in pixels."""

    left: int
    top: int
    width: int
    height: int


class Seat:
    """Programs of one person on one screen; `env` is what all of them are given. Ended by `close`."""

    def __init__(self, screen: Screen, environ: Mapping[str, str]) -> None:
        self.screen = screen
        self.env = {**screen.env, "SHELL": "/bin/sh", "PYTHONPATH": str(ROOT), **environ}
        self._running: list[subprocess.Popen[bytes]] = []

    @property
    def home(self) -> Path:
        """The person's home."""
        return self.screen.home

    def run(self, *argv: str) -> subprocess.Popen[bytes]:
        """Start a program that stays."""
        program = start([path_of(argv[0]), *argv[1:]], env=self.env, log=self.home / f"{argv[0]}.log")
        self._running.append(program)
        return program

    def ask(self, *argv: str) -> str:
        """Run a program to its end; what it printed, whatever its exit code."""
        done = subprocess.run(
            argv, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False
        )  # fmt: skip
        return done.stdout

    def close(self) -> None:
        """End what was started here, the last first."""
        for program in reversed(self._running):
            stop(program)

    # Keyboard and windows

    def press(self, *keys: str) -> None:
        """Press keys by their X names: "super+shift+a", "Return"."""
        self.ask("xdotool", "key", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self.ask("xdotool", "type", "--delay", "0", "--", text)

    def window(self, name: str, deadline: float = 15.0) -> str:
        """Wait for a window of this instance or title to be mapped; its id."""

        def found() -> str:
            for by in ("--classname", "--name"):
                ids = self.ask("xdotool", "search", "--onlyvisible", by, f"^{name}").split()
                if ids:
                    return ids[-1]
            return ""

        return wait_until(found, deadline, f"the window {name}")

    def geometry(self, window: str) -> Geometry:
        """Where a window is."""
        said = dict(
            line.split("=", 1)
            for line in self.ask("xdotool", "getwindowgeometry", "--shell", window).splitlines()
        )
        return Geometry(*(int(said[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")))

    def has_manager(self) -> bool:
        """Whether a window manager has taken this screen."""
        return "window id" in self.ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")


def kept(path: Path, text: str) -> bytes:
    """Write a configuration file; its bytes, to be compared later."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    assert os.access(path, os.W_OK)
    return path.read_bytes()
