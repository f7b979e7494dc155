"""Spans of time as people type them: `4h`, `90m`, `1d 4h`, `2 business days`, `half an hour`, `5h12`.

Closed: what is not in these tables is not a span. `m` is minutes. Zero, negative and repeated units are
refused. It needs neither pendulum nor a clock, so that `~4h` on a quick-add line stays cheap.
"""

import re
from typing import NamedTuple

from followup.core.phrase import BadPhrase, quoted
from followup.core.workweek import Workweek

NUMBERS = {
    word: value
    for value, words in enumerate(
        (
            "a an one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ),
        start=1,
    )
    for word in words.split()
}
COUPLE = r"(?:a )?couple(?: of)?"
# The longest first, because a regex takes the first that fits.
NUMBER_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
UNITS = {
    "business": r"(?:business|working|work) days?",
    "minutes": r"minutes?|mins?|m",
    "hours": r"hours?|hrs?|h",
    "days": r"days?|d",
    "weeks": r"weeks?|wks?|w",
    "fortnights": r"fortnights?",
    "months": r"months?",
}
_UNIT = "|".join(f"(?P<{name}>{pattern})" for name, pattern in UNITS.items())
# Plain strings, compiled where the first span is read: most lines have none.
_PART = rf"(?:(?P<digits>\d+)\s*|(?P<word>{COUPLE}|{NUMBER_WORDS})\s+)(?:{_UNIT})(?![a-z_]|'\w)"
_WHOLE = ((r"half an hour(?!\w)", 30), (r"an hour and a half(?!\w)", 90))
_TIGHT_MINUTES = r"([0-5]\d)(?![\w:])"
_BETWEEN = r"(?:\s*,\s*|\s+and\s+|\s*)(?=\d)|\s+and\s+"
_MOST_DIGITS = 4


class Span(NamedTuple):
    """Counts of each unit, as typed."""

    minutes: int = 0
    hours: int = 0
    days: int = 0
    business: int = 0
    weeks: int = 0
    months: int = 0

    @property
    def elapsed_seconds(self) -> int:
        """The part of it that a clock measures."""
        return self.hours * 3600 + self.minutes * 60

    @property
    def has_days(self) -> bool:
        """Whether it counts days or more."""
        return any(self[2:])


def span_at(text: str, start: int) -> tuple[int, Span] | None:
    """The longest span that begins at `start` and where it ends; None when none does.

    Raises BadPhrase for one that says zero, or a unit twice.
    """
    for pattern, minutes in _WHOLE:
        if whole := _matched(pattern, text, start):
            return whole.end(), Span(minutes)
    counts: dict[str, int] = {}
    place, end = start, start
    while part := _matched(_PART, text, place):
        end = _take(part, counts, start)
        between = _matched(_BETWEEN, text, end)
        place = between.end() if between else end
    return (end, Span(**counts)) if counts else None


def _matched(pattern: str, text: str, start: int) -> re.Match[str] | None:
    return re.compile(pattern, re.I | re.A).match(text, start)


def _take(part: re.Match[str], counts: dict[str, int], start: int) -> int:
    unit, count = part.lastgroup or "", _count(part)
    end = part.end()
    if unit == "fortnights":
        unit, count = "weeks", count * 2
    if unit in counts:
        raise BadPhrase(f"{quoted(part.string[start:end])} says {unit} twice", "1d 4h", start, end)
    if count == 0:
        raise BadPhrase("zero is no span of time", "30m, 4h or 2d", start, end)
    if len(part["digits"] or "") > _MOST_DIGITS:
        raise BadPhrase(f"{quoted(part[0])} is too long", f"{_MOST_DIGITS} digits at most", start, end)
    counts[unit] = count
    tight = _matched(_TIGHT_MINUTES, part.string, end) if (part["hours"] or "").lower() == "h" else None
    if not tight or "minutes" in counts:
        return end
    counts["minutes"] = int(tight[1])
    return tight.end()


def _count(part: re.Match[str]) -> int:
    if part["digits"]:
        return int(part["digits"][: _MOST_DIGITS + 1])
    word = part["word"].lower()
    return NUMBERS.get(word, 2)


def duration(text: str, week: Workweek) -> int:
    """Whole working minutes for `4h`, `90m`, `1d 4h`, `2 business days`, `1w`.

    A day is the week's working minutes over its working days, a week the week's working minutes. Raises
    BadPhrase for anything else.
    """
    stripped = text.strip()
    start = text.find(stripped) if stripped else 0
    found = span_at(text, start)
    if not found or found[0] != start + len(stripped) or found[1].months:
        raise BadPhrase(
            f"{quoted(stripped)} is not a length of time", "30m, 4h, 1d 4h or 1w", start, len(text)
        )
    span = found[1]
    days = (span.days + span.business) * week.day_minutes
    return span.minutes + span.hours * 60 + days + span.weeks * week.week_minutes
