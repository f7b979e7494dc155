"""The weekly review as a page: the gravest card that is left, its question, its keys; whatever is done, the next."""

from textual.app import ComposeResult
from textual.message import Message

from followup.core.card import Card
from followup.core.reviewing import Item, Review, Turn, fine, item, line_up
from followup.desk import Desk
from followup.tui.draw.lines import Line
from followup.tui.draw.review import Walk, crumb, ended_strip, review_page
from followup.tui.draw.strip import strip
from followup.tui.keymap import REVIEW, Keys
from followup.tui.palette import Palette
from followup.tui.screens.detail import short_of
from followup.tui.screens.gathering import Gathering, Work
from followup.tui.screens.verbs import CardVerbs
from followup.tui.state import State
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.page import Page, Scrolling

NOTHING = Walk((), 0)
ENDED = "no card is left to ask about"
LOOKS = "looking at the cards"
Turns = dict[str, Turn]


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


class ReviewScreen(CardVerbs, Scrolling, Gathering[Turns]):
    """A card that something is recorded about is behind; so is one that is fine as it is.

    Who is left is gathered once; after that only the cards that are seen otherwise are looked at, at once: the next
    key is for the next card.
    """

    BINDINGS = Keys().bindings(REVIEW)
    SCREEN = REVIEW
    FOOTER = ("review.back", "review.next", "review.previous", "board.undo", "board.help")

    class Went(Message):
        """The review went on, or back: what is to be kept of it."""

        def __init__(self, review: Review) -> None:
            super().__init__()
            self.review = review

    def __init__(self, state: State, keys: Keys, palette: Palette) -> None:
        super().__init__(state, keys, palette)
        self.review: Review | None = None
        self._passed: list[str] = []
        self._walk = NOTHING

    def begin_with(self, review: Review) -> None:
        """Go on from there; until then no card is asked about."""
        self.review = review
        self.want()

    def want(self) -> None:
        if self.review is not None:
            super().want()

    def read(self, desk: Desk) -> Work[Turns]:
        review, seen = self.review or Review(0), tuple(self.state.seen.values())
        now, week = self.state.scene.now, self.state.scene.rules.week
        return lambda tally: line_up(tally.of(seen), review, now, week)

    def take_in(self, found: Turns) -> None:
        self.found, self.looking = found, ""
        self._look_again(self.state)
        self.draw()

    def _look_again(self, state: State) -> None:
        """Who is left, now that some cards are seen otherwise, or the review went on or back."""
        if self.review is None or self.found is None:
            return
        scene = state.scene
        self.found = line_up(state.seen.values(), self.review, scene.now, scene.rules.week, self.found)
        self._walk = self._walked(state)

    def _walked(self, state: State) -> Walk:
        left = tuple(turn.seen for turn in (self.found or {}).values())
        short = short_of(left[0].card.id, state.seen) if left else ""
        return Walk(left, state.board.counts.open, short)

    def compose(self) -> ComposeResult:
        yield PageHeader(self.palette)
        yield ReviewPage(self.palette, self.state, self.keys)
        yield from super().compose()

    @property
    def item(self) -> Item | None:
        """The card that is asked about."""
        scene = self.state.scene
        return item(self._walk.left[0], scene.now, scene.rules) if self._walk.left else None

    def targets(self) -> list[Card]:
        return [self._walk.left[0].card] if self._walk.left else []

    def show(self, state: State) -> None:
        """Take a new snapshot; who is left is looked at anew when a card has changed."""
        if state.seen is not self.state.seen:
            self._look_again(state)
        super().show(state)

    def is_outdated(self, before: State, state: State) -> bool:
        """What a promise asks is another thing on another day."""
        day = before.scene.rules.week.local_date
        return day(before.scene.now) != day(state.scene.now)

    def draw(self) -> None:
        """Hand the snapshot down to every part."""
        if self.review is None or not self.is_mounted or not self.display:
            return
        self.query_one(PageHeader).show(self.state, crumb(self._walk, self.size.width, self._looks))
        if self.found is None:
            return
        self.query_one(ReviewPage).show(self.state, self._walk)
        if not self._walk.left:
            self.strip.show(ended_strip(self.keys.shown, self._walk.total))
            return
        cells = self.strip.size.width - SIDE_CELLS
        self.strip.show(strip(self._walk.left[0], self.state.board, self.state.scene, self.keys.shown, cells))

    @property
    def _looks(self) -> str:
        return self.looking or ("" if self.found is not None else LOOKS)

    # Going on and back

    def action_review_next(self) -> None:
        if self.review is None or not self._walk.left:
            self.notify_line(ENDED if self.found is not None else LOOKS)
            return
        passed = self._walk.left[0].card.id
        self._passed.append(passed)
        self.review = fine(self.review, (passed,))
        self.found = {key: turn for key, turn in (self.found or {}).items() if key != passed}
        self._went()

    def action_review_previous(self) -> None:
        if self.review is None or not self._passed:
            self.notify_line(
                f"nothing was passed here: {self.keys.shown('board.undo')} takes back what was done"
            )
            return
        self.review = self.review._replace(fine=self.review.fine - {self._passed.pop()})
        self._look_again(self.state)
        self._went()

    def _went(self) -> None:
        self._walk = self._walked(self.state)
        self.draw()
        if self.review is not None:
            self.post_message(self.Went(self.review))

    # Opening and leaving

    def action_card_open(self) -> None:
        if self._walk.left:
            self.turn(self.Opened(self._walk.left[0].card.id))
        else:
            self.notify_line(ENDED if self.found is not None else LOOKS)

    def action_review_back(self) -> None:
        self.turn(self.Back(self._walk.left[0].card.id if self._walk.left else None))
