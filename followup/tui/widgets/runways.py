"""Every open card's runway, a row a card under one row of days; it draws only those that can be seen."""

from followup.core.board import Seen
from followup.tui.draw.days import Days, days_of, grid, heads, legend, rule
from followup.tui.draw.lines import Line, padded, run_together
from followup.tui.draw.runways import Flights, Measures, divider, measures, row
from followup.tui.palette import On, Palette
from followup.tui.state import State
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.drawn import Row
from followup.tui.widgets.listed import Listed

FIRST_ROW = 3  # under the heads, the rule, and the row that counts what lies above
LAST_ROWS = 2  # the count of what lies below, and the legend
ROOMY_FROM = 30  # rows of the page, from which a blank one stands between cards
NOTHING = Flights((), (), ())


class RunwayPage(Listed):
    """`day` is how many working days after today's the page begins, `wanted` how many it shows, if not as fit."""

    DEFAULT_CSS = "RunwayPage { height: 1fr; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.flights = NOTHING
        self.place: int | None = None
        self.day = 0
        self.wanted: int | None = None

    def show(self, state: State, flights: Flights, place: int | None) -> None:
        """Take what to draw and which card is selected, and draw what changed."""
        self.state, self.flights, self.place = state, flights, place
        self.redraw()

    @property
    def sizes(self) -> Measures:
        """The parts of a row at this width."""
        return measures(self.size.width - SIDE_CELLS, self.wanted)

    @property
    def pitch(self) -> int:
        """How many rows a card takes."""
        return 2 if self.size.height >= ROOMY_FROM else 1

    @property
    def per_page(self) -> int:
        """How many cards the page holds."""
        room = self.size.height - FIRST_ROW - LAST_ROWS
        return max(1, (room + self.pitch - 1) // self.pitch)

    # Slots: the dated cards, the divider where there are others, the others

    def _slots(self) -> int:
        return len(self.flights.dated) + bool(self.flights.undated) + len(self.flights.undated)

    def _slot_of(self, place: int) -> int:
        return place + (place >= len(self.flights.dated))

    def _at(self, slot: int) -> Seen | None:
        """The card in a slot; None for the divider."""
        dated = len(self.flights.dated)
        if slot == dated:
            return None
        return self.flights.dated[slot] if slot < dated else self.flights.undated[slot - dated - 1]

    def _scroll(self) -> None:
        """The least change from which the selected card is seen, its divider too where it is the first under it."""
        most = max(0, self._slots() - self.per_page)
        if self.place is not None:
            slot = self._slot_of(self.place)
            first = slot - (self.place == len(self.flights.dated))
            self._top = max(slot - self.per_page + 1, min(self._top, first))
        self._top = max(0, min(self._top, most))

    def rows(self) -> list[Row]:
        state = self.state
        if state is None or self.size.height <= FIRST_ROW + LAST_ROWS:
            return []
        sizes, scene = self.sizes, state.scene
        days = days_of(scene.now, self.day, self.wanted or sizes.days, sizes.per, scene.rules.week)
        self._scroll()
        cells = self.size.width - SIDE_CELLS
        head: Line = [(" " * sizes.start, ""), *heads(days, scene, self.flights.dues)]
        drawn = [self._plain(head), self._plain(rule(days, scene, sizes.start, cells))]
        behind: Line = [(" " * sizes.start, ""), *run_together(grid(days, scene))]
        drawn.append(self._plain(behind))
        shown = range(self._top, min(self._slots(), self._top + self.per_page))
        self.at_row = {}
        for slot in shown:
            drawn += self._slot(slot, len(drawn), days, behind)
        drawn = drawn[: self.size.height - LAST_ROWS]
        drawn += [([], On.SHEET)] * (self.size.height - LAST_ROWS - len(drawn))
        self._count_hidden(drawn, shown)
        return [*drawn, self._plain(legend(days, scene.glyphs, cells))]

    def _plain(self, line: Line) -> Row:
        return ([("  ", ""), *line], On.SHEET)

    def _slot(self, slot: int, at: int, days: Days, behind: Line) -> list[Row]:
        """A card or the divider, and the row under it."""
        assert self.state is not None
        scene, one = self.state.scene, self._at(slot)
        is_last = slot + 1 == self._slots()
        if one is None:
            line = divider(len(self.flights.undated), scene, self.size.width - SIDE_CELLS)
            drawn = [self._plain(line), self._plain([])]
        else:
            is_selected = self.place is not None and slot == self._slot_of(self.place)
            is_lit = is_selected or one.card.id in self.state.changed
            edge: Line = [(scene.glyphs.edge, "primary"), (" ", "")] if is_selected else [("  ", "")]
            line = padded([*edge, *row(one, days, self.sizes, scene)], self.size.width)
            drawn = [(line, On.PANEL if is_lit else On.SHEET), self._plain([] if is_last else behind)]
            self.at_row.update(dict.fromkeys(range(at, at + self.pitch), self._cards(slot)))
        return drawn[: self.pitch]

    def _count_hidden(self, drawn: list[Row], shown: range) -> None:
        """How many cards lie above and below, where they would stand."""
        assert self.state is not None
        glyphs = self.state.scene.glyphs
        above = self._cards(shown.start)
        below = self._cards(self._slots()) - self._cards(shown.stop)
        if above:
            drawn[FIRST_ROW - 1] = self.more(f"{glyphs.more_above} {above} more", drawn[FIRST_ROW - 1][0])
        if below:
            drawn.append(self.more(f"{glyphs.more_below} {below} more"))
        else:
            drawn.append(([], On.SHEET))

    def _cards(self, slot: int) -> int:
        """How many cards stand before a slot."""
        return slot - (bool(self.flights.undated) and slot > len(self.flights.dated))
