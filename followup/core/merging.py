"""Two edits of one card, made side by side: what goes together is merged, what does not is for the person to choose.

Pure. An edit began from a card as it was then (`base`); meanwhile somebody else may have written another
version of it (`theirs`). Fields that only one side touched go together. A field that both set to different
values is a clash, and nobody's words are overwritten unseen.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from followup.core.card import Card, apply
from followup.core.events import EDITED, Event
from followup.errors import Changed

DUE, DUE_KIND = "due", "due_kind"
_PARTS = {DUE: (DUE, DUE_KIND)}


class Clash(Changed):
    """Both sides changed `names` of a card; `theirs` is the card as it is now, `mine` what was to be set."""

    def __init__(self, theirs: Card, mine: Mapping[str, Any], names: tuple[str, ...]) -> None:
        super().__init__(
            f"“{theirs.title}” has changed since you began: {all_in_words(names)}",
            "look at both and choose",
        )
        self.theirs = theirs
        self.mine = dict(mine)
        self.names = names


def clashes(base: Card, theirs: Card, mine: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of `mine` that `theirs` has changed since `base` to something else; a deadline is one field."""
    names = dict.fromkeys(DUE if name == DUE_KIND else name for name in mine)
    return tuple(
        name
        for name in names
        if _set_to(theirs, name) not in (_set_to(base, name), _set_to(base, name, mine))
    )


def _set_to(card: Card, name: str, mine: Mapping[str, Any] = MappingProxyType({})) -> tuple[Any, ...]:
    """What a field of the card is with my fields set, to compare; of a deadline the date and its kind."""
    return tuple(_value(mine.get(one, getattr(card, one))) for one in _PARTS.get(name, (name,)))


def refuse_clash(base: Card, theirs: Card, mine: Mapping[str, Any]) -> None:
    """Raises Clash when both sides changed a field to different values."""
    names = clashes(base, theirs, mine)
    if names:
        raise Clash(theirs, mine, names)


def merged(theirs: Card, mine: Mapping[str, Any], now: int) -> Card:
    """Their card with my fields set: what saving over it would make at `now` (UTC seconds)."""
    return apply(theirs, Event("", now, now, EDITED, "", {"set": dict(mine)}))


def in_words(name: str) -> str:
    """A field as a person calls it."""
    return {DUE: "deadline", "idle_limit_minutes": "limit"}.get(name, name.replace("_", " "))


def all_in_words(names: Sequence[str]) -> str:
    """`title`, `title and deadline`, `title, tags and deadline`."""
    *first, last = map(in_words, names)
    return f"{', '.join(first)} and {last}" if first else last


def _value(value: Any) -> Any:
    """A field to compare: lists and tuples hold the same, and nothing is nothing."""
    return tuple(value) if isinstance(value, list | tuple) else value or None
