"""The people as rows; it draws only those that can be seen."""

from followup.core.contacts import Contact
from followup.tui.draw.lines import Line, padded
from followup.tui.draw.people import heads, person_row, scale
from followup.tui.palette import On, Palette
from followup.tui.state import State
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.drawn import Row
from followup.tui.widgets.listed import Listed

FIRST_ROW = 3  # under the heads, the rule, and the row that counts who stands above
LAST_ROWS = 1  # the count of who stands below
ROOMY_FROM = 30  # rows, from which a blank one stands between people


class PeopleList(Listed):
    """A row a person, under one row of heads."""

    DEFAULT_CSS = "PeopleList { height: 1fr; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.people: tuple[Contact, ...] = ()
        self.place = 0

    def show(self, state: State, people: tuple[Contact, ...], place: int) -> None:
        """Take whom to list and who is selected, and draw what changed."""
        self.state, self.people, self.place = state, people, place
        self.redraw()

    @property
    def pitch(self) -> int:
        """How many rows a person takes."""
        return 2 if self.size.height >= ROOMY_FROM else 1

    @property
    def per_page(self) -> int:
        """How many people the page holds."""
        return max(1, (self.size.height - FIRST_ROW - LAST_ROWS + self.pitch - 1) // self.pitch)

    def rows(self) -> list[Row]:
        if self.state is None or not self.people or self.size.height <= FIRST_ROW + LAST_ROWS:
            return []
        cells, glyphs = self.size.width - SIDE_CELLS, self.state.scene.glyphs
        most = max(0, len(self.people) - self.per_page)
        self._top = max(0, min(max(self.place - self.per_page + 1, min(self._top, self.place)), most))
        shown = range(self._top, min(len(self.people), self._top + self.per_page))
        rule: Line = [("  ", ""), (glyphs.thin * cells, "rule")]
        drawn: list[Row] = [([("  ", ""), *heads(cells)], On.SHEET), (rule, On.SHEET)]
        drawn.append(self._more(glyphs.more_above, self._top))
        self.at_row = {}
        top = scale(self.people)
        for place in shown:
            self.at_row.update(dict.fromkeys(range(len(drawn), len(drawn) + self.pitch), place))
            drawn.append(self._row(place, top, cells, self.state))
            drawn += [([], On.SHEET)] * (self.pitch - 1)
        drawn = drawn[: self.size.height - LAST_ROWS]
        drawn += [([], On.SHEET)] * (self.size.height - LAST_ROWS - len(drawn))
        return [*drawn, self._more(glyphs.more_below, len(self.people) - shown.stop)]

    def _row(self, place: int, top: int, cells: int, state: State) -> Row:
        is_selected, glyphs = place == self.place, state.scene.glyphs
        edge: Line = [(glyphs.edge, "primary"), (" ", "")] if is_selected else [("  ", "")]
        line = person_row(self.people[place], top, cells, glyphs)
        return (padded([*edge, *line], self.size.width), On.PANEL if is_selected else On.SHEET)

    def _more(self, glyph: str, count: int) -> Row:
        return self.more(f"{glyph} {count} more") if count else ([], On.SHEET)
