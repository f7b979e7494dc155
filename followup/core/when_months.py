"""The days of the date grammar that need a whole month, quarter, year or week to be found: its last working
day, its first Tuesday, its 20th.
"""

import re
from calendar import monthrange

from pendulum import Date

from followup.core.phrase import BadPhrase
from followup.core.when_days import DAY_NUMBER, FLAGS, PAST, YEAR, Found, Scene, date_of, fixed, ordinal
from followup.core.when_words import MONTH, MONTHS, ORDINAL, ORDINAL_WORD, WEEKDAY, WEEKDAYS


def _of_a_month(found: re.Match[str], scene: Scene) -> Found:
    first = _month_meant(found["which"], scene)
    day = date_of(first.year, first.month, ordinal(found["day"]))
    return fixed(day, explicit=not _is_the_month(found["which"]))


def _nth(found: re.Match[str], scene: Scene) -> Found:
    """`last friday of october`, `first working day of next month`, `third day of october`."""
    first = _month_meant(found["which"], scene, found["year"])
    days = [first.add(days=step) for step in range(monthrange(first.year, first.month)[1])]
    kind = found["kind"].lower().rstrip(".")
    if kind in WEEKDAYS:
        days = [day for day in days if day.isoweekday() == WEEKDAYS[kind]]
    elif kind != "day":
        days = [day for day in days if scene.week.day_windows(day)]
    nth = found["nth"].lower()
    place = -1 if nth == "last" else ordinal(nth) - 1
    if place >= len(days):
        raise BadPhrase(f"that month has no {nth} {kind}")
    # Without a year a month that has begun can still hold the day, or have it behind: next year's then.
    if days[place] < scene.today and not found["year"] and found["which"].lower() in MONTHS:
        return _nth_next_year(found, scene)
    return fixed(days[place], explicit=not _is_the_month(found["which"]))


def _is_the_month(which: str) -> bool:
    """Whether nothing says which: on the 24th nobody means "the 1st of the month" that is behind."""
    return which.lower().startswith("the")


def _nth_next_year(found: re.Match[str], scene: Scene) -> Found:
    if scene.mode == PAST:
        raise BadPhrase("that can mean two dates", "say the date instead")
    later = scene._replace(today=Date(scene.today.year + 1, 1, 1))
    return _nth(found, later)


def _month_meant(which: str, scene: Scene, year: str | None = None) -> Date:
    """The first of `october`, `this month` or `next month`; a month alone is the next, this one included."""
    today, word = scene.today, which.lower()
    if word not in MONTHS:
        return today.start_of("month").add(months=word.startswith("next"))
    if year:
        return date_of(int(year), MONTHS[word], 1)
    return Date(today.year + (MONTHS[word] < today.month), MONTHS[word], 1)


def _end_of(found: re.Match[str], scene: Scene) -> Found:
    """`end of month`, `eow`, `quarter end`: the last working day of it."""
    unit = (found["unit"] or _SHORT_ENDS[found["short"][2:].lower()]).lower()
    step = 1 if (found["which"] or "").lower() == "next" else 0
    months = {"month": 1, "quarter": 3, "year": 12}
    start = scene.today.start_of("week").add(days=7 * step)
    if unit == "week":
        return fixed(_last_working(start.add(days=6), 7, scene), explicit=False)
    place = (scene.today.month - 1) // months[unit] * months[unit] + 1
    start = Date(scene.today.year, place, 1).add(months=months[unit] * (step + 1))
    return fixed(_last_working(start.subtract(days=1), 28, scene), explicit=False)


_SHORT_ENDS = {"w": "week", "m": "month", "q": "quarter", "y": "year"}


def _end_of_named(found: re.Match[str], scene: Scene) -> Found:
    """`end of november`, `end of Q1`."""
    month = MONTHS[found["month"].lower()] if found["month"] else int(found["quarter"]) * 3
    year = int(found["year"]) if found["year"] else scene.today.year + (month < scene.today.month)
    last = date_of(year, month, monthrange(year, month)[1])
    return fixed(_last_working(last, 28, scene), explicit=found["year"] is not None)


def _last_working(last: Date, within: int, scene: Scene) -> Date:
    """The last working day of the days up to `last`; in a span without one, its last Monday to Friday."""
    days = [last.subtract(days=step) for step in range(within)]
    working = [day for day in days if scene.week.day_windows(day)]
    return (working or [day for day in days if day.isoweekday() <= 5])[0]


_WHICH_MONTH = rf"(?P<which>{MONTH}\b|(?:this|next|the)\s+month)"

RULES = [
    (re.compile(pattern, FLAGS), make)
    for pattern, make in (
        (rf"(?:on\s+)?(?:the\s+)?{DAY_NUMBER}\s+of\s+(?P<which>(?:this|next|the)\s+month)", _of_a_month),
        (
            rf"(?:on\s+)?(?:the\s+)?(?P<nth>{ORDINAL}|{ORDINAL_WORD}|last)\s+"
            rf"(?P<kind>{WEEKDAY}|(?:(?:business|working)\s+)?day)\s+(?:of|in)\s+{_WHICH_MONTH}{YEAR}",
            _nth,
        ),
        (
            r"(?:the\s+)?end\s+of\s+(?:the\s+)?(?:(?P<which>this|next)\s+)?(?P<unit>week|month|quarter|year)"
            r"(?P<short>)",
            _end_of,
        ),
        (r"(?P<unit>month|quarter|year)[- ]end(?P<which>)(?P<short>)", _end_of),
        (r"(?P<short>eo[wmqy])(?P<which>)(?P<unit>)", _end_of),
        (
            rf"(?:the\s+)?end\s+of\s+(?:(?P<month>{MONTH})\.?|q(?P<quarter>[1-4])){YEAR}",
            _end_of_named,
        ),
    )
]
