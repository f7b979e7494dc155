"""Every picture in this folder, from real runs at a fixed instant: `python screenshots/make.py [NAME...]`.

The board's pictures are the demonstration, driven by keys: shots.py has the list. The popups are what
a real `followup watch` puts on a virtual screen, and the hotkey's is of a real window there. Needs rsvg-convert and
JetBrains Mono, and for those Xvfb, dunst, xfce4-notifyd, openbox, xterm, xdotool and ImageMagick. Look at every
picture afterwards.
"""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from math import ceil
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
# The pictures are of a terminal that has every colour, whatever this one has.
os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
os.environ.pop("NO_COLOR", None)

from followup.demo import demo_settings  # noqa: E402
from followup.tui.app import FollowupApp  # noqa: E402
from followup.tui.opening import board_app  # noqa: E402
from screenshots.shots import DRAWN, LINE, NOW, SHOTS, TERMINALS, Shot  # noqa: E402
from tests.rig.cli import environment  # noqa: E402
from tests.rig.photograph import crop, photograph, photograph_change  # noqa: E402
from tests.rig.processes import start, stop  # noqa: E402
from tests.rig.screen import Screen, ServerName  # noqa: E402
from tests.rig.seat import Seat, kept  # noqa: E402
from tests.rig.waiting import wait_until  # noqa: E402
from tests.tui.screens import press  # noqa: E402
from tests.tui.test_dragging import take  # noqa: E402

CONVERT = "/usr/bin/convert"


class PopupShot(NamedTuple):
    """A photograph of a popup: the server that draws it, the channel, and how the watcher is run."""

    server: ServerName
    channel: str
    watch: tuple[str, ...]


POPUPS = {
    "popup": PopupShot("xfce4-notifyd", "auto", ("watch",)),
    "popup-plyer": PopupShot("dunst", "plyer", ("watch", "--once")),
}
CARD = (
    'Board pack figures in hand @"Dana Reyes" ^"Maria Lopez" !!"fri 12:00" > call reception '
    '+"Ben Ortiz, ext 2210" => final Q3 figures are in the pack'
)
SENT, SILENT = "2026-11-23T09:12", "2026-11-24T10:12"


# The board


def opened(shot: Shot) -> FollowupApp:
    """The board that `followup demo` opens, at the fixed instant: it sends no alerts."""
    settings = demo_settings()
    look = settings.look._replace(theme=shot.theme, glyphs=shot.glyphs, animations=False)
    settings = settings._replace(look=look)
    return board_app(shot.desk(), settings)


async def shoot(shot: Shot) -> str:
    """The board as Textual exports it after those keys."""
    app = opened(shot)
    async with app.run_test(size=(shot.columns, shot.rows)) as pilot:
        await press(pilot, *shot.keys)
        if shot.drag is not None:
            await take(pilot, *shot.drag)
        await pilot.pause()
        return app.export_screenshot()


def framed(svg: str) -> str:
    """Only the screen: no window around it, and a font that is installed instead of one from a web site.

    Textual lays text out in cells of 12.2; JetBrains Mono is 0.6 of its size wide, and rsvg-convert keeps to
    the font's own width.
    """
    svg = re.sub(r"(?s)\s*@font-face \{.*?\}", "", svg)
    svg = re.sub(r"(?s)\s*<!--.*?-->", "", svg)
    svg = re.sub(r"(?s)\s*\.[\w-]+-title \{.*?\}", "", svg)
    svg = svg.replace(
        "font-family: Fira Code, monospace", "font-family: JetBrains Mono, DejaVu Sans Mono, monospace"
    )
    svg = re.sub(r"font-size: 20px", f"font-size: {12.2 / 0.6:.3f}px", svg)
    # JetBrains Mono would draw each of these as one glyph.
    svg = re.sub(r"(=&gt;|!!|!\?)", r'<tspan font-family="DejaVu Sans Mono">\1</tspan>', svg)
    # Else a leading space is dropped, and what follows a label moves into it.
    svg = re.sub(r'(<g class="[\w-]+-matrix")', r'\1 xml:space="preserve"', svg)
    paper = re.search(r'<g transform="translate\(9, 41\)".*?<rect fill="(#\w{6})"', svg, re.S)
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert paper is not None
    assert size is not None
    width, height = ceil(float(size[1]) - 2), ceil(float(size[2]) - 34)
    svg = svg.replace(size[0], f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"', 1)
    sheet = f'<rect fill="{paper[1]}" width="{width}" height="{height}"/>'
    svg = re.sub(
        r'(?s)<rect fill="#292929".*?</g>\s*(?=<g transform="translate\(9, 41\)")', sheet, svg, count=1
    )
    return svg.replace("translate(9, 41)", "translate(8, 8)", 1)


def save(name: str, svg: str) -> None:
    """Write NAME.png, and NAME.svg where the drawing is kept."""
    path = HERE / f"{name}.svg"
    path.write_text(framed(svg), encoding="utf-8")
    subprocess.run(["rsvg-convert", "--output", str(path.with_suffix(".png")), str(path)], check=True)
    thrifty(path.with_suffix(".png"))
    if name not in DRAWN:
        path.unlink()


def thrifty(path: Path) -> None:
    """The same picture in as many colours as letters on paper need."""
    argv = [CONVERT, str(path), "-strip", "+dither", "-colors", "160", "-define", "png:compression-level=9"]
    subprocess.run([*argv, f"PNG8:{path}"], check=True)


def board(name: str) -> None:
    """Make one picture of the board."""
    os.environ["FOLLOWUP_NOW"] = SHOTS[name].at
    save(name, asyncio.run(shoot(SHOTS[name])))


def terminal(name: str) -> None:
    """Photograph the demonstration in an xterm that has few colours, or none."""
    with Screen(None, "1446x1014") as screen:
        given = {"FOLLOWUP_HOME": str(screen.home / "board"), "FOLLOWUP_NOW": NOW}
        seat = Seat(screen, given)
        kept(seat.home / ".Xdefaults", LOOKS)
        blank = photograph(screen.display, seat.home / "blank.png")
        run = (sys.executable, "-m", "followup", "demo")
        try:
            seat.run("xterm", "-geometry", "160x48", "-e", "env", *TERMINALS[name], *run)
            photograph_change(screen.display, blank, seat.home / "first.png", at_least=100_000)
            seat.press("h")
            photograph_change(screen.display, seat.home / "first.png", HERE / f"{name}.png")
        finally:
            seat.close()
    thrifty(HERE / f"{name}.png")


# The popups


def followup(env: Mapping[str, str], *argv: str) -> None:
    """Run a command to its end."""
    subprocess.run([sys.executable, "-m", "followup", *argv], env=dict(env), check=True, capture_output=True)


def popup(name: str) -> None:
    """Photograph what the watcher says about a card that has been silent for a day."""
    shot = POPUPS[name]
    path = HERE / f"{name}.png"
    with Screen(shot.server, "800x500") as screen, tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        (home / "config.toml").write_text(
            f'[time]\ntimezone = "America/New_York"\n[alerts]\nchannel = "{shot.channel}"\n', encoding="utf-8"
        )
        env = environment(home, SILENT, screen.env)
        followup(env | {"FOLLOWUP_NOW": SENT}, "add", CARD)
        before = photograph(screen.display, Path(folder) / "before.png")
        watcher = start([sys.executable, "-m", "followup", *shot.watch], env=env)
        try:
            photograph_change(screen.display, before, path)
        finally:
            stop(watcher)
    crop(path)


# The hotkey


LOOKS = """\
XTerm*faceName: JetBrains Mono
XTerm*faceSize: 11
XTerm*background: #16181d
XTerm*foreground: #d8dce4
XTerm*termName: xterm-256color
"""
MAIL = """\
From:     Maria Lopez
Subject:  Acme

Hi,

where are we with Acme? Legal wants to see the
signed quote before the board meets on Monday, and
so far I have only heard that it was sent to Dana.

Can you get it to me by Friday at three?

Maria
"""


def hotkey(name: str) -> None:
    """Photograph the prompt under openbox, over what one was just reading, after the installed key was pressed."""
    with Screen(None, "1000x560") as screen:
        environ = {"FOLLOWUP_HOME": str(screen.home / "board"), "FOLLOWUP_NOW": NOW, "COLORTERM": "truecolor"}
        seat = Seat(screen, environ | {"TERMINAL": "xterm"})
        kept(seat.home / ".Xdefaults", LOOKS)
        kept(
            seat.home / ".config/openbox/rc.xml", Path("/etc/xdg/openbox/rc.xml").read_text(encoding="utf-8")
        )
        kept(seat.home / "mail", MAIL)
        try:
            seat.run("openbox")
            wait_until(seat.has_manager, 10, "openbox")
            followup(seat.env, "hotkey", "install")
            seat.run(
                "xterm", "-T", "mail", "-geometry", "100x22", "-e", "sh", "-c", "cat ~/mail; exec sleep 60"
            )
            seat.window("mail")
            seat.press("super+shift+a")
            seat.window("followup-quick")
            empty = photograph(screen.display, seat.home / "empty.png")
            photograph_change(screen.display, empty, seat.home / "panel.png", at_least=100_000)
            seat.type(LINE)
            photograph_change(screen.display, seat.home / "panel.png", HERE / f"{name}.png")
        finally:
            seat.close()


def main(wanted: list[str]) -> int:
    """Make the pictures asked for, or all."""
    makers: dict[str, Callable[[str], None]] = {
        **dict.fromkeys(SHOTS, board),
        **dict.fromkeys(TERMINALS, terminal),
        **dict.fromkeys(POPUPS, popup),
        "hotkey": hotkey,
    }
    unknown = [name for name in wanted if name not in makers]
    if unknown:
        print(f"no picture {unknown[0]}; there are {', '.join(makers)}", file=sys.stderr)
        return 2
    for name in wanted or makers:
        makers[name](name)
        print(HERE / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
