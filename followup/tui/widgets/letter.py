"""The letter's page: laid out once a letter and width, since a brief may be long."""

from followup.tui.draw.letter import Letter
from followup.tui.draw.letterpage import letter_page
from followup.tui.draw.lines import Line
from followup.tui.glyphs import Glyphs
from followup.tui.palette import Palette
from followup.tui.widgets.page import Page

BESIDE = "nothing is said without an event behind it"
HEAD_ROWS = 3


class LetterPage(Page):
    """The letter itself."""

    def __init__(self, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(palette, glyphs)
        self.letter: Letter | None = None
        self._laid: tuple[Letter, int, list[Line]] | None = None

    def show(self, letter: Letter) -> None:
        """Take the letter and draw what changed."""
        self.letter = letter
        self.redraw()

    def lines(self, cells: int, height: int) -> list[Line]:
        if self.letter is None:
            return []
        known = self._laid
        if known is None or known[0] is not self.letter or known[1] != cells:
            known = (self.letter, cells, letter_page(self.letter, cells, self.glyphs, BESIDE))
            self._laid = known
        return known[2][:HEAD_ROWS] if self.has_class("-edited") else list(known[2])
