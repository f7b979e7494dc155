"""Instants are whole seconds since 1970 in UTC, as `int`; on paper they are ISO 8601 ending in Z.

Plain integers compare by time alone. pendulum's `==` and `<` within one zone are wrong in the hour
that a DST change repeats, and a board of 10,000 cards compares a great many of them.
"""

from datetime import UTC, datetime

MINUTE = 60
HOUR = 3600
DAY = 86400
FIRST = -62135596800  # 0001-01-01T00:00:00Z
LAST = 253402300799  # 9999-12-31T23:59:59Z


def to_iso(at: int) -> str:
    """`2026-11-24T19:12:00Z` for an instant.

    Raises ValueError when it lies outside the years 1 to 9999.
    """
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def from_iso(text: str) -> int:
    """The instant that an ISO 8601 text with an offset or Z names, its fraction of a second dropped.

    Raises ValueError when it is no such text, has no offset, or lies outside the years 1 to 9999 of UTC.
    """
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError(f"no offset in {text!r}")
    at = int(read.timestamp() // 1)
    if not FIRST <= at <= LAST:
        raise ValueError(f"out of range: {text!r}")
    return at
