"""Dragging a card with the mouse: held at 40 % where it is, a gap where it would land, a verb when it is dropped."""

from collections.abc import Callable

from textual import events
from textual.pilot import Pilot

from followup.core.card import Card
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.column import ColumnView
from followup.tui.widgets.nextmove import NextMove
from tests.tui.screens import press, settle, text_of
from tests.tui.test_mouse import spot

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)
FOLLOWED_UP, ALTERNATE, RESOLVED = (60, 30), (100, 30), (140, 30)


def only(desk: Desk) -> Card:
    """The one card of a desk."""
    (card,) = desk.cards().values()
    return card


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


async def test_a_card_is_dragged_to_another_column(board: Boards, desk: Desk) -> None:
    """The held card fades in place, the column under the mouse makes room and says what a drop does; it is done."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        before = roles(app, "sent", "Signed quote")
        await take(pilot, "Signed quote", FOLLOWED_UP)
        assert max(roles(app, "sent", "Signed quote")) < max(before) // 2
        gap = column(app, "followed_up").splitlines()[3:7]
        assert [row[:1] for row in gap] == ["▌"] * 4
        assert "Signed quote" in gap[1]
        assert "followed up: the clock starts anew" in gap[2]
        assert only(desk).stage == "sent"
        await mouse(pilot, events.MouseUp, FOLLOWED_UP)
        assert only(desk).stage == "followed_up"
        assert "▌" not in column(app, "sent")


async def test_a_drop_on_alternate_path_goes_to_the_first_untried(board: Boards, desk: Desk) -> None:
    """The gap in Alternate path names who comes next, and the drop makes them the contact."""
    app = board("Signed quote", alternates=["Ben Ortiz, ext 2210", "Ana"])
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        await take(pilot, "Signed quote", ALTERNATE)
        assert "goes to Ben Ortiz, 1st alternate" in column(app, "alternate")
        await mouse(pilot, events.MouseUp, ALTERNATE)
        assert (only(desk).stage, only(desk).contact) == ("alternate", "Ben Ortiz")


async def test_a_drop_on_alternate_path_with_nobody_left_is_refused(board: Boards, desk: Desk) -> None:
    """With nobody left to try the strip says so while the card is held, and the drop changes nothing."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        await take(pilot, "Signed quote", ALTERNATE)
        assert "nobody is left to try: p names somebody" in text_of(app, NextMove)
        await mouse(pilot, events.MouseUp, ALTERNATE)
        assert "nobody is left to try" in text_of(app, FooterBar)
        assert only(desk).rev == 1


async def test_escape_leaves_a_held_card_where_it_is(board: Boards, desk: Desk) -> None:
    """esc lets go: the card is itself again, and letting the button go does nothing."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        await take(pilot, "Signed quote", FOLLOWED_UP)
        await press(pilot, "escape")
        await mouse(pilot, events.MouseMove, RESOLVED)
        await mouse(pilot, events.MouseUp, RESOLVED)
        assert only(desk).rev == 1
        assert app.board.drag is None
        assert "Signed quote" not in column(app, "followed_up")


async def test_a_drop_where_it_was_taken_is_no_click(board: Boards, desk: Desk) -> None:
    """A card that is dropped on its own column stays, and does not select or open what lies there."""
    app = board("One", "Two", "Three")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        second, third = (one.card.title for one in app.board.columns["sent"].seen[1:])
        first = app.board.chosen["sent"]
        await take(pilot, second, spot(app, third))
        await mouse(pilot, events.MouseUp, spot(app, third))
        assert app.board.chosen["sent"] == first
        await pilot.click(offset=spot(app, second))
        await settle(pilot)
        assert app.board.chosen["sent"] != first


async def test_marked_cards_are_dragged_together(board: Boards, desk: Desk) -> None:
    """Who drags one of several marked cards drags them all, and one undo takes it back."""
    app = board("One", "Two", "Three")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "space", "space")
        title = app.board.columns["sent"].seen[0].card.title
        await take(pilot, title, RESOLVED)
        assert "2 cards" in column(app, "resolved")
        await mouse(pilot, events.MouseUp, RESOLVED)
        assert sorted(card.stage for card in desk.cards().values()) == ["resolved", "resolved", "sent"]
        await press(pilot, "z")
        assert {card.stage for card in desk.cards().values()} == {"sent"}


async def test_a_card_is_dragged_onto_a_tab(board: Boards, desk: Desk) -> None:
    """Where the stages are tabs, a card is dropped on one of them, and the strip says what that does."""
    app = board("Signed quote")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot)
        tab = spot(app, "Resolved")
        await take(pilot, "Signed quote", tab)
        assert "resolved, without a word of proof" in text_of(app, NextMove)
        await mouse(pilot, events.MouseUp, tab)
        assert only(desk).stage == "resolved"


async def test_a_card_that_goes_meanwhile_is_not_dropped(board: Boards, desk: Desk) -> None:
    """When another program deletes the held card, the drag ends and nothing is done."""
    app = board("Signed quote", "Other")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        await take(pilot, "Signed quote", FOLLOWED_UP)
        held = next(card for card in desk.cards().values() if card.title == "Signed quote")
        desk.delete([held.id])
        app.show(app.session.look())
        await settle(pilot)
        assert app.board.drag is None
        await mouse(pilot, events.MouseUp, FOLLOWED_UP)
        assert [card.stage for card in desk.cards().values()] == ["sent"]


async def test_a_button_let_go_outside_the_terminal_drops_nothing(board: Boards, desk: Desk) -> None:
    """When the mouse comes back without a pressed button, the card is where it was."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        await take(pilot, "Signed quote", FOLLOWED_UP)
        await mouse(pilot, events.MouseMove, RESOLVED, button=0)
        assert app.board.drag is None
        assert "Signed quote" not in column(app, "resolved")
        await mouse(pilot, events.MouseUp, RESOLVED)
        assert only(desk).rev == 1
