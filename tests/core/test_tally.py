"""The count that is kept for a day is what counting the verdicts gives, at every instant of it."""

from hypothesis import given
from hypothesis import strategies as st

from followup.core.card import Card
from followup.core.instants import DAY, HOUR, MINUTE
from followup.core.policy import Limits, Rules, judge
from followup.core.tally import tally
from tests.core.making import RULES, WEEK, at, card_at, limits, reached


def counted(cards: list[Card], now: int, rules: Rules) -> int:
    """How many need me, by judging each."""
    return sum(judge(card, now, rules).needs_me for card in cards)


def test_a_silence_is_counted_when_its_wait_is_over() -> None:
    """A card needs me from its check on, and not a second before; a resolved one never does."""
    card = card_at(at("Mon 09:00"))
    made = tally([card, card._replace(stage="resolved")], at("Mon 10:00"), at("Wed 10:00"), RULES)
    assert [made.at(at("Mon 17:00") + late) for late in (-1, 0)] == [0, 1]


def test_it_says_nothing_beyond_its_ends() -> None:
    """Before the first instant and from the last on there is no answer."""
    made = tally([], 1000, 2000, RULES)
    assert [made.at(now) for now in (999, 1000, 1999, 2000)] == [None, 0, 0, None]


@given(
    st.lists(reached(), max_size=8),
    st.integers(0, 40 * DAY),
    st.integers(MINUTE, 5 * DAY),
    st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=8),
    limits,
)
def test_it_is_what_judging_gives(
    cards: list[Card], late: int, span: int, parts: list[float], some: Limits
) -> None:
    """At any instant, at each change and right before it, for any cards that verbs lead to, under any limits."""
    rules = Rules(WEEK, some)
    since = at("2026-10-25 00:00") + late
    made = tally(cards, since, since + span, rules)
    instants = {since + int(span * part) for part in parts} | {since, since + span - 1}
    instants |= {one + late for one in made.changes for late in (-1, 0) if one + late >= since}
    assert {now: made.at(now) for now in instants} == {now: counted(cards, now, rules) for now in instants}


def test_a_count_goes_down_too() -> None:
    """A card that is my move and then quiet for the day, and one snoozed that comes back, both count right."""
    mine = card_at(at("Mon 09:00"), contact=None, ball="mine")
    quiet = mine._replace(snoozed_until=at("Tue 09:00"))
    made = tally([mine, quiet], at("Mon 10:00"), at("Wed 10:00"), RULES)
    assert [made.at(at("Tue 09:00") + late) for late in (-HOUR, 0)] == [1, 2]
