"""The weekly review as a page: the gravest card that is left, its question, its keys; whatever is done, the next."""

from textual.app import ComposeResult
from textual.message import Message

from followup.core.board import Seen
from followup.core.card import Card
from followup.core.reviewing import Item, Review, fine, queue
from followup.tui.draw.lines import Line
from followup.tui.draw.review import Walk, crumb, ended_strip, review_page
from followup.tui.draw.strip import strip
from followup.tui.keymap import REVIEW, Keys
from followup.tui.palette import Palette
from followup.tui.screens.detail import short_of
from followup.tui.screens.verbs import CardVerbs
from followup.tui.state import State
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.page import Page, Scrolling

NOTHING = Walk((), 0)
ENDED = "no card is left to ask about"


def _is_open(one: Seen) -> bool:
    return one.card.is_open and not one.card.archived


def _left(state: State, review: Review) -> tuple[Item, ...]:
    """Who is left, the gravest first."""
    scene = state.scene
    return queue(filter(_is_open, state.seen.values()), review, scene.now, scene.rules)


class ReviewPage(Page):
    """The page itself."""

    def __init__(self, palette: Palette, state: State, keys: Keys) -> None:
        super().__init__(palette, state.scene.glyphs)
        self.keys = keys
        self.scene = state.scene
        self.walk = NOTHING

    def show(self, state: State, walk: Walk) -> None:
        """Take what to draw, and draw what changed; another card is shown from its top."""
        if walk.left[:1] != self.walk.left[:1]:
            self.top = 0
        self.scene, self.walk = state.scene, walk
        self.redraw()

    def lines(self, cells: int, height: int) -> list[Line]:
        return review_page(self.walk, self.scene, self.keys.shown, cells, height)


class ReviewScreen(CardVerbs, Scrolling):
    """A card that something is recorded about is behind; so is one that is fine as it is."""

    BINDINGS = Keys().bindings(REVIEW)
    SCREEN = REVIEW
    FOOTER = ("review.back", "review.next", "review.previous", "board.undo", "board.help")

    class Opened(Message):
        """A card was opened."""

        def __init__(self, card_id: str) -> None:
            super().__init__()
            self.card_id = card_id

    class Went(Message):
        """The review went on, or back: what is to be kept of it."""

        def __init__(self, review: Review) -> None:
            super().__init__()
            self.review = review

    class Left(Message):
        """Back to the board, where this card is to be selected."""

        def __init__(self, card_id: str | None) -> None:
            super().__init__()
            self.card_id = card_id

    def __init__(self, state: State, keys: Keys, palette: Palette) -> None:
        super().__init__(state, keys, palette)
        self.review: Review | None = None
        self._passed: list[str] = []
        self._walk = NOTHING

    def begin(self, review: Review) -> None:
        """Go on from there; until then no card is asked about."""
        self.review = review
        self._walk = self._walked(_left(self.state, review), self.state)
        self.draw()

    def compose(self) -> ComposeResult:
        yield PageHeader(self.palette)
        yield ReviewPage(self.palette, self.state, self.keys)
        yield from super().compose()

    @property
    def item(self) -> Item | None:
        """The card that is asked about."""
        return self._walk.left[0] if self._walk.left else None

    def targets(self) -> list[Card]:
        return [self.item.card] if self.item is not None else []

    def show(self, state: State) -> None:
        """Take a new snapshot; who is left is looked at anew when a card has changed."""
        if self.review is not None and state.seen is not self.state.seen:
            self._walk = self._walked(_left(state, self.review), state)
        super().show(state)

    def _walked(self, left: tuple[Item, ...], state: State) -> Walk:
        short = short_of(left[0].card.id, state.seen) if left else ""
        return Walk(left, sum(map(_is_open, state.seen.values())), short)

    def draw(self) -> None:
        """Hand the snapshot down to every part."""
        if self.review is None or not self.is_mounted or not self.display:
            return
        self.query_one(PageHeader).show(self.state, crumb(self._walk, self.size.width))
        self.query_one(ReviewPage).show(self.state, self._walk)
        if self.item is None:
            self.strip.show(ended_strip(self.keys.shown))
            return
        cells = self.strip.size.width - SIDE_CELLS
        self.strip.show(strip(self.item.seen, self.state.board, self.state.scene, self.keys.shown, cells))

    # Going on and back

    def action_review_next(self) -> None:
        if self.review is None or self.item is None:
            self.notify_line(ENDED)
            return
        self._passed.append(self.item.card.id)
        self._go(fine(self.review, self._passed[-1:]), self._walk.left[1:])

    def action_review_previous(self) -> None:
        if self.review is None or not self._passed:
            self.notify_line(
                f"nothing was passed here: {self.keys.shown('board.undo')} takes back what was done"
            )
            return
        review = self.review._replace(fine=self.review.fine - {self._passed.pop()})
        self._go(review, _left(self.state, review))

    def _go(self, review: Review, left: tuple[Item, ...]) -> None:
        self.review = review
        self._walk = self._walked(left, self.state)
        self.draw()
        self.post_message(self.Went(review))

    # Opening and leaving

    def action_card_open(self) -> None:
        if self.item is not None:
            self.turn(self.Opened(self.item.card.id))
        else:
            self.notify_line(ENDED)

    def action_review_back(self) -> None:
        self.turn(self.Left(self.item.card.id if self.item is not None else None))
