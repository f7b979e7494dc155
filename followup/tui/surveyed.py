"""The pages that look at the whole log: people, numbers, the weekly review; and where a review stopped."""

from asyncio import get_running_loop, wait
from typing import TYPE_CHECKING, Any, Protocol

from followup.errors import FollowupError
from followup.tui.screens.owning import Owning
from followup.tui.screens.prompting import Prompting
from followup.tui.sifting import Sifting
from followup.tui.state import FilterTyped

if TYPE_CHECKING:
    from followup.core.reviewing import Review
    from followup.tui.screens.gathering import Gathering
    from followup.tui.screens.people import PeopleScreen
    from followup.tui.screens.review import ReviewScreen


SAID_EVERY = 0.1  # seconds


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
        self._slow: dict[str, int] = {}
        self._slow_for: object = None

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
        self.run_worker(self._gather(event.page), group="gathering")

    async def _gather(self, page: "Gathering[Any]") -> None:
        """Have a page's thing worked out in a thread, and say how far that is until it is there, or the page left."""
        tally = page.begin()
        try:
            work = await self._at_desk(lambda: page.read(self.session.desk))
            going = get_running_loop().run_in_executor(None, tally.worked_out, work)
            while not (await wait((going,), timeout=SAID_EVERY))[0]:
                if page in self.screen_stack:
                    page.say_how_far(tally)
            found = going.result()
        except FollowupError as error:
            self.complain(error)
            return
        finally:
            was_wanted, tally.is_wanted = tally.is_wanted, False
        if was_wanted and found is not None and page in self.screen_stack:
            page.take_in(found)

    def on_prompting_acquainting(self, event: Prompting.Acquainting) -> None:
        event.stop()
        self.run_worker(self._acquaint(event.page), group="gathering")

    async def _acquaint(self, page: Prompting) -> None:
        """Let a page know how long people take to answer; worked out where no key waits for it, once for a board."""
        if self._slow_for is not self.state.seen:
            names, week = self.state.habits.names, self.state.scene.rules.week
            seen = self.state.seen
            try:
                cards = await self._at_desk(self.session.desk.everything)
            except FollowupError:
                return  # whatever is done next says so

            def work() -> dict[str, int]:
                from followup.core.contacts import limits

                return limits(cards.values(), names, week)

            self._slow = await get_running_loop().run_in_executor(None, work)
            self._slow_for = seen
        if page in self.screen_stack:
            page.get_acquainted(self._slow)

    def on_owning_recalled(self, event: Owning.Recalled) -> None:
        event.stop()
        self.run_worker(self._recall(event), group="recalling")

    async def _recall(self, event: Owning.Recalled) -> None:
        """What somebody ever answered, from the whole log; where it cannot be read, what is done next says so."""
        try:
            cards = await self._at_desk(self.session.desk.everything)
        except FollowupError:
            return
        found = await get_running_loop().run_in_executor(None, event.read, cards.values())
        if not event.found.done():
            event.found.set_result(found)

    def on_people_screen_left(self, event: "PeopleScreen.Left") -> None:
        event.stop()
        self.pop_screen()
        if event.wanted:
            self.post_message(FilterTyped(event.wanted, otherwise="no card on the board is with them"))

    # The review

    def open_review(self) -> None:
        """The weekly review, from where it stopped: the page is there at once, so that no key goes to the board."""
        from followup.tui.screens.review import ReviewScreen

        page = ReviewScreen(self.state, self.keys, self.palette)
        self.push_screen(page)
        self.run_worker(self._resume(page), group="gathering")

    async def _resume(self, page: "ReviewScreen") -> None:
        from followup.core.reviewing import resumed

        known = await self._at_desk(self.reviews.load)
        scene = self.state.scene
        going = resumed(known, scene.now, scene.rules.week)
        page.begin_with(going)
        # Where there is nothing to walk through none has begun: it would pass over what is added this week.
        if going != known and self.state.board.counts.open:
            await self._keep(going)

    async def _keep(self, review: "Review") -> None:
        try:
            await self._at_desk(lambda: self.reviews.save(review))
        except FollowupError as error:
            self.complain(error)

    def on_review_screen_went(self, event: "ReviewScreen.Went") -> None:
        event.stop()
        # Not among what is gathered: the next page's gathering would cancel it.
        self.run_worker(self._keep(event.review), group="reviews")
