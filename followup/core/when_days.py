"""The days of the date grammar: which words name a calendar day, and which days they can mean.

Each rule is a regex and what it makes of a match. A weekday, and a day without its year or month, can mean
several days; which one is decided later, when the clock time is known.
"""

import re
from calendar import monthrange
from typing import Any, NamedTuple

from pendulum import Date

from followup.core.phrase import BadPhrase
from followup.core.when_say import working_day
from followup.core.when_spans import Span
from followup.core.when_words import MONTH, MONTHS, ORDINAL, ORDINAL_WORD, ORDINALS, WEEKDAY, WEEKDAYS
from followup.core.workweek import Workweek

DUE, UNTIL, PAST = "due", "until", "past"
YEARS = range(1900, 9999)
HALF_A_YEAR = 183
FLAGS = re.I | re.A
Found = dict[str, Any]


class Scene(NamedTuple):
    """What reading a phrase needs besides the phrase; `now` in UTC seconds, `today` in the week's zone."""

    now: int
    today: Date
    week: Workweek
    order: str
    mode: str


class Day(NamedTuple):
    """The days that words can mean: the likeliest first, looking ahead and looking back."""

    ahead: tuple[Date, ...]
    behind: tuple[Date, ...]
    explicit: bool = True


def fixed(day: Date, explicit: bool = True) -> Found:
    """Words that mean this day and no other."""
    return {"day": Day((day,), (day,), explicit)}


def _relative(found: re.Match[str], scene: Scene) -> Found:
    words = re.sub(r"^the\s+", "", found[0].lower())
    return fixed(scene.today.add(days=_RELATIVE[re.sub(r"\s+", " ", words)]))


_RELATIVE = {
    "today": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "day before yesterday": -2,
}


def _tonight(found: re.Match[str], scene: Scene) -> Found:
    return fixed(scene.today) | {"part": "night"}


def _this_part(found: re.Match[str], scene: Scene) -> Found:
    return fixed(scene.today) | {"part": found[1].lower()}


def _weekday(found: re.Match[str], scene: Scene) -> Found:
    number = WEEKDAYS[found["weekday"].lower().rstrip(".")]
    return {"weekday": (number, (found["which"] or "").lower())}


def _week_on(found: re.Match[str], scene: Scene) -> Found:
    """`friday week`, `tomorrow week`: a week after the coming one."""
    word = found["start"].lower().rstrip(".")
    if word in WEEKDAYS:
        return fixed(of_weekday(WEEKDAYS[word], "", scene).ahead[0].add(days=7))
    return fixed(scene.today.add(days=7 + _RELATIVE[word]))


def of_weekday(number: int, which: str, scene: Scene) -> Day:
    """The days that a weekday can mean: `next` is next week's, else the coming one (today included)."""
    monday = scene.today.start_of("week")
    if which == "next":
        day = monday.add(days=6 + number)
        return Day((day,), (day,))
    ahead = scene.today.add(days=(number - scene.today.isoweekday()) % 7)
    behind = scene.today.subtract(days=(scene.today.isoweekday() - number) % 7)
    if which != "last":
        return Day((ahead, ahead.add(days=7)), (behind, behind.subtract(days=7)))
    day = monday.add(days=number - 8)
    latest = behind if behind < scene.today else behind.subtract(days=7)
    if day != latest:
        raise BadPhrase("that can mean this week's or last week's", "say the date instead")
    return Day((day,), (day,))


def _week(found: re.Match[str], scene: Scene) -> Found:
    which = found[1].lower()
    return {"week": scene.today.start_of("week").add(days=7 * {"last": -1, "this": 0, "next": 1}[which])}


def _iso(found: re.Match[str], scene: Scene) -> Found:
    return fixed(date_of(int(found[1]), int(found[2]), int(found[3])))


def _numeric(found: re.Match[str], scene: Scene) -> Found | None:
    one, two, three = (found[group] for group in ("one", "two", "three"))
    if three is None:
        return yearly(*_ordered(int(one), int(two), scene.order), scene)
    if scene.order == "YMD" and len(three) <= 2:
        return fixed(date_of(_full_year(one), int(two), int(three)))
    if len(three) == 1:
        return None
    if scene.order == "YMD" and int(one) <= 12 and int(two) <= 12 and one != two:
        raise BadPhrase(f"{found[0]} can be two dates", "write it as 2026-11-30 or 30 Nov 2026")
    month, day = _ordered(int(one), int(two), scene.order)
    return fixed(date_of(_full_year(three), month, day))


def _dotted(found: re.Match[str], scene: Scene) -> Found:
    return fixed(date_of(int(found[3]), int(found[2]), int(found[1])))


def _ordered(one: int, two: int, order: str) -> tuple[int, int]:
    """Month and day; the other way round when only that is a date."""
    month, day = (two, one) if order == "DMY" else (one, two)
    return (day, month) if month > 12 >= day else (month, day)


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _named(found: re.Match[str], scene: Scene) -> Found:
    month = MONTHS[found["month"].lower()]
    day = ordinal(found["day"])
    year = found["year"]
    return fixed(date_of(int(year), month, day)) if year else yearly(month, day, scene)


def ordinal(text: str) -> int:
    """The day of `15th`, `15` or `third`."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS[text.lower()]


def yearly(month: int, day: int, scene: Scene) -> Found:
    """A day and month without a year: the next one, today included; looking back, half a year at most."""
    year = scene.today.year
    days = [Date(one, month, day) for one in (year - 1, year, year + 1) if _exists(one, month, day)]
    ahead = [one for one in days if one >= scene.today][:1]
    if not ahead:
        date_of(year + 1, month, day)
    behind = [one for one in days if one <= scene.today and (scene.today - one).days <= HALF_A_YEAR][-1:]
    return {"day": Day(tuple(ahead), tuple(behind))}


def _monthly(found: re.Match[str], scene: Scene) -> Found:
    """`the 15th`: this month's, today included, else the next one's."""
    day, today = ordinal(found["day"]), scene.today
    this = date_of(today.year, today.month, day)
    near = [this, *(_in_month(today.add(months=step), day) for step in (1, -1))]
    ahead = this if this >= today else near[1]
    behind = this if this <= today else near[2]
    if ahead is None and scene.mode != PAST:
        raise BadPhrase(f"next month has no day {day}", "say the month too")
    return {"day": Day((ahead,) if ahead else (), (behind,) if behind else ())}


def date_of(year: int, month: int, day: int) -> Date:
    """That date. Raises BadPhrase when there is none, or it lies too far from now to be meant."""
    if not _exists(year, month, day):
        raise BadPhrase(f"{year:04}-{month:02}-{day:02} is not in the calendar", "12 Dec or 2026-12-12")
    return Date(year, month, day)


def _exists(year: int, month: int, day: int) -> bool:
    return year in YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _in_month(month: Date, day: int) -> Date | None:
    return Date(month.year, month.month, day) if _exists(month.year, month.month, day) else None


def shifted(day: Date, span: Span, sign: int, scene: Scene) -> Date:
    """The day that lies a span of days, weeks and months after (before) another.

    For a snooze a day is a working day; for a deadline only a business day is.
    """
    calendar = 0 if scene.mode == UNTIL else span.days
    working = span.business + span.days - calendar
    day = day.add(months=sign * span.months, days=sign * (calendar + span.weeks * 7))
    return Date.fromordinal(working_day(day, sign * working, scene.week).toordinal()) if working else day


YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
DAY_NUMBER = rf"(?P<day>{ORDINAL}|{ORDINAL_WORD}|\d{{1,2}})"

RULES = [
    (re.compile(pattern, FLAGS), make)
    for pattern, make in (
        (
            r"(?:the\s+)?day\s+(?:after\s+tomorrow|before\s+yesterday)|today|tomorrow|tmrw?|yesterday",
            _relative,
        ),
        (r"tonight", _tonight),
        (r"this\s+(morning|afternoon|evening)", _this_part),
        (rf"(?:on\s+)?(?:(?P<which>this|next|last|coming)\s+)?(?P<weekday>{WEEKDAY})", _weekday),
        (r"(?:of\s+)?(last|this|next)\s+week", _week),
        (rf"(?:on\s+)?(?P<start>{WEEKDAY}|today|tomorrow)\s+week", _week_on),
        (r"(\d{4})-(\d\d)-(\d\d)", _iso),
        (r"(\d{4})/(\d\d?)/(\d\d?)", _iso),
        (r"(?P<one>\d\d?)\s?/\s?(?P<two>\d\d?)(?:\s?/\s?(?P<three>\d{4}|\d\d?))?", _numeric),
        (r"(?P<one>\d\d?)-(?P<two>\d\d?)-(?P<three>\d{4})", _numeric),
        (r"(\d\d?)\.(\d\d?)\.(\d{4})", _dotted),
        (rf"(?:on\s+)?(?:the\s+)?{DAY_NUMBER}\s*(?:of\s+)?(?P<month>{MONTH})(?!\w)\.?{YEAR}", _named),
        (rf"(?:on\s+)?(?P<month>{MONTH})\.?\s*(?:the\s+)?{DAY_NUMBER}{YEAR}", _named),
        (rf"(?:on\s+)?(?:the\s+)?(?P<day>{ORDINAL})", _monthly),
    )
]
