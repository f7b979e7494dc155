"""A line to type into, which shows safely whatever it holds."""

from asyncio import Event
from collections.abc import Callable, Iterable

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from followup.core.clean import typed
from followup.tui.draw.lines import width
from followup.tui.terminal import bound

# What enter has become when it was pressed before the program took the terminal over.
ENTERED_EARLY = "ctrl+j"
PASSED_ON = ("escape", "ctrl+c", "ctrl+p", "ctrl+q", "ctrl+o")


def keys_of(bindings: Iterable[BindingType]) -> frozenset[str]:
    """The keys that are bound there."""
    return frozenset(key for one in bindings if isinstance(one, Binding) for key in one.key.split(","))


async def caught_up(field: Widget) -> None:
    """Until all that was typed before is in the field."""
    is_idle = Event()
    if field.call_later(is_idle.set):
        await is_idle.wait()


TYPING = keys_of(Input.BINDINGS)


class Field(Input):
    """Keeps what is typed and pasted as it is, and draws it with its controls and overrides as marks.

    `light` styles the text as drawn, which has a character for each of the value's. Keys that are not for
    typing do not reach the board.
    """

    def __init__(self, light: Callable[[Text], Text] | None = None) -> None:
        super().__init__(compact=True, select_on_focus=False, highlighter=self._drawn)  # type: ignore[arg-type]
        self.cursor_blink = False
        self._lit = light

    async def on_key(self, event: events.Key) -> None:
        """A key that edits does so before the next one is looked at: Textual would let letters typed ahead pass it."""
        key = "enter" if event.key == ENTERED_EARLY else event.key
        if event.is_printable or key in PASSED_ON:
            return
        event.stop()
        if key in TYPING:
            event.prevent_default()
            await bound(self.app, key)

    def on_paste(self, event: events.Paste) -> None:
        """Several lines become one: Textual would take the first and drop the others."""
        lines = event.text.splitlines()
        if len(lines) > 1:
            event.stop()
            event.prevent_default()
            self.replace(" ".join(line.strip() for line in lines if line.strip()), *self.selection)

    def _drawn(self, text: Text) -> Text:
        safe = text.copy()
        safe.plain = typed(text.plain)
        return safe if self._lit is None else self._lit(safe)

    def _position_to_cell(self, position: int) -> int:
        # Textual would count what it was given, not what is drawn; it scrolls by this.
        return width(typed(self.value[:position]))
