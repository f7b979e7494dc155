"""The one line of the quick-add panel."""

from textual import events
from textual.message import Message

from followup.tui.widgets.field import Field

ASKING = ("tab", "up", "down", "escape", "ctrl+o")


class LineField(Field):
    """The line itself; some keys that are not for typing go to the panel."""

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
        """A key for the panel: one of `ASKING`."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    async def on_key(self, event: events.Key) -> None:
        if event.key in ASKING:
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked(event.key))

    def on_paste(self, event: events.Paste) -> None:
        lines = tuple(line.strip() for line in event.text.splitlines() if line.strip())
        if len(lines) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(lines))
