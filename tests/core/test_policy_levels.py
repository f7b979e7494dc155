"""Levels over time, in any week: what a verdict says about later is what a later verdict says (DESIGN section 5)."""

from bisect import bisect_right
from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import policy, verbs
from followup.core.card import DUE_KINDS, MINE, THEIRS, WISH, Card
from followup.core.instants import DAY, FIRST, LAST, MINUTE
from followup.core.policy import Limits, Rules, judge, ranking
from followup.core.stages import STAGES
from followup.core.workweek import OFFICE, Workweek
from tests.core.making import RULES, at, card_at, limits, openings, reached, then

# The cards of tests/core/making.py live in the autumn of 2026: the clocks of these zones change in it, but the last's.
ZONES = (
    "America/New_York",
    "Europe/London",
    "America/Havana",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kathmandu",
)
LUNCH = (((540, 720), (780, 1020)),) * 5 + ((), ())
NIGHTS = (((1320, 1800),),) * 7
ROUND_THE_CLOCK = (((0, 1440),),) * 7
ODD = ((), ((0, 60), (1380, 1500)), ((540, 541),), (), ((360, 2000),), ((600, 660),), ())

weeks = st.builds(
    Workweek,
    st.sampled_from(ZONES).map(ZoneInfo),
    st.sampled_from((OFFICE, LUNCH, NIGHTS, ROUND_THE_CLOCK, ODD)),
    st.lists(st.dates(date(2026, 10, 20), date(2027, 1, 20)), max_size=4),
    st.lists(
        st.dates(date(2026, 10, 20), date(2026, 12, 20)).map(lambda day: (day, day.replace(day=28))),
        max_size=1,
    ),
)
some_rules = st.builds(Rules, weeks, limits)
spans = st.integers(0, 3 * DAY) | st.integers(-2 * DAY, 60 * DAY)


def course(card: Card, now: int, rules: Rules) -> list[tuple[int, str]]:
    """Every level from now on and when it begins, as each verdict foretells the next."""
    levels = []
    at_: int | None = now
    while at_ is not None:
        seen = judge(card, at_, rules)
        levels.append((at_, seen.level))
        assert seen.changes_at is None or seen.changes_at > at_
        assert len(levels) < 10, "no card has so many levels ahead"
        at_ = seen.changes_at
    return levels


@given(reached(), some_rules, spans, st.lists(st.integers(0, 90 * DAY), min_size=5, max_size=20))
def test_verdicts_foretell_every_later_level(card: Card, rules: Rules, span: int, after: list[int]) -> None:
    """In any week, from one changes_at to the next, each level differs from the last and holds in between."""
    now = card.opened_at + span
    ahead = course(card, now, rules)
    assert all(one != other for (_, one), (_, other) in pairwise(ahead))
    begins = [begin for begin, _ in ahead]
    moments = [begin - 1 for begin in begins[1:]] + [now + seconds for seconds in after]
    moments += [] if card.due is None else [card.due - 1, card.due]
    for moment in filter(now.__le__, moments):
        assert judge(card, moment, rules).level == ahead[bisect_right(begins, moment) - 1][1]


@given(reached(), some_rules, spans)
def test_a_known_plan_judges_the_same(card: Card, rules: Rules, span: int) -> None:
    """A plan does not depend on now: judged with one made before, a card has the verdict of one judged anew."""
    now = card.opened_at + span
    if card.is_open:
        assert policy.verdict(card, policy.plan(card, rules), now, rules) == judge(card, now, rules)


@given(reached(), some_rules, spans)
def test_a_wish_is_as_if_it_were_not(card: Card, rules: Rules, span: int) -> None:
    """In any week a wish has the verdict of a card without a date: no runway, never at risk, never overdue."""
    now = card.opened_at + span
    wish = card._replace(due=now, due_kind=WISH)
    seen = judge(wish, now, rules)
    assert seen == judge(card._replace(due=None, due_kind=None, due_set_at=None), now, rules)
    assert (seen.last_safe_at, seen.tell_at) == (None, None)
    assert seen.level not in (policy.AT_RISK, policy.OVERDUE)


@given(openings(), some_rules)
def test_guards_stand_in_order(card: Card, rules: Rules) -> None:
    """Set with working time left, a deadline has its last safe moment, then the moment to tell, then itself."""
    if card.promise is None:
        return
    seen, set_at = judge(card, card.opened_at, rules), card.opened_at
    assert seen.last_safe_at is not None
    assert seen.tell_at is not None
    if rules.week.minutes(set_at, card.promise):
        assert set_at < seen.last_safe_at <= seen.tell_at <= card.promise
        assert 2 * rules.week.minutes(seen.last_safe_at, card.promise) <= rules.week.minutes(
            set_at, card.promise
        )
    else:
        assert (seen.check_at, seen.last_safe_at, seen.tell_at) == (set_at,) * 3


@pytest.mark.parametrize("kind", ["hard", "promised"])
@pytest.mark.parametrize(
    ("tried", "now", "level"),
    [
        (False, "Thu 12:59", "stalled"), (False, "Thu 13:00", "at_risk"), (True, "Thu 13:00", "fresh"),
        (True, "Fri 08:59", "idle"), (True, "Fri 09:00", "at_risk"), (True, "+Mon 08:59", "at_risk"),
        (True, "+Mon 09:00", "overdue"),
    ],
)  # fmt: skip
def test_guards_change_the_level_days_before_the_date_does(
    kind: str, tried: bool, now: str, level: str
) -> None:
    """Due on Monday, a card is at risk from Thursday, or from Friday where another path was begun."""
    fields: dict[str, Any] = {
        "due": at("+Mon 09:00"),
        "due_kind": kind,
        "requester": "Maria",
        "alternates": ("Ben",),
    }
    card = card_at(at("Mon 09:30"), **fields)
    if tried:
        card = then(card, verbs.alternate(card), at("Thu 12:00"))
    assert judge(card, at(now), RULES).level == level


anywhen = st.integers(FIRST, LAST) | st.integers(at("2026-10-01 00:00"), at("2027-02-01 00:00"))
maybe = st.none() | anywhen


@given(
    st.builds(
        Card,
        id=st.just("01J"), title=st.just("t"), stage=st.sampled_from(STAGES), ball=st.sampled_from((MINE, THEIRS)),
        requester=st.sampled_from((None, "Maria")), due=maybe, due_kind=st.sampled_from((None, *DUE_KINDS)),
        idle_limit_minutes=st.none() | st.integers(0, 10**7), opened_at=anywhen, touched_at=anywhen, ball_at=anywhen,
        told_at=maybe, snoozed_until=maybe, held_until=maybe, due_set_at=maybe, tried=st.sampled_from(((), ("Ben",))),
        events=st.just(()),
    ),
    anywhen,
    limits,
)  # fmt: skip
def test_judge_is_total_on_cards_that_no_verb_leads_to(card: Card, now: int, some: Limits) -> None:
    """Whatever an import or a damaged file says, a card has a verdict and a rank, and the future it foretells holds."""
    rules = Rules(RULES.week, some)
    seen = judge(card, now, rules)
    assert seen.level in policy.LEVELS
    assert seen.idle_minutes >= 0
    assert seen.wait_minutes >= 0
    assert ranking(card, seen)
    if seen.changes_at is not None:
        assert seen.changes_at > now
        assert judge(card, seen.changes_at - 1, rules).level == seen.level
        assert judge(card, seen.changes_at, rules).level != seen.level


def test_a_minute_is_the_shortest_wait() -> None:
    """A limit or a runway of next to nothing still leaves a minute before the card is idle."""
    rules = Rules(RULES.week, Limits(floor=0))
    card = card_at(at("Tue 10:00"), due=at("Tue 10:03"), due_kind="hard")
    seen = judge(card, at("Tue 10:00"), rules)
    assert (seen.wait_minutes, seen.check_at) == (1, at("Tue 10:00") + MINUTE)
