"""`!`: somebody asked before I told them; it is recorded with who it was, and can be taken back."""

from collections.abc import Callable

from followup.core.events import CHASED
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.nextmove import NextMove
from tests.tui.screens import press, text_of

Boards = Callable[..., FollowupApp]
WIDE = (160, 48)


def chases(desk: Desk) -> list[str | None]:
    """Who is recorded to have asked, on the only card; None for its requester."""
    (card,) = desk.cards().values()
    return [event.data.get("name") for event in card.events if event.kind == CHASED]


async def test_it_asks_who_with_the_requester_filled_in(board: Boards, desk: Desk) -> None:
    """enter records that the requester asked, the toast says so, and z takes it back."""
    app = board("One", requester="Maria Lopez")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "!")
        assert "Who asked before you told them?" in text_of(app, NextMove)
        assert app.screen.query_one(NextMove).field.value == "Maria Lopez"
        await press(pilot, "enter")
        assert chases(desk) == [None]
        assert "chased: One" in text_of(app, FooterBar)
        await press(pilot, "z")
        assert chases(desk) == []


async def test_somebody_else_is_recorded_by_name(board: Boards, desk: Desk) -> None:
    """Another name goes with the event."""
    app = board("One", requester="Maria")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "!", *["backspace"] * 5, *"Tom", "enter")
        assert chases(desk) == ["Tom"]


async def test_esc_records_nothing(board: Boards, desk: Desk) -> None:
    """esc leaves the question, and the log as it was."""
    app = board("One", requester="Maria")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "!", "escape")
        assert chases(desk) == []


async def test_a_resolved_card_can_be_chased_too(board: Boards, desk: Desk) -> None:
    """Who asks after a thing that is long done was not told either: nobody named, it is recorded all the same."""
    app = board("One")
    desk.resolve(list(desk.cards()))
    app = board()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *["right"] * 3, "!", "enter")
        assert chases(desk) == [None]
