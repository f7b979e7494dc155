"""Instants as the pages say them: by weekday while that is plain, else by date."""

from datetime import timedelta

from followup.core.wording import dated, local
from followup.core.workweek import Workweek

PLAIN = timedelta(7)


def near(at: int, now: int, week: Workweek) -> str:
    """`Mon 16:00` within six days either way, else `Fri 6 Nov 10:00`, with the year when it is another."""
    then, today = local(at, week), local(now, week)
    day = f"{then:%a}" if abs(then.date() - today.date()) < PLAIN else dated(then, today)
    return f"{day} {then:%H:%M}"


def today_or(at: int, now: int, week: Workweek) -> str:
    """`today 16:00`, else as `near`."""
    then = local(at, week)
    return f"today {then:%H:%M}" if then.date() == local(now, week).date() else near(at, now, week)


def full(at: int, now: int, week: Workweek) -> str:
    """`Fri 20 Nov 10:00`, with the year when it is another."""
    then = local(at, week)
    return f"{dated(then, local(now, week))} {then:%H:%M}"
