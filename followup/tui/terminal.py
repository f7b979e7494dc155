"""The open board's own terminal as a place to alert on: sequences, the bell, a toast.

All use of the app's private driver is here. Callable from any thread; the app's own thread does the writing.
"""

from typing import Any

from textual.app import App


class BoardTerminal:
    """What `notify` is handed while a board is open."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app

    def write(self, sequence: str) -> None:
        """Send a notification sequence to the terminal as it is."""
        self._app.call_from_thread(self._write, sequence)

    def bell(self) -> None:
        """Ring the terminal's bell, which reaches through tmux and SSH."""
        self._app.call_from_thread(self._app.bell)

    def toast(self, text: str) -> None:
        """Say it in the footer's place."""
        self._app.call_from_thread(self._toast, text)

    def _write(self, sequence: str) -> None:
        driver = self._app._driver
        if driver is not None:
            driver.write(sequence)
            driver.flush()

    def _toast(self, text: str) -> None:
        say = getattr(self._app, "say", None)
        if say is not None:
            say(text)
