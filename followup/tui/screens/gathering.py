"""Pages over something that takes a while on a full board: read at the desk, worked out in a thread of its own.

Meanwhile the page is there, counts what was looked at, and can be left: then nothing is worked out any further.
"""

from collections.abc import Callable, Collection, Iterator
from time import sleep
from typing import Generic, TypeVar

from textual.message import Message

from followup.desk import Desk
from followup.tui.screens.frame import Frame
from followup.tui.state import State

T = TypeVar("T")
R = TypeVar("R")
A_TURN = 50  # things, after which whoever waits for a key has a turn


class NotWanted(Exception):
    """Nobody waits for it any more."""


class Tally:
    """How far it is: counts the things that are handed out, and hands out no more once nobody waits."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self.is_wanted = True

    def of(self, things: Collection[T]) -> Iterator[T]:
        """One by one. Raises NotWanted."""
        self.done, self.total = 0, len(things)
        for self.done, thing in enumerate(things, 1):
            if not self.is_wanted:
                raise NotWanted
            if not self.done % A_TURN:
                sleep(0)
            yield thing

    def worked_out(self, work: "Callable[[Tally], R]") -> R | None:
        """What the work gives; None where it was broken off."""
        try:
            return work(self)
        except NotWanted:
            return None

    @property
    def said(self) -> str:
        """`looking at 4,100 of 10,000 cards`."""
        return f"looking at {self.done:,} of {self.total:,} cards" if self.total else "looking at the cards"


class Tallied(Collection[T]):
    """Things that are counted anew each time that they are gone through."""

    def __init__(self, things: Collection[T], tally: Tally) -> None:
        self._things = things
        self._tally = tally

    def __iter__(self) -> Iterator[T]:
        return self._tally.of(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def __contains__(self, thing: object) -> bool:
        return thing in self._things


Work = Callable[[Tally], T]


class Gathering(Frame, Generic[T]):
    """A page over something that is gathered; `found` is None until it is there for the first time, and `looking`
    says how far that is once it takes a moment."""

    class Wanted(Message):
        """The page asks for what it is about to be gathered anew."""

        def __init__(self, page: "Gathering[T]") -> None:
            super().__init__()
            self.page = page

    found: T | None = None
    looking = ""
    _tally: Tally | None = None

    def read(self, desk: Desk) -> Work[T]:
        """Read at the desk what it takes; what is given back works it out, in any thread."""
        raise NotImplementedError

    def begin(self) -> Tally:
        """Count anew: what was being gathered before is not wanted any more."""
        self.stop()
        self._tally = Tally()
        return self._tally

    def stop(self) -> None:
        """Gather no further."""
        if self._tally is not None:
            self._tally.is_wanted = False

    def say_how_far(self, tally: Tally) -> None:
        """It takes a moment."""
        self.looking = tally.said
        self.draw()

    def take_in(self, found: T) -> None:
        """Show what was gathered."""
        self.found, self.looking = found, ""
        self.draw()

    def want(self) -> None:
        """Have it gathered."""
        self.post_message(self.Wanted(self))

    def on_mount(self) -> None:
        self.want()

    def on_unmount(self) -> None:
        self.stop()

    def is_outdated(self, before: State, state: State) -> bool:
        """Whether what was gathered from one snapshot does not hold for the next."""
        return state.seen is not before.seen

    def show(self, state: State) -> None:
        before = self.state
        super().show(state)
        if self.is_outdated(before, state):
            self.want()
