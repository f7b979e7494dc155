"""The empty board: it teaches in place, one key a line."""

from followup.tui.draw.firstrun import first_run
from followup.tui.glyphs import UNICODE, Glyphs
from followup.tui.palette import On, Palette
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.drawn import Drawn, Row


class FirstRun(Drawn):
    """Stands under the four heads while there is no card."""

    DEFAULT_CSS = "FirstRun { height: 1fr; display: none; }"
    KEY_ROLE = "primary bold"

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.keys = ("", "", "")
        self.glyphs: Glyphs = UNICODE

    def show(self, keys: tuple[str, ...], glyphs: Glyphs) -> None:
        """The keys for adding, the demo board and help."""
        self.keys = (keys[0], keys[1], keys[2])
        self.glyphs = glyphs
        self.redraw()

    def rows(self) -> list[Row]:
        lines = first_run(self.keys, self.size.width - SIDE_CELLS, self.size.height, self.glyphs)
        return [([("  ", ""), *line], On.SHEET) for line in lines]
