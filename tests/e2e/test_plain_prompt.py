"""`followup quick --plain` in a real terminal: a prompt that gives a refused line back and remembers earlier ones."""

import os
import pty
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.rig.cli import Ran, environment
from tests.rig.tmux import Tmux
from tests.rig.waiting import wait_until

pytestmark = pytest.mark.desktop

PROMPT = [sys.executable, "-m", "followup", "quick", "--plain"]
Terminals = Callable[..., Tmux]


@pytest.fixture
def prompt(tmux: Terminals, home: Path) -> Callable[[], Tmux]:
    """Starts the prompt in a terminal and waits until it asks."""

    def started() -> Tmux:
        terminal = tmux(PROMPT, 80, 12, environment(home))
        terminal.wait_for("›")
        return terminal

    return started


def test_what_was_understood_is_shown(prompt: Callable[[], Tmux], cli: Callable[..., Ran]) -> None:
    """A line and enter: the card with its date is said, and the prompt is gone."""
    terminal = prompt()
    terminal.type("Signed quote @dana !fri 3pm")
    terminal.send_keys("Enter")
    assert terminal.exit_code() == 0
    assert "due Fri 13 Mar 15:00" in terminal.screen()
    assert '"title": "Signed quote"' in cli("list", "--json").stdout


def test_a_refused_line_comes_back(prompt: Callable[[], Tmux], cli: Callable[..., Ran]) -> None:
    """It stands there to be corrected where it is wrong, and nothing is saved before it is right."""
    terminal = prompt()
    terminal.type("Signed quote !frx")
    terminal.send_keys("Enter")
    terminal.wait_for("stands › Signed quote !frx")
    assert cli("list", "--json").stdout == "[]\n"
    terminal.send_keys("BSpace", "i", "Enter")
    assert terminal.exit_code() == 0
    assert "due Fri 13 Mar" in terminal.screen()


def test_a_second_enter_saves_it_as_it_stands(prompt: Callable[[], Tmux], cli: Callable[..., Ran]) -> None:
    """Capture never blocks: the refused line as it is becomes the title."""
    terminal = prompt()
    terminal.type("Signed quote !frx")
    terminal.send_keys("Enter")
    terminal.wait_for("stands ›")
    terminal.send_keys("Enter")
    assert terminal.exit_code() == 0
    assert '"title": "Signed quote !frx"' in cli("list", "--json").stdout


@pytest.mark.parametrize("key", ["C-d", "Enter"])
def test_leaving_saves_nothing(key: str, prompt: Callable[[], Tmux], home: Path) -> None:
    """ctrl+d and an empty line end with 1 and a word about it on a row of its own."""
    terminal = prompt()
    terminal.send_keys(key)
    assert terminal.exit_code() == 1
    assert [row for row in terminal.screen().splitlines() if row.startswith("followup: nothing was saved")]
    assert not (home / "board.journal").exists()


def test_ctrl_c_leaves_at_once(home: Path) -> None:
    """With half a line typed it ends with 130 and says nothing."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(PROMPT[0], PROMPT, environment(home) | {"TERM": "xterm"})
    os.set_blocking(terminal, False)
    said = bytearray()

    def has_said(text: str) -> bool:
        with suppress(BlockingIOError):
            said.extend(os.read(terminal, 4096))
        return text.encode() in said

    try:
        wait_until(lambda: has_said("›"), 20, "the prompt")
        os.write(terminal, b"half a line")
        wait_until(lambda: has_said("half a line"), 10, "the line")
        os.write(terminal, b"\x03")
        ended = wait_until(lambda: _ended(pid), 10, "its end")
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.close(terminal)
    assert ended == 130
    assert b"followup" not in said
    assert not (home / "board.journal").exists()


def _ended(pid: int) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def test_up_recalls_lines_of_earlier_prompts(prompt: Callable[[], Tmux], home: Path) -> None:
    """Lines are kept from one prompt to the next, where only the person can read them."""
    first = prompt()
    first.type("Signed quote @dana")
    first.send_keys("Enter")
    assert first.exit_code() == 0
    second = prompt()
    second.send_keys("Up")
    second.wait_for("› Signed quote @dana")
    second.send_keys("C-c")
    (kept,) = home.glob("state/quick_lines")
    assert kept.stat().st_mode & 0o077 == 0


def test_what_is_typed_before_it_asks_is_not_lost(tmux: Terminals, home: Path) -> None:
    """Keys pressed while Python is starting reach the prompt."""
    terminal = tmux(PROMPT, 80, 12, environment(home))
    terminal.type("Signed quote @dana")
    terminal.send_keys("Enter")
    assert terminal.exit_code() == 0
    wait_until(lambda: "with dana" in terminal.screen(), 5, "what was understood")
