"""The key for the day somebody asked first: it is recorded, and counted against telling first."""

from followup.core.card import Card
from followup.core.mutes import known_as
from followup.tui.draw.strip import Question
from followup.tui.screens.sharing import Sharing
from followup.tui.state import Wished


class Chasing(Sharing):
    """A page on which it can be recorded that I was chased about a card."""

    async def action_card_chased(self) -> None:
        await self._start(self._chased, may_be_resolved=True)

    async def _chased(self, cards: list[Card]) -> None:
        ids, names = [card.id for card in cards], {card.requester or "" for card in cards}
        expected = names.pop() if len(names) == 1 else ""
        question = Question(
            "Who asked before you told them?", self._about(cards), "it counts against telling first",
            field="who", typed=expected, enter="record it",
        )  # fmt: skip
        reply = await self.strip.ask(question)
        if reply is None:
            return
        typed = reply.text.strip()
        whole = self.state.habits.names.get(typed.casefold(), typed)
        name = None if not whole or known_as(whole) == known_as(expected) else whole
        self.post_message(Wished(lambda desk: desk.chased(ids, name)))
