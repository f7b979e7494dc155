"""The only place that asks what time it is.

`FOLLOWUP_NOW` fixes the clock for demonstrations and tests: an ISO instant, in the configured zone when it
has no offset; `@FILE` is read anew at each look.
"""

import os
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from followup.core.instants import FIRST, LAST
from followup.errors import Refused

Clock = Callable[[], int]
VARIABLE = "FOLLOWUP_NOW"


def clock(zone: ZoneInfo) -> Clock:
    """The clock that the environment asks for: UTC seconds at each call.

    Raises Refused, now or at a later look, when FOLLOWUP_NOW is no instant.
    """
    given = os.environ.get(VARIABLE, "")
    if not given:
        return _system
    if given.startswith("@"):
        return lambda: _read(_contents(given[1:]), zone)
    fixed = _read(given, zone)
    return lambda: fixed


def is_fixed() -> bool:
    """Whether FOLLOWUP_NOW holds the clock."""
    return bool(os.environ.get(VARIABLE))


def _system() -> int:
    return int(time.time())


def _contents(name: str) -> str:
    try:
        with open(name, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not on the path of `add`
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise Refused(f"{VARIABLE}=@{name} cannot be read: {why}", f"unset {VARIABLE}") from error


def _read(text: str, zone: ZoneInfo) -> int:
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError as error:
        hint = f"write it as 2026-11-24T14:12 or 2026-11-24T19:12:00Z, or unset {VARIABLE}"
        raise Refused(f"{VARIABLE}={text.strip()!r} is no instant", hint) from error
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=zone)
    at = int(instant.timestamp() // 1)
    if not FIRST <= at <= LAST:
        raise Refused(f"{VARIABLE}={text.strip()!r} is no instant", "name one in the years 1 to 9999 of UTC")
    return at
