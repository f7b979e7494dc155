"""`Open board` on a popup: the open board comes to the front with the card selected, else a new one is opened."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.watch import boards
from tests.rig.processes import start, stop
from tests.rig.recorder import Recorder
from tests.rig.resident import IDLE_AT, PROGRAM, Resident
from tests.rig.screen import Screen
from tests.rig.tmux import Tmux
from tests.rig.tools import path_of, require
from tests.rig.waiting import wait_until

pytestmark = pytest.mark.desktop
FIRST, SECOND = "Signed quote", "Board pack"


class Office:
    """Two cards, a watcher, a server that presses its buttons, and a terminal that only notes what it is to run."""

    def __init__(self, folder: Path, recorder: Recorder) -> None:
        self.recorder = recorder
        self.ran = folder / "ran"
        terminal = folder / "terminal"
        terminal.write_text(f'#!/bin/sh\necho "$@" >>"{self.ran}"\n')
        terminal.chmod(0o700)
        env = {"DBUS_SESSION_BUS_ADDRESS": recorder.address, "TERMINAL": str(terminal), "DISPLAY": ":0"}
        self.resident = Resident(folder, env | {"LANG": "C.UTF-8"})
        # In tmux a board would speak through its own terminal.
        self.resident.settings('channel = "bus"')
        self.state = str(self.resident.home / "state")
        self.cards = {
            name: self.resident.cli("add", f"{name} @{name[0]}ana")["id"] for name in (FIRST, SECOND)
        }

    def press_open(self, title: str) -> None:
        """Press `Open board` on the popup of this card."""
        found = wait_until(
            lambda: [one for one in self.recorder.popups if title in one.title], 15, "the popup"
        )
        self.recorder.press(found[0].id, "open")

    def opened(self) -> str:
        """What was run in a new terminal."""
        return self.ran.read_text() if self.ran.exists() else ""

    def wait_for_board(self) -> None:
        """Wait until a board can be called and has looked once: stopped in a look it would hold the store's lock."""
        wait_until((self.resident.home / "state" / "board.looked").exists, 15, "the board's first look")
        wait_until(
            lambda: list((self.resident.home / "state" / "boards").glob("*[0-9]")), 15, "an open board"
        )


def test_with_no_board_open_a_terminal_opens_one_on_the_card(tmp_path: Path, recorder: Recorder) -> None:
    """The press runs the board in the person's terminal, on this home and with this card."""
    office = Office(tmp_path, recorder)
    office.resident.cli("delete", office.cards[FIRST])
    with office.resident:
        office.resident.move(IDLE_AT)
        office.press_open(SECOND)
        said = wait_until(office.opened, 10, "a terminal")
    assert said.strip().endswith(f"-m followup --home {office.resident.home} board {office.cards[SECOND]}")


def test_a_board_in_tmux_comes_to_the_front_with_the_card(
    tmp_path: Path, recorder: Recorder, tmux: Callable[..., Tmux]
) -> None:
    """A client that looks at another window is switched to the board, which selects the card; nothing is opened."""
    office = Office(tmp_path, recorder)
    office.resident.cli("delete", office.cards[FIRST])
    office.resident.cli("add", "Room booked @Ana ~40h")
    terminal = tmux(PROGRAM, 160, 48, office.resident.env)
    terminal.wait_for(SECOND)
    office.wait_for_board()
    with terminal.attached(), office.resident:
        board = terminal.window()
        terminal.open_window(["sh", "-c", "echo elsewhere; read x"])
        assert terminal.window() != board
        office.resident.move(IDLE_AT)
        terminal.press_in(board, "h")  # another column: the card is selected no more
        office.press_open(SECOND)
        wait_until(lambda: terminal.window() == board, 10, "the board in front")
        terminal.send_keys("Enter")
        terminal.wait_for(lambda screen: SECOND in screen and "esc board" in screen)
    assert office.opened() == ""


def test_a_board_that_nobody_can_see_is_not_called_enough(
    tmp_path: Path, recorder: Recorder, tmux: Callable[..., Tmux]
) -> None:
    """A board in a tmux to which no terminal is attached cannot be raised: a new terminal opens."""
    office = Office(tmp_path, recorder)
    office.resident.cli("delete", office.cards[FIRST])
    tmux(PROGRAM, 160, 48, office.resident.env).wait_for(SECOND)
    office.wait_for_board()
    with office.resident:
        office.resident.move(IDLE_AT)
        office.press_open(SECOND)
        assert office.cards[SECOND] in wait_until(office.opened, 15, "a terminal")


def test_a_board_that_does_not_answer_is_not_waited_for(
    tmp_path: Path, recorder: Recorder, tmux: Callable[..., Tmux]
) -> None:
    """A board that is stopped gives no answer within two seconds: a new terminal opens."""
    office = Office(tmp_path, recorder)
    office.resident.cli("delete", office.cards[FIRST])
    terminal = tmux(["sh", "-c", f"exec {' '.join(PROGRAM)}"], 160, 48, office.resident.env)
    terminal.wait_for(SECOND)
    office.wait_for_board()
    (pid,) = (one.name for one in (office.resident.home / "state" / "boards").glob("*[0-9]"))
    subprocess.run(["kill", "-STOP", pid], check=True)
    try:
        with office.resident:
            office.resident.move(IDLE_AT)
            office.press_open(SECOND)
            wait_until(office.opened, 15, "a terminal")
    finally:
        subprocess.run(["kill", "-CONT", pid], check=True)


def test_a_board_in_xterm_comes_to_the_front(tmp_path: Path) -> None:
    """Under a window manager the board's window, behind another, is the active one after the press."""
    require("dbus-daemon", "Xvfb", "xterm", "xdotool", "openbox")
    with Screen(None) as screen, Recorder(screen.address) as recorder:
        office = Office(tmp_path, recorder)
        office.resident.cli("delete", office.cards[FIRST])
        env = {**office.resident.env, **{name: value for name, value in screen.env.items() if name != "HOME"}}
        managed = (
            tmp_path / "managed"
        )  # made once openbox manages windows: one that comes before may stay unmapped
        started = [start([path_of("openbox"), "--startup", f"touch {managed}"], screen.env)]

        def ask(*words: str) -> str:
            argv = [path_of("xdotool"), *words]
            return subprocess.run(
                argv, env=screen.env, capture_output=True, text=True, timeout=20, check=False
            ).stdout

        try:
            wait_until(managed.exists, 10, "the window manager")
            started.append(start([path_of("xterm"), "-name", "thisboard", "-e", *PROGRAM], env))
            board = wait_until(
                lambda: ask("search", "--onlyvisible", "--classname", "thisboard").split(), 20
            )[0]
            office.wait_for_board()
            started.append(start([path_of("xterm"), "-name", "elsewhere"], screen.env))
            other = wait_until(
                lambda: ask("search", "--onlyvisible", "--classname", "elsewhere").split(), 20
            )[0]
            wait_until(lambda: ask("getactivewindow").strip() == other, 10, "the other window in front")
            with office.resident:
                office.resident.move(IDLE_AT)
                office.press_open(SECOND)
                wait_until(lambda: ask("getactivewindow").strip() == board, 15, "the board in front")
        finally:
            for process in reversed(started):
                stop(process)
    assert office.opened() == ""


def test_what_a_dead_board_left_is_swept_away(tmp_path: Path) -> None:
    """A file that nobody holds is no open board: nobody is called, nothing is waited for, and it is gone."""
    (tmp_path / "boards").mkdir()
    left = tmp_path / "boards" / "4711"
    left.touch()
    before = time.monotonic()
    assert boards.call(str(tmp_path)) is False
    assert time.monotonic() - before < 1
    assert not left.exists()


def test_where_no_board_was_ever_open_nobody_is_called(tmp_path: Path) -> None:
    """Without the folder there is nobody to call."""
    assert boards.call(str(tmp_path / "nowhere")) is False
