"""What the open board hears from outside: a call to the front, as by a popup's button; that its settings changed."""

from asyncio import AbstractEventLoop, get_running_loop
from typing import TYPE_CHECKING, Protocol, cast

from followup.tui.paged import Paged
from followup.tui.screens.frame import Frame
from followup.tui.screens.prompting import Prompting
from followup.tui.terminal import BoardTerminal

if TYPE_CHECKING:
    from followup.config import Settings
    from followup.tui.app import FollowupApp
    from followup.tui.tuning import Tuning


class Calls(Protocol):
    """Who calls. `opens_on` is the id of the card to begin with, empty for none."""

    opens_on: str

    def is_called(self) -> bool:
        """Whether somebody calls now; any thread may ask, again and again."""

    def card(self) -> str:
        """The id of the card that is wanted; empty for none."""

    def answer(self, terminal: BoardTerminal) -> None:
        """Bring the terminal to the front, and say whether that is sure. May take seconds."""


class Called(Paged):
    """What the board does when it is called."""

    calls: Calls | None = None
    settings: "Settings | None" = None
    _tuning: "Tuning | None" = None
    _is_coming = False

    def begin(self) -> None:
        """Select the card that the board was opened for."""
        if self.calls is not None:
            self.board.select(self.calls.opens_on)

    def mind_settings(self) -> None:
        """From now on look whether the settings have changed."""
        if self.settings is not None:
            from followup.tui.tuning import Tuning

            self._tuning = Tuning(cast("FollowupApp", self), self.settings)

    def look_outside(self, loop: AbstractEventLoop) -> None:
        """Come when called, and take the settings anew when they have changed; any thread may ask this."""
        if self._tuning is not None:
            self._tuning.look(loop)
        if self.calls is not None and not self._is_coming and self.calls.is_called():
            self._is_coming = True
            loop.call_soon_threadsafe(self._come_soon, self.calls)

    def _come_soon(self, calls: Calls) -> None:
        self.run_worker(self._come(calls), group="calls")

    async def _come(self, calls: Calls) -> None:
        try:
            await self._turn_to(calls.card())
            await get_running_loop().run_in_executor(None, calls.answer, BoardTerminal(self))
        finally:
            self._is_coming = False

    async def _turn_to(self, card_id: str) -> None:
        if not any(map(_is_asking, self.pages())):
            # Whoever is typing goes on typing; else the board itself is what was wanted.
            while self.screen is not self.board:
                self.pop_screen()
        if card_id and self.state.filtered is not None:
            await self.unfilter()
        self.board.select(card_id)

    async def unfilter(self) -> None:
        """Show every card again."""
        raise NotImplementedError


def _is_asking(page: Frame) -> bool:
    return page.strip.is_asking or (isinstance(page, Prompting) and page.is_prompting)
