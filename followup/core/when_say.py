"""Instants in the words that the program shows, every one of which `when` reads back as the same instant.

Without pendulum: a list or a popup says dates too, and importing it costs more than all the rest of them.
"""

from datetime import date, datetime, timedelta

from followup.core.workweek import Workweek

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SOON_DAYS = 6


def say(at: int, now: int, week: Workweek) -> str:
    """`Fri 27 Nov 15:00, in 3 days`: an instant with weekday, month in letters and distance."""
    return f"{stamp(at, now, week)}, {distance(at, now, week)}"


def stamp(at: int, now: int, week: Workweek) -> str:
    """`Fri 27 Nov 15:00`; with its year unless that is this one and the day not over."""
    return f"{day_of(at, now, week)} {clock(at, week)}"


def to_the_minute(at: int, now: int, week: Workweek) -> str:
    """The same for an instant that a clock gave and nobody typed: its seconds say nothing."""
    return stamp(at // 60 * 60, now, week)


def brief(at: int, now: int, week: Workweek) -> str:
    """As short as a card needs it: `today 12:00`, `Wed 12:00` within six days, then `Fri 4 Dec`.

    A later day's clock time is left out when it is the end of that day.
    """
    day, today = week.local_date(at), week.local_date(now)
    away = (day - today).days
    if 0 <= away <= SOON_DAYS:
        return f"{DAY_NAMES[day.weekday()] if away else 'today'} {clock(at, week)}"
    if at == end_of(day, week):
        return day_of(at, now, week)
    return stamp(at, now, week)


def day_of(at: int, now: int, week: Workweek) -> str:
    """`Fri 27 Nov`, or `Tue 5 Jan 2027` when the year is another or the day over."""
    day, today = week.local_date(at), week.local_date(now)
    name = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"
    return name if day.year == today.year and day >= today else f"{name} {day.year:04}"


def clock(at: int, week: Workweek) -> str:
    """`15:00`; with seconds if there are any, and with its offset in the second of two repeated hours."""
    local = datetime.fromtimestamp(at, week.zone)
    text = local.strftime("%H:%M:%S" if local.second else "%H:%M")
    if local.fold or local.utcoffset() != local.replace(fold=0).utcoffset():
        offset = local.strftime("%z")
        text += f" {offset[:3]}:{offset[3:5]}"
    return text


def distance(at: int, now: int, week: Workweek) -> str:
    """`in 3 days`, `tomorrow`, `in 25 minutes`, `2 hours ago`: calendar days, but hours within today."""
    days = (week.local_date(at) - week.local_date(now)).days
    if days == 0:
        return _within_a_day(at - now)
    if abs(days) == 1:
        return "tomorrow" if days > 0 else "yesterday"
    return _ago_or_in(days, *_scaled(abs(days)))


def _scaled(days: int) -> tuple[int, str]:
    if days < 14:
        return days, "day"
    return (
        (days // 7, "week") if days < 60 else (days // 30, "month") if days < 730 else (days // 365, "year")
    )


def _within_a_day(seconds: int) -> str:
    minutes = abs(seconds) // 60
    if minutes == 0:
        return "now"
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return f"in {hours}h{rest:02}" if seconds > 0 else f"{hours}h{rest:02} ago"
    return _ago_or_in(seconds, *((hours, "hour") if hours else (minutes, "minute")))


def _ago_or_in(sign: int, count: int, unit: str) -> str:
    counted = f"{count} {unit}{'s' if count > 1 else ''}"
    return f"in {counted}" if sign > 0 else f"{counted} ago"


def first_of(day: date, week: Workweek) -> int:
    """The first working minute of a local date; 09:00 on a day without one."""
    windows = week.day_windows(day)
    return windows[0][0] if windows else week.at_local(day, 9 * 60)


def end_of(day: date, week: Workweek) -> int:
    """The end of the last working window of a local date; 17:00 on a day without one."""
    windows = week.day_windows(day)
    return windows[-1][1] if windows else week.at_local(day, 17 * 60)


def working_day(day: date, steps: int, week: Workweek) -> date:
    """The working day that is so many steps after (before, if negative) a date."""
    step = timedelta(days=1 if steps > 0 else -1)
    left, quiet = abs(steps), 0
    while left:
        day += step
        if week.day_windows(day):
            left, quiet = left - 1, 0
        else:
            quiet += 1
        if quiet > 4000:
            raise OverflowError("no working day in ten years")
    return day
