"""The drawer: the cards as last seen in the store, by id. The desk takes them out and puts them back.

A card that nobody changed stays the same object, so that a board can tell what to look at again.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from followup.core import card as cards
from followup.core import ids
from followup.core.card import Card
from followup.errors import Changed, NoSuchCard, StoreError

if TYPE_CHECKING:
    from followup.core.mutes import Mute, Mutes
    from followup.store import Change, Store

# How many of several cards a hint names.
NAMED = 3


class Drawer:
    """The cards of one store."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._cards: dict[str, Card] | None = None
        self._archive: dict[str, Card] | None = None
        self._mute_rows: Mapping[str, Mapping[str, Any]] = {}
        self._mutes: Mutes | None = None

    def cards(self) -> Mapping[str, Card]:
        """Every card by id as of now, archived ones apart. Raises StoreError when one cannot be read."""
        self.refresh()
        if self._cards is None:
            leaves = self._store.leaves().items()
            self._cards = {key: one if isinstance(one, Card) else _read(key, one) for key, one in leaves}
        return self._cards

    def archive(self) -> Mapping[str, Card]:
        """Every archived card by id as of now. The first look reads all of them."""
        self.refresh()
        if self._archive is None:
            self._archive = {key: _read(key, one) for key, one in self._store.archived().items()}
        return self._archive

    def refresh(self) -> frozenset[str] | None:
        """Catch up with other processes: the ids of the cards that changed, None when nothing did."""
        changed = self._store.refresh()
        if changed is not None:
            self.forget(changed)
        return changed

    def find(self, reference: str) -> Card:
        """The card that goes by an id, a short or a unique prefix of its short; an archived one if no other does.

        Raises NoSuchCard when none or several do.
        """
        found = _named(self.cards(), reference) or _named(self.archive(), reference)
        if found is None:
            raise NoSuchCard(f"no card goes by {reference!r}", "followup list --all shows them")
        return found

    def those(self, card_ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards with these ids, in order, wherever they are kept; those that are nowhere are left out."""
        known, wanted = self.cards(), list(card_ids)
        if any(one not in known for one in wanted):
            known = {**self.archive(), **known}
        return tuple(known[one] for one in wanted if one in known)

    def change(self, old: Card, new: Card | None) -> "Change":
        """What the store is to make of it; None takes the card away.

        Raises Changed when somebody has written the card since it was taken out.
        """
        from followup.store import Change

        stored = self._store.get(old.id)
        if stored is None or _read(old.id, stored) != old:
            raise Changed(f"“{old.title}” has changed since it was looked at", "look at it and try again")
        # Fields of a newer followup that this one does not know stay as they are.
        return Change(old.id, stored, None if new is None else {**stored, **cards.as_document(new)})

    def mutes(self) -> "Mutes":
        """The mutes of people and stages as of now; the same object until one changes."""
        from followup.core.mutes import from_documents

        rows = self._store.mutes()
        if self._mutes is None or (rows is not self._mute_rows and dict(rows) != dict(self._mute_rows)):
            self._mutes = from_documents(rows)
        self._mute_rows = rows
        return self._mutes

    def mute(self, mute: "Mute", muted: bool) -> "Change":
        """What the store is to make of it: one row a person or stage, gone when popups are wanted again."""
        from followup.core.mutes import as_document
        from followup.store import Change

        return Change(mute.key, self._store.mutes().get(mute.key), as_document(mute) if muted else None)

    def put(self, changed: Iterable[Card], gone: bool = False) -> None:
        """These cards are now so, or gone, and the store knows."""
        for card in changed:
            for known, archived in ((self._cards, False), (self._archive, True)):
                if known is not None and (gone or card.archived != archived):
                    known.pop(card.id, None)
                elif known is not None:
                    known[card.id] = card

    def forget(self, changed: Iterable[str] | None) -> None:
        """Look at these cards anew, or at all."""
        self._archive = None
        if self._cards is None or changed is None:
            self._cards = None
            return
        documents = self._store.documents()
        for key in changed:
            self._cards.pop(key, None)
            if key in documents:
                self._cards[key] = _read(key, documents[key])


def _named(known: Mapping[str, Card], reference: str) -> Card | None:
    """The one card of these that goes by it. Raises NoSuchCard when several do."""
    wanted = reference.strip()
    if wanted.upper() in known:
        return known[wanted.upper()]
    prefix = wanted.lower()
    found = [key for key in known if prefix and ids.tail(key).startswith(prefix)]
    if len(found) > 1:
        hint = "; ".join(f"{ids.tail(key)[: len(prefix) + 3]} {known[key].title}" for key in found[:NAMED])
        raise NoSuchCard(f"{len(found)} cards go by {reference!r}", f"write more of it: {hint}")
    return known[found[0]] if found else None


def _read(key: str, document: dict[str, Any]) -> Card:
    try:
        return cards.from_document(document)
    except (TypeError, KeyError, ValueError, AttributeError) as wrong:
        raise StoreError(f"card {key} in the store is damaged: {wrong}", "the others are safe") from wrong
