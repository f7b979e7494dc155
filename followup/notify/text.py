"""Text on its way into a popup: what was typed is data; no server, shell or terminal may read it as more."""

from followup.core.clean import cut, has_visible, popup
from followup.notify.note import APP_NAME, Note

# UTF-16 units, as Windows counts: it drops a balloon over 63 and 255 without a word.
TITLE_LIMIT = 60
BODY_LIMIT = 200


def safe(note: Note) -> Note:
    """The note with a title of one line, never empty and never an option, and a body of short clean lines."""
    return note._replace(title=title_line(note.title), body=body_lines(note.body))


def title_line(text: str) -> str:
    """One visible line of at most 60 units that no program takes for an option."""
    line = popup(text, TITLE_LIMIT)
    if not has_visible(line):
        return APP_NAME
    return popup(f"{APP_NAME}: {line}", TITLE_LIMIT) if line.startswith("-") else line


def body_lines(text: str) -> str:
    """Clean lines, 200 units in all; empty ones are dropped."""
    lines = [popup(line, BODY_LIMIT) for line in text.splitlines()]
    whole = "\n".join(filter(None, lines))
    return whole if cut(whole, BODY_LIMIT) == whole else cut(whole, BODY_LIMIT - 1) + "…"


def escape_markup(text: str) -> str:
    """For a body that the server reads as markup; titles are plain everywhere."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
