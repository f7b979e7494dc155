"""What the grammar's tests share: one office, one Tuesday morning."""

from datetime import datetime
from zoneinfo import ZoneInfo

from followup.core.workweek import Workweek

ZONE = "America/New_York"
OFFICE = Workweek(ZoneInfo(ZONE))


def at(local: str, zone: str = ZONE) -> int:
    """The UTC seconds of a local ISO time, or of one with its offset."""
    read = datetime.fromisoformat(local)
    return int((read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))).timestamp())


def local(seconds: int, zone: str = ZONE) -> str:
    """The local ISO time to the minute, so that a failing row reads like its table."""
    return f"{datetime.fromtimestamp(seconds, ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


NOW = at("2026-11-24T10:00")
