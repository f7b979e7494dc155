"""The pending list as a page: up and down select an alert, and the card's keys act on its card."""

from textual.app import ComposeResult

from followup.core.board import Column
from followup.core.card import Card
from followup.core.records import Pending, pending
from followup.core.stages import SENT
from followup.tui.draw import column as layout
from followup.tui.draw.card import WIDE_FROM
from followup.tui.draw.lines import padded
from followup.tui.draw.pending import alert_rows, crumb, idle_strip, nothing_pending
from followup.tui.draw.strip import nothing_selected, strip
from followup.tui.keymap import PENDING, Keys
from followup.tui.palette import On, Palette
from followup.tui.screens.verbs import CardVerbs
from followup.tui.state import State
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.drawn import Row
from followup.tui.widgets.listed import Listed

FIRST_ROW = 1  # above the first alert: how many are out of sight


class AlertList(Listed):
    """Alerts of two rows and a gap; only those that can be seen are put into words."""

    DEFAULT_CSS = "AlertList { height: 1fr; }"

    def __init__(self, palette: Palette, keys: Keys) -> None:
        super().__init__(palette)
        self.keys = keys
        self.alerts: tuple[Pending, ...] = ()
        self.place: int | None = None
        self._column = Column(SENT, (), 0)

    def show(self, state: State, alerts: tuple[Pending, ...], place: int | None) -> None:
        """Take what to list and which alert is selected, and draw what changed."""
        if alerts is not self.alerts:
            self._column = Column(SENT, tuple(one.seen for one in alerts), 0)
        self.state, self.alerts, self.place = state, alerts, place
        self.redraw()

    @property
    def per_page(self) -> int:
        """How many alerts the page holds."""
        return layout.per_page(self.size.height - FIRST_ROW, WIDE_FROM)

    def rows(self) -> list[Row]:
        if self.state is None:
            return []
        if not self.alerts:
            return [([], On.SHEET), *(([("  ", ""), *line], On.SHEET) for line in nothing_pending())]
        room = self.size.height - FIRST_ROW
        top = min(self._top, len(self.alerts) - 1)
        self._top = layout.scrolled_to(self._column, self.place or 0, top, room, WIDE_FROM, False)
        laid = layout.lay_out(self._column, self._top, room, WIDE_FROM, False)
        drawn: list[Row] = [([], On.SHEET) for _ in range(FIRST_ROW + room)]
        glyphs = self.state.scene.glyphs
        if laid.above:
            drawn[0] = self.more(f"{glyphs.more_above} {laid.above} more")
        self.at_row = {}
        for placed in laid.placed:
            self._put(drawn, placed, self.state)
        if laid.below and laid.below_row >= 0:
            drawn[FIRST_ROW + laid.below_row] = self.more(f"{glyphs.more_below} {laid.below} more")
        return drawn

    def _put(self, drawn: list[Row], placed: layout.Placed, state: State) -> None:
        one, cells = self.alerts[placed.place], self.size.width
        is_selected = placed.place == self.place
        is_lit = is_selected or one.seen.card.id in state.changed
        edge = [(state.scene.glyphs.edge, "primary"), (" ", "")] if is_selected else [("  ", "")]
        lines = alert_rows(one, cells - SIDE_CELLS, state.scene, self.keys.shown)
        for row, line in enumerate(lines, FIRST_ROW + placed.row):
            drawn[row] = (padded([*edge, *line], cells), On.PANEL if is_lit else On.SHEET)
            self.at_row[row] = placed.place


class PendingScreen(CardVerbs):
    """What was alerted and not yet acted on. An alert leaves the list as its card is acted on; undo brings it back."""

    BINDINGS = Keys().bindings(PENDING)
    SCREEN = PENDING
    FOOTER = ("pending.back", "board.undo", "board.help")

    def __init__(self, state: State, keys: Keys, palette: Palette) -> None:
        super().__init__(state, keys, palette)
        self.alerts: tuple[Pending, ...] = ()
        self.card_id: str | None = None
        self._place = 0
        self._gone: list[str] = []
        self._take_in(state)

    def compose(self) -> ComposeResult:
        yield PageHeader(self.palette)
        yield AlertList(self.palette, self.keys)
        yield from super().compose()

    @property
    def selected(self) -> Pending | None:
        """The selected alert."""
        return self.alerts[self._place] if self.alerts else None

    def targets(self) -> list[Card]:
        return [self.selected.seen.card] if self.selected is not None else []

    def show(self, state: State) -> None:
        """Take a new snapshot; the selection stays with its card, or at its place when that was acted on."""
        if state.seen is not self.state.seen:
            self._take_in(state)
        super().show(state)

    def _take_in(self, state: State) -> None:
        self.alerts = tuple(pending(state.alert_rows, state.seen))
        places = {one.seen.card.id: place for place, one in enumerate(self.alerts)}
        if self.card_id is not None and self.card_id not in places:
            self._gone.append(self.card_id)
        elif self._gone and self._gone[-1] in places:
            self.card_id = self._gone.pop()  # undone: here it is again
        self._select(places.get(self.card_id or "", self._place))

    def _select(self, place: int) -> None:
        self._place = max(0, min(place, len(self.alerts) - 1))
        self.card_id = self.selected.seen.card.id if self.selected is not None else None

    def draw(self) -> None:
        """Hand the snapshot down to every part."""
        if not self.is_mounted or not self.display:
            return
        self.query_one(PageHeader).show(self.state, crumb(len(self.alerts), self.size.width))
        self._draw_selection()

    def _draw_selection(self) -> None:
        place = self._place if self.alerts else None
        self.query_one(AlertList).show(self.state, self.alerts, place)
        board, scene, cells = self.state.board, self.state.scene, self.strip.size.width - SIDE_CELLS
        if self.selected is not None:
            self.strip.show(strip(self.selected.seen, board, scene, self.keys.shown, cells))
        else:
            told = nothing_selected(board, scene, self.keys.shown)
            self.strip.show(idle_strip(told, self.keys.shown("pending.back")))

    # Moving

    def _step(self, by: int) -> None:
        self._gone.clear()
        self._select(self._place + by)
        self._draw_selection()

    def action_move_down(self) -> None:
        self._step(+1)

    def action_move_up(self) -> None:
        self._step(-1)

    def action_move_first(self) -> None:
        self._step(-len(self.alerts))

    def action_move_last(self) -> None:
        self._step(+len(self.alerts))

    def action_move_page_down(self) -> None:
        self._step(+self.query_one(AlertList).per_page)

    def action_move_page_up(self) -> None:
        self._step(-self.query_one(AlertList).per_page)

    # Opening and leaving

    def action_card_open(self) -> None:
        if self.card_id is not None:
            self.turn(self.Opened(self.card_id))
        else:
            self.notify_line("nothing is pending")

    def action_pending_back(self) -> None:
        self.turn(self.Back(self.card_id))

    # Mouse

    def on_listed_clicked(self, event: Listed.Clicked) -> None:
        if self.is_prompting:
            return
        self._step(event.place - self._place)
        if event.twice:
            self.action_card_open()

    def on_listed_wheeled(self, event: Listed.Wheeled) -> None:
        if not self.is_prompting:
            self._step(event.places)
