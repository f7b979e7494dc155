"""What every page of the board shares: the grid that follows the terminal's size, strip, footer and notice."""

from typing import ClassVar

from textual import events
from textual._path import CSSPathType
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen

from followup.tui.keymap import BY_ID, Keys
from followup.tui.palette import Palette
from followup.tui.state import State
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.drawn import Drawn
from followup.tui.widgets.field import PASSED_ON
from followup.tui.widgets.nextmove import NextMove
from followup.tui.widgets.notice import Notice

COLUMNS_FROM = 120
ROOMY_FROM = 36
TIGHT_BELOW = 30
LEAST_CELLS, LEAST_ROWS = 60, 15
SMALL_BELOW = 110
SHORT = {"move.next-need": "next", "card.fill": "fill"}


class Frame(Screen[None]):
    """A page with the strip and the footer at its foot. `FOOTER` names the actions that the footer shows, `SCREEN` is
    what the keymap calls the page."""

    CSS_PATH: ClassVar[CSSPathType | None] = "board.tcss"
    FOOTER: tuple[str, ...] = ()
    # Those of them that stay where there is little room; the others are dropped before any of these.
    LASTING: tuple[str, ...] = ()
    SCREEN: ClassVar[str] = ""
    # Fields and questions take the keys only while they ask.
    AUTO_FOCUS = ""

    class Pressed(Message):
        """A key for the whole board was pressed: help, commands, demo, quit."""

        def __init__(self, action_id: str) -> None:
            super().__init__()
            self.action_id = action_id

    class Opened(Message):
        """A card was opened."""

        def __init__(self, card_id: str) -> None:
            super().__init__()
            self.card_id = card_id

    class Back(Message):
        """Back to the board, where this card is to be selected."""

        def __init__(self, card_id: str | None = None) -> None:
            super().__init__()
            self.card_id = card_id

    def __init__(self, state: State, keys: Keys, palette: Palette) -> None:
        super().__init__()
        self.state = state
        self.keys = keys
        self.palette = palette

    def compose(self) -> ComposeResult:
        yield NextMove(self.palette, self.state.scene.glyphs)
        yield FooterBar(self.palette, (self.keys.shown("board.commands"), "commands"))
        yield Notice(self.palette)

    @property
    def strip(self) -> NextMove:
        """The strip of this page."""
        return self.query_one(NextMove)

    @property
    def footer(self) -> FooterBar:
        """The footer of this page."""
        return self.query_one(FooterBar)

    def on_mount(self) -> None:
        self._fit(self.size.width, self.size.height)
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width, event.size.height)
        self.call_after_refresh(self.draw)

    def _fit(self, cells: int, rows: int) -> None:
        is_small = cells < LEAST_CELLS or rows < LEAST_ROWS
        self.set_class(is_small, "-too-small")
        self.set_class(cells < COLUMNS_FROM, "-tabs")
        self.set_class(rows >= ROOMY_FROM, "-roomy")
        self.set_class(rows < TIGHT_BELOW, "-tight")
        wanted = f"followup needs {LEAST_CELLS} columns and {LEAST_ROWS} rows"
        self.query_one(Notice).show(wanted, f"here are {cells} and {rows}; nothing is lost")
        self.show_keys()
        self.lay_out(cells, rows)

    def turn(self, message: Message) -> None:
        """Turn to another page: the app hears of it before it looks at the next key, which is for that page."""
        getattr(self.app, message.handler_name)(message)

    async def take(self, event: events.Key) -> bool:
        """Take a key before it is looked up, while no field has the keys; where nothing is drawn, most of them."""
        return self.has_class("-too-small") and event.key not in (*self.keys.of("board.quit"), *PASSED_ON)

    async def take_typed(self, event: events.Key) -> bool:
        """Take a key while a field has them: one that ends what is typed there, so that the next is not for it."""
        return False

    def show_keys(self) -> None:
        """The footer's keys, in fewer words where there is little room."""
        is_small = self.size.width < SMALL_BELOW
        words = [
            (self.keys.shown(one), SHORT.get(one, BY_ID[one].word) if is_small else BY_ID[one].word)
            for one in self.FOOTER
        ]
        passing = frozenset(self.keys.shown(one) for one in self.FOOTER if one not in self.LASTING)
        self.footer.show(words, passing if self.LASTING else frozenset())

    def repaint(self, palette: Palette) -> None:
        """Draw everything in other colours."""
        self.palette = palette
        for part in self.query(Drawn):
            part.palette = palette
            part.redraw()

    def lay_out(self, cells: int, rows: int) -> None:
        """Fit the page's own parts to the terminal's size."""

    def show(self, state: State) -> None:
        """Take a new snapshot."""
        self.state = state
        self.draw()

    def select(self, card_id: str) -> None:
        """Select a card that another page was about, where this one selects."""

    def draw(self) -> None:
        """Hand the snapshot down to every part."""
        raise NotImplementedError

    # Keys for the whole board

    def action_board_help(self) -> None:
        self.turn(self.Pressed("board.help"))

    def action_board_commands(self) -> None:
        self.turn(self.Pressed("board.commands"))

    def action_board_quit(self) -> None:
        self.turn(self.Pressed("board.quit"))

    def action_board_brief(self) -> None:
        self.turn(self.Pressed("board.brief"))
