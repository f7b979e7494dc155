"""The numbers as a page: nothing to select, it scrolls where it is higher than the screen."""

from textual.app import ComposeResult

from followup.core.figures import weeks
from followup.core.stats import Stats, stats
from followup.desk import Desk
from followup.tui.draw.lines import Line
from followup.tui.draw.numbers import crumb, most_weeks, stats_page, told
from followup.tui.keymap import STATS, Keys
from followup.tui.screens.gathering import Gathering, Work
from followup.tui.state import State
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.page import Page, Scrolling


class StatsPage(Page):
    """The page itself."""

    state: State | None = None
    found: Stats | None = None

    def show(self, state: State, found: Stats | None) -> None:
        """Take what to draw, and draw what changed."""
        self.state, self.found = state, found
        self.redraw()

    def lines(self, cells: int, height: int) -> list[Line]:
        if self.state is None or self.found is None:
            return []
        scene = self.state.scene
        by = weeks(scene.now, scene.rules.week, self.found.since, most_weeks(cells))
        return stats_page(self.found, by, cells, height, self.glyphs)


class StatsScreen(Gathering[Stats], Scrolling):
    """How the work goes, from the log."""

    BINDINGS = Keys().bindings(STATS)
    SCREEN = STATS
    FOOTER = ("stats.back", "page.page-down", "board.help")

    def compose(self) -> ComposeResult:
        yield PageHeader(self.palette)
        yield StatsPage(self.palette, self.state.scene.glyphs)
        yield from super().compose()

    def read(self, desk: Desk) -> Work[Stats]:
        cards, alerts, now, week = desk.everything(), desk.alerts(), desk.now(), desk.rules.week
        return lambda tally: stats(tally.of(cards.values()), alerts, now, week)

    def draw(self) -> None:
        """Hand the snapshot down to every part."""
        if self.is_mounted and self.display:
            self.query_one(PageHeader).show(self.state, crumb(self.looking))
            self.query_one(StatsPage).show(self.state, self.found)
            self.strip.show(told(self.found, self.strip.size.width - SIDE_CELLS))

    def action_stats_back(self) -> None:
        self.turn(self.Back())
