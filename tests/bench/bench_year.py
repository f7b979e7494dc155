"""A simulated year of 500 cards against people who answer late or never: `python -m tests.bench.bench_year`.

For the policy, and for "remind me in N days" and "remind me on the due date" against the same people, it prints the
share of hard and promised deadlines that passed without the requester told from the last safe moment on, outcomes met
in time, alerts a working day and useless ones (tests/bench/year.py says which those are), as min/median/max over the
seeds; then, with requesters who ask when they have not heard (tests/bench/year_asking.py), how often they were told
first. `--quick` takes half a minute, `--told-first` leaves the rest out. Exits 1 when a bound does not hold.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from followup.config import Alerts
from followup.core.policy import Rules
from tests.bench.people import DAYS, NEWS_EVERY, scripts, working_days, workweek
from tests.bench.year import Fate, Rule, Tally, Year
from tests.bench.year_asking import Asking, AskingYear
from tests.bench.year_rules import InDays, OnTheDay, Policy

CARDS = 500
LONG = 960  # the runway, in working minutes, from which nothing may pass untold
IGNORED_BUDGET = 0.02
BANDS = ((0, 120), (120, 480), (480, LONG), (LONG, 10**9))
NAMES = ("under 2h", "2-8h", "8-16h", "16h and more")
PEOPLE = ((0.0, "acts on every alert within two working hours"), (0.2, "ignores a fifth of the alerts"))
TOLD_HEAD = (
    "who asks",
    "told first %",
    "told first",
    "chased",
    "chased a week",
    "alerts a day",
    "named a day",
)
HEAD = ("rule", "untold %", "untold of 16h+", "met in time %", "alerts a day", "useless %")

WEEK = workweek()
RULES = Rules(WEEK)
POLICY = "followup"
BRINGS: dict[str, Callable[[], Rule]] = {
    POLICY: lambda: Policy(RULES),
    "followup, budget 0": lambda: Policy(RULES, Alerts(budget=0)),
    "followup, budget 99": lambda: Policy(RULES, Alerts(budget=99)),
    "remind me in 1 day": lambda: InDays(RULES, 1),
    "remind me in 2 days": lambda: InDays(RULES, 2),
    "remind me in 3 days": lambda: InDays(RULES, 3),
    "on the due date": lambda: OnTheDay(RULES),
}
# Where requesters ask, the settings say how often they want news.
WANTED = Rules(WEEK, updates={"maria": NEWS_EVERY})
TELLS: dict[str, tuple[Callable[[], Rule], Rules]] = {
    POLICY: (lambda: Asking(WANTED), WANTED),
    "followup, budget 99": (lambda: Asking(WANTED, Alerts(budget=99)), WANTED),
    "followup, no update_every": (lambda: Asking(RULES), WANTED),
    "remind me in 1 day": (lambda: InDays(WANTED, 1), WANTED),
    "remind me in 2 days": (lambda: InDays(WANTED, 2), WANTED),
    "remind me in 3 days": (lambda: InDays(WANTED, 3), WANTED),
    "on the due date": (lambda: OnTheDay(WANTED), WANTED),
}


class Size(NamedTuple):
    """How much is simulated: so many cards over so many days, once for each seed."""

    seeds: int
    cards: int = CARDS
    days: int = DAYS


def tallies(name: str, ignores: float, size: Size, short: bool = False) -> list[Tally]:
    """One year a seed. With `short` the lengths of the deadlines are spread by their logarithm."""
    return [
        Year(
            list(scripts(f"{seed}", size.cards, size.days, WEEK, short)), BRINGS[name](), RULES, f"{seed}", ignores
        ).run()
        for seed in range(1, size.seeds + 1)
    ]  # fmt: skip


def told_first(name: str, ignores: float, size: Size) -> list[Tally]:
    """One year a seed, with requesters who ask."""
    made, rules = TELLS[name]
    return [
        AskingYear(
            list(scripts(f"{seed}", size.cards, size.days, WEEK)), made(), rules, f"{seed}", ignores
        ).run()
        for seed in range(1, size.seeds + 1)
    ]  # fmt: skip


def first_percent(years: Iterable[Tally]) -> float:
    """The share of the tellings, in percent, that came before anybody asked."""
    every = list(years)
    told, chased = sum(year.told for year in every), sum(year.chased for year in every)
    return 100 * told / max(1, told + chased)


def untold(fates: Iterable[Fate]) -> float:
    """The share of these deadlines, in percent, that passed without the requester told."""
    every = [not fate.is_told for fate in fates]
    return 100 * sum(every) / len(every) if every else 0.0


def is_long(fate: Fate) -> bool:
    """Whether its runway has 16 working hours or more."""
    return fate.length >= LONG


def _row(name: str, years: Sequence[Tally], size: Size) -> tuple[str, ...]:
    days = working_days(size.days, WEEK)
    long = [fate for year in years for fate in year.fates if is_long(fate)]
    return (
        name,
        _spread(untold(year.fates) for year in years),
        f"{sum(not fate.is_told for fate in long)} of {len(long)}",
        _spread(100 * sum(fate.is_met for fate in year.fates) / max(1, len(year.fates)) for year in years),
        _spread(year.alerts / days for year in years),
        _spread(100 * year.useless / max(1, year.named) for year in years),
    )


def _spread(values: Iterable[float]) -> str:
    every = sorted(values)
    return " / ".join(f"{value:.1f}" for value in (every[0], statistics.median(every), every[-1]))


def _print(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _print_bands(size: Size) -> None:
    """Untold by length of the runway: what nobody can be told of in time is not hidden among the long ones."""
    rows: list[tuple[str, ...]] = [("untold deadlines of followup", *NAMES)]
    for short, spread in ((False, "all lengths alike"), (True, "spread by logarithm")):
        for ignores, person in PEOPLE:
            fates = [fate for year in tallies(POLICY, ignores, size, short) for fate in year.fates]
            parts = [[fate for fate in fates if low <= fate.length < high] for low, high in BANDS]
            cells = (f"{sum(not fate.is_told for fate in part)} of {len(part)}" for part in parts)
            rows.append((f"{spread}, {person}", *cells))
    _print(rows)


def _told_row(name: str, years: Sequence[Tally], size: Size) -> tuple[str, ...]:
    days = working_days(size.days, WEEK)
    return (
        name,
        _spread(first_percent([year]) for year in years),
        f"{sum(year.told for year in years)}",
        f"{sum(year.chased for year in years)}",
        _spread(5 * year.chased / days for year in years),
        _spread(year.alerts / days for year in years),
        _spread(year.named / days for year in years),
    )


def _print_told_first(size: Size) -> None:
    for ignores, person in PEOPLE:
        print(
            f"\n{size.cards} cards in {size.days} days, {size.seeds} seeds; requesters ask; the person {person}"
        )
        _print([TOLD_HEAD, *(_told_row(name, told_first(name, ignores, size), size) for name in TELLS)])


def bounds_hold(attentive: Sequence[Tally], distracted: Sequence[Tally]) -> bool:
    """Nothing of 16 working hours and more untold by who acts; under two in a hundred by who ignores a fifth."""
    long = [fate for year in attentive for fate in year.fates if is_long(fate)]
    every = [fate for year in distracted for fate in year.fates]
    return untold(long) == 0 and untold(every) < 100 * IGNORED_BUDGET


def main() -> int:
    """Print the tables; 1 when a bound does not hold."""
    options = argparse.ArgumentParser(description="a simulated year")
    options.add_argument("--seeds", type=int, default=7)
    options.add_argument("--quick", action="store_true", help="one seed, a third of a year")
    options.add_argument(
        "--told-first", action="store_true", help="only how often requesters were told first"
    )
    given = options.parse_args()
    size = Size(1, CARDS // 3, DAYS // 3) if given.quick else Size(given.seeds)
    _print_told_first(size)
    if given.told_first:
        return 0
    ours = []
    for ignores, person in PEOPLE:
        print(f"\n{size.cards} cards in {size.days} days, {size.seeds} seeds; the person {person}")
        years = {name: tallies(name, ignores, size) for name in BRINGS}
        _print([HEAD, *(_row(name, some, size) for name, some in years.items())])
        ours.append(years[POLICY])
    print()
    _print_bands(size)
    holds = bounds_hold(*ours)
    print(f"\nnone untold of 16h and more, under 2 % with a fifth ignored: {'ok' if holds else 'NOT SO'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
