"""What the keys do to the selected card, on every screen that has a strip: flows that read top to bottom.

A flow asks in the strip, reads the answer, and sends a wish upwards; it never touches the desk.
"""

from functools import partial

from followup.core import verbs
from followup.core.card import Card
from followup.core.stages import ALTERNATE, NAMES, RESOLVED, STAGES
from followup.tui.draw.strip import Answer, Question
from followup.tui.screens.chasing import Chasing
from followup.tui.screens.promising import Promising


class CardVerbs(Promising, Chasing):
    """A page whose keys act on one card, or on those that are marked."""

    # At once

    async def action_card_follow_up(self) -> None:
        cards = self._chosen()
        if cards:
            ids = [card.id for card in cards]
            await self.flow(self._do(cards, verbs.follow_up, lambda desk: desk.follow_up(ids)))

    def action_card_reopen(self) -> None:
        ids = self._ids()
        if ids:
            self.wish(lambda desk: desk.reopen(ids))

    def action_card_mute(self) -> None:
        cards = self._chosen()
        if cards:
            ids, muted = [card.id for card in cards], not cards[0].muted
            self.wish(lambda desk: desk.mute(ids, muted))

    def action_card_delete(self) -> None:
        ids = self._ids()
        if ids:
            self.wish(lambda desk: desk.delete(ids))

    async def action_card_left(self) -> None:
        await self._shift(-1)

    async def action_card_right(self) -> None:
        await self._shift(+1)

    async def _shift(self, by: int) -> None:
        cards = self._chosen()
        if not cards:
            return
        place = STAGES.index(cards[0].stage) + by
        if not 0 <= place < len(STAGES):
            self.notify_line(f"{NAMES[cards[0].stage]} is the {'last' if by > 0 else 'first'} stage")
            return
        stage = STAGES[place]
        if stage == ALTERNATE and by > 0 and not any(card.untried for card in cards):
            self.notify_line(f"nobody is left to try: {self.keys.shown('card.alternate')} names somebody")
            return
        await self._move_to(cards, stage)

    async def _move_to(self, cards: list[Card], stage: str) -> None:
        """To a stage, as the first of them goes: out of Resolved means reopened."""
        ids = [card.id for card in cards]
        if cards[0].stage == RESOLVED:
            self.wish(lambda desk: desk.reopen(ids))
        else:
            wishes = partial(verbs.move, stage=stage)
            await self.flow(self._do(cards, wishes, lambda desk: desk.move(ids, stage)))

    def action_board_undo(self) -> None:
        self.wish(lambda desk: desk.undo())

    def action_board_redo(self) -> None:
        self.wish(lambda desk: desk.redo())

    # With a question

    async def action_card_alternate(self) -> None:
        await self._start(self._alternate)

    async def action_card_heard(self) -> None:
        await self._start(self._heard)

    async def action_card_resolve(self) -> None:
        await self._start(self._resolve, may_be_resolved=True)

    async def action_card_snooze(self) -> None:
        await self._start(self._snooze)

    async def action_card_reschedule(self) -> None:
        await self._start(self._reschedule)

    async def action_card_note(self) -> None:
        await self._start(self._note, may_be_resolved=True)

    async def action_card_fill(self) -> None:
        await self._start(self._fill, may_be_resolved=True)

    async def _snooze(self, cards: list[Card]) -> None:
        ids = [card.id for card in cards]
        question = Question(
            "Quiet until when?", self._about(cards), "Nothing fires before; a guard of the deadline cuts it short.",
            (
                Answer("h", "an hour", "1h"), Answer("t", "tomorrow", "tomorrow"), Answer("m", "Monday", "monday"),
                Answer("w", "a week", "1w"), Answer("u", "until …", ""),
            ),
        )  # fmt: skip
        reply = await self.strip.ask(question)
        if reply is None:
            return
        phrase = reply.value
        if not phrase:
            typed = await self._when("Quiet until when?", cards, self._until)
            if typed is None:
                return
            phrase = typed.text
        until = self._instant(self._until, phrase)
        self.wish(lambda desk: desk.snooze(ids, until))

    async def _note(self, cards: list[Card]) -> None:
        from followup.core.promises import wants_reason

        ids = [card.id for card in cards]
        ask, hint = "What is worth remembering?", "no touch: the clock runs on"
        if any(card.is_open and wants_reason(card, self.state.scene.now) for card in cards):
            ask, hint = "Why did it pass?", "one line; it stays on the card"
        reply = await self._line(ask, cards, "note", hint)
        if reply is not None and reply.text.strip():
            self.wish(lambda desk: desk.note(ids, reply.text.strip()))
