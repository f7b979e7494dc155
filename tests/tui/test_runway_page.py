"""The page of runways: `w` opens it, it selects, turns its days, and every verb of a card works there."""

from collections.abc import Callable
from typing import Any

import pytest
from textual import events

from followup.core.board import Seen
from followup.core.card import Card
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw import runways
from followup.tui.draw.lines import Line
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.detail import DetailScreen
from followup.tui.screens.help import HelpScreen
from followup.tui.screens.runway import RunwayScreen
from followup.tui.widgets.bars import FooterBar, PageHeader
from followup.tui.widgets.nextmove import NextMove
from followup.tui.widgets.runways import RunwayPage
from tests.tui.conftest import Clock
from tests.tui.screens import press, screen_text, settle, text_of
from tests.tui.test_mouse import spot, wheel

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)


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


async def test_w_opens_it_on_the_selected_card(demo: FollowupApp) -> None:
    """The card that is selected on the board is selected there, and the strip spells out its steps with their sums."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "w")
        assert chosen(demo) == "Board pack figures in hand"
        assert "9 dated cards, soonest first" in text_of(demo, PageHeader)
        said = text_of(demo, NextMove)
        assert "12:40      check         passed; a third of 11h left at 09:00, at most 4h" in said
        assert "Mon 16:00  alternate by  passed; due less 8h notice and 4h for Ben" in said
        assert "12:00      tell by       missed; due less 8h notice for Maria" in said
        assert "Wed 12:00  due           hard, 26h after it was set at Fri 10:00" in said
        assert "u tell Maria" in said


@pytest.mark.parametrize("key", ["escape", "q", "w"])
async def test_leads_back_to_the_board(key: str, demo: FollowupApp) -> None:
    """esc, q and w lead back, where the card that was looked at is selected."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "w", "down", "down", key)
        assert isinstance(demo.screen, BoardScreen)
        assert demo.board.selected is not None
        assert demo.board.selected.card.title == "Vendor security answers complete"


async def test_keys_move_the_selection(demo: FollowupApp) -> None:
    """Up, down, g, G, pages and n go along the page, over the divider, and stop at its ends."""
    async with demo.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "g")
        assert chosen(demo) == "Safety sheet translated to Polish"
        await press(pilot, "up")
        assert chosen(demo) == "Safety sheet translated to Polish"
        await press(pilot, "G")
        assert chosen(demo) == "Visa letter for Tomás issued"
        assert "↑ 3 more" in text_of(demo, RunwayPage)
        await press(pilot, "pageup", "pageup")
        assert chosen(demo) == "Safety sheet translated to Polish"
        assert "Safety sheet" in text_of(demo, RunwayPage)
        await press(pilot, *["j"] * 9)
        assert chosen(demo) == "Badge access works for new starters"
        await press(pilot, "n")
        assert chosen(demo) == "Safety sheet translated to Polish"


async def test_enter_opens_the_card_and_comes_back(demo: FollowupApp) -> None:
    """A card's page opens over it; where one went on to another card there, that one is selected."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "w", "enter")
        assert isinstance(demo.screen, DetailScreen)
        await press(pilot, "right_square_bracket", "escape")
        assert chosen(demo) == "Insurance certificate renewed"


async def test_a_verb_acts_there_and_the_page_follows(demo: FollowupApp) -> None:
    """f moves the check, and undo takes it back."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "w", "down", "down", "f")
        assert chosen(demo) == "Vendor security answers complete"
        assert card_of(demo, "Vendor").stage == "followed_up"
        # Tuesday's 2h48, Wednesday's 8h and Friday's 6h are left; Thursday is a holiday.
        sum_ = "the 4h limit of Followed up, from 14:12; a third of 16h48 left would be 5h36"
        assert sum_ in text_of(demo, NextMove)
        await press(pilot, "z")
        assert card_of(demo, "Vendor").stage == "sent"


async def test_a_resolved_card_leaves_the_page(demo: FollowupApp) -> None:
    """x asks for the proof in the strip; then the next card takes the place, and undo selects it again."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "w", "x")
        assert "How do you know?" in text_of(demo, NextMove)
        await press(pilot, *"seen", "enter")
        assert chosen(demo) == "Customs form cleared for pallet 7"
        assert "Board pack" not in text_of(demo, RunwayPage)
        assert "8 dated cards" in text_of(demo, PageHeader)
        await press(pilot, "z")
        assert chosen(demo) == "Board pack figures in hand"


async def test_a_new_date_moves_the_card(demo: FollowupApp) -> None:
    """d gives the card another date, and it goes to its place with the selection."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "w", "d", *"dec 3 5pm", "enter", "enter")
        assert chosen(demo) == "Board pack figures in hand"
        titles = [one.card.title for one in page(demo).flights.dated]
        assert (
            titles.index("Board pack figures in hand")
            == titles.index("Speaker confirmed for March forum") - 1
        )


async def test_its_days_turn_and_widen(demo: FollowupApp) -> None:
    """h and l turn by a day, + and - show more and fewer, home goes back to today."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "w")
        before = text_of(demo, RunwayPage)
        await press(pilot, "l")
        head = text_of(demo, RunwayPage).splitlines()[0]
        assert head.split()[:2] == ["Wed", "25"]
        assert "▼" not in text_of(demo, RunwayPage).splitlines()[1]
        await press(pilot, "h", "plus")
        assert (
            len([word for word in text_of(demo, RunwayPage).splitlines()[0].split() if word.isalpha()]) >= 7
        )
        await press(pilot, "minus", "minus", "minus")
        assert "Tue 1" not in text_of(demo, RunwayPage).splitlines()[0]
        await press(pilot, "home")
        assert text_of(demo, RunwayPage) == before


async def test_the_day_ends_and_the_page_begins_anew(demo: FollowupApp, clock: Clock) -> None:
    """When the clock has gone on to another day, that day is the first."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "w")
        clock.at += 24 * 3600
        state = demo.session.look()
        demo.show(state)
        await settle(pilot)
        assert text_of(demo, RunwayPage).split()[:2] == ["Wed", "25"]


async def test_follows_the_filter(demo: FollowupApp) -> None:
    """What the board does not show is not on the page, and the crumb says so."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"for:maria is:open", "enter", "w")
        assert {one.card.requester for one in page(demo).flights.all} == {"Maria Lopez"}
        assert "/for:maria is:open" in text_of(demo, PageHeader)


async def test_an_empty_board_has_an_empty_page(board: Boards) -> None:
    """Without a card the page says that nothing is followed up, and no key breaks it."""
    app = board()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "w", "down", "G", "n", "enter", "f", "plus", "l", "home")
        assert "Nothing is being followed up." in text_of(app, NextMove)
        await press(pilot, "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_quick_add_rises_over_it(demo: FollowupApp) -> None:
    """a writes a card there; the line keeps the keys until it is saved."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "w", "a", *"New chairs @joan !fri 4pm", "enter")
        assert chosen(demo) == "New chairs"


async def test_help_names_its_keys(demo: FollowupApp) -> None:
    """? lists the page's own keys, the footer the most needed."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "w")
        assert "h l a day back, on   + - more, fewer days   home today" in text_of(demo, FooterBar)
        await press(pilot, "question_mark")
        assert isinstance(demo.screen, HelpScreen)
        assert "Every key on the page of runways" in screen_text(demo)
        assert "more days on the page" in screen_text(demo)


async def test_the_mouse_selects_opens_and_scrolls(demo: FollowupApp) -> None:
    """A click selects, two open, the wheel goes along the cards."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "w")
        await pilot.click(offset=spot(demo, "Data-sharing agreement"))
        await settle(pilot)
        assert chosen(demo) == "Data-sharing agreement signed"
        await wheel(pilot, events.MouseScrollDown, spot(demo, "Data-sharing agreement"), 1)
        assert chosen(demo) == "Speaker confirmed for March forum"
        await wheel(pilot, events.MouseScrollUp, spot(demo, "Data-sharing agreement"), 2)
        assert chosen(demo) == "Lease amendment countersigned"
        await pilot.click(offset=spot(demo, "Customs form"), times=2)
        await settle(pilot)
        assert isinstance(demo.screen, DetailScreen)


@pytest.mark.parametrize("size", [(60, 15), SMALL, (100, 30), (120, 36), WIDE, (300, 100)])
async def test_fits_every_size(size: tuple[int, int], demo: FollowupApp) -> None:
    """No row is cut by the screen's edge, the selected card is on it, and so is the legend."""
    async with demo.run_test(size=size) as pilot:
        await press(pilot, "left", "w", "G", "k")
        text = text_of(demo, RunwayPage)
        assert "Old laptops" in text
        assert "■ d" in text
        assert all(len(row) <= size[0] for row in screen_text(demo).splitlines())


async def test_thousands_of_cards_draw_as_few(
    desk: Desk, board: Boards, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what can be seen is drawn: with thousands of cards a key draws no more rows than the page holds."""
    desk.add([({"title": f"card {number}", "contact": "Dana"}, None) for number in range(2_000)])
    drawn: list[str] = []

    def counted(seen: Seen, *others: Any) -> Line:
        drawn.append(seen.card.title)
        return runways.row(seen, *others)

    monkeypatch.setattr("followup.tui.widgets.runways.row", counted)
    app = board()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "w")
        drawn.clear()
        await press(pilot, "G")
        assert 0 < len(drawn) <= 16
        assert page(app).targets()[0].title in drawn
