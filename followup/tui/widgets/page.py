"""A page of lines that scrolls by rows where it is higher than the screen."""

from textual import events
from textual.screen import Screen

from followup.tui.draw.fields import has_edge
from followup.tui.draw.lines import Line, sides
from followup.tui.glyphs import Glyphs
from followup.tui.palette import On, Palette
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.drawn import Drawn, Row

OVERLAP = 2
WHEEL_ROWS = 3


class Page(Drawn):
    """Subclasses say in `lines` all that there is; what lies above and below is counted at the edges."""

    DEFAULT_CSS = "Page { height: 1fr; }"

    def __init__(self, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(palette)
        self.glyphs = glyphs
        self.top = 0
        self._total = 0

    def lines(self, cells: int, height: int) -> list[Line]:
        """Every line of the page in that many cells, on a screen of that height."""
        raise NotImplementedError

    def scroll_rows(self, by: int) -> None:
        """Show what stands so many rows further down."""
        top = max(0, min(self.top + by, self._total - self.size.height))
        if top != self.top:
            self.top = top
            self.redraw()

    def rows(self) -> list[Row]:
        cells, height = self.size.width - SIDE_CELLS, self.size.height
        if not height:
            return []
        lines = self.lines(cells, height)
        self._total = len(lines)
        self.top = max(0, min(self.top, self._total - height))
        seen = lines[self.top : self.top + height]
        below = self._total - self.top - height
        if below > 0:
            seen[-1] = self._more(f"{self.glyphs.more_below} {below + 1} more", cells)
        if self.top > 0:
            seen[0] = self._more(f"{self.glyphs.more_above} {self.top + 1} more", cells)
        return [([*self._edge(line), *line], On.SHEET) for line in seen]

    def _edge(self, line: Line) -> Line:
        return [(self.glyphs.edge, "primary"), (" ", "")] if has_edge(line) else [("  ", "")]

    def _more(self, text: str, cells: int) -> Line:
        return sides([], [(text, "muted")], cells)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(+WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)


class Scrolling(Screen[None]):
    """What the keys of a screen with one page do to it."""

    @property
    def page(self) -> Page:
        """The page that scrolls."""
        return self.query_one(Page)

    def action_page_down(self) -> None:
        self.page.scroll_rows(+1)

    def action_page_up(self) -> None:
        self.page.scroll_rows(-1)

    def action_page_page_down(self) -> None:
        self.page.scroll_rows(self.page.size.height - OVERLAP)

    def action_page_page_up(self) -> None:
        self.page.scroll_rows(OVERLAP - self.page.size.height)

    def action_page_first(self) -> None:
        self.page.scroll_rows(-self.page.top)

    def action_page_last(self) -> None:
        self.page.scroll_rows(1 << 30)
