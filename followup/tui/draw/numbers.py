"""The page of numbers: a figure in words, and by week as one line of blocks (LOOK 1: lines, one text column)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from followup.core.figures import ENOUGH, WEEKS, Share, Spread, Weeks, sparkline
from followup.core.moments import span
from followup.core.stats import Stats
from followup.core.when_say import MONTH_NAMES
from followup.tui.draw.header import SMALL_BELOW
from followup.tui.draw.lines import Line, cut, padded, shorten, width
from followup.tui.draw.strip import Told
from followup.tui.glyphs import Glyphs

NOT_YET = "not enough yet"
MEANING = "Spans are working time: half are under the usual one, nine of ten under the slow one."
MEANING_SMALL = "Working time: half are under the usual, nine of ten under the slow."
ALL: Line = [("All told", "text bold")]
NAME_CELLS, NAME_CELLS_SMALL = 24, 17
PLOT_AT, PLOT_AT_SMALL = 62, 46
PLOT_LABEL_CELLS = 16
MOST_PER_WEEK = 3
PLOTS_FROM = 70  # cells, under which there are words alone
GAP = 2


class Plot(NamedTuple):
    """One line of blocks: a value a week, what a whole block stands for, and what the tallest of them is."""

    values: Sequence[int | None]
    top: int
    says: str


class Figure(NamedTuple):
    """A figure's name, what it is (empty for too few things), of what, and by week."""

    name: str
    value: str
    says: str
    plots: tuple[Plot, ...]


def most_weeks(cells: int) -> int:
    """How many weeks fit on the page."""
    return max(4, min(WEEKS, cells - _plot_at(cells) - PLOT_LABEL_CELLS))


def _plot_at(cells: int) -> int:
    if cells < PLOTS_FROM:
        return cells
    return PLOT_AT_SMALL if cells < SMALL_BELOW - 3 else PLOT_AT


def crumb(found: Stats | None) -> Line:
    """Where one is."""
    said = "reading the log" if found is None else "from your own log"
    return [("Numbers", "text bold"), ("   ", ""), (said, "muted")]


def figures_of(found: Stats, by: Weeks) -> list[Figure]:
    """Every figure, in the order of the page."""
    told, kept = found.told, found.promises
    tenths = found.follow_ups.tenths
    return [
        _share("Told first", told, f"{len(told.good)} told first, {len(told.bad)} chased", by, ("told", "chased")),
        _share("Promises kept", kept, f"{len(kept.good)} kept, {len(kept.bad)} missed", by, ("kept", "missed")),
        Figure("Slips", str(len(found.slips)), "promises moved to later", _counted((found.slips,), ("moved",), by)),
        _spread("Alert to action", found.acting, "alert", by),
        Figure(
            "Follow-ups",
            "" if tenths is None else f"{tenths // 10}.{tenths % 10}",
            f"for each of {_many(found.follow_ups.total, 'outcome')}",
            _medians(found.follow_ups, "{} each".format, by) if tenths is not None else (),
        ),
        _spread("Silence before", found.before, "follow-up", by),
        _spread("Silence after", found.after, "follow-up", by),
    ]  # fmt: skip


def _share(name: str, share: Share, says: str, by: Weeks, words: tuple[str, str]) -> Figure:
    if share.percent is None:
        return Figure(name, "", says, ())
    return Figure(name, f"{share.percent}%", says, _counted((share.good, share.bad), words, by))


def _counted(series: Sequence[Sequence[int]], words: Sequence[str], by: Weeks) -> tuple[Plot, ...]:
    counts = [by.counts(ats) for ats in series]
    top = max(map(max, counts))
    return tuple(
        Plot(one, top, f"up to {max(one)} {word}")
        for one, word in zip(counts, words, strict=True)
        if any(one)
    )


def _spread(name: str, spread: Spread, thing: str, by: Weeks) -> Figure:
    says = f"over {_many(spread.total, thing)}"
    if spread.usual is None or spread.slow is None:
        return Figure(name, "", says, ())
    value = f"usually {span(spread.usual)}, slow {span(spread.slow)}"
    return Figure(name, value, says, _medians(spread, span, by))


def _medians(spread: Spread, words: Callable[[int], str], by: Weeks) -> tuple[Plot, ...]:
    """The middle one of each week."""
    medians = by.medians(spread.samples)
    top = max((one for one in medians if one), default=0)
    return (Plot(medians, top, f"up to {words(top)}"),) if top else ()


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def stats_page(found: Stats, by: Weeks, cells: int, glyphs: Glyphs) -> list[Line]:
    """Every row of the page: the weeks, a rule, and two rows a figure."""
    at, per = _plot_at(cells), _per_week(len(by.starts), cells)
    rows: list[Line] = [
        shorten(_weeks_head(by, at, per), cells, glyphs.cut),
        [(glyphs.thin * cells, "rule")],
        [],
    ]
    for figure in figures_of(found, by):
        rows += [*_figure(figure, at, per, cells, glyphs), []]
    return rows[:-1]


def _per_week(count: int, cells: int) -> int:
    """The cells of a week: with room enough bars stand apart."""
    return max(1, min(MOST_PER_WEEK, (cells - _plot_at(cells) - PLOT_LABEL_CELLS) // max(1, count)))


def _weeks_head(by: Weeks, at: int, per: int) -> Line:
    begun, cells = _said(by.mondays[0]), len(by.starts) * per
    end = "this week"
    if cells >= len(begun) + len(end) + GAP:
        said = begun.ljust(cells - len(end)) + end
    else:
        said = end if len(by.starts) == 1 else f"by week, since {begun}"
    return [*padded(ALL, at), (said, "muted")]


def _said(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"


def _figure(figure: Figure, at: int, per: int, cells: int, glyphs: Glyphs) -> list[Line]:
    slot = NAME_CELLS_SMALL if cells < SMALL_BELOW - 3 else NAME_CELLS
    room = at - slot - GAP
    value = (figure.value, "text bold") if figure.value else (NOT_YET, "muted")
    first = padded([*padded([(figure.name, "text")], slot), (cut(value[0], room, glyphs.cut), value[1])], at)
    second = padded([(" " * slot, ""), (cut(figure.says, room, glyphs.cut), "muted")], at)
    lines = [first, second]
    for place, plot in enumerate(figure.plots if at < cells else ()):
        lines[place] = [*lines[place], *_drawn(plot, per, place, glyphs)]
    return [shorten(line, cells, glyphs.cut) for line in lines]


def _drawn(plot: Plot, per: int, place: int, glyphs: Glyphs) -> Line:
    blocks = sparkline([*plot.values, plot.top], plain=glyphs.thin.isascii())[:-1]
    bars = "".join(one * max(1, per - 1) + " " * (per > 1) for one in blocks)
    return [(bars, "muted" if place else "text"), ("  ", ""), (plot.says, "muted")]


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
