"""Popups that a person would see: real servers on a virtual screen, photographed."""

import subprocess
from pathlib import Path

import pytest

from followup.notify import Note, Popups, Situation, send
from tests.rig.photograph import bounds, changed_pixels, photograph, photograph_change
from tests.rig.screen import Screen
from tests.rig.tools import path_of, require
from tests.rig.waiting import wait_until

pytestmark = pytest.mark.desktop


def test_a_popup_by_plyer_is_on_the_screen(screen: Screen, tmp_path: Path) -> None:
    """A note sent through plyer is drawn by dunst: the photograph differs from the bare screen."""
    before = photograph(screen.display, tmp_path / "before.png")
    assert changed_pixels(before, photograph(screen.display, tmp_path / "again.png")) == 0
    note = Note("Idle 9 of 8 h: Board pack", "Dana silent 9 of 8 working hours.\nNext: call reception.")
    assert send(note, Situation(bus_address=screen.address), "plyer").result == "delivered"
    assert photograph_change(screen.display, before, tmp_path / "popup.png") > 2000


def test_a_click_on_a_real_button_is_heard(tmp_path: Path) -> None:
    """A mouse click on the middle of xfce4-notifyd's three buttons reaches the callback."""
    require("dbus-daemon", "Xvfb", "xfce4-notifyd", "xdotool", "import", "compare", "convert")
    heard: list[tuple[str, str]] = []
    buttons = (("open", "Open board"), ("follow-up", "Followed up"), ("snooze", "Snooze 1 day"))
    with Screen("xfce4-notifyd") as screen:
        before = photograph(screen.display, tmp_path / "before.png")
        here = Situation(bus_address=screen.address)
        with Popups(here, on_action=lambda key, action: heard.append((key, action))) as popups:
            popups.send(Note("Idle 9 of 8 h: Board pack", "Dana silent.", "normal", "card", buttons))
            photograph_change(screen.display, before, tmp_path / "popup.png")
            width, height, left, top = bounds(tmp_path / "popup.png")
            spot = str(left + width // 2), str(top + height - 31)
            subprocess.run([path_of("xdotool"), "mousemove", *spot, "click", "1"], env=screen.env, check=True)

            def clicked() -> bool:
                popups.listen(0.02)
                return bool(heard)

            wait_until(clicked, 10, "the click")
    assert heard == [("card", "follow-up")]
