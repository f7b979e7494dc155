"""The page of people: `c` opens it, what is open both ways, how they answer, and enter leaves their cards alone."""

from collections.abc import Callable

import pytest
from textual import events

from followup.core.contacts import Contact
from followup.core.events import ANSWERED
from followup.core.figures import Spread, Timed
from followup.core.query import compile as compiled
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.lines import measure
from followup.tui.draw.people import filter_for, heads, person_row, quoted
from followup.tui.glyphs import ASCII, UNICODE
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.help import HelpPage
from followup.tui.screens.people import PeopleScreen
from followup.tui.widgets.bars import FooterBar, PageHeader
from followup.tui.widgets.nextmove import NextMove
from followup.tui.widgets.people import PeopleList
from tests.tui.conftest import NEW_YORK, Clock, app_over
from tests.tui.screens import press, text_of
from tests.tui.test_mouse import spot, wheel
from tests.tui.test_text_from_outside import NASTY, raw

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)
HOUR = 3600


def page(app: FollowupApp) -> PeopleScreen:
    assert isinstance(app.screen, PeopleScreen)
    return app.screen


def chosen(app: FollowupApp) -> str:
    """The selected person."""
    selected = page(app).selected
    assert selected is not None
    return selected.name


@pytest.fixture
def answered(desk: Desk, clock: Clock) -> Callable[[int], FollowupApp]:
    """A board on which Dana has answered so many mails, each after an hour; it is that of Tue 14:12 again."""

    def made(replies: int) -> FollowupApp:
        now = clock.at
        for _ in range(replies):
            clock.at = now - 4 * HOUR
            (card,) = desk.add([({"title": "Figures", "contact": "Dana Reyes"}, None)], via="mail").cards
            clock.at += HOUR
            desk.heard([card.id], ANSWERED)
        clock.at = now
        return app_over(desk)

    return made


async def test_a_row_says_what_is_open_both_ways(board: Boards, desk: Desk) -> None:
    """Dana has two of mine, Maria waits for news of them; who has most open stands first."""
    app = board("One", "Two", requester="Maria Lopez")
    desk.add([({"title": "Three", "contact": "Dana Reyes"}, None)])
    app = app_over(desk)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c")
        assert "2 people, from your own log" in text_of(app, PageHeader)
        rows = [row.split() for row in text_of(app, PeopleList).splitlines() if row.strip()]
        assert rows[2][1:4] == ["Dana", "Reyes", "3"]
        assert rows[3][:3] == ["Maria", "Lopez", "2"]
        assert "has One, Two and 1 more." in text_of(app, NextMove)
        await press(pilot, "down")
        assert "waits for news of One, Two." in text_of(app, NextMove)


@pytest.mark.parametrize("replies", [0, 4])
async def test_below_five_replies_it_says_so(
    replies: int, answered: Callable[[int], FollowupApp], desk: Desk
) -> None:
    """Four replies make no usual time: "not enough yet", and how many there are."""
    desk.add([({"title": "Open", "contact": "Dana Reyes"}, None)])
    app = answered(replies)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c")
        assert "not enough yet" in text_of(app, PeopleList)
        assert f"not enough yet: {replies} of 5 replies." in text_of(app, NextMove)


async def test_from_five_replies_on_it_knows_how_they_answer(answered: Callable[[int], FollowupApp]) -> None:
    """The usual and the slow time in working hours, the route they were asked by, and a wait that fits them."""
    app = answered(5)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c")
        row = next(row for row in text_of(app, PeopleList).splitlines() if "Dana Reyes" in row)
        assert "1h       1h" in row
        assert row.endswith("mail 5")
        assert "usually after 1h, slowly after 1h; a wait that fits them is ~1h." in text_of(app, NextMove)


async def test_what_needs_me_is_filled(board: Boards, desk: Desk, clock: Clock) -> None:
    """Only the count of their cards that need me is filled; who needs nothing has none."""
    app = board("One")
    clock.at += 2 * 86_400
    app = app_over(desk)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c")
        (one,) = page(app).found or ()
        line = person_row(one, 1, 0, 155, UNICODE)
        assert [text for text, role in line if "fill" in role] == [" 1 "]
        assert page(app).query_one(PeopleList).needs == {0: 1}
        assert not [text for text, role in person_row(one, 0, 0, 155, UNICODE) if "fill" in role]


async def test_enter_leaves_their_cards_alone_on_the_board(board: Boards, desk: Desk) -> None:
    """enter goes back to the board with `to:` that person as its filter, and esc there takes it off as ever."""
    app = board("One")
    desk.add([({"title": "Other", "contact": "Ben Ortiz"}, None)])
    app = app_over(desk)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c")
        assert chosen(app) == "Ben Ortiz"
        await press(pilot, "enter")
        assert isinstance(app.screen, BoardScreen)
        assert app.state.filtered is not None
        assert app.state.filtered.text == 'to:"Ben Ortiz"'
        assert [one.card.title for column in app.state.board.columns for one in column.seen] == ["Other"]


async def test_a_requesters_cards_are_those_for_them(board: Boards) -> None:
    """Who only expects news is filtered for with `for:`."""
    app = board("One", requester="Maria")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c", "down", "enter")
        assert app.state.filtered is not None
        assert app.state.filtered.text == "for:Maria"
        assert app.state.board.matching == 1


@pytest.mark.parametrize("key", ["escape", "q", "c"])
async def test_leaving_leaves_the_board_as_it_was(key: str, demo: FollowupApp) -> None:
    """esc, q and c lead back to the board, without a filter."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "c", "down", key)
        assert isinstance(demo.screen, BoardScreen)
        assert demo.state.filtered is None


async def test_keys_and_mouse_select(demo: FollowupApp) -> None:
    """Arrows, ends, pages, the wheel and a click select; a second click is enter; what is out of sight is counted."""
    async with demo.run_test(size=SMALL) as pilot:
        await press(pilot, "c")
        first = chosen(demo)
        await press(pilot, "down", "j", "up")
        assert chosen(demo) != first
        await press(pilot, "G")
        assert "↑" in text_of(demo, PeopleList)
        await press(pilot, "g")
        assert chosen(demo) == first
        assert "↓" in text_of(demo, PeopleList)
        at = spot(demo, "Dana Reyes")
        await wheel(pilot, events.MouseScrollDown, at, 2)
        assert page(demo)._place == 2
        await pilot.click(offset=at)
        assert chosen(demo) == "Dana Reyes"
        await pilot.click(offset=at, times=2)
        await press(pilot)
        assert isinstance(demo.screen, BoardScreen)


async def test_help_and_footer_know_the_page(demo: FollowupApp) -> None:
    """The footer names the way back, the strip what enter does, `?` every key of this page and none of a card's."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "c")
        assert "esc board" in text_of(demo, FooterBar)
        assert "enter their cards on the board" in text_of(demo, NextMove)
        await press(pilot, "question_mark")
        told = text_of(demo, HelpPage)
        assert "Every key on the page of people" in told
        assert "their cards alone, on the board" in told
        assert "I followed up" not in told


async def test_an_empty_log_is_one_friendly_line(board: Boards) -> None:
    """Where nobody was ever named, the page says who would stand here, and no key breaks it."""
    app = board()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "c", "down", "G", "enter")
        assert "Nobody yet" in text_of(app, NextMove)
        await press(pilot, "escape")
        assert isinstance(app.screen, BoardScreen)


# The drawing


def spread(minutes: int, replies: int = 5) -> Spread:
    return Spread(tuple(Timed(at, minutes) for at in range(replies)))


def person(name: str, replies: Spread, *routes: tuple[str, int]) -> Contact:
    return Contact(name, (), (), (), replies, routes)


def test_reply_times_are_drawn_to_one_scale() -> None:
    """Who takes half as long as the slowest of all has a line half as long."""
    quick, slow = (person("Dana", spread(minutes)) for minutes in (120, 240))
    lengths = [
        sum(text.count("━") + text.count("─") for text, _ in person_row(one, 0, 240, 115, UNICODE))
        for one in (quick, slow)
    ]
    assert lengths == [9, 18]


@pytest.mark.parametrize("cells", [77, 115, 155, 297])
@pytest.mark.parametrize("name", NASTY)
def test_whatever_a_person_is_called_the_row_fits(name: str, cells: int) -> None:
    """A name and a route of any text hold nothing raw, and take no more cells than there are; heads neither."""
    for glyphs in (UNICODE, ASCII):
        for replies in (spread(600), spread(1, 3)):
            line = person_row(person(NASTY[name], replies, (NASTY[name], 3)), 12, 600, cells, glyphs)
            assert not raw("".join(text for text, _ in line))
            assert measure(line) <= cells
    assert measure(heads(cells)) <= cells


@pytest.mark.parametrize(
    "name", ["Dana", "Dana Reyes", 'Dana "D" Reyes', "Seán O’Brien Smith", "Marta Zielińska"]
)
def test_a_filter_finds_the_name_it_was_made_of(name: str, desk: Desk) -> None:
    """However a name is written, with quotes or without, the filter finds who has it."""
    (card,) = desk.add([({"title": "One", "contact": name}, None)]).cards
    text = filter_for(person(name, spread(1))._replace(theirs=(card,)))
    assert compiled(text, desk.now(), Workweek(NEW_YORK)).matches(card, None)


def test_a_name_full_of_quotes_is_looked_for_by_its_first_word() -> None:
    """Where no kind of quotes is left, the first word has to do."""
    assert quoted("to:", "Ann \"'”“’‘„ Lee") == "to:Ann"
