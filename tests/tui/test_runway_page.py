"""The page of runways: `w` opens it, it selects, turns its days, and every verb of a card works there."""

from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from followup.core.board import Seen
from followup.core.card import Card
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw import runways
from followup.tui.draw.lines import Line
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.detail import DetailScreen
from followup.tui.screens.runway import RunwayScreen
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.nextmove import NextMove
from followup.tui.widgets.runways import RunwayPage
from tests.tui.conftest import Clock
from tests.tui.screens import is_on, let_be, press, screen_text, settle, text_of
from tests.tui.test_mouse import spot, wheel

Boards = Callable[..., FollowupApp]
WIDE = (160, 48)
SIZES = ((60, 15), (80, 24), (100, 30), (120, 36), (300, 100))
FIRST, PACK = "Safety sheet translated to Polish", "Board pack figures in hand"
BADGE, LAST = "Badge access works for new starters", "Visa letter for Tomás issued"


def page(app: FollowupApp) -> RunwayScreen:
    assert isinstance(app.screen, RunwayScreen)
    return app.screen


def chosen(app: FollowupApp) -> str:
    """The selected card's title."""
    selected = page(app).selected
    assert selected is not None
    return selected.card.title


def card_of(app: FollowupApp, title: str) -> Card:
    return next(one.card for one in app.state.seen.values() if one.card.title.startswith(title))


async def test_it_selects_and_moves(demo: FollowupApp) -> None:
    """The board's card is selected, with its steps and sums in the strip; keys and mouse go along; esc goes back."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "w")
        assert chosen(demo) == PACK
        assert "9 dated cards, soonest first" in text_of(demo, PageHeader)
        assert "12:40      check         passed; a third of 11h left" in text_of(demo, NextMove)
        await press(pilot, "g", "up")
        assert chosen(demo) == FIRST
        await press(pilot, "G")
        assert chosen(demo) == LAST
        await press(pilot, "pageup", "pageup")
        assert chosen(demo) == FIRST
        await press(pilot, *["j"] * 9)
        assert chosen(demo) == BADGE  # over the divider
        await press(pilot, "n")
        assert chosen(demo) == FIRST
        await press(pilot, "g", "down", "enter")
        assert is_on(demo, DetailScreen)
        await press(pilot, "right_square_bracket", "escape")
        assert (
            chosen(demo) == "Insurance certificate renewed"
        )  # the next on the board, which was looked at last
        await by_mouse(demo, pilot)
        for key in ("escape", "q", "w"):
            await press(pilot, "g", "down", "down", key)
            assert is_on(demo, BoardScreen)
            assert demo.board.selected is not None
            assert demo.board.selected.card.title == "Customs form cleared for pallet 7"
            await press(pilot, "w")


async def by_mouse(app: FollowupApp, pilot: Pilot[int]) -> None:
    """A click selects, the wheel goes along the cards, two clicks open."""
    await pilot.click(offset=spot(app, "Data-sharing agreement"))
    await settle(pilot)
    assert chosen(app) == "Data-sharing agreement signed"
    await wheel(pilot, events.MouseScrollDown, spot(app, "Data-sharing agreement"), 1)
    assert chosen(app) == "Speaker confirmed for March forum"
    await wheel(pilot, events.MouseScrollUp, spot(app, "Data-sharing agreement"), 2)
    assert chosen(app) == "Lease amendment countersigned"
    await pilot.click(offset=spot(app, "Customs form"), times=2)
    await settle(pilot)
    assert is_on(app, DetailScreen)
    await press(pilot, "escape")


async def test_verbs_act_there_and_its_days_turn(demo: FollowupApp, clock: Clock) -> None:
    """Every verb works on the page, which follows it and undo; days turn and widen, and begin anew at midnight."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "w", "x")
        assert "How do you know?" in text_of(demo, NextMove)
        await press(pilot, *"seen", "enter")
        await let_be(pilot)
        assert "Board pack" not in text_of(demo, RunwayPage)
        assert "8 dated cards" in text_of(demo, PageHeader)
        await press(pilot, "z")
        assert chosen(demo) == PACK
        await press(pilot, "d", *"dec 3 5pm", "enter", "enter")
        assert chosen(demo) == PACK
        titles = [one.card.title for one in page(demo).flights.dated]
        assert titles.index(PACK) == titles.index("Speaker confirmed for March forum") - 1
        await let_be(pilot)
        await press(pilot, "z", "a", *"New chairs @joan !fri 4pm", "enter")
        assert chosen(demo) == "New chairs"
        await the_days(demo, pilot)
        clock.at += 24 * 3600
        demo.show(demo.session.look())
        await settle(pilot)
        assert text_of(demo, RunwayPage).split()[:2] == ["Wed", "25"]
        await press(pilot, "question_mark")
        assert "Every key on the page of runways" in screen_text(demo)
        assert "more days on the page" in screen_text(demo)


async def the_days(app: FollowupApp, pilot: Pilot[int]) -> None:
    """h and l turn by a day, + and - show more and fewer, home goes back to today."""
    before = text_of(app, RunwayPage)
    await press(pilot, "l")
    head, sky = text_of(app, RunwayPage).splitlines()[:2]
    assert head.split()[:2] == ["Wed", "25"]
    assert "▼" not in sky
    await press(pilot, "h", "plus")
    assert len([word for word in text_of(app, RunwayPage).splitlines()[0].split() if word.isalpha()]) >= 7
    await press(pilot, "minus", "minus", "minus")
    assert "Tue 1" not in text_of(app, RunwayPage).splitlines()[0]
    await press(pilot, "home")
    assert text_of(app, RunwayPage) == before


async def test_fits_every_size_and_number_of_cards(
    demo: FollowupApp, desk: Desk, board: Boards, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row is cut, the selected card and the legend are seen; only what can be seen is drawn; none is no mishap."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"for:maria is:open", "enter", "w")
        assert {one.card.requester for one in page(demo).flights.all} == {"Maria Lopez"}
        assert "/for:maria is:open" in text_of(demo, PageHeader)
        await press(pilot, "escape", "escape", "w", "G", "k")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert chosen(demo)[:11] in text_of(demo, RunwayPage)
            assert "■ d" in text_of(demo, RunwayPage)
            assert all(len(row) <= size[0] for row in screen_text(demo).splitlines())
    app = board()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "w", "down", "G", "n", "enter", "f", "plus", "l", "home")
        assert "Nothing is being followed up." in text_of(app, NextMove)
        await press(pilot, "escape")
        desk.add([({"title": f"card {number}", "contact": "Dana"}, None) for number in range(500)])
        app.show(app.session.look())
        drawn: list[str] = []

        def counted(seen: Seen, *others: Any) -> Line:
            drawn.append(seen.card.title)
            return runways.row(seen, *others)

        monkeypatch.setattr("followup.tui.widgets.runways.row", counted)
        await press(pilot, "w")
        drawn.clear()
        await press(pilot, "G")
        assert 0 < len(drawn) <= 16
        assert page(app).targets()[0].title in drawn
