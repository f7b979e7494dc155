"""A card's own page: runway, facts, history; strip and footer stay in place."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.message import Message

from followup.core.board import Seen, fresh
from followup.core.card import Card
from followup.core.ids import tail
from followup.core.stages import NAMES
from followup.tui.draw.detail import Detail, day, page
from followup.tui.draw.history import Popup
from followup.tui.draw.lines import Line, sides
from followup.tui.draw.strip import Told, keys_row, moves, strip
from followup.tui.glyphs import Glyphs
from followup.tui.keymap import DETAIL, Keys
from followup.tui.palette import On, Palette
from followup.tui.screens.verbs import CardVerbs
from followup.tui.state import State
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.drawn import Drawn, Row

EDIT = ("card.edit", "edit", "edit")
SHORTEST = 6


class DetailHeader(Drawn):
    """Where the card stands, and how the day stands."""

    DEFAULT_CSS = "DetailHeader { height: 1; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.state: State | None = None
        self.crumb = ""

    def show(self, state: State, crumb: str) -> None:
        """Take a new snapshot and draw what changed."""
        self.state, self.crumb = state, crumb
        self.redraw()

    def rows(self) -> list[Row]:
        if self.state is None:
            return []
        cells = self.size.width - SIDE_CELLS
        line = sides([(self.crumb, "muted")], day(self.state.scene, cells), cells)
        return [([("  ", ""), *line], On.SHEET)]


class DetailPage(Drawn):
    """The page of one card, scrolled by rows where it is higher than the screen."""

    DEFAULT_CSS = "DetailPage { height: 1fr; }"

    def __init__(self, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(palette)
        self.glyphs = glyphs
        self.detail: Detail | None = None
        self.top = 0
        self._lines: list[Line] = []

    def show(self, detail: Detail) -> None:
        """The card as it is now; another card starts at the top."""
        if self.detail is None or self.detail.card.id != detail.card.id:
            self.top = 0
        self.detail = detail
        self.redraw()

    def scroll_rows(self, by: int) -> None:
        """Show what stands so many rows further down."""
        top = max(0, min(self.top + by, len(self._lines) - self.size.height))
        if top != self.top:
            self.top = top
            self.redraw()

    def rows(self) -> list[Row]:
        if self.detail is None:
            return []
        cells, height = self.size.width - SIDE_CELLS, self.size.height
        self._lines = page(self.detail, cells, height, self.glyphs)
        self.top = max(0, min(self.top, len(self._lines) - height))
        drawn = [[("  ", ""), *line] for line in self._lines[self.top : self.top + height]]
        below = len(self._lines) - self.top - height
        if below > 0:
            drawn[-1] = self._more(f"{self.glyphs.more_below} {below + 1} more", cells)
        if self.top > 0:
            drawn[0] = self._more(f"{self.glyphs.more_above} {self.top + 1} more", cells)
        return [(line, On.SHEET) for line in drawn]

    def _more(self, text: str, cells: int) -> Line:
        return [("  ", ""), *sides([], [(text, "muted")], cells)]

    def on_mouse_scroll_down(self) -> None:
        self.scroll_rows(+3)

    def on_mouse_scroll_up(self) -> None:
        self.scroll_rows(-3)


class DetailScreen(CardVerbs):
    """Shows the card with this id in whatever snapshot it is given; `[` and `]` go along its column."""

    BINDINGS = Keys().bindings(DETAIL)
    FOOTER = ("detail.back", "card.fill", "card.note", "board.undo", "board.help")

    class Left(Message):
        """Back to the board, where this card is to be selected."""

        def __init__(self, card_id: str) -> None:
            super().__init__()
            self.card_id = card_id

    def __init__(
        self, state: State, keys: Keys, palette: Palette, card_id: str, date_order: str = "MDY",
        popups: Callable[[Card], tuple[Popup, ...]] = lambda card: (),
    ) -> None:  # fmt: skip
        super().__init__(state, keys, palette, date_order)
        self.card_id = card_id
        self.popups = popups

    def compose(self) -> ComposeResult:
        yield DetailHeader(self.palette)
        yield DetailPage(self.palette, self.state.scene.glyphs)
        yield from super().compose()

    @property
    def page(self) -> DetailPage:
        """The part between header and strip."""
        return self.query_one(DetailPage)

    @property
    def seen(self) -> Seen | None:
        """The card in the snapshot; None when it has been deleted."""
        return self.state.seen.get(self.card_id)

    def targets(self) -> list[Card]:
        return [self.seen.card] if self.seen is not None else []

    def show(self, state: State) -> None:
        """Take a new snapshot; a card that has gone leads back to the board."""
        self.state = state
        if self.seen is None:
            self.post_message(self.Left(self.card_id))
        else:
            self.draw()

    def draw(self) -> None:
        seen, scene = self.seen, self.state.scene
        if seen is None or not self.is_mounted:
            return
        verdict = fresh(seen, scene.now, scene.rules)
        self.query_one(DetailHeader).show(self.state, self._crumb(seen))
        short = tail(seen.card.id)[:SHORTEST]
        self.page.show(Detail(seen.card, verdict, scene.now, scene.rules, self.popups(seen.card), short))
        cells = self.strip.size.width - SIDE_CELLS
        told = strip(seen, self.state.board, scene, self.keys.shown, cells)
        wanted = [move for move in moves(seen.card, verdict) if move[0] not in ("card.open", "card.edit")]
        keys = keys_row([*wanted, EDIT], self.keys.shown, cells)
        self.strip.show(Told(told.second, keys, []) if told.second else Told(keys, [], []))

    def _crumb(self, seen: Seen) -> str:
        place = self._neighbours(seen)
        where = f"   {place.index(self.card_id) + 1} of {len(place)}" if self.card_id in place else ""
        return f"{NAMES[seen.card.stage]}{where}"

    def _neighbours(self, seen: Seen) -> list[str]:
        columns = {column.stage: column for column in self.state.board.columns}
        return [one.card.id for one in columns[seen.card.stage].seen]

    def show_keys(self) -> None:
        super().show_keys()
        both = f"{self.keys.shown('detail.previous')} {self.keys.shown('detail.next')}"
        self.footer.show([*self.footer.keys[:1], (both, "previous, next card"), *self.footer.keys[1:]])

    def notify_line(self, text: str) -> None:
        self.footer.say([(text, "text bold")])

    # Moving

    def action_detail_back(self) -> None:
        self.post_message(self.Left(self.card_id))

    def action_detail_previous(self) -> None:
        self._turn(-1)

    def action_detail_next(self) -> None:
        self._turn(+1)

    def _turn(self, by: int) -> None:
        seen = self.seen
        place = self._neighbours(seen) if seen is not None else []
        if self.card_id in place:
            self.card_id = place[(place.index(self.card_id) + by) % len(place)]
            self.draw()

    def action_detail_down(self) -> None:
        self.page.scroll_rows(+1)

    def action_detail_up(self) -> None:
        self.page.scroll_rows(-1)

    def action_detail_page_down(self) -> None:
        self.page.scroll_rows(self.page.size.height - 2)

    def action_detail_page_up(self) -> None:
        self.page.scroll_rows(2 - self.page.size.height)

    def action_detail_first(self) -> None:
        self.page.scroll_rows(-self.page.top)

    def action_detail_last(self) -> None:
        self.page.scroll_rows(1 << 30)
