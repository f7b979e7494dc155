"""One clear line where the board itself cannot be drawn."""

from followup.tui.draw.lines import Line, cut
from followup.tui.palette import On, Palette
from followup.tui.widgets.drawn import Drawn, Row


class Notice(Drawn):
    """Says, in the middle of the screen, what is the matter and what helps."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, id="notice")
        self.lines: tuple[str, ...] = ()

    def show(self, *lines: str) -> None:
        """The lines to say, the first one bold."""
        self.lines = lines
        self.redraw()

    def rows(self) -> list[Row]:
        cells, height = self.size
        above = max(0, (height - len(self.lines)) // 2)
        drawn: list[Row] = [([], On.SHEET)] * above
        for place, text in enumerate(self.lines):
            said = cut(text, cells)
            pad = " " * max(0, (cells - len(said)) // 2)
            line: Line = [(pad, ""), (said, "text bold" if not place else "muted")]
            drawn.append((line, On.SHEET))
        return drawn
