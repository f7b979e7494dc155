"""The watcher's sign of life: the lock that it holds, with its number in it, and when it last looked.

The lock file's time of change is the last look. A record of its own would be one more file to write.
"""

import os
import time
from contextlib import suppress

LOCK = "watch.lock"
SIGNED_EVERY = 30  # seconds: while a popup is up it looks once a second, and need not write that often
TRIES, TRY_FOR = 4, 0.05  # whoever asks holds the lock for a moment


def lock_path(state: str) -> str:
    return os.path.join(state, LOCK)  # noqa: PTH118


def take(descriptor: int) -> None:
    """Take the lock and put this process's number into it. Raises BlockingIOError where another has it."""
    import fcntl

    for left in reversed(range(TRIES)):
        try:
            # The kernel lets go of it however the process ends; a pid file would outlive a kill.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if not left:
                raise
            time.sleep(TRY_FOR)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, b"%d\n" % os.getpid(), 0)


class Sign:
    """What the running watcher leaves for others to see."""

    def __init__(self, state: str) -> None:
        self._path = lock_path(state)
        self._signed_at: int | None = None

    def looked(self, at: int) -> None:
        """It looked at this instant (UTC seconds). Where that cannot be written nobody is worse off."""
        if self._signed_at is not None and 0 <= at - self._signed_at < SIGNED_EVERY:
            return
        self._signed_at = at
        with suppress(OSError):
            os.utime(self._path, (at, at))


def running(state: str) -> int | None:
    """The number of the watcher that runs over this folder, however it was started; 0 where it left none.

    None when none runs: the lock decides, never the number.
    """
    try:
        import fcntl

        descriptor = os.open(lock_path(state), os.O_RDONLY | os.O_CLOEXEC)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        digits = os.read(descriptor, 20).strip()
        return int(digits) if digits.isdigit() else 0
    finally:
        os.close(descriptor)
    return None


def looked_at(state: str) -> int | None:
    """When a watcher last looked (UTC seconds, half a minute early at most); None if none ever did."""
    with suppress(OSError):
        return int(os.stat(lock_path(state)).st_mtime)  # noqa: PTH116
    return None
