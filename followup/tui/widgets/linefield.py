"""The one line of the quick-add panel."""

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

ASKING = ("tab", "up", "down", "escape")
PASSED_ON = ("ctrl+c", "ctrl+p", "ctrl+q")
TYPING = frozenset(
    key for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
)


class LineField(Input):
    """The line itself; keys that are not for typing go to the panel, none to the board."""

    DEFAULT_CSS = """
    LineField, LineField:focus {
        border: none; height: 1; padding: 0; background: $panel; background-tint: $panel 0%;
    }
    """

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, lines: tuple[str, ...]) -> None:
            super().__init__()
            self.lines = lines

    class Asked(Message):
        """A key for the panel: tab, up, down, escape."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, light: Callable[[Text], Text]) -> None:
        super().__init__(compact=True, select_on_focus=False, highlighter=light)  # type: ignore[arg-type]
        self.cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        if event.key in ASKING:
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked(event.key))
        elif not event.is_printable and event.key not in (*TYPING, *PASSED_ON):
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        lines = tuple(line.strip() for line in event.text.splitlines() if line.strip())
        if len(lines) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(lines))
