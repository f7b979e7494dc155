"""Instants as a letter says them. No day ahead is "tomorrow": one that is read a day later must not mislead.

Instants are UTC seconds in the week's zone.
"""

from zoneinfo import ZoneInfo

from followup.core.moments import dated, local
from followup.core.workweek import Workweek

NOON, EVENING = 12, 18


def past(at: int, now: int, week: Workweek) -> str:
    """When something was done: `this morning`, `yesterday`, `on Friday` within six days, else `on Fri 6 Nov`."""
    then, today = local(at, week), local(now, week)
    away = (today.date() - then.date()).days
    if away == 0:
        part = "morning" if then.hour < NOON else "afternoon" if then.hour < EVENING else "evening"
        return f"this {part}"
    if away == 1:
        return "yesterday"
    return f"on {then:%A}" if 1 < away <= 6 else f"on {dated(then, today)}"


def your_time(at: int, week: Workweek, zone: ZoneInfo | None) -> str:
    """` (18:00 your time)` for whoever reads it in that zone, with the day where it is another; "" where their clock
    shows the same."""
    mine = local(at, week)
    theirs = mine if zone is None else mine.astimezone(zone)
    if theirs.replace(tzinfo=None) == mine.replace(tzinfo=None):
        return ""
    name = "" if theirs.date() == mine.date() else f"{theirs:%A} "
    return f" ({name}{theirs:%H:%M} your time)"


def clock(at: int, now: int, week: Workweek) -> str:
    """A date that matters: `today 12:00`, `Wednesday 12:00` within six days either way, else `Fri 4 Dec 12:00`."""
    then, today = local(at, week), local(now, week)
    away = (then.date() - today.date()).days
    name = "today" if away == 0 else f"{then:%A}" if -6 <= away <= 6 else dated(then, today)
    return f"{name} {then:%H:%M}"
