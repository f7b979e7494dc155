"""What the items of a date phrase mean together: the day, the clock time, and so the instant."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from pendulum import Date

from followup.core import when_clocks, when_days
from followup.core.phrase import BadPhrase
from followup.core.when_clocks import END, Clock
from followup.core.when_days import DUE, PAST, UNTIL, YEARS, Day, Found, Scene
from followup.core.when_say import end_of, first_of, say, stamp, working_day
from followup.core.when_words import PARTS


class Reading(NamedTuple):
    """What a phrase means.

    `at` is UTC seconds, `used` how many characters of the text were read, `words` the instant in the words
    that the program shows; `day` is the local date when a date was said without a time.
    """

    at: int
    used: int
    words: str
    past: bool = False
    nonworking: bool = False
    day: date | None = None


def meant(found: Found, used: int, scene: Scene) -> Reading:
    """The reading of a whole phrase that is `used` characters long. Raises BadPhrase, or OverflowError."""
    at, day = _resolved(found, scene)
    if not YEARS.start <= scene.week.local_date(at).year < YEARS.stop:
        raise OverflowError
    if scene.mode == UNTIL and at <= scene.now:
        raise BadPhrase(f"{stamp(at, scene.now, scene.week)} has passed", "name a moment that is still ahead")
    if scene.mode == PAST and at > scene.now:
        raise BadPhrase(f"{stamp(at, scene.now, scene.week)} is still ahead", "name a moment that has passed")
    words = say(at, scene.now, scene.week)
    working = bool(scene.week.day_windows(day or scene.week.local_date(at)))
    return Reading(at, used, words, at <= scene.now, not working, None if _has_time(found) else day)


def _has_time(found: Found) -> bool:
    return bool(found.keys() & {"clock", "part", "span"})


def _resolved(found: Found, scene: Scene) -> tuple[int, date | None]:
    """The instant that the items mean, and the local day they name."""
    if "span" in found:
        return scene.now + found["span"], None
    days = days_named(found, scene) or _any_day(found, scene)
    looking_back = scene.mode == PAST
    options = days.behind if looking_back else days.ahead
    if not options:
        raise BadPhrase("that is still ahead" if looking_back else "that has passed", "say the year too")
    for day in options:
        at = _instant(day, found, scene)
        if at <= scene.now if looking_back else at > scene.now:
            return at, day
    if not days.explicit and not looking_back:
        raise BadPhrase("that has passed", "say the date, or next week, next month")
    return _instant(options[0], found, scene), options[0]


def days_named(found: Found, scene: Scene) -> Day | None:
    """The days that the items name. Raises BadPhrase when weekday and date disagree."""
    number, which = found.get("weekday", (0, ""))
    if week := found.get("week"):
        if not number and week <= scene.today:
            raise BadPhrase("which day of that week?", "fri, or end of week")
        if which:
            raise BadPhrase("that names two weeks", "wed next week")
        day = week.add(days=max(0, number - 1))
        return Day((day,), (day,))
    named: Day | None = found.get("day")
    if named is None:
        return when_days.of_weekday(number, which, scene) if number else None
    for day in (*named.ahead, *named.behind) if number else ():
        if day.isoweekday() != number and (day in (named.behind if scene.mode == PAST else named.ahead)):
            raise BadPhrase(f"{day.day} {day:%b} {day.year} is a {day:%A}", "correct one of the two")
    return named


def _any_day(found: Found, scene: Scene) -> Day:
    """A clock time alone: today's, or else tomorrow's; of an end of day the next working day's."""
    today = scene.today
    if found.get("clock") is END:
        following, before = (
            Date.fromordinal(working_day(today, step, scene.week).toordinal()) for step in (1, -1)
        )
        return Day((today, following), (today, before))
    near = tuple(today.add(days=step) for step in (-1, 0, 1, 2))
    return Day(near if "zone" in found else near[1:], near[::-1])


def _instant(day: Date, found: Found, scene: Scene) -> int:
    clock: Clock | None = found.get("clock")
    part: str | None = found.get("part")
    if clock is END:
        return end_of(day, scene.week)
    if clock is None and part is None:
        return _bare_day(day, scene)
    if clock is None:
        if part == "night" and "day" not in found:
            raise BadPhrase("when at night?", "monday 20:00")
        return scene.week.at_local(day, PARTS[part or ""][0] * 60)
    seconds = when_clocks.in_part(clock, part)
    if seconds < 0:
        raise BadPhrase("that is on the day before", "say that day")
    zone: int | None = found.get("zone")
    if zone is not None:
        return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) + seconds - zone
    minutes, rest = divmod(seconds, 60)
    return scene.week.at_local(day, minutes) + rest


def _bare_day(day: Date, scene: Scene) -> int:
    if scene.mode == DUE:
        return end_of(day, scene.week)
    if scene.mode == PAST and day == scene.today:
        return scene.now
    return first_of(day, scene.week)
