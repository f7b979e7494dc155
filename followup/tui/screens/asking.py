"""Pages that ask in the strip: flows that read top to bottom, and what is typed as they read it."""

from asyncio import sleep
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from textual import events
from textual.worker import Worker

from followup.core import when_say
from followup.core.card import Card
from followup.core.clean import shown
from followup.core.phrase import BadPhrase
from followup.tui.draw.strip import Question
from followup.tui.screens.prompting import Prompting
from followup.tui.widgets.field import PASSED_ON
from followup.tui.widgets.nextmove import Reply


class Reader(Protocol):
    """One of the date grammar's ways to read a phrase."""

    def __call__(self, text: str, now: int, week: Any, date_order: str = "MDY") -> Any: ...


Flow = Callable[[list[Card]], Coroutine[Any, Any, None]]


class Asking(Prompting):
    """A page whose strip asks; a flow awaits the answer, and keys typed ahead of the question answer it."""

    _flow: Worker[None] | None = None

    async def flow(self, steps: Coroutine[Any, Any, None]) -> None:
        """Run a flow as far as its first question; a new one takes the place of one that still asks."""
        self.strip.leave()
        self._flow = self.run_worker(steps, group="flow", exclusive=True)
        await self._next_question()

    async def take(self, event: events.Key) -> bool:
        if await super().take(event):
            return True
        if not self.strip.is_asking:
            return False
        self.strip.take_keys()
        if self.app.focused is not None or event.key in PASSED_ON[1:]:
            return False
        self.strip.press(event)
        await self._next_question()
        return True

    async def take_typed(self, event: events.Key) -> bool:
        if await super().take_typed(event):
            return True
        await self._next_question()
        if not self.strip.ends_typing(event):
            return False
        await self.strip.caught_up()
        self.strip.end_typing(event)
        await self._next_question()
        return True

    async def _next_question(self) -> None:
        """Until the flow asks again, or is done: what is typed ahead is its answer."""
        while self._flow is not None and not self._flow.is_finished and not self.strip.is_asking:
            await sleep(0)

    def _chosen(self) -> list[Card]:
        """The cards that a verb means; where there is none, it says so."""
        cards = self.targets()
        if not cards:
            self.notify_line("no card is selected here")
        return cards

    def _ids(self) -> list[str]:
        return [card.id for card in self._chosen()]

    async def _start(self, flow: Flow, may_be_resolved: bool = False) -> None:
        cards = self._chosen()
        if cards and not may_be_resolved and not any(card.is_open for card in cards):
            self.notify_line(f"it is resolved: {self.keys.shown('card.reopen')} reopens it")
        elif cards:
            await self.flow(flow(cards))

    # Reading what is typed

    def _about(self, cards: list[Card]) -> str:
        return shown(cards[0].title) if len(cards) == 1 else f"{len(cards)} cards"

    async def _line(
        self, ask: str, cards: list[Card], field: str, hint: str, enter: str = "save"
    ) -> Reply | None:
        question = Question(ask, self._about(cards), hint, field=field, enter=enter)
        return await self.strip.ask(question)

    async def _when(
        self, ask: str, cards: list[Card], reader: Callable[[], Reader], optional: bool = False
    ) -> Reply | None:
        def read(text: str) -> tuple[str, bool]:
            if not text.strip():
                return ("fri 3pm, tomorrow, in 2 days", optional)
            return self._said(reader, text)

        question = Question(ask, self._about(cards), "", field="when", read=read)
        return await self.strip.ask(question)

    def _said(self, reader: Callable[[], Reader], text: str) -> tuple[str, bool]:
        try:
            at = self._instant(reader, text)
        except BadPhrase as error:
            return error.message, False
        scene = self.state.scene
        return when_say.say(at, scene.now, scene.rules.week), True

    def _instant(self, reader: Callable[[], Reader], text: str) -> int:
        scene = self.state.scene
        return int(reader()(text, scene.now, scene.rules.week, self.state.habits.date_order).at)

    @staticmethod
    def _until() -> Reader:
        from followup.core import when

        return when.until

    @staticmethod
    def _deadline() -> Reader:
        from followup.core import when

        return when.exactly
