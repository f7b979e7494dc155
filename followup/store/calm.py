"""A file that has stayed as it is: whether it was written since can then be told without opening it."""

import os
import time

SETTLES_AFTER = 3.0  # seconds; FAT notes when a file was written to two


class Calm:
    """What was read of a file, and when the file was written as it was read. Any thread may ask: what it knows is
    replaced, never changed."""

    def __init__(self) -> None:
        self._known: tuple[object, tuple[int, int, int], float, bool] = (None, (0, 0, 0), 0.0, False)

    def holds(self, what: object, status: os.stat_result) -> bool:
        """Whether the file is sure to say `what` still: it was read, the same, for longer than the coarsest clock of
        a file system takes to tick after it was last written, and was not written since."""
        known, written, _, is_sure = self._known
        return is_sure and known is what and written == _written(status)

    def note(self, what: object, status: os.stat_result) -> None:
        """It was read after this look at it, and says `what`."""
        known, written, since, _ = self._known
        now = time.monotonic()
        if known is not what or written != _written(status):
            self._known = (what, _written(status), now, False)
        elif now - since > SETTLES_AFTER:
            self._known = (what, written, since, True)


def _written(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns
