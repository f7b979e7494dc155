"""A random week of cards, verbs, sleeps and clock jumps: what must hold whatever happens."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup.core import events, records, verbs
from followup.core.card import Card
from followup.core.steps import CHECK, DIGEST
from tests.core.alerting import RULES, Heard, Manners, Paper, at

START = at("2026-10-30 09:00")  # the clocks go back on Sunday
MINUTES = 60

cards = st.lists(
    st.tuples(
        st.integers(0, 2 * 480),
        st.one_of(st.none(), st.integers(1, 5 * 1440)),
        st.sampled_from(("hard", "promised", "wish")),
        st.one_of(st.none(), st.sampled_from((1, 30, 60, 240))),
    ),
    min_size=1,
    max_size=5,
)
acts = st.lists(
    st.tuples(
        st.integers(0, 600), st.integers(0, 5), st.sampled_from(("touch", "tell", "snooze", "hold", "no"))
    ),
    max_size=12,
)
manners = st.builds(
    Manners,
    budget=st.integers(0, 4),
    digest_over=st.integers(1, 3),
    rounds=st.sampled_from(((), (540, 780), (600,))),
    guards_out_of_hours=st.just(False),
    hide_titles=st.just(False),
)


def opened(given_cards: list[tuple[int, int | None, str, int | None]], paper: Paper) -> list[str]:
    """The drawn cards on paper; a deadline is so many minutes after the card was sent."""
    made = []
    for after, due_after, kind, limit in given_cards:
        sent_at = START + after * MINUTES
        due: dict[str, Any] = {"due": sent_at + due_after * MINUTES, "due_kind": kind} if due_after else {}
        made.append(paper.open(sent_at, idle_limit_minutes=limit, **due))
    return made


def wishes(card: Card, act: str, now: int) -> verbs.Wishes:
    """What a drawn act means for a card."""
    if act == "touch":
        return verbs.follow_up(card)
    if act == "tell":
        return verbs.update(card)
    if act == "hold":
        return verbs.heard(card, "holding", now + 7200, None, now)
    if act == "snooze":
        return [(events.SNOOZED, {"until": now + 5 * 3600})]
    return []


def acted_out(
    given_cards: list[tuple[int, int | None, str, int | None]],
    given_acts: list[tuple[int, int, str]],
    paper: Paper,
) -> list[Heard]:
    """A week in which a watcher looks now and then, between the acts."""
    ids, now = opened(given_cards, paper), START + 2 * 480 * MINUTES
    heard: list[Heard] = []
    for pause, number, act in [*given_acts, *[(1440, 0, "no")] * 3]:
        card_id = ids[number % len(ids)]
        paper.do(card_id, now, wishes(paper.cards[card_id], act, now))
        snoozes = {one: card.snoozed_until for one, card in paper.cards.items()}
        for one in paper.run(now, now + max(1, pause) * MINUTES, every=number * 37 * MINUTES or None):
            assert not any(one.at < (snoozes[card] or 0) for card in one.popup.cards), "in a snooze"
            heard.append(one)
        now += pause * MINUTES
    return heard


@given(cards, acts, manners)
def test_nothing_is_said_twice_over_budget_or_out_of_hours(
    given_cards: list[tuple[int, int | None, str, int | None]],
    given_acts: list[tuple[int, int, str]],
    set_: Manners,
) -> None:
    """In any week each step is said once, checks keep to the budget, and nights, weekends and snoozes are quiet."""
    paper = Paper(set_)
    heard = acted_out(given_cards, given_acts, paper)
    week = RULES.week
    assert all(week.is_working(one.at) for one in heard)
    steps = Counter(step.key for one in heard for voice in one.popup.voices for step in voice.steps)
    assert not {key: count for key, count in steps.items() if count > 1}
    days = Counter(week.local_date(one.at) for one in heard if one.popup.cost)
    assert all(count <= set_.budget for count in days.values())
    dated = [voice for one in heard for voice in one.popup.voices if voice.kind not in (CHECK, DIGEST)]
    assert all(voice.seen.card.promise is not None for voice in dated)


@given(cards, manners, st.integers(0, 7 * 1440), st.integers(30, 400))
def test_between_a_look_and_next_at_nothing_becomes_due(
    given_cards: list[tuple[int, int | None, str, int | None]], set_: Manners, after: int, step: int
) -> None:
    """Looking again before next_at finds nothing, so that a watcher may sleep until then."""
    paper = Paper(set_)
    opened(given_cards, paper)
    now = START + (960 + after) * MINUTES
    paper.look(now)
    # The claims just made may allow what they stood in the way of; from here on nothing happens but time.
    paper.look(now)
    next_at = paper.next_at
    for later in range(now, now + 2 * 86400, step * MINUTES):
        if next_at is not None and later >= next_at:
            break
        assert paper.plan(later).popups == ()


@given(cards, st.integers(0, 3 * 1440), st.integers(-3 * 1440, 3 * 1440))
def test_a_clock_that_jumps_says_nothing_twice(
    given_cards: list[tuple[int, int | None, str, int | None]], after: int, jump: int
) -> None:
    """Set back or forward, the clock brings no step again that was said before."""
    paper = Paper(Manners(budget=99))
    opened(given_cards, paper)
    now = START + (960 + after) * MINUTES
    said = paper.run(now, now + 480 * MINUTES) + paper.run(
        now + jump * MINUTES, now + (jump + 1440) * MINUTES
    )
    steps = Counter(step.key for one in said for voice in one.popup.voices for step in voice.steps)
    assert not {key: count for key, count in steps.items() if count > 1}
    assert records.used_today(paper.alerts, now, RULES.week) <= len(said)
