"""config: where the settings are, what they are, whether they are right; and what is filled in or installed once."""

import os
from typing import TYPE_CHECKING

from followup.cli.call import Call, is_terminal

if TYPE_CHECKING:
    from followup.config import Complaint


def config(call: Call) -> int:
    """path, show (the default), check or edit; holidays and completions take words of their own."""
    word, *given = call.words or ("show",)
    if word == "holidays":
        from followup.cli.holidays import holidays

        return holidays(call, given)
    if word == "completions":
        from followup.cli.completions import completions

        return completions(call, given)
    _refuse_more(call, given)
    return {"path": _path, "show": _show, "check": _check, "edit": _edit}[word](call)


def _refuse_more(call: Call, given: list[str]) -> None:
    from followup.cli.commands import usage
    from followup.errors import UsageError

    if given:
        raise UsageError(f"{given[0]!r} is one word too many", usage(call.parsed.command))
    if call.has("install"):
        raise UsageError("--install goes with completions", usage(call.parsed.command))


def _path(call: Call) -> int:
    call.say(call.settings.paths.settings)
    return 0


def _show(call: Call) -> int:
    from followup.config.writing import in_force

    call.say_lines(in_force(call.settings).rstrip("\n"))
    _complain(call)
    return 0


def _check(call: Call) -> int:
    if _complain(call):
        return 1
    call.say("the settings are right")
    return 0


def _complain(call: Call) -> bool:
    found = complaints(call)
    for complaint in found:
        call.tell(f"followup: {complaint}")
    return bool(found)


def complaints(call: Call) -> "list[Complaint]":
    """What is wrong with the settings, the keys under [keys] included: only the keymap knows those."""
    found = list(call.settings.complaints)
    if call.settings.keys:
        from followup.tui.remapping import complaints_of

        found += complaints_of(call.settings)
    return found


def _edit(call: Call) -> int:
    """Open the file, made first if there is none, and look at it afterwards."""
    from followup import config as configuration
    from followup.config.writing import default_file
    from followup.editor import edit_file
    from followup.errors import Refused, StoreError

    if not is_terminal(call.stdin, call.out):
        raise Refused("no terminal for an editor", "followup config path says which file it is")
    path = call.settings.paths.settings
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "x", encoding="utf-8") as file:  # noqa: PTH123
            file.write(default_file())
    except FileExistsError:
        pass
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}", "choose another folder with --home") from None
    edit_file(path)
    call.forget_settings(configuration.load(call.settings.paths))
    return _check(call)
