"""The weekly review: `W` walks every open card in the order of risk, one question and one key each."""

from collections.abc import Callable

import pytest

from followup.core.reviewing import Review
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.detail import DetailScreen
from followup.tui.screens.help import HelpPage
from followup.tui.screens.letter import LetterScreen
from followup.tui.screens.review import ReviewPage, ReviewScreen
from followup.tui.surveyed import Remembered
from followup.tui.widgets.bars import FooterBar, PageHeader
from followup.tui.widgets.nextmove import NextMove
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, text_of

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)


@pytest.fixture
def week_old(board: Boards, desk: Desk, clock: Clock) -> Boards:
    """A board over cards with these titles, none of which was touched since yesterday."""

    def made(*titles: str, **fields: object) -> FollowupApp:
        clock.at -= 86_400
        board(*titles, **fields)
        clock.at += 86_400
        return app_over(desk)

    return made


def asked(app: FollowupApp) -> str:
    """The title of the card that is asked about."""
    assert isinstance(app.screen, ReviewScreen)
    assert app.screen.item is not None
    return app.screen.item.card.title


async def test_it_begins_with_what_is_gravest(demo: FollowupApp) -> None:
    """The overdue card stands first, with its one question and the key that answers it."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "W")
        assert "1 of 14, the gravest first" in text_of(demo, PageHeader)
        assert asked(demo) == "Safety sheet translated to Polish"
        assert "It was due today 12:00: what is the new date?" in text_of(demo, ReviewPage)
        assert "d new date    n fine, next card" in text_of(demo, ReviewPage)


@pytest.mark.parametrize("key", ["n", "space"])
async def test_fine_as_it_is_goes_on_and_back(key: str, demo: FollowupApp) -> None:
    """n and space go on to the next card, and [ back to the one before."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "W", key)
        assert "2 of 14" in text_of(demo, PageHeader)
        assert asked(demo) == "Board pack figures in hand"
        await press(pilot, "[")
        assert "1 of 14" in text_of(demo, PageHeader)
        assert asked(demo) == "Safety sheet translated to Polish"
        await press(pilot, "[")
        assert "nothing was passed here" in text_of(demo, FooterBar)


async def test_what_is_done_about_a_card_goes_on(week_old: Boards) -> None:
    """A verb of the strip puts its card behind; undo brings it back, as the one that is asked about."""
    app = week_old("One", "Two", "Three")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "W")
        first = asked(app)
        await press(pilot, "f")
        assert asked(app) != first
        assert "2 of 3" in text_of(app, PageHeader)
        await press(pilot, "z")
        assert asked(app) == first
        assert "1 of 3" in text_of(app, PageHeader)


async def test_the_end_is_the_brief(week_old: Boards) -> None:
    """After the last card the page says that it is done, and b writes the brief."""
    app = week_old("One", "Two", requester="Maria")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "W", "n", "f")
        assert "Reviewed: all 2 cards" in text_of(app, ReviewPage)
        assert "b brief" in text_of(app, NextMove)
        await press(pilot, "n", "f", "enter")
        assert "Reviewed: all 2 cards" in text_of(app, ReviewPage)
        await press(pilot, "b")
        assert isinstance(app.screen, LetterScreen)


async def test_it_goes_on_where_it_stopped(demo: FollowupApp) -> None:
    """Left with esc and opened anew, the review stands at the card that it was left at."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "W", "n", "n")
        title = asked(demo)
        await press(pilot, "escape")
        assert isinstance(demo.screen, BoardScreen)
        assert demo.board.selected is not None
        assert demo.board.selected.card.title == title
        await press(pilot, "W")
        assert asked(demo) == title
        assert "3 of 14" in text_of(demo, PageHeader)


async def test_what_was_kept_elsewhere_counts(week_old: Boards, desk: Desk, clock: Clock) -> None:
    """A review that another program began goes on here, and what is passed here is kept for it."""
    app = week_old("One", "Two")
    one = next(card.id for card in desk.cards().values() if card.title == "One")
    two = next(card.id for card in desk.cards().values() if card.title == "Two")
    app.reviews = Remembered()
    app.reviews.save(Review(clock.at - 60, frozenset({one})))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "W")
        assert asked(app) == "Two"
        await press(pilot, "n")
        assert app.reviews.load() == Review(clock.at - 60, frozenset({one, two}))


async def test_a_review_of_last_week_is_over(week_old: Boards, desk: Desk, clock: Clock) -> None:
    """This week's begins anew, with every card in it."""
    app = week_old("One", "Two")
    app.reviews.save(Review(clock.at - 8 * 86_400, frozenset(desk.cards())))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "W")
        assert "1 of 2" in text_of(app, PageHeader)
        assert app.reviews.load() == Review(clock.at)


async def test_enter_opens_the_card_and_comes_back(demo: FollowupApp) -> None:
    """enter opens the card over the review, and esc comes back to it."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "W", "n", "enter")
        assert isinstance(demo.screen, DetailScreen)
        await press(pilot, "escape")
        assert asked(demo) == "Board pack figures in hand"


async def test_nothing_open_is_nothing_to_review(board: Boards) -> None:
    """An empty board has no card to walk through, and says so."""
    app = board()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "W", "n", "f", "enter")
        assert "Nothing is being followed up." in text_of(app, ReviewPage)
        await press(pilot, "W")
        assert isinstance(app.screen, BoardScreen)


async def test_a_small_screen_scrolls_to_the_facts(demo: FollowupApp) -> None:
    """At 80x24 card and question stand first, the facts scroll, and the next card is shown from its top."""
    async with demo.run_test(size=SMALL) as pilot:
        await press(pilot, "W")
        assert "what is the new date?" in text_of(demo, ReviewPage)
        assert "translation agency  not tried" not in text_of(demo, ReviewPage)
        await press(pilot, "G")
        assert "translation agency  not tried" in text_of(demo, ReviewPage)
        await press(pilot, "n")
        assert "Board pack figures in hand" in text_of(demo, ReviewPage)


async def test_help_knows_the_review(demo: FollowupApp) -> None:
    """`?` names the review's own keys beside every verb of a card."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "W", "question_mark")
        told = text_of(demo, HelpPage)
        assert "Every key in the weekly review" in told
        assert "fine as it is: next card" in told
        assert "I followed up" in told
