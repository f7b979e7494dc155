"""The clock times of the date grammar.

A bare hour from 1 to 6, and h:mm without a leading zero, is the afternoon's unless a part of the day says
otherwise; every other hour is as it stands.
"""

import re
from typing import NamedTuple

from followup.core.phrase import BadPhrase
from followup.core.when_days import FLAGS, UNTIL, Found, Scene
from followup.core.when_spans import NUMBERS
from followup.core.when_words import NUMBER_WORD, PARTS, WEEKDAY

HOUR = 3600
NOON = 12 * HOUR


class Clock(NamedTuple):
    """Seconds after midnight; `loose` if it can be either half of the day; `shift` is added in the end."""

    seconds: int
    loose: bool = False
    shift: int = 0
    needs_day: bool = False
    alone: bool = False


END = Clock(-1)


def in_part(clock: Clock, part: str | None) -> int:
    """Seconds after midnight, given the part of the day. Raises BadPhrase when the two disagree."""
    hour = clock.seconds // HOUR
    loose = clock.loose and 1 <= hour <= 11
    if part is None:
        return clock.seconds + clock.shift + (NOON if loose and hour <= 6 else 0)
    for chosen in (hour, hour + 12) if loose else (hour,):
        if chosen in PARTS[part][1]:
            return chosen * HOUR + clock.seconds % HOUR + clock.shift
    raise BadPhrase(
        f"{clock.seconds // HOUR}:{clock.seconds % HOUR // 60:02} is not in the {part}", "15:00 or 3pm"
    )


def _half(found: re.Match[str], scene: Scene) -> Found | None:
    """`3pm`, `3:18a`, `9 a.m.`"""
    hour = _number(found["hour"])
    if not 1 <= hour <= 12:
        return None
    return _clock(hour % 12 + 12 * (found["half"].lower() == "p"), found)


def _full(found: re.Match[str], scene: Scene) -> Found | None:
    """`15:00`, `9:30`, `03:30:15`"""
    hour = found["hour"]
    return _clock(int(hour), found, loose=hour[0] != "0") if int(hour) <= 23 else None


def _with_h(found: re.Match[str], scene: Scene) -> Found | None:
    """`15h30`, `at 16h`: the 24-hour clock; `4h` alone is a length of time, `2h30` can be either."""
    hour = found["hour"]
    if int(hour) > 23 or (int(hour) <= 6 and hour[0] != "0"):
        return None
    plain = found["minute"] and scene.mode != UNTIL  # to wait 8h30 is a length of time as well
    return _clock(int(hour), found, needs_day=not (plain or found["at"]))


def _bare(found: re.Match[str], scene: Scene) -> Found | None:
    """`at 3`, `3 o'clock`, `9 tomorrow`"""
    hour = _number(found["hour"])
    return _clock(hour, found, loose=found["hour"][0] != "0") if hour <= 23 else None


def _of_four(found: re.Match[str], scene: Scene) -> Found:
    """`1530 hours`, `0900h`"""
    return _clock(int(found["hour"]), found)


def _spoken(found: re.Match[str], scene: Scene) -> Found:
    """`at ten thirty`, `nine forty-five am`, `ten fifteen tomorrow`"""
    minutes = sum(_MINUTE_WORDS[word] for word in re.findall(r"\w+", found["spoken"].lower()))
    hour, half = NUMBERS[found["hour"].lower()], (found["half"] or "").lower()
    if half:
        hour = hour % 12 + 12 * (half == "p")
    return {"clock": Clock(hour * HOUR + minutes * 60, loose=not half)}


_MINUTE_WORDS = {"oh": 0, "five": 5, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}


def _past_or_to(found: re.Match[str], scene: Scene) -> Found | None:
    """`half past three`, `quarter to five`, `20 minutes to 2pm`"""
    words = found["count"].lower()
    minutes = {"half": 30, "quarter": 15, "twenty": 20}.get(words) or _number(words)
    before = found["side"].lower() in ("to", "before")
    if not 1 <= minutes <= 59 or (before and words == "half"):
        return None
    shift = -minutes * 60 if before else minutes * 60
    if found["noon"]:
        return {"clock": Clock(NOON, shift=shift)}
    hour, half = _number(found["hour"]), (found["half"] or "").lower()
    if not 1 <= hour <= 12:
        return None
    if half:
        return {"clock": Clock((hour % 12 + 12 * (half == "p")) * HOUR, shift=shift)}
    return {"clock": Clock(hour * HOUR, loose=True, shift=shift)}


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text.lower()]


def _clock(hour: int, found: re.Match[str], loose: bool = False, needs_day: bool = False) -> Found:
    groups = found.groupdict()
    seconds = hour * HOUR + int(groups.get("minute") or 0) * 60 + int(groups.get("second") or 0)
    made: Found = {"clock": Clock(seconds, loose, needs_day=needs_day)}
    if zone := groups.get("zone"):
        made["zone"] = _offset(zone)
    return made


def _offset(zone: str) -> int:
    """Seconds east of Greenwich."""
    signed = re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone)
    if not signed:
        return 0
    seconds = int(signed[2]) * HOUR + int(signed[3]) * 60
    if seconds > 14 * HOUR or int(signed[3]) > 59:
        raise BadPhrase(f"{zone} is no time zone", "an offset such as -05:00")
    return -seconds if signed[1] == "-" else seconds


_AT = r"(?:(?:at\s+|@\s*))"
_ZONE = r"(?:\s*\(?(?P<zone>utc|gmt|z|[+-]\d\d:?\d\d)(?![\w:])\)?)?"
_MINUTE = r"(?P<minute>[0-5]\d)"
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_HOUR = rf"(?P<hour>\d\d?|{NUMBER_WORD})"
_DAY_FOLLOWS = (
    r"(?=\s+(?:today|tomorrow|tmrw?|tonight|at\s+night|(?:this|in\s+the)\s+(?:morning|afternoon|evening))\b)"
)
_SPOKEN = (
    rf"(?P<hour>{NUMBER_WORD})[\s-]"
    r"(?P<spoken>oh[\s-]five|fifteen|(?:twenty|thirty|forty|fifty)(?:[\s-]five)?)(?![\w-])"
)

RULES = [
    (re.compile(pattern, FLAGS), make)
    for pattern, make in (
        (rf"{_AT}?(?P<hour>\d\d?)(?::{_MINUTE}(?::(?P<second>[0-5]\d))?)?\s?{_HALF}{_ZONE}", _half),
        (rf"{_AT}?(?P<hour>\d\d?)\.{_MINUTE}\s?{_HALF}{_ZONE}", _half),
        (rf"{_AT}?(?P<hour>\d\d?)(?::{_MINUTE})?(?P<half>[ap])\b{_ZONE}", _half),
        (rf"{_AT}?(?P<hour>{NUMBER_WORD})\s+{_HALF}", _half),
        (rf"{_AT}?(?P<hour>\d\d?):{_MINUTE}(?::(?P<second>[0-5]\d)(?:\.\d+)?)?{_ZONE}", _full),
        (rf"T(?P<hour>\d\d):{_MINUTE}(?::(?P<second>[0-5]\d)(?:\.\d+)?)?{_ZONE}", _full),
        (rf"(?P<at>{_AT})?(?P<hour>\d\d?)h{_MINUTE}?{_ZONE}", _with_h),
        (rf"{_AT}{_HOUR}", _bare),
        (rf"{_AT}(?P<hour>[01]\d|2[0-3]){_MINUTE}", _bare),
        (rf"{_AT}?(?P<hour>[01]\d|2[0-3]){_MINUTE}\s?(?:hours|hrs|h)", _of_four),
        (rf"{_AT}{_SPOKEN}(?:\s?{_HALF})?", _spoken),
        (rf"{_SPOKEN}(?:\s?{_HALF}|{_DAY_FOLLOWS})", _spoken),
        (rf"{_AT}?{_HOUR}\s+o'?clock", _bare),
        (rf"{_AT}?{_HOUR}\s+o'?clock\s+{_HALF}", _half),
        (rf"{_HOUR}{_DAY_FOLLOWS}", _bare),
        (
            rf"(?:at\s+)?(?:an?\s+)?(?P<count>half|quarter|twenty|{NUMBER_WORD}|\d\d?)(?:\s+minutes?)?\s+"
            rf"(?P<side>past|after|to|before)\s+(?:(?P<noon>noon|midday)|{_HOUR}(?:\s?{_HALF})?)",
            _past_or_to,
        ),
        (r"(?:at\s+)?(?:12\s+)?(?:noon|midday)", lambda found, scene: {"clock": Clock(NOON)}),
        (r"(?:at\s+)?midnight", lambda found, scene: {"clock": Clock(0, alone=True)}),
        (
            r"(?:the\s+)?(?:end\s+of\s+(?:the\s+)?day|(?:close|end)\s+of\s+business|close\s+of\s+play|eod|cob|eob)",
            lambda found, scene: {"clock": END},
        ),
        (
            r"(?:in\s+the\s+|in\s+|at\s+)?(morning|afternoon|evening|night)",
            lambda found, scene: {"part": found[1].lower()},
        ),
        (
            rf"first\s+thing(?=\s+(?:on\s+)?(?:tomorrow|tmrw?|{WEEKDAY})(?!\w))",
            lambda found, scene: {"part": "morning"},
        ),
    )
]
