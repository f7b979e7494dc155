"""The app: wiring only. Snapshots flow down to the screens, wishes flow up to the desk.

Everything that may block runs in a thread: the desk in one, one thing at a time, the popups in another.
"""

import gc
from asyncio import get_running_loop
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from textual.binding import Binding
from textual.driver import Driver

from followup.core.merging import Clash
from followup.core.stages import RESOLVED
from followup.desk import Done
from followup.errors import FollowupError
from followup.tui.keymap import Keys
from followup.tui.palette import DARK, Coloured
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.detail import DetailScreen
from followup.tui.screens.frame import Frame
from followup.tui.screens.prompting import Prompting
from followup.tui.sending import Alerting, Sending
from followup.tui.session import Session
from followup.tui.state import State, Wished
from followup.tui.surveyed import Surveyed
from followup.tui.telling import Telling, is_news
from followup.tui.terminal import forget_screen, on_pulse, on_stdout, without_colour

T = TypeVar("T")
LOOK_EVERY = 0.3
SETTLED_AFTER = 0.5  # seconds: the first picture comes first
FLASH_SECONDS = 0.6
GREETING_SECONDS = 20.0
INTERRUPTED = 130


class FollowupApp(Surveyed, Telling, Sending, Coloured):
    """The board over a session. `alerting` sends what is due; without it nothing pops up."""

    TITLE = "followup"
    COMMAND_PALETTE_BINDING = "ctrl+p"
    CSS_PATH = "app.tcss"
    BINDINGS = [Binding("ctrl+c", "interrupt", "Quit", show=False, priority=True)]

    def __init__(
        self,
        session: Session,
        keys: Keys | None = None,
        theme: str = DARK.name,
        alerting: Alerting | None = None,
        animations: bool = True,
    ) -> None:
        super().__init__()
        if self.no_color:
            without_colour(self)
        self.session = session
        self.glyphs = session.glyphs
        self.keys = keys or Keys()
        self.alerting = alerting
        self.flashes = animations
        self.wants_demo, self.greeting = False, ""
        self.wear(theme)
        self.set_keymap({key: ",".join(self.keys.of(key)) for key in self.keys.remapped})
        self.palette = self.made_palette()
        self.state = session.look()
        self._is_catching_up = False
        self._trouble = ""
        self._desk_thread = ThreadPoolExecutor(1, "desk")

    def get_driver_class(self) -> type[Driver]:
        return on_stdout(super().get_driver_class())

    def on_resize(self) -> None:
        forget_screen(self)

    def on_mount(self) -> None:
        self.board = BoardScreen(self.state, self.keys, self.palette)
        self.push_screen(self.board)
        self.begin()
        self.stop_first()
        self.theme_changed_signal.subscribe(self, lambda _: self._recolour())
        self._main_loop = get_running_loop()
        if not on_pulse(self, self._beat):
            self.set_interval(LOOK_EVERY, self._beat)
        self.set_timer(SETTLED_AFTER, self._settle_in)
        for remark in self.session.remarks():
            self.call_after_refresh(self.say, remark)
        if self.greeting:
            self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        self.board.footer.say([(self.greeting, "muted")], GREETING_SECONDS)

    def on_unmount(self) -> None:
        self._desk_thread.shutdown(wait=True)
        self.leave_alerts()

    def _settle_in(self) -> None:
        """What the first picture need not wait for."""
        if not gc.isenabled():
            # What the start made stays for as long as the board does: never look through it again.
            gc.freeze()
            gc.enable()
        self.look_at_the_end()
        self.mind_settings()
        self.alert()

    def _recolour(self) -> None:
        self.palette = self.made_palette()
        for screen in self.pages():
            screen.repaint(self.palette)

    # Down: snapshots

    def show(self, state: State) -> None:
        """Hand a snapshot to every page; what changed is flashed for a moment."""
        self.state = state if self.flashes else state._replace(changed=frozenset())
        for screen in self.pages():
            screen.show(self.state)
        self.look_at_the_end()
        if self.state.changed:
            self.set_timer(FLASH_SECONDS, self._unflash)

    def _unflash(self) -> None:
        if self.state.changed:
            self.show(self.state._replace(changed=frozenset()))

    def _beat(self) -> None:
        """Look whether there is anything to look at; called from any thread, again and again."""
        self.look_outside(self._main_loop)
        if not self._is_catching_up and self.session.is_behind():
            self._is_catching_up = True
            self._main_loop.call_soon_threadsafe(self._poll)

    def _poll(self) -> None:
        self.run_worker(self._catch_up(), group="poll")

    async def _catch_up(self) -> None:
        """Take in what other programs and the clock have changed."""
        try:
            state = await self._at_desk(self.session.catch_up)
        except FollowupError as error:
            # The board as it was stays; it is said again as long as it lasts, and rung for once.
            if not self.board.footer.is_saying:
                self.complain(error, ring=error.message != self._trouble)
            self._trouble = error.message
            return
        finally:
            self._is_catching_up = False
        self._trouble = ""
        if state is None:
            return
        before = self.state
        ticked = state.scene.now // 60 != before.scene.now // 60
        self.show(state)
        for page in self.pages():
            if isinstance(page, DetailScreen) and page.card_id in before.seen.keys() - state.seen.keys():
                self.say(f"“{before.seen[page.card_id].card.title}” was deleted elsewhere")
        self.alert(ticked)

    # Up: wishes

    def _at_desk(self, work: Callable[[], T]) -> Awaitable[T]:
        return get_running_loop().run_in_executor(self._desk_thread, work)

    def on_wished(self, event: Wished) -> None:
        event.stop()
        self.run_worker(self._carry_out(event), group="wishes")

    async def _carry_out(self, wish: Wished) -> None:
        session = self.session

        def work() -> tuple[Done, State]:
            done = wish.act(session.desk)
            session.end_news()
            return done, session.look()

        try:
            done, state = await self._at_desk(work)
        except Clash as clash:
            await [page for page in self.pages() if isinstance(page, Prompting)][-1].weigh(clash)
            return
        except FollowupError as error:
            (wish.refused or self.complain)(error)
            return
        if wish.done is not None:
            wish.done()
        session.mark(None)
        self.show(state._replace(marks=frozenset()))
        self._follow(done)
        self.tell(done)
        self.alert(ticked=False)

    def _follow(self, done: Done) -> None:
        """The selection goes with the card, but not into Resolved while its column has others to see to, unless
        the card's requester is to be told of it."""
        if len(done.cards) != 1:
            return
        card = done.cards[0]
        left = next(one for one in self.state.board.columns if one.stage == self.board.stage)
        if card.stage != RESOLVED or not left.seen or is_news(card):
            self.board.select(card.id)
        for page in self.pages()[1:]:
            page.select(card.id)

    # Keys for the whole board

    def on_frame_pressed(self, event: Frame.Pressed) -> None:
        event.stop()
        wanted = {
            "board.quit": self.quit_or_stop,
            "board.brief": self.open_brief,
            "board.stop": self.open_stop,
            "board.commands": self.action_command_palette,
            "board.help": self.open_help,
            "board.demo": self._demo,
            "board.pending": self._pending,
            "board.runway": self.open_runway,
            "board.contacts": self.open_contacts,
            "board.stats": self.open_stats,
            "board.review": self.open_review,
        }
        wanted[event.action_id]()

    def _pending(self) -> None:
        self.session.end_news()
        self.show(self.state._replace(alerts=self.state.alerts._replace(away=0)))
        self.open_pending()

    def _demo(self) -> None:
        self.wants_demo = True
        self.exit(0)

    def action_interrupt(self) -> None:
        """Leave as a shell expects of ctrl+c."""
        self.exit(INTERRUPTED, return_code=INTERRUPTED)
