"""The mouse: it selects, opens, scrolls and turns tabs; nothing needs it."""

from collections.abc import Callable

from textual import events
from textual.pilot import Pilot

from followup.tui.app import FollowupApp
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.detail import DetailScreen
from followup.tui.widgets.column import ColumnView
from tests.tui.screens import press, settle, text_of

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)


def chosen(app: FollowupApp) -> str:
    """The selected card's title."""
    assert app.board.selected is not None
    return app.board.selected.card.title


def spot(app: FollowupApp, title: str) -> tuple[int, int]:
    """Where a title stands on the screen."""
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        if title in strip.text:
            return strip.text.index(title), y
    raise AssertionError(f"{title} is not on the screen")


async def wheel(pilot: Pilot[int], kind: type[events.MouseEvent], at: tuple[int, int], times: int) -> None:
    """Turn the wheel over a cell."""
    for _ in range(times):
        pilot.app.post_message(kind(None, *at, 0, 0, 0, False, False, False, *at))
    await settle(pilot)


async def test_a_click_selects(demo: FollowupApp) -> None:
    """A click selects the card under it, in whatever column; beside the cards it selects the column."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot)
        await pilot.click(offset=spot(demo, "Refund for invoice 20841"))
        await settle(pilot)
        assert chosen(demo) == "Refund for invoice 20841 received"
        await pilot.click(offset=(spot(demo, "Data-sharing")[0], 38))
        await settle(pilot)
        assert demo.board.stage == "followed_up"


async def test_a_double_click_opens(demo: FollowupApp) -> None:
    """Two clicks on a card open its page, and esc comes back to it."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot)
        await pilot.click(offset=spot(demo, "Data-sharing"), times=2)
        await settle(pilot)
        assert isinstance(demo.screen, DetailScreen)
        await press(pilot, "escape")
        assert chosen(demo) == "Data-sharing agreement signed"


async def test_the_wheel_scrolls_the_column_under_it(board: Boards) -> None:
    """The wheel goes card by card down a long column and back, with what is above and below counted."""
    app = board(*(f"Card {number:02}" for number in range(40)))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert "↓ 33 more" in text_of(app, ColumnView)
        await wheel(pilot, events.MouseScrollDown, (10, 10), 20)
        drawn = text_of(app, ColumnView)
        assert "↑ " in drawn
        assert app.board.columns["sent"].seen[20].card.id == app.board.chosen["sent"]
        await wheel(pilot, events.MouseScrollUp, (10, 10), 30)
        assert "↑ " not in text_of(app, ColumnView)


async def test_the_wheel_scrolls_a_page(demo: FollowupApp) -> None:
    """On a card's page the wheel scrolls its rows."""
    async with demo.run_test(size=SMALL) as pilot:
        await press(pilot, "enter")
        await wheel(pilot, events.MouseScrollDown, (10, 10), 2)
        assert isinstance(demo.screen, DetailScreen)
        assert demo.screen.page.top == 6


async def test_a_click_turns_to_a_tab(demo: FollowupApp) -> None:
    """A click on a tab shows its column."""
    async with demo.run_test(size=SMALL) as pilot:
        await press(pilot)
        await pilot.click(offset=spot(demo, "Resolved"))
        await settle(pilot)
        assert demo.board.stage == "resolved"
        await pilot.click(offset=spot(demo, "Sent 7"))
        await settle(pilot)
        assert demo.board.stage == "sent"


async def test_a_click_behind_the_panel_does_nothing(demo: FollowupApp) -> None:
    """While a line is written, clicks on the faded board neither select nor open, and the line keeps the keys."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "a", *"so")
        before = chosen(demo)
        await pilot.click(offset=spot(demo, "Refund for invoice"), times=2)
        await settle(pilot)
        await press(pilot, *" far")
        assert isinstance(demo.screen, BoardScreen)
        assert chosen(demo) == before
        assert demo.board.panel is not None
        assert demo.board.panel.field.value == "so far"
