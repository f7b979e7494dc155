"""People, from my own log: what is open both ways, how long they usually take to answer, and by which route.

Pure; instants are UTC seconds, spans working minutes of my own week: theirs is not known.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from followup.core import events as ev
from followup.core.card import MINE, THEIRS, Card, name_of
from followup.core.figures import Spread, Timed
from followup.core.mutes import known_as
from followup.core.workweek import Workweek

# The first part is false where the card needs me.
Rank = tuple[Any, ...]
_HEADINGS = ("theirs", "owed", "backing")
_ASKS = (ev.OPENED, ev.SENT, ev.FOLLOWED_UP, ev.REROUTED)


class Reply(NamedTuple):
    """Somebody's answer: when, after how many working minutes, and by which route they had been asked."""

    name: str
    at: int
    minutes: int
    via: str | None


class Contact(NamedTuple):
    """A person under their whole name; the tuples hold open cards.

    `theirs`: the ball is with them. `owed`: I owe them something, since they are its requester or since they
    answered or asked and it is my move. `backing`: they are an alternate that was not tried yet. `needs` is how many
    of the first two need me, and `gravest` the first of them in the board's ranking, where that is known.
    """

    name: str
    theirs: tuple[Card, ...]
    owed: tuple[Card, ...]
    backing: tuple[Card, ...]
    replies: Spread
    routes: tuple[tuple[str, int], ...]
    needs: int = 0
    gravest: Card | None = None

    @property
    def limit_minutes(self) -> int | None:
        """The idle limit that fits them, their slow reply time and a minute at least; None before five replies."""
        slow = self.replies.slow
        return None if slow is None else max(1, slow)


def contacts(
    cards: Iterable[Card], names: Mapping[str, str], week: Workweek, ranks: Mapping[str, Rank] | None = None
) -> tuple[Contact, ...]:
    """Everybody in these cards, archived ones included: who has what is gravest first, then who has most open.

    `names` are people's whole names by the short ones that the settings give them, in small letters; `ranks` are
    open cards' places in the board's ranking by id. Without them nobody's cards need me.
    """
    people = _People(names)
    for card in cards:
        if card.is_open:
            people.take(card)
        for reply in replies(card, week):
            people.hear(reply)
    known = ranks or {}
    found = (_ranked(people.contact(key), known) for key in people.names)
    return tuple(sorted(found, key=lambda one: _place(one, known)))


def _ranked(one: Contact, ranks: Mapping[str, Rank]) -> Contact:
    """With what needs me, and the gravest; a card that stands on both sides counts once."""
    between = {card.id: card for card in (*one.theirs, *one.owed) if card.id in ranks}
    if not between:
        return one
    gravest = min(between, key=lambda key: ranks[key])
    return one._replace(needs=sum(not ranks[key][0] for key in between), gravest=between[gravest])


def _place(one: Contact, ranks: Mapping[str, Rank]) -> tuple[Any, ...]:
    """The first in the list is the least: whose card needs me, the gravest first; then who has most."""
    rank = ranks[one.gravest.id] if one.needs and one.gravest is not None else ()
    return (not rank, rank, -len(one.theirs) - len(one.owed), -len(one.backing), known_as(one.name))


def limits(cards: Iterable[Card], names: Mapping[str, str], week: Workweek) -> dict[str, int]:
    """The idle limit in working minutes that the log suggests for a new card to somebody, by their name as names are
    compared; nobody who has not answered often enough is in it."""
    people = _People(names)
    for card in cards:
        for reply in replies(card, week):
            people.hear(reply)
    found = ((key, people.contact(key).limit_minutes) for key in people.names)
    return {key: limit for key, limit in found if limit is not None}


def replies(card: Card, week: Workweek) -> Iterator[Reply]:
    """From the first touch of mine that they had not answered yet to the next answered, question or holding heard
    from them, in working minutes. Whoever has the ball is who answers; "away" is no answer."""
    contact: str | None = None
    asked_at: int | None = None
    via: str | None = None
    for event in card.events:
        after = _contact_after(event, contact)
        if after != contact:
            contact, asked_at, via = after, None, None
        if event.kind in _ASKS and event.data.get("ball") != MINE:
            asked_at = event.at if asked_at is None else asked_at
            via = event.data.get("via") or via
        elif event.kind == ev.HEARD and event.data["answer"] != ev.AWAY:
            if contact and asked_at is not None:
                yield Reply(contact, event.at, week.minutes(asked_at, event.at), via)
            asked_at, via = None, None


def _contact_after(event: ev.Event, contact: str | None) -> str | None:
    if event.kind == ev.REROUTED:
        return name_of(event.data["alternate"])
    if event.kind == ev.EDITED:
        found: str | None = event.data["set"].get("contact", contact)
        return found
    if event.kind in (ev.OPENED, ev.SENT, ev.FOLLOWED_UP):
        return event.data.get("contact") or contact
    return contact


class _People:
    """What is gathered of each, by their name as names are compared."""

    def __init__(self, full: Mapping[str, str]) -> None:
        self._full = full
        self.names: dict[str, str] = {}
        self._cards: dict[tuple[str, str], list[Card]] = defaultdict(list)
        self._replies: dict[str, list[Reply]] = defaultdict(list)

    def take(self, card: Card) -> None:
        """Where an open card stands with whom; each card once a heading."""
        if card.contact:
            self._put("theirs" if card.ball == THEIRS else "owed", card.contact, card)
        if card.requester:
            self._put("owed", card.requester, card)
        for one in card.untried:
            self._put("backing", one, card)

    def hear(self, reply: Reply) -> None:
        self._replies[self._key(reply.name)].append(reply)

    def contact(self, key: str) -> Contact:
        heard = self._replies.get(key, ())
        routes = Counter(reply.via for reply in heard if reply.via)
        spread = Spread(tuple(Timed(reply.at, reply.minutes) for reply in heard))
        theirs, owed, backing = (tuple(self._cards.get((key, one), ())) for one in _HEADINGS)
        return Contact(self.names[key], theirs, owed, backing, spread, tuple(routes.most_common()))

    def _put(self, heading: str, name: str, card: Card) -> None:
        there = self._cards[self._key(name), heading]
        if not there or there[-1] is not card:
            there.append(card)

    def _key(self, name: str) -> str:
        whole = name_of(name) or name.strip()
        whole = self._full.get(whole.casefold(), whole)
        key = known_as(whole)
        self.names.setdefault(key, whole)
        return key
