"""Real clicks on the popups of real notification servers, and what the store makes of them."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.rig.photograph import bounds, changed_pixels, photograph, photograph_change
from tests.rig.resident import IDLE_AT, Resident
from tests.rig.screen import Screen, ServerName
from tests.rig.tools import path_of, require
from tests.rig.waiting import wait_until

pytestmark = pytest.mark.desktop

LEFT, MIDDLE, RIGHT = "1", "2", "3"
BUTTONS = {
    "Open board": 1,
    "Followed up": 3,
    "Snooze 1 day": 5,
}  # sixths of the popup's width in xfce4-notifyd


class Desk(NamedTuple):
    """A screen with one popup of one card on it."""

    screen: Screen
    resident: Resident
    card: str
    bare: Path
    popup: Path

    def click(self, across: float, up: int, button: str = LEFT) -> None:
        """Click a popup: so far across it (0 to 1), so many pixels above its lower edge."""
        width, height, left, top = bounds(self.popup)
        spot = str(left + int(width * across)), str(top + height - up)
        argv = [path_of("xdotool"), "mousemove", *spot, "click", button]
        subprocess.run(argv, env=self.screen.env, check=True, timeout=20)

    def press(self, label: str) -> None:
        """Click one of xfce4-notifyd's buttons."""
        self.click(BUTTONS[label] / 6, 31)

    def is_bare(self) -> bool:
        """Whether no popup is on the screen any more."""
        return (
            changed_pixels(self.bare, photograph(self.screen.display, self.popup.with_name("now.png"))) == 0
        )

    def shown(self) -> dict[str, object]:
        """The card as it is now."""
        card: dict[str, object] = self.resident.cli("show", self.card)
        return card

    def windows(self) -> list[str]:
        """The terminals on the screen."""
        argv = [path_of("xdotool"), "search", "--onlyvisible", "--class", "xterm"]
        done = subprocess.run(
            argv, env=self.screen.env, capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout.split()


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A popup of an idle card on the server that the test names."""
    server: ServerName = request.param
    require("dbus-daemon", "Xvfb", server, "xdotool", "import", "compare", "convert", "xterm")
    with Screen(server) as screen:
        bare = photograph(screen.display, tmp_path / "bare.png")
        resident = Resident(tmp_path, screen.env)
        card = resident.cli("add", "Board pack @Dana")["id"]
        with resident:
            resident.move(IDLE_AT)
            photograph_change(screen.display, bare, tmp_path / "popup.png")
            yield Desk(screen, resident, card, bare, tmp_path / "popup.png")


on_xfce = pytest.mark.parametrize("desk", ["xfce4-notifyd"], indirect=True)
on_dunst = pytest.mark.parametrize("desk", ["dunst"], indirect=True)


@on_xfce
@pytest.mark.parametrize(
    ("label", "is_done"),
    [
        ("Followed up", lambda card: card["stage"] == "followed_up"),
        # The next working day's first minute, nine in New York.
        ("Snooze 1 day", lambda card: card["snoozed_until"] == "2026-11-25T14:00:00Z"),
    ],
)
def test_a_button_acts_on_the_store(
    desk: Desk, label: str, is_done: Callable[[dict[str, object]], bool]
) -> None:
    """A click on a button does to the card what it says, and the popup goes."""
    desk.press(label)
    wait_until(lambda: is_done(desk.shown()), 10, label)
    wait_until(desk.is_bare, 10, "a bare screen")


@on_xfce
def test_open_board_opens_a_terminal(desk: Desk) -> None:
    """A click on `Open board` opens the board in a terminal, and the popup goes."""
    desk.press("Open board")
    wait_until(desk.windows, 15, "a terminal")
    wait_until(lambda: list((desk.resident.home / "state" / "boards").glob("*[0-9]")), 15, "an open board")


@on_dunst
def test_a_middle_click_on_dunst_opens_the_board(desk: Desk) -> None:
    """Where no buttons are shown a middle click opens the board, and the popup goes."""
    desk.click(0.5, 20, MIDDLE)
    wait_until(desk.windows, 15, "a terminal")


@on_dunst
def test_the_menu_of_dunst_acts_on_the_store(desk: Desk) -> None:
    """`Followed up` from dunst's context menu follows up, and the popup goes."""
    desk.screen.choice.write_text("Followed up")
    desk.click(0.5, 20, RIGHT)
    wait_until(lambda: desk.shown()["stage"] == "followed_up", 10, "the follow-up")
    wait_until(desk.is_bare, 10, "a bare screen")


@pytest.mark.parametrize("desk", ["xfce4-notifyd", "dunst"], indirect=True)
def test_a_card_touched_elsewhere_takes_its_popup_along(desk: Desk) -> None:
    """A follow-up from the command line has the popup off the screen within about a second."""
    desk.resident.cli("follow-up", desk.card)
    wait_until(desk.is_bare, 3, "a bare screen")
