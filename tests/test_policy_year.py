"""What the policy is for: no deadline passes with the requester untold (a small board of tests/bench/bench_year.py)."""

from functools import cache

import pytest

from tests.bench.bench_year import (
    POLICY,
    Size,
    bounds_hold,
    first_percent,
    is_long,
    tallies,
    told_first,
    untold,
)
from tests.bench.year import Tally

# Two seasons of 90 days, some 150 hard and promised deadlines.
SIZE = Size(seeds=2, cards=130, days=90)
ASKED = Size(seeds=1, cards=70, days=60)


@cache
def seasons(rule: str, ignores: float) -> list[Tally]:
    return tallies(rule, ignores, SIZE)


def test_no_deadline_of_two_days_and_more_passes_untold() -> None:
    """Who acts within two working hours leaves no requester untold of a deadline of 16 working hours or more."""
    long = [fate for season in seasons(POLICY, 0.0) for fate in season.fates if is_long(fate)]
    late = [fate for fate in long if not fate.is_met]
    assert len(late) > 40, "too easy: hardly anybody was late"
    assert not [fate for fate in late if not fate.is_told]


def test_hardly_any_passes_untold_when_a_fifth_of_the_alerts_is_ignored() -> None:
    """Of all lengths, less than two in a hundred pass untold."""
    fates = [fate for season in seasons(POLICY, 0.2) for fate in season.fates]
    assert len(fates) > 100
    assert min(fate.length for fate in fates) < 240
    assert untold(fates) < 2


@pytest.mark.parametrize("rule", ["remind me in 2 days", "on the due date"])
def test_the_rules_that_people_use_hold_neither_bound(rule: str) -> None:
    """Against the same people the common reminders leave requesters untold: the bounds are no matter of course."""
    assert not bounds_hold(seasons(rule, 0.0), seasons(POLICY, 0.2))
    assert not bounds_hold(seasons(POLICY, 0.0), seasons(rule, 0.2))


def test_every_rule_meets_the_same_deadlines() -> None:
    """The boards that the rules are measured on are the same."""
    lengths = [
        [sorted(fate.length for fate in season.fates) for season in seasons(rule, 0.0)]
        for rule in (POLICY, "remind me in 2 days")
    ]
    assert lengths[0] == lengths[1]


@cache
def asked(rule: str, ignores: float) -> list[Tally]:
    return told_first(rule, ignores, ASKED)


@pytest.mark.parametrize("ignores", [0.0, 0.2])
def test_requesters_who_ask_are_told_first(ignores: float) -> None:
    """Told first in more than four of five, and well above the reminders that people use, for who acts and who ignores
    a fifth alike."""
    ours = first_percent(asked(POLICY, ignores))
    assert ours > 80
    for rule in ("remind me in 2 days", "on the due date"):
        assert ours > first_percent(asked(rule, ignores)) + 15


def test_requesters_do_ask_where_nobody_tells_them() -> None:
    """A reminder on the due date leaves most of the words to those who wait: the year is not too easy."""
    (season,) = asked("on the due date", 0.0)
    assert season.chased > 100
    assert first_percent([season]) < 30
