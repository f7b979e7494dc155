"""What notification servers are, and what each is told of a note."""

from typing import NamedTuple

from followup.notify.note import DEFAULT, Note

DRAWS_DEFAULT = "Xfce"  # it draws a button for a click beside the buttons, unlike all others


class Server(NamedTuple):
    """What the notification server says about itself; `capabilities` is empty when it did not answer."""

    name: str
    version: str
    capabilities: frozenset[str]


# Assumed of a server that does not say: most read markup, and a stray &amp; is better than a lost line.
SILENT = Server("", "", frozenset({"body", "body-markup"}))


def offered(note: Note, server: Server) -> list[tuple[str, str]]:
    """The note's actions as this server is to be told them."""
    if "actions" not in server.capabilities:
        return []
    drawn = server.name.startswith(DRAWS_DEFAULT)
    return [action for action in note.actions if not (drawn and action[0] == DEFAULT)]
