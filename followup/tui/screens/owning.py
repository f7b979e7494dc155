"""The questions that ownership asks: which other path, what came back, how do you know, who expects news, what is
still blank. Each offers what to write to whoever it is about; nothing is sent."""

from asyncio import Future, get_running_loop, wait
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from textual.message import Message

from followup.core import events as ev
from followup.core import verbs
from followup.core.card import Card, name_of
from followup.core.clean import shown
from followup.core.mutes import known_as
from followup.core.wording import person
from followup.desk import Done
from followup.tui.draw.lines import Line
from followup.tui.draw.strip import Answer, Question
from followup.tui.screens.filling import COPY, NO_ALTERNATE, Filling

SEEN = "seen it myself"
NEW, FIRST, MAIL, OTHER = "new", "first", "mail", "other"
RECALL_SECONDS = 0.25  # a question does not wait longer for what is in an archive


class Owning(Filling):
    """Flows over one card, or over those that are marked."""

    class Telling(Message):
        """The update about these cards is wanted, which are all for `requester`."""

        def __init__(self, card_ids: tuple[str, ...], requester: str) -> None:
            super().__init__()
            self.card_ids = card_ids
            self.requester = requester

    class Recalled(Message):
        """What is in the whole log is wanted; `found` gets it."""

        def __init__(self, read: Callable[[Iterable[Card]], Any], found: "Future[Any]") -> None:
            super().__init__()
            self.read = read
            self.found = found

    # Another path

    async def _alternate(self, cards: list[Card]) -> None:
        names, reply, meant = list(cards[0].untried[:9]) if len(cards) == 1 else [], None, 0
        said = await self._answering(cards[0]) if names else ""
        while names or len(cards) > 1:
            reply = await self.strip.ask(self._which_way(cards, names, meant, said))
            if reply is None:
                return
            if reply.value == COPY:
                self._copy_handover(cards[0], names[meant])
            elif reply.value == MAIL:
                self._mail_handover(cards[0], names[meant])
            elif reply.value == OTHER:
                meant = (meant + 1) % len(names)
            else:
                break
        if reply is not None and reply.value != NEW:
            first = names[meant] if names else None
            await self._reroute(cards, first if reply.value == FIRST else reply.value)
            return
        hint = "a name, and how to reach them" if names else NO_ALTERNATE
        if (reply := await self._line("Who else could?", cards, "name", hint)) and reply.text.strip():
            await self._reroute(cards, reply.text.strip())

    async def _reroute(self, cards: list[Card], name: str | None) -> None:
        ids = [card.id for card in cards]
        await self._do(cards, partial(verbs.alternate, name=name), lambda desk: desk.alternate(ids, name))

    def _which_way(self, cards: list[Card], names: list[str], meant: int = 0, said: str = "") -> Question:
        if not names:
            hint = "The contact becomes whoever you go to; the clock starts anew."
            answers = (Answer("p", "the first one left", FIRST), Answer("n", "somebody else", NEW))
            return Question("Which way round?", self._about(cards), hint, answers)
        from followup.tui.addressed import address_of_alternate

        name = names[meant]
        mail = (Answer("m", "mail it", MAIL),) if address_of_alternate(self.state, name) else ()
        other = (Answer("tab", "next one", OTHER),) if len(names) > 1 else ()
        digits = tuple(Answer(str(place), "", one) for place, one in enumerate(names, 1))
        return Question(
            "Which way round?", self._about(cards), shown(said),
            (Answer("p", f"go to {shown(person(name))}", FIRST), Answer("y", "copy it", COPY), *mail,
             *other, Answer("n", "somebody else", NEW), *digits), more=self._ways(cards[0], names, meant),
        )  # fmt: skip

    def _ways(self, card: Card, names: list[str], meant: int) -> Callable[[int, int], list[Line]]:
        """Who there is, who had it before, and what to write to the one who is meant."""
        from followup.core.answering import before
        from followup.tui.draw.ways import Way, ways

        each = [
            Way(str(place), name, self._presence(name), place == meant + 1)
            for place, name in enumerate(names, 1)
        ]
        scene = self.state.scene
        each += [Way("", name, what) for name, what in before(card, scene.now, scene.rules)]
        text, glyphs = self._handover(card, names[meant]).split("\n"), scene.glyphs
        return lambda cells, rows: ways(each, text, cells, rows, glyphs)

    async def _answering(self, card: Card) -> str:
        """How whoever has it usually answers, from the whole log where that is read soon enough."""
        if not card.contact:
            return ""
        from followup.core.answering import answering, replies_of

        name, week = card.contact, self.state.scene.rules.week
        found: Future[Any] = get_running_loop().create_future()
        # Not posted: the app takes the next message when the question stands.
        self.turn(self.Recalled(lambda cards: replies_of(name, cards, week), found))
        await wait((found,), timeout=RECALL_SECONDS)
        here = (one.source for one in self.state.seen.values())
        heard = found.result() if found.done() else replies_of(name, here, week)
        return answering(card, heard, self.state.scene.now, self.state.scene.rules)

    def _presence(self, alternate: str) -> str:
        """`in until 16:30`, where the settings know their hours or their zone."""
        from followup.core.presence import presence

        scene, name = self.state.scene, known_as(name_of(alternate) or alternate)
        for short, one in self.state.habits.people.items():
            if name in (known_as(one.name), known_as(short)):
                return presence(one.timezone, one.hours, scene.now, scene.rules.week)
        return ""

    def _handover(self, card: Card, alternate: str) -> str:
        from followup.core.handover import handover

        scene = self.state.scene
        return "\n".join(one.text for one in handover(card, alternate, scene.now, scene.rules))

    def _copy_handover(self, card: Card, alternate: str) -> None:
        text = self._handover(card, alternate)
        self.post_message(self.Copied(text, f"what to write to {person(alternate)}"))

    def _mail_handover(self, card: Card, alternate: str) -> None:
        from followup.tui.addressed import address_of_alternate, link_to

        address, text = address_of_alternate(self.state, alternate), self._handover(card, alternate)
        link = link_to(address, card.title, text)
        if address is None or link is None:
            self._copy_handover(card, alternate)
        else:
            self.post_message(self.Mailed(link, address, text))

    # What came back

    async def _heard(self, cards: list[Card]) -> None:
        ids, names = [card.id for card in cards], {card.contact for card in cards}
        contact = names.pop() if len(names) == 1 else None
        question = Question(
            f"What did {shown(person(contact))} say?" if contact else "What came back?", self._about(cards),
            "A holding reply is not an answer: it starts a new clock.",
            (
                Answer("a", "answered", ev.ANSWERED), Answer("h", "holding, until …", ev.HOLDING),
                Answer("o", "away, until …", ev.AWAY), Answer("q", "a question back", ev.QUESTION),
            ),
        )  # fmt: skip
        if (reply := await self.strip.ask(question)) is None:
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
        wishes = partial(verbs.heard, answer=answer, until=until, note=note, now=self.state.scene.now)
        after = self._foreseen(cards, wishes)
        await self._do(cards, wishes, lambda desk: desk.heard(ids, answer, until=until, note=note))
        if answer == ev.ANSWERED:
            await self._is_it_met(cards, note or "")
        elif answer == ev.AWAY:
            await self._alternate(after)  # what is written to somebody else says it too

    async def _is_it_met(self, cards: list[Card], words: str) -> None:
        """A reply is not an answer: whether the outcome is true is asked at once."""
        outcome = cards[0].outcome if len(cards) == 1 else None
        hint = f"Wanted: {shown(outcome)}" if outcome else "An answer is not yet the outcome."
        answers = (Answer("y", "yes: resolve it", "yes"), Answer("n", "not yet: it is your move", "no"))
        reply = await self.strip.ask(Question("Is the outcome met?", self._about(cards), hint, answers))
        if reply is not None and reply.value == "yes":
            await self._resolve(cards, words)

    # How do you know

    async def _resolve(self, cards: list[Card], words: str = "") -> None:
        ids, is_open = [card.id for card in cards], any(card.is_open for card in cards)
        contact = cards[0].contact if len(cards) == 1 else None
        confirmed = f"{person(contact)} confirmed it" if contact else "they confirmed it"
        hint = "link or quote; empty: unconfirmed" if is_open else "a link, a quote"
        question = Question(
            "How do you know?", self._about(cards), hint,
            (Answer("ctrl+s", SEEN, SEEN), Answer("ctrl+t", shown(confirmed), confirmed)),
            field="proof", typed=words, enter="resolve" if is_open else "save",
        )  # fmt: skip
        reply = await self.strip.ask(question)
        proof = (reply.value or reply.text.strip()) if reply is not None else ""
        if reply is not None and (is_open or proof):
            notes = await self._why_late(cards)
            self.wish(lambda desk: self._with_news(desk.resolve(ids, proof=proof or None, notes=notes)))

    async def _why_late(self, cards: list[Card], ask: str = "Why was it late?") -> dict[str, str]:
        """What to note of those whose date passed, by id."""
        raise NotImplementedError

    def _with_news(self, done: Done) -> Done:
        """A resolve is news for whoever wanted it, until they were told."""
        from followup.core.update import is_closing_due

        names = dict.fromkeys(person(card.requester or "") for card in done.cards if is_closing_due(card))
        if not names:
            return done
        key = self.keys.shown("card.told" if len(done.cards) == 1 else "board.brief")
        return done._replace(remarks=(*done.remarks, f"{key} tell {' and '.join(names)}" if key else ""))

    # Telling

    async def action_card_told(self) -> None:
        cards = self._chosen()
        names = {known_as(card.requester) for card in cards if card.requester}
        if len(names) > 1:
            self.notify_line("they are for different people: one of them at a time")
        elif names and all(card.requester for card in cards):
            self.turn(self.Telling(tuple(card.id for card in cards), cards[0].requester or ""))
        elif cards:
            await self.flow(self._whom_to_tell(cards))

    async def _whom_to_tell(self, cards: list[Card]) -> None:
        """Nobody to tell yet: who expects news is asked once, and kept on the card."""
        reply = await self._line(
            "Who expects news of this?", cards, "requester", "a name; it stays on the card"
        )
        name = reply.text.lstrip("@^ ").rstrip() if reply is not None else ""
        if not name:
            return
        name = self.state.habits.names.get(known_as(name), name)
        ids = tuple(card.id for card in cards)
        # The letter is opened before the next key is looked at, which is for it.
        if await self._done(lambda desk: desk.edit(ids, lambda _: {"requester": name})):
            self.turn(self.Telling(ids, name))
