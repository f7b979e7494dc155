"""Judging 10,000 cards: `python -m tests.bench.bench_judge` prints the figures of DESIGN section 13."""

import random
import time
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from followup.core import board, ids
from followup.core import card as cards
from followup.core import events as ev
from followup.core.card import DUE_KINDS, Card
from followup.core.events import Event
from followup.core.instants import DAY, HOUR, MINUTE
from followup.core.policy import Rules
from followup.core.workweek import Workweek

COUNT = 10_000
ROUNDS = 7
BUDGET_MS = 100
NOW = 1_795_547_520  # Tue 24 Nov 2026 14:12 in New York


def a_card(chance: random.Random) -> Card:
    """A card of the last twenty days, two thirds of them with a date, followed up now and then."""
    opened_at = NOW - chance.randrange(20 * DAY)
    data = {"title": "Board pack figures in hand", "contact": "Dana Reyes"}
    if chance.random() < 0.5:
        data["requester"] = "Maria Lopez"
    dated: dict[str, object] = {}
    if chance.random() < 0.67:
        dated = {"due": opened_at + chance.randrange(30 * DAY), "due_kind": chance.choice(DUE_KINDS)}
    card = cards.opened(
        ids.new_id(opened_at), Event("", opened_at, opened_at, ev.OPENED, "bench", data | dated)
    )
    for step in range(chance.randrange(4)):
        at = min(NOW, opened_at + (step + 1) * 11 * HOUR)
        card = cards.apply(card, Event("", at, at, chance.choice((ev.FOLLOWED_UP, ev.NOTED)), "bench", {}))
    return card


def best_ms(work: Callable[[], object]) -> float:
    """The best of several rounds in milliseconds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        rounds.append((time.perf_counter() - start) * 1000)
    return min(rounds)


def main() -> None:
    """Print what a first look, a second one and the layout of the columns take."""
    chance = random.Random(1)
    some = [a_card(chance) for _ in range(COUNT)]
    zone, holidays = ZoneInfo("America/New_York"), [date(2026, 11, 26)]
    start = time.perf_counter()
    rules = Rules(Workweek(zone, holidays=holidays))
    seen = board.look_at_all(some, NOW, rules)
    first_ms = (time.perf_counter() - start) * 1000
    again_ms = best_ms(lambda: board.look_at_all(some, NOW, rules))
    still_ms = best_ms(lambda: board.look_at_all(some, NOW, rules, seen))
    minute_ms = best_ms(lambda: board.look_at_all(some, NOW + MINUTE, rules, seen))
    lay_out_ms = best_ms(lambda: board.lay_out(seen, NOW))
    print(f"{COUNT} cards, budget {BUDGET_MS} ms")
    print(f"first look, new week  {first_ms:7.1f} ms")
    print(f"judged anew           {again_ms:7.1f} ms")
    print(f"second look           {still_ms:7.1f} ms")
    print(f"a minute later        {minute_ms:7.1f} ms")
    print(f"columns laid out      {lay_out_ms:7.1f} ms")


if __name__ == "__main__":
    main()
