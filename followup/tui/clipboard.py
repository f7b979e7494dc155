"""Copying, so that it arrives: to the terminal, which also works over SSH, and by this machine's own tool."""

import os
import sys
from collections.abc import Mapping
from shutil import which

from textual.app import App

from followup.core.clean import shown_lines
from followup.tui.terminal import write_to

TOOL_SECONDS = 3.0


def copy(app: App[int], text: str) -> None:
    """Put the text on the clipboard, its controls as marks; nothing waits for it."""
    text = shown_lines(text)
    app.copy_to_clipboard(text)
    if os.environ.get("TMUX"):
        write_to(app, through_tmux(text))
    argv = tool(os.environ, sys.platform)
    if argv is not None and not app.is_headless:
        app.run_worker(lambda: _give(argv, text), thread=True, group="clipboard", exit_on_error=False)


def through_tmux(text: str) -> str:
    """OSC 52 wrapped, so that tmux hands it on to the terminal it is in where `allow-passthrough` is on."""
    from base64 import b64encode

    sequence = f"\x1b]52;c;{b64encode(text.encode()).decode()}\a".replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{sequence}\x1b\\"


def tool(environ: Mapping[str, str], platform: str) -> list[str] | None:
    """What puts text on the clipboard of the desktop that this terminal is on; None where there is none."""
    wanted: list[list[str]] = []
    if platform == "darwin":
        wanted = [["pbcopy"]]
    elif platform == "win32":
        wanted = [["clip"]]
    elif environ.get("WAYLAND_DISPLAY"):
        wanted = [["wl-copy"]]
    if platform not in ("darwin", "win32") and environ.get("DISPLAY"):
        wanted += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return next((argv for argv in wanted if which(argv[0], path=environ.get("PATH"))), None)


def _give(argv: list[str], text: str) -> bool:
    """Hand the text to the tool; one that cannot take it leaves the terminal's own clipboard."""
    import subprocess

    try:
        code = subprocess.run(
            argv, input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=TOOL_SECONDS,
            start_new_session=True, check=False,
        ).returncode  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return code == 0
