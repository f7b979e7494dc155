"""The demonstration: a board in memory with a fixed story, seeded by the events that would have made it.

Each gesture is a transaction of its own, so that undo and the log work as on a real board.
"""

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

from followup import clock
from followup.config import Paths, Person, Settings
from followup.core import alerts, board, ids, records
from followup.core import card as cards
from followup.core import events as ev
from followup.core.card import Card
from followup.core.events import Event
from followup.core.policy import Rules
from followup.core.workweek import Workweek
from followup.demo_story import ALERTED, ALERTED_AT, ENDS_AT, STORIES, ZONE

if TYPE_CHECKING:
    from followup.desk import Desk
    from followup.store import Store

THANKSGIVING = date(2026, 11, 26)
BY = "board"
DELIVERED = "delivered"
PEOPLE = {
    "dana": Person("Dana Reyes"),
    "maria": Person("Maria Lopez", requester=True, reach="maria@example.com"),
    "tom": Person("Tom Becker", requester=True),
    "aisha": Person("Aisha Khan", requester=True),
}


def demo_settings() -> Settings:
    """Mon-Fri 09:00-17:00 in New York, Thanksgiving off, the default limits; no folder is the demo's own."""
    rules = Rules(Workweek(ZONE, holidays=(THANKSGIVING,)))
    return Settings(Paths("", "", ""), rules, people=PEOPLE)


def demo_clock() -> clock.Clock:
    """A clock that starts at the story's instant and runs on; FOLLOWUP_NOW fixes it as everywhere."""
    system = clock.clock(ZONE)
    if clock.is_fixed():
        return system
    ahead = ENDS_AT - system()
    return lambda: system() + ahead


def demo_desk(now: Callable[[], int] | None = None, by: str = BY) -> "Desk":
    """A desk over a store in memory that holds the story. `now` gives UTC seconds; None is `demo_clock`."""
    from followup.desk import Desk
    from followup.store import memory_store

    store, settings = memory_store(), demo_settings()
    seed(store)
    _alert(store, settings)
    return Desk(store, now or demo_clock(), settings.rules, by)


def seed(store: "Store") -> None:
    """Tell the story to an empty store: one transaction a gesture, in the order in which they happened."""
    from followup.store import Change

    for card, label in _told_in_order():
        change = Change(card.id, store.get(card.id), cards.as_document(card))
        store.commit([change], at=card.events[-1].at, by=BY, label=label)


def _alert(store: "Store", settings: Settings) -> None:
    """What popped up about the board pack: planned as the watcher plans, when the story says it came."""
    card_id = next(key for key in store.documents() if ids.tail(key).startswith(ALERTED))
    card = cards.from_document(store.documents()[card_id])
    for at in ALERTED_AT:
        then = cards.fold(card.id, (event for event in card.events if event.at <= at))
        seen = board.look(then, at, settings.rules)
        for popup in alerts.agenda([seen], store.alerts(), at, settings.rules, settings.alerts).popups:
            for key in store.claim(records.claims(popup, at, settings.rules.week)):
                store.record(key, result=DELIVERED, channel="bus")


def _told_in_order() -> Iterator[tuple[Card, str]]:
    """Every gesture, oldest first: the card after it, and what the log calls it."""
    made: dict[str, Card] = {}
    gestures = [(one.at, story, one) for story in STORIES for one in story.gestures]
    for at, story, gesture in sorted(gestures, key=lambda one: one[0]):
        before = made.get(story.short)
        number = len(before.events) if before else 0
        event = Event(_fixed_id(at, story.short, number), at, at, gesture.kind, BY, gesture.data)
        card = cards.apply(before, event) if before else cards.opened(_fixed_id(at, story.short), event)
        made[story.short] = card
        yield card, f"{ev.KINDS[gesture.kind]}: {card.title}"


def _fixed_id(at: int, short: str, number: int | None = None) -> str:
    """A ULID that is the same in every run, so that pictures and examples can be: a card's begins its tail
    with `short`."""
    digest = int.from_bytes(blake2b(f"{short} {number}".encode(), digest_size=10).digest(), "big")
    tail = "".join(ids.ALPHABET[digest >> shift & 31] for shift in range(75, -1, -5))
    if number is None:
        tail = short.upper() + tail[len(short) :]
    return ids.new_id(at)[:10] + tail
