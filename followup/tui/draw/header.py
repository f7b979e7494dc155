"""The header, the tabs, the footer: counts and clock above, board-wide keys below (LOOK section 7)."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from followup.core.board import Board
from followup.core.clean import shown
from followup.core.policy import AT_RISK, OVERDUE
from followup.core.stages import NAMES
from followup.core.wording import local
from followup.core.workweek import Workweek
from followup.tui.draw.card import Scene
from followup.tui.draw.lines import Line, cut, fitted, joined, measure, sides, width

SLIM_BELOW = 150
SMALL_BELOW = 110
LEAST_TOAST = 16
DAYS_COUNTS = 2  # of the parts at the right: owned, and alerts used


class Alerts(NamedTuple):
    """What the header says of popups: used today of how many, on how many cards one waits to be acted on, and on how
    many of those since the board was last looked at."""

    used: int = 0
    budget: int = 3
    pending: int = 0
    away: int = 0


class Filtered(NamedTuple):
    """A filter that is on: what was typed, and how many match."""

    text: str
    matching: int
    total: int


def header(
    board: Board, alerts: Alerts, scene: Scene, cells: int, filtered: Filtered | None = None, key: str = "",
    order: str = "", asked: int = 0,
) -> Line:  # fmt: skip
    """The first row: what needs me at the left, and the order of the cards where it is not the usual one; how the
    day stands at the right. What was alerted while nobody was at the board stands between, with the `key` that
    lists it, and how many promised dates are `asked` about.
    """
    is_small, is_slim = cells < SMALL_BELOW - 3, cells < SLIM_BELOW - 5
    is_bare = filtered is not None or not board.total
    right = _right(board, alerts, scene, is_small, is_slim, is_bare)
    gap = 2 if is_small else 3
    left = [_filter_words(filtered)] if filtered else _left(board, scene, is_small)
    left += [[(order, "muted")]] if order else []
    lasting = max(1, len(right) - DAYS_COUNTS)
    news = [] if filtered else _news(alerts.away, asked, key, is_small, gap)

    def is_over() -> bool:
        return measure(joined([*left, news], gap)) + _length(right) + 2 > cells

    # What waits, and the day's own counts, make room first: for the news, for the order, for what is late.
    if not is_small and len(left) > 1 and is_over():
        left.pop()
    while len(right) > lasting and is_over():
        right.pop(0)
    while len(left) > 1 and is_over():
        left.pop()
    while len(right) > 1 and is_over():
        right.pop(0)
    return sides(joined([*left, news], gap), _spread(right), cells)


def _news(away: int, asked: int, key: str, is_small: bool, gap: int) -> Line:
    """`1 promise to answer`, and `while you were away: 3` with its key; not filled, which only what needs me is."""
    word = f" promise{'' if asked == 1 else 's'}{'?' if is_small else ' to answer'}"
    asks: Line = [(str(asked), "text bold"), (word, "sentence")] if asked else []
    line: Line = [("while you were away: ", "sentence"), (str(away), "text bold")] if away else []
    if away and key:
        line += [("  ", ""), (key, "primary bold"), ("" if is_small else " alerts", "sentence")]
    return joined([asks, line], gap)


Part = tuple[Line, int]


def _length(parts: Sequence[Part]) -> int:
    return sum(measure(line) + gap for line, gap in parts)


def _spread(parts: Sequence[Part]) -> Line:
    line: Line = []
    for part, gap in parts:
        line += [*part, (" " * gap, "")]
    return line


def _left(board: Board, scene: Scene, is_small: bool) -> list[Line]:
    counts, glyphs = board.counts, scene.glyphs
    if not board.total:
        return [[("followup", "text bold")]]
    needs: Line = [("nothing needs you", "text")]
    if counts.needs_me:
        needs = [(f" {counts.needs_me} need{'s' if counts.needs_me == 1 else ''} you ", "text fill bold")]
    parts = [needs]
    for count, level, word in ((counts.overdue, OVERDUE, " overdue"), (counts.at_risk, AT_RISK, " at risk")):
        if count:
            parts.append([(f"{glyphs.levels[level]} {count}{'' if is_small else word}", "error bold")])
    if not is_small:
        parts.append([(f"{counts.waiting} waiting", "muted")])
    return parts


def _filter_words(filtered: Filtered) -> Line:
    return [
        (f"{filtered.matching} of {filtered.total} match", "text bold"),
        ("   /", "primary"),
        (shown(filtered.text), "primary bold"),
        ("   esc clears", "muted"),
    ]


def _right(
    board: Board, alerts: Alerts, scene: Scene, is_small: bool, is_slim: bool, is_bare: bool
) -> list[Part]:
    gap = 2 if is_small else 3 if is_slim else 4
    counts = board.counts
    parts: list[Part] = []
    if not is_bare:
        parts.append(([("owned ", "muted"), (str(counts.owned), "text"), (f"/{counts.open}", "muted")], gap))
        bold = " bold" if alerts.pending else ""
        told: Line = [
            ("alerts ", "muted" + bold),
            (str(alerts.used), "text" + bold),
            (f"/{alerts.budget}", "muted"),
        ]
        parts.append((told, gap))
    length = 0 if is_small else 1 if is_slim else 2
    parts.append((working(scene, length), 2 if is_slim else 3))
    now = local(scene.now, scene.rules.week)
    if not is_slim:
        parts.append(([(f"{now:%a} {now.day} {now:%b}", "muted")], 2))
    elif not is_small:
        parts.append(([(f"{now:%a}", "muted")], 1))
    parts.append(([(f"{now:%H:%M}", "text bold")], 0))
    return parts


def working(scene: Scene, length: int = 2) -> Line:
    """`● working until 17:00`, shorter by one word at each length below 2."""
    week, now, glyphs = scene.rules.week, scene.now, scene.glyphs
    window = week.window(now)
    if window is None:
        at, word, dot = week.next_start(now), _why_off(week, now), (glyphs.off, "muted")
    else:
        at, word, dot = _end_of(week, window[1]), "working", (glyphs.working, "success")
    then = local(at, week)
    when = f"{then:%H:%M}" if then.date() == local(now, week).date() else f"{then:%a %H:%M}"
    said = "" if window is not None and length < 2 else f"{word} "  # that it is off is always said
    words = f"{said}{'until' if length else 'to'} {when}"
    return [dot, (f" {words}" if dot[0] else words, "muted")]


def day(scene: Scene, cells: int) -> Line:
    """How the day stands, at the right of a page's first row: working time, date, clock."""
    length = 0 if cells < SMALL_BELOW - 3 else 1 if cells < SLIM_BELOW - 5 else 2
    now = local(scene.now, scene.rules.week)
    date = ("", f"{now:%a} ", f"{now:%a} {now.day} {now:%b}  ")[length]
    gap = "   " if length == 2 else "  "
    return [*working(scene, length), (gap, ""), (date, "muted"), (f"{now:%H:%M}", "text bold")]


def _end_of(week: Workweek, end: int) -> int:
    """The end of working time that goes on over adjoining windows, for a day at most."""
    for _ in range(8):
        following = week.window(end)
        if following is None:
            break
        end = following[1]
    return end


def _why_off(week: Workweek, now: int) -> str:
    today = week.local_date(now)
    if week.is_off(today) and week.days[today.weekday()]:
        return "holiday"
    windows = week.day_windows(today)
    return "break" if windows and windows[0][1] <= now < windows[-1][0] else "off"


def head(name: str, count: int, needs: int, cells: int, is_focused: bool, note: str = "") -> Line:
    """A column's head: its name, how many, and how many of those need me."""
    role = "primary bold" if is_focused else "sentence bold"
    told = note or (f"{needs} need you" if cells >= 34 - 3 else f"{needs} need") if needs or note else ""
    return sides([(name, role), (f" {count}", "muted")], [(told, "muted")] if told else [], cells)


class Tab(NamedTuple):
    """One tab's line and where it stands."""

    stage: str
    start: int
    end: int


def tabs(board: Board, active: str, cells: int) -> tuple[Line, list[Tab]]:
    """The four stages as tabs in one row, and the cells that each takes: closer, then without counts, to fit."""
    for gap, has_counts in ((3, True), (2, True), (2, False), (1, False)):
        line, places = _tabs(board, active, gap, has_counts)
        if measure(line) <= cells:
            break
    return line, places


def _tabs(board: Board, active: str, gap: int, has_counts: bool) -> tuple[Line, list[Tab]]:
    line: Line = []
    places = []
    at = 0
    for column in board.columns:
        is_active = column.stage == active
        part: Line = [(NAMES[column.stage], "primary bold" if is_active else "sentence")]
        if has_counts:
            part.append((f" {len(column.seen)}", "muted"))
        if column.needs:
            part += [(" ", ""), (f" {column.needs} ", "text fill bold" if is_active else "muted fill bold")]
        line += [*part, (" " * gap, "")]
        places.append(Tab(column.stage, at, at + measure(part)))
        at += measure(part) + gap
    return line[:-1], places


def footer(
    keys: Sequence[tuple[str, str]], commands: tuple[str, str], cells: int, passing: Collection[str] = ()
) -> Line:
    """Board-wide keys, letter by letter; what does not fit is dropped from the right, first of those `passing`."""
    gap = 3 if cells >= SMALL_BELOW - 3 else 2
    right: Line = [(commands[0], "sentence"), (f" {commands[1]}", "muted")]
    parts: dict[str, Line] = {key: [(key, "sentence"), (f" {word}", "muted")] for key, word in keys}
    going = [key for key in parts if key not in passing] + [key for key in parts if key in passing]
    while going and measure(joined(parts.values(), gap)) + measure(right) + 2 > cells:
        del parts[going.pop()]
    return sides(joined(parts.values(), gap), right, cells)


def toast(text: str, undo: str | None, cells: int, mark: str = "…", more: str = "") -> Line:
    """What just happened, in the footer's place; of what does not fit the text goes first, `more` of it last."""
    tail: Line = [("   ", ""), (undo, "primary bold"), (" undo", "muted")] if undo else []
    room = cells - measure(tail)
    text = cut(text, max(LEAST_TOAST, room - width(more)), mark) if more else text
    return [(fitted(text + more, room, mark), "text bold"), *tail]
