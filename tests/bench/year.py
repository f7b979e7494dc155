"""A simulated year: cards, the people they wait on, and a person who acts on what a rule brings up.

Event driven: the clock jumps to the next answer, act, capture or alert. Instants are UTC seconds. The policy is the
program's own: its verbs, verdicts, agenda and claims, over cards and an alerts table in memory. Whatever rule brings a
card up, the person makes the move that the verdict names then: the rules differ only in when they speak.

An alert about a card counts as useless where nothing could usefully be done (the requester was told in time, nobody
is left to try, and who has the ball was asked twice) or where it asks only for what was done within the last working
hour.
"""

import random
from collections.abc import Callable
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple, Protocol

from followup.core import card as cards
from followup.core import events as ev
from followup.core import policy, verbs
from followup.core.card import MINE, Card
from followup.core.events import Event
from followup.core.policy import Rules, Verdict
from followup.core.stages import ALTERNATE, SENT
from followup.core.steps import next_morning
from followup.core.verbs import Wishes
from tests.bench.people import Script, is_bound, reply

REACTION = 120  # the longest that a person who does not ignore an alert takes to act on it
WRAP_UP = 60  # and the longest from the answer in hand to the card resolved
JUST_DONE = 60
ACTS = frozenset(
    (ev.FOLLOWED_UP, ev.REROUTED, ev.HEARD, ev.UPDATED)
)  # after which an alert needs nothing more
TELL, FOLLOW_UP, REROUTE = "tell", "follow up", "reroute"
VERBS: dict[str, Callable[[Card], Wishes]] = {
    TELL: verbs.update, FOLLOW_UP: verbs.follow_up, REROUTE: verbs.alternate
}  # fmt: skip
KIND = {TELL: ev.UPDATED, FOLLOW_UP: ev.FOLLOWED_UP, REROUTE: ev.REROUTED}
ENOUGH = 2  # whoever was asked so often, with nobody left to try, is given up on


class Shown(NamedTuple):
    """An alert: the cards that it names; a held one pops up nowhere, and is found in the list next morning, and a quiet
    one is no popup either: it stands on the board, to be seen by whoever sees alerts."""

    cards: tuple[str, ...]
    held: bool = False
    quiet: bool = False


class Rule(Protocol):
    """What brings cards up: `look` says which now, `next_at` when it has more to say if nothing happens."""

    next_at: int | None

    def look(self, cards: dict[str, Card], now: int) -> list[Shown]: ...


class Tally(NamedTuple):
    """What became of a year; how often the requesters were told first, and had to ask, where they do (year_asking)."""

    fates: tuple["Fate", ...]
    alerts: int
    named: int
    useless: int
    told: int = 0
    chased: int = 0


class Fate(NamedTuple):
    """A hard or promised deadline: its length in working minutes, and whether it was met, or told before it passed."""

    length: int
    is_met: bool
    is_told: bool


class Year:
    """One run. `ignores` is the share of alerts that the person never acts on."""

    def __init__(self, scripts: list[Script], rule: Rule, rules: Rules, seed: str, ignores: float) -> None:
        self.cards: dict[str, Card] = {}
        self.rule, self.rules, self.week = rule, rules, rules.week
        self.scripts: dict[str, Script] = {}
        self.closed: list[Card] = []
        self.alerts = self.named = self.useless = 0
        self._ignores = ignores
        self._chance = random.Random(f"{seed} person")
        self._agenda: list[tuple[int, int, Callable[[int], None]]] = []
        self._order = count()
        self._changed = False
        self._asks: dict[tuple[str, str], int] = {}
        self._says: dict[str, tuple[str, ...]] = {}
        for script in scripts:
            self._at(script.opened_at, partial(self._open, script))

    def run(self) -> Tally:
        """Work through it until every card is closed, or nothing would ever happen again."""
        while (now := self._next_at()) is not None:
            while self._agenda and self._agenda[0][0] <= now:
                heappop(self._agenda)[2](now)
            if not self._changed and (self.rule.next_at is None or now < self.rule.next_at):
                continue
            self._changed = False
            for shown in self.rule.look(self.cards, now):
                self._show(shown, now)
        fates = tuple(self._fate(card) for card in self._ended() if is_bound(self.scripts[card.id]))
        return Tally(fates, self.alerts, self.named, self.useless)

    def _next_at(self) -> int | None:
        ahead = [self._agenda[0][0]] if self._agenda else []
        ahead += [] if self.rule.next_at is None else [self.rule.next_at]
        return min(ahead, default=None)

    def _ended(self) -> list[Card]:
        return [*self.closed, *self.cards.values()]

    def _at(self, when: int, what: Callable[[int], None]) -> None:
        heappush(self._agenda, (when, next(self._order), what))

    def _after(self, now: int, minutes: int, what: Callable[[int], None]) -> None:
        """In working time: people do nothing outside it."""
        self._at(self.week.plus(now, minutes) if minutes else self.week.next_start(now), what)

    # Cards and the people they wait on

    def _open(self, script: Script, now: int) -> None:
        card = cards.opened(f"{script.number:04}", Event("", now, now, ev.OPENED, "cli", script.fields))
        self.cards[card.id], self.scripts[card.id] = card, script
        self._changed = True
        self._ask(card, now)

    def _do(self, card: Card, wishes: Wishes, now: int) -> Card:
        for kind, data in wishes:
            card = cards.apply(card, Event("", now, now, kind, "cli", data))
        self._changed = True
        if card.is_open:
            self.cards[card.id] = card
        elif self.cards.pop(card.id, None):
            self.closed.append(card)
        return card

    def _ask(self, card: Card, now: int) -> None:
        """Whoever has the ball now may answer; what comes is heard in working hours."""
        person = card.contact or ""
        asked = self._asks[card.id, person] = self._asks.get((card.id, person), 0) + 1
        said = reply(self.scripts[card.id], person, asked)
        if said is not None:
            hold = self.week.next_start(self.week.plus(now, said.delay + said.until))
            self._after(now, said.delay, lambda at: self._hear(card.id, said.answer, hold, at))

    def _hear(self, card_id: str, answer: str, until: int, now: int) -> None:
        card = self.cards.get(card_id)
        if card is None:
            return
        promised = until if answer == ev.HOLDING and until > now else None
        card = self._do(card, verbs.heard(card, answer, promised, None, now), now)
        if answer == ev.ANSWERED:
            self._after(now, self._chance.randint(0, WRAP_UP), lambda at: self._resolve(card_id, at))
        if promised is not None:
            self._ask_again(card, promised)

    def _ask_again(self, card: Card, promised: int) -> None:
        """What was promised comes, or does not, at the time it was promised for or later."""
        self._at(promised, lambda now: self._ask(self.cards[card.id], now) if card.id in self.cards else None)

    def _resolve(self, card_id: str, now: int) -> None:
        card = self.cards.get(card_id)
        if card is not None:
            self._do(card, verbs.resolve(card, "in hand"), now)

    # The person

    def _show(self, shown: Shown, now: int) -> None:
        known = [self.cards[key] for key in shown.cards if key in self.cards]
        if not shown.held and not shown.quiet:
            self.alerts += 1
            self.named += len(known)
            self.useless += sum(self._is_useless(card, now) for card in known)
        if not shown.held and self._chance.random() < self._ignores:
            return
        begin = next_morning(now, self.week) if shown.held else now
        for card in known:
            self._says[card.id] = self._said(card, shown, now)
            self._after(
                begin, self._chance.randint(0, REACTION), partial(self._act, card.id, len(card.events))
            )

    def _act(self, card_id: str, events: int, now: int) -> None:
        """Do what the card's latest alert says, for it has replaced this one; nothing if that was done since."""
        card = self.cards.get(card_id)
        if card is None or any(one.kind in ACTS for one in card.events[events:]):
            return
        if self._is_hopeless(card, now):
            self._do(card, [*verbs.update(card), *verbs.resolve(card)], now)
            return
        wanted = self._says[card.id]
        card = self._do(card, [wish for verb in wanted for wish in VERBS[verb](card)], now)
        if wanted != (TELL,):
            self._ask(card, now)

    def _said(self, card: Card, shown: Shown, now: int) -> tuple[str, ...]:
        """What is done once an alert is acted on."""
        return self._move(card, policy.judge(card, now, self.rules))

    def _move(self, card: Card, seen: Verdict) -> tuple[str, ...]:
        """The move of DESIGN section 5: the next path, and news for the requester who is owed it."""
        at_risk = seen.level in (policy.AT_RISK, policy.OVERDUE)
        answer = self._last_heard(card) if card.ball == MINE else None
        first_ask = card.stage == SENT and not at_risk and answer != ev.AWAY
        reroute = bool(card.untried) and not first_ask and answer != ev.QUESTION
        nobody = card.stage == ALTERNATE and not card.untried and card.ball != MINE
        owed = at_risk or nobody or (card.stage != SENT and card.told_at is None)
        return (*((TELL,) if owed else ()), REROUTE if reroute else FOLLOW_UP)

    def _last_heard(self, card: Card) -> str | None:
        return next((one.data["answer"] for one in reversed(card.events) if one.kind == ev.HEARD), None)

    def _is_hopeless(self, card: Card, now: int) -> bool:
        """Nobody is left: the outcome is given back, but that of a dated card never before its deadline."""
        passed = card.promise is None or now >= card.promise
        return passed and not card.untried and card.ball != MINE and self._asked(card) >= ENOUGH

    def _asked(self, card: Card) -> int:
        return self._asks.get((card.id, card.contact or ""), 0)

    # The reckoning

    def _is_useless(self, card: Card, now: int) -> bool:
        told = self._told_in_time(card, now) if card.promise else card.told_at is not None
        if told and not card.untried and self._asked(card) > ENOUGH and card.ball != MINE:
            return not self._is_hopeless(card, now)
        recent = self.week.minus(now, JUST_DONE)
        done = {event.kind for event in card.events[1:] if event.at > recent}
        return {KIND[verb] for verb in self._move(card, policy.judge(card, now, self.rules))} <= done

    def _told_in_time(self, card: Card, before: int) -> bool:
        """Whether news went out from the last safe moment on, and before an instant."""
        last_safe_at = policy.plan(card, self.rules).last_safe_at
        news = [event.at for event in card.events if event.kind == ev.UPDATED]
        return last_safe_at is not None and any(last_safe_at <= at < before for at in news)

    def _fate(self, card: Card) -> Fate:
        due = card.promise or 0
        met = card.proof is not None and card.resolved_at is not None and card.resolved_at <= due
        closed = card.resolved_at is not None and card.resolved_at < due
        length = self.week.minutes(card.opened_at, due)
        return Fate(length, met, closed or self._told_in_time(card, due))
