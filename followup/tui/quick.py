"""The quick-add panel alone, for a desktop shortcut: a line, what was understood, and gone."""

import gc
from asyncio import get_running_loop
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from textual import events
from textual.app import ComposeResult

from followup.config import Settings
from followup.core.ids import tail
from followup.core.opening import opening
from followup.core.quickadd import Draft
from followup.desk import Desk, Done
from followup.errors import FollowupError
from followup.tui.draw.preview import Ground
from followup.tui.glyphs import Glyphs
from followup.tui.known import Known, dates_of, known_of
from followup.tui.look import glyphs, theme
from followup.tui.palette import DARK, Coloured
from followup.tui.widgets.quickadd import QuickAdd

SHOWN_SECONDS = 1.5
SETTLED_AFTER = 0.15  # seconds: what was typed ahead comes first
LETTERS = 6
NOTHING_SAVED = 1


class QuickApp(Coloured):
    """One panel over a desk; its exit code is 0 when something was saved."""

    CSS = """
    Screen { background: $background; padding: 0 1; align-vertical: bottom; }
    """
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, desk: Desk, glyphs: Glyphs, theme: str = DARK.name, date_order: str = "MDY",
        named: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.desk = desk
        self.named = named or {}
        self.wear(theme)
        self.ground = Ground(desk.now(), desk.rules, glyphs, Known(named=self.named), date_order)
        self._thread = ThreadPoolExecutor(1, "desk")
        self._is_saved = False

    def compose(self) -> ComposeResult:
        yield QuickAdd(self.made_palette(), self.ground)

    @property
    def panel(self) -> QuickAdd:
        """The panel."""
        return self.query_one(QuickAdd)

    def on_mount(self) -> None:
        self.panel.open(self.ground)
        self.set_timer(SETTLED_AFTER, self._settle_in)

    def _settle_in(self) -> None:
        """What the first keys need not wait for."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self.run_worker(self._get_acquainted(), group="desk")

    def on_unmount(self) -> None:
        self._thread.shutdown(wait=True)

    async def _get_acquainted(self) -> None:
        """Learn people, tags and titles from the cards; typing need not wait for it."""
        loop = get_running_loop()
        try:
            cards = await loop.run_in_executor(self._thread, lambda: list(self.desk.cards().values()))
        except FollowupError as error:
            self.panel.refuse(error)
            return
        known = known_of(cards, self.named)
        known = known._replace(dates=dates_of(cards, self.ground.now, self.ground.week))
        self.ground = self.ground._replace(known=known)
        self._show()
        slow = await loop.run_in_executor(self._thread, self._slow)
        self.ground = self.ground._replace(known=known._replace(slow=slow))
        self._show()

    def _show(self) -> None:
        if not self._is_saved:
            self.panel.show(self.ground)

    def _slow(self) -> dict[str, int]:
        """How long people take to answer when they are slow: from the whole log, as the page of people has it."""
        from followup.core.contacts import limits

        with suppress(FollowupError):
            return limits(self.desk.everything().values(), self.named, self.ground.week)
        return {}

    def on_quick_add_submitted(self, event: QuickAdd.Submitted) -> None:
        event.stop()
        self.run_worker(self._save(event.drafts, event.note), group="desk")

    async def _save(self, drafts: tuple[Draft, ...], note: str | None) -> None:
        openings = [opening(draft, self.named) for draft in drafts]
        loop = get_running_loop()
        try:
            done = await loop.run_in_executor(self._thread, lambda: self.desk.add(openings, note=note))
        except FollowupError as error:
            self.panel.refuse(error)
            return
        self._confirm(done)

    def _confirm(self, done: Done) -> None:
        self._is_saved = True
        first = tail(done.cards[0].id)[:LETTERS]
        self.panel.confirm(first if len(done.cards) == 1 else f"{len(done.cards)} cards")
        self.set_timer(SHOWN_SECONDS, lambda: self.exit(0))

    def on_quick_add_closed(self, event: QuickAdd.Closed) -> None:
        event.stop()
        self.exit(NOTHING_SAVED)

    def on_key(self, event: events.Key) -> None:
        if self._is_saved:
            event.stop()
            self.exit(0)


def run_quick(desk: Desk, settings: Settings) -> int:
    """Show the panel until a line is saved or discarded; the exit code."""
    look = settings.look
    app = QuickApp(desk, glyphs(look.glyphs), theme(look.theme), settings.date_order, settings.names)
    code = app.run()
    return NOTHING_SAVED if code is None else code
