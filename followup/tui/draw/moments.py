"""Instants as the pages say them: by weekday while that is plain, else by date."""

from followup.core.moments import near as near
from followup.core.wording import dated, local
from followup.core.workweek import Workweek


def today_or(at: int, now: int, week: Workweek) -> str:
    """`today 16:00`, else as `near`."""
    then = local(at, week)
    return f"today {then:%H:%M}" if then.date() == local(now, week).date() else near(at, now, week)


def full(at: int, now: int, week: Workweek) -> str:
    """`Fri 20 Nov 10:00`, with the year when it is another."""
    then = local(at, week)
    return f"{dated(then, local(now, week))} {then:%H:%M}"
