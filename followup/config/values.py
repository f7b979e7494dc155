"""How each kind of value is read from TOML. Each reader answers with the value or raises Bad, naming what is right."""

import re
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from followup.config.zones import named
from followup.core.phrase import BadPhrase
from followup.core.when_spans import duration
from followup.core.workweek import DAY_MINUTES, Window, Workweek

Leave = tuple[date, date]

_WINDOW = re.compile(r"\s*(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)\s*", re.A)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)", re.A)
LONGEST_LEAVE_DAYS = 1100


class Bad(Exception):
    """The value is not right: why, and what would be."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Bad("is no text", 'write it in quotes: "like this"')
    return value


def truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Bad("is neither true nor false")
    return value


def count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1000:
        raise Bad("is no whole number from 0 to 1000")
    return value


def one_of(*choices: str) -> Any:
    """A reader of one of these words."""

    def read(value: Any) -> str:
        if isinstance(value, str):
            for choice in choices:
                if value.casefold() == choice.casefold():
                    return choice
        raise Bad(f"is not one of {', '.join(choices)}", nearest(value, choices))

    return read


def zone(value: Any) -> ZoneInfo:
    found = named(value) if isinstance(value, str) and value else None
    if found is None:
        from zoneinfo import available_timezones

        raise Bad("is no time zone", nearest(value, available_timezones()) or 'try "America/New_York"')
    return found


def minutes(value: Any, week: Workweek) -> int:
    """Working minutes: "8h", "1d", "4w"."""
    try:
        return duration(text(value), week)
    except BadPhrase as bad:
        raise Bad("is no length of time", f"try {bad.hint}") from None


def windows(value: Any) -> tuple[Window, ...]:
    """A day's windows in minutes after midnight, an end over 1440 being on the next day."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list):
        raise Bad("is no list of windows", '["09:00-17:00"], or [] for a day off')
    found = sorted(_window(one) for one in given)
    if any(after[0] < before[1] for before, after in pairwise(found)):
        raise Bad("has windows that overlap")
    return tuple(found)


def _window(value: Any) -> Window:
    read = _WINDOW.fullmatch(value) if isinstance(value, str) else None
    if read is None:
        raise Bad(f"holds {_said(value)}, which is no window", "write it as 09:00-17:00")
    start, end = (int(read[at]) * 60 + int(read[at + 1]) for at in (1, 3))
    if start >= DAY_MINUTES or end > DAY_MINUTES or start == end:
        raise Bad(f"holds {_said(value)}, which is no window", "from 00:00 to 24:00, and not empty")
    return start, end if end > start else end + DAY_MINUTES


def rounds(value: Any) -> tuple[int, ...]:
    """Clock times in minutes after midnight."""
    if not isinstance(value, list):
        raise Bad("is no list of times", '["09:00", "13:00"], or [] for as they come')
    return tuple(sorted({_clock(one) for one in value}))


def _clock(value: Any) -> int:
    read = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if read is None or int(read[1]) > 23:
        raise Bad(f"holds {_said(value)}, which is no time", "write it as 09:00")
    return int(read[1]) * 60 + int(read[2])


def days(value: Any) -> tuple[date, ...]:
    if not isinstance(value, list):
        raise Bad("is no list of days", '["2026-11-26"]')
    return tuple(_day(one) for one in value)


def leave(value: Any) -> tuple[Leave, ...]:
    if not isinstance(value, list):
        raise Bad("is no list of days", '["2026-12-24..2027-01-02"]')
    return tuple(_leave(one) for one in value)


def _leave(value: Any) -> Leave:
    first, _, last = value.partition("..") if isinstance(value, str) else (value, "", "")
    span = (_day(first), _day(last or first))
    if span[0] > span[1]:
        raise Bad(f"holds {_said(value)}, which ends before it begins")
    if (span[1] - span[0]).days > LONGEST_LEAVE_DAYS:
        raise Bad(f"holds {_said(value)}, which is longer than three years")
    return span


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value.strip())
    except (ValueError, AttributeError):
        raise Bad(f"holds {_said(value)}, which is no day", "write it as 2026-11-26") from None


def _said(value: Any) -> str:
    words = repr(value)
    return words if len(words) <= 40 else f"{words[:39]}…"


def nearest(word: Any, known: Any) -> str:
    """`did you mean X?`, when something known is near."""
    if not isinstance(word, str):
        return ""
    from difflib import get_close_matches

    found = get_close_matches(word, known, n=1)
    return f"did you mean {found[0]}?" if found else ""
