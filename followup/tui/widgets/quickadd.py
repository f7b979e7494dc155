"""The quick-add panel: one line, and what is understood of it while it is typed."""

from typing import Any

from textual.message import Message
from textual.widgets import Input

from followup.core.card import Card
from followup.core.clean import shown
from followup.core.merging import Clash, merged
from followup.core.quickadd import Draft, as_title
from followup.core.quickadd_line import changes, line_of
from followup.errors import FollowupError
from followup.tui.draw.hints import Hint
from followup.tui.draw.preview import Ground
from followup.tui.draw.versions import Versions
from followup.tui.known import Completion, complete, named_in_full
from followup.tui.palette import Palette
from followup.tui.widgets.earlier import Earlier
from followup.tui.widgets.linefield import LineField
from followup.tui.widgets.longpanel import LongPanel


class QuickAdd(LongPanel):
    """Rises from the bottom. The app gives it a ground to read on, and closes it when the card is saved."""

    class Submitted(Message):
        """New cards, perhaps with a note; the panel keeps the line until `close` or `refuse`."""

        def __init__(self, drafts: tuple[Draft, ...], note: str | None = None) -> None:
            super().__init__()
            self.drafts = drafts
            self.note = note

    class Edited(Message):
        """These fields of a card are to be set, perhaps with a note; `card` is as it was when editing began."""

        def __init__(self, card: Card, fields: dict[str, Any], note: str | None = None) -> None:
            super().__init__()
            self.card = card
            self.fields = fields
            self.note = note

    class Closed(Message):
        """Left without saving; what was typed comes back with `up`."""

    def __init__(self, palette: Palette, ground: Ground) -> None:
        super().__init__(palette, ground)
        self._before = self.draft
        self._earlier = Earlier()
        self._turns: list[Completion] = []
        self._notes, self.is_saving = {}, False

    @property
    def is_open(self) -> bool:
        """Whether the panel is up."""
        return self.has_class("-open")

    # Opening and closing

    def open(self, ground: Ground, line: str = "") -> None:
        """Rise for a new card."""
        self.card = None
        self._rise(ground, line)

    def edit(self, ground: Ground, card: Card) -> None:
        """Rise for a card that is there, as the line that would make it."""
        self.card = card
        ground = ground._replace(card=card)
        self._rise(ground, line_of(card, ground.now, ground.week, ground.date_order))
        self._before = self.draft

    def _rise(self, ground: Ground, line: str) -> None:
        self.ground = ground
        self._insisting, self._refused, self._pasted, self.is_saving = None, None, (), False
        self._turns, self._versions = [], None
        self.note = self._notes.pop(self.card.id, "") if self.card is not None else ""
        self.put_away()
        self._earlier.start()
        self.add_class("-open")
        self._put(line)
        self.take_keys()
        # Only once it is laid out does the field know how far to scroll to its end.
        self.call_after_refresh(self._to_the_end)

    def close(self) -> None:
        """Go down: the line was saved, or is kept."""
        if self.card is None:
            self._earlier.keep(self.field.value)
            if self.is_saving:  # its note is on its card
                self._notes.pop(self.field.value, None)
        self.remove_class("-open")
        self._put("")
        self.screen.set_focus(None)

    def confirm(self, note: str) -> None:
        """The line was saved: show what was understood, without the line."""
        self._saved_as = note
        self.field.display = False
        self.redraw()

    def refuse(self, error: FollowupError) -> None:
        """Saving did not work; the line stays."""
        self.is_saving = False
        self.complain(error)

    def complain(self, error: FollowupError) -> None:
        self._refused = Hint(
            0, shown(f"{error.message}: {error.hint}" if error.hint else error.message), "error"
        )
        self.redraw()

    def weigh(self, clash: Clash) -> None:
        """Somebody else changed the card meanwhile: show both versions. The line stays mine, with what they did
        to other fields taken in; `tab` puts theirs there."""
        self.card = clash.theirs
        ground = self.ground = self.ground._replace(card=clash.theirs)
        theirs, mine = (
            line_of(card, ground.now, ground.week, ground.date_order)
            for card in (clash.theirs, merged(clash.theirs, clash.mine, ground.now))
        )
        self._refused, self.is_saving = None, False
        self._put(theirs)
        self._before = self.draft
        self._versions = Versions(clash.theirs, theirs, mine, clash.names)
        self._put(mine)

    def show(self, ground: Ground) -> None:
        """The clock went on, or cards changed."""
        self.ground = ground._replace(card=self.card)
        if self.is_open:
            self._read(self.field.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input is self.field and event.value != self.draft.line:
            self._refused = None
            self._insisting = None
            self._turns = []
            self._read(event.value)

    # Keys

    async def on_line_field_asked(self, event: LineField.Asked) -> None:
        event.stop()
        if event.key == "ctrl+o":
            await self._lengthen()
            return
        {"tab": self._complete, "up": self._recall, "down": self._forward, "escape": self._discard}[
            event.key
        ]()

    async def _lengthen(self) -> None:
        """The longer fields, of one card that is written as one line."""
        if self._pasted or self._versions is not None:
            return
        try:
            await self.open_longer()
        except FollowupError as error:
            self.complain(error)

    def _complete(self) -> None:
        """What tab makes of the line; pressed again, the next of several."""
        if self._versions is not None:
            self._versions, line = self._versions.other(self.field.value)
            self._put(line)
            return
        if self._turns:
            self._turns = [*self._turns[1:], self._turns[0]]
        else:
            self._turns = complete(
                self.draft, self.field.cursor_position, self.ground.known, self.card is None
            )
        if self._turns:
            self._put(self._turns[0].line, self._turns[0].cursor)
        if len(self._turns) == 1:
            self._turns = []

    def _recall(self) -> None:
        self._turn_to(self._earlier.before(self.field.value))

    def _forward(self) -> None:
        self._turn_to(self._earlier.after())

    def _turn_to(self, line: str | None) -> None:
        if line is not None and self.card is None:
            self._keep_note()
            self.note = self._notes.get(line, "")
            self._put(line)

    def _discard(self) -> None:
        if self._pasted:
            lines, self._pasted = self._pasted, ()
            self._put(" ".join((*filter(None, (self.field.value,)), *lines)))
            return
        self._keep_note()
        self.close()
        self.post_message(self.Closed())

    # Saving

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.is_saving:
            return
        try:
            self.close_longer()
            self._enter()
        except FollowupError as error:
            self.refuse(error)

    def _enter(self) -> None:
        """Save what reads well; of what does not, say why, and at the second enter save it as title."""
        if self._pasted:
            self._submit(*map(self._or_title, (*filter(str.strip, (self.draft.line,)), *self._pasted)))
        elif self.draft.errors and self._insisting == self.draft.line and self.card is None:
            self._submit(as_title(self.draft.line))
        elif self.draft.errors:
            self._insisting = self.draft.line
            self.redraw()
        else:
            self._save()

    def _save(self) -> None:
        if self.card is None:
            self._submit(self.draft)
        else:
            self.is_saving = True
            self.post_message(self.Edited(self.card, self._changes(), self.note or None))

    def _changes(self) -> dict[str, Any]:
        return named_in_full(changes(self._before, self.draft), self.ground.known)

    def _or_title(self, line: str) -> Draft:
        """A pasted line as it reads, or as a title: capture never blocks."""
        draft = self._scanned(line)
        return as_title(line) if draft.errors else draft

    def _submit(self, *drafts: Draft) -> None:
        self.is_saving = True
        self.post_message(self.Submitted(drafts, self.note or None))

    def on_line_field_pasted(self, event: LineField.Pasted) -> None:
        event.stop()
        if self.card is not None:
            self.field.insert_text_at_cursor(" ".join(event.lines))
        else:
            self._pasted = event.lines
            self.redraw()
