"""The open board's own terminal as a place to alert on: sequences, the bell, a toast.

All use of Textual's private names is here. Callable from any thread; the app's own thread does the writing.
"""

import sys
from collections.abc import Callable
from threading import Event
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.filter import NoColor

from followup.tui.onscreen import OnScreen


def on_stdout(driver: type[Driver]) -> type[Driver]:
    """The driver, drawing on stdout, and only what differs from what stands there: Textual draws on stderr, which
    `followup 2>log` would send away."""

    class OnStdout(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.on_screen = OnScreen()
            if getattr(self, "_file", None) is sys.__stderr__:
                self._file = sys.__stdout__

        def write(self, data: str) -> None:
            drawn = self.on_screen.painted(data, self._app.size)
            if drawn:
                super().write(drawn)

    return OnStdout


def forget_screen(app: App[Any]) -> None:
    """Somebody else has changed what stands on the terminal: whatever is painted from now on is sent."""
    known = getattr(app._driver, "on_screen", None)
    if known is not None:
        known.forget()


def without_colour(app: App[Any]) -> None:
    """NO_COLOR means no colour sequence at all; Textual only turns to greys."""
    app._filters[:] = [NoColor()]


async def bound(app: App[Any], key: str) -> bool:
    """Do what a key is bound to on the page in front, to its end; whether it is bound at all."""
    return await app._check_bindings(key)


def write_to(app: App[Any], sequence: str) -> None:
    """Send a sequence to the terminal as it is; the app's own thread calls this."""
    driver = app._driver
    if driver is not None:
        driver.write(sequence)
        driver.flush()


class Pulse(Event):
    """Textual's input thread asks ten times a second whether to end: whoever has to look at something now and
    then does it there, every third time, at no further wake-up."""

    def __init__(self, beat: Callable[[], object]) -> None:
        super().__init__()
        self._beat = beat
        self._asked = 0

    def is_set(self) -> bool:
        self._asked += 1
        if self._asked % 3 == 0:
            self._beat()
        return super().is_set()


def on_pulse(app: App[Any], beat: Callable[[], object]) -> bool:
    """Call `beat` from the input thread from now on; False where there is none, as in a pilot."""
    driver: Any = app._driver
    if not hasattr(driver, "exit_event") or not hasattr(driver, "run_input_thread"):
        return False
    driver.exit_event = Pulse(beat)
    return True


class BoardTerminal:
    """What `notify` is handed while a board is open."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app

    def write(self, sequence: str) -> None:
        """Send a notification sequence to the terminal as it is."""
        self._app.call_from_thread(write_to, self._app, sequence)

    def bell(self) -> None:
        """Ring the terminal's bell, which reaches through tmux and SSH."""
        self._app.call_from_thread(self._app.bell)

    def toast(self, text: str) -> None:
        """Say it in the footer's place."""
        self._app.call_from_thread(self._toast, text)

    def _toast(self, text: str) -> None:
        say = getattr(self._app, "say", None)
        if say is not None:
            say(text)
