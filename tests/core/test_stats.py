"""How the work goes, from the log: what counts, when, and that the counts add up."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import events as ev
from followup.core import verbs
from followup.core.card import WISH, Card
from followup.core.figures import ENOUGH, Share, Spread, Timed, percentile, sparkline, weeks
from followup.core.instants import DAY, MINUTE
from followup.core.kept import KEPT, MISSED, MOVED, ended
from followup.core.stats import Stats, slips, stats, tellings
from tests.core.making import NEW_YORK, WEEK, at, card_at, reached, then

MON, TUE, WED, THU, FRI = (at(f"{day} 10:00") for day in ("Mon", "Tue", "Wed", "Thu", "Fri"))
LATER = at("+Mon 10:00")


def promise(**fields: Any) -> Card:
    """Promised on Monday for Thursday at ten."""
    given = {"requester": "Maria Lopez", "due": THU, "due_kind": "promised"} | fields
    return card_at(MON, **given)


def told(card: Card, now: int) -> Card:
    return then(card, verbs.update(card), now)


def chased(card: Card, now: int) -> Card:
    return then(card, verbs.chased(card), now)


def moved(card: Card, due: int, now: int, kind: str | None = None) -> Card:
    return then(card, verbs.reschedule(card, due, kind), now)


def resolved(card: Card, now: int) -> Card:
    return then(card, verbs.resolve(card), now)


def of(*cards: Card, alerts: Any = None, now: int = LATER) -> Stats:
    return stats(cards, alerts or {}, now, WEEK)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ("", []),
        ("t", [True]),
        ("c", [False]),
        ("ct", [False]),
        ("cct", [False]),
        ("tc", [True, False]),
        ("ctt", [False, True]),
        ("tct", [True, False]),
    ],
)
def test_a_telling_counts_once_as_told_first_or_as_chased(acts: str, expected: list[bool]) -> None:
    """Whoever asked in between was not told first, however often they asked."""
    card = promise()
    for place, one in enumerate(acts):
        card = (told if one == "t" else chased)(card, MON + (place + 1) * 60)
    assert [first for _, first in tellings(card)] == expected


def hows(card: Card, now: int = LATER) -> list[str]:
    return [one.how for one in ended(card, now, WEEK)]


ENDS: dict[str, tuple[Callable[[], Card], int, list[str]]] = {
    "open": (lambda: promise(), WED, []),
    "passed": (lambda: promise(), THU, [MISSED]),
    "kept": (lambda: resolved(promise(), WED), LATER, [KEPT]),
    "at the very date": (lambda: resolved(promise(), THU), LATER, [MISSED]),
    "reopened": (lambda: _reopened(resolved(promise(), WED)), LATER, [MISSED]),
    "reopened, still ahead": (lambda: _reopened(resolved(promise(), TUE)), WED, []),
    "moved with news after": (lambda: told(moved(promise(), FRI, TUE), WED), WED, [MOVED]),
    "moved with news the same day": (
        lambda: moved(told(promise(), TUE), FRI, TUE + 3600), TUE + 3600, [MOVED]
    ),
    "moved without a word": (lambda: moved(promise(), FRI, TUE), LATER, [MISSED, MISSED]),
    "moved without a word yet": (lambda: moved(promise(), FRI, TUE), WED, []),
    "told too late": (lambda: told(moved(promise(), FRI, TUE), THU), THU, [MISSED]),
    "told long before": (lambda: moved(told(promise(), MON + 60), FRI, WED), THU, [MISSED]),
    "moved, nobody asked": (lambda: moved(promise(requester=None), FRI, TUE), WED, [MOVED]),
    "moved late": (lambda: told(moved(promise(), LATER, THU + 60), THU + 120), FRI, [MISSED]),
    "moved twice, then kept": (
        lambda: resolved(moved(moved(promise(requester=None), FRI, TUE), LATER, WED), THU),
        LATER,
        [MOVED, MOVED, KEPT],
    ),
    "stricter, then kept": (lambda: resolved(moved(promise(), WED, MON + 60), TUE), LATER, [KEPT]),
    "made a wish": (lambda: moved(promise(requester=None), THU, TUE, WISH), LATER, [MOVED]),
    "only a wish": (lambda: promise(due_kind=WISH), LATER, []),
    "no date": (lambda: promise(due=None, due_kind=None), LATER, []),
    "never could be kept": (lambda: promise(due=MON - 60), LATER, []),
    "taken away": (
        lambda: then(
            promise(requester=None), verbs.edit(promise(requester=None), {"due": None}), TUE
        ), LATER, [MOVED],
    ),
}  # fmt: skip


def _reopened(card: Card) -> Card:
    return then(card, verbs.reopen(card), card.events[-1].at + 60)


@pytest.mark.parametrize("case", ENDS)
def test_how_a_promise_ends(case: str) -> None:
    """Kept before its date, moved in time with news, or missed; one that is ahead has not ended."""
    make, now, expected = ENDS[case]
    assert hows(make(), now) == expected


def test_a_slip_is_a_promise_that_moved_to_later() -> None:
    """An earlier date is none, and neither is another date of a wish."""
    card = moved(moved(moved(promise(), FRI, TUE), LATER, WED), FRI, THU)
    assert list(slips(card)) == [TUE, WED]
    assert list(slips(moved(promise(due_kind=WISH), FRI, TUE))) == []


def alert(card: Card, events: int, sent_at: int | None) -> dict[str, Any]:
    return {
        "card": card.id, "kind": "check", "step": f"s{events}{sent_at}", "result": "delivered", "popup": "p",
        "at": sent_at or MON, "sent_at": sent_at, "cost": 1, "events": events,
    }  # fmt: skip


def test_time_from_alert_to_action_begins_with_the_first_popup_that_an_act_answers() -> None:
    """In working time; what was held back, and what nothing has followed, does not count, and a note is no act."""
    opened = card_at(MON)
    noted = then(opened, verbs.note(opened, "hm"), MON + 60)
    card = then(noted, verbs.follow_up(noted), TUE)
    rows = {
        "a": alert(card, 1, at("Mon 16:00")),
        "b": alert(card, 2, at("Tue 09:00")),
        "held": alert(card, 1, None),
        "open": alert(card, 3, at("Wed 09:00")),
        "gone": alert(card, 1, MON) | {"card": "gone"},
        "odd": {"card": 7},
    }
    assert of(card, alerts=rows).acting.samples == (Timed(TUE, 120),)


def test_follow_ups_are_counted_for_each_outcome_that_was_reached() -> None:
    """Alternate paths among them; an open card is no outcome."""
    card = then(card_at(MON, alternates=("Ben",)), [(ev.FOLLOWED_UP, {})], TUE)
    card = then(card, [(ev.REROUTED, {"alternate": "Ben"})], WED)
    assert of(card).follow_ups == Spread()
    assert of(resolved(card, THU)).follow_ups.samples == (Timed(THU, 2),)


def test_silence_is_counted_on_both_sides_of_a_follow_up() -> None:
    """From the touch before it, and to the answer that came; "away" is no answer, and mine is no silence."""
    card = then(card_at(MON), [(ev.FOLLOWED_UP, {})], TUE)
    card = then(card, [(ev.HEARD, {"answer": "away"})], TUE + 3600)
    card = then(card, [(ev.HEARD, {"answer": "answered"})], WED)
    card = then(card, [(ev.FOLLOWED_UP, {})], THU)
    found = of(card)
    assert found.before.samples == (Timed(TUE, 480),)
    assert found.after.samples == (Timed(WED, 480),)


def test_nothing_is_said_below_five() -> None:
    """Four are not enough for a share, a median or a mean; five are."""
    four = tuple(range(ENOUGH - 1))
    assert Share(four, ()).percent is None
    assert Share(four, (9,)).percent == 80
    few, enough = (Spread(tuple(Timed(0, value) for value in range(count))) for count in (4, 5))
    assert (few.usual, few.slow, few.tenths) == (None, None, None)
    assert (enough.usual, enough.slow, enough.tenths) == (2, 4, 20)


def test_an_empty_board_has_figures_of_nothing() -> None:
    """Nothing is divided by it."""
    found = of()
    assert found.since is None
    assert (found.told.percent, found.promises.percent, found.before.usual) == (None, None, None)
    assert weeks(LATER, WEEK, found.since).counts(()) == (0,)


@given(st.lists(st.integers(0, 10_000), min_size=1), st.integers(1, 100))
def test_a_percentile_is_one_of_the_values(values: list[int], percent: int) -> None:
    """So many of a hundred do not exceed it, and fewer do not exceed the one below."""
    found = percentile(values, percent)
    assert found in values
    assert 100 * sum(value <= found for value in values) >= percent * len(values)
    assert 100 * sum(value < found for value in values) < percent * len(values)


@given(st.lists(st.none() | st.integers(0, 10**9)), st.booleans())
def test_a_sparkline_has_a_character_a_value(values: list[int | None], plain: bool) -> None:
    """Nothing is a space, and the greatest has the tallest."""
    line = sparkline(values, plain)
    assert len(line) == len(values)
    assert plain <= line.isascii()
    for value, bar in zip(values, line, strict=True):
        assert (bar == " ") == (not value)
        if value and value == max(one or 0 for one in values):
            assert bar == ("@" if plain else "█")


def test_weeks_begin_on_mondays_in_the_zone() -> None:
    """Across the change of the clocks and the end of the year, and never more than asked for."""
    found = weeks(at("2027-01-04 00:00"), WEEK, at("2026-10-28 12:00"))
    assert found.names[0] == "2026-W44"
    assert found.names[-3:] == ("2026-W52", "2026-W53", "2027-W01")
    assert found.counts([at("2026-11-01 23:59"), at("2026-11-02 00:00"), at("2026-10-01 10:00")])[:2] == (
        1,
        1,
    )
    assert len(weeks(LATER, WEEK, 0).names) == 26
    assert NEW_YORK is WEEK.zone


@given(st.lists(reached(), max_size=4))
def test_figures_add_up(cards: list[Card]) -> None:
    """Whatever verbs led to: all slips of the cards, all weeks together all things, and no telling counted twice."""
    now = max([event.recorded_at for card in cards for event in card.events], default=LATER)
    found = of(*cards, now=now)
    assert len(found.slips) == sum(card.slips for card in cards)
    by = weeks(now, WEEK, found.since, most=10**6)
    for share in (found.told, found.promises):
        assert sum(by.counts((*share.good, *share.bad))) == share.total
    for spread in (found.acting, found.follow_ups, found.before, found.after):
        assert all(one.value >= 0 for one in spread.samples)
        assert sum(by.counts(one.at for one in spread.samples)) == spread.total
    tellings_there = sum(event.kind == ev.UPDATED for card in cards for event in card.events)
    assert len(found.told.good) <= tellings_there
    assert sum(not card.is_open for card in cards) == found.follow_ups.total


def test_a_years_log_adds_up() -> None:
    """1,000 cards of seven events each, and an alert for every one: each has its telling, its action, its promise."""
    cards, alerts = [], {}
    for number in range(1000):
        opened_at = at("2026-01-05 10:00") + number * 500 * MINUTE
        card = card_at(opened_at, requester="Maria", due=opened_at + 5 * DAY, due_kind="hard")
        for place, kind in enumerate((ev.FOLLOWED_UP, ev.UPDATED, ev.CHASED, ev.FOLLOWED_UP, ev.UPDATED)):
            card = then(card, [(kind, {})], opened_at + (place + 1) * 3 * 3600)
        cards.append(resolved(card, opened_at + 4 * DAY))
        alerts[str(number)] = alert(card, 1, opened_at + 3600)
    found = of(*cards, alerts=alerts, now=at("2027-01-05 10:00"))
    assert (found.told.total, found.acting.total, found.promises.total) == (2000, 1000, 1000)
