"""The board as one frozen value: cards in columns, ranked, counted. What screens draw and commands list."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from followup.core import policy
from followup.core.card import Card
from followup.core.instants import LAST
from followup.core.mutes import NO_MUTES, Mutes, quiet_until
from followup.core.policy import Plan, Rules, Verdict
from followup.core.stages import RESOLVED, STAGES

Keep = Callable[[Card, Verdict], bool]


class Seen(NamedTuple):
    """A card with its plan and its verdict as of `at`, whose level holds until `changes_at`.

    `idle_minutes` grows meanwhile: a screen that shows it asks `fresh` for the few cards it draws. `rank` is
    where it stands among others, worked out once: columns are sorted anew at every keystroke that changes one.
    `card` is muted when anything mutes it then, a person or a stage included, and `source` the card as it is
    kept; `quiet_until` is when the last of its mutes ends or has ended, LAST for never. All of it holds before
    `until`, while the card and the `mutes` are the same.
    """

    card: Card
    plan: Plan | None
    verdict: Verdict
    at: int
    rank: tuple[Any, ...]
    source: Card
    until: int
    mutes: Mutes
    quiet_until: int | None = None


class Group(NamedTuple):
    """Cards of a column that belong to one person, from a place on: their name and how many."""

    name: str
    start: int
    size: int


class Column(NamedTuple):
    """One stage's cards, `needs` of which need me: these first, then the rest, each in ranking order, unless
    they were arranged otherwise."""

    stage: str
    seen: tuple[Seen, ...]
    needs: int
    is_ranked: bool = True
    groups: tuple[Group, ...] = ()

    @property
    def needy(self) -> list[Seen]:
        """The cards that need me, from the top."""
        if self.is_ranked:
            return list(self.seen[: self.needs])
        return [one for one in self.seen if not one.rank[0]]


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


def look(card: Card, now: int, rules: Rules, before: Seen | None = None, mutes: Mutes = NO_MUTES) -> Seen:
    """Judge a card, or keep what was seen before while neither it, its mutes nor its level has changed."""
    known = None
    if before is not None and before.source is card:
        # A clock that was set back is before what was seen: then its level need not hold.
        if before.at <= now < before.until and before.mutes is mutes:
            return before
        known = before.plan
    if not card.is_open:
        verdict = policy.judge(card, now, rules)
    else:
        known = known or policy.plan(card, rules)
        verdict = policy.verdict(card, known, now, rules)
    until = LAST if verdict.changes_at is None else verdict.changes_at
    quiet = quiet_until(card, mutes) if card.muted or mutes.every else None
    muted = quiet is not None and now < quiet
    if quiet is not None and muted:
        until = min(until, quiet)
    worn = card if card.muted == muted else card._replace(muted=muted)
    return Seen(worn, known, verdict, now, policy.ranking(card, verdict), card, until, mutes, quiet)


def look_at_all(
    cards: Iterable[Card],
    now: int,
    rules: Rules,
    before: Mapping[str, Seen] | None = None,
    mutes: Mutes = NO_MUTES,
) -> dict[str, Seen]:
    """Every card as `look` sees it, by id. `before` must come of the same rules: changed ones judge anew."""
    known = before or {}
    return {card.id: look(card, now, rules, known.get(card.id), mutes) for card in cards}


def look_again(
    cards: Mapping[str, Card],
    now: int,
    rules: Rules,
    before: dict[str, Seen] | None,
    mutes: Mutes = NO_MUTES,
) -> tuple[dict[str, Seen], frozenset[str] | None]:
    """What `look_at_all` makes of these cards by id, and the ids of those that differ from `before` or are gone; None
    for all of them. Where few do it costs next to nothing: `before` is of an instant that is not after `now`."""
    one = next(iter(before.values()), None) if before else None
    if before is None or one is None or one.mutes is not mutes:
        return look_at_all(cards.values(), now, rules, before, mutes), None
    touched = [
        key
        for key, card in cards.items()
        if (old := before.get(key)) is None or old.source is not card or old.until <= now
    ]
    is_less = len(before) + sum(key not in before for key in touched) > len(cards)
    gone = [key for key in before if key not in cards] if is_less else []
    seen = before.copy()
    for key in gone:
        del seen[key]
    for key in touched:
        seen[key] = look(cards[key], now, rules, before.get(key), mutes)
    return seen, frozenset((*touched, *gone))


def fresh(seen: Seen, now: int, rules: Rules) -> Verdict:
    """The verdict with its minutes as of now."""
    if seen.plan is None:
        return seen.verdict
    return policy.verdict(seen.card, seen.plan, now, rules)


def ranked(seen: Iterable[Seen]) -> list[Seen]:
    """In the order of DESIGN section 5."""
    return sorted(seen, key=_rank)


_rank = attrgetter("rank")


def lay_out(seen: Mapping[str, Seen], now: int, keep: Keep | None = None) -> Board:
    """The board of these cards; with `keep` only those it takes, while the counts stay those of all.

    Archived cards are on it only where `keep` takes them: who wants them there puts them into `seen`.
    """
    everything = [one for one in seen.values() if not one.card.archived]
    shown = everything if keep is None else [one for one in seen.values() if keep(one.card, one.verdict)]
    of_stage: dict[str, list[Seen]] = {stage: [] for stage in STAGES}
    for one in shown:
        of_stage[one.card.stage].append(one)
    columns = tuple(_column(stage, sorted(mine, key=_order(stage))) for stage, mine in of_stage.items())
    return Board(now, columns, count(everything), len(shown), len(everything))


def relaid(
    before: Board, gone: Iterable[Seen], come: Iterable[Seen], now: int, keep: Keep | None = None
) -> Board:
    """What `lay_out` makes of the cards of the board before less `gone` and with `come`, at the cost of those few."""
    less, more = lay_out(_by_id(gone), now, keep), lay_out(_by_id(come), now, keep)
    columns = [
        _changed(*three) if three[1].seen or three[2].seen else three[0]
        for three in zip(before.columns, less.columns, more.columns, strict=True)
    ]
    three_counts = zip(before.counts, less.counts, more.counts, strict=True)
    counts = Counts(*(one - old + new for one, old, new in three_counts))
    matching = before.matching - less.matching + more.matching
    return Board(now, tuple(columns), counts, matching, before.total - less.total + more.total)


def narrowed(board: Board, keep: Keep) -> Board:
    """What `lay_out` makes of a board that shows at least all that `keep` takes: at no cost for sorting it."""
    columns = []
    for column in board.columns:
        shown = tuple([one for one in column.seen if keep(one.card, one.verdict)])
        columns.append(column if len(shown) == len(column.seen) else _column(column.stage, shown))
    return board._replace(columns=tuple(columns), matching=sum(len(column.seen) for column in columns))


def _by_id(some: Iterable[Seen]) -> dict[str, Seen]:
    return {one.card.id: one for one in some}


def _changed(before: Column, less: Column, more: Column) -> Column:
    cards, order = list(before.seen), _order(before.stage)
    for one in less.seen:
        place = bisect_left(cards, order(one), key=order)
        if cards[place : place + 1] == [one]:
            del cards[place]
    for one in more.seen:
        insort(cards, one, key=order)
    return Column(before.stage, tuple(cards), before.needs - less.needs + more.needs)


def _column(stage: str, ordered: Sequence[Seen]) -> Column:
    return Column(stage, tuple(ordered), 0 if stage == RESOLVED else sum(not one.rank[0] for one in ordered))


def _order(stage: str) -> Callable[[Seen], Any]:
    return _latest_resolved if stage == RESOLVED else _rank


def _latest_resolved(one: Seen) -> tuple[int, str]:
    return -(one.card.resolved_at or 0), one.card.id


def count(seen: Iterable[Seen]) -> Counts:
    """The header's numbers over these cards."""
    every = list(seen)
    levels = Counter([one.verdict.level for one in every])
    needs_me = sum([not one.rank[0] for one in every])
    owned = sum([one.card.owned == 3 for one in every if one.card.alternates and one.card.is_open])
    are_open = len(every) - levels[policy.RESOLVED]
    overdue, at_risk = levels[policy.OVERDUE], levels[policy.AT_RISK]
    return Counts(needs_me, overdue, at_risk, are_open - needs_me, are_open, owned)
