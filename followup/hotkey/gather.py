"""What the machine says: the environment, and which programs of this person's run on this display."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress

from followup.hotkey.shape import Place, Process

PROC = "/proc"
# Programs by the name the kernel has for them.
MATTER = (
    "i3", "sway", "Hyprland", "openbox", "sxhkd", "bspwm", "gnome-shell", "plasmashell", "xfce4-session", "xfsettingsd",
)  # fmt: skip
SEATS = ("DISPLAY", "WAYLAND_DISPLAY")


def gather() -> Place:
    """Here and now."""
    return Place(dict(os.environ), sys.platform, os.path.expanduser("~"), dict(_running()))  # noqa: PTH111


def _running() -> Iterator[tuple[str, Process]]:
    if not hasattr(os, "getuid"):
        return
    with suppress(OSError):
        for pid in filter(str.isdigit, os.listdir(PROC)):  # noqa: PTH208
            with suppress(OSError):
                found = _matters(pid)
                if found is not None:
                    yield found


def _matters(pid: str) -> tuple[str, Process] | None:
    """A program of ours that says something about the desktop. Raises OSError where it has gone meanwhile."""
    folder = f"{PROC}/{pid}"
    name = _read(f"{folder}/comm").rstrip("\n")
    if name not in MATTER or os.stat(folder).st_uid != os.getuid():  # noqa: PTH116
        return None
    environ = dict(line.partition("=")[::2] for line in _read(f"{folder}/environ").split("\0"))
    here = [(one, os.environ[one]) for one in SEATS if os.environ.get(one)]
    if not any(environ.get(one) == value for one, value in here):
        return None
    argv = tuple(_read(f"{folder}/cmdline").rstrip("\0").split("\0"))
    return name, Process(int(pid), argv)


def _read(path: str) -> str:
    with open(path, encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH123
        return file.read()


def option(process: Process | None, *names: str) -> str | None:
    """The value that a running program was given for an option."""
    argv = () if process is None else process.argv
    for place, word in enumerate(argv):
        name, equals, value = word.partition("=")
        if name in names:
            return value if equals else next(iter(argv[place + 1 : place + 2]), None)
    return None
