"""The pages that look at the whole log: people, numbers, the weekly review; and where a review stopped."""

from asyncio import get_running_loop
from typing import TYPE_CHECKING, Any, Protocol

from followup.errors import FollowupError
from followup.tui.sifting import Sifting
from followup.tui.state import FilterTyped

if TYPE_CHECKING:
    from followup.core.reviewing import Review
    from followup.tui.screens.gathering import Gathering
    from followup.tui.screens.numbers import StatsScreen
    from followup.tui.screens.people import PeopleScreen
    from followup.tui.screens.review import ReviewScreen


class Reviews(Protocol):
    """Where the review that was begun last is kept."""

    def load(self) -> "Review | None":
        """The review, None where there is none."""

    def save(self, review: "Review") -> None:
        """Keep it. Raises StoreError."""


class Remembered:
    """Kept for as long as the board is open."""

    def __init__(self) -> None:
        self._review: Review | None = None

    def load(self) -> "Review | None":
        return self._review

    def save(self, review: "Review") -> None:
        self._review = review


class Surveyed(Sifting):
    """What these pages are given, and what becomes of what they ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.reviews: Reviews = Remembered()

    def open_contacts(self) -> None:
        """People: what is open both ways, and how they answer."""
        from followup.tui.screens.people import PeopleScreen

        self.push_screen(PeopleScreen(self.state, self.keys, self.palette))

    def open_stats(self) -> None:
        """How the work goes."""
        from followup.tui.screens.numbers import StatsScreen

        self.push_screen(StatsScreen(self.state, self.keys, self.palette))

    def on_gathering_wanted(self, event: "Gathering.Wanted") -> None:
        event.stop()
        self.run_worker(self._gather(event.page), group="gathering", exclusive=True)

    async def _gather(self, page: "Gathering[Any]") -> None:
        try:
            work = await self._at_desk(lambda: page.read(self.session.desk))
        except FollowupError as error:
            self.complain(error)
            return
        found = await get_running_loop().run_in_executor(None, work)
        if page in self.screen_stack:
            page.take_in(found)

    def on_people_screen_left(self, event: "PeopleScreen.Left") -> None:
        event.stop()
        self.pop_screen()
        if event.wanted:
            self.post_message(FilterTyped(event.wanted, otherwise="no card on the board is with them"))

    def on_stats_screen_left(self, event: "StatsScreen.Left") -> None:
        event.stop()
        self.pop_screen()

    # The review

    def open_review(self) -> None:
        """The weekly review, from where it stopped: the page is there at once, so that no key goes to the board."""
        from followup.tui.screens.review import ReviewScreen

        page = ReviewScreen(self.state, self.keys, self.palette)
        self.push_screen(page)
        self.run_worker(self._resume(page), group="gathering", exclusive=True)

    async def _resume(self, page: "ReviewScreen") -> None:
        from followup.core.reviewing import resumed

        known = await self._at_desk(self.reviews.load)
        scene = self.state.scene
        going = resumed(known, scene.now, scene.rules.week)
        page.begin(going)
        if going != known:
            await self._keep(going)

    async def _keep(self, review: "Review") -> None:
        try:
            await self._at_desk(lambda: self.reviews.save(review))
        except FollowupError as error:
            self.complain(error)

    def on_review_screen_went(self, event: "ReviewScreen.Went") -> None:
        event.stop()
        self.run_worker(self._keep(event.review), group="gathering")

    def on_review_screen_opened(self, event: "ReviewScreen.Opened") -> None:
        event.stop()
        self._open_card(event.card_id)

    def on_review_screen_left(self, event: "ReviewScreen.Left") -> None:
        event.stop()
        self.pop_screen()
        if event.card_id is not None:
            self.board.select(event.card_id)
