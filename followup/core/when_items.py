"""The shape of a date phrase: which items may follow each other, and which make a date together."""

import re

from followup.core import when_clocks, when_days, when_months
from followup.core.phrase import BadPhrase
from followup.core.when_clocks import END, Clock
from followup.core.when_days import UNTIL, Found, Scene, fixed
from followup.core.when_meaning import days_named
from followup.core.when_spans import Span, span_at
from followup.core.when_words import WEEKDAY

_BOUNDARY = re.compile(r"(?=\s|$|[,;.:!?)]+(?:\s|$))")
_BETWEEN = re.compile(r"\s*,?\s+|(?=T\d)|\s*,\s*", re.A)
_SPAN_LEAD = re.compile(r"(?:in|within)\s+", re.I | re.A)
_SPAN_TAIL = re.compile(
    r"\s+(?P<tail>from\s+now|from\s+today|hence|ago)(?!\w)|'?\s+time(?=\s*(?:$|[,;.!?)]|at\b|@))", re.I | re.A
)
_FROM = re.compile(r"\s+from\s+", re.I | re.A)
# "a week on friday", "two weeks today": said of weeks only.
_WEEKS_ON = re.compile(rf"\s+(?:on\s+(?={WEEKDAY})|(?=(?:today|tomorrow)\b))", re.I | re.A)
_COULD_BE_CLOCK = re.compile(r"\d\d?h(?:[0-5]\d)?", re.I | re.A)
# Also where somebody says how long to wait: `15h30`, `1500 hours`.
_LIKELIER_CLOCK = re.compile(r"(?:0?[7-9]|1\d|2[0-3])h[0-5]\d|\d{4}\s*(?:hours?|hrs?|h)", re.I | re.A)


def phrases(text: str, place: int, known: Found, scene: Scene) -> list[tuple[int, Found]]:
    """Every way to go on from `place` with items that are not known yet, and where each ends."""
    ways: list[tuple[int, Found]] = []
    for end, item in _items(text, place, scene):
        if known.keys() & item.keys():
            continue
        merged = known | item
        ways.append((end, merged))
        between = _BETWEEN.match(text, end)
        if between and "span" not in merged:
            ways += phrases(text, between.end(), merged, scene)
    return ways


def _items(text: str, place: int, scene: Scene) -> list[tuple[int, Found]]:
    """The items of the grammar that begin at `place`."""
    items = _spans(text, place, scene)
    for pattern, make in (*when_days.RULES, *when_months.RULES, *when_clocks.RULES):
        match = pattern.match(text, place)
        if match and _ends(text, match.end()) and (item := make(match, scene)):
            items.append((match.end(), item))
    return items


def _ends(text: str, end: int) -> bool:
    return bool(_BOUNDARY.match(text, end)) or text[end] in "T,"


def _spans(text: str, place: int, scene: Scene) -> list[tuple[int, Found]]:
    """`in 2 hours`, `3 days from now`, `2 days ago`, `a week from friday`."""
    lead = _SPAN_LEAD.match(text, place)
    start = lead.end() if lead else place
    counted = span_at(text, start)
    if not counted:
        return []
    end, span = counted
    if span.elapsed_seconds and span.has_days:
        raise BadPhrase("days and hours cannot be mixed here", "in 2 days at 3pm, or in 30 hours")
    origin = _origin(text, end, span) if span.has_days and not lead else None
    if origin and (moved := _from_day(text, origin.end(), span, scene)):
        return moved
    tail = _SPAN_TAIL.match(text, end)
    if not (lead or tail) and _reads_like_clock(text[start:end], scene):
        return []
    sign = -1 if tail and (tail["tail"] or "").lower() == "ago" else 1
    end = tail.end() if tail else end
    if not _BOUNDARY.match(text, end) or (lead and sign < 0):
        return []
    if span.elapsed_seconds:
        return [(end, {"span": sign * span.elapsed_seconds})]
    return [(end, fixed(when_days.shifted(scene.today, span, sign, scene)))]


def _reads_like_clock(span: str, scene: Scene) -> bool:
    """Whether a length of time that stands alone may be meant as a clock time."""
    likely = _LIKELIER_CLOCK.fullmatch(span)
    return bool(likely or (scene.mode != UNTIL and _COULD_BE_CLOCK.fullmatch(span)))


def _origin(text: str, end: int, span: Span) -> re.Match[str] | None:
    """What leads from a span to the day that it is counted from."""
    only_weeks = span == Span(weeks=span.weeks)
    return _FROM.match(text, end) or (_WEEKS_ON.match(text, end) if only_weeks else None)


def _from_day(text: str, place: int, span: Span, scene: Scene) -> list[tuple[int, Found]]:
    moved = []
    for end, item in phrases(text, place, {}, scene):
        if item.keys() <= {"day", "weekday"} and (days := days_named(item, scene)):
            moved.append((end, fixed(when_days.shifted(days.ahead[0], span, 1, scene))))
    return moved


def is_whole(found: Found) -> bool:
    """Whether these items can be a date together."""
    kinds = found.keys()
    if "span" in kinds:
        return len(kinds) == 1
    clock: Clock | None = found.get("clock")
    dated = kinds & {"day", "weekday", "week"}
    if clock and ((clock.needs_day and not dated) or (clock.alone and (dated or "part" in kinds))):
        return False
    if clock is END and ("part" in kinds or "zone" in kinds):
        return False
    if "week" in kinds and "day" in kinds:
        return False
    return bool(dated or clock or "part" in kinds)
