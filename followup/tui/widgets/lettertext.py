"""A letter while it is edited in its place: prose of a letter's width, without a box."""

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from followup.core.clean import shown_lines


class LetterText(TextArea):
    """What is pasted is shown safely; keys that are not for typing go to the page."""

    DEFAULT_CSS = """
    LetterText, LetterText:focus {
        border: none; padding: 0; margin: 0 0 0 2; max-width: 82; height: 1fr;
        color: $foreground; background: $background; background-tint: $background 0%;
        scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $foreground 30%;
    }
    LetterText .text-area--cursor-line { background: $background; }
    """

    class Ended(Message):
        """Editing is over; the text stays."""

    class Lent(Message):
        """The person's own editor is wanted for it."""

    def __init__(self, text: str) -> None:
        super().__init__(shown_lines(text), soft_wrap=True, show_line_numbers=False, compact=True)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        wanted = {"escape": self.Ended, "ctrl+o": self.Lent}.get(event.key)
        if wanted is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.post_message(wanted())

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = shown_lines(event.text)
        await super()._on_paste(event)
