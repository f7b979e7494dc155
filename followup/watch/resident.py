"""The resident watcher: one a state folder, asleep until something can be due, gone when told to stop."""

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
from followup.desk import Desk
from followup.errors import FollowupError, Refused, StoreError
from followup.notify.situation import Situation
from followup.upkeep import upkeep
from followup.watch.following import SettingsFile, Signature, look_of
from followup.watch.looking import Log, Said, to_stderr
from followup.watch.showing import Showing
from followup.watch.sign import Sign, lock_path, take

LONGEST_FOR = 60  # seconds between two looks: sleep stops in suspend, and clocks are set
SHORT_FOR = (
    1  # while a popup is up, so that it goes when its card is touched; or while a test moves the clock
)
TROUBLED_FOR = 2  # while the board cannot be read: so often its files are looked at, and themselves not read
WAKING_FOR = 5  # seconds that a desktop needs after a suspend before it shows popups
MISSED_FOR = 600  # a look so much later than planned finds what was missed, and makes one digest of it


def run(
    desk: Desk,
    settings: Settings,
    look_around: Callable[[], Situation],
    report: Callable[[Said], object] = id,
    log: Log = to_stderr,
) -> int:
    """Watch until SIGTERM or SIGINT; returns 0. Raises Refused when another watcher is running.

    `look_around` says what can pop up here, at the start and again while there is no session bus.
    """
    with only_one(settings.paths.state):
        resident = Resident(desk, settings, look_around, report, log)
        with resident.popups, _stopping(resident.stop):
            resident.loop()
    return 0


@contextmanager
def only_one(state: str) -> Iterator[None]:
    """Hold the watcher's lock. Raises Refused when another process does, StoreError in a folder of no use."""
    path = lock_path(state)
    try:
        os.makedirs(state, mode=0o700, exist_ok=True)  # noqa: PTH103
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}", "the watcher keeps its lock there") from error
    try:
        take(descriptor)
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
    """The loop. It belongs to one thread, but for `stop`."""

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        look_around: Callable[[], Situation],
        report: Callable[[Said], object],
        log: Log,
    ) -> None:
        self.showing = Showing(desk, settings, look_around, log)
        self.popups, self.watcher = self.showing.popups, self.showing.watcher
        self.suspended_for, self.waking_for = suspended_for, WAKING_FOR
        self._desk = desk
        self._file = SettingsFile(settings, log)
        self._kept_up_on: date | None = None
        self._report = report
        self._log = log
        self._sign = Sign(settings.paths.state)
        self._stopped = False
        self._slept = suspended_for()
        self._planned_at: int | None = None
        self._trouble = ""
        self._troubled_by: Signature = ()
        self._again_at = 0.0

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
        if self._is_still_troubled():
            return TROUBLED_FOR
        try:
            self._heed_settings()
            pause = self._look()
        except FollowupError as error:
            return self._be_troubled(error)
        if self._trouble:
            self._trouble = ""
            self._log("all is well again")
        return pause

    def _look(self) -> float:
        is_first = self._planned_at is None
        for said in self.watcher.look(gather=self._has_missed()):
            self._report(said)
        if is_first:
            self.showing.recall()
        self.showing.take_down()
        self._keep_up()
        self._sign.looked(self._desk.now())
        return self._pause()

    # Trouble

    def _be_troubled(self, error: FollowupError) -> float:
        if self._trouble != error.message:
            self._trouble = error.message
            self._log(error.message)
        self._troubled_by = self._look_of_board()
        self._again_at = time.monotonic() + (LONGEST_FOR if isinstance(error, StoreError) else 0)
        return TROUBLED_FOR

    def _is_still_troubled(self) -> bool:
        """Whether nothing has happened to the board's files since it could not be read; a full disk shows nothing."""
        if not self._trouble or time.monotonic() >= self._again_at:
            return False
        return self._look_of_board() == self._troubled_by

    def _look_of_board(self) -> Signature:
        return look_of(self._file.settings.paths.data)

    # Settings

    def _heed_settings(self) -> None:
        """Go by the settings as they are in their files now."""
        settings = self._file.news()
        if settings is not None:
            self._desk.rules = settings.rules
            self.watcher.settle(settings.alerts)

    # Time

    def _keep_up(self) -> None:
        """A day's backup and the archive, once each local day."""
        now = self._desk.now()
        today = self._desk.rules.week.local_date(now)
        if self._kept_up_on != today:
            self._kept_up_on = today
            for trouble in upkeep(self._desk.store, self._file.settings, now):
                self._log(trouble)

    def _has_missed(self) -> bool:
        """Whether time went by unwatched: at the start, after a suspend, after a leap of the clock."""
        slept, before = self.suspended_for(), self._slept
        self._slept = slept
        if slept - before > 1:
            self.popups.listen(self.waking_for)
            return True
        return self._planned_at is None or self._desk.now() > self._planned_at + MISSED_FOR

    def _pause(self) -> float:
        now, next_at = self._desk.now(), self.watcher.next_at
        hurries = self.showing.up or self._file.is_being_written or clock.is_fixed()
        longest = SHORT_FOR if hurries else LONGEST_FOR
        pause = longest if next_at is None else max(SHORT_FOR, min(longest, next_at - now))
        self._planned_at = now + pause
        return pause
