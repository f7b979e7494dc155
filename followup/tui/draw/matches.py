"""What a filter looks for, shown on a card that does not show it by itself."""

from followup.core.card import Card
from followup.core.clean import shown
from followup.core.found import NOTE, Found, excerpt, out_of_sight
from followup.core.query import folded
from followup.tui.draw.lines import Line, cut, matched
from followup.tui.draw.markdown import markdown


def shown_in(last: Line, above: Line, card: Card, words: tuple[str, ...], cells: int, mark: str) -> Line:
    """The card's last row with what matches in blue; where a match is not in sight, `note: …Ben has the same…`."""
    found = out_of_sight(card, words, " ".join(text for text, _ in (*above, *last)))
    if found is None:
        return [
            part for text, role in last for part in (matched(text, words, role) if text else [(text, role)])
        ]
    name = f"{found.name}: "
    room = cells - len(name)
    text = cut(shown(excerpt(_read(found), found.word, room - len(mark), mark)), room, mark)
    return [(name, "muted"), *matched(text, words, "muted")]


def _read(found: Found) -> str:
    """A note without its Markdown, unless that is what was found; any other text as it is."""
    if found.name != NOTE:
        return found.text
    plain = "\n".join("".join(text for text, _ in row) for row in markdown(found.text))
    return plain if found.word in folded(plain) else found.text
