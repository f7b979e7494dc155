"""A session that only sifts: after any typing, changing and sorting it shows what a fresh look would."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup.core.arranging import DEADLINE, GROUPINGS, Order
from followup.core.board import Board
from followup.core.policy import Rules
from followup.core.query import compile as compiled
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.errors import FollowupError
from followup.store import memory_store
from followup.tui.glyphs import UNICODE
from followup.tui.session import Filter, Session
from tests.rig.moments import TUESDAY_1412
from tests.tui.conftest import NEW_YORK, Clock

WEEK = Workweek(NEW_YORK)
TEXTS = (
    "",
    "b",
    "bo",
    "boa",
    "board",
    "board r",
    "to:",
    "to:d",
    "to:dana",
    "is:needs",
    "is:archived",
    "is:n",
    "bo to:ben",
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.sampled_from(TEXTS)),
        st.tuples(st.just("add"), st.sampled_from(("Board pack", "Board room", "Quote"))),
        st.tuples(st.just("touch"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.sampled_from((60, 86_400))),
        st.tuples(st.just("order"), st.builds(Order, st.sampled_from(("need", DEADLINE)), st.sampled_from(GROUPINGS))),
    ),
    max_size=14,
)  # fmt: skip


def filtered(text: str, now: int) -> Filter:
    """A filter as the board makes it."""
    query = compiled(text, now, WEEK)
    return query.matches, query.words


@given(STEPS)
def test_sifting_is_looking(steps: list[tuple[str, Any]]) -> None:
    """Whatever was typed, added, touched, waited for and sorted, the board is that of a session opened just now."""
    clock = Clock(TUESDAY_1412)
    desk = Desk(memory_store(), clock, Rules(WEEK), "board")
    session = Session(desk, UNICODE, filtered)
    desk.add(
        [
            ({"title": "Board pack figures", "contact": "Dana"}, None),
            ({"title": "Quote", "contact": "Ben"}, None),
        ]
    )
    session.look()
    typed = ""
    for kind, what in steps:
        typed = play(session, clock, kind, what, typed)
        fresh = Session(desk, UNICODE, filtered)
        fresh.filter(typed)
        fresh.order = session.order
        assert drawn(session.sift().board) == drawn(fresh.look().board)


def drawn(board: Board) -> Any:
    """What of a board can be seen."""
    columns = [
        ([(one.card.id, one.card.rev, one.verdict.level) for one in column.seen], column.needs, column.groups)
        for column in board.columns
    ]
    return columns, board.counts, board.matching, board.total


def play(session: Session, clock: Clock, kind: str, what: Any, typed: str) -> str:
    """One step; the filter that is on after it."""
    if kind == "type":
        try:
            session.filter(what)
        except FollowupError:
            return typed
        return str(what)
    if kind == "order":
        session.arrange(what)
    elif kind == "wait":
        clock.at += what
        session.look()
    elif kind == "add":
        session.desk.add([({"title": what, "contact": "Dana"}, None)])
        session.look()
    else:
        cards = list(session.desk.cards())
        session.desk.follow_up([cards[what % len(cards)]])
        session.look()
    return typed
