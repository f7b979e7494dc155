"""While you were away: what the watcher said with the board closed is on it when it opens, until somebody acts."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.test_board_alerts import OUTSIDE_TMUX, Silence
from tests.rig.cli import Ran, run_cli
from tests.rig.recorder import Recorder
from tests.rig.tmux import Tmux

pytestmark = pytest.mark.desktop
Terminals = Callable[..., Tmux]
BOARD = [*OUTSIDE_TMUX, sys.executable, "-m", "followup"]
AWAY = "while you were away: 1"
TEN = "2026-11-17T10:00"


@pytest.fixture
def silence(tmp_path: Path) -> Silence:
    return Silence(tmp_path)


def look(silence: Silence, *words: str, **env: str) -> Ran:
    """A command on that home at its clock."""
    return run_cli(*words, home=silence.home, now=f"@{silence.clock}", env=env)


def test_what_popped_up_meanwhile_is_on_the_board(
    silence: Silence, tmux: Terminals, recorder: Recorder
) -> None:
    """A popup of `watch --once` is news as the board opens; N lists it, f acts and it is gone, z brings it back."""
    bus = {"DBUS_SESSION_BUS_ADDRESS": recorder.address}
    board = tmux(BOARD, 160, 48, silence.environment(**bus))
    board.wait_for("Signed quote in hand")
    board.send_keys("q")
    assert board.exit_code() == 0
    silence.at(TEN)
    assert look(silence, "watch", "--once", **bus).code == 0
    assert [popup.title.split()[0] for popup in recorder.popups] == ["Idle"]
    assert "alerted 10:00, by bus" in look(silence, "next").stdout
    silence.at("2026-11-17T10:30")
    board = tmux(BOARD, 160, 48, silence.environment(**bus))
    board.wait_for(AWAY)
    board.send_keys("N")
    board.wait_for(lambda screen: "1 not acted on yet" in screen and "10:00      sent by bus" in screen)
    board.send_keys("f")
    board.wait_for("every alert has been acted on")
    assert "alerted" not in look(silence, "next").stdout
    board.send_keys("z")
    board.wait_for("1 not acted on yet")
    assert "alerted 10:00, by bus" in look(silence, "next").stdout
    board.send_keys("Escape")
    board.wait_for(lambda screen: "1 needs you" in screen and AWAY not in screen)


def test_what_nothing_could_show_is_news_once(silence: Silence, tmux: Terminals) -> None:
    """Where nothing pops up, the alert is news at the next opening, and at the one after that no more."""
    silence.settings('channel = "bus"')
    silence.at(TEN)
    assert look(silence, "watch", "--once").code == 0
    silence.at("2026-11-17T10:30")
    board = tmux(BOARD, 80, 24, silence.environment())
    board.wait_for(AWAY)
    board.send_keys("N")
    board.wait_for("10:00  not shown")
    board.send_keys("N")
    board.wait_for("1 needs you")
    board.send_keys("q")
    assert board.exit_code() == 0
    again = tmux(BOARD, 80, 24, silence.environment())
    assert AWAY not in again.wait_for("1 needs you")


def test_a_window_that_was_closed_has_looked_too(silence: Silence, tmux: Terminals) -> None:
    """What a board itself said is no news at its next opening, though its terminal was closed from outside."""
    silence.settings('channel = "bus"')
    silence.at(TEN)
    looked = silence.home / "state" / "board.looked"
    with Tmux(BOARD, 80, 24, silence.environment()) as board:
        board.wait_for("1 needs you")
        board.wait_for(lambda screen: looked.exists())
    silence.at("2026-11-17T10:30")
    again = tmux(BOARD, 80, 24, silence.environment())
    assert AWAY not in again.wait_for("1 needs you")
