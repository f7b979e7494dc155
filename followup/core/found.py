"""Where a filter's words stand in a card, for a card that does not show them itself."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from followup.core.card import Card
from followup.core.query import folded

NOTE = "note"


class Found(NamedTuple):
    """A text of the card that holds a word: what it is called, and the word, folded."""

    name: str
    text: str
    word: str


def out_of_sight(card: Card, words: Sequence[str], seen: str) -> Found | None:
    """The first of the filter's folded `words` that is not in what one sees of the card, and where it stands; None
    where everything is in sight."""
    sight = folded(seen)
    for word in words:
        if word in sight:
            continue
        for name, text in _texts(card):
            if word in folded(text):
                return Found(name, text, word)
    return None


def _texts(card: Card) -> Iterator[tuple[str, str]]:
    """Every text that a filter looks through, the shortest to grasp first; of what was noted the latest."""
    named = (
        ("title", card.title), ("with", card.contact), ("for", card.requester), ("outcome", card.outcome),
        ("breaks", card.breaks), ("next", card.next_move),
    )  # fmt: skip
    yield from ((name, text) for name, text in named if text)
    yield from (("tag", f"#{tag}") for tag in card.tags)
    yield from (("alternate", one) for one in card.alternates)
    for event in reversed(card.events):
        text = event.data.get("note") or event.data.get("text")
        if text:
            yield NOTE, str(text)


def excerpt(text: str, word: str, letters: int, mark: str = "…") -> str:
    """As much of a text in one line as has that many letters, around the folded word."""
    line = " ".join(text.split())
    place = folded(line).find(word)
    start = min(max(0, place - max(0, letters - len(word)) // 3), max(0, len(line) - letters))
    if start <= 0:
        return line
    blank = line.find(" ", start, place)
    start = blank + 1 if blank >= 0 else start
    return mark + line[start:]
