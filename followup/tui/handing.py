"""What the board hands to programs beside it: texts to the clipboard, links to whatever opens them."""

from followup.tui.called import Called
from followup.tui.screens.sharing import Sharing


class Handing(Called):
    """A link that cannot be opened here, as over SSH, is copied instead, and that is said."""

    def on_sharing_copied(self, event: Sharing.Copied) -> None:
        event.stop()
        self._copy(event.text, f"copied: {event.says}")

    def on_sharing_followed(self, event: Sharing.Followed) -> None:
        from followup.tui.opener import open_link

        event.stop()
        link = event.link
        if open_link(self, link, lambda: self._copy(link, f"copied, since it did not open: {link}")):
            self.say(f"opened: {link}")
        else:
            self._copy(link, f"copied, since nothing here opens links: {link}")

    def on_sharing_mailed(self, event: Sharing.Mailed) -> None:
        from followup.tui.opener import open_link

        event.stop()
        text = event.text

        def failed() -> None:
            self._copy(text, "copied: no mail program opened")

        if open_link(self, event.link, failed):
            self.say(f"opened a letter to {event.address} in the mail program; it is not sent")
        else:
            self._copy(text, "copied: nothing here opens mail")

    def _copy(self, text: str, says: str) -> None:
        from followup.tui.clipboard import copy

        copy(self, text)
        self.say(says)
