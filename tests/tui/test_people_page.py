"""The page of people: what is open both ways, how they answer, and what that does for a new card to them."""

from collections.abc import Callable

import pytest
from textual import events

from followup.core.contacts import Contact
from followup.core.events import ANSWERED
from followup.core.figures import Spread, Timed
from followup.core.policy import Rules, judge
from followup.core.query import compile as compiled
from followup.core.quickadd import scan
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.facts import facts
from followup.tui.draw.lines import measure
from followup.tui.draw.people import filter_for, heads, person_row, quoted, told
from followup.tui.glyphs import ASCII, UNICODE
from followup.tui.known import Known, complete
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.help import HelpPage
from followup.tui.screens.people import PeopleScreen
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.nextmove import NextMove
from followup.tui.widgets.people import PeopleList
from followup.tui.widgets.quickadd import QuickAdd
from tests.core.making import card_at
from tests.rig.moments import TUESDAY_1412
from tests.tui.conftest import NEW_YORK, Clock
from tests.tui.screens import is_on, press, text_of
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


async def test_looking_up_who_to_ask(demo: FollowupApp) -> None:
    """`c` lists everybody, the gravest first; keys, wheel and clicks select; the strip says what is open both ways and
    how they answer; `?` names the keys; esc leaves the board as it was, enter leaves their cards alone on it."""
    async with demo.run_test(size=SMALL) as pilot:
        await press(pilot, "c")
        assert "people, the gravest first" in text_of(demo, PageHeader)
        assert "↓" in text_of(demo, PeopleList)
        first = chosen(demo)
        await press(pilot, "G")
        assert "↑" in text_of(demo, PeopleList)
        await press(pilot, "g", "down", "j", "up")
        assert chosen(demo) != first
        await wheel(pilot, events.MouseScrollUp, (5, 8), 1)
        assert chosen(demo) == first
        at = spot(demo, "Dana Reyes")
        await pilot.click(offset=at)
        await press(pilot)
        assert chosen(demo) == "Dana Reyes"
        assert "has Board pack figures in hand." in text_of(demo, NextMove)
        assert "usually after" in text_of(demo, NextMove)
        await press(pilot, "question_mark")
        assert "their cards alone, on the board" in text_of(demo, HelpPage)
        await press(pilot, "escape", "escape")
        assert is_on(demo, BoardScreen)
        assert [demo.state.filtered] == [None]
        await press(pilot, "c")
        await pilot.click(offset=spot(demo, "Dana Reyes"), times=2)
        await press(pilot)
        assert is_on(demo, BoardScreen)
        assert demo.state.filtered is not None
        assert demo.state.filtered.text == 'to:"Dana Reyes"'


async def test_a_new_card_takes_the_wait_that_fits_its_contact(
    board: Boards, desk: Desk, clock: Clock
) -> None:
    """Nobody is on the page of an empty board; after five replies of Dana's the quick-add panel offers her slow reply
    time, tab takes it, the preview says whose it is, and the card has it."""
    app = board()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c", "down", "G", "enter")
        assert "Nobody has an open card" in text_of(app, NextMove)
        await press(pilot, "escape")
        now = clock.at
        for _ in range(5):
            clock.at = now - 4 * HOUR
            (card,) = desk.add([({"title": "Figures", "contact": "Dana Reyes"}, None)], via="mail").cards
            clock.at += HOUR
            desk.heard([card.id], ANSWERED)
        clock.at = now
        app.show(app.session.look())
        await press(pilot, "a", *'Invoice @"Dana Reyes"')
        assert "Dana answers within 1h when slow: tab makes it ~1h" in text_of(app, QuickAdd)
        await press(pilot, "tab")
        assert "1h, Dana's slow reply time" in text_of(app, QuickAdd)
        await press(pilot, "enter")
        (made,) = (card for card in desk.cards().values() if card.title == "Invoice")
        assert made.idle_limit_minutes == 60


# The drawing


def spread(minutes: int, replies: int = 5) -> Spread:
    return Spread(tuple(Timed(at, minutes) for at in range(replies)))


def person(name: str, replies: Spread, *routes: tuple[str, int], needs: int = 0) -> Contact:
    return Contact(name, (), (), (), replies, routes, needs)


def row(one: Contact, cells: int = 155, top: int = 600) -> str:
    return "".join(text for text, _ in person_row(one, top, cells, UNICODE))


def test_only_what_needs_me_is_filled() -> None:
    """How many of their cards need me is the one label; who needs nothing has none."""
    for needs, filled in ((3, [" 3 "]), (0, [])):
        line = person_row(person("Dana", spread(60), needs=needs), 60, 155, UNICODE)
        assert [text for text, role in line if "fill" in role] == filled


@pytest.mark.parametrize("cells", [77, 115, 155])
def test_below_five_replies_only_their_number_stands_there(cells: int) -> None:
    """Nothing is said of whom nothing was heard: the page is no list of what is not known."""
    assert "4 of 5 replies" in row(person("Dana", spread(60, 4)), cells)
    assert row(person("Dana", spread(60, 0)), cells).strip() == "Dana"


def test_how_somebody_answers_is_said_in_words() -> None:
    """The usual and the slow time, by which routes, and what a new card to them is offered."""
    one = person("Dana Reyes", spread(395), ("mail", 4), ("chat", 1))
    said = "".join(text for text, _ in told(one, False, str, 155, UNICODE).second)
    assert "usually after 6h35, slowly after 6h35 of working time when asked by mail 4, chat 1." in said
    assert "New cards to Dana are offered ~6h35m." in said
    few = "".join(text for text, _ in told(person("Dana", spread(1, 2)), False, str, 155, UNICODE).second)
    assert "2 of 5 replies: their times show from 5 on" in few


def test_a_route_is_named_whole_or_not_at_all() -> None:
    """Where two do not fit, the one that is answered most stands alone."""
    assert row(person("Dana", spread(60), ("mail", 5), ("telephone at home", 2))).rstrip().endswith("mail 5")


def test_reply_times_are_drawn_to_one_scale() -> None:
    """Who takes half as long as the slowest of all has a line half as long."""
    lengths = [
        sum(letter in "━─" for letter in row(person("Dana", spread(minutes)), 155, 240))
        for minutes in (120, 240)
    ]
    assert lengths == [12, 24]


@pytest.mark.parametrize("cells", [57, 77, 115, 155, 297])
@pytest.mark.parametrize("name", NASTY)
def test_whatever_a_person_is_called_the_row_fits(name: str, cells: int) -> None:
    """A name and a route of any text hold nothing raw, and take no more cells than there are; heads neither."""
    for glyphs in (UNICODE, ASCII):
        for replies in (spread(600), spread(1, 3)):
            one = person(NASTY[name], replies, (NASTY[name], 3), needs=12)
            line = person_row(one, 600, cells, glyphs)
            assert not raw("".join(text for text, _ in line))
            assert measure(line) <= cells
    assert measure(heads(cells)) <= max(cells, 60)


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


# What it does for a new card

SLOW = Known(people=("Dana Reyes",), slow={"dana reyes": 375})


def offered(line: str, cursor: int | None = None, is_new: bool = True) -> list[tuple[str, int]]:
    draft = scan(line, TUESDAY_1412, Workweek(NEW_YORK))
    found = complete(draft, len(line) if cursor is None else cursor, SLOW, is_new)
    return [(one.line, one.cursor) for one in found]


@pytest.mark.parametrize(
    ("line", "cursor", "made"),
    [
        ('Invoice @"Dana Reyes"', None, ('Invoice @"Dana Reyes" ~6h15m', 28)),
        ('Invoice @"Dana Reyes" > call her', None, ('Invoice @"Dana Reyes" ~6h15m > call her', 39)),
        ('Invoice @"Dana Reyes" > call her', 3, ('Invoice @"Dana Reyes" ~6h15m > call her', 3)),
    ],
)
def test_tab_puts_the_limit_after_the_contact(line: str, cursor: int | None, made: tuple[str, int]) -> None:
    """Where it is no part of what comes after; the cursor stays at its letter."""
    assert offered(line, cursor) == [made]


@pytest.mark.parametrize(
    "line",
    ['Invoice @"Dana Reyes" ~2h', "Invoice @Ana", "Invoice @me", "Invoice", 'Invoice @"Dana Reyes" !nope'],
)
def test_no_limit_is_offered_without_a_reason(line: str) -> None:
    """A line with a limit of its own, of somebody else, of nobody, or that cannot be read."""
    assert offered(line) == []


def test_a_card_that_is_there_keeps_its_limit() -> None:
    """Only new cards are offered one."""
    assert offered('Invoice @"Dana Reyes"', is_new=False) == []


def test_a_card_says_where_its_limit_comes_from() -> None:
    """The page of a card names the slow reply time where its limit is that, and not where it is another."""
    rules = Rules(Workweek(NEW_YORK))
    for limit, said in ((375, True), (60, False)):
        card = card_at(TUESDAY_1412, idle_limit_minutes=limit)
        rows = facts(card, judge(card, TUESDAY_1412, rules), TUESDAY_1412, rules, "abc", 90, slow=375)
        text = " ".join("".join(part for part, _ in row).strip() for row in rows)
        assert ("Dana's slow reply time" in text) == said
