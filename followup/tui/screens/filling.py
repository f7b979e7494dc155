"""The blanks of a card: filled one by one, asked for once when it becomes waiting on somebody; where only the requester
knows, the question to copy for them."""

from asyncio import Future, get_running_loop
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.worker import Worker

from followup.core import verbs
from followup.core.card import Card
from followup.core.clean import shown
from followup.core.merging import Clash
from followup.core.verbs import Wishes
from followup.core.wording import person
from followup.desk import Desk, Done
from followup.errors import FollowupError
from followup.tui.draw.strip import Answer, Question
from followup.tui.screens.sharing import Sharing
from followup.tui.state import Act, Wished

COPY, DATE = "copy", "date"
NO_ALTERNATE = "find one now, before you need it: a name, and how to reach them"
# How each blank is asked for: the question, how it is written, and what the field is called.
BLANKS = {
    "contact": ("Who has it now?", "a name; it stays on the card", "contact"),
    "outcome": ("What is true when it is done?", "the outcome, not the step", "outcome"),
    "next_move": (
        "What do you do if you hear nothing?",
        "call reception, ask in the stand-up, …",
        "next move",
    ),
    "alternates": ("Who else could?", NO_ALTERNATE, "alternate"),
    "breaks": ("What breaks if it is late?", "the board has no figures", "breaks"),
    "requester": ("Who expects it?", "a name; they are told before they ask", "requester"),
}
OUTCOME = "outcome"
OWNED = (OUTCOME, "next_move", "alternates")
BINDING = ("breaks", "requester")  # what a date that binds asks for
Reading = Callable[[str], tuple[str, bool]]


class Filling(Sharing):
    """What a card still lacks."""

    def wish(self, act: Act, done: Callable[[], None] | None = None) -> None:
        """Send a wish upwards, behind those before it; `done` is called after it."""
        self.turn(Wished(act, done))

    async def _done(self, act: Act) -> bool:
        """Have it done before the next key is looked at, and seen here; whether it was."""
        loop = get_running_loop()
        result: Future[bool] = loop.create_future()

        def learn(is_done: bool) -> None:
            if not result.done():  # else the flow was broken off meanwhile
                result.set_result(is_done)

        def tried(desk: Desk) -> Done:
            try:
                return act(desk)
            except Clash:  # both versions are shown, and nobody calls back
                loop.call_soon_threadsafe(learn, False)
                raise

        def refuse(error: FollowupError) -> None:
            self._complain(error)
            learn(False)

        self.turn(Wished(tried, lambda: learn(True), refuse))
        return await result

    def _complain(self, error: FollowupError) -> None:
        self.notify_line(shown(f"{error.message}: {error.hint}" if error.hint else error.message))
        self.app.bell()

    # As soon as somebody else has it

    async def _do(self, cards: list[Card], wishes: Callable[[Card], Wishes], act: Act) -> None:
        """Send a wish upwards, of which `wishes` says what it means for a card. A card that waits on somebody by
        that is asked about, when it is done already; of several cards it is said what they lack."""
        if len(cards) > 1:
            before = {card.id: card for card in cards}
            self.wish(lambda desk: self._with_blanks(act(desk), before))
            return
        self.turn(Wished(act, refused=partial(self._not_done, self._flow)))
        await self._ask_blanks(cards[0], wishes)

    def _not_done(self, flow: Worker[None] | None, error: FollowupError) -> None:
        """What was refused is not asked about."""
        if flow is not None:
            flow.cancel()
        self._complain(error)

    def _with_blanks(self, done: Done, before: dict[str, Card]) -> Done:
        from followup.core import waiting

        blanks = [waiting.asks(before[card.id], card) for card in done.cards]
        lacks = waiting.said_of_several(blanks, len(blanks))
        return done._replace(remarks=(*done.remarks, lacks)) if lacks else done

    def edited(self, card: Card, fields: dict[str, Any]) -> None:
        asking = self._ask_blanks(card, partial(verbs.edit, fields=fields))
        self._flow = self.run_worker(asking, group="flow", exclusive=True)

    def _foreseen(self, cards: list[Card], wishes: Callable[[Card], Wishes]) -> list[Card]:
        """The cards as a wish will leave them."""
        from followup.core.waiting import foreseen

        return [foreseen(card, wishes, self.state.scene.now) for card in cards]

    async def _ask_blanks(self, card: Card, wishes: Callable[[Card], Wishes]) -> None:
        """Ask for what a card lacks that waits on somebody by this."""
        from followup.core import waiting

        (after,) = self._foreseen([card], wishes)
        for blank in waiting.asks(card, after):
            if not self.is_prompting:
                after = await self._ask_once(after, blank)

    async def _ask_once(self, card: Card, blank: str) -> Card:
        """Ask for one blank; esc skips it, and so does enter with nothing typed. The card as it is then."""
        _, hint, field = BLANKS[blank]
        question = Question(
            self._asks(card, blank), self._about([card]), hint, field=field,
            read=self._reading(card, blank, hint), leave="skip",
        )  # fmt: skip
        reply = await self.strip.ask(question)
        typed = reply.text.strip() if reply is not None else ""
        fields = self._fields(card, blank, typed) if typed else {}
        if fields.get(blank):
            await self._set(card, fields)
        return card._replace(**fields)

    def _asks(self, card: Card, blank: str) -> str:
        """How a blank is asked for: of the next move, by when."""
        from followup.core import waiting
        from followup.core.moments import moment
        from followup.core.policy import judge

        scene = self.state.scene
        check_at = judge(card, scene.now, scene.rules).check_at
        if blank != waiting.NEXT_MOVE or not waiting.waits(card) or check_at is None or check_at <= scene.now:
            return BLANKS[blank][0]
        whom = f" from {shown(person(card.contact))}" if card.contact else ""
        return (
            f"If you hear nothing{whom} by {moment(check_at, scene.now, scene.rules.week)}, what do you do?"
        )

    def _fields(self, card: Card, blank: str, typed: str) -> dict[str, Any]:
        """What is set by what was typed, people by their whole names."""
        from followup.core.fieldtext import set_by
        from followup.core.opening import in_full

        scene, order = self.state.scene, self.state.habits.date_order
        typed = typed.lstrip("@ ") if blank == "contact" else typed
        fields = set_by(typed, blank, card, scene.now, scene.rules.week, order)
        return in_full(fields, self.state.habits.names)

    def _reading(self, card: Card, blank: str, hint: str) -> Reading:
        """What the strip says while a blank is typed, and whether it can be taken."""

        def read(text: str) -> tuple[str, bool]:
            try:
                meant = self._fields(card, blank, text)[blank] if text.strip() else None
            except FollowupError as error:
                return error.message, False
            # Worth saying only where it is not what was typed: a whole name for a short one.
            return (shown(meant) if isinstance(meant, str) and meant != text.strip() else hint), True

        return read

    async def _set(self, card: Card, fields: dict[str, Any]) -> None:
        """Fill blanks of the card; who has filled one meanwhile is not overwritten unseen."""

        def fill(desk: Desk) -> Done:
            here = desk.find(card.id)
            is_blank = not any(getattr(here, name) for name in fields)
            return desk.edit([card.id], lambda _: fields, here if is_blank else card)

        await self._done(fill)

    # One by one

    async def _fill(self, cards: list[Card]) -> None:
        card = cards[0]
        if len(cards) > 1:
            self.notify_line("one card at a time is filled in")
            return
        wanted = (*OWNED, *BINDING) if card.promise is not None else OWNED
        blank = next((one for one in wanted if not getattr(card, one)), None)
        if blank is None:
            await self._fill_the_date(card)
            return
        asks = self._unclear(card)
        while True:
            reply = await self.strip.ask(self._blank(card, blank, asks))
            if reply is None or reply.value != COPY:
                break
            self._copy_question(asks)
        if reply is not None and reply.text.strip():
            await self._set(card, self._fields(card, blank, reply.text))

    def _blank(self, card: Card, blank: str, asks: str) -> Question:
        """What is blank; where only the requester knows, the question to copy for them, in full if it is that."""
        _, hint, field = BLANKS[blank]
        ask, about, what = self._asks(card, blank), self._about([card]), "“by when?”"
        if asks and blank == OUTCOME:
            ask, about, what = "What is the outcome?", shown(asks), "the question"
        answers = (Answer("ctrl+y", f"copy {what} for {self._whom(card)}", COPY),) if asks else ()
        read = self._reading(card, blank, hint)
        return Question(ask, about, hint, answers, field=field, read=read)

    async def _fill_the_date(self, card: Card) -> None:
        """No blank is left; where there is no date either, the requester can be asked for it."""
        asks = self._unclear(card) if card.requester else ""
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
            self._copy_question(asks)
        elif reply is not None:
            await self._reschedule([card])

    def _copy_question(self, asks: str) -> None:
        self.post_message(self.Copied(asks, shown(asks)))

    async def _reschedule(self, cards: list[Card]) -> None:
        """A new date, and why."""
        raise NotImplementedError

    def _whom(self, card: Card) -> str:
        return shown(person(card.requester)) if card.requester else "whoever gave it to you"

    def _unclear(self, card: Card) -> str:
        from followup.core.handover import unclear

        scene = self.state.scene
        found = unclear(card, scene.now, scene.rules)
        return found.text if found is not None else ""
