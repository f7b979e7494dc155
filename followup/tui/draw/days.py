"""An axis of working days, each as wide as the next: heads, the rule with now on it, the legend (LOOK section 8)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from followup.core.workweek import Workweek
from followup.tui.draw.card import Scene
from followup.tui.draw.lines import Line, joined, measure, width
from followup.tui.glyphs import Glyphs

LEAST_DAY_CELLS = 8
COUNT_CELL = 8
FARTHEST_DAYS = 4000
NAMED_DAYS_OFF = 2


class Day(NamedTuple):
    """A working day: its first working instant and its end (UTC seconds), and how long it is."""

    day: date
    start: int
    end: int
    minutes: int


class Days:
    """So many working days from a date on, `per` cells each, and one cell for the end of the last."""

    def __init__(self, days: Sequence[Day], per: int, week: Workweek) -> None:
        self.days = tuple(days)
        self.per = per
        self.week = week
        self.cells = per * len(days) + 1
        self._starts = [day.start for day in self.days]

    def cell(self, at: int) -> int:
        """Where an instant stands: -1 before the first day, `cells` beyond the last one."""
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return -1
        day = self.days[place]
        if place == len(self.days) - 1 and at > day.end:
            return self.cells
        spent = min(day.minutes, self.week.minutes(day.start, at))
        return place * self.per + (spent * self.per + day.minutes // 2) // day.minutes


def days_of(now: int, offset: int, count: int, per: int, week: Workweek) -> Days:
    """The axis whose first day is so many working days after the one that now belongs to, before it if negative."""
    first = next(working_days(week.local_date(now), 1, week), None)
    if first is not None and offset:
        step = 1 if offset > 0 else -1
        *_, first = list(working_days(first.day, abs(offset) + 1, week, step)) or [first]
    found = list(working_days(first.day, count, week)) if first is not None else []
    return Days(found, per, week)


def working_days(first: date, count: int, week: Workweek, step: int = 1) -> Iterator[Day]:
    """So many working days from a date on, or backwards; fewer where the calendar ends."""
    for _ in range(FARTHEST_DAYS):
        windows = week.day_windows(first)
        minutes = week.minutes(windows[0][0], windows[-1][1]) if windows else 0
        if minutes:
            yield Day(first, windows[0][0], windows[-1][1], minutes)
            count -= 1
        if not count:
            return
        try:
            first += timedelta(step)
        except OverflowError:
            return


def heads(days: Days, scene: Scene, dues: Sequence[int]) -> Line:
    """`Wed 25  ■1   Fri 27  ■2`: each day with how many deadlines, of these in order, are still to fall due on it."""
    line: Line = []
    for place, one in enumerate(days.days):
        following = days.days[place + 1].start if place + 1 < len(days.days) else one.end + 1
        falling = bisect_left(dues, following) - bisect_left(dues, max(one.start, scene.now + 1))
        has_month = bool(place) and one.day.month != days.days[place - 1].day.month
        line += _head(
            one, falling, days.per, is_today=_is_today(one, scene), has_month=has_month, scene=scene
        )
    return line


def _is_today(day: Day, scene: Scene) -> bool:
    return day.day == scene.rules.week.local_date(scene.now)


def _head(day: Day, falling: int, cells: int, *, is_today: bool, has_month: bool, scene: Scene) -> Line:
    name = f"{day.day:%a} {day.day.day}"
    head: Line = [(name, "text bold" if is_today else "sentence")]
    if has_month and width(name) + 5 < cells:
        head.append((f" {day.day:%b}", "muted"))
    count = f"{scene.glyphs.due}{falling}"
    start = max(COUNT_CELL, measure(head) + 2)
    if falling and start + width(count) < cells:
        head += [(" " * (start - measure(head)), ""), (count, "muted")]
    return [*head, (" " * (cells - measure(head)), "")]


def rule(days: Days, scene: Scene, start: int, cells: int) -> Line:
    """The rule under the heads, ▼ at now where that is on the page."""
    now = days.cell(scene.now)
    thin = scene.glyphs.thin
    if not 0 <= now < days.cells:
        return [(thin * cells, "rule")]
    before = start + now
    return [(thin * before, "rule"), (scene.glyphs.now, "primary"), (thin * (cells - before - 1), "rule")]


def grid(days: Days, scene: Scene) -> list[tuple[str, str]]:
    """What stands behind the cards: the day starts, and the line that falls from now."""
    glyphs = scene.glyphs
    cells = [(" ", "")] * days.cells
    for place in range(1, len(days.days)):
        cells[place * days.per] = (glyphs.day, "rule")
    now = days.cell(scene.now)
    if 0 <= now < days.cells:
        cells[now] = (glyphs.fall, "primary")
    return cells


def legend(days: Days, glyphs: Glyphs, cells: int) -> Line:
    """What the marks mean, and which days off are left out."""
    words = (
        (glyphs.spent, "silent", "silent"), (glyphs.limit, "check", "check"),
        (glyphs.safe, "last safe for another path", "alternate by"),
        (glyphs.told, "tell the requester by", "tell by"), (glyphs.due, "deadline", "due"),
        (glyphs.wish, "wish", "wish"),
    )  # fmt: skip
    off = days_off(days)
    for place, gap in ((1, 3), (2, 2)):
        parts: list[Line] = [[(one[0], "sentence"), (f" {one[place]}", "muted")] for one in words]
        line = joined([*parts, *([[(off, "muted")]] if off else [])], gap)
        if measure(line) <= cells:
            return line
    while measure(joined(parts, gap)) > cells:
        parts.pop()
    return joined(parts, gap)


def days_off(days: Days) -> str:
    """`Thu 26 is a holiday and is not drawn`; empty where no day off lies between."""
    week, found = days.week, []
    for one, following in zip(days.days, days.days[1:], strict=False):
        between = (following.day - one.day).days
        for ahead in range(1, between):
            day = one.day + timedelta(ahead)
            if week.days[day.weekday()] and week.is_off(day):
                found.append(day)
    if not found:
        return ""
    if len(found) > NAMED_DAYS_OFF:
        return f"{len(found)} days off are not drawn"
    names = " and ".join(f"{day:%a} {day.day}" for day in found)
    if len(found) > 1:
        return f"{names} are off and are not drawn"
    is_holiday = found[0].toordinal() in week.holidays
    return f"{names} is {'a holiday' if is_holiday else 'leave'} and is not drawn"
