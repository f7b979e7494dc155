"""Dates as people say them, by a closed grammar: what it does not know it refuses, and never guesses.

A phrase is at most one each of a day, a clock time and a part of the day, in any order, or a span from now.
Three readings of the same words (DESIGN sections 4 and 8): a deadline (a bare day is its end), a moment to
wait until (its first working minute) and something past (the latest that fits). This module needs
pendulum: import it only where there is a phrase to read.
"""

import re

import pendulum

from followup.core.phrase import BadPhrase, quoted
from followup.core.when_days import DUE, PAST, UNTIL, Found, Scene
from followup.core.when_items import is_whole, phrases
from followup.core.when_meaning import Reading, meant
from followup.core.when_say import brief, distance, say, stamp
from followup.core.when_spans import duration
from followup.core.when_words import goes_on
from followup.core.workweek import Workweek

__all__ = [
    "DUE", "PAST", "UNTIL", "BadPhrase", "Reading", "brief", "deadline", "distance", "duration", "exactly",
    "past", "prefix", "say", "stamp", "until",
]  # fmt: skip

EXAMPLES = "try: fri 3pm, tomorrow noon, 12 Dec, in 2 days, next week"
_TRAILING = re.compile(r"[,;.:!?)]+(?=\s|$)")
_LEAD = {
    DUE: re.compile(r"(?:due\s+)?by\s+", re.I | re.A),
    UNTIL: re.compile(r"(?:by|until|till)\s+", re.I | re.A),
    PAST: re.compile(r"since\s+", re.I | re.A),
}
_SHOWN_TAIL = re.compile(r", (?:in [\w ]+|[\w ]+ ago|tomorrow|yesterday|now)$", re.A)


def deadline(text: str, now: int, week: Workweek, date_order: str = "MDY") -> Reading:
    """The longest beginning of `text` that is a date, read as a deadline; a past one is flagged.

    Raises BadPhrase when there is none, or when the words after it belong to a date as well.
    """
    return prefix(text, now, week, date_order, DUE)


def prefix(text: str, now: int, week: Workweek, date_order: str = "MDY", mode: str = DUE) -> Reading:
    """Like `deadline`, read in any of the three ways."""
    scene, flat = _scene(now, week, date_order, mode), _flat(text)
    reading = _read(flat, scene)
    if after := goes_on(flat, reading.used):
        known = flat[: reading.used].strip()
        raise BadPhrase(
            f"{quoted(known)} is a date, but {quoted(flat[after[0] : after[1]])} reads like more of it",
            f'quote the date: "{known}"',
            len(flat) - len(flat.lstrip()),
            after[1],
        )
    return reading


def exactly(text: str, now: int, week: Workweek, date_order: str = "MDY", mode: str = DUE) -> Reading:
    """The whole text as a date. Raises BadPhrase when anything is left over."""
    flat = _flat(text)
    if mode == PAST and flat.strip().lower() == "now":
        return Reading(now, len(text), say(now, now, week))
    shown = _SHOWN_TAIL.search(flat.rstrip())
    if shown and (reading := _as_shown(flat, shown.start(), now, week, date_order, mode)):
        return reading
    reading = _read(flat, _scene(now, week, date_order, mode))
    if rest := flat[reading.used :].strip():
        start = flat.index(rest, reading.used)
        raise BadPhrase(f"{quoted(rest)} is not part of a date", EXAMPLES, start, start + len(rest))
    return reading._replace(used=len(text))


def until(text: str, now: int, week: Workweek, date_order: str = "MDY") -> Reading:
    """The whole text as a moment to wait until: a bare day is its first working minute, the past refused."""
    return exactly(text, now, week, date_order, UNTIL)


def past(text: str, now: int, week: Workweek, date_order: str = "MDY") -> Reading:
    """The whole text as something that happened: the latest that fits, and the future refused."""
    return exactly(text, now, week, date_order, PAST)


def _as_shown(flat: str, end: int, now: int, week: Workweek, order: str, mode: str) -> Reading | None:
    """The reading of `Fri 27 Nov 15:00, in 3 days`, if both halves agree."""
    try:
        reading = exactly(flat[:end], now, week, order, mode)
    except BadPhrase:
        return None
    return reading._replace(used=len(flat)) if reading.words == flat.strip() else None


def _flat(text: str) -> str:
    """The same text with plain spaces and apostrophes, character for character."""
    return re.sub(r"\s", " ", text).replace("\u2019", "'")


def _scene(now: int, week: Workweek, order: str, mode: str) -> Scene:
    today = week.local_date(now)
    return Scene(now, pendulum.date(today.year, today.month, today.day), week, order, mode)


def _read(text: str, scene: Scene) -> Reading:
    start = len(text) - len(text.lstrip())
    best: tuple[int, Found] = (start, {})
    try:
        begin = start
        if lead := _LEAD[scene.mode].match(text, start):
            begin = lead.end()
        for end, found in phrases(text, begin, {}, scene):
            if end > best[0] and is_whole(found):
                best = (end, found)
        if not best[1]:
            words = text[start : _first_word(text, start)]
            raise BadPhrase(f"{quoted(words)} is not a date" if words else "the date is empty", EXAMPLES)
        trailing = _TRAILING.match(text, best[0])
        return meant(best[1], trailing.end() if trailing else best[0], scene)
    except BadPhrase as wrong:
        end = best[0] if best[1] else _first_word(text, start)
        raise BadPhrase(wrong.message, wrong.hint or EXAMPLES, start, end) from None
    except (OverflowError, ValueError):
        raise BadPhrase("that is too far away to be meant", EXAMPLES, start, len(text)) from None


def _first_word(text: str, start: int) -> int:
    """Where the words end that an error points at: the first, and those after it that belong to a date."""
    word = re.compile(r"\S+").match(text, start)
    end = word.end() if word else start
    while after := goes_on(text, end):
        end = after[1]
    return end
