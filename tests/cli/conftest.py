"""The command line in this process: as fast as a function, with a home and a clock of its own."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.cli.main import main
from tests.cli.running import NOW, Ran, Run


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("add", "x", now=..., stdin=...)` runs one command on `home`; nothing of the person's is in reach."""
    monkeypatch.setenv("FOLLOWUP_HOME", str(home))
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.delenv("COLUMNS", raising=False)

    def once(*argv: str, now: str = NOW, stdin: str = "") -> Ran:
        monkeypatch.setenv("FOLLOWUP_NOW", now)
        out, err = io.StringIO(), io.StringIO()
        code = main(argv, out, err, io.StringIO(stdin))
        return Ran(code, out.getvalue(), err.getvalue())

    return once


@pytest.fixture
def added(run: Run) -> Callable[..., str]:
    """`added("x @dana")` saves a card and returns its id."""

    def add(*text: str, now: str = NOW) -> str:
        return str(run("add", "--json", *text, now=now).json()["id"])

    return add


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own home with nothing in it, on no desktop, with an xterm to be found."""
    for name in ("XDG_CURRENT_DESKTOP", "XDG_CONFIG_HOME", "XDG_SESSION_TYPE", "TMUX", "I3SOCK", "SWAYSOCK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("HYPRLAND_INSTANCE_SIGNATURE", raising=False)
    xterm = tmp_path / "bin/xterm"
    xterm.parent.mkdir()
    xterm.write_text("#!/bin/sh\n")
    xterm.chmod(0o755)
    monkeypatch.setenv("PATH", str(xterm.parent))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("TERMINAL", raising=False)
    return tmp_path
