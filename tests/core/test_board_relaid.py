"""A board of which a few cards changed: the same as one that is laid out anew."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup.core import board, ids
from followup.core import events as ev
from followup.core.board import Keep, Seen
from followup.core.card import Card
from followup.core.mutes import NO_MUTES, Mute, Mutes
from tests.core.making import RULES, at, card_at, then

NOW = at("+Wed 14:00")
STORIES = st.lists(
    st.sampled_from(
        ((ev.FOLLOWED_UP, {}), (ev.RESOLVED, {}), (ev.MOVED, {"stage": "alternate"}), (ev.NOTED, {}))
    ),
    max_size=3,
)
FIELDS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(("one", "two")),
        "due": st.sampled_from((None, at("Fri 12:00"), at("+Fri 12:00"))),
    }
)
# How long ago in hours, what was known at first, what has happened, and whether that happens before or after.
ONE = st.tuples(st.integers(0, 200), FIELDS, STORIES, STORIES, st.booleans(), st.booleans())
KEEPS: tuple[Keep | None, ...] = (None, lambda card, verdict: card.title == "one" and verdict.needs_me)


@given(st.lists(ONE, max_size=12), st.sampled_from(KEEPS))
def test_relaid_is_laid_out_anew(some: list[Any], keep: Keep | None) -> None:
    """Cards that came, went, moved or were written: columns, counts and numbers are those of a fresh layout."""
    before, after = dict[str, Seen](), dict[str, Seen]()
    for number, (hours, fields, first, later, was_there, is_there) in enumerate(some):
        opened_at = NOW - hours * 3600
        card = card_at(opened_at, **{**fields, "due_kind": "hard" if fields["due"] else None})
        card = then(card._replace(id=ids.new_id(opened_at + number)), first, NOW)
        moved = then(card, later, NOW)
        old = board.look(card, NOW, RULES)
        if was_there:
            before[card.id] = old
        if is_there:
            after[card.id] = old if not later and was_there else board.look(moved, NOW, RULES)
    gone = [one for key, one in before.items() if after.get(key) is not one]
    come = [one for key, one in after.items() if before.get(key) is not one]
    laid = board.lay_out(before, NOW - 60, keep)
    assert board.relaid(laid, gone, come, NOW, keep) == board.lay_out(after, NOW, keep)


@given(st.lists(ONE, max_size=12), st.integers(0, 40), st.booleans())
def test_what_few_changed_is_looked_at_like_all(some: list[Any], hours_on: int, is_muted: bool) -> None:
    """Cards that came, went or were written, and time that passed: each is seen as if all were looked at, and those
    that differ are named."""
    before, after = dict[str, Card](), dict[str, Card]()
    for number, (hours, fields, first, later, was_there, is_there) in enumerate(some):
        opened_at = NOW - hours * 3600
        card = card_at(opened_at, **{**fields, "due_kind": "hard" if fields["due"] else None})
        card = then(card._replace(id=ids.new_id(opened_at + number)), first, NOW)
        before |= {card.id: card} if was_there else {}
        after |= {card.id: then(card, later, NOW) if later else card} if is_there else {}
    now, mutes = NOW + hours_on * 3600, Mutes((Mute("person", "Dana", NOW, None),)) if is_muted else NO_MUTES
    seen = board.look_at_all(before.values(), NOW, RULES)
    again, touched = board.look_again(after, now, RULES, seen, mutes)
    whole = board.look_at_all(after.values(), now, RULES, seen, mutes)
    assert again == whole
    differing = {key for key in {*seen, *whole} if seen.get(key) is not again.get(key)}
    assert touched is None or touched == differing
    assert touched is not None or is_muted or not before


def test_time_alone_is_looked_at() -> None:
    """A card that nobody touched is judged again when its level changes, and not before."""
    card = card_at(NOW, title="one")
    seen = board.look_at_all([card], NOW, RULES)
    changes_at = seen[card.id].verdict.changes_at
    assert changes_at is not None
    assert board.look_again({card.id: card}, changes_at - 1, RULES, seen) == (seen, frozenset())
    again, touched = board.look_again({card.id: card}, changes_at, RULES, seen)
    assert (again[card.id].verdict.level, touched) == ("soon", frozenset({card.id}))
