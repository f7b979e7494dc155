"""Promised dates: kept in a slot, moved with the reason, handed over; each time whoever expects it is offered the news.

A date never passes without a reason on the card, and the first one that binds is asked what breaks and for whom.
"""

from collections.abc import Callable
from functools import partial

from followup.core import promises, verbs
from followup.core.card import WISH, Card
from followup.core.clean import shown
from followup.core.moments import moment
from followup.core.mutes import known_as
from followup.core.wording import person
from followup.tui.draw.strip import Answer, Question
from followup.tui.screens.filling import BINDING
from followup.tui.screens.owning import Owning
from followup.tui.state import Wished
from followup.tui.widgets.nextmove import Reply

TELL = "tell"


class Promising(Owning):
    """Flows about the dates of one card, or of those that are marked."""

    # Keeping

    async def action_card_keep(self) -> None:
        await self._start(self._keep)

    async def _keep(self, cards: list[Card]) -> None:
        ids, dates = [card.id for card in cards], [card.promise for card in cards]
        due, now = min((one for one in dates if one is not None), default=None), self.state.scene.now
        key = self.keys.shown("card.reschedule")
        if due is None or None in dates:
            self.notify_line(f"no promised date is there to keep: {key} sets one")
        elif due <= now:
            self.notify_line(f"its date has passed: {key} moves it, and says why")
        else:
            reply = await self._slot(cards, due)
            if reply is not None:
                slot_at = self._instant(self._until, reply.text)
                self.wish(lambda desk: desk.keep(ids, slot_at))

    async def _slot(self, cards: list[Card], due: int) -> Reply | None:
        scene = self.state.scene
        before = f"before {moment(due, scene.now, scene.rules.week)}"

        def read(text: str) -> tuple[str, bool]:
            if not text.strip():
                return f"in 2 hours, today 4pm; {before}", False
            said, is_good = self._said(self._until, text)
            if is_good and self._instant(self._until, text) >= due:
                return f"too late: {before}", False
            return said, is_good

        question = Question(
            "When do you do it?", self._about(cards), "", field="when", read=read, enter="keep it"
        )
        return await self.strip.ask(question)

    # Moving

    async def _reschedule(self, cards: list[Card]) -> None:
        reply = await self._new_date(cards)
        if reply is None:
            return
        due, before, reason = self._instant(self._deadline, reply.text), cards[0], None
        if before.due is not None:
            why = await self._why_it_moves(cards)
            if why is None:
                return
            reason = why.text.strip() or None
        ids, base = [card.id for card in cards], before if len(cards) == 1 else None
        wishes = partial(verbs.reschedule, due=due, reason=reason)
        after = self._foreseen(cards, wishes)
        refused = partial(self._not_done, self._flow)
        self.turn(Wished(lambda desk: desk.reschedule(ids, due, reason=reason, base=base), refused=refused))
        await self._now_that_it_binds(before, after[0])
        await self._tell_the_new_date(cards, after)

    async def _ask_blanks(self, card: Card, wishes: Callable[[Card], verbs.Wishes]) -> None:
        """An edit may set or move a date as well."""
        await super()._ask_blanks(card, wishes)
        (after,) = self._foreseen([card], wishes)
        if self.is_prompting or (after.due == card.due and after.due_kind == card.due_kind):
            return
        if after.due is not None:
            notes = await self._why_late([card], "Why did it pass?")
            if notes:
                self.wish(lambda desk: desk.note([card.id], notes[card.id]))
        await self._now_that_it_binds(card, after)
        await self._tell_the_new_date([card], [after])

    async def _tell_the_new_date(self, before: list[Card], after: list[Card]) -> None:
        pairs = zip(before, after, strict=True)
        if any(old.promise is not None and new.promise not in (None, old.promise) for old, new in pairs):
            await self._offer_news(
                after, "the new date", "The draft says the old date, the new one, and why."
            )

    async def _new_date(self, cards: list[Card]) -> Reply | None:
        """The date, and what its day carries already."""
        scene, ids = self.state.scene, {card.id for card in cards}
        others = promises.promised(one.card for key, one in self.state.seen.items() if key not in ids)
        binds = any(card.due_kind != WISH for card in cards)

        def read(text: str) -> tuple[str, bool]:
            if not text.strip():
                return "fri 3pm, tomorrow, in 2 days", False
            said, is_good = self._said(self._deadline, text)
            if not is_good or not binds:
                return said, is_good
            heavy = promises.heavy(others, self._instant(self._deadline, text), scene.now, scene.rules.week)
            return f"{heavy}: {said}" if heavy else said, True

        ask = "A new date?" if cards[0].due is not None else "By when?"
        return await self.strip.ask(Question(ask, self._about(cards), "", field="when", read=read))

    async def _why_it_moves(self, cards: list[Card]) -> Reply | None:
        now = self.state.scene.now
        if not any(promises.wants_reason(card, now) for card in cards):
            return await self._line("Why does it move?", cards, "reason", "one line; empty is fine")
        hint = "a date never passes without one"
        question = Question(
            "Why did it pass?",
            self._about(cards),
            hint,
            field="reason",
            read=lambda text: (hint, bool(text.strip())),
        )
        return await self.strip.ask(question)

    async def _now_that_it_binds(self, before: Card, after: Card) -> None:
        """The first date that binds is asked once what breaks without it, and for whom it is."""
        if before.promise is not None or after.promise is None:
            return
        for blank in BINDING:
            if not getattr(after, blank) and not self.is_prompting:
                after = await self._ask_once(after, blank)

    # Why it passed

    async def _why_late(self, cards: list[Card], ask: str = "Why was it late?") -> dict[str, str]:
        """One line, by the id of each card that is late without a reason; esc skips it."""
        late = [card for card in cards if card.is_open and promises.wants_reason(card, self.state.scene.now)]
        if not late:
            return {}
        hint = "one line; it stays on the card"
        question = Question(ask, self._about(late), hint, field="reason", leave="skip")
        reply = await self.strip.ask(question)
        why = reply.text.strip() if reply is not None else ""
        return {card.id: f"late: {why}" for card in late} if why else {}

    # Handing over

    async def _reroute(self, cards: list[Card], name: str | None) -> None:
        after = self._foreseen(cards, partial(verbs.alternate, name=name))
        await super()._reroute(cards, name)
        if any(card.promise is not None and card is not old for card, old in zip(after, cards, strict=True)):
            await self._offer_news(after, "who has it now", "The draft says who has it, and what comes next.")

    # The news

    async def _offer_news(self, cards: list[Card], what: str, hint: str) -> None:
        """The update for the one who expects it, where that is one."""
        names = {known_as(card.requester) if card.requester else "" for card in cards}
        requester, keys = cards[0].requester, self.keys.of("card.told")
        if len(names) != 1 or not requester or not keys or self.is_prompting:
            return
        name = shown(person(requester))
        question = Question(
            f"Tell {name} {what}?",
            self._about(cards),
            hint,
            (Answer(keys[0], f"tell {name}", TELL),),
            leave="not now",
        )
        if await self.strip.ask(question) is not None:
            self.turn(self.Telling(tuple(card.id for card in cards), requester))
