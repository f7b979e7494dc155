"""The shortcut for real: it is installed, the key is pressed, a line is typed at once, and the card is there."""

import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.rig.screen import Screen
from tests.rig.seat import Seat, kept
from tests.rig.tmux import Tmux
from tests.rig.tools import require
from tests.rig.waiting import wait_until

pytestmark = pytest.mark.desktop

# Everything that a shell, an i3, an openbox, a sxhkd or a tmux might read something into.
AWKWARD = 'it\'s "100%" $mod;, {x,y} <b> & #1 ~ \\ `id`'
I3_CONFIG = """\
# i3 config file (v4)
# the person's own
set $mod Mod4
floating_modifier $mod
bindsym $mod+Return exec xterm
bindsym $mod+Shift+a kill"""
OPENBOX_CONFIG = """\
<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <!-- </keyboard> the person's own </applications> -->
  <keyboard>
    <keybind key="W-S-A"><action name="Close"/></keybind>
  </keyboard>
</openbox_config>
"""
SXHKD_CONFIG = "super + {_,shift + }{a,b}\n\ttrue \\\n\t{one,two} {three,four}\n\n"
LINE = "Signed quote from Acme @dana !!wed noon"


def followup(seat: Seat, *argv: str) -> str:
    """Run a command at the seat."""
    return seat.ask(sys.executable, "-m", "followup", *argv)


def titles(seat: Seat) -> list[str]:
    """What is on the board."""
    return [card["title"] for card in json.loads(followup(seat, "list", "--json") or "[]")]


@pytest.fixture
def seat() -> Iterator[Seat]:
    """A screen with nothing on it but what a test starts, and a followup whose folder has an awkward name."""
    require("dbus-daemon", "Xvfb", "xterm", "xdotool", "xprop")
    with Screen(None) as screen:
        sitting = Seat(screen, {"FOLLOWUP_HOME": str(screen.home / AWKWARD), "TERMINAL": "xterm"})
        try:
            yield sitting
        finally:
            sitting.close()


def capture(seat: Seat, key: str) -> None:
    """Press the key, type as soon as the window is there, and wait for the card."""
    # Only the hotkey's own line may know the folder.
    seat.press(key)
    window = seat.window("followup-quick")
    seat.type(LINE)
    seat.press("Return")
    journal = seat.home / AWKWARD / "board.journal"
    wait_until(lambda: journal.exists() and "Signed quote" in journal.read_text(), 20, "the card")
    assert titles(seat) == ["Signed quote from Acme"]
    where = seat.geometry(window)
    assert abs(where.left * 2 + where.width - 1024) < 20
    wait_until(lambda: not seat.ask("xdotool", "search", "--classname", "^followup-quick"), 10, "its end")


def test_i3(seat: Seat) -> None:
    """Under i3 the first free key is bound, the window floats in the middle, and `uninstall` leaves no byte."""
    require("i3", "i3-msg")
    config = seat.home / ".config/i3/config"
    before = kept(config, I3_CONFIG)
    seat.run("i3")
    wait_until(seat.has_manager, 10, "i3")
    said = followup(seat, "hotkey", "install")
    assert "super+shift+n" in said
    assert "ran: i3-msg reload" in said
    capture(seat, "super+shift+n")
    assert "ran: i3-msg reload" in followup(seat, "hotkey", "uninstall")
    assert config.read_bytes() == before


def test_openbox(seat: Seat) -> None:
    """Under openbox likewise, with a rule among its applications."""
    require("openbox")
    config = seat.home / ".config/openbox/rc.xml"
    before = kept(config, OPENBOX_CONFIG)
    seat.run("openbox")
    wait_until(seat.has_manager, 10, "openbox")
    assert "ran: openbox --reconfigure" in followup(seat, "hotkey", "install")
    capture(seat, "super+shift+n")
    assert "ran: openbox --reconfigure" in followup(seat, "hotkey", "uninstall")
    assert config.read_bytes() == before


def test_sxhkd(seat: Seat) -> None:
    """With sxhkd beside a window manager that has no rule."""
    require("openbox", "sxhkd")
    kept(seat.home / ".config/openbox/rc.xml", OPENBOX_CONFIG.replace("W-S-A", "W-x"))
    config = seat.home / ".config/sxhkd/sxhkdrc"
    before = kept(config, SXHKD_CONFIG)
    seat.run("openbox")
    wait_until(seat.has_manager, 10, "openbox")
    sxhkd = seat.run("sxhkd")
    wait_until(lambda: "sxhkd" in Path(f"/proc/{sxhkd.pid}/comm").read_text(), 5, "sxhkd")
    assert f"ran: kill -USR1 {sxhkd.pid}" in followup(seat, "hotkey", "install", "sxhkd")
    capture(seat, "super+shift+n")
    assert f"ran: kill -USR1 {sxhkd.pid}" in followup(seat, "hotkey", "uninstall", "sxhkd")
    assert config.read_bytes() == before


def bound(socket: Path, env: dict[str, str], *options: str) -> str:
    """What a tmux on this socket has bound to the popup; it is started where it does not run."""
    argv = ["tmux", "-S", str(socket), *options, "start-server", ";", "list-keys"]
    keys = subprocess.run(
        argv, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    ).stdout
    (line,) = (line for line in keys.splitlines() if "quick" in line)
    return line


def test_tmux(tmp_path: Path, tmux: Callable[..., Tmux]) -> None:
    """In tmux a popup over the panes; the key works at once and from the file, and is gone afterwards."""
    home = tmp_path / AWKWARD
    config = tmp_path / ".tmux.conf"
    before = kept(config, "bind a send-prefix\nset -g status off")
    env = {"HOME": str(tmp_path), "FOLLOWUP_HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    inner = ["env", "-u", "TMUX", "tmux", "-S", str(tmp_path / "inner"), "new-session", "sh"]
    run = shlex.join([sys.executable, "-m", "followup", "hotkey"])
    with_tmux = tmux(inner, 120, 30, env | {"PS1": "ready> "})
    with_tmux.wait_for("ready>")
    with_tmux.type(f"clear; {run} install")
    with_tmux.send_keys("Enter")
    with_tmux.wait_for("ran: tmux bind-key e")
    assert bound(tmp_path / "another", env, "-f", str(config)) == bound(tmp_path / "inner", env)
    with_tmux.send_keys("C-b", "e")
    with_tmux.wait_for("┌")
    with_tmux.type(LINE)
    with_tmux.wait_for("hard")
    assert "first check" in with_tmux.screen()  # a row that only the whole panel has
    with_tmux.send_keys("Enter")
    with_tmux.wait_for("Saved")
    with_tmux.wait_for(lambda screen: "│" not in screen)  # the popup's frame
    assert (home / "board.journal").read_text().count("Signed quote from Acme") > 0
    with_tmux.type(f"clear; {run} uninstall; tmux list-keys | grep -c quick")
    with_tmux.send_keys("Enter")
    with_tmux.wait_for("ran: tmux unbind-key e")
    with_tmux.wait_for(lambda screen: "0" in screen.split("\n"))
    assert config.read_bytes() == before
