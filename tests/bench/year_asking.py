"""The simulated year with requesters who ask: how often they are told first (DESIGN section 1, rule 4).

A requester has a clock for each card, from the opening or the last word. They ask at a moment of their own when it
has run for as long as their patience lasts, which is drawn around the interval at which they want news; and once
more in the last working day before a hard or promised deadline, unless they heard within a day of work before. The
outcome itself ends every clock, and counts neither as told nor as asked.

Whoever is asked answers within the hour, and then makes the move that the verdict names, whatever rule brings
cards up. The person knows how often news is wanted under every rule, and tells whenever a card that owes it is
brought up: the rules differ only in when they speak.
"""

from functools import partial

from followup.config import Alerts
from followup.core import events as ev
from followup.core import policy, promises, verbs
from followup.core.card import Card
from followup.core.news import news
from followup.core.policy import Rules
from followup.core.stats import tellings
from followup.core.verbs import Wishes
from tests.bench.people import Script, patience, worry
from tests.bench.year import FOLLOW_UP, REROUTE, TELL, VERBS, WRAP_UP, Rule, Shown, Tally, Year
from tests.bench.year_rules import Policy

RECENT = 480  # of work, in minutes: whoever heard so lately does not ask because a deadline is near
AGAIN = 240  # until a question that stands on the board is seen once more


class AskingYear(Year):
    """A year in which requesters ask."""

    def __init__(self, scripts: list[Script], rule: Rule, rules: Rules, seed: str, ignores: float) -> None:
        super().__init__(scripts, rule, rules, seed, ignores)
        self._words: dict[str, int] = {}

    def run(self) -> Tally:
        tally = super().run()
        every = [first for card in self._ended() for _, first in tellings(card)]
        return tally._replace(told=sum(every), chased=len(every) - sum(every))

    def _open(self, script: Script, now: int) -> None:
        super()._open(script, now)
        card = self.cards[f"{script.number:04}"]
        self._listen(card, now)
        if card.promise is not None:
            before = min(worry(script), self.week.minutes(now, card.promise) // 2)
            self._at(self.week.minus(card.promise, before), partial(self._worry, card.id))

    def _do(self, card: Card, wishes: Wishes, now: int) -> Card:
        after = super()._do(card, wishes, now)
        if after.is_open and any(kind == ev.UPDATED for kind, _ in wishes):
            self._listen(after, now)
        return after

    # The requester

    def _listen(self, card: Card, now: int) -> None:
        """A word was had: their clock begins anew."""
        count = self._words[card.id] = self._words.get(card.id, 0) + 1
        lasts = patience(self.scripts[card.id], count)
        self._after(
            now, lasts, lambda at: self._ask_me(card.id, at) if self._words[card.id] == count else None
        )

    def _worry(self, card_id: str, now: int) -> None:
        """A deadline is near."""
        card = self.cards.get(card_id)
        if card is not None and self.week.minutes(card.told_at or card.opened_at, now) >= RECENT:
            self._ask_me(card_id, now)

    def _ask_me(self, card_id: str, now: int) -> None:
        card = self.cards.get(card_id)
        if card is not None:
            self._do(card, verbs.chased(card), now)
            self._after(now, self._chance.randint(0, WRAP_UP), partial(self._answer, card_id))

    def _answer(self, card_id: str, now: int) -> None:
        """Tell them where it stands, and then do something about it."""
        card = self.cards.get(card_id)
        if card is None:
            return
        if self._is_hopeless(card, now):
            self._do(card, [*verbs.update(card), *verbs.resolve(card)], now)
            return
        move = super()._move(card, policy.judge(card, now, self.rules))
        wanted = dict.fromkeys((TELL, *move))
        self._do(card, [wish for verb in wanted for wish in VERBS[verb](card)], now)
        if wanted.keys() & {FOLLOW_UP, REROUTE}:
            self._ask(self.cards[card_id], now)

    # The person

    def _said(self, card: Card, shown: Shown, now: int) -> tuple[str, ...]:
        """News where they are owed, and when a promise is asked about; else, and where the card needs it, the move."""
        seen = policy.judge(card, now, self.rules)
        move = self._move(card, seen)
        if not shown.quiet and not self._owes_news(card, now):
            return move
        return tuple(dict.fromkeys((TELL, *move))) if seen.needs_me else (TELL,)

    def _owes_news(self, card: Card, now: int) -> bool:
        step = news(card, self.rules, Alerts())
        return step is not None and step.at <= now


class Asking(Policy):
    """The policy with what its board asks besides: about a promise, from the working day before it."""

    def __init__(self, rules: Rules, manners: Alerts | None = None) -> None:
        super().__init__(rules, manners)
        self._asked: dict[str, int] = {}

    def look(self, cards: dict[str, Card], now: int) -> list[Shown]:
        shown = super().look(cards, now)
        ahead = []
        for key, card in cards.items():
            at = self._asks_at(card, now)
            if at is not None and at <= now:
                self._asked[key] = now
                shown.append(Shown((key,), quiet=True))
                at = self._asks_at(card, now)
            ahead += [at] if at is not None else []
        self.next_at = min([*ahead, *([] if self.next_at is None else [self.next_at])], default=None)
        return shown

    def _asks_at(self, card: Card, now: int) -> int | None:
        """When the question next stands there; None once it is answered, as telling does here, or the date is past."""
        if card.promise is None or now >= card.promise:
            return None
        week = self._rules.week
        since = promises.asked_at(card.promise, week)
        if (card.due_set_at or card.opened_at) >= since or (card.told_at or 0) >= since:
            return None
        if card.id not in self._asked:
            return max(since, week.next_start(now)) if now < since else week.next_start(now)
        return week.plus(self._asked[card.id], AGAIN)
