"""What was alerted as the header counts it: kept up card by card, and the same as counted anew."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup.core import board, ids, records, steps
from followup.core import events as ev
from followup.core.board import Seen
from followup.tui.spoken import Spoken
from tests.core.making import RULES, at, card_at, then

NOW = at("+Wed 14:00")
CARDS = [card_at(NOW - 3600 * number)._replace(id=ids.new_id(NOW - 3600 * number)) for number in range(1, 6)]
KINDS = st.sampled_from([*steps.KINDS, "nonsense"])
# Of which card, of what kind, what it cost, how many of the card's events it knew.
ROWS = st.lists(st.tuples(st.integers(0, 5), KINDS, st.integers(0, 2), st.integers(0, 2)), max_size=8)
DOINGS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([ev.FOLLOWED_UP, ev.NOTED, ev.RESOLVED])), max_size=8
)


def row(number: int, card: int, kind: str, cost: int, events: int) -> dict[str, Any]:
    """A row of the alerts table; the sixth card is gone."""
    name = CARDS[card].id if card < len(CARDS) else "GONE"
    said = {"card": name, "kind": kind, "step": f"{number}", "result": "delivered", "at": NOW - 60 * number}
    return said | {"cost": cost, "events": events}


@given(ROWS, DOINGS)
def test_counts_are_those_of_counting_anew(some: list[Any], doings: list[Any]) -> None:
    """Whatever is done to one card after another, as many alerts wait as if all were looked at, and what was spent
    is what all the rows say."""
    rows = {str(number): row(number, *one) for number, one in enumerate(some)}
    spoken = Spoken()
    spoken.take(1, rows)
    cards = {card.id: card for card in CARDS}
    seen: dict[str, Seen] = board.look_at_all(cards.values(), NOW, RULES)
    last = records.last_rows(rows)
    assert spoken.count_pending(seen, None) == records.count_pending(last, seen)
    assert spoken.used(NOW, RULES.week) == records.used_today(rows, NOW, RULES.week)
    for place, kind in doings:
        key = CARDS[place].id
        if not cards[key].is_open:
            continue
        cards[key] = then(cards[key], [(kind, {})], NOW)
        seen = seen | board.look_at_all([cards[key]], NOW, RULES)
        assert spoken.count_pending(seen, [key]) == records.count_pending(last, seen)
