"""Instants that tests share, in UTC seconds."""

from datetime import datetime
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")


def new_york(text: str) -> int:
    """The instant of a local time in New York: `2026-11-24 14:12`."""
    return int(datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).timestamp())


TUESDAY_1412 = new_york("2026-11-24 14:12")
