"""When the board was last looked at: the time of change of a file in the state folder, as the watcher leaves its own.

Instants are UTC seconds. Nothing depends on it but what is called news, so what cannot be written is not missed.
"""

import os
from contextlib import suppress

from followup.core.instants import FIRST

NAME = "board.looked"


def last(state: str) -> int:
    """When that was; FIRST when it never was, as far as is known."""
    try:
        return int(os.stat(_path(state)).st_mtime)  # noqa: PTH116
    except OSError:
        return FIRST


def note(state: str, at: int) -> None:
    """It was looked at until this instant."""
    with suppress(OSError):
        os.makedirs(state, mode=0o700, exist_ok=True)  # noqa: PTH103
        descriptor = os.open(_path(state), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.utime(descriptor, (at, at))
        finally:
            os.close(descriptor)


def _path(state: str) -> str:
    return os.path.join(state, NAME)  # noqa: PTH118 - the paths of config are plain text
