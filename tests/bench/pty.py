"""A program under a pseudo-terminal, measured: what it paints and when, what it costs, what it writes.

While it works the reader only notes times; the picture is worked out afterwards from the recording, so that
the emulator's cost lands in no figure. CPU is that of the whole process tree.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyte

COLUMNS, ROWS = 160, 48
QUIET = 0.15  # seconds without output or CPU after which a key's effect is over
# Terminals answer these; a program that is left without an answer waits for it.
ANSWERS = (
    (rb"\x1b\[0?c", b"\x1b[?62;22c"),
    (rb"\x1b\[6n", b"\x1b[1;1R"),
    (rb"\x1b\[\?2026\$p", b"\x1b[?2026;2$y"),
    (rb"\x1b\[\?2048\$p", b"\x1b[?2048;0$y"),
    (rb"\x1b\[\?u", b"\x1b[?0u"),
)
UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;:]*[umcq]|\x1b\[\?[0-9;]*\$p|\x1b[_P^X][^\x1b]*\x1b\\")
UNSET = ("TMUX", "STY", "NO_COLOR", "CI", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")


class Cost(NamedTuple):
    """What happened between two looks: seconds, CPU seconds, context switches, bytes written."""

    seconds: float
    cpu: float
    switches: int
    written: int


class Picture:
    """The screen as it is after what was fed to it."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._rows: dict[int, int] = {}

    def feed(self, data: bytes) -> bool:
        """Whether it changed anything that can be seen."""
        self._screen.dirty.clear()
        self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", data))
        changed = False
        for row in self._screen.dirty:
            cells = hash(tuple(sorted(self._screen.buffer[row].items())))
            changed = changed or self._rows.get(row) != cells
            self._rows[row] = cells
        return changed

    def shows(self, text: str) -> bool:
        return any(text in row for row in self._screen.display)


class Program:
    """One run of a program; leave it with `close`."""

    def __init__(
        self, argv: Sequence[str], environ: Mapping[str, str] | None = None, echo: bool = True
    ) -> None:
        """`echo` is whether the terminal itself shows what is typed before the program takes it over."""
        env = {key: value for key, value in os.environ.items() if key not in UNSET}
        env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"} | dict(environ or {})
        self.log: list[tuple[float, bytes]] = []
        self.picture = Picture()
        self._fed = 0
        self.began = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            # The size must be there before the program asks for it.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(argv[0], list(argv), env)
        os.set_blocking(self._handle, False)
        if not echo:
            modes = termios.tcgetattr(self._handle)
            modes[3] &= ~termios.ECHO
            termios.tcsetattr(self._handle, termios.TCSANOW, modes)

    # Reading and writing

    def now(self) -> float:
        """Seconds since it was started."""
        return time.perf_counter() - self.began

    def write(self, text: str) -> float:
        """Press keys; when that was."""
        at = self.now()
        os.write(self._handle, text.encode())
        return at

    def pump(self, seconds: float) -> bool:
        """Note what comes within so many seconds; whether anything did."""
        if not select.select([self._handle], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._handle, 1 << 16)
        except OSError:
            raise SystemExit(f"the program ended:\n{self.text()}") from None
        self.log.append((self.now(), data))
        for asked, answer in ANSWERS:
            for _ in re.findall(asked, data):
                os.write(self._handle, answer)
        return True

    def settle(self, quiet: float = QUIET, limit: float = 60.0) -> None:
        """Wait until it has written nothing and used next to no CPU for a while."""
        until, cpu = self.now() + limit, self.cpu()
        while self.now() < until:
            if self.pump(quiet):
                continue
            before, cpu = cpu, self.cpu()
            if cpu - before < 0.0015:
                return

    def wait_for(self, text: str, limit: float = 60.0) -> float:
        """When a text came to stand on the screen. Ends the run when it does not."""
        until = self.now() + limit
        while self.now() < until:
            if self.pump(0.03):
                continue  # the picture is worked out while the program is quiet
            at = self.changed_at(text)
            if at is not None:
                return at
        raise SystemExit(f"{text!r} did not come:\n{self.text()}")

    def changed_at(self, text: str = "") -> float | None:
        """When what came since the last call changed the screen last, or first showed a text."""
        last = None
        while self._fed < len(self.log):
            at, data = self.log[self._fed]
            self._fed += 1
            changed = self.picture.feed(data)
            if text and self.picture.shows(text):
                return at
            last = at if changed and not text else last
        return last

    def text(self) -> str:
        """The screen as text."""
        self.changed_at()
        return "\n".join(row.rstrip() for row in self.picture._screen.display)

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._handle)

    # Cost

    def _tree(self) -> list[Path]:
        """The tasks of the process and its children."""
        found, waiting = [], [self.pid]
        while waiting:
            tasks = list(Path(f"/proc/{waiting.pop()}/task").glob("*"))
            found += tasks
            waiting += [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
        return found

    def cpu(self) -> float:
        """CPU seconds so far."""
        return sum(int((task / "schedstat").read_text().split()[0]) for task in self._tree()) / 1e9

    def switches(self) -> int:
        """How often any of its threads was woken or interrupted."""
        lines = [line for task in self._tree() for line in (task / "status").read_text().splitlines()]
        return sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)

    def memory(self) -> float:
        """The most memory it has held at a time, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

    def leave_alone(self, seconds: float) -> Cost:
        """What it does while nobody touches it."""
        start, cpu, switches, seen = self.now(), self.cpu(), self.switches(), len(self.log)
        while (left := start + seconds - self.now()) > 0:
            self.pump(left)
        written = sum(len(data) for _, data in self.log[seen:])
        return Cost(self.now() - start, self.cpu() - cpu, self.switches() - switches, written)
