"""The page of stats: `t` opens it, each figure in words and by week, "not enough yet" below five."""

import pytest
from textual import events

from followup.core.figures import Share, Spread, Timed, weeks
from followup.core.stats import Stats
from followup.core.workweek import Workweek
from followup.tui.app import FollowupApp
from followup.tui.draw.lines import Line, measure
from followup.tui.draw.numbers import most_weeks, stats_page, told
from followup.tui.glyphs import ASCII, UNICODE
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.help import HelpPage
from followup.tui.screens.numbers import StatsPage, StatsScreen
from followup.tui.widgets.nextmove import NextMove
from tests.rig.moments import TUESDAY_1412
from tests.tui.conftest import NEW_YORK
from tests.tui.screens import is_on, press, text_of
from tests.tui.test_mouse import wheel

SMALL = (80, 24)
WEEK = Workweek(NEW_YORK)
A_WEEK = 7 * 86_400
NONE = Stats(Share(), Share(), (), Spread(), Spread(), Spread(), Spread())


def drawn(found: Stats, cells: int = 155, height: int = 40, ascii: bool = False) -> list[str]:
    """The rows of the page as text."""
    return ["".join(text for text, _ in line).rstrip() for line in lines(found, cells, height, ascii)]


def lines(found: Stats, cells: int, height: int, ascii: bool = False) -> list[Line]:
    by = weeks(TUESDAY_1412, WEEK, found.since, most_weeks(cells))
    return stats_page(found, by, cells, height, ASCII if ascii else UNICODE)


def after(rows: list[str], name: str) -> list[str]:
    """The three rows of a figure."""
    place = next(place for place, row in enumerate(rows) if row.startswith(name))
    return rows[place : place + 3]


def ago(*counts: int) -> tuple[int, ...]:
    """So many instants in each week, the last count in that of now."""
    return tuple(
        TUESDAY_1412 - A_WEEK * back for back, count in enumerate(reversed(counts)) for _ in range(count)
    )


def test_below_five_every_figure_says_so() -> None:
    """Four of anything make no figure and no plot; how many there are is said all the same."""
    few = Spread(tuple(Timed(at, 60) for at in ago(1, 3)))
    rows = drawn(NONE._replace(told=Share(ago(2), ago(2)), acting=few, follow_ups=few))
    for name in (
        "Told first",
        "Promises kept",
        "Alert to action",
        "Follow-ups",
        "Silence before",
        "Silence after",
    ):
        assert after(rows, name)[0].endswith("not enough yet")
    assert "2 told first, 2 chased" in after(rows, "Told first")[1]
    assert "4 of 5 alerts so far" in after(rows, "Alert to action")[1]
    assert not set("▁▂▃▄▅▆▇█━") & set("".join(rows))


def test_told_and_chased_stand_side_by_side_on_one_scale() -> None:
    """Eight told and four chased in a week: the second bar is half as high as the first, each over its number, and
    the weeks of every figure stand under their Mondays."""
    rows = drawn(NONE._replace(told=Share(ago(4, 8), ago(0, 4)), slips=ago(1, 0)))
    top, low, numbers = after(rows, "Told first")
    assert "75%" in top
    assert "12 told first, 4 chased" in low
    before, now = rows[0].index("16 Nov"), rows[0].index("this week")
    assert top[now] == "█"
    assert low[before] == low[now] == "█"
    chased = numbers.index("4", now)
    assert (top[before], top[chased : chased + 1]) == (" ", "")
    assert low[chased] == "█"
    assert numbers[before] == "4"
    assert numbers[now] == "8"
    assert after(rows, "Slips")[2][before] == "1"


def test_ascii_draws_with_what_every_terminal_has() -> None:
    """Where blocks cannot be shown the page holds plain characters alone."""
    rows = drawn(NONE._replace(told=Share(ago(4, 8), ago(0, 4)), slips=ago(1, 2)), ascii=True)
    assert all(row.isascii() for row in rows)
    assert "@" in after(rows, "Told first")[0]


def test_spans_are_said_and_plotted() -> None:
    """The usual and the slow span, over how many, and the median of each week."""
    samples = (*(Timed(at, 60) for at in ago(3, 0)), *(Timed(at, 120) for at in ago(3)))
    rows = after(drawn(NONE._replace(acting=Spread(samples))), "Alert to action")
    assert "usually 1h" in rows[0]
    assert "slow 2h, over 6 alerts" in rows[1]
    assert rows[2].split()[-2:] == ["1h", "2h"]


def test_slips_are_counted_from_the_first() -> None:
    """A promise that moved is a fact, be it the only one."""
    rows = after(drawn(NONE._replace(slips=ago(1))), "Slips")
    assert rows[0].split()[1] == "1"
    assert rows[2].strip() == "1"


@pytest.mark.parametrize("height", [16, 40])
@pytest.mark.parametrize("cells", [57, 77, 115, 155, 297])
def test_a_long_history_fits(cells: int, height: int) -> None:
    """A year of events takes no more cells than there are, and ends with this week."""
    year = ago(*([3] * 52))
    spread = Spread(tuple(Timed(at, 90_000) for at in year))
    found = Stats(Share(year, year), Share(year, year), year, spread, spread, spread, spread)
    assert all(measure(line) <= cells for line in lines(found, cells, height))
    if cells > 70:
        assert drawn(found, cells, height)[0].endswith(("this week", "now"))


def test_the_strip_says_what_matters_most() -> None:
    """Who spoke first, once there is enough to say so."""
    for share, said in (
        (Share(ago(5), ago(1)), "You told them first 5 of 6 times."),
        (Share(ago(5)), "You told them first, all 5 times."),
        (Share(), "0 of 5 tellings: not enough yet to say who speaks first."),
    ):
        assert told(NONE._replace(told=share), 155).first == [(said, "text bold")]


async def test_showing_the_stats_to_somebody(demo: FollowupApp) -> None:
    """`t` counts the tellings and the chases of the log; keys and wheel scroll it where it is higher than the screen,
    `?` names them, and t leads back to the board."""
    async with demo.run_test(size=SMALL) as pilot:
        await press(pilot, "t")
        assert is_on(demo, StatsScreen)
        assert "told first, " in text_of(demo, StatsPage)
        assert "You told them first" in text_of(demo, NextMove)
        assert "Silence after" not in text_of(demo, StatsPage)
        await press(pilot, "G")
        assert "Silence after" in text_of(demo, StatsPage)
        await wheel(pilot, events.MouseScrollUp, (5, 10), 9)
        assert "All told" in text_of(demo, StatsPage)
        await press(pilot, "question_mark")
        assert "page of stats" in text_of(demo, HelpPage)
        await press(pilot, "escape", "t")
        assert is_on(demo, BoardScreen)
