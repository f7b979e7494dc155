"""The resident watcher: one a state folder, asleep until something can be due, gone when told to stop."""

import fcntl
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

from followup import clock
from followup.config import Settings
from followup.core import records
from followup.desk import Desk
from followup.errors import FollowupError, Refused, StoreError
from followup.notify.note import DELIVERED, Delivery, Note
from followup.notify.popups import Popups
from followup.notify.situation import Situation
from followup.upkeep import upkeep
from followup.watch import buttons
from followup.watch.looking import Log, Said, Watcher, to_stderr

LONGEST_FOR = 60  # seconds between two looks: sleep stops in suspend, and clocks are set
SHORT_FOR = (
    1  # while a popup is up, so that it goes when its card is touched; or while a test moves the clock
)
UP_FOR = 600  # seconds after which no popup is up any more
WAKING_FOR = 5  # seconds that a desktop needs after a suspend before it shows popups
MISSED_FOR = 600  # a look so much later than planned finds what was missed, and makes one digest of it
LOCK = "watch.lock"


def run(
    desk: Desk,
    settings: Settings,
    situation: Situation,
    report: Callable[[Said], object] = id,
    log: Log = to_stderr,
) -> int:
    """Watch until SIGTERM or SIGINT; returns 0. Raises Refused when another watcher is running."""
    with only_one(settings.paths.state):
        resident = Resident(desk, settings, situation, report, log)
        with resident.popups, _stopping(resident.stop):
            resident.loop()
    return 0


@contextmanager
def only_one(state: str) -> Iterator[None]:
    """Hold the watcher's lock. Raises Refused when another process does, StoreError in a folder of no use."""
    path = os.path.join(state, LOCK)  # noqa: PTH118 - the paths of config are plain text
    try:
        os.makedirs(state, mode=0o700, exist_ok=True)  # noqa: PTH103
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}", "the watcher keeps its lock there") from error
    try:
        # The kernel lets go of it however the process ends; a pid file would outlive a kill.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise Refused("a watcher is already running", "followup watch --once looks once beside it") from error
    finally:
        os.close(descriptor)


@contextmanager
def _stopping(stop: Callable[[], None]) -> Iterator[None]:
    def told(number: int, frame: Any) -> None:
        stop()

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def suspended_for() -> float:
    """Seconds that this machine has slept since it was started; 0 where the system does not say."""
    if not hasattr(time, "CLOCK_BOOTTIME"):
        return 0.0
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)


class Resident:
    """The loop, its popups and their buttons. It belongs to one thread, but for `stop`."""

    def __init__(
        self, desk: Desk, settings: Settings, situation: Situation, report: Callable[[Said], object], log: Log
    ) -> None:
        self.popups = Popups(situation, self._pressed, self._closed)
        self.watcher = Watcher(desk, settings.alerts, self._send, log)
        self._desk = desk
        self._settings = settings
        self._channel = settings.alerts.channel
        self._kept_up_on: date | None = None
        # Data and settings in one folder: a home was chosen, and the board must open the same one.
        data, chosen = settings.paths.data, settings.paths.data == settings.paths.config
        self._home = data if chosen else None
        self._report = report
        self._log = log
        self._up: dict[str, tuple[int, Note]] = {}
        self._stopped = False
        self._slept = suspended_for()
        self._planned_at: int | None = None
        self._trouble = ""

    def stop(self) -> None:
        """End the loop at its next turn."""
        self._stopped = True
        self.popups.wake()

    def loop(self) -> None:
        """Look, sleep, look again."""
        while not self._stopped:
            pause = self.watcher.guarded("looking", self.turn)
            listen = partial(self._listen, LONGEST_FOR if pause is None else pause)
            if not self.watcher.guarded("listening", listen):
                time.sleep(SHORT_FOR)  # what is broken must not spin

    def _listen(self, seconds: float) -> bool:
        if not self._stopped:
            self.popups.listen(seconds)
        return True

    def turn(self) -> float:
        """One look; how many seconds to sleep after it. Trouble is logged once, and looked at again later."""
        try:
            for said in self.watcher.look(gather=self._has_missed()):
                self._report(said)
            self._take_down()
            self._keep_up()
            self._trouble = ""
        except FollowupError as error:
            if self._trouble != error.message:
                self._trouble = error.message
                self._log(error.message)
            return LONGEST_FOR
        return self._pause()

    def _keep_up(self) -> None:
        """A day's backup and the archive, once each local day."""
        now = self._desk.now()
        today = self._settings.rules.week.local_date(now)
        if self._kept_up_on != today:
            self._kept_up_on = today
            for trouble in upkeep(self._desk.store, self._settings, now):
                self._log(trouble)

    def _has_missed(self) -> bool:
        """Whether time went by unwatched: at the start, after a suspend, after a leap of the clock."""
        slept, before = suspended_for(), self._slept
        self._slept = slept
        if slept - before > 1:
            self.popups.listen(WAKING_FOR)
            return True
        return self._planned_at is None or self._desk.now() > self._planned_at + MISSED_FOR

    def _pause(self) -> float:
        now, next_at = self._desk.now(), self.watcher.next_at
        longest = SHORT_FOR if self._up or clock.is_fixed() else LONGEST_FOR
        pause = longest if next_at is None else max(SHORT_FOR, min(longest, next_at - now))
        self._planned_at = now + pause
        return pause

    # Popups

    def _send(self, note: Note) -> Delivery:
        delivery = self.popups.send(note, self._channel)
        if delivery.result == DELIVERED:
            self._up[note.key] = (self._desk.now(), note)
        return delivery

    def _take_down(self) -> None:
        """Close the popups of cards that were acted on, wherever that was done."""
        if not self._up:
            return
        now, alerts = self._desk.now(), self._desk.store.alerts()
        waiting = {one.seen.card.id for one in records.pending(alerts, self.watcher.seen)}
        for key, (sent_at, _) in list(self._up.items()):
            if key in self.watcher.seen and key not in waiting:
                self.popups.close_popup(key)
                del self._up[key]
            elif not 0 <= now - sent_at < UP_FOR:
                del self._up[key]

    def _closed(self, key: str, reason: int) -> None:
        self._up.pop(key, None)

    def _pressed(self, key: str, action: str) -> None:
        self._up.pop(key, None)
        try:
            self.watcher.guarded(action, lambda: buttons.press(self._desk, key, action, self._home))
        except FollowupError as error:
            self._log(f"{action}: {error.message}")
