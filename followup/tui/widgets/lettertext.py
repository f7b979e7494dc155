"""A letter while it is edited in its place: prose of a letter's width, without a box."""

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from followup.core.clean import shown_lines
from followup.tui.terminal import bound
from followup.tui.widgets.field import keys_of

EDITING = keys_of(TextArea.BINDINGS)


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

    class Lent(Message):
        """The person's own editor is wanted for it."""

    def __init__(self, text: str) -> None:
        super().__init__(shown_lines(text), soft_wrap=True, show_line_numbers=False, compact=True)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        # Textual calls its own for what is typed or pasted after these here, by itself.
        if event.key not in (*EDITING, "ctrl+o"):
            return
        event.stop()
        event.prevent_default()
        if event.key == "ctrl+o":
            self.post_message(self.Lent())
        else:  # before the next key is looked at, as in a field
            await bound(self.app, event.key)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.text = shown_lines(event.text)
