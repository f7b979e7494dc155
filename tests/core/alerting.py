"""A desk on paper for the alert tests: cards, an alerts table and a clock, all in memory and pure."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from followup.core import board, records, verbs
from followup.core import card as cards
from followup.core import events as ev
from followup.core.alerts import Agenda, Rest, agenda
from followup.core.card import Card
from followup.core.events import Event
from followup.core.ids import new_id
from followup.core.mutes import PERSON, Mute, Mutes
from followup.core.policy import Rules
from followup.core.popups import Popup
from followup.core.workweek import Workweek

ZONE = ZoneInfo("America/New_York")
RULES = Rules(Workweek(ZONE))
# A week without a holiday in these rules; days of it are followed by a time.
MON, TUE, WED, THU, FRI = (f"2026-11-{day}" for day in range(23, 28))
NEXT_MON, NEXT_TUE, NEXT_WED = "2026-11-30", "2026-12-01", "2026-12-02"


def at(text: str) -> int:
    """`2026-11-24 10:00` in New York, as UTC seconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def clock(instant: int) -> str:
    """`Tue 10:00` in New York."""
    return f"{datetime.fromtimestamp(instant, ZONE):%a %H:%M}"


class Manners(NamedTuple):
    """The settings under [alerts], at their defaults."""

    budget: int = 3
    digest_over: int = 3
    rounds: tuple[int, ...] = ()
    guards_out_of_hours: bool = False
    hide_titles: bool = False


class Heard(NamedTuple):
    """A popup and when it came."""

    at: int
    popup: Popup

    @property
    def brief(self) -> str:
        return f"{clock(self.at)} {self.popup.kind}"


class Paper:
    """Cards that speak: `look` claims what is due as the watcher does, `run` goes on looking."""

    def __init__(self, manners: Manners | None = None, rules: Rules = RULES) -> None:
        self.cards: dict[str, Card] = {}
        self.alerts: dict[str, dict[str, Any]] = {}
        self.manners = manners or Manners()
        self.rules = rules
        self.mutes = Mutes()
        self.next_at: int | None = None
        self.rests: dict[str, Rest] = {}
        self.seen: dict[str, board.Seen] = {}
        self.looked_at = 0

    def open(self, when: str | int, title: str = "Documents", **fields: Any) -> str:
        """A card sent at an instant to Dana; its deadline, if any, was recorded then."""
        now = at(when) if isinstance(when, str) else when
        data = {"title": title, "contact": "Dana", "requester": "Maria", **fields}
        if "due" in data:
            data = {"due_kind": "promised", **data}
            data["due"] = at(data["due"]) if isinstance(data["due"], str) else data["due"]
        card = cards.opened(new_id(now), Event(new_id(now), now, now, ev.OPENED, "cli", data))
        self.cards[card.id] = card
        return card.id

    def do(self, card_id: str, when: str | int, wishes: verbs.Wishes) -> None:
        """Apply what a verb wished at an instant."""
        now = at(when) if isinstance(when, str) else when
        for kind, data in wishes:
            event = Event(new_id(now), now, now, kind, "cli", data)
            self.cards[card_id] = cards.apply(self.cards[card_id], event)

    def mute(self, name: str, when: str | int, until: str | int | None = None, kind: str = PERSON) -> None:
        """Mute a person, or a stage with `kind`; a row of the same name is replaced."""
        now, end = (at(one) if isinstance(one, str) else one for one in (when, until))
        made = Mute(kind, name, now or 0, end)
        self.mutes = Mutes((*(one for one in self.mutes.every if one.key != made.key), made))

    def unmute(self, name: str, kind: str = PERSON) -> None:
        """Take that mute off."""
        gone = Mute(kind, name, 0).key
        self.mutes = Mutes(one for one in self.mutes.every if one.key != gone)

    def look_at_all(self, now: int) -> dict[str, board.Seen]:
        """The cards as the watcher sees them: what it saw before is kept while it holds."""
        before = self.seen if now >= self.looked_at else None
        return board.look_at_all(self.cards.values(), now, self.rules, before, self.mutes)

    def plan(self, now: int, gather: bool = False) -> Agenda:
        """The agenda at an instant."""
        rests = self.rests if now >= self.looked_at else {}
        seen = self.look_at_all(now).values()
        return agenda(seen, self.alerts, now, self.rules, self.manners, gather, rests)

    def look(self, when: str | int, gather: bool = False) -> list[Popup]:
        """Plan and claim; every popup is delivered."""
        now = at(when) if isinstance(when, str) else when
        made = self.plan(now, gather)
        self.seen = self.look_at_all(now)
        self.next_at, self.rests, self.looked_at = made.next_at, made.rests, now
        for popup in made.popups:
            rows = records.claims(popup, now, self.rules.week)
            leads = records.lead_keys(popup, now, self.rules.week)
            assert not set(leads) & self.alerts.keys(), "claimed twice"
            for key, row in rows.items():
                self.alerts.setdefault(key, row | ({} if popup.held else {"result": "delivered"}))
        return list(made.popups)

    def run(self, since: str | int, until: str | int, every: int | None = None) -> list[Heard]:
        """Everything that pops up from `since` until just before `until`.

        It looks when the agenda says so, as the watcher does, or every so many seconds.
        """
        return [heard for heard in self._run(since, until, every) if not heard.popup.held]

    def _run(self, since: str | int, until: str | int, every: int | None) -> Iterator[Heard]:
        now = at(since) if isinstance(since, str) else since
        end = at(until) if isinstance(until, str) else until
        while now < end:
            yield from (Heard(now, popup) for popup in self.look(now))
            if every is None and self.next_at is None:
                return
            now = now + every if every else max(now + 1, self.next_at or end)

    def pending(self, when: str | int) -> list[records.Pending]:
        """The pending list at an instant."""
        now = at(when) if isinstance(when, str) else when
        return records.pending(self.alerts, self.look_at_all(now))


def briefs(heard: list[Heard]) -> list[str]:
    """`Tue 09:30 check`, each."""
    return [one.brief for one in heard]
