"""All runways on one page: every open card on one axis of working days, the selected one's steps in the strip."""

from textual.app import ComposeResult

from followup.core import runway
from followup.core.board import Seen
from followup.core.card import Card
from followup.core.clean import shown
from followup.tui.draw.lines import Line
from followup.tui.draw.plan import plan_rows
from followup.tui.draw.runways import flights_of
from followup.tui.draw.strip import Told, keys_row, nothing_selected, strip
from followup.tui.keymap import RUNWAY, Keys
from followup.tui.palette import Palette
from followup.tui.screens.frame import SMALL_BELOW
from followup.tui.screens.verbs import CardVerbs
from followup.tui.state import State
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.listed import Listed
from followup.tui.widgets.runways import RunwayPage

FARTHEST = 250  # working days either way, about a year
PAIRS = {
    "runway.earlier": ("runway.later", "a day back, on", "days"),
    "runway.more": ("runway.fewer", "more, fewer days", "more, fewer"),
}


class RunwayScreen(CardVerbs):
    """The cards are those that the board shows; the selection is kept by card id."""

    BINDINGS = Keys().bindings(RUNWAY)
    SCREEN = RUNWAY
    FOOTER = (
        "runway.back",
        "runway.earlier",
        "runway.more",
        "runway.today",
        "move.next-need",
        "board.help",
    )

    def __init__(self, state: State, keys: Keys, palette: Palette, card_id: str | None) -> None:
        super().__init__(state, keys, palette)
        self.card_id = card_id
        self._place = 0
        self._take_in(state)

    def compose(self) -> ComposeResult:
        yield PageHeader(self.palette)
        yield RunwayPage(self.palette)
        yield from super().compose()

    @property
    def page(self) -> RunwayPage:
        """The page of runways."""
        return self.query_one(RunwayPage)

    @property
    def selected(self) -> Seen | None:
        """The selected card as the snapshot has it."""
        return self._cards[self._place] if self._cards else None

    def targets(self) -> list[Card]:
        return [self.selected.card] if self.selected is not None else []

    def show(self, state: State) -> None:
        """Take a new snapshot; the selection stays with its card, or at its place when that has gone."""
        self._take_in(state)
        super().show(state)

    def select(self, card_id: str) -> None:
        """Select a card, if it is on the page."""
        self._go_to(self._places.get(card_id, self._place))

    def _take_in(self, state: State) -> None:
        self.flights = flights_of(state.board)
        self._cards = self.flights.all
        self._places = {one.card.id: place for place, one in enumerate(self._cards)}
        self._settle(self._places.get(self.card_id or "", self._place))

    def _settle(self, place: int) -> None:
        self._place = max(0, min(place, len(self._cards) - 1))
        self.card_id = self.selected.card.id if self.selected is not None else None

    # What is shown

    def draw(self) -> None:
        """Hand the snapshot down to every part."""
        if self.is_mounted and self.display:
            self.query_one(PageHeader).show(self.state, self._crumb())
            self._draw_selection()

    def _crumb(self) -> Line:
        count = len(self.flights.dated)
        told = f"{count} dated card{'' if count == 1 else 's'}, soonest first"
        line: Line = [("Runway", "text bold"), ("   ", ""), (told, "muted")]
        if self.state.filtered is not None:
            line += [("   /", "primary"), (shown(self.state.filtered.text), "primary bold")]
        return line

    def _draw_selection(self) -> None:
        self.page.show(self.state, self.flights, self._place if self._cards else None)
        self.strip.show(self._spelt_out(self.strip.size.width - SIDE_CELLS, self.strip.size.height))

    def _spelt_out(self, cells: int, height: int) -> Told:
        """Why now, the steps with their sums, the next move; where there is little room, the steps before all else."""
        board, scene, one = self.state.board, self.state.scene, self.selected
        if one is None or one.plan is None:
            return nothing_selected(board, scene, self.keys.shown)
        told = strip(one, board, scene, self.keys.shown, cells)
        steps = runway.steps_of(one.card, one.plan, scene.now, scene.rules)
        rows = plan_rows(one.card, steps, scene.now, scene.rules.week, cells, scene.glyphs.cut)
        room = height - 1
        if len(rows) < room:
            rows.insert(0, told.first)
        if len(rows) < room:
            rows.append(told.second)
        elif told.aside:
            told = told._replace(third=keys_row(told.moves, self.keys.shown, cells, told.aside))
        rows += [[]] * (room - len(rows))
        return Told(rows[0], rows[-1], told.third, tuple(rows[1:-1]))

    def show_keys(self) -> None:
        super().show_keys()
        if self.is_prompting:
            return
        is_small = self.size.width < SMALL_BELOW
        told = dict(zip(self.FOOTER, self.footer.keys, strict=True))
        for action, (other, words, few) in PAIRS.items():
            told[action] = (
                f"{self.keys.shown(action)} {self.keys.shown(other)}",
                few if is_small else words,
            )
        self.footer.show(list(told.values()))

    # Moving

    def _go_to(self, place: int) -> None:
        self._settle(place)
        if self.is_mounted and self.display:
            self._draw_selection()

    def action_move_down(self) -> None:
        self._go_to(self._place + 1)

    def action_move_up(self) -> None:
        self._go_to(self._place - 1)

    def action_runway_first(self) -> None:
        self._go_to(0)

    def action_move_last(self) -> None:
        self._go_to(len(self._cards))

    def action_move_page_down(self) -> None:
        self._go_to(self._place + self.page.per_page)

    def action_move_page_up(self) -> None:
        self._go_to(self._place - self.page.per_page)

    def action_move_next_need(self) -> None:
        """The next card on the page that needs me, and round again."""
        needy = [place for place, one in enumerate(self._cards) if one.verdict.needs_me]
        found = next((place for place in needy if place > self._place), needy[0] if needy else None)
        if found is None:
            self.notify_line("nothing needs you")
        else:
            self._go_to(found)

    # The days

    def _turn(self, by: int) -> None:
        self.page.day = max(-FARTHEST, min(self.page.day + by, FARTHEST))
        self.page.redraw()

    def action_runway_earlier(self) -> None:
        self._turn(-1)

    def action_runway_later(self) -> None:
        self._turn(+1)

    def action_runway_today(self) -> None:
        self.page.day, self.page.wanted = 0, None
        self.page.redraw()

    def action_runway_more(self) -> None:
        self._show_days(+1)

    def action_runway_fewer(self) -> None:
        self._show_days(-1)

    def _show_days(self, by: int) -> None:
        sizes, page = self.page.sizes, self.page
        page.wanted = max(1, min((page.wanted or sizes.days) + by, sizes.most_days))
        page.redraw()

    # Opening and leaving

    def action_card_open(self) -> None:
        if self.card_id is not None:
            self.turn(self.Opened(self.card_id))
        else:
            self.notify_line("no card is selected here")

    def action_runway_back(self) -> None:
        self.turn(self.Back(self.card_id))

    # Mouse

    def on_listed_clicked(self, event: Listed.Clicked) -> None:
        if self.is_prompting:
            return
        self._go_to(event.place)
        if event.twice:
            self.action_card_open()

    def on_listed_wheeled(self, event: Listed.Wheeled) -> None:
        if not self.is_prompting:
            self._go_to(self._place + event.places)
