"""The blanks of a card, filled one by one; where only the requester knows, the question to copy for them."""

from collections.abc import Callable
from typing import Any

from followup.core.card import Card
from followup.core.clean import shown
from followup.core.wording import person
from followup.desk import Desk, Done
from followup.tui.draw.strip import Answer, Question
from followup.tui.screens.sharing import Sharing
from followup.tui.state import Act, Wished

COPY, DATE = "copy", "date"
NO_ALTERNATE = "find one now, before you need it: a name, and how to reach them"
BLANKS = (
    ("outcome", "What is true when it is done?", "the outcome, not the step"),
    ("next_move", "What do you do if you hear nothing?", "call reception, ask in the stand-up, …"),
    ("alternates", "Who else could?", NO_ALTERNATE),
)


class Filling(Sharing):
    """What a card still lacks."""

    def wish(self, act: Act, done: Callable[[], None] | None = None) -> None:
        """Send a wish upwards; `done` is called after it."""
        self.post_message(Wished(act, done))

    async def _fill(self, cards: list[Card]) -> None:
        card = cards[0]
        if len(cards) > 1:
            self.notify_line("one card at a time is filled in")
            return
        blank = next((one for one in BLANKS if not getattr(card, one[0])), None)
        if blank is None:
            await self._fill_the_date(card)
            return
        key, ask, hint = blank
        asks = self._unclear(card) if key == "outcome" else ""
        while True:
            reply = await self.strip.ask(self._blank(card, key, ask, hint, asks))
            if reply is None or reply.value != COPY:
                break
            self.post_message(self.Copied(asks, shown(asks)))
        if reply is not None and reply.text.strip():
            text = reply.text.strip()
            value: Any = [text] if key == "alternates" else text

            def fill(desk: Desk) -> Done:
                return desk.edit([card.id], lambda _: {key: value}, card)

            self.wish(fill)

    def _blank(self, card: Card, key: str, ask: str, hint: str, asks: str) -> Question:
        """What is blank; where only the requester knows, the question to copy for them."""
        about = shown(asks) if asks else self._about([card])
        answers = (Answer("ctrl+y", f"copy the question for {self._whom(card)}", COPY),) if asks else ()
        return Question(ask, about, hint, answers, field=key.replace("_", " ").removesuffix("s"))

    async def _fill_the_date(self, card: Card) -> None:
        """No blank is left; where there is no date either, the requester can be asked for it."""
        asks = self._unclear(card)
        if not asks:
            self.notify_line("no blank is left: this card is owned")
            return
        answers = (
            Answer("d", "set the date", DATE), Answer("y", f"copy the question for {self._whom(card)}", COPY),
        )  # fmt: skip
        reply = await self.strip.ask(
            Question("No blank is left, but no date either.", self._about([card]), shown(asks), answers)
        )
        if reply is not None and reply.value == COPY:
            self.post_message(self.Copied(asks, shown(asks)))
        elif reply is not None:
            await self._reschedule([card])

    async def _reschedule(self, cards: list[Card]) -> None:
        """A new date, and why."""
        raise NotImplementedError

    def _whom(self, card: Card) -> str:
        return shown(person(card.requester)) if card.requester else "whoever gave it to you"

    def _unclear(self, card: Card) -> str:
        from followup.core.handover import unclear

        scene = self.state.scene
        found = unclear(card, scene.now, scene.rules) if card.requester else None
        return found.text if found is not None else ""
