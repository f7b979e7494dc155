"""Alerts from the open board: through its own terminal, on a desktop's bus, or on its header; once, whoever looks."""

import re
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.rig.cli import environment, run_cli
from tests.rig.recorder import Recorder
from tests.rig.tmux import Tmux
from tests.rig.waiting import wait_until

pytestmark = pytest.mark.desktop
SSH = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
OUTSIDE_TMUX = ["env", "-u", "TMUX", "-u", "TMUX_PANE"]
BOARD = [sys.executable, "-m", "followup"]
Terminals = Callable[..., Tmux]
NINE = rb"\x1bPtmux;\x1b\x1b\]9;Idle[^\x1b]*Signed quote[^\x1b]*\x1b\x1b\\\x1b\\"
SEVEN = rb"\x1b\]777;notify;Idle[^\x1b]*Signed quote[^\x1b]*\x1b\\"
NINETY_NINE = rb"\x1b\]99;i=[^;]*;Idle[^\x1b]*\x1b\\"


class Silence:
    """A home with one card that was sent on Monday; on Tuesday at 10:00 it is idle."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        self.clock = folder / "now"
        self.settings()
        self.at("2026-11-16T09:30")
        run_cli("add", "Signed quote in hand", "@dana", "next:call", home=self.home, now=f"@{self.clock}")

    def settings(self, alerts: str = "") -> None:
        """The settings, with these lines for alerts."""
        text = f'[time]\ntimezone = "America/New_York"\n[alerts]\n{alerts}\n'
        (self.home / "config.toml").write_text(text)

    def at(self, local: str) -> None:
        """Move the clock to a local time in New York."""
        then = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("America/New_York"))
        # In one go: the board reads it at any moment.
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(then.isoformat())
        fresh.replace(self.clock)

    def environment(self, **more: str) -> dict[str, str]:
        return environment(self.home, f"@{self.clock}", {"LANG": "C.UTF-8", **more})


@pytest.fixture
def silence(tmp_path: Path) -> Silence:
    return Silence(tmp_path)


def a_day_passes(silence: Silence, board: Tmux) -> None:
    """From Monday to Tuesday 10:00, and two minutes more: the board has looked again each time."""
    board.wait_for("Signed quote in hand")
    for minute in ("10:00", "10:01", "10:02"):
        silence.at(f"2026-11-17T{minute}")
        board.wait_for(f"Tue 17 Nov  {minute}")


@pytest.mark.parametrize(
    ("start", "env", "sequence"),
    [
        pytest.param([], SSH, NINE, id="tmux over SSH"),
        pytest.param([], {}, NINE, id="tmux"),
        pytest.param([*OUTSIDE_TMUX, "TERM=foot"], SSH, SEVEN, id="foot over SSH"),
        pytest.param([*OUTSIDE_TMUX, "KITTY_WINDOW_ID=1"], SSH, NINETY_NINE, id="kitty over SSH"),
    ],
)
def test_the_open_board_alerts_through_its_terminal(
    start: list[str], env: dict[str, str], sequence: bytes, silence: Silence, tmux: Terminals
) -> None:
    """In tmux and over SSH the sequence of the terminal, the bell and the toast come, each once."""
    board = tmux([*start, *BOARD], 160, 48, silence.environment(**env))
    board.wait_for("Signed quote in hand")
    written = board.record()
    silence.at("2026-11-17T10:00")
    board.wait_for(lambda screen: screen.rstrip().splitlines()[-1].lstrip().startswith("Idle"))
    a_day_passes(silence, board)
    said = written()
    assert len(re.findall(sequence, said)) == 1
    assert said.count(b"\x07") == 1
    assert re.search(r"alerts 1/3", board.screen())


def test_over_ssh_no_popup_comes_up_on_the_remote_seat(
    silence: Silence, tmux: Terminals, recorder: Recorder
) -> None:
    """With a session bus in reach, a board over SSH still speaks through its terminal alone."""
    env = silence.environment(DBUS_SESSION_BUS_ADDRESS=recorder.address, **SSH)
    a_day_passes(silence, tmux(BOARD, 160, 48, env))
    assert recorder.popups == []


def test_on_a_desktop_the_popup_arrives_once(silence: Silence, tmux: Terminals, recorder: Recorder) -> None:
    """The board's popup arrives at the desktop's server exactly once, though the watcher looks beside it."""
    bus = {"DBUS_SESSION_BUS_ADDRESS": recorder.address}
    board = tmux([*OUTSIDE_TMUX, *BOARD], 160, 48, silence.environment(**bus))
    board.wait_for("Signed quote in hand")
    silence.at("2026-11-17T10:00")
    beside = [
        run_cli("watch", "--once", home=silence.home, now=f"@{silence.clock}", env=bus) for _ in range(2)
    ]
    assert [ran.code for ran in beside] == [0, 0]
    a_day_passes(silence, board)
    board.wait_for("alerts 1/3")
    assert [popup.title.split()[0] for popup in recorder.popups] == ["Idle"]


def test_the_board_alone_pops_up_on_a_desktop(silence: Silence, tmux: Terminals, recorder: Recorder) -> None:
    """With no watcher at all, the open board pops up by itself, and a watcher that comes later adds nothing."""
    bus = {"DBUS_SESSION_BUS_ADDRESS": recorder.address}
    board = tmux([*OUTSIDE_TMUX, *BOARD], 160, 48, silence.environment(**bus))
    board.wait_for("Signed quote in hand")
    silence.at("2026-11-17T10:00")
    wait_until(lambda: recorder.popups, 10, "the board's popup")
    run_cli("watch", "--once", home=silence.home, now=f"@{silence.clock}", env=bus)
    a_day_passes(silence, board)
    assert len(recorder.popups) == 1


def test_the_boards_own_popup_has_buttons_and_goes(
    silence: Silence, tmux: Terminals, recorder: Recorder
) -> None:
    """With no watcher, a button of the board's popup acts on the card, a key on the card takes the popup away, and
    so does leaving the board."""
    bus = {"DBUS_SESSION_BUS_ADDRESS": recorder.address}
    board = tmux([*OUTSIDE_TMUX, *BOARD], 160, 48, silence.environment(**bus))
    board.wait_for("Signed quote in hand")
    for popups, local in enumerate(("2026-11-17T10:00", "2026-11-18T10:00", "2026-11-19T10:00"), 1):
        silence.at(local)
        wait_until(lambda wanted=popups: len(recorder.popups) == wanted, 10, "a popup")  # type: ignore[misc]
        popup = recorder.popups[-1]
        assert popup.actions[1::2] == ("Open board", "Open board", "Followed up", "Snooze 1 day")
        if popups == 1:
            recorder.press(popup.id, "follow-up")
            board.wait_for("Followed up 1")
        elif popups == 2:
            board.send_keys("f")
        else:
            board.send_keys("q")
        if popups > 1:
            wait_until(lambda ident=popup.id: ident in recorder.closed, 5, "the popup to go")  # type: ignore[misc]


def test_popups_go_by_settings_that_change_meanwhile(
    silence: Silence, tmux: Terminals, recorder: Recorder
) -> None:
    """Popups that were switched off come once the settings want them, with the same board open."""
    silence.settings('channel = "off"')
    bus = {"DBUS_SESSION_BUS_ADDRESS": recorder.address}
    board = tmux([*OUTSIDE_TMUX, *BOARD], 160, 48, silence.environment(**bus))
    a_day_passes(silence, board)
    assert recorder.popups == []
    silence.settings('channel = "bus"')
    board.wait_for("the settings are read anew")
    silence.at("2026-11-18T10:00")
    wait_until(lambda: recorder.popups, 10, "a popup")


def test_what_cannot_pop_up_waits_on_the_header(silence: Silence, tmux: Terminals) -> None:
    """Where nothing can pop up, `alerts` in the header is bold and the alert counts as none that was sent."""
    silence.settings('channel = "bus"')
    board = tmux([*OUTSIDE_TMUX, *BOARD], 160, 48, silence.environment())
    a_day_passes(silence, board)
    board.wait_for("alerts 0/3")
    wait_until(
        lambda: re.search(r"\x1b\[(?:\d+;)*1[;m][^\n]{0,40}alerts", board.screen(colours=True)),
        5,
        "bold alerts",
    )
