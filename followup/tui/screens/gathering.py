"""Pages that look at the whole log: it is read at the desk, the sums are done in a thread of their own."""

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.message import Message

from followup.desk import Desk
from followup.tui.screens.frame import Frame
from followup.tui.state import State

T = TypeVar("T")


class Gathering(Frame, Generic[T]):
    """A page over something that is gathered; `found` is None until it is there for the first time."""

    class Wanted(Message):
        """The page asks for what it is about to be gathered anew."""

        def __init__(self, page: "Gathering[T]") -> None:
            super().__init__()
            self.page = page

    found: T | None = None

    def read(self, desk: Desk) -> Callable[[], T]:
        """Read at the desk what the sums need; what is given back does them, in any thread."""
        raise NotImplementedError

    def take_in(self, found: T) -> None:
        """Show what was gathered."""
        self.found = found
        self.draw()

    def on_mount(self) -> None:
        super().on_mount()
        self.post_message(self.Wanted(self))

    def show(self, state: State) -> None:
        is_other = state.seen is not self.state.seen
        super().show(state)
        if is_other:
            self.post_message(self.Wanted(self))
