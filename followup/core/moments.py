"""Instants and spans as a person says them: UTC seconds in the week's zone, and minutes."""

from datetime import datetime, timedelta

from followup.core.instants import DAY, FIRST, LAST, MINUTE
from followup.core.workweek import Workweek


def span(minutes: int) -> str:
    """`40m`, `5h12`, from ten hours `18h`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h" if hours >= 10 or not rest else f"{hours}h{rest:02}"


def as_limit(minutes: int) -> str:
    """As the quick-add line takes an idle limit: `6h40m`."""
    hours, rest = divmod(minutes, 60)
    return "".join((f"{hours}h" if hours else "", f"{rest}m" if rest or not hours else ""))


def local(at: int, week: Workweek) -> datetime:
    """The local time at an instant; a day short of the calendar's ends, where zones would fall off it."""
    return datetime.fromtimestamp(min(max(at, FIRST + DAY), LAST - DAY), week.zone)


def day(at: int, now: int, week: Workweek) -> str:
    """`today`, `tomorrow`, `Friday` within six days, else `Fri 4 Dec`, with the year when it is another."""
    then, today = local(at, week), local(now, week)
    ahead = (then.date() - today.date()).days
    if ahead in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[ahead + 1]
    if -6 <= ahead <= 6:
        return f"{then:%A}"
    return dated(then, today)


def dated(then: datetime, today: datetime) -> str:
    """`Fri 4 Dec`, with the year when it is not this one."""
    return f"{then:%a} {then.day} {then:%b}" + ("" if then.year == today.year else f" {then.year}")


def moment(at: int, now: int, week: Workweek) -> str:
    """A day and a time: `tomorrow 12:00`."""
    return f"{day(at, now, week)} {local(at, week):%H:%M}"


def short_moment(at: int, now: int, week: Workweek) -> str:
    """A day and a time in few cells: `today 16:00`, `Mon 30 09:00`, `Fri 4 Dec 09:00`."""
    then, today = local(at, week), local(now, week)
    if then.date() == today.date():
        return f"today {then:%H:%M}"
    if abs(then.date() - today.date()) < timedelta(25):
        return f"{then:%a} {then.day} {then:%H:%M}"
    return f"{dated(then, today)} {then:%H:%M}"


def near(at: int, now: int, week: Workweek) -> str:
    """`Mon 16:00` within six days either way, else `Fri 6 Nov 10:00`, with the year when it is another."""
    then, today = local(at, week), local(now, week)
    name = f"{then:%a}" if abs(then.date() - today.date()) < timedelta(7) else dated(then, today)
    return f"{name} {then:%H:%M}"


def by_day(at: int, now: int, week: Workweek) -> str:
    """The same after a preposition: `15:00` today, `Thu 15:00` within six days, else `Fri 4 Dec 15:00`."""
    then, today = local(at, week), local(now, week)
    away = (then.date() - today.date()).days
    if not away:
        return f"{then:%H:%M}"
    return f"{then:%a %H:%M}" if 0 < away <= 6 else f"{dated(then, today)} {then:%H:%M}"


def since(at: int, now: int, week: Workweek) -> str:
    """When something last happened: `10:05` today, else the day."""
    then = local(at, week)
    return f"{then:%H:%M}" if then.date() == local(now, week).date() else day(at, now, week)


def ago(at: int, now: int, week: Workweek) -> str:
    """`2h12 ago`; where nights and weekends lie between, they are not counted, and it says so."""
    late = week.minutes(at, now)
    if late == (now - at) // MINUTE:
        return f"{span(late)} ago" if late else "passed"
    said = span(late)
    if not said.endswith("h"):
        return f"{said} of working time ago" if late else "passed"
    return f"{said.removesuffix('h')} working hour{'' if said == '1h' else 's'} ago"
