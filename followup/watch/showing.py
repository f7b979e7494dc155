"""The popups that are up: sent, taken down when their cards were acted on, their buttons done."""

import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from followup.config import Settings
from followup.core import records
from followup.core.popups import HIDDEN
from followup.desk import Desk
from followup.errors import FollowupError
from followup.notify.note import BUS, FAILED, Delivery, Note
from followup.notify.popups import Popups
from followup.notify.situation import Situation
from followup.watch import buttons
from followup.watch.looking import Log, Watcher

UP_FOR = 600  # seconds after which no popup is up any more
KEPT = "popups.json"
NOT_DONE = "not done"  # the key of the popup that says so


class Up(NamedTuple):
    """A popup that may be up: since when, on the monotonic clock, and what it is about."""

    since: float
    cards: tuple[str, ...]


class Showing:
    """What the watcher sends, and what becomes of it. It belongs to one thread."""

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        look_around: Callable[[], Situation],
        log: Log,
        press: Callable[[tuple[str, ...], str], object] | None = None,
    ) -> None:
        """`press(cards, action)` does what a button says; without it that is done at `desk`."""
        self.watcher = Watcher(desk, settings.alerts, self._send, log)
        kept_in = f"{settings.paths.state}/{KEPT}" if settings.paths.state else ""
        self.popups = Popups(look_around(), self._pressed, self._closed, kept_in=kept_in)
        self.up: dict[str, Up] = {}
        self._desk = desk
        self._press = press or partial(buttons.press, desk, where=settings.paths)
        self._look_around = look_around
        self._log = log

    def recall(self) -> None:
        """Answer for the popups that a watcher before this one has left up."""
        for key in self.popups.recall():
            if key in self.watcher.seen:
                self.up[key] = Up(time.monotonic(), (key,))

    def take_down(self) -> None:
        """Close the popups of which every card was acted on, wherever that was done."""
        if not self.up:
            return
        alerts = self._desk.store.alerts()
        waiting = records.untouched(alerts, self.watcher.seen)
        for key, up in list(self.up.items()):
            if waiting.isdisjoint(up.cards):
                self.popups.close_popup(key)
                del self.up[key]
            elif time.monotonic() - up.since > UP_FOR:
                del self.up[key]

    def _send(self, note: Note) -> Delivery:
        if self.popups.situation.bus_address is None:
            # The session may have come after the watcher.
            self.popups.move_to(self._look_around())
        delivery = self.popups.send(note, self.watcher.alerts.channel)
        if delivery.channel == BUS and delivery.result != FAILED:
            self.up[note.key] = Up(time.monotonic(), self.watcher.cards.get(note.key, ()))
        return delivery

    def _closed(self, key: str, reason: int) -> None:
        self.up.pop(key, None)

    def _pressed(self, key: str, action: str) -> None:
        up = self.up.pop(key, None)
        cards = up.cards if up else (key,)
        try:
            done = self.watcher.guarded(action, lambda: self._is_pressed(cards, action))
        except FollowupError as error:
            self._say_not_done(action, error)
        else:
            if done is None:
                self._say_not_done(
                    action, FollowupError("something went wrong", "the watcher's log says what")
                )

    def _is_pressed(self, cards: tuple[str, ...], action: str) -> bool:
        self._press(cards, action)
        return True

    def _say_not_done(self, action: str, error: FollowupError) -> None:
        """Whoever pressed a button is told that nothing came of it."""
        self._log(f"{action}: {error.message}")
        body = HIDDEN if self.watcher.alerts.hide_titles else f"{error.message}\n{error.hint}"
        self.popups.send(Note(f"Not done: {action}", body, "normal", NOT_DONE), self.watcher.alerts.channel)
