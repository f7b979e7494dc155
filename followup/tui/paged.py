"""An app of pages: how they are opened and left, and what keys, palette and toasts have to do with the one in front."""

from asyncio import sleep
from collections.abc import Callable, Iterable

from textual import events
from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from followup.core.card import Card
from followup.core.clean import shown
from followup.desk import Done
from followup.errors import FollowupError
from followup.tui import keymap
from followup.tui.draw.header import toast
from followup.tui.draw.lines import Line
from followup.tui.draw.marks import Popup, popups_of
from followup.tui.glyphs import Glyphs
from followup.tui.keymap import Keys
from followup.tui.palette import Palette
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.detail import DetailScreen
from followup.tui.screens.frame import Frame
from followup.tui.state import State
from followup.tui.terminal import bound


class Paged(App[int]):
    """The pages lie one upon the other; help and the palette may lie on top of them. The board lies under all."""

    keys: Keys
    glyphs: Glyphs
    palette: Palette
    state: State
    board: BoardScreen

    def pages(self) -> list[Frame]:
        """The pages, the one in front last."""
        return [screen for screen in self.screen_stack if isinstance(screen, Frame)]

    def name_of(self, page: Frame) -> str:
        """What the keymap calls a page."""
        return page.SCREEN

    # Opening and leaving; what is not the board or a card is imported when it is first asked for

    def on_frame_opened(self, event: Frame.Opened) -> None:
        event.stop()
        self.push_screen(DetailScreen(self.state, self.keys, self.palette, event.card_id, self._popups))

    def on_frame_back(self, event: Frame.Back) -> None:
        event.stop()
        self.pop_screen()
        if event.card_id is not None:
            self.board.select(event.card_id)

    def _popups(self, card: Card) -> tuple[Popup, ...]:
        return popups_of(self.state.alert_rows.values(), card)

    def on_detail_screen_left(self, event: DetailScreen.Left) -> None:
        event.stop()
        if isinstance(self.screen, DetailScreen):
            self.pop_screen()
            for page in self.pages():
                page.select(event.card_id)

    def open_pending(self) -> None:
        """The alerts that nobody has acted on yet."""
        from followup.tui.screens.pending import PendingScreen

        self.push_screen(PendingScreen(self.state, self.keys, self.palette))

    def open_runway(self) -> None:
        """All runways on one page."""
        from followup.tui.screens.runway import RunwayScreen

        selected = self.board.selected
        card_id = selected.card.id if selected is not None else None
        self.push_screen(RunwayScreen(self.state, self.keys, self.palette, card_id))

    def open_help(self) -> None:
        """Every key of the page in front."""
        from followup.tui.screens.help import HelpScreen

        page = self.pages()[-1]
        self.push_screen(HelpScreen(self.name_of(page), self.keys, self.palette, self.glyphs))

    def on_help_screen_left(self) -> None:
        self.pop_screen()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """A key has its whole effect before the next one is looked at: what is typed ahead goes to the question
        or the panel that it opens, never to the board."""
        if isinstance(event, events.Key):
            await self._unfolded()
        page = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(event, events.Key) and not event.is_forwarded and isinstance(page, Frame):
            if self.focused is not None and await page.take_typed(event):
                return
            if self.focused is None and (await page.take(event) or await bound(self, event.key)):
                return
        if isinstance(event, events.Paste) and isinstance(page, CommandPalette):
            # Its field draws what it holds as it is.
            event.text = shown(event.text)
        await super().on_event(event)

    async def _unfolded(self) -> None:
        """Until the page in front can be looked at: it makes its parts by itself."""
        while self.screen_stack and self.is_running and not self.screen_stack[-1].is_mounted:
            await sleep(0)

    # Saying what happened

    def tell(self, done: Done) -> None:
        """A toast: what was done, what else to know, and the key that takes it back."""
        self.say(done.label, not done.label.startswith("undid"), "".join(f"; {one}" for one in done.remarks))

    def complain(self, error: FollowupError, ring: bool = True) -> None:
        """One line: what was refused, and what helps."""
        self.say(f"{error.message}: {error.hint}" if error.hint else error.message)
        if ring:
            self.bell()

    def say(self, text: str, undo: bool = False, more: str = "") -> None:
        """A toast, on every page: the one in front may be about to go. `more` is cut last."""
        key = self.keys.shown("board.undo") if undo else None
        room = max(20, self.size.width - 6)
        line: Line = toast(shown(text), key, room, self.glyphs.cut, shown(more))
        for page in self.pages():
            page.footer.say(line)

    # The palette

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the page in front, with its key, and the themes."""
        page = self.pages()[-1]
        for action in keymap.for_screen(self.name_of(page)):
            keys = ", ".join(keymap.shown(key) for key in self.keys.of(action.id))
            yield SystemCommand(action.says, keys, self._doing(page, action.method))
        yield SystemCommand("theme", "choose the colours", self.action_change_theme)

    def _doing(self, page: Frame, method: str) -> Callable[[], None]:
        def do() -> None:
            self.call_later(self._act_on, page, method)

        return do

    async def _act_on(self, page: Frame, method: str) -> None:
        """Do what was chosen, on its page in front: help was opened over it."""
        while self.screen is not page and page in self.screen_stack:
            self.pop_screen()
        await page.run_action(method)
