"""A letter that is rewritten: in its place, or in the person's own editor."""

from typing import TYPE_CHECKING

from textual import events

from followup.core.clean import shown_lines
from followup.errors import Refused
from followup.tui.draw.letter import Letter
from followup.tui.screens.frame import Frame
from followup.tui.widgets.field import caught_up
from followup.tui.widgets.page import Scrolling

if TYPE_CHECKING:
    from followup.tui.widgets.lettertext import LetterText

WRITING = "What you write is what is copied, mailed and recorded."
TYPING = (("esc", "done"), ("^o", "your editor"))
TYPING_FOOT = (("^z", "undo"), ("^y", "redo"))


class Rewriting(Frame, Scrolling):
    """A page with a letter, which is kept as it was rewritten for whom it is."""

    letter: Letter
    requester: str
    _edited: dict[str, str]
    _is_late: bool

    def _take_in(self) -> None:
        """Write the letter as of now, unless it was edited."""
        raise NotImplementedError

    def notify_line(self, text: str) -> None:
        """Say something in the footer's place."""
        raise NotImplementedError

    @property
    def _text(self) -> "LetterText | None":
        """The text while it is edited in its place."""
        return next((one for one in self.query("LetterText")), None)  # type: ignore[return-value]

    def _is_there(self) -> bool:
        """Whether the letter can be taken as it stands, with what is being typed; where not yet, that is said."""
        if self._text is not None:
            self._rewrite(self._text.text)
        if self._is_late:
            self.notify_line("it is still being written")
        return not self._is_late

    async def action_letter_edit(self) -> None:
        # Imported when it is first asked for: most letters are right as they are.
        from followup.tui.widgets.lettertext import LetterText

        if self._text is None and self._is_there():
            self.page.add_class("-edited")
            text = LetterText(self.letter.text)
            await self.mount(text, after=self.page)
            self.set_focus(text)
            self._redrawn()

    async def take_typed(self, event: events.Key) -> bool:
        text = self._text
        if text is None or event.key != "escape":
            return False
        await caught_up(text)
        self._rewrite(text.text)
        await text.remove()
        self.page.remove_class("-edited")
        self.set_focus(None)
        self._redrawn()
        return True

    def on_letter_text_lent(self, event: "LetterText.Lent") -> None:
        event.stop()
        text = self._text
        lent = self._in_editor(text.text) if text is not None else None
        if text is not None and lent is not None:
            text.load_text(shown_lines(lent))

    def action_letter_editor(self) -> None:
        if self._text is not None or not self._is_there():
            return
        text = self._in_editor(self.letter.text)
        if text is not None:
            self._rewrite(text)
            self.draw()

    def _in_editor(self, text: str) -> str | None:
        """The text as the person's own editor left it; None where that did not go."""
        from textual.app import SuspendNotSupported

        from followup.editor import edit_text

        try:
            return edit_text(text, self.app.suspend)
        except SuspendNotSupported:
            self.notify_line("this terminal cannot be lent to an editor")
        except Refused as refused:
            self.notify_line(f"{refused.message}: {refused.hint}" if refused.hint else refused.message)
        return None

    def _rewrite(self, text: str) -> None:
        """Take over what was written; nothing at all is the draft again."""
        if text.strip() and text.strip() != shown_lines(self.letter.text).strip():
            self._edited[self.requester] = text
        elif not text.strip():
            self._edited.pop(self.requester, None)
        self._take_in()

    def _redrawn(self) -> None:
        self.show_keys()
        self.draw()
