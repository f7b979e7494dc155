"""Mutes: no popups for a person, for a stage or for one card, for good or until an instant.

A mute of a person holds for every card, now and later, that they have (contact) or that is for them (requester:
the news owed on it is theirs); one of a stage for every card while it is in that stage. Both are kept beside the
cards; a card's own mute is in its events. Pure; instants are UTC seconds.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from followup.core import events as ev
from followup.core.card import Card, name_of
from followup.core.instants import LAST
from followup.core.stages import NAMES
from followup.errors import Refused

PERSON = "person"
STAGE = "stage"


class Mute(NamedTuple):
    """A person (by name) or a stage that nothing pops up for, from `at` until `until`; None: until taken off."""

    kind: str
    name: str
    at: int
    until: int | None = None

    @property
    def key(self) -> str:
        """The same for every spelling of a name, and no card's id."""
        return key_of(self.kind, self.name)

    @property
    def said(self) -> str:
        """As a person says it: `@Dana Reyes`, or the stage's name on the board."""
        return f"@{self.name}" if self.kind == PERSON else NAMES.get(self.name, self.name)

    @property
    def target(self) -> str:
        """As one types it in a shell."""
        if self.kind == STAGE:
            return self.name
        return f"@{self.name}" if self.name.isalnum() else f"'@{self.name}'"

    def holds(self, now: int) -> bool:
        return self.until is None or now < self.until


class Mutes:
    """Every mute of people and stages, those that ended included, to be asked about any card."""

    def __init__(self, every: Iterable[Mute] = ()) -> None:
        self.every = tuple(every)
        self._ends = {one.key: LAST if one.until is None else one.until for one in self.every}
        # Ten thousand cards share a few names, and folding one costs more than all else here.
        self._known: dict[tuple[str, str | None, str | None], int | None] = {}

    def __bool__(self) -> bool:
        return bool(self.every)

    def end(self, card: Card) -> int | None:
        """When the last of those that concern this card ends, or has ended; LAST for never, None without any."""
        of = (card.stage, card.contact, card.requester)
        if of not in self._known:
            keys = [key_of(STAGE, card.stage), *(key_of(PERSON, name) for name in of[1:] if name)]
            self._known[of] = max((self._ends[key] for key in keys if key in self._ends), default=None)
        return self._known[of]

    def those_of(self, card: Card, now: int) -> tuple[Mute, ...]:
        """The ones that keep this card quiet at `now`."""
        keys = {key_of(STAGE, card.stage)}
        keys |= {key_of(PERSON, name) for name in (card.contact, card.requester) if name}
        return tuple(one for one in self.every if one.key in keys and one.holds(now))


NO_MUTES = Mutes()


def known_as(name: str) -> str:
    """A name as names are compared: the part before a comma, NFC, casefolded."""
    name = name_of(name) or name.strip()
    if name.isascii():
        return name.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFC", name).casefold())


def key_of(kind: str, name: str) -> str:
    """Where a mute is kept; no ULID has such signs in it."""
    return f"@{known_as(name)}" if kind == PERSON else f"{STAGE}:{name}"


def quiet_until(card: Card, mutes: Mutes) -> int | None:
    """When every mute of a card ends or has ended, its own included; LAST for never, None when there is none."""
    if not card.muted:
        return mutes.end(card)
    ends = (own_end(card), mutes.end(card))
    return max((end for end in ends if end is not None), default=None)


def own_end(card: Card) -> int | None:
    """When a card's own mute ends or has ended; LAST for never, None without one."""
    if not card.muted:
        return None
    last = next((event for event in reversed(card.events) if event.kind == ev.MUTED), None)
    until = last.data.get("until") if last is not None else None
    return LAST if until is None else int(until)


def is_muted(card: Card, mutes: Mutes, now: int) -> bool:
    """Whether anything keeps this card's popups away at `now`."""
    end = quiet_until(card, mutes) if mutes or card.muted else None
    return end is not None and now < end


def as_seen(card: Card, mutes: Mutes, now: int) -> Card:
    """The card with `muted` as it is at `now`, whatever the reason; the same object when nothing differs."""
    muted = is_muted(card, mutes, now)
    return card if card.muted == muted else card._replace(muted=muted)


def person_named(text: str, cards: Iterable[Card], names: Mapping[str, str]) -> str:
    """Whom a person means by `@text`: a short name of the settings, or the beginning of a name on some card.

    Raises Refused when nobody goes by it, or more than one.
    """
    wanted = known_as(text)
    if not wanted:
        raise Refused("an @ needs a name", "such as @dana")
    if wanted in names:
        return names[wanted]
    known: dict[str, str] = {known_as(name): name for name in names.values()}
    for card in cards:
        for name in (card.requester, card.contact, *card.alternates):
            if name:
                known.setdefault(known_as(name), name_of(name))
    found = [known[wanted]] if wanted in known else [known[one] for one in known if one.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"@{text} may be {' or '.join(sorted(found)[:4])}", "write more of the name")
    raise Refused(f"nobody goes by @{text}", "write the name as it stands on a card")


def as_document(mute: Mute) -> dict[str, Any]:
    """The mute as it is stored."""
    return {"mute": mute.kind, "name": mute.name, "at": mute.at, "until": mute.until}


def from_documents(rows: Mapping[str, Mapping[str, Any]]) -> Mutes:
    """The mutes that were stored. Rows that make no sense are left out."""
    known = [
        Mute(row["mute"], row["name"], row["at"], row["until"]) for row in rows.values() if _is_mute(row)
    ]
    return Mutes(sorted(known, key=lambda one: (one.kind, one.key)))


def _is_mute(row: Mapping[str, Any]) -> bool:
    match row:
        case {"mute": "person" | "stage", "name": str(), "at": int(), "until": int() | None}:
            return True
    return False
