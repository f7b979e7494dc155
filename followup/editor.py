"""The person's own editor: for the settings file, and for texts too long for one line."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager

from followup.errors import Refused

FALLBACKS = ("sensible-editor", "nano", "vi", "notepad")


def command() -> list[str]:
    """$VISUAL, else $EDITOR, else what is usually there. Raises Refused where there is nothing."""
    import shlex
    from shutil import which

    chosen = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    if chosen:
        try:
            return shlex.split(chosen)
        except ValueError:
            raise Refused(
                f"{chosen!r} cannot be read as a command", "set EDITOR to the one you use"
            ) from None
    found = next(filter(which, FALLBACKS), None)
    if found is None:
        raise Refused("no editor was found", "set EDITOR to the one you use")
    return [found]


def edit_file(path: str) -> None:
    """Have the editor open a file, and wait for it. Raises Refused when it does not end well."""
    import subprocess

    argv = command()
    try:
        code = subprocess.run([*argv, path], check=False).returncode
    except OSError as error:
        raise Refused(f"{argv[0]}: {error.strerror}", "set EDITOR to the one you use") from None
    if code != 0:
        raise Refused(f"{argv[0]} ended with {code}", "nothing was taken over from it")


def edit_text(text: str, alone: Callable[[], AbstractContextManager[object]]) -> str:
    """The text as the editor left it; `alone` is entered while the editor has the terminal.

    Raises Refused when it does not end well, or what it left is no text. Markdown, in a file that only its owner
    can read and that is gone afterwards.
    """
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix="followup-") as folder:
            path = os.path.join(folder, "text.md")  # noqa: PTH118 - as everywhere on the way to a quick start
            with open(path, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
                file.write(text)
            with alone():
                edit_file(path)
            with open(path, encoding="utf-8") as file:  # noqa: PTH123
                return file.read().rstrip("\n")
    except UnicodeDecodeError:
        raise Refused("what the editor left is not UTF-8", "nothing was taken over from it") from None
    except OSError as error:
        why = error.strerror or error
        raise Refused(f"the text cannot go through a file: {why}", "the field still has it") from None
