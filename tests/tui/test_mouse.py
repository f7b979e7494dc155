"""The mouse: it selects, opens, scrolls, turns tabs and presses the keys that are named; nothing needs it."""

from collections.abc import Callable

from textual import events
from textual.pilot import Pilot

from followup.tui.app import FollowupApp
from followup.tui.draw.pressing import key_at
from followup.tui.screens.detail import DetailPage, DetailScreen
from followup.tui.screens.help import HelpPage
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


async def click(pilot: Pilot[int], title: str, times: int = 1) -> None:
    """Click on a text."""
    assert isinstance(pilot.app, FollowupApp)
    await pilot.click(offset=spot(pilot.app, title), times=times)
    await settle(pilot)


async def wheel(pilot: Pilot[int], kind: type[events.MouseEvent], at: tuple[int, int], times: int) -> None:
    """Turn the wheel over a cell."""
    for _ in range(times):
        pilot.app.post_message(kind(None, *at, 0, 0, 0, False, False, False, *at))
    await settle(pilot)


async def test_clicks(demo: FollowupApp) -> None:
    """A click selects a card or a column, two open a card; one on a key in footer, strip, question or panel presses
    it; the faded board behind the panel takes none, and a tab turns."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot)
        await click(pilot, "Refund for invoice 20841")
        assert chosen(demo) == "Refund for invoice 20841 received"
        await pilot.click(offset=(spot(demo, "Data-sharing")[0], 38))
        await settle(pilot)
        assert demo.board.stage == "followed_up"
        await click(pilot, "Data-sharing", times=2)
        assert demo.screen.query(DetailPage)
        await click(pilot, "board   [ ]")
        assert chosen(demo) == "Data-sharing agreement signed"
        await click(pilot, "? help")
        assert demo.screen.query(HelpPage)
        await click(pilot, "esc q ? back")
        assert not demo.screen.query(HelpPage)
        await click(pilot, "heard back")
        assert demo.board.strip.is_asking
        await click(pilot, "leave")
        assert demo.board.strip.question is None
        await press(pilot, "a", *"so")
        await click(pilot, "Refund for invoice", times=2)
        await press(pilot, *" far")
        assert chosen(demo) == "Data-sharing agreement signed"
        assert demo.board.panel is not None
        assert demo.board.panel.field.value == "so far"
        await click(pilot, "discard")
        assert not demo.board.is_prompting
        await pilot.resize_terminal(*SMALL)
        await settle(pilot)
        await click(pilot, "Resolved")
        assert demo.board.stage == "resolved"
        await click(pilot, "Sent 7")
        assert demo.board.stage == "sent"


async def test_the_wheel(board: Boards) -> None:
    """The wheel goes card by card down the column under it and back, with what is above and below counted; on a
    card's page it scrolls rows."""
    app = board(*(f"Card {number:02}" for number in range(40)))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert "↓ 33 more" in text_of(app, ColumnView)
        await wheel(pilot, events.MouseScrollDown, (10, 10), 20)
        assert "↑ " in text_of(app, ColumnView)
        assert app.board.columns["sent"].seen[20].card.id == app.board.chosen["sent"]
        await wheel(pilot, events.MouseScrollUp, (10, 10), 30)
        assert "↑ " not in text_of(app, ColumnView)
        await pilot.resize_terminal(*SMALL)
        await press(pilot, "enter")
        await wheel(pilot, events.MouseScrollDown, (10, 10), 1)
        assert isinstance(app.screen, DetailScreen)
        assert app.screen.page.top == 3


def test_a_key_is_named_by_its_letter_and_its_word() -> None:
    """Of two keys with one word each stands for itself, the word for the second; other bold blue text is no key."""
    line = [
        ("  ", ""),
        ("[ ]", "b"),
        (" cards", "w"),
        ("    ", ""),
        ("^p", "b"),
        (" all", "w"),
        ("  ", ""),
        ("3 marked", "b"),
    ]
    assert [key_at(line, cell, "b") for cell in (1, 2, 3, 4, 6, 10, 12, 15, 16, 18, 22, 40)] == [
        "", "[", "", "]", "]", "]", "", "^p", "^p", "^p", "", "",
    ]  # fmt: skip
