"""A terminal of a known size that a test can type into and read: tmux on a socket of its own."""

import os
import shlex
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from tests.rig.tools import path_of
from tests.rig.waiting import wait_until

CONFIG = """set -g status off
set -g remain-on-exit on
set -s escape-time 0
set -g allow-passthrough on
set -g default-terminal tmux-256color
set -ga terminal-overrides ,*:Tc
"""


class Tmux:
    """One program in one pane. It outlives the program, so that its last screen and exit code can be read."""

    def __init__(
        self, command: Sequence[str], width: int = 160, height: int = 48, env: Mapping[str, str] | None = None
    ) -> None:
        """`env` is the program's whole environment, but for TERM and TMUX."""
        self.command = tuple(command)
        self.width = width
        self.height = height
        self.env = dict(os.environ if env is None else env)

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix="fu-", dir="/tmp"))
        self._socket = self._folder / "tmux"
        config = self._folder / "tmux.conf"
        config.write_text(CONFIG)
        size = ("-x", str(self.width), "-y", str(self.height))
        try:
            # A shell notes the exit code: tmux itself sometimes never reaps what it has seen close.
            noted = ["sh", "-c", '"$@"; echo $? >"$0"', str(self._folder / "exit-code"), *self.command]
            self._tmux("-f", str(config), "new-session", "-d", *size, shlex.join(noted))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        pid = self._tmux("display-message", "-p", "#{pid}", check=False).strip()
        self._tmux("kill-server", check=False)
        if pid:
            wait_until(lambda: not Path(f"/proc/{pid}").exists() or _is_zombie(pid), 5, "the end of tmux")
        shutil.rmtree(self._folder, ignore_errors=True)

    def send_keys(self, *keys: str) -> None:
        """Press keys by tmux's names: "j", "Enter", "Escape", "C-c", "S-Tab"."""
        self._tmux("send-keys", "-t", ":0", "--", *keys)

    def type(self, text: str) -> None:
        """Type text as it is."""
        self._tmux("send-keys", "-t", ":0", "-l", "--", text)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self._tmux("resize-window", "-t", ":0", "-x", str(width), "-y", str(height))

    @contextmanager
    def attached(self) -> Iterator[None]:
        """A terminal that looks at it, as a person's would."""
        near, far = os.openpty()
        env = {name: value for name, value in self.env.items() if name not in ("TMUX", "DISPLAY", "WINDOWID")}
        argv = [path_of("tmux"), "-S", str(self._socket), "attach"]
        client = subprocess.Popen(
            argv,
            env={**env, "TERM": "xterm-256color"},
            stdin=far,
            stdout=far,
            stderr=far,
            start_new_session=True,
        )
        os.close(far)
        drain = threading.Thread(target=_drain, args=(near,), daemon=True)
        drain.start()
        try:
            wait_until(lambda: self._tmux("list-clients"), 5, "the terminal at tmux")
            yield
        finally:
            client.terminate()
            client.wait(5)
            drain.join(5)
            os.close(near)

    def set(self, option: str, value: str) -> None:
        """Set one of tmux's options for every window."""
        self._tmux("set-option", "-g", option, value)

    def open_window(self, command: Sequence[str]) -> None:
        """Another window, in front of the first."""
        self._tmux("new-window", "-t", ":", shlex.join(command))

    def window(self) -> str:
        """Which window is in front."""
        return self._tmux("display-message", "-p", "#{window_id}").strip()

    def press_in(self, window: str, *keys: str) -> None:
        """Press keys in a window that need not be in front."""
        self._tmux("send-keys", "-t", window, "--", *keys)

    def screen(self, colours: bool = False) -> str:
        """The lines on the screen, top to bottom; with `colours` the escape sequences too."""
        return self._tmux("capture-pane", "-t", ":0", "-p", *(["-e"] if colours else []))

    def record(self) -> Callable[[], bytes]:
        """Record what the program writes from now on; a call gives it as it is, sequences and all."""
        written = self._folder / "written"
        self._tmux("pipe-pane", "-t", ":0", shlex.join(["sh", "-c", 'exec cat >"$0"', str(written)]))
        wait_until(written.exists, 5, "the recording")
        return written.read_bytes

    def wait_for(self, condition: str | Callable[[str], object], deadline: float = 10.0) -> str:
        """Wait until the screen has this text or fulfils this condition, and return that screen."""
        seen = ""

        def fulfilled() -> bool:
            nonlocal seen
            seen = self.screen()
            return bool(condition in seen if isinstance(condition, str) else condition(seen))

        try:
            wait_until(fulfilled, deadline, str(condition))
        except AssertionError as error:
            raise AssertionError(f"{error}; the screen was:\n{seen}") from None
        return seen

    def exit_code(self, deadline: float = 10.0) -> int:
        """Wait for the program's end; its exit code."""
        code = self._folder / "exit-code"
        wait_until(lambda: code.exists() and code.read_text().strip(), deadline, "the program's end")
        return int(code.read_text())

    def _show(self, name: str) -> str:
        return self._tmux("display-message", "-t", ":0", "-p", f"#{{{name}}}").strip()

    def _tmux(self, *words: str, check: bool = True) -> str:
        argv = [path_of("tmux"), "-S", str(self._socket), *words]
        env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SHELL": "/bin/sh", **self.env}
        env.pop("TMUX", None)
        done = subprocess.run(
            argv, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False
        )
        assert done.returncode == 0 or not check, f"tmux {words[0]}: {done.stderr}"
        return done.stdout


def _drain(descriptor: int) -> None:
    """Read a terminal's side, so that whoever writes to it never waits."""
    try:
        while os.read(descriptor, 65536):
            pass
    except OSError:
        return


def _is_zombie(pid: str) -> bool:
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
