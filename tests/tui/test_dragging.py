"""Dragging a card with the mouse: held at 40 % where it is, a gap where it would land, a verb when it is dropped."""

from collections.abc import Callable

import pytest
from textual import events
from textual.pilot import Pilot

from followup.core import verbs
from followup.core.card import Card
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.card import Scene
from followup.tui.draw.landing import Landing, landing_rows
from followup.tui.glyphs import UNICODE
from followup.tui.screens.dragging import goes_to
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.column import ColumnView
from followup.tui.widgets.nextmove import NextMove
from tests.core.making import RULES, at, card_at, then
from tests.tui.screens import press, settle, text_of
from tests.tui.test_mouse import spot

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)
FOLLOWED_UP, ALTERNATE, RESOLVED = (60, 30), (100, 30), (140, 30)


NOW = at("Tue 10:00")


def titled(desk: Desk, title: str) -> Card:
    """The card of a desk that is called so."""
    return next(card for card in desk.cards().values() if card.title == title)


async def mouse(
    pilot: Pilot[int], kind: type[events.MouseEvent], at: tuple[int, int], button: int = 1
) -> None:
    """What a terminal sends of the mouse at a cell."""
    pilot.app.post_message(kind(None, *at, 0, 0, button, False, False, False, *at))
    await settle(pilot)


async def take(pilot: Pilot[int], title: str, to: tuple[int, int]) -> None:
    """Press on a title and go elsewhere with it."""
    assert isinstance(pilot.app, FollowupApp)
    start = spot(pilot.app, title)
    await mouse(pilot, events.MouseDown, start)
    await mouse(pilot, events.MouseMove, (start[0] + 5, start[1]))
    await mouse(pilot, events.MouseMove, to)


def column(app: FollowupApp, stage: str) -> str:
    """What a column shows."""
    view = next(view for view in app.screen.query(ColumnView) if view.stage == stage)
    return "\n".join(strip.text.rstrip() for strip in view._painted)


def roles(app: FollowupApp, stage: str, text: str) -> set[float]:
    """How bright a column draws a text: the red of its ink."""
    view = next(view for view in app.screen.query(ColumnView) if view.stage == stage)
    inks = [part.style.color for strip in view._painted for part in strip if part.style and text in part.text]
    return {ink.triplet.red for ink in inks if ink is not None and ink.triplet is not None}


def sent(*alternates: str) -> Card:
    return card_at(NOW, alternates=alternates)


def tried(*alternates: str) -> Card:
    card = sent(*alternates)
    return then(card, verbs.alternate(card), NOW)


@pytest.mark.parametrize(
    ("card", "target", "says"),
    [
        (sent(), "sent", ""),
        (sent(), "followed_up", "followed up: the clock starts anew"),
        (sent("Ben Ortiz, ext 2210", "Ana"), "alternate", "goes to Ben Ortiz, 1st alternate"),
        (sent(), "alternate", ""),
        (sent(), "resolved", "resolved, without a word of proof"),
        (tried("Ben"), "followed_up", "back to Followed up, the clock runs on"),
        (tried("Ben"), "sent", "back to Sent, the clock runs on"),
        (then(sent(), verbs.resolve(sent()), NOW), "sent", "reopens it, and it is your move"),
    ],
)
def test_a_drop_says_what_it_means(card: Card, target: str, says: str) -> None:
    """In the words of the verb that it is; nothing where it would do nothing."""
    assert goes_to(card, target) == says


@pytest.mark.parametrize(
    ("cells", "is_open", "rows"),
    [
        (38, True, ["", "Signed quote", "followed up: the clock starts anew", ""]),
        (20, True, ["", "Signed quote", "followed up", ""]),
        (38, False, ["Signed quote", "followed up: the clock starts anew"]),
    ],
)
def test_the_gap_is_as_high_as_the_card_will_be(cells: int, is_open: bool, rows: list[str]) -> None:
    """Four rows, of a resolved one two; what does not fit ends before its colon."""
    landing, scene = Landing("Signed quote", "followed up: the clock starts anew"), Scene(NOW, RULES, UNICODE)
    assert [
        "".join(text for text, _ in row) for row in landing_rows(landing, cells, cells + 3, is_open, scene)
    ] == rows


async def test_a_card_is_dragged_to_another_column(board: Boards, desk: Desk) -> None:
    """The held card fades in place, the column under the mouse makes room and says what a drop does; any let-go but a
    drop elsewhere leaves it. A drop does it, asks once what the card then lacks, and takes all marked cards along."""
    app = board("Quote", "Lease", "Badge")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        before = roles(app, "sent", "Quote")
        await take(pilot, "Quote", FOLLOWED_UP)
        assert max(roles(app, "sent", "Quote")) < max(before) // 2
        gap = column(app, "followed_up").splitlines()[3:7]
        assert [row[:1] for row in gap] == ["▌"] * 4
        assert "followed up: the clock starts anew" in gap[2]
        await press(pilot, "escape")
        await mouse(pilot, events.MouseMove, RESOLVED)
        await mouse(pilot, events.MouseUp, RESOLVED)
        assert "Quote" not in column(app, "followed_up")
        await take(pilot, "Quote", FOLLOWED_UP)
        await mouse(pilot, events.MouseMove, RESOLVED, button=0)
        assert app.board.drag is None
        await mouse(pilot, events.MouseUp, RESOLVED)
        await take(pilot, "Quote", ALTERNATE)
        assert "nobody is left to try: p names somebody" in text_of(app, NextMove)
        await mouse(pilot, events.MouseUp, ALTERNATE)
        assert "nobody is left to try" in text_of(app, FooterBar)
        chosen, *others = (one.card.title for one in app.board.columns["sent"].seen)
        await take(pilot, others[0], spot(app, others[1]))
        await mouse(pilot, events.MouseUp, spot(app, others[1]))
        assert app.board.selected is not None
        assert app.board.selected.card.title == chosen
        assert all(card.rev == 1 for card in desk.cards().values())

        await take(pilot, "Quote", FOLLOWED_UP)
        await mouse(pilot, events.MouseUp, FOLLOWED_UP)
        assert titled(desk, "Quote").stage == "followed_up"
        assert "If you hear nothing from Dana" in text_of(app, NextMove)
        await press(pilot, *"call", "enter")
        assert titled(desk, "Quote").next_move == "call"
        app.board.select(titled(desk, "Lease").id)
        await press(pilot, "g", "space", "space")
        await take(pilot, "Lease", RESOLVED)
        assert "2 cards" in column(app, "resolved")
        await mouse(pilot, events.MouseUp, RESOLVED)
        assert titled(desk, "Lease").stage == titled(desk, "Badge").stage == "resolved"
        await press(pilot, "z")
        assert titled(desk, "Lease").stage == titled(desk, "Badge").stage == "sent"


async def test_a_card_is_dragged_onto_a_tab(board: Boards, desk: Desk) -> None:
    """Where the stages are tabs, a card is dropped on one of them; another alternate becomes the contact. What another
    program deletes meanwhile is not dropped."""
    app = board("Quote", alternates=["Ben Ortiz, ext 2210"], next_move="call")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot)
        await take(pilot, "Quote", spot(app, "Alternate path"))
        assert "goes to Ben Ortiz, 1st alternate" in text_of(app, NextMove)
        await mouse(pilot, events.MouseUp, spot(app, "Alternate path"))
        assert (titled(desk, "Quote").stage, titled(desk, "Quote").contact) == ("alternate", "Ben Ortiz")
        assert app.board.strip.question is None
        tab = spot(app, "Resolved")
        await take(pilot, "Quote", tab)
        desk.delete([titled(desk, "Quote").id])
        app.show(app.session.look())
        await settle(pilot)
        assert app.board.drag is None
        await mouse(pilot, events.MouseUp, tab)
        assert not desk.cards()
