"""The rows above and below the cards: header, tabs, footer."""

from textual import events
from textual.message import Message

from followup.tui.draw import header
from followup.tui.draw.lines import Line, sides
from followup.tui.palette import On, Palette
from followup.tui.state import State
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.drawn import Drawn, Row


class HeaderBar(Drawn):
    """Counts and clock, and what was alerted while nobody was here; `key` lists that."""

    DEFAULT_CSS = "HeaderBar { height: 1; }"

    def __init__(self, palette: Palette, key: str) -> None:
        super().__init__(palette)
        self.key = key
        self.state: State | None = None

    def show(self, state: State) -> None:
        """Take a new snapshot and draw what changed."""
        self.state = state
        self.redraw()

    def rows(self) -> list[Row]:
        if self.state is None:
            return []
        state = self.state
        cells = self.size.width - SIDE_CELLS
        line = header.header(
            state.board, state.alerts, state.scene, cells, state.filtered, self.key, state.order.said,
            state.asked,
        )  # fmt: skip
        return [([("  ", ""), *line], On.SHEET)]


class PageHeader(Drawn):
    """A page's first row: where one is in place of the counts, and how the day stands."""

    DEFAULT_CSS = "PageHeader { height: 1; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.state: State | None = None
        self.crumb: Line = []

    def show(self, state: State, crumb: Line) -> None:
        """Take a new snapshot and draw what changed."""
        self.state, self.crumb = state, crumb
        self.redraw()

    def rows(self) -> list[Row]:
        if self.state is None:
            return []
        cells = self.size.width - SIDE_CELLS
        return [([("  ", ""), *sides(self.crumb, header.day(self.state.scene, cells), cells)], On.SHEET)]


class TabBar(Drawn):
    """The four stages as tabs, a heavy rule under the active one."""

    DEFAULT_CSS = "TabBar { height: 2; }"

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, stage: str) -> None:
            super().__init__()
            self.stage = stage

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.state: State | None = None
        self.active = ""

    def show(self, state: State, active: str) -> None:
        """Take a new snapshot and draw what changed."""
        self.state, self.active = state, active
        self.redraw()

    def rows(self) -> list[Row]:
        if self.state is None:
            return []
        line, places = header.tabs(self.state.board, self.active, self.size.width - SIDE_CELLS)
        active = next(place for place in places if place.stage == self.active)
        glyphs = self.state.scene.glyphs
        start, end = active.start + 2, active.end + 2
        rule: Line = [
            (glyphs.thin * start, "rule"),
            (glyphs.heavy * (end - start), "primary"),
            (glyphs.thin * (self.size.width - end), "rule"),
        ]
        return [([("  ", ""), *line], On.SHEET), (rule, On.SHEET)]

    def stage_at(self, x: int) -> str | None:
        """The stage whose tab stands in a cell of the row."""
        if self.state is None:
            return None
        _, places = header.tabs(self.state.board, self.active, self.size.width - SIDE_CELLS)
        return next((place.stage for place in places if place.start <= x - 2 < place.end), None)

    def on_click(self, event: events.Click) -> None:
        stage = self.stage_at(event.x)
        if stage is not None:
            self.post_message(self.Chosen(stage))


class FooterBar(Drawn):
    """Board-wide keys; for four seconds a toast takes its row."""

    DEFAULT_CSS = "FooterBar { height: 1; }"
    KEY_ROLE = "sentence"
    TOAST_SECONDS = 4.0

    def __init__(self, palette: Palette, commands: tuple[str, str]) -> None:
        super().__init__(palette)
        self.keys: list[tuple[str, str]] = []
        self.passing: frozenset[str] = frozenset()
        self.commands = commands
        self.toast: Line | None = None

    def show(self, keys: list[tuple[str, str]], passing: frozenset[str] = frozenset()) -> None:
        """The keys to name, best first; those that are `passing` are the first to go where there is little room."""
        self.keys, self.passing = keys, passing
        self.redraw()

    @property
    def is_saying(self) -> bool:
        """Whether a toast stands in its place."""
        return self.toast is not None

    def say(self, line: Line, seconds: float = TOAST_SECONDS) -> None:
        """A toast: what happened, in the footer's place for a while."""
        self.toast = line
        self.redraw()
        self.set_timer(seconds, lambda: self._done(line))

    def _done(self, line: Line) -> None:
        if self.toast is line:
            self.toast = None
            self.redraw()

    def rows(self) -> list[Row]:
        cells = self.size.width - SIDE_CELLS
        line = self.toast or header.footer(self.keys, self.commands, cells, self.passing)
        return [([("  ", ""), *line], On.SHEET)]
