"""The terminal channel: what is written, and that the bell and the toast always get through."""

import pytest

from followup.notify import Note, Situation, send
from followup.notify.terminal import sequences
from tests.notify.boards import Board, GoneBoard
from tests.rig.bus import PrivateBus
from tests.rig.recorder import Recorder

NOTE = Note("Idle 9 of 8 h: Board; pack", "Dana silent.\nNext: call.", "critical", "card 1")


@pytest.mark.parametrize(
    ("dialect", "tmux", "expected"),
    [
        ("9", False, ("\x1b]9;Idle 9 of 8 h: Board; pack: Dana silent. · Next: call.\x1b\\",)),
        ("777", False, ("\x1b]777;notify;Idle 9 of 8 h: Board, pack;Dana silent. · Next: call.\x1b\\",)),
        (
            "99",
            False,
            (
                "\x1b]99;i=card-1:u=2:d=0;Idle 9 of 8 h: Board; pack\x1b\\",
                "\x1b]99;i=card-1:d=1:p=body;Dana silent. · Next: call.\x1b\\",
            ),
        ),
        (
            "9",
            True,
            ("\x1bPtmux;\x1b\x1b]9;Idle 9 of 8 h: Board; pack: Dana silent. · Next: call.\x1b\x1b\\\x1b\\",),
        ),
        ("", False, ()),
        ("", True, ()),
    ],
)
def test_one_dialect_is_spoken(dialect: str, tmux: bool, expected: tuple[str, ...]) -> None:
    """A note is written once, in the terminal's dialect, and inside tmux in an envelope."""
    assert sequences(NOTE, dialect, tmux) == expected


def test_a_number_first_is_no_progress_bar() -> None:
    """A title like `4;1;50` is not taken for a terminal's progress bar."""
    assert sequences(Note("4;1;50", ""), "9", False) == ("\x1b]9;followup: 4;1;50\x1b\\",)


def test_a_board_over_ssh_is_written_rung_and_toasted() -> None:
    """Over SSH the open board speaks through its own terminal, though a bus is there."""
    board = Board()
    here = Situation(bus_address="unix:path=/nowhere/bus", ssh=True, terminal=board)
    delivery = send(Note("Idle", "a \x1b]0;b\x07 <b>"), here)
    assert (delivery.result, delivery.channel) == ("delivered", "terminal")
    assert board.seen == ["write \x1b]9;Idle: a ]0;b <b>\x1b\\", "bell", "toast Idle: a ]0;b <b>"]


def test_a_terminal_without_popups_still_gets_bell_and_toast() -> None:
    """On a Linux console nothing is written, and the bell and the toast get through."""
    board = Board()
    assert send(Note("Idle", ""), Situation(dialect="", terminal=board)).result == "delivered"
    assert board.seen == ["bell", "toast Idle"]


def test_a_terminal_that_is_gone_is_a_failure() -> None:
    """A board that can no longer be written to makes the note fail, not the program."""
    delivery = send(Note("Idle", ""), Situation(ssh=True, terminal=GoneBoard()))
    assert delivery == ("failed", "auto", "terminal: the terminal is gone (no terminal)")


def test_what_tmux_would_swallow_is_not_written() -> None:
    """In a tmux without passthrough the bell and the toast come, and the answer says that no notification did."""
    board = Board()
    delivery = send(Note("Idle", ""), Situation(tmux=True, terminal=board, passes=False))
    assert board.seen == ["bell", "toast Idle"]
    assert (delivery.result, delivery.channel) == ("delivered", "terminal")
    assert delivery.detail.endswith("no notification: allow-passthrough is off in tmux")


@pytest.mark.desktop
def test_what_tmux_would_swallow_goes_to_the_bus_first(private_bus: PrivateBus, recorder: Recorder) -> None:
    """On a desktop such a board pops up there, and nothing is toasted."""
    board = Board()
    here = Situation(bus_address=private_bus.address, tmux=True, terminal=board, passes=False)
    assert send(Note("Idle", ""), here).channel == "bus"
    assert (board.seen, len(recorder.popups)) == ([], 1)
