"""What the machine says: where things are, who answers, what is installed. Nothing is changed here."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from followup.config import Paths
from followup.starters import systemd
from followup.starters.shape import Argv, Found, Launch, Machine, Starter

if TYPE_CHECKING:
    from subprocess import CompletedProcess

ANSWER_FOR = 20  # seconds after which a program that is asked or told something is given up
XDG = {"XDG_DATA_HOME": "~/.local/share", "XDG_STATE_HOME": "~/.local/state", "XDG_CONFIG_HOME": "~/.config"}


# The machine


def machine(paths: Paths, environ: Mapping[str, str], platform: str, ask: bool = True) -> Machine:
    """Where things are for this person; with `ask` also what its systemd says."""
    user = "\\".join(part for part in (environ.get("USERDOMAIN", ""), environ.get("USERNAME", "")) if part)
    known = Machine(platform, _whole("~"), _config(environ), paths.state, _uid(), user)
    if not ask or platform in ("darwin", "win32"):
        return known
    answers = says_yes(systemd.ASK_MANAGER)
    return known._replace(has_manager=answers, is_graphical=answers and says_yes(systemd.ASK_GRAPHICAL))


def _config(environ: Mapping[str, str]) -> str:
    given = environ.get("XDG_CONFIG_HOME", "")
    return given if os.path.isabs(given) else _whole(XDG["XDG_CONFIG_HOME"])  # noqa: PTH117


def _whole(path: str) -> str:
    return os.path.abspath(os.path.expanduser(path))  # noqa: PTH100, PTH111


def _uid() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


# What to start


def launch(paths: Paths, environ: Mapping[str, str]) -> Launch:
    """What starts a watcher for these folders with this very program, from anywhere, in a bare environment."""
    # Data and settings in one folder: a home was chosen.
    chosen = paths.data == paths.config
    argv = (_python(), "-P", "-m", "followup", *(("--home", paths.data) if chosen else ()), "watch")
    folders = () if chosen else tuple(_moved(environ))
    return Launch(argv, (*folders, *_source()))


def _python() -> str:
    python = os.path.abspath(sys.executable)  # noqa: PTH100 - a link into a venv has to stay one
    windowless = os.path.join(os.path.dirname(python), "pythonw.exe")  # noqa: PTH118, PTH120
    return windowless if os.path.exists(windowless) else python  # noqa: PTH110


def _moved(environ: Mapping[str, str]) -> list[tuple[str, str]]:
    """The XDG folders that are not where they usually are: without them it would be another board."""
    given = ((name, environ.get(name, ""), usual) for name, usual in XDG.items())
    return [
        (name, path)
        for name, path, usual in given
        if os.path.isabs(path) and os.path.normpath(path) != _whole(usual)  # noqa: PTH117
    ]


def _source() -> tuple[tuple[str, str], ...]:
    """PYTHONPATH for a followup that was never installed, but runs from its source."""
    import site

    import followup

    folder = os.path.dirname(os.path.dirname(os.path.abspath(followup.__file__)))  # noqa: PTH100, PTH120
    if folder in (*site.getsitepackages(), site.getusersitepackages()):
        return ()
    asked = run((sys.executable, "-E", "-P", "-c", "import followup"))
    return () if asked is not None and asked.returncode == 0 else (("PYTHONPATH", folder),)


# What is there


def find(starters: Mapping[str, Starter]) -> dict[str, Found]:
    """What there is of each starter."""
    return {kind: _found(one) for kind, one in starters.items()}


def _found(starter: Starter) -> Found:
    text = _text(starter)
    found = Found(text)
    if not found.is_ours:
        return found
    is_on = not starter.ask_on or says_yes(starter.ask_on)
    return Found(text, is_on, says_yes(starter.ask_up) if starter.ask_up else is_on)


def _text(starter: Starter) -> str | None:
    """The file's text, empty for one that is no text of ours; None where there is no file."""
    try:
        with open(starter.path, encoding=starter.encoding, newline="") as file:  # noqa: PTH123
            return file.read()
    except (UnicodeError, OSError):
        return "" if os.path.lexists(starter.path) else None


# Asking


def says_yes(argv: Argv) -> bool:
    """Whether this command ends with 0; one that is not installed does not."""
    done = run(argv)
    return done is not None and done.returncode == 0


def run(argv: Argv) -> "CompletedProcess[str] | None":
    """Run a command from the root folder and keep what it says; None when it cannot be run, or does not end."""
    import subprocess

    try:
        return subprocess.run(
            argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
            timeout=ANSWER_FOR, check=False, cwd=os.sep, env=_environ(),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None


def _environ() -> dict[str, str]:
    """Ours; a shell that came by su or cron does not know where the user manager listens."""
    usual = f"/run/user/{_uid()}"
    known = {"XDG_RUNTIME_DIR": usual} if os.path.isdir(usual) else {}  # noqa: PTH112
    return known | dict(os.environ)
