"""What the keys do to the selected card, on every screen that has a strip: flows that read top to bottom.

A flow asks in the strip, reads the answer, and sends a wish upwards; it never touches the desk.
"""

from typing import Any

from followup.core import events as ev
from followup.core.card import Card
from followup.core.clean import shown
from followup.core.stages import ALTERNATE, NAMES, RESOLVED, STAGES
from followup.core.wording import person
from followup.tui.draw.strip import Answer, Question
from followup.tui.screens.asking import Asking
from followup.tui.state import Act, Wished


class CardVerbs(Asking):
    """A page whose keys act on one card, or on those that are marked."""

    def wish(self, act: Act) -> None:
        """Send a wish upwards."""
        self.post_message(Wished(act))

    # At once

    def action_card_follow_up(self) -> None:
        ids = self._ids()
        if ids:
            self.wish(lambda desk: desk.follow_up(ids))

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

    def action_card_left(self) -> None:
        self._shift(-1)

    def action_card_right(self) -> None:
        self._shift(+1)

    def _shift(self, by: int) -> None:
        cards = self._chosen()
        if not cards:
            return
        place = STAGES.index(cards[0].stage) + by
        if not 0 <= place < len(STAGES):
            self.notify_line(f"{NAMES[cards[0].stage]} is the {'last' if by > 0 else 'first'} stage")
            return
        ids, stage = [card.id for card in cards], STAGES[place]
        if stage == ALTERNATE and by > 0 and not any(card.untried for card in cards):
            self.notify_line(f"nobody is left to try: {self.keys.shown('card.alternate')} names somebody")
            return
        if cards[0].stage == RESOLVED:
            self.wish(lambda desk: desk.reopen(ids))
        else:
            self.wish(lambda desk: desk.move(ids, stage))

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

    async def action_card_told(self) -> None:
        await self._start(self._told, may_be_resolved=True)

    async def action_card_note(self) -> None:
        await self._start(self._note, may_be_resolved=True)

    async def action_card_fill(self) -> None:
        await self._start(self._fill, may_be_resolved=True)

    async def _alternate(self, cards: list[Card]) -> None:
        ids, names = [card.id for card in cards], list(cards[0].untried) if len(cards) == 1 else []
        if names or len(cards) > 1:
            answers = [Answer(str(place), shown(name), name) for place, name in enumerate(names[:9], 1)]
            first = Answer(
                "p", f"go to {shown(person(names[0]))}" if names else "the first one left", "first"
            )
            question = Question(
                "Which way round?", self._about(cards), "The contact becomes whoever you go to; the clock starts anew.",
                (first, *answers, Answer("n", "somebody else", "new")),
            )  # fmt: skip
            reply = await self.strip.ask(question)
            if reply is None:
                return
            if reply.value != "new":
                name = None if reply.value == "first" else reply.value
                self.wish(lambda desk: desk.alternate(ids, name))
                return
        hint = (
            "nobody is named yet: a name, and how to reach them"
            if not names
            else "a name, and how to reach them"
        )
        reply = await self._line("Who else could?", cards, "name", hint)
        if reply is not None and reply.text.strip():
            self.wish(lambda desk: desk.alternate(ids, reply.text.strip()))

    async def _heard(self, cards: list[Card]) -> None:
        ids = [card.id for card in cards]
        contact = cards[0].contact
        question = Question(
            f"What did {shown(person(contact))} say?" if contact else "What came back?", self._about(cards),
            "A holding reply is not an answer: it starts a new clock.",
            (
                Answer("a", "answered", ev.ANSWERED), Answer("h", "holding, until …", ev.HOLDING),
                Answer("o", "away, until …", ev.AWAY), Answer("q", "a question back", ev.QUESTION),
            ),
        )  # fmt: skip
        reply = await self.strip.ask(question)
        if reply is None:
            return
        answer, until, note = reply.value, None, None
        if answer in (ev.HOLDING, ev.AWAY):
            said = await self._when("Until when?", cards, self._until, optional=True)
            if said is None:
                return
            until = self._instant(self._until, said.text) if said.text.strip() else None
        else:
            said = await self._line("What exactly?", cards, "note", "in their words; empty is fine")
            if said is None:
                return
            note = said.text.strip() or None
        self.wish(lambda desk: desk.heard(ids, answer, until=until, note=note))

    async def _resolve(self, cards: list[Card]) -> None:
        ids = [card.id for card in cards]
        is_open = any(card.is_open for card in cards)
        hint = "a link, a quote, seen it myself"
        reply = await self._line(
            "How do you know?", cards, "proof", f"{hint}; empty is fine" if is_open else hint,
            "resolve" if is_open else "save",
        )  # fmt: skip
        if reply is not None and (is_open or reply.text.strip()):
            proof = reply.text.strip() or None
            self.wish(lambda desk: desk.resolve(ids, proof=proof))

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

    async def _reschedule(self, cards: list[Card]) -> None:
        ids = [card.id for card in cards]
        ask = "A new date?" if cards[0].due is not None else "By when?"
        reply = await self._when(ask, cards, self._deadline)
        if reply is None:
            return
        due = self._instant(self._deadline, reply.text)
        reason = None
        if cards[0].due is not None:
            why = await self._line("Why does it move?", cards, "reason", "one line; empty is fine")
            if why is None:
                return
            reason = why.text.strip() or None
        base = cards[0] if len(cards) == 1 else None
        self.wish(lambda desk: desk.reschedule(ids, due, reason=reason, base=base))

    async def _told(self, cards: list[Card]) -> None:
        ids = [card.id for card in cards]
        who = shown(person(cards[0].requester)) if cards[0].requester else "the requester"
        reply = await self._line(
            f"What does {who} know now?", cards, "told", "how and what; empty is fine", "record it"
        )
        if reply is not None:
            text = reply.text.strip() or None
            self.wish(lambda desk: desk.update(ids, text))

    async def _note(self, cards: list[Card]) -> None:
        ids = [card.id for card in cards]
        reply = await self._line("What is worth remembering?", cards, "note", "no touch: the clock runs on")
        if reply is not None and reply.text.strip():
            self.wish(lambda desk: desk.note(ids, reply.text.strip()))

    async def _fill(self, cards: list[Card]) -> None:
        card = cards[0]
        blanks: list[tuple[str, str, str]] = [
            ("outcome", "What is true when it is done?", "the outcome, not the step"),
            ("next_move", "What do you do if you hear nothing?", "call reception, ask in the stand-up, …"),
            ("alternates", "Who else could?", "a name, and how to reach them"),
        ]
        blank = next((one for one in blanks if not getattr(card, one[0])), None)
        if blank is None:
            self.notify_line("no blank is left: this card is owned")
            return
        key, ask, hint = blank
        reply = await self._line(ask, [card], key.replace("_", " ").removesuffix("s"), hint)
        if reply is not None and reply.text.strip():
            text = reply.text.strip()
            value: Any = [text] if key == "alternates" else text
            self.wish(lambda desk: desk.edit([card.id], lambda _: {key: value}, card))
