"""The quick-add panel's longer fields: the texts that one line holds badly, each on a row of its own, and a note."""

from textual import events
from textual.message import Message

from followup.core.quickadd_line import with_text
from followup.errors import FollowupError, Refused
from followup.tui.draw.hints import Hint
from followup.tui.draw.lines import Line, padded, shorten
from followup.tui.draw.preview import INDENT, SLOT, WHOLE_ROWS, Panel, panel_rows
from followup.tui.widgets.field import Field
from followup.tui.widgets.linepanel import LinePanel

NOTE = "note"
LONGER = (("outcome", "outcome"), ("next_move", "next move"), ("breaks", "what breaks"), (NOTE, NOTE))
FIRST_ROW = 5
START = 2 + INDENT + SLOT
KEYS = (("enter", "save"), ("tab", "next field"), ("^o", "your editor"), ("esc", "back to the line"))
# Which way a key goes among the fields.
WAYS = {"tab": 1, "down": 1, "shift+tab": -1, "up": -1}


class LongField(Field):
    """One of the longer fields; keys that are not for typing go to the panel."""

    DEFAULT_CSS = """
    LongField, LongField:focus {
        border: none; height: 1; padding: 0; background: $panel; background-tint: $panel 0%;
    }
    """

    class Asked(Message):
        """A key for the panel, pressed in this field."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    async def on_key(self, event: events.Key) -> None:
        if event.key in (*WAYS, "escape", "ctrl+o"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked(event.key))


class LongPanel(LinePanel):
    """The line, and the longer fields in the preview's place while they are asked for. What is written there goes
    into the line; a note, which no line can hold, stays beside it until the card is saved."""

    note = ""
    _notes: dict[str, str]
    _is_longer = False
    _was_told = False  # that the line cannot carry a text, at an esc

    def long_fields(self) -> list[LongField]:
        """The fields in their order; none before they were first asked for."""
        return list(self.query(LongField))

    async def open_longer(self) -> None:
        """Show the fields in the preview's place."""
        if self.size.height < WHOLE_ROWS:
            raise Refused("no room for the longer fields", "twelve rows are needed")
        if not self.long_fields():
            await self.mount(*(LongField() for _ in LONGER))
        for (name, _), field in zip(LONGER, self.long_fields(), strict=True):
            field.value = self.note if name == NOTE else getattr(self.draft, name) or ""
            # Each would stand a row below the one before, the first below the line: all are moved alike.
            field.styles.offset = (START, FIRST_ROW - 1)
            field.styles.width = max(8, self.size.width - START - 1)
            field.display = True
        self._is_longer, self._was_told = True, False
        blank = next((field for field in self.long_fields() if not field.value), self.long_fields()[0])
        self.screen.set_focus(blank)
        self.redraw()

    def _panel(self) -> Panel:
        panel = super()._panel()
        return panel._replace(note=f"{panel.note}   with a note".strip()) if self.note else panel

    def close_longer(self, leave_out: bool = False) -> None:
        """Take what was written into the line. Raises Refused when the line cannot carry it; the fields stay, unless
        such a text is to be left out.
        """
        if not self._is_longer:
            return
        ground, line = self.ground, self.field.value
        for (name, _), field in zip(LONGER, self.long_fields(), strict=True):
            if name != NOTE and field.value.strip() != (getattr(self.draft, name) or ""):
                try:
                    line = with_text(
                        line, name, field.value.strip(), ground.now, ground.week, ground.date_order
                    )
                except Refused:
                    if not leave_out:
                        raise
        self.note = self.long_fields()[-1].value.strip()
        self.put_away()
        self._put(line)
        self.take_keys()

    def _keep_note(self) -> None:
        """A note is not lost with its line: it comes back with that line, or when the card is edited again."""
        whose = self.field.value if self.card is None else self.card.id
        self._notes.pop(whose, None)
        if self.note:
            self._notes[whose] = self.note

    def put_away(self) -> None:
        """The preview again, whatever was written."""
        self._is_longer = False
        for field in self.long_fields():
            field.display = False
        self.redraw()

    async def on_long_field_asked(self, event: LongField.Asked) -> None:
        event.stop()
        fields = self.long_fields()
        place = next((place for place, field in enumerate(fields) if field.has_focus), 0)
        try:
            if event.key == "escape":
                self._go_back()
            elif event.key == "ctrl+o":
                self._edit(fields[place])
            else:
                self.screen.set_focus(fields[(place + WAYS[event.key]) % len(fields)])
        except FollowupError as error:
            self.complain(error)

    def _go_back(self) -> None:
        """Back to the line. What it cannot carry is said at the first esc, and left out at the second."""
        try:
            self.close_longer(leave_out=self._was_told)
        except Refused as error:
            self._was_told = True
            raise Refused(error.message, "esc again leaves it out") from error

    def _edit(self, field: LongField) -> None:
        """The field's text in the person's editor; where one line is wanted, its lines become one."""
        from followup.editor import edit_text

        text = edit_text(field.value, self.app.suspend)
        field.value = text if field is self.long_fields()[-1] else " ".join(text.split())
        field.cursor_position = len(field.value)

    def complain(self, error: FollowupError) -> None:
        """Say in the hint's row what was refused."""
        raise NotImplementedError

    def _drawn(self, cells: int, height: int) -> list[Line]:
        if not self._is_longer or height < WHOLE_ROWS:
            return super()._drawn(cells, height)
        mark = self.ground.glyphs.cut
        hint: Hint | None = self._refused
        said: Line = [(" " * INDENT, ""), (hint.text, hint.role)] if hint is not None else []
        rows = panel_rows(Panel("Longer fields", "", KEYS), self.draft, self.ground, said, cells, height)
        labels = [padded([(" " * INDENT + label, "muted")], INDENT + SLOT) for _, label in LONGER]
        rows[FIRST_ROW : FIRST_ROW + len(LONGER)] = [shorten(label, cells, mark) for label in labels]
        return rows

    def on_resize(self) -> None:
        super().on_resize()
        for field in self.long_fields():
            field.styles.width = max(8, self.size.width - START - 1)
