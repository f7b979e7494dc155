"""Which cards are shown, in which order, and which are marked: what the board is told of that."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from followup.core.arranging import Order
from followup.errors import FollowupError
from followup.tui.handing import Handing
from followup.tui.session import Session
from followup.tui.state import FilterTyped, Marked, Ordered, State

T = TypeVar("T")


class Sifting(Handing):
    """The filter, the order and the marks, which the session keeps."""

    session: Session

    def _at_desk(self, work: Callable[[], T]) -> Awaitable[T]:
        """Have work done in the desk's own thread, one thing at a time."""
        raise NotImplementedError

    def show(self, state: State) -> None:
        """Hand a snapshot to every page."""
        raise NotImplementedError

    def on_filter_typed(self, event: FilterTyped) -> None:
        event.stop()
        self.run_worker(self._filter(event), group="filter", exclusive=True)

    async def unfilter(self) -> None:
        await self._filter(FilterTyped(""))

    async def _filter(self, wanted: FilterTyped) -> None:
        def work() -> State:
            self.session.filter(wanted.text)
            return self.session.sift()

        before = self.state.filtered
        try:
            state = await self._at_desk(work)
        except FollowupError as error:
            self.complain(error)
            return
        if wanted.otherwise and not state.board.matching:
            self.say(wanted.otherwise)
            await self._filter(FilterTyped(before.text if before else ""))
        else:
            self.show(state)
        if not wanted.text:
            await self._at_desk(self.session.fold)

    def on_ordered(self, event: Ordered) -> None:
        event.stop()
        self.run_worker(self._arrange(event.order), group="order", exclusive=True)

    async def _arrange(self, order: Order) -> None:
        change = order.change(self.state.order)
        self.show(await self._at_desk(lambda: self.session.arrange(order)))
        self.say(change)

    def on_marked(self, event: Marked) -> None:
        event.stop()
        self.session.mark(event.card_id)
        self.show(self.state._replace(marks=self.session.marks))
