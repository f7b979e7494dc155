"""A card's own page: runway, facts, history; strip and footer stay in place."""

from collections.abc import Callable, Iterable, Mapping

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from followup.core.board import Seen, fresh
from followup.core.card import Card
from followup.core.ids import SHORTEST, TAIL_AT, tail
from followup.core.mutes import known_as
from followup.core.stages import NAMES
from followup.tui.draw.detail import Detail, fields, page
from followup.tui.draw.fields import has_edge
from followup.tui.draw.lines import Line, joined, shorten
from followup.tui.draw.linked import Spot, linked, lit
from followup.tui.draw.marks import Popup
from followup.tui.draw.strip import Told, keys_row, strip
from followup.tui.glyphs import Glyphs
from followup.tui.keymap import DETAIL, Keys
from followup.tui.palette import Palette
from followup.tui.screens.fields import Fields
from followup.tui.screens.frame import SMALL_BELOW
from followup.tui.state import State
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.column import EDGE_CELLS, SIDE_CELLS
from followup.tui.widgets.page import Page, Scrolling

EDIT = ("card.edit", "edit", "edit")


class DetailPage(Page):
    """The page of one card."""

    class LinkClicked(Message):
        """A link was clicked."""

        def __init__(self, link: str) -> None:
            super().__init__()
            self.link = link

    def __init__(self, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(palette, glyphs)
        self.detail: Detail | None = None
        self.links: tuple[str, ...] = ()
        self.words: tuple[str, ...] = ()
        self._spots: list[Spot] = []
        # Laid out once, not at each row that is scrolled: a note may be long.
        self._laid: tuple[Detail, tuple[int, int], list[Line]] | None = None
        self._shown_field = ""

    def show(self, detail: Detail, words: tuple[str, ...] = ()) -> None:
        """The card as it is now, `words` shown where they stand; another card starts at the top."""
        if self.detail is None or self.detail.card is not detail.card:
            from followup.core.links import links_of

            self.links = links_of(detail.card)
        if self.detail is None or self.detail.card.id != detail.card.id:
            self.top = 0
        self.detail, self.words = detail, words
        self.redraw()

    def lines(self, cells: int, height: int) -> list[Line]:
        if self.detail is None:
            return []
        known = self._laid
        if known is None or known[0] is not self.detail or known[1] != (cells, height):
            rows = page(self.detail, cells, height, self.glyphs)
            if self.words:
                rows = lit(rows, self.words)
            rows, self._spots = linked(rows, self.links) if self.links else (rows, [])
            known = self._laid = self.detail, (cells, height), rows
        self._keep_in_sight(known[2], height)
        return known[2]

    def _keep_in_sight(self, rows: list[Line], height: int) -> None:
        """Scroll to the field that has just been selected; the first and the last row may say that there is more."""
        field, before = self.detail.field if self.detail is not None else "", self._shown_field
        self._shown_field = field
        places = [place for place, row in enumerate(rows) if has_edge(row)]
        if places and field != before:
            self.top = max(0, min(self.top, places[0] - 1))
            self.top = max(self.top, min(places[0] - 1, places[-1] + 2 - height))

    def on_click(self, event: events.Click) -> None:
        row, cell = event.y + self.top, event.x - EDGE_CELLS
        spot = next((one for one in self._spots if one.row == row and one.start <= cell < one.end), None)
        if spot is not None:
            self.post_message(self.LinkClicked(spot.link))


class DetailScreen(Fields, Scrolling):
    """Shows the card with this id in whatever snapshot it is given; `[` and `]` go along its column."""

    BINDINGS = Keys().bindings(DETAIL)
    SCREEN = DETAIL
    FOOTER = ("detail.back", "card.fill", "card.note", "board.undo", "board.help")

    class Left(Message):
        """Back to the board, where this card is to be selected."""

        def __init__(self, card_id: str) -> None:
            super().__init__()
            self.card_id = card_id

    def __init__(
        self, state: State, keys: Keys, palette: Palette, card_id: str,
        popups: Callable[[Card], tuple[Popup, ...]] = lambda card: (),
    ) -> None:  # fmt: skip
        super().__init__(state, keys, palette)
        self.card_id = card_id
        self.popups = popups

    def compose(self) -> ComposeResult:
        yield PageHeader(self.palette)
        yield DetailPage(self.palette, self.state.scene.glyphs)
        yield from super().compose()

    @property
    def seen(self) -> Seen | None:
        """The card in the snapshot; None when it has been deleted."""
        return self.state.seen.get(self.card_id)

    def on_mount(self) -> None:
        if self.seen is not None and self.seen.card.idle_limit_minutes:
            self.post_message(self.Acquainting(self))

    def get_acquainted(self, slow: Mapping[str, int]) -> None:
        super().get_acquainted(slow)
        self.draw()

    def _slow_of(self, card: Card) -> int | None:
        """How long its contact takes to answer when they are slow, where that has been asked."""
        if not card.contact or not self._slow:
            return None
        return self._slow.get(known_as(self.state.habits.names.get(card.contact.casefold(), card.contact)))

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
        if seen is None or not self.is_mounted or not self.display:
            return
        verdict = fresh(seen, scene.now, scene.rules)
        self.query_one(PageHeader).show(self.state, [(self._crumb(seen), "muted")])
        short = short_of(seen.card.id, self.state.seen)
        self.query_one(DetailPage).show(
            Detail(
                seen.card,
                verdict,
                scene.now,
                scene.rules,
                self.popups(seen.card),
                short,
                self.field,
                self._slow_of(seen.card),
            ),
            scene.words,
        )
        cells = self.strip.size.width - SIDE_CELLS
        if self.field:
            self.strip.show(self.told_of_field(cells))
            return
        told = strip(seen, self.state.board, scene, self.keys.shown, cells)
        wanted = [move for move in told.moves if move[0] not in ("card.open", "card.edit")]
        keys = keys_row([*wanted, EDIT], self.keys.shown, cells)
        first = shorten(joined([told.asks, told.second], 3), cells, scene.glyphs.cut)
        self.strip.show(Told(first, keys, []) if first else Told(keys, [], []))

    def fields_here(self) -> list[str]:
        detail = self.query_one(DetailPage).detail
        return fields(detail, self.strip.size.width - SIDE_CELLS) if detail is not None else []

    def on_detail_page_link_clicked(self, event: DetailPage.LinkClicked) -> None:
        event.stop()
        self.post_message(self.Followed(event.link))

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
        is_small = self.size.width < SMALL_BELOW
        others = (both, "cards" if is_small else "previous, next card")
        self.footer.show([*self.footer.keys[:1], others, *self.footer.keys[1:]])

    # Moving

    def action_detail_back(self) -> None:
        if not self.leave_field():
            self.turn(self.Left(self.card_id))

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


def short_of(card_id: str, known: Iterable[str]) -> str:
    """What people type for a card: the shortest beginning of its tail that no other card's begins with."""
    own, begins = tail(card_id), card_id[TAIL_AT : TAIL_AT + SHORTEST]
    # Few begin alike, and a full board is gone through at each key.
    others = [tail(one) for one in known if one.startswith(begins, TAIL_AT) and one != card_id]
    for length in range(SHORTEST, len(own)):
        others = [one for one in others if one.startswith(own[:length])]
        if not others:
            return own[:length]
    return own
