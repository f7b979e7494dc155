"""config completions: the script for a shell, printed, or put where that shell looks for it."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from followup.cli.call import Call, is_terminal
from followup.cli.scripts import MARK, SCRIPTS
from followup.errors import Refused, UsageError

SHELLS = tuple(SCRIPTS)


class Destination(NamedTuple):
    """The file that a shell reads, and what to do where it does not do so by itself."""

    path: str
    advice: tuple[str, ...]


def completions(call: Call, given: Sequence[str]) -> int:
    """Print the script; with --install write it, and say what was written and what the shell still needs.

    Raises UsageError for an unknown shell, Refused where something else than this program's own file stands,
    StoreError where it cannot be written.
    """
    shell = _shell(given)
    if not call.has("install"):
        call.out.write(SCRIPTS[shell])
        if is_terminal(call.out):
            call.tell(f"followup config completions {shell} --install puts this where {shell} looks for it")
        return 0
    there = destination(shell)
    _write(there.path, SCRIPTS[shell])
    call.say(f"wrote {there.path}")
    for line in there.advice:
        call.tell(line)
    return 0


def _shell(given: Sequence[str]) -> str:
    from followup.config.values import nearest

    if len(given) == 1 and given[0] in SCRIPTS:
        return given[0]
    hint = f"followup config completions {'|'.join(SHELLS)} [--install]"
    if not given:
        raise UsageError("config completions needs a SHELL", hint)
    if len(given) > 1:
        raise UsageError(f"{given[1]!r} is one word too many", hint)
    raise UsageError(f"there are no completions for {given[0]!r}", nearest(given[0], SHELLS) or hint)


def destination(shell: str) -> Destination:
    """Where a shell looks, by the environment. No file of the person's own settings is ever written to."""
    data = _folder("XDG_DATA_HOME", "~/.local/share")
    if shell == "fish":
        return Destination(f"{_folder('XDG_CONFIG_HOME', '~/.config')}/fish/completions/followup.fish", ())
    if shell == "bash":
        base = os.environ.get("BASH_COMPLETION_USER_DIR") or f"{data}/bash-completion"
        path = f"{base.split(':')[0]}/completions/followup"
        line = f"without the package bash-completion, add this line to ~/.bashrc: source {_spelled(path)}"
        return Destination(path, ("new shells know it by themselves where bash-completion is set up", line))
    folder = f"{data}/zsh/site-functions"
    line = f"fpath=({_spelled(folder)} $fpath)"
    known = folder in os.environ.get("FPATH", "").split(":")
    advice = f"if $fpath does not have that folder, add this line to .zshrc, before compinit: {line}"
    return Destination(f"{folder}/_followup", () if known else (advice,))


def _folder(variable: str, usual: str) -> str:
    given = os.environ.get(variable, "")
    found = given if os.path.isabs(given) else os.path.expanduser(usual)  # noqa: PTH111, PTH117
    if found.startswith("~"):
        raise Refused("nothing says where your home folder is", f"set HOME or {variable}")
    return found.rstrip("/")


def _spelled(path: str) -> str:
    from shlex import quote

    return quote(path)


def _write(path: str, script: str) -> None:
    from followup.cli.saving import save

    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            is_ours = MARK in file.read(1000)
    except FileNotFoundError:
        is_ours = True
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}", "nothing was written") from None
    if not is_ours:
        raise Refused(f"{path} is there and is not followup's", "move it away first: nothing was written")
    save(path, script)
