"""The next-move strip as a widget: it talks about the selected card, and asks in the same place."""

from asyncio import Future, get_running_loop
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from followup.core.clean import shown
from followup.errors import Refused
from followup.tui.draw.lines import BLANK, Line, shorten, width
from followup.tui.draw.strip import PROSE, Question, Told, asked
from followup.tui.glyphs import Glyphs
from followup.tui.palette import On, Palette
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.drawn import Drawn, Row
from followup.tui.widgets.field import ENTERED_EARLY, Field, caught_up

ENTERS = ("enter", ENTERED_EARLY)
ENDS = (*ENTERS, "escape")
LONG = ("note", "told")  # what may have several lines
LEAST_FIELD, MOST_FIELD = 12, 60
READING_CELLS = 36
ROWS = 3


class Reply(NamedTuple):
    """The answer to a question: the value of the key that was pressed, or the text that was typed."""

    value: str
    text: str


class StripField(Field):
    """The line that a question asks for."""

    DEFAULT_CSS = """
    StripField, StripField:focus {
        border: none; height: 1; padding: 0; background: $panel; text-style: underline; display: none;
    }
    StripField.-asking { display: block; }
    """


class NextMove(Drawn):
    """Three rows on the panel; while a question stands, the page gives it the keys."""

    DEFAULT_CSS = "NextMove { height: 3; }"
    KEY_ROLE = "primary bold"

    def __init__(self, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(palette)
        self.glyphs = glyphs
        self.told = Told([], [], [])
        self.field = StripField()
        self.question: Question | None = None
        self._reply: Future[Reply | None] | None = None
        self._understood: tuple[str, bool] = ("", True)

    def compose(self) -> ComposeResult:
        yield self.field

    @property
    def is_asking(self) -> bool:
        """Whether a question waits for its answer."""
        return self._reply is not None and not self._reply.done()

    def show(self, told: Told) -> None:
        """What to say while nothing is asked."""
        self.told = told
        self.redraw()

    async def ask(self, question: Question) -> Reply | None:
        """Ask, and wait for the answer; None when it was left with esc."""
        self.leave()
        mine: Future[Reply | None] = get_running_loop().create_future()
        self._reply = mine
        self.question = question
        self._open(question)
        self.redraw()
        try:
            return await mine
        finally:
            # A newer question may have taken the strip over by now.
            if self._reply is mine:
                self._close()

    def leave(self) -> None:
        """Take the question back unanswered."""
        if self._reply is not None and not self._reply.done():
            self._reply.set_result(None)

    def _open(self, question: Question) -> None:
        self.add_class("-asking")
        self._stretch(question)
        if question.field is None:
            return
        field = self.field
        field.value = question.typed
        field.cursor_position = len(question.typed)
        self._fit(question.field)
        field.add_class("-asking")
        self.take_keys()
        self._read(question.typed)

    def _fit(self, name: str) -> None:
        """Put the field behind its name, with room to read what was understood."""
        start = 2 + width(name) + 1
        self.field.styles.offset = (start, 1)
        self.field.styles.width = max(LEAST_FIELD, min(self.size.width - start - READING_CELLS, MOST_FIELD))

    def on_resize(self) -> None:
        # Textual calls this before the one that draws.
        if self.question is not None:
            self._stretch(self.question)
        if self.question is not None and self.question.field is not None:
            self._fit(self.question.field)

    def _stretch(self, question: Question) -> None:
        """Be as much higher as a question needs, half of the screen at most."""
        if question.more is not None:
            most = self.screen.size.height // 2
            lines = question.more(self.size.width - SIDE_CELLS, most - ROWS)
            self.styles.height = ROWS + len(lines)

    def take_keys(self) -> None:
        """Have the keys go to the field, where one is asked for."""
        if self.question is not None and self.question.field is not None:
            self.screen.set_focus(self.field)

    def _close(self) -> None:
        self.question = None
        self.remove_class("-asking")
        self.styles.height = None
        if not self.is_attached:
            return
        self.field.remove_class("-asking")
        self.screen.set_focus(None)
        self.redraw()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._read(event.value)
        self.redraw()

    def _read(self, text: str) -> None:
        read = self.question.read if self.question is not None else None
        self._understood = read(text) if read is not None else ("", True)

    def on_key(self, event: events.Key) -> None:
        if self.question is not None and event.key == "ctrl+o":
            event.stop()
            self._edit(self.question)

    def _edit(self, question: Question) -> None:
        """What is typed in the person's editor; notes and messages keep their lines."""
        from followup.editor import edit_text

        if question.field is None or (question.read is not None and question.field not in PROSE):
            return
        try:
            text = edit_text(self.field.value, self.app.suspend)
        except Refused as refused:
            self._understood = (f"{refused.message}: {refused.hint}", False)
            self.redraw()
            return
        self.field.value = text if question.field in LONG else " ".join(text.split())
        self.field.cursor_position = len(self.field.value)

    def press(self, event: events.Key) -> bool:
        """Answer with a key; one that answers nothing does nothing. Whether it did."""
        if event.key == "escape":
            self.leave()
            return True
        for answer in self.question.answers if self.question is not None else ():
            if event.key == answer.key or event.character == answer.key:
                self._answer(Reply(answer.value, ""))
                return True
        return False

    # A key that ends what is typed in the field

    def ends_typing(self, event: events.Key) -> bool:
        """Whether the field has the keys, and this one answers the question; no letter does."""
        if self.question is None or self.screen.focused is not self.field or event.is_printable:
            return False
        return event.key in ENDS or any(event.key == one.key for one in self.question.answers)

    async def caught_up(self) -> None:
        """Until all that was typed before is in the field."""
        await caught_up(self.field)

    def end_typing(self, event: events.Key) -> None:
        """Answer with it; what is typed but not understood is not taken by enter."""
        if event.key not in ENTERS:
            self.press(event)
            return
        self._read(self.field.value)
        self.redraw()
        if self._understood[1]:
            self._answer(Reply("", self.field.value))

    def _answer(self, reply: Reply) -> None:
        if self._reply is not None and not self._reply.done():
            self._reply.set_result(reply)

    def rows(self) -> list[Row]:
        cells = self.size.width - SIDE_CELLS
        told = self.told
        if self.question is not None:
            told = asked(self.question, cells, self.glyphs.cut)
            told = told._replace(second=shorten(self._with_understood(told.second), cells, self.glyphs.cut))
            if self.question.more is not None:
                below = self.question.more(cells, self.size.height - ROWS)
                told = told._replace(more=(told.second, *below[:-1]), second=below[-1])
        edge: Line = [(self.glyphs.edge, "primary"), (" ", "")]
        lines = [shorten(line, cells, self.glyphs.cut) for line in told.lines]
        lines += [BLANK] * (self.size.height - len(lines))
        return [([*edge, *line], On.PANEL) for line in lines]

    def _with_understood(self, second: Line) -> Line:
        if self.question is None or self.question.field is None:
            return second or BLANK
        field_cells = self.field.styles.width
        taken = int(field_cells.value) if field_cells is not None else 0
        text, is_good = self._understood
        gap = " " * (taken + 2)
        # Before anything is typed it is an example, and no complaint.
        role = "muted" if is_good or not self.field.value.strip() else "error"
        return [*second, (gap, ""), (shown(text or self.question.hint), role)]
