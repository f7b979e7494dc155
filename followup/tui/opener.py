"""Opening a link in the desktop's own program: an argv list without a shell, its output nowhere near the board."""

import os
import sys
from collections.abc import Callable, Mapping
from shutil import which

from textual.app import App

OPEN_SECONDS = 5.0


def program(environ: Mapping[str, str], platform: str) -> list[str] | None:
    """What opens links here; None without a desktop, where a browser in text would take the terminal, and over SSH,
    where it would open at the other seat."""
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return None
    wanted = {"darwin": ["open"], "win32": ["rundll32", "url.dll,FileProtocolHandler"]}.get(
        platform, ["xdg-open"]
    )
    has_desktop = platform in ("darwin", "win32") or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    return wanted if has_desktop and which(wanted[0], path=environ.get("PATH")) else None


def open_link(app: App[int], link: str, failed: Callable[[], None]) -> bool:
    """Have the link opened; False where nothing opens any here, `failed` is called when it could not be."""
    argv = program(os.environ, sys.platform)
    if argv is None:
        return False

    def work() -> None:
        if not _run([*argv, link]):
            app.call_from_thread(failed)

    app.run_worker(work, thread=True, group="links", exit_on_error=False)
    return True


def _run(argv: list[str]) -> bool:
    """Whether it opened; an opener that stays as long as its browser is left alone, and has opened it."""
    import subprocess
    from threading import Thread

    try:
        opener = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError:
        return False
    try:
        return opener.wait(OPEN_SECONDS) == 0
    except subprocess.TimeoutExpired:
        Thread(target=opener.wait, daemon=True).start()
        return True
