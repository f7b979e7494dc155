"""Photographs of a virtual screen, and of a real popup on it.

`python -m tests.rig.photograph PATH` shows a popup on a screen of its own, photographs it and crops the
picture to it; `--server`, `--channel`, `--title` and `--body` say which and how.
"""

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

from followup.notify import DELIVERED, Delivery, Note, Popups, Situation
from tests.rig.screen import Screen, ServerName
from tests.rig.waiting import wait_until

# By full path: `import` is also a shell's and a script language's word, and PATH may hold another.
IMPORT = "/usr/bin/import"
CONVERT = "/usr/bin/convert"
COMPARE = "/usr/bin/compare"
MARGIN = "24"
BUTTONS = (("open", "Open board"), ("follow-up", "Followed up"), ("snooze", "Snooze 1 day"))


def photograph(display: str, path: Path) -> Path:
    """The whole screen as a picture; the format is that of the file's name."""
    environ = {"DISPLAY": display, "HOME": str(path.parent), "PATH": os.environ.get("PATH", "/usr/bin:/bin")}
    subprocess.run(
        [IMPORT, "-window", "root", str(path)], env=environ, check=True, capture_output=True, timeout=20
    )
    return path


def changed_pixels(one: Path, other: Path) -> int:
    """How many pixels differ between two pictures of the same size."""
    argv = [COMPARE, "-metric", "AE", str(one), str(other), "null:"]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode in (0, 1), done.stderr
    return int(float(done.stderr.split()[0]))


def bounds(path: Path) -> tuple[int, int, int, int]:
    """Width, height, left and top of what is on an otherwise bare screen."""
    argv = [CONVERT, str(path), "-trim", "-format", "%w %h %X %Y", "info:"]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=20, check=True)
    width, height, left, top = map(int, done.stdout.split())
    return width, height, left, top


def photograph_change(display: str, before: Path, path: Path, at_least: int = 2000) -> int:
    """Photograph until the screen differs from `before` and has come to rest; says how many pixels differ."""
    last = before.with_name("last.png")

    def settled() -> int:
        photograph(display, last)
        photograph(display, path)
        changed = changed_pixels(before, path)
        return changed if changed >= at_least and changed_pixels(last, path) == 0 else 0

    try:
        return wait_until(settled, 10, "a popup on the screen")
    finally:
        last.unlink(missing_ok=True)


def crop(path: Path) -> None:
    """Cut the bare screen away around what is on it, but for a margin."""
    argv = [CONVERT, str(path), "-trim", "+repage", "-bordercolor", "black", "-border", MARGIN, "-strip"]
    subprocess.run([*argv, str(path)], check=True, capture_output=True, timeout=20)


def photograph_popup(
    path: Path, note: Note, channel: str = "auto", server: ServerName = "dunst", size: str = "1024x640"
) -> Delivery:
    """Show the note on a new screen through `channel`, photograph it, crop it; says how it was delivered."""
    with Screen(server, size) as screen, tempfile.TemporaryDirectory() as folder:
        before = photograph(screen.display, Path(folder) / "before.png")
        with Popups(Situation(bus_address=screen.address)) as popups:
            delivery = popups.send(note, channel)
            assert delivery.result == DELIVERED, delivery
            photograph_change(screen.display, before, path)
    crop(path)
    return delivery


def main() -> None:
    """Photograph one popup, as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--server", default="xfce4-notifyd")
    parser.add_argument("--channel", default="auto")
    parser.add_argument("--title", default="Idle 9 of 8 h: Board pack from Dana")
    parser.add_argument(
        "--body", default="Dana silent 9 of 8 working hours.\nNext: call reception, then Ben."
    )
    asked = parser.parse_args()
    note = Note(asked.title, asked.body, "normal", "photograph", BUTTONS)
    print(photograph_popup(asked.path, note, asked.channel, asked.server))


if __name__ == "__main__":
    main()
