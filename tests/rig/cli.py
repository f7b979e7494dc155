"""Run `followup` as a person's shell would: a process, its output and its exit code."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

# What would let a test reach the desktop, or the followup, of the person who runs it.
PERSONAL = (
    "DBUS_SESSION_BUS_ADDRESS",
    "XDG_RUNTIME_DIR",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "SSH_CONNECTION",
    "SSH_TTY",
    "TMUX",
    "FOLLOWUP_HOME",
    "FOLLOWUP_NOW",
    # A program in a terminal of its own asks that terminal for its size.
    "COLUMNS",
    "LINES",
)
# A Tuesday, 10:00 in New York.
NOW = "2026-03-10T14:00:00Z"
ROOT = Path(__file__).resolve().parents[2]


class Ran(NamedTuple):
    """How a run ended and what it said."""

    code: int
    stdout: str
    stderr: str


def environment(home: Path, now: str = NOW, env: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment with its own home, a fixed clock and no way to the real desktop; `env` goes on top."""
    clean = {name: value for name, value in os.environ.items() if name not in PERSONAL}
    clean["PYTHONPATH"] = str(ROOT)
    # Without this one a program would look for the person's bus where systemd keeps it.
    clean["XDG_RUNTIME_DIR"] = "/dev/null/runtime"
    return clean | {"FOLLOWUP_HOME": str(home), "FOLLOWUP_NOW": now} | dict(env or {})


def run_cli(
    *args: str,
    home: Path,
    now: str = NOW,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
    timeout: float = 30.0,
) -> Ran:
    """Run `python -m followup ARGS` with its data under `home` at the instant `now`."""
    done = subprocess.run(
        [sys.executable, "-m", "followup", *args],
        env=environment(home, now, env),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
