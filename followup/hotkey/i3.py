"""i3 and sway: a line that binds the key, and one that floats and centres the window.

i3 reads a line twice: once with its variables replaced, once as a command, in which `;` and `,` part commands.
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from glob import glob
from os import path as paths

from followup.errors import Refused
from followup.hotkey.gather import option
from followup.hotkey.keys import Key, made
from followup.hotkey.shape import Argv, Binding, Config, Desktop, Part, Place, Wish
from followup.hotkey.text import at_end, read
from followup.terminals import CLASS, INSTANCE, ROLE, TITLE, TITLED, WINDOW

MODIFIERS = {"super": "Mod4", "ctrl": "Ctrl", "alt": "Mod1", "shift": "Shift"}
KEYS = ("super+shift+a", "super+shift+n", "super+ctrl+a", "super+alt+a", "super+shift+f9", "super+f9")
CRITERIA = {
    INSTANCE: f'instance="^{WINDOW}$"', CLASS: f'class="^{WINDOW}$"',
    ROLE: f'window_role="^{WINDOW}$"', TITLED: f'title="^{TITLE}"',
}  # fmt: skip
DEPTH = 5


def command_line(command: Argv) -> str:
    """A command as the shell gets it, in i3's quotes where i3 would read something into it."""
    line = shlex.join(command)
    if "$" in line:
        # i3 would put the person's own variables there, and knows no way to say that it must not.
        line = " ".join(map(_without_dollars, command))
    if not set(line) & set(';,"\\'):
        return line
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'.replace('\\"', '\\\\"')


def _without_dollars(word: str) -> str:
    return "\"`printf '\\044'`\"".join(shlex.quote(part) if part else "" for part in word.split("$"))


def lines(wish: Wish) -> tuple[str, ...]:
    """The binding and the rule."""
    known_by = wish.terminal.known_by if wish.terminal else INSTANCE
    key = wish.key.spelled(MODIFIERS)
    return (
        f"bindsym {key} exec --no-startup-id {command_line(wish.in_window)}",
        f"for_window [{CRITERIA[known_by]}] floating enable, move position center",
    )


def sway_lines(wish: Wish) -> tuple[str, ...]:
    """The same; what is a class on X is an app_id here, and `$$` is a dollar."""
    command = shlex.join(wish.in_window).replace("$", "$$")
    known_by = wish.terminal.known_by if wish.terminal else CLASS
    criterion = CRITERIA[known_by].replace("class=", "app_id=")
    return (
        f"bindsym {wish.key.spelled(MODIFIERS)} exec {command}",
        f"for_window [{criterion}] floating enable, move position center",
    )


# What is bound already


def bindings(path: str, text: str) -> Iterator[Binding]:
    """The keys that the file, and the files it includes, bind outside modes."""
    yield from _bindings(path, text, {}, DEPTH)


def _bindings(path: str, text: str, variables: dict[str, str], depth: int) -> Iterator[Binding]:
    modes = 0
    for number, line in enumerate(text.split("\n"), start=1):
        row = line.strip()
        if modes or re.match(r"mode\b.*\{$", row):
            modes += row.count("{") - row.count("}")
            continue
        words = row.split()
        if words[:1] == ["set"] and len(words) > 2:
            variables[words[1]] = " ".join(words[2:])
        elif words[:1] == ["include"] and depth:
            yield from _included(path, _put_in(row[7:].strip(), variables), variables, depth - 1)
        elif words[:1] == ["bindsym"]:
            key = next((word for word in words[1:] if not word.startswith("--")), "")
            *modifiers, last = _put_in(key, variables).split("+")
            yield Binding(made(modifiers, last), path, number)


def _included(path: str, wanted: str, variables: dict[str, str], depth: int) -> Iterator[Binding]:
    pattern = paths.join(paths.dirname(path), paths.expanduser(paths.expandvars(wanted)))  # noqa: PTH111, PTH118, PTH120
    for found in sorted(glob(pattern)):  # noqa: PTH207
        try:
            text = read(found)
        except (OSError, Refused):
            continue
        yield from _bindings(found, text or "", variables, depth)


def _put_in(text: str, variables: Mapping[str, str]) -> str:
    for name in sorted(variables, key=len, reverse=True):
        text = text.replace(name, variables[name])
    return text


# The file


def _paths(place: Place) -> tuple[str, ...]:
    given = option(place.running.get("i3"), "-c", "--config")
    usual = (f"{place.config}/i3/config", f"{place.home}/.i3/config")
    return (given,) if given else usual


def _parts(text: str, wish: Wish) -> tuple[Part, ...]:
    return (at_end(text, lines(wish)),)


def _reload(place: Place, wish: Wish | Key) -> tuple[Argv, ...]:
    return (("i3-msg", "reload"),) if "i3" in place.running or place.environ.get("I3SOCK") else ()


def _steps(wish: Wish, place: Place) -> str:
    return "\n".join(("Into ~/.config/sway/config:", "", *sway_lines(wish), "", "Then: swaymsg reload"))


I3 = Desktop(
    "i3", "i3", KEYS, lambda wish, place: "\n".join(lines(wish)),
    Config(_paths, _parts, bindings, _reload, _reload, example="/etc/i3/config"),
)  # fmt: skip
SWAY = Desktop("sway", "sway", KEYS, _steps)
