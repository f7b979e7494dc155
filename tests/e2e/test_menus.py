"""A menu program's line becomes a card: `rofi -dmenu | followup add -`, and dmenu likewise."""

import json
import shlex
import sys
from collections.abc import Iterator

import pytest

from tests.rig.screen import Screen
from tests.rig.seat import Seat
from tests.rig.tools import require
from tests.rig.waiting import wait_until

pytestmark = pytest.mark.desktop

MENUS = {"rofi": "rofi -dmenu -p card </dev/null", "dmenu": "dmenu -p card </dev/null"}
# Neither may take a key before it has the keyboard; then its window is there.
WINDOWS = {"rofi": "rofi", "dmenu": "dmenu"}


@pytest.fixture
def seat() -> Iterator[Seat]:
    """A screen with a window manager and a board of one's own."""
    require("dbus-daemon", "Xvfb", "xdotool", "openbox", "xprop")
    with Screen(None) as screen:
        sitting = Seat(screen, {"FOLLOWUP_HOME": str(screen.home / "board")})
        try:
            sitting.run("openbox")
            wait_until(sitting.has_manager, 10, "openbox")
            yield sitting
        finally:
            sitting.close()


@pytest.mark.parametrize("menu", MENUS)
def test_a_menu_adds_a_card(menu: str, seat: Seat) -> None:
    """What was typed into it is saved, and what was understood comes out, to be shown by whatever runs it."""
    require(menu)
    followup = shlex.join([sys.executable, "-m", "followup"])
    said = seat.home / "said"
    piped = seat.run("sh", "-c", f"{MENUS[menu]} | {followup} add - >{shlex.quote(str(said))} 2>&1")
    seat.window(WINDOWS[menu])
    seat.type("Signed quote @dana !fri 3pm")
    seat.press("Return")
    assert piped.wait(20) == 0
    assert "due Fri" in said.read_text()
    cards = json.loads(seat.ask(sys.executable, "-m", "followup", "list", "--json"))
    assert [(card["title"], card["contact"]) for card in cards] == [("Signed quote", "dana")]


def test_a_menu_that_is_left_saves_nothing(seat: Seat) -> None:
    """Escape in rofi gives no line: that is refused, and no board is made."""
    require("rofi")
    followup = shlex.join([sys.executable, "-m", "followup"])
    piped = seat.run("sh", "-c", f"{MENUS['rofi']} | {followup} add -")
    seat.window("rofi")
    seat.press("Escape")
    assert piped.wait(20) == 1
    assert not (seat.home / "board/board.journal").exists()
