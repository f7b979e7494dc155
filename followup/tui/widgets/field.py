"""A line to type into, which shows safely whatever it holds."""

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.widgets import Input

from followup.core.clean import typed
from followup.tui.draw.lines import width

PASSED_ON = ("escape", "ctrl+c", "ctrl+p", "ctrl+q")
TYPING = frozenset(
    key for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
)


class Field(Input):
    """Keeps what is typed and pasted as it is, and draws it with its controls and overrides as marks.

    `light` styles the text as drawn, which has a character for each of the value's. Keys that are not for
    typing do not reach the board.
    """

    def __init__(self, light: Callable[[Text], Text] | None = None) -> None:
        super().__init__(compact=True, select_on_focus=False, highlighter=self._drawn)  # type: ignore[arg-type]
        self.cursor_blink = False
        self._lit = light

    def on_key(self, event: events.Key) -> None:
        if not event.is_printable and event.key not in (*TYPING, *PASSED_ON):
            event.stop()

    def _drawn(self, text: Text) -> Text:
        safe = text.copy()
        safe.plain = typed(text.plain)
        return safe if self._lit is None else self._lit(safe)

    def _position_to_cell(self, position: int) -> int:
        # Textual would count what it was given, not what is drawn; it scrolls by this.
        return width(typed(self.value[:position]))
