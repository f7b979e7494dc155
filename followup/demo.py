"""The demonstration: a board in memory with a fixed story, seeded by the events that would have made it.

Each gesture is a transaction of its own, so that undo and the log work as on a real board. What came before is
in the archive, and is told when somebody looks there.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from followup import clock
from followup.config import Paths, Person, Settings
from followup.core import alerts, board, ids, records
from followup.core import card as cards
from followup.core import events as ev
from followup.core.card import Card
from followup.core.events import Event
from followup.core.mutes import known_as
from followup.core.policy import Rules
from followup.core.workweek import Workweek
from followup.demo_story import ALERTED, ENDS_AT, STORIES, ZONE, Story

if TYPE_CHECKING:
    from followup.desk import Desk
    from followup.store import Store

THANKSGIVING = date(2026, 11, 26)
BY = "board"
DELIVERED = "delivered"
HINT = "A demo: nothing of yours is touched. Try u, p, r, W, t, Q; ? has every key."
DAY, WEEK = 480, 2400  # of work, in minutes
# Nobody is `ben`: the quick-add line is to ask which of the two is meant.
PEOPLE = {
    "dana": Person("Dana Reyes", reach="dana@example.com"),
    "maria": Person("Maria Lopez", requester=True, update_every_minutes=3 * DAY, reach="maria@example.com"),
    "tom": Person("Tom Becker", requester=True, update_every_minutes=WEEK, reach="tom@example.com"),
    "aisha": Person("Aisha Khan", requester=True, update_every_minutes=WEEK, reach="aisha@example.com"),
    "ortiz": Person("Ben Ortiz", reach="ben@example.com", hours=((8 * 60, 16 * 60 + 30),)),
    "priya": Person("Priya Nair", timezone=ZoneInfo("America/Chicago")),
    "marta": Person("Marta Zielińska", timezone=ZoneInfo("Europe/Warsaw")),
    "marco": Person("Marco Reis", reach="marco@example.com", timezone=ZoneInfo("Europe/Lisbon")),
}


def demo_settings() -> Settings:
    """Mon-Fri 09:00-17:00 in New York, Thanksgiving off, the default limits; no folder is the demo's own. What was
    resolved a week ago is in the archive."""
    updates = {
        known_as(one.name): one.update_every_minutes for one in PEOPLE.values() if one.update_every_minutes
    }
    rules = Rules(Workweek(ZONE, holidays=(THANKSGIVING,)), updates=updates)
    return Settings(Paths("", "", ""), rules, people=PEOPLE, archive_after_minutes=WEEK)


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

    settings = demo_settings()
    store = memory_store(lambda: _past(settings.rules.week))
    seed(store)
    _alert(store, settings)
    return Desk(store, now or demo_clock(), settings.rules, by)


def seed(store: "Store") -> None:
    """Tell the story to an empty store: one transaction a gesture, in the order in which they happened."""
    from followup.store import Change

    for card, label in _told_in_order(STORIES):
        change = Change(card.id, store.documents().get(card.id), cards.as_document(card))
        store.commit([change], at=card.events[-1].at, by=BY, label=label)


def _past(week: Workweek) -> dict[str, dict[str, Any]]:
    """The archive: every card of the past, as it is stored."""
    from followup.demo_past import past

    last = {card.id: card for card, _ in _told_in_order(past(week))}
    return {key: cards.as_document(card._replace(archived=True)) for key, card in last.items()}


def _alert(store: "Store", settings: Settings) -> None:
    """What popped up: planned as the watcher plans, when the story says it came."""
    told = {ids.tail(key)[:3]: cards.from_document(one) for key, one in store.documents().items()}
    rows: dict[str, dict[str, Any]] = {}
    for short, at in ALERTED:
        whole = told[short]
        seen = board.look(
            cards.fold(whole.id, (event for event in whole.events if event.at <= at)), at, settings.rules
        )
        for popup in alerts.agenda([seen], rows, at, settings.rules, settings.alerts).popups:
            claimed = records.claims(popup, at, settings.rules.week)
            rows |= {key: row | {"result": DELIVERED, "channel": "bus"} for key, row in claimed.items()}
    store.claim(rows)


def _told_in_order(stories: Iterable[Story]) -> Iterator[tuple[Card, str]]:
    """Every gesture, oldest first: the card after it, and what the log calls it."""
    made: dict[str, Card] = {}
    gestures = [(one.at, story, one) for story in stories for one in story.gestures]
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
