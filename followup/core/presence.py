"""Whether somebody is at work now, by their own hours and zone. Pure; instants are UTC seconds."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from followup.core.moments import by_day
from followup.core.workweek import Window, Workweek


def presence(zone: ZoneInfo | None, hours: Sequence[Window] | None, now: int, week: Workweek) -> str:
    """`in until 16:30` or `off until Wed 09:00`, in the reader's own zone; "" where neither zone nor hours are known.

    They are taken to work on the days of `week`, in its hours where only their zone is known.
    """
    if zone is None and not hours:
        return ""
    days = [(tuple(hours) if hours else own) if own else () for own in week.days]
    theirs = Workweek(zone or week.zone, days)
    window = theirs.window(now)
    if window is not None:
        return f"in until {by_day(window[1], now, week)}"
    return f"off until {by_day(theirs.next_start(now), now, week)}"
