"""Pages over which the quick-add panel rises, for a new card or to edit one."""

from asyncio import sleep
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message import Message

from followup.core.card import Card
from followup.tui.palette import Palette
from followup.tui.screens.frame import Frame
from followup.tui.state import State, Wished
from followup.tui.widgets.drawn import Drawn
from followup.tui.widgets.field import caught_up

if TYPE_CHECKING:
    from followup.core.merging import Clash
    from followup.tui.draw.preview import Ground
    from followup.tui.known import Known
    from followup.tui.widgets.quickadd import QuickAdd

# What the footer lists while a line is written.
PIECES = (
    ("@", "contact"), ("^", "requester"), ("! !! !?", "deadline"), ("=>", "outcome"), (">", "next"),
    ("+", "alternate"), ("#", "tag"), ("~", "limit"),
)  # fmt: skip


class Prompting(Frame):
    """The panel takes the strip's place, and what stands behind it fades."""

    class Acquainting(Message):
        """The page asks how long people take to answer, for new cards to them."""

        def __init__(self, page: "Prompting") -> None:
            super().__init__()
            self.page = page

    _is_entered = False  # the last key was the panel's enter
    _slow: Mapping[str, int] = {}
    _known_of: "tuple[object, Known] | None" = None

    def get_acquainted(self, slow: Mapping[str, int]) -> None:
        """Take how long people take to answer when they are slow (`Known.slow`)."""
        self._slow = slow
        if self.panel is not None and self.is_prompting:
            self.panel.show(self._ground())

    @property
    def panel(self) -> "QuickAdd | None":
        """The panel, once it was asked for."""
        return next((part for part in self.query(Drawn) if part.has_class("quick-add")), None)  # type: ignore[return-value]

    @property
    def is_prompting(self) -> bool:
        """Whether the panel is up."""
        return self.has_class("-prompting")

    async def action_board_add(self) -> None:
        await self._prompt(None)

    async def action_card_edit(self) -> None:
        cards = self.targets()
        if len(cards) == 1:
            await self._prompt(cards[0])
        else:
            self.notify_line("one card at a time is edited" if cards else "no card is selected here")

    async def take(self, event: events.Key) -> bool:
        if await super().take(event):
            return True
        if self.panel is not None and self.is_prompting:
            self.panel.take_keys()
        return False

    async def take_typed(self, event: events.Key) -> bool:
        if self._is_entered:
            self._is_entered = False
            await self._until_saved()
        self._is_entered = self.is_prompting and event.key == "enter"
        return await super().take_typed(event)

    async def _until_saved(self) -> None:
        """What is typed behind the enter that saves is for the board; for the line, if that was refused."""
        panel = self.panel
        if panel is not None and self.is_prompting:
            for part in (panel.field, panel, self):
                await caught_up(part)
            while panel.is_saving and self.is_prompting and self.is_running:
                await sleep(0)

    def targets(self) -> list[Card]:
        """The cards that a verb means: the marked ones, else the selected."""
        raise NotImplementedError

    def notify_line(self, text: str) -> None:
        """Say something in the footer's place."""
        self.footer.say([(text, "text bold")])

    def show(self, state: State) -> None:
        super().show(state)
        if self.panel is not None and self.is_prompting:
            self.panel.show(self._ground())

    def show_keys(self) -> None:
        if self.is_prompting:
            self.footer.show(list(PIECES))
        else:
            super().show_keys()

    def _ground(self) -> "Ground":
        from followup.tui.draw.preview import Ground

        scene, known = self.state.scene, self._known()._replace(slow=self._slow)
        return Ground(scene.now, scene.rules, scene.glyphs, known, self.state.habits.date_order)

    def _known(self) -> "Known":
        """What the cards know, looked through once while none of them changes."""
        from followup.tui.known import dates_of, known_of

        scene, seen = self.state.scene, self.state.seen
        if self._known_of is None or self._known_of[0] is not seen:
            cards = [one.card for one in seen.values()]
            known = known_of(cards, self.state.habits.names)
            self._known_of = seen, known._replace(dates=dates_of(cards, scene.now, scene.rules.week))
        return self._known_of[1]

    async def prompt_with(self, line: str) -> None:
        """Rise for a new card that begins as this line."""
        await self._prompt(None, line)

    async def _prompt(self, card: Card | None, line: str = "") -> None:
        # Imported and mounted when it is first asked for: the board opens without it.
        from followup.tui.widgets.quickadd import QuickAdd

        panel = self.panel
        if panel is None:
            panel = QuickAdd(self.palette, self._ground())
            panel.add_class("quick-add")
            await self.mount(panel, after=self.strip)
        self._rise(panel, card, line)

    def _rise(self, panel: "QuickAdd", card: Card | None, line: str) -> None:
        self.strip.leave()
        self.add_class("-prompting")
        self._fade(panel)
        if card is None:
            panel.open(self._ground(), line)
            self.post_message(self.Acquainting(self))
        else:
            panel.edit(self._ground(), card)
        self._redraw()

    def _fade(self, panel: "QuickAdd") -> None:
        for part in self.query(Drawn):
            if part is not panel and part is not self.footer:
                part.palette = self.palette.behind()

    def repaint(self, palette: Palette) -> None:
        super().repaint(palette)
        if self.panel is not None and self.is_prompting:
            self._fade(self.panel)
            self._redraw()

    def _sink(self) -> None:
        self.remove_class("-prompting")
        for part in self.query(Drawn):
            part.palette = self.palette
        self._redraw()

    def _redraw(self) -> None:
        self.show_keys()
        self.call_after_refresh(self._draw_all)

    def _draw_all(self) -> None:
        self.draw()
        for part in self.query(Drawn):
            part.redraw()

    def on_quick_add_submitted(self, event: "QuickAdd.Submitted") -> None:
        from followup.core.opening import opening

        event.stop()
        openings = [opening(draft, self.state.habits.names) for draft in event.drafts]
        self._save(Wished(lambda desk: desk.add(openings, note=event.note)))

    def on_quick_add_edited(self, event: "QuickAdd.Edited") -> None:
        event.stop()
        card, fields = event.card, event.fields
        wish = Wished(lambda desk: desk.edit([card.id], lambda _: fields, card, event.note))
        self._save(wish, lambda: self.edited(card, fields))

    def edited(self, card: Card, fields: dict[str, Any]) -> None:
        """These fields of a card are as the panel had them: what else there is to do."""

    def _save(self, wish: Wished, then: Callable[[], None] = lambda: None) -> None:
        """The panel keeps the line until it is saved."""
        panel = self.panel

        def done() -> None:
            self._saved()
            then()

        if panel is not None:
            wish.done, wish.refused = done, panel.refuse
        self.turn(wish)

    async def weigh(self, clash: "Clash") -> None:
        """Both versions of a card that somebody else has changed meanwhile, for the person to choose."""
        if not self.is_prompting:
            await self._prompt(clash.theirs)
        if self.panel is not None:
            self.panel.weigh(clash)

    def _saved(self) -> None:
        if self.panel is not None:
            self.panel.close()
        self._sink()

    def on_quick_add_closed(self, event: "QuickAdd.Closed") -> None:
        event.stop()
        self._sink()
