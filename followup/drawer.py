"""The drawer: the cards as last seen in the store, by id. The desk takes them out and puts them back.

A card that nobody changed stays the same object, so that a board can tell what to look at again.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from followup.core import card as cards
from followup.core import ids
from followup.core.card import Card
from followup.errors import Changed, NoSuchCard

if TYPE_CHECKING:
    from followup.store import Change, Store

# How many of several cards a hint names.
NAMED = 3


class Drawer:
    """The cards of one store."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._cards: dict[str, Card] | None = None

    def cards(self) -> Mapping[str, Card]:
        """Every card by id as of now, resolved ones included."""
        self.refresh()
        if self._cards is None:
            self._cards = {key: cards.from_document(one) for key, one in self._store.documents().items()}
        return self._cards

    def refresh(self) -> frozenset[str] | None:
        """Catch up with other processes: the ids of the cards that changed, None when nothing did."""
        changed = self._store.refresh()
        if changed is not None:
            self.forget(changed)
        return changed

    def find(self, reference: str) -> Card:
        """The card that goes by an id, a short or a unique prefix of its short.

        Raises NoSuchCard when none or several do.
        """
        known, wanted = self.cards(), reference.strip()
        if wanted.upper() in known:
            return known[wanted.upper()]
        prefix = wanted.lower()
        found = [key for key in known if prefix and ids.tail(key).startswith(prefix)]
        if len(found) == 1:
            return known[found[0]]
        if found:
            hint = "; ".join(
                f"{ids.tail(key)[: len(prefix) + 3]} {known[key].title}" for key in found[:NAMED]
            )
            raise NoSuchCard(f"{len(found)} cards go by {reference!r}", f"write more of it: {hint}")
        raise NoSuchCard(f"no card goes by {reference!r}", "followup list --all shows them")

    def change(self, old: Card, new: Card | None) -> "Change":
        """What the store is to make of it; None takes the card away.

        Raises Changed when somebody has written the card since it was taken out.
        """
        from followup.store import Change

        stored = self._store.get(old.id)
        if stored is None or cards.from_document(stored) != old:
            raise Changed(f"“{old.title}” has changed since it was looked at", "look at it and try again")
        # Fields of a newer followup that this one does not know stay as they are.
        return Change(old.id, stored, None if new is None else {**stored, **cards.as_document(new)})

    def put(self, changed: Iterable[Card], gone: bool = False) -> None:
        """These cards are now so, or gone, and the store knows."""
        if self._cards is None:
            return
        for card in changed:
            if gone:
                self._cards.pop(card.id, None)
            else:
                self._cards[card.id] = card

    def forget(self, changed: Iterable[str] | None) -> None:
        """Look at these cards anew, or at all."""
        if self._cards is None or changed is None:
            self._cards = None
            return
        documents = self._store.documents()
        for key in changed:
            self._cards.pop(key, None)
            if key in documents:
                self._cards[key] = cards.from_document(documents[key])
