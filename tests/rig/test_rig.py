"""The rig itself: a rig that lies would make every test above it worthless."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.notify import Note, Situation, send
from tests.rig.bus import PrivateBus
from tests.rig.cli import environment
from tests.rig.processes import start, stop
from tests.rig.tmux import Tmux
from tests.rig.tools import require

pytestmark = pytest.mark.desktop


def test_a_missing_tool_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that needs a program that is not here is skipped."""
    monkeypatch.delenv("FOLLOWUP_REQUIRE_DESKTOP", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-tool"):
        require("sh", "no-such-tool")


def test_a_missing_tool_fails_where_the_desktop_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under FOLLOWUP_REQUIRE_DESKTOP=1 the same test fails."""
    monkeypatch.setenv("FOLLOWUP_REQUIRE_DESKTOP", "1")
    with pytest.raises(pytest.fail.Exception, match="no-such-tool"):
        require("sh", "no-such-tool")


def test_the_terminal_is_typed_into_and_read(tmux: Callable[..., Tmux]) -> None:
    """Keys reach the program, its screen is read at the size asked for, and its exit code at the end."""
    code = "import os; print(os.get_terminal_size()); print(input()[::-1]); input(); raise SystemExit(7)"
    terminal = tmux([sys.executable, "-c", code], 80, 24)
    terminal.wait_for("columns=80, lines=24")
    terminal.type("abc; -x")
    terminal.send_keys("Enter")
    terminal.wait_for("x- ;cba")
    terminal.send_keys("Enter")
    assert terminal.exit_code() == 7


def test_a_screen_that_never_comes_is_shown(tmux: Callable[..., Tmux]) -> None:
    """A wait that fails says what was on the screen instead."""
    terminal = tmux(["sh", "-c", "echo instead; read x"], 40, 10)
    terminal.wait_for("instead")
    with pytest.raises(AssertionError, match="instead"):
        terminal.wait_for("never", deadline=0.1)


def test_the_recorder_runs_as_a_program(private_bus: PrivateBus, tmp_path: Path) -> None:
    """As a process of its own the recorder writes each call as a line of JSON."""
    argv = [sys.executable, "-m", "tests.rig.recorder", private_bus.address]
    server = start(argv, environment(tmp_path), stdout=subprocess.PIPE, stdin=subprocess.PIPE)
    try:
        assert server.stdout is not None
        assert json.loads(server.stdout.readline()) == {"ready": True}
        assert send(Note("Idle", "x"), Situation(bus_address=private_bus.address)).result == "delivered"
        calls = [json.loads(server.stdout.readline()) for _ in range(3)]
    finally:
        stop(server)
    assert [call["member"] for call in calls] == ["GetCapabilities", "GetServerInformation", "Notify"]
    assert calls[2]["body"][3] == "Idle"
