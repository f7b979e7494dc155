"""The page of stats: a figure in words at the left, and by week as bars that stand in one column a week (LOOK 1)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from followup.core.figures import BLOCKS, ENOUGH, PLAIN, WEEKS, Share, Spread, Weeks
from followup.core.moments import span
from followup.core.stats import Stats
from followup.core.when_say import MONTH_NAMES
from followup.tui.draw.header import SMALL_BELOW
from followup.tui.draw.lines import Line, measure, padded, shorten, width
from followup.tui.draw.strip import Told
from followup.tui.glyphs import Glyphs

NOT_YET = "not enough yet"
MEANING = "Spans are working time: half are under the usual one, nine of ten under the slow one."
MEANING_SMALL = "Working time: half are under the usual, nine of ten under the slow."
NAME_CELLS, NAME_CELLS_SMALL = 18, 17
PLOT_AT, PLOT_AT_SMALL = 48, 43
WEEK_CELLS, MOST_WEEK_CELLS = 8, 12
PLOTS_FROM = 70  # cells, under which there are words alone
TALL_FROM = 30  # rows, from which bars are two rows high
BAR_CELLS = 24
GAP = 2
THIS_WEEK = "this week"


class Series(NamedTuple):
    """A number a week; `words` says one of them."""

    values: Sequence[int | None]
    words: Callable[[int], str]
    role: str = "text"


class Figure(NamedTuple):
    """A figure's name, what it is (empty for too few things), of what, in how much of a bar (of a hundred: heavy, then
    thin), and by week: one series, or two that share a scale."""

    name: str
    value: str
    says: Line
    share: tuple[int, int] | None = None
    series: tuple[Series, ...] = ()


class Grid(NamedTuple):
    """Where the plots begin, the cells of a week, of the name, and the rows of a bar."""

    at: int
    per: int
    name: int
    rows: int


def most_weeks(cells: int) -> int:
    """How many weeks fit on the page."""
    is_small = cells < SMALL_BELOW - 3
    return max(1, min(WEEKS, (cells - (PLOT_AT_SMALL if is_small else PLOT_AT)) // WEEK_CELLS))


def _grid(count: int, cells: int, height: int) -> Grid:
    is_small = cells < SMALL_BELOW - 3
    at = PLOT_AT_SMALL if is_small else PLOT_AT
    per = max(WEEK_CELLS, min(MOST_WEEK_CELLS, (cells - at) // max(1, count)))
    rows = 2 if height >= TALL_FROM else 1
    return Grid(at if cells >= PLOTS_FROM else cells, per, NAME_CELLS_SMALL if is_small else NAME_CELLS, rows)


def crumb(looking: str) -> Line:
    """Where one is."""
    said = looking or "from your own log"
    return [("Stats", "text bold"), ("   ", ""), (said, "muted")]


def figures_of(found: Stats, by: Weeks) -> list[Figure]:
    """Every figure, in the order of the page."""
    told, kept, tenths = found.told, found.promises, found.follow_ups.tenths
    asked = Figure("Follow-ups", "", _so_far(found.follow_ups.total, "outcome"))
    if tenths is not None:
        says: Line = [(f"for each of {_many(found.follow_ups.total, 'outcome')}", "muted")]
        asked = Figure(
            "Follow-ups", f"{tenths // 10}.{tenths % 10}", says, None, _medians(found.follow_ups, str, by)
        )
    return [
        _share("Told first", told, by, ("told first", "chased")),
        _share("Promises kept", kept, by, ("kept", "missed")),
        Figure("Slips", str(len(found.slips)), [("promises moved to later", "muted")], None,
               _counted((found.slips,), by)),
        _spread("Alert to action", found.acting, "alert", by),
        asked,
        _spread("Silence before", found.before, "follow-up", by),
        _spread("Silence after", found.after, "follow-up", by),
    ]  # fmt: skip


def _so_far(count: int, thing: str) -> Line:
    """Below five: how many there are, and nothing made of them."""
    return [(f"{count} of {ENOUGH} {thing}s so far", "muted")]


def _share(name: str, share: Share, by: Weeks, words: tuple[str, str]) -> Figure:
    good, bad = len(share.good), len(share.bad)
    says: Line = [(f"{good} {words[0]}", "text"), (", ", "muted"), (f"{bad} {words[1]}", "muted")]
    if share.percent is None:
        return Figure(name, "", says)
    return Figure(
        name, f"{share.percent}%", says, (share.percent, 100), _counted((share.good, share.bad), by)
    )


def _counted(many: Sequence[Sequence[int]], by: Weeks) -> tuple[Series, ...]:
    if not any(many):
        return ()
    return tuple(Series(by.counts(ats), str, "muted" if place else "text") for place, ats in enumerate(many))


def _spread(name: str, spread: Spread, thing: str, by: Weeks) -> Figure:
    if spread.usual is None or spread.slow is None:
        return Figure(name, "", _so_far(spread.total, thing))
    says: Line = [(f"slow {span(spread.slow)}, over {_many(spread.total, thing)}", "muted")]
    share = (100 * spread.usual // max(1, spread.slow), 100)
    return Figure(name, f"usually {span(spread.usual)}", says, share, _medians(spread, span, by))


def _medians(spread: Spread, words: Callable[[int], str], by: Weeks) -> tuple[Series, ...]:
    """The middle one of each week."""
    return (Series(by.medians(spread.samples), words, "muted"),)


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


# The page


def stats_page(found: Stats, by: Weeks, cells: int, height: int, glyphs: Glyphs) -> list[Line]:
    """Every row of the page: the weeks, a rule, then each figure with its bars and what they stand for."""
    grid = _grid(len(by.starts), cells, height)
    rows: list[Line] = [_heads(by, grid, cells), [(glyphs.thin * cells, "rule")], []]
    for figure in figures_of(found, by):
        rows += [*_figure(figure, grid, glyphs), []]
    return [shorten(row, cells, glyphs.cut) for row in rows[:-1]]


def _heads(by: Weeks, grid: Grid, cells: int) -> Line:
    line: Line = padded([("All told", "text bold")], grid.at)
    if grid.at >= cells:
        return line[:1]
    for day in by.mondays[:-1]:
        line += padded([(_said(day), "muted")], grid.per)
    fits = measure(line) + len(THIS_WEEK) <= cells
    return [*line, (THIS_WEEK if fits else "now", "text")]


def _said(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"


def _figure(figure: Figure, grid: Grid, glyphs: Glyphs) -> list[Line]:
    """Name and value, of what, its bar; at the right the bars of the weeks over their numbers."""
    room = grid.at - grid.name - GAP
    value = (figure.value, "text bold") if figure.value else (NOT_YET, "muted")
    lefts: list[Line] = [
        [*padded([(figure.name, "text bold" if figure.value else "text")], grid.name), value],
        [(" " * grid.name, ""), *shorten(figure.says, room, glyphs.cut)],
    ]
    if figure.share is not None and grid.rows > 1:
        lefts.append([(" " * grid.name, ""), *_bar(*figure.share, min(BAR_CELLS, room), glyphs)])
    rights = list(_plotted(figure.series, grid, glyphs)) if figure.series else []
    count = max(len(lefts), len(rights))
    lefts += [[] for _ in range(count - len(lefts))]
    rights += [[] for _ in range(count - len(rights))]
    return [[*padded(left, grid.at), *right] for left, right in zip(lefts, rights, strict=True)]


def _bar(part: int, whole: int, cells: int, glyphs: Glyphs) -> Line:
    heavy = max(0, min(cells, cells * part // max(1, whole)))
    return [(glyphs.spent * heavy, "muted"), (glyphs.left * (cells - heavy), "line")]


def _plotted(series: tuple[Series, ...], grid: Grid, glyphs: Glyphs) -> Iterator[Line]:
    """The bars from their tops down, then the numbers, each at its bar's left end; nothing is drawn of nothing."""
    steps = PLAIN if glyphs.thin.isascii() else BLOCKS
    top = max((value or 0 for one in series for value in one.values), default=0)
    thick = (grid.per - GAP) // 2 - 1 if len(series) > 1 else grid.per // 2
    for row in reversed(range(grid.rows)):
        line: Line = []
        for week in zip(*(one.values for one in series), strict=True):
            bars: Line = []
            for one, value in zip(series, week, strict=True):
                block = _block(value, top, row, grid.rows, steps)
                bars += [(block * thick, one.role), (" ", "")]
            line += padded(bars, grid.per)
        yield line
    numbers: Line = []
    for week in zip(*(one.values for one in series), strict=True):
        said: Line = []
        for one, value in zip(series, week, strict=True):
            text = one.words(value) if value else ""
            said += padded([(text, one.role)], thick + 1)
        numbers += padded(shorten(said, grid.per), grid.per)
    yield numbers


def _block(value: int | None, top: int, row: int, rows: int, steps: str) -> str:
    """What of a bar stands in a row, 0 being the lowest; the smallest value is seen."""
    if not value or value < 0:
        return " "
    height = max(1, -(-value * len(steps) * rows // top)) - row * len(steps)
    return " " if height <= 0 else steps[min(height, len(steps)) - 1]


def told(found: Stats | None, cells: int) -> Told:
    """The strip: the one sentence that matters most, and how to read the rest."""
    if found is None:
        return Told([], [], [])
    meaning = MEANING if width(MEANING) <= cells else MEANING_SMALL
    return Told([(_headline(found.told), "text bold")], [(meaning, "muted")], [])


def _headline(share: Share) -> str:
    if share.percent is None:
        return f"{share.total} of {ENOUGH} tellings: {NOT_YET} to say who speaks first."
    if not share.bad:
        return f"You told them first, all {share.total} times."
    return f"You told them first {len(share.good)} of {share.total} times."
