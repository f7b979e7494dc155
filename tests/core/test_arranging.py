"""The order of a column: by need or by deadline, whole or a group for each person."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import board, query
from followup.core.arranging import DEADLINE, GROUPINGS, USUAL, Order, arranged, arranged_board
from followup.core.board import Board, Column, Seen
from followup.core.card import Card
from followup.core.events import RESOLVED as CLOSED
from followup.core.stages import RESOLVED, SENT
from tests.core.making import RULES, at, card_at, then

NOW = at("+Wed 14:00")
OFFICE = RULES.week
PEOPLE = (None, "Maria Lopez", "maria lopez", "Tom Becker")
FIELDS = st.fixed_dictionaries({
    "title": st.sampled_from(("Board pack", "Board room", "Signed quote")),
    "contact": st.sampled_from((None, "Dana", "Ben")), "requester": st.sampled_from(PEOPLE),
    "due": st.sampled_from((None, at("Fri 12:00"), at("+Fri 12:00"), at("+Thu 12:00"))),
    "due_kind": st.sampled_from(("hard", "promised", "wish")),
})  # fmt: skip
ONE = st.tuples(st.integers(0, 300), FIELDS, st.booleans())
ORDERS = [Order(sort, group) for sort in ("need", DEADLINE) for group in GROUPINGS]


def board_of(some: list[tuple[int, dict[str, object], bool]]) -> Board:
    """The board of cards opened so many hours ago, the resolved ones resolved now."""
    seen = dict[str, Seen]()
    for number, (hours, fields, is_resolved) in enumerate(some):
        known = {**fields, "due_kind": fields["due_kind"] if fields["due"] else None}
        card = card_at(NOW - hours * 3600, **known)._replace(id=f"C{number:03}")
        card = then(card, [(CLOSED, {})], NOW) if is_resolved else card
        seen[card.id] = board.look(card, NOW, RULES)
    return board.lay_out(seen, NOW)


def column(some: Board, stage: str = SENT) -> Column:
    """The column of a stage."""
    return next(one for one in some.columns if one.stage == stage)


@pytest.mark.parametrize("order", ORDERS)
@given(some=st.lists(ONE, max_size=12))
def test_an_order_loses_no_card(order: Order, some: list[tuple[int, dict[str, object], bool]]) -> None:
    """Whatever the order, every column holds the cards it held, as many of which need me, and its groups cover it."""
    before = board_of(some)
    after = arranged_board(before, order)
    for old, new in zip(before.columns, after.columns, strict=True):
        assert sorted(one.card.id for one in new.seen) == sorted(one.card.id for one in old.seen)
        assert len(new.needy) == new.needs == old.needs
        assert [one.card.id for one in new.needy] == [
            one.card.id for one in new.seen if one in old.seen[: old.needs]
        ]
        if new.groups:
            assert [one.start for one in new.groups] == [
                sum(group.size for group in new.groups[:place]) for place in range(len(new.groups))
            ]
            assert sum(group.size for group in new.groups) == len(new.seen)


@given(some=st.lists(ONE, max_size=12))
def test_by_deadline_the_soonest_binding_one_is_first(
    some: list[tuple[int, dict[str, object], bool]],
) -> None:
    """Dates that bind come first, the soonest before all, then wishes, then cards without a date."""
    cards = [one.card for one in arranged(column(board_of(some)), Order(DEADLINE)).seen]
    for one, other in pairwise(cards):
        assert kind_of(one) <= kind_of(other)
        if kind_of(one) == kind_of(other) < 2:
            assert (one.due or 0) <= (other.due or 0)


def kind_of(card: Card) -> int:
    """0 for what binds, 1 for a wish, 2 for no date."""
    return 0 if card.promise else 1 if card.due else 2


def test_a_group_for_each_person_whose_card_comes_first() -> None:
    """Names are compared without regard to case, and the gravest card's person has the first group."""
    some: list[tuple[int, dict[str, object]]] = [
        (
            1,
            {"title": "fresh", "requester": "Tom Becker", "contact": "Dana", "due": None, "due_kind": "hard"},
        ),
        (
            99,
            {"title": "old", "requester": "Maria Lopez", "contact": "Dana", "due": None, "due_kind": "hard"},
        ),
        (2, {"title": "new", "requester": "maria lopez", "contact": "Ben", "due": None, "due_kind": "hard"}),
        (1, {"title": "none", "requester": None, "contact": None, "due": None, "due_kind": "hard"}),
    ]
    sent = column(board_of([(hours, fields, False) for hours, fields in some]))
    by_requester = arranged(sent, Order(group="requester"))
    assert (by_requester.groups[0].name, by_requester.groups[0].size) == ("Maria Lopez", 2)
    assert {one.name for one in by_requester.groups} == {"Maria Lopez", "Tom Becker", "nobody expects news"}
    assert {one.name for one in arranged(sent, Order(group="contact")).groups} == {
        "Dana",
        "Ben",
        "nobody named",
    }


def test_resolved_cards_stay_as_they_are() -> None:
    """Nothing is waited for in Resolved: the latest stays first."""
    some = board_of([(9, {"title": "t", "requester": "Tom", "due": None, "due_kind": "hard"}, True)])
    assert column(arranged_board(some, Order(DEADLINE, "requester")), RESOLVED) is column(some, RESOLVED)


def test_the_keys_go_round() -> None:
    """Sorting is there and back, grouping by requester, by contact, and none; what is said names both."""
    order = USUAL.next_group.other_sort
    assert order.said == "by requester, soonest first"
    assert order.change(USUAL.other_sort) == "grouped by requester"
    assert order.other_sort.next_group.next_group == USUAL
    assert (USUAL.said, USUAL.other_sort.said) == ("", "by deadline")
    assert USUAL.change(USUAL.other_sort) == "sorted by need"


QUERIES = st.sampled_from((
    "", "b", "bo", "board", "board r", "to:d", "to:dan", "to:m", "to:me", "for:maria", "before:fri", "before:fri b",
    "is:needs", "is:needs bo", "#b", "#bo", '"board p"', "r board", "@ben",
))  # fmt: skip


@given(st.lists(ONE, max_size=8), QUERIES, QUERIES)
def test_a_narrower_filter_looks_only_at_what_is_shown(
    some: list[tuple[int, dict[str, object], bool]], first: str, second: str
) -> None:
    """Where a query narrows another, the board narrowed to it is the one laid out anew; so is any from the whole."""
    whole = board_of(some)
    seen = {one.card.id: one for column in whole.columns for one in column.seen}
    keep, keep_less = (query.compile(text, NOW, OFFICE).matches for text in (first, second))
    wanted = board.lay_out(seen, NOW, keep_less)
    assert board.narrowed(whole, keep_less) == wanted
    if query.narrows(second, first):
        assert board.narrowed(board.lay_out(seen, NOW, keep), keep_less) == wanted


@pytest.mark.parametrize(
    ("new", "old", "narrows"),
    [
        ("boa", "bo", True), ("board dana", "board", True), ("dana board", "board", True), ("to:dana", "to:dan", True),
        ("bo", "boa", False), ("to:me", "to:m", False), ("#boa", "#bo", False), ("before:fri", "before:mon", False),
        ("is:needs board", "is:needs", True), ("x", "", True), ("tag:q4", "q4", False),
    ],
)  # fmt: skip
def test_what_narrows(new: str, old: str, narrows: bool) -> None:
    """A longer part of a text narrows; a tag, a date and `to:me` are other questions than those they begin with."""
    assert query.narrows(new, old) is narrows
