"""A card's page on which one field after the other can be selected, and edited in the strip."""

from collections.abc import Callable
from functools import partial

from followup.core import verbs
from followup.core.card import Card
from followup.errors import FollowupError
from followup.tui.draw.entries import said
from followup.tui.draw.strip import Question, Told
from followup.tui.screens.verbs import CardVerbs

# What the strip asks of each field, and how it is written.
ASKS = {
    "title": ("What is the outcome, in your words?", "one line"),
    "outcome": ("What is true when it is done?", "the outcome, not the step"),
    "due": ("By when?", "!! hard, ! promised, !? a wish: !! fri 3pm"),
    "breaks": ("What breaks without it?", "the board has no figures"),
    "idle_limit_minutes": ("How long is too long?", "4h, 30m, 2d: working time"),
    "next_move": ("What do you do if you hear nothing?", "call reception, ask in the stand-up"),
    "contact": ("Who has it?", "a name; me: not asked yet"),
    "requester": ("Who expects news?", "a name"),
    "alternates": ("Who else could?", "Ben, ext 2210; Ana"),
    "tags": ("Which tags?", "board, q3"),
    "proof": ("How do you know?", "seen it, they said so, it is in the folder"),
}
NAMES = {"due": "deadline", "idle_limit_minutes": "limit", "next_move": "next move"}
EMPTIED = "nothing: enter clears it"


class Fields(CardVerbs):
    """`field` is the one that is selected, empty for none; the page then looks as it always does."""

    field = ""

    def fields_here(self) -> list[str]:
        """The fields of the page, from the top."""
        raise NotImplementedError

    def action_detail_next_field(self) -> None:
        self._go_on(+1)

    def action_detail_previous_field(self) -> None:
        self._go_on(-1)

    def _go_on(self, by: int) -> None:
        known = self.fields_here()
        if not known:
            return
        place = known.index(self.field) + by if self.field in known else (0 if by > 0 else -1)
        self.field = known[place % len(known)]
        self.draw()

    def leave_field(self) -> bool:
        """Select none any more; whether one was."""
        was, self.field = bool(self.field), ""
        if was:
            self.draw()
        return was

    async def action_detail_edit_field(self) -> None:
        if not self.field:
            self._go_on(+1)
        elif self.targets():
            await self.flow(self._edit(self.targets()[0], self.field))

    async def _edit(self, card: Card, field: str) -> None:
        from followup.core.fieldtext import set_by, text_of
        from followup.core.opening import in_full

        if field == "proof":
            await self._resolve([card])
            return
        scene, order = self.state.scene, self.state.habits.date_order
        week, now = scene.rules.week, scene.now
        before = text_of(card, field, now, week)
        ask, hint = ASKS[field]
        read = self._reader(card, field, before)
        question = Question(
            ask, self._about([card]), hint, field=NAMES.get(field, field), read=read, typed=before
        )
        reply = await self.strip.ask(question)
        if reply is None or reply.text.strip() == before:
            return
        wanted = in_full(set_by(reply.text, field, card, now, week, order), self.state.habits.names)
        wishes = partial(verbs.edit, fields=wanted)
        await self._do([card], wishes, lambda desk: desk.edit([card.id], lambda _: wanted, card))

    def _reader(self, card: Card, field: str, before: str) -> Callable[[str], tuple[str, bool]]:
        """What the strip says of a text while it is typed, and whether it can be taken."""
        from followup.core.fieldtext import set_by

        scene, order = self.state.scene, self.state.habits.date_order
        week, now = scene.rules.week, scene.now

        def read(text: str) -> tuple[str, bool]:
            if text.strip() == before:
                return ASKS[field][1], True
            try:
                wanted = set_by(text, field, card, now, week, order)
            except FollowupError as error:
                return (f"{error.message}: {error.hint}" if error.hint else error.message), False
            return said(field, wanted[field], now, week) if wanted[field] else EMPTIED, True

        return read

    def told_of_field(self, cells: int) -> Told:
        """The strip while a field is selected: its name, how it is written, and the keys."""
        ask, hint = ASKS[self.field]
        keys = (
            (self.keys.shown("detail.edit-field"), "edit it"),
            (self.keys.shown("detail.next-field"), "next field"),
            (self.keys.shown("detail.back"), "done"),
        )
        line = [part for key, word in keys for part in ((key, "primary bold"), (f" {word}    ", "sentence"))]
        return Told([(ask, "text bold"), (f"   {hint}", "muted")], line, [])
