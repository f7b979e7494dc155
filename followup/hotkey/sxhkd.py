"""sxhkd: two lines in sxhkdrc. The window manager beside it places the window; bspwm needs a rule of its own.

sxhkd reads `{a,b}` as two commands, cuts a command after 511 bytes, and gives the rest to a shell.
"""

import re
import shlex
from collections.abc import Iterator
from itertools import product

from followup.errors import Refused
from followup.hotkey.gather import option
from followup.hotkey.keys import Key, made
from followup.hotkey.shape import Argv, Binding, Config, Desktop, Part, Place, Wish
from followup.hotkey.text import at_end
from followup.terminals import CLASS, INSTANCE, TITLE, WINDOW

MODIFIERS = {"super": "super", "ctrl": "ctrl", "alt": "alt", "shift": "shift"}
KEYS = ("super+shift+a", "super+shift+n", "super+ctrl+a", "super+alt+a", "super+shift+f9", "super+f9")
LONGEST = 500
_GROUP = re.compile(r"(?<!\\)\{([^{}]*)\}")
_RANGE = re.compile(r"([a-z0-9])-([a-z0-9])", re.IGNORECASE)


def lines(wish: Wish) -> tuple[str, ...]:
    """The key, and under it the command. Raises Refused where that is longer than sxhkd reads."""
    command = re.sub(r"([{}])", r"\\\1", shlex.join(wish.in_window))
    if len(command.encode("utf-8", "surrogateescape")) > LONGEST:
        raise Refused(
            f"the command is longer than the {LONGEST} bytes that sxhkd reads", "use shorter folders"
        )
    return (wish.key.spelled(MODIFIERS, " + "), f"\t{command}")


def bindings(path: str, text: str) -> Iterator[Binding]:
    """The keys bound, the first of each chain, with each `{a,b}` taken apart."""
    for number, line in _hotkeys(text):
        for spelled in _expanded(re.split(r"[;:]", line)[0]):
            *modifiers, last = (word.strip() for word in spelled.split("+"))
            yield Binding(made([one for one in modifiers if one], last.lstrip("~@")), path, number)


def _hotkeys(text: str) -> Iterator[tuple[int, str]]:
    """Each line that is a hotkey, with those it goes on on, by the number of its first."""
    whole, first = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        first = first if whole else number
        whole += line
        if whole.endswith("\\"):
            whole = whole[:-1]
            continue
        if whole.strip() and whole[0] not in "# \t":
            yield first, whole
        whole = ""


def _expanded(line: str) -> Iterator[str]:
    pieces = _GROUP.split(line)
    choices = [_choices(piece) if place % 2 else [piece] for place, piece in enumerate(pieces)]
    return ("".join(one) for one in product(*choices))


def _choices(group: str) -> list[str]:
    found = []
    for one in group.split(","):
        ends = _RANGE.fullmatch(one.strip())
        if ends:
            found += [chr(code) for code in range(ord(ends[1]), ord(ends[2]) + 1)]
        else:
            found.append("" if one.strip() == "_" else one)
    return found


def _paths(place: Place) -> tuple[str, ...]:
    given = option(place.running.get("sxhkd"), "-c")
    return (given or f"{place.config}/sxhkd/sxhkdrc",)


def _parts(text: str, wish: Wish) -> tuple[Part, ...]:
    return (at_end(text, lines(wish)),)


def _reload(place: Place, wish: Wish | Key) -> tuple[Argv, ...]:
    running = place.running.get("sxhkd")
    return () if running is None else (("kill", "-USR1", str(running.pid)),)


def _steps(wish: Wish, place: Place) -> str:
    known_by = wish.terminal.known_by if wish.terminal else INSTANCE
    window = shlex.quote({INSTANCE: f"*:{WINDOW}", CLASS: WINDOW}.get(known_by, f"*:*:{TITLE}"))
    rule = f"bspc rule -a {window} state=floating center=on"
    return "\n".join((*lines(wish), "", f"Under bspwm also, in bspwmrc (never tried): {rule}"))


SXHKD = Desktop("sxhkd", "sxhkd", KEYS, _steps, Config(_paths, _parts, bindings, _reload, _reload))
