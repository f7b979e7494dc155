"""One line from the person at the terminal, without Textual: what was typed comes back for correction, and `up`
recalls earlier lines. Where nobody sits at it, a line of stdin."""

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from followup.cli.call import Call, is_terminal
from followup.errors import Refused

if TYPE_CHECKING:
    from types import ModuleType

KEPT = 50
FILE = "quick_lines"


class Prompt:
    """Asks for lines. What was asked for and answered is kept for `up`, in a file that only the person can read."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._edits = call.stdin is sys.stdin and call.out is sys.stdout and is_terminal(call.stdin, call.out)
        self._file = os.path.join(call.settings.paths.state, FILE)  # noqa: PTH118
        self._readline = _readline(self._file) if self._edits else None

    @property
    def keeps(self) -> bool:
        """Whether a refused line comes back to be corrected."""
        return self._readline is not None

    def ask(self, says: str = "", line: str = "") -> str | None:
        """A line without its end, begun with `line` where that can be; None when there is no more.

        Raises Refused when it is not UTF-8, KeyboardInterrupt on ctrl+c.
        """
        glyph = "›" if (self._call.out.encoding or "").lower().replace("-", "") == "utf8" else ">"
        prompt = f"{says}{glyph} "
        try:
            found = self._edited(prompt, line) if self._edits else self._read(prompt)
        except UnicodeDecodeError:
            raise Refused("the line is not UTF-8", "nothing was saved") from None
        except KeyboardInterrupt:
            self._end_row()
            raise
        if found is None:
            self._end_row()
        elif found.strip() and self._readline is not None:
            self._keep(self._readline)
        return found

    def _edited(self, prompt: str, line: str) -> str | None:
        if self._readline is not None:
            self._readline.set_startup_hook(lambda: self._begin(line))
        self._call.err.flush()
        try:
            return input(prompt)
        except EOFError:
            return None

    def _begin(self, line: str) -> None:
        if self._readline is not None and line:
            self._readline.insert_text(line)

    def _read(self, prompt: str) -> str | None:
        if is_terminal(self._call.stdin):
            # stdout may be read by a program.
            said_on = self._call.out if is_terminal(self._call.out) else self._call.err
            said_on.write(prompt)
            said_on.flush()
        line = self._call.stdin.readline()
        return line.removesuffix("\n") if line else None

    def _end_row(self) -> None:
        if is_terminal(self._call.stdin, self._call.err):
            self._call.tell("")

    def _keep(self, readline: "ModuleType") -> None:
        """Best effort: a line that cannot be kept is no reason not to save its card."""
        with suppress(OSError):
            os.makedirs(os.path.dirname(self._file), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
            os.close(os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600))
            readline.set_history_length(KEPT)
            readline.write_history_file(self._file)


def _readline(file: str) -> "ModuleType | None":
    """The line editor with the earlier lines, where this Python has one."""
    try:
        import readline
    except ImportError:
        return None
    with suppress(OSError):
        readline.read_history_file(file)
    return readline
