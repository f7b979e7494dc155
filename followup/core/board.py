"""The board as one frozen value: cards in columns, ranked, counted. What screens draw and commands list."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from followup.core import policy
from followup.core.card import Card
from followup.core.instants import LAST
from followup.core.policy import Plan, Rules, Verdict
from followup.core.stages import RESOLVED, STAGES

Keep = Callable[[Card, Verdict], bool]


class Seen(NamedTuple):
    """A card with its plan and its verdict as of `at`, whose level holds until `changes_at`.

    `idle_minutes` grows meanwhile: a screen that shows it asks `fresh` for the few cards it draws.
    """

    card: Card
    plan: Plan | None
    verdict: Verdict
    at: int = LAST


class Column(NamedTuple):
    """One stage's cards: those that need me, then the rest, each in ranking order."""

    stage: str
    seen: tuple[Seen, ...]
    needs: int


class Counts(NamedTuple):
    """What the header says; `waiting` are the open cards that do not need me."""

    needs_me: int
    overdue: int
    at_risk: int
    waiting: int
    open: int
    owned: int


class Board(NamedTuple):
    """Everything a screen needs to draw the cards at one instant."""

    now: int
    columns: tuple[Column, ...]
    counts: Counts
    matching: int
    total: int


def look(card: Card, now: int, rules: Rules, before: Seen | None = None) -> Seen:
    """Judge a card, or keep what was seen before while neither it nor its level has changed."""
    known = None
    if before is not None and before.card is card:
        changes_at = before.verdict.changes_at
        # A clock that was set back is before what was seen: then its level need not hold.
        if before.at <= now and (changes_at is None or now < changes_at):
            return before
        known = before.plan
    if not card.is_open:
        return Seen(card, None, policy.judge(card, now, rules), now)
    known = known or policy.plan(card, rules)
    return Seen(card, known, policy.verdict(card, known, now, rules), now)


def look_at_all(
    cards: Iterable[Card], now: int, rules: Rules, before: Mapping[str, Seen] | None = None
) -> dict[str, Seen]:
    """Every card as `look` sees it, by id. `before` must come of the same rules: changed ones judge anew."""
    known = before or {}
    return {card.id: look(card, now, rules, known.get(card.id)) for card in cards}


def fresh(seen: Seen, now: int, rules: Rules) -> Verdict:
    """The verdict with its minutes as of now."""
    if seen.plan is None:
        return seen.verdict
    return policy.verdict(seen.card, seen.plan, now, rules)


def ranked(seen: Iterable[Seen]) -> list[Seen]:
    """In the order of DESIGN section 5."""
    return sorted(seen, key=lambda one: policy.ranking(one.card, one.verdict))


def lay_out(seen: Mapping[str, Seen], now: int, keep: Keep | None = None) -> Board:
    """The board of these cards; with `keep` only those it takes, while the counts stay those of all.

    Archived cards are on it only where `keep` takes them: who wants them there puts them into `seen`.
    """
    everything = [one for one in seen.values() if not one.card.archived]
    shown = everything if keep is None else [one for one in seen.values() if keep(one.card, one.verdict)]
    columns = tuple(_column(stage, shown) for stage in STAGES)
    return Board(now, columns, count(everything), len(shown), len(everything))


def _column(stage: str, shown: list[Seen]) -> Column:
    mine = [one for one in shown if one.card.stage == stage]
    if stage == RESOLVED:
        mine.sort(key=lambda one: (-(one.card.resolved_at or 0), one.card.id))
        return Column(stage, tuple(mine), 0)
    ordered = ranked(mine)
    return Column(stage, tuple(ordered), sum(one.verdict.needs_me for one in ordered))


def count(seen: Iterable[Seen]) -> Counts:
    """The header's numbers over these cards."""
    open_ones = [one for one in seen if one.card.is_open]
    needs_me = sum(one.verdict.needs_me for one in open_ones)
    return Counts(
        needs_me=needs_me,
        overdue=sum(one.verdict.level == policy.OVERDUE for one in open_ones),
        at_risk=sum(one.verdict.level == policy.AT_RISK for one in open_ones),
        waiting=len(open_ones) - needs_me,
        open=len(open_ones),
        owned=sum(one.card.owned == 3 for one in open_ones),
    )
