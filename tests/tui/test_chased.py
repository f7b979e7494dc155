"""`!`: somebody asked before I told them; it is recorded with who it was, and can be taken back."""

from collections.abc import Callable

from followup.core.events import CHASED
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.nextmove import NextMove
from tests.tui.screens import press, text_of


def chases(desk: Desk) -> list[str | None]:
    """Who is recorded to have asked, on the only card; None for its requester."""
    (card,) = desk.cards().values()
    return [event.data.get("name") for event in card.events if event.kind == CHASED]


async def test_it_asks_who_with_the_requester_filled_in(
    board: Callable[..., FollowupApp], desk: Desk
) -> None:
    """enter records the requester or whoever is typed, z takes it back, esc records nothing, resolved or not."""
    app = board("One", requester="Maria Lopez")
    async with app.run_test(size=(160, 48)) as pilot:
        await press(pilot, "!")
        assert "Who asked before you told them?" in text_of(app, NextMove)
        assert app.screen.query_one(NextMove).field.value == "Maria Lopez"
        await press(pilot, "enter")
        assert chases(desk) == [None]
        assert "chased: One" in text_of(app, FooterBar)
        await press(pilot, "z", "!", "escape")
        assert chases(desk) == []
        await press(pilot, "!", "ctrl+u", *"Tom", "enter")
        assert chases(desk) == ["Tom"]
        # Who asks after a thing that is long done was not told either.
        await press(pilot, "x", "enter", "!", "enter")
        assert chases(desk) == ["Tom", None]
