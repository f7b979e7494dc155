"""Keys that take something out of a card: its text to the clipboard, a link to the browser, its line to a new card."""

from textual.message import Message

from followup.core.board import fresh
from followup.core.card import Card
from followup.tui.draw.strip import Answer, Question
from followup.tui.screens.asking import Asking

MOST_LINKS = 9
LEAST_LINK = 22  # cells of an answer in the strip, by which a link can still be told
GAP_CELLS, ESC_CELLS = 6, 18


class Sharing(Asking):
    """A page whose cards can be copied, duplicated, and their links opened."""

    class Copied(Message):
        """A text is to go to the clipboard; `says` what it is."""

        def __init__(self, text: str, says: str) -> None:
            super().__init__()
            self.text = text
            self.says = says

    class Mailed(Message):
        """A letter is to be opened in the mail program; `text` is what to copy where there is none."""

        def __init__(self, link: str, address: str, text: str) -> None:
            super().__init__()
            self.link = link
            self.address = address
            self.text = text

    class Followed(Message):
        """A link is to be opened, by the system's own program for it."""

        def __init__(self, link: str) -> None:
            super().__init__()
            self.link = link

    def action_card_copy(self) -> None:
        from followup.core.copied import plain_text

        scene, cards = self.state.scene, self._chosen()
        if cards:
            seen = [self.state.seen[card.id] for card in cards]
            texts = [
                plain_text(one.card, fresh(one, scene.now, scene.rules), scene.now, scene.rules)
                for one in seen
            ]
            self.post_message(self.Copied("\n\n".join(texts), self._about(cards)))

    async def action_card_duplicate(self) -> None:
        from followup.core.quickadd_line import line_of

        cards, scene = self._chosen(), self.state.scene
        if len(cards) > 1:
            self.notify_line("one card at a time is duplicated")
        elif cards:
            line = line_of(cards[0], scene.now, scene.rules.week, self.state.habits.date_order)
            await self.prompt_with(line)

    async def action_card_open_link(self) -> None:
        from followup.core.links import links_of

        cards = self._chosen()
        links = list(dict.fromkeys(link for card in cards for link in links_of(card)))
        if len(links) == 1:
            self.post_message(self.Followed(links[0]))
        elif links:
            await self.flow(self._choose_link(cards, links))
        elif cards:
            self.notify_line("no link is in it: http, https and mailto are opened")

    async def _choose_link(self, cards: list[Card], links: list[str]) -> None:
        cells = self.strip.size.width - ESC_CELLS
        count = max(1, min(len(links), MOST_LINKS, cells // LEAST_LINK))
        room = cells // count - GAP_CELLS
        answers = [
            Answer(str(place), _brief(link, room), link) for place, link in enumerate(links[:count], 1)
        ]
        left = len(links) - count
        hint = f"{left} more on its page, where a click opens them." if left else "A digit opens it."
        reply = await self.strip.ask(Question("Which link?", self._about(cards), hint, tuple(answers)))
        if reply is not None:
            self.post_message(self.Followed(reply.value))


def _brief(link: str, cells: int) -> str:
    """A link short enough to choose by: its host, and how it ends."""
    whole = link.split("://", 1)[-1].removeprefix("mailto:")
    if len(whole) <= cells:
        return whole
    end = (cells - 1) // 2
    return f"{whole[: cells - 1 - end]}…{whole[-end:]}"
