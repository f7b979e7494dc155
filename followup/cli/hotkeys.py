"""hotkey: the desktop's own shortcut for `followup quick`: shown, written, taken back."""

import os
import shlex
import sys
from typing import TYPE_CHECKING

from followup.cli.call import Call
from followup.cli.checks import Check
from followup.errors import FollowupError, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.hotkey import Desktop, Key, Place, Plan, Wish


def hotkey(call: Call) -> int:
    """show, install or uninstall."""
    from followup.hotkey import choose, gather, parse

    word, *names = call.words
    key = call.value("key")
    place = gather()
    desktop = choose(names[0] if names else None, place)
    asked = None if key is None else parse(key)
    return {"show": _show, "install": _install, "uninstall": _uninstall}[word](call, desktop, place, asked)


def command(call: Call) -> tuple[str, ...]:
    """`followup quick`, all of it absolute: it works wherever it is started and without the shell's variables."""
    script = os.path.join(os.path.dirname(sys.executable), "followup")  # noqa: PTH118, PTH120
    alone = os.path.isfile(script) and os.access(script, os.X_OK)  # noqa: PTH113
    home = call.parsed.options.get("home") or os.environ.get("FOLLOWUP_HOME")
    return (
        *((script,) if alone else (sys.executable, "-m", "followup")),
        *(("--home", os.path.abspath(os.path.expanduser(home))) if home else ()),  # noqa: PTH100, PTH111
        "quick",
    )


def _show(call: Call, desktop: "Desktop", place: "Place", key: "Key | None") -> int:
    from followup.hotkey import known_here, lines_of

    wish, path, steps = lines_of(desktop, place, command(call), key)
    call.say(f"{desktop.title}: {pressed(desktop, wish)} opens followup quick in a small window")
    if path:
        call.say(f"into {path}:")
    call.say_lines(f"\n{steps}\n")
    if path:
        call.say(f"`followup hotkey install {desktop.name}` writes it there and makes it felt")
    others = [one.name for one in known_here(place) if one.name != desktop.name]
    if others:
        call.tell(f"note: also here: {', '.join(others)} (followup hotkey show {others[0]})")
    return 0


def pressed(desktop: "Desktop", wish: "Wish") -> str:
    """The key as one says it: in tmux most come after the prefix."""
    return f"prefix {wish.key}" if desktop.name == "tmux" and wish.key.types else str(wish.key)


def _install(call: Call, desktop: "Desktop", place: "Place", key: "Key | None") -> int:
    from followup.hotkey import installing

    if desktop.config is None:
        _show(call, desktop, place, key)
        raise Refused(
            f"followup was never tried under {desktop.title} and writes nothing there",
            "by hand, as it says above",
        )
    return _carry_out(call, installing(desktop, place, command(call), key))


def _uninstall(call: Call, desktop: "Desktop", place: "Place", key: "Key | None") -> int:
    from followup.hotkey import uninstalling

    return _carry_out(call, uninstalling(desktop, place))


def _carry_out(call: Call, plan: "Plan") -> int:
    """Say what is done and do it, or only say what would be."""
    from followup.hotkey import act

    dry = call.has("dry-run")
    if plan.before == plan.after:
        call.say(plan.says[0])
        return 0
    for remark in plan.says:
        call.tell(f"note: {remark}")
    runs = [(argv, "") for argv in plan.runs] if dry else act(plan)
    done = [(shlex.join(argv), trouble) for argv, trouble in runs]
    call.say_lines(_difference(plan, "would be" if dry else ""))
    for line, trouble in done:
        call.say(f"{'would run' if dry else 'ran'}: {line}")
        if trouble:
            call.tell(f"note: that did not work: {trouble}")
    return 0


def _difference(plan: "Plan", would: str) -> str:
    """The file and the lines that come and go."""
    from difflib import ndiff

    if plan.after is None:
        return f"{plan.path}: {f'{would} ' if would else ''}gone, since it was made for this"
    rows = ndiff((plan.before or "").split("\n"), plan.after.split("\n"))
    return "\n".join((f"{plan.path}:", *(f"  {row}" for row in rows if row[:1] in "+-")))


def check(call: Call) -> "Iterator[Check]":
    """doctor's line. That there is no hotkey is no finding."""
    from followup.hotkey import gather, known_here

    place = gather()
    here = known_here(place)
    if not here:
        yield Check("hotkey", "no desktop is known here: followup hotkey show DESKTOP")
    for desktop in here:
        try:
            yield Check("hotkey", f"{desktop.title}: {_standing(call, desktop, place)}")
        except FollowupError as error:
            yield Check("hotkey", f"{desktop.title}", f"{error.message} ({error.hint})")


def _standing(call: Call, desktop: "Desktop", place: "Place") -> str:
    from followup.hotkey import lines_of, parse, standing

    if desktop.config is None:
        return f"followup hotkey show {desktop.name} says what to do by hand"
    found = standing(desktop, place)
    if found is None:
        return f"none written (followup hotkey install {desktop.name})"
    _, _, steps = lines_of(desktop, place, command(call), parse(found.key))
    other = "" if all(line in steps for line in found.lines) else ", for another followup, home or terminal"
    return f"{found.key}, line {found.line} of {found.path}{other}"
