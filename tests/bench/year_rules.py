"""What brings cards up in the simulated year: the policy, and the two rules that people use without one."""

from typing import Any

from followup.config import Alerts
from followup.core import board, records
from followup.core.alerts import Rest, agenda
from followup.core.board import Seen
from followup.core.card import Card
from followup.core.instants import MINUTE
from followup.core.policy import Rules
from followup.core.steps import next_day
from tests.bench.year import Shown


class Policy:
    """The program's own alerts, looked at, claimed and delivered as the watcher does."""

    def __init__(self, rules: Rules, manners: Alerts | None = None) -> None:
        self.next_at: int | None = None
        self._rules, self._manners = rules, manners or Alerts()
        self._rows: dict[str, dict[str, Any]] = {}
        self._seen: dict[str, Seen] = {}
        self._rests: dict[str, Rest] = {}

    def look(self, cards: dict[str, Card], now: int) -> list[Shown]:
        """The popups due now. After one the watcher looks again within the minute."""
        self._seen = board.look_at_all(cards.values(), now, self._rules, self._seen)
        due = agenda(self._seen.values(), self._rows, now, self._rules, self._manners, rests=self._rests)
        self._rests, self.next_at = due.rests, now + MINUTE if due.popups else due.next_at
        for popup in due.popups:
            for key, row in records.claims(popup, now, self._rules.week).items():
                assert key not in self._rows, f"said twice: {key}"
                self._rows[key] = row | ({} if popup.held else {"result": "delivered"})
        if due.popups:
            self._forget(cards, now)
        return [Shown(popup.cards, popup.held) for popup in due.popups]

    def _forget(self, cards: dict[str, Card], now: int) -> None:
        """Rows of closed cards, but for what they cost today: a year of them would be read at every look."""
        today = self._rules.week.local_date(now)
        for key, row in list(self._rows.items()):
            if row["card"] not in cards and self._rules.week.local_date(row["at"]) != today:
                del self._rows[key]


class Remind:
    """A reminder a card, at a time that depends on the card alone; more than three at once are one popup."""

    def __init__(self, rules: Rules) -> None:
        self.next_at: int | None = None
        self.week = rules.week
        self._due: dict[str, tuple[int, int | None]] = {}

    def look(self, cards: dict[str, Card], now: int) -> list[Shown]:
        """Those whose time has come."""
        for key, card in cards.items():
            if key not in self._due or self._due[key][0] != self.since(card):
                self._due[key] = (self.since(card), self.first_at(card, now))
        self._due = {key: entry for key, entry in self._due.items() if key in cards}
        shown = [key for key, (_, at) in self._due.items() if at is not None and at <= now]
        for key in shown:
            self._due[key] = (self._due[key][0], self.again_at(now))
        self.next_at = min((at for _, at in self._due.values() if at is not None), default=None)
        return [Shown(tuple(shown))] if len(shown) > 3 else [Shown((key,)) for key in shown]

    def since(self, card: Card) -> int:
        """What sets the reminder anew when it changes."""
        raise NotImplementedError

    def first_at(self, card: Card, now: int) -> int | None:
        """When it first reminds."""
        raise NotImplementedError

    def again_at(self, now: int) -> int | None:
        """When it reminds again if nothing was done; None: never."""
        raise NotImplementedError


class InDays(Remind):
    """ "Remind me in N days": the first minute of the Nth working day after the last touch, and so on."""

    def __init__(self, rules: Rules, days: int) -> None:
        super().__init__(rules)
        self.days = days

    def since(self, card: Card) -> int:
        return len(card.events)

    def first_at(self, card: Card, now: int) -> int | None:
        return self.again_at(now)

    def again_at(self, now: int) -> int | None:
        for _ in range(self.days):
            now = next_day(now, self.week)
        return now


class OnTheDay(Remind):
    """ "Remind me on the due date": its first working minute, or the due time where that has passed; once."""

    def since(self, card: Card) -> int:
        return card.due or 0

    def first_at(self, card: Card, now: int) -> int | None:
        if card.due is None:
            return None
        morning = self.week.next_start(self.week.at_local(self.week.local_date(card.due), 0))
        return morning if now < morning < card.due else card.due

    def again_at(self, now: int) -> int | None:
        return None
