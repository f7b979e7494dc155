"""Judging 10,000 cards: `python -m tests.bench.bench_judge` prints the figures of DESIGN section 13."""

import gc
import random
import time
from collections.abc import Callable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from followup.core import board, ids
from followup.core import card as cards
from followup.core import events as ev
from followup.core.card import DUE_KINDS, Card
from followup.core.events import Event
from followup.core.instants import DAY, HOUR
from followup.core.policy import Rules
from followup.core.workweek import Workweek
from tests.bench.table import Figure, report

COUNT = 10_000
ROUNDS = 7
SOME = 100  # how many levels change before the look that judges few cards again
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
    """The best of several rounds, in milliseconds of CPU: whoever else is at the machine does not count."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        rounds.append((time.process_time() - start) * 1000)
    return min(rounds)


def figures(some: Sequence[Card]) -> list[Figure]:
    """What a first look, a second one, a look at what has changed and the layout of the columns take."""

    def rules() -> Rules:
        return Rules(Workweek(ZoneInfo("America/New_York"), holidays=[date(2026, 11, 26)]))

    # As in the program, which does not collect garbage until the board stands, and then leaves it out.
    gc.disable()
    first_ms = best_ms(lambda: board.look_at_all(some, NOW, rules()))
    known = rules()
    seen = board.look_at_all(some, NOW, known)
    gc.freeze()
    gc.enable()
    changing = sorted(one.verdict.changes_at for one in seen.values() if one.verdict.changes_at is not None)
    later = changing[SOME - 1]
    again = board.look_at_all(some, later, known, seen)
    anew = sum(again[key] is not one for key, one in seen.items())
    return [
        Figure(f"{COUNT:,} judged, new week", first_ms, "ms", BUDGET_MS),
        Figure("judged anew", best_ms(lambda: board.look_at_all(some, NOW, known)), "ms", BUDGET_MS),
        Figure("looked at again", best_ms(lambda: board.look_at_all(some, NOW, known, seen)), "ms"),
        Figure(f"{SOME} levels changed", best_ms(lambda: board.look_at_all(some, later, known, seen)), "ms"),
        Figure("judged again then", anew, "cards", sum(one <= later for one in changing)),
        Figure("columns laid out", best_ms(lambda: board.lay_out(seen, NOW)), "ms"),
    ]


def main() -> None:
    """Print the table."""
    chance = random.Random(1)
    report(figures([a_card(chance) for _ in range(COUNT)]))


if __name__ == "__main__":
    main()
