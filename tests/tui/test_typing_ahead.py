"""Keys that come faster than the screen: each has its whole effect before the next one is looked at."""

from collections.abc import Callable

import pytest

from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.screens.board import BoardScreen
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.nextmove import NextMove
from followup.tui.widgets.quickadd import QuickAdd
from tests.tui.conftest import Clock
from tests.tui.screens import press, send, settle, text_of

Boards = Callable[..., FollowupApp]
WIDE, TINY = (160, 48), (40, 10)


async def test_a_line_typed_ahead_goes_to_the_panel(board: Boards, desk: Desk) -> None:
    """`aDocuments` in one burst adds a card: its `D` deletes none, its other letters do nothing else."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        send(pilot, *"aDocuments from Acme @dana", "enter")
        await settle(pilot)
        assert sorted(card.title for card in desk.cards().values()) == ["Documents from Acme", "Signed quote"]
        assert all(len(card.events) == 1 for card in desk.cards().values())


@pytest.mark.parametrize("open_first", [True, False], ids=["again", "first time"])
async def test_edits_typed_ahead_go_to_the_panel(open_first: bool, board: Boards, desk: Desk) -> None:
    """Neither the panel's first rise, when it is still to be made, nor a later one loses a letter."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *(["e", "escape"] if open_first else []))
        send(pilot, *"e both pages", "enter")
        await settle(pilot)
        (card,) = desk.cards().values()
        assert card.title == "Signed quote both pages"


async def test_corrections_typed_ahead_keep_their_place(board: Boards, desk: Desk) -> None:
    """A backspace, a jump to the start and an enter in one burst act where they were pressed, not after the rest."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "a")
        send(pilot, *"quotq", "backspace", *"e", "home", *"Acme ", "enter")
        await settle(pilot)
        assert sorted(card.title for card in desk.cards().values()) == ["Acme quote", "Signed quote"]


async def test_answers_typed_ahead_answer(board: Boards, desk: Desk) -> None:
    """`r`, `o`, a date and enter in one burst: the second question's answer is not lost on the first."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        send(pilot, *"rofri", "enter")
        await settle(pilot)
        (card,) = desk.cards().values()
        assert (card.events[-1].data["answer"], card.ball) == ("away", "mine")
        await press(pilot, "escape")  # the other path is asked for
        send(pilot, *"xseen it", "enter")
        await settle(pilot)
        (card,) = desk.cards().values()
        assert card.proof == "seen it"


@pytest.mark.parametrize("opens", ["N", "w", "c", "t", "W", "b", "Q", "enter"])
async def test_a_key_behind_a_page_is_for_that_page(opens: str, board: Boards, desk: Desk) -> None:
    """A page's key, `j`, esc and `j` in one burst: the first `j` is the page's, the second one the board's."""
    app = board("Signed quote", "Documents")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        send(pilot, opens, "j", "escape", "j")
        await settle(pilot)
        assert isinstance(app.screen, BoardScreen)
        assert app.board.chosen["sent"] == app.board.columns["sent"].seen[1].card.id


async def test_a_delete_behind_the_pending_list_deletes_nothing(board: Boards, desk: Desk) -> None:
    """`N` and `D` in one burst: with no alert selected there is nothing to delete, and the board's card stays."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        send(pilot, "N", "D")
        await settle(pilot)
        assert [card.title for card in desk.cards().values()] == ["Signed quote"]


async def test_counts_typed_ahead_count(board: Boards) -> None:
    """`2j` in one burst goes two cards down."""
    app = board("One", "Two", "Three")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        send(pilot, *"2jk3j1k")
        await settle(pilot)
        assert app.board.chosen["sent"] == app.board.columns["sent"].seen[1].card.id


async def test_keys_that_answer_nothing_do_nothing(board: Boards, desk: Desk) -> None:
    """While a question stands, other keys neither answer it nor reach the board."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "r", "D", "L", "j", "2", "tab", "q")
        assert desk.cards()
        await press(pilot, "x", "escape")
        assert app.board.strip.question is None


async def test_a_field_keeps_its_keys_from_the_board(board: Boards, desk: Desk) -> None:
    """In a question's field tab, arrows and paging do not move the board behind it."""
    app = board("One", "Two", "Three")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        before = app.board.selected
        await press(pilot, "x", "down", "tab", "pagedown", "f1", "up")
        assert isinstance(app.screen, BoardScreen)
        assert app.board.selected == before
        assert app.board.stage == "sent"


async def test_where_nothing_is_drawn_keys_do_nothing(board: Boards, desk: Desk) -> None:
    """Too small a terminal shows no card, and so no key acts on one; esc, `q` and room still help."""
    app = board("Signed quote")
    async with app.run_test(size=TINY) as pilot:
        await press(pilot, "D", "f", "x", "enter", "escape")
        (card,) = desk.cards().values()
        assert card.rev == 1
        await pilot.resize_terminal(*WIDE)
        await press(pilot, "f")
        assert desk.find(card.id).stage == "followed_up"


@pytest.mark.parametrize("keys", ["a", "x"])
async def test_a_line_survives_a_terminal_that_is_too_small(keys: str, board: Boards) -> None:
    """What was being typed is still there, and takes the keys, when there is room again."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, keys, *"so")
        await pilot.resize_terminal(*TINY)
        await press(pilot, "D", "f")
        await pilot.resize_terminal(*WIDE)
        await press(pilot, *" far")
        shown = app.screen.query_one(QuickAdd).field if keys == "a" else app.screen.query_one(NextMove).field
        assert shown.value == "so far"
        await press(pilot, "escape")
        assert not app.board.is_prompting
        assert app.board.strip.question is None


SAYS = {
    "an empty column": (("right", "f"), "no card is selected here"),
    "enter on nothing": (("right", "enter"), "no card is selected here"),
    "edit nothing": (("right", "e"), "no card is selected here"),
    "before the first stage": (("H",), "Sent is the first stage"),
    "past the last stage": (("x", "enter", "L"), "Resolved is the last stage"),
    "a snooze on a resolved card": (("x", "enter", "s"), "it is resolved: R reopens it"),
    "a date on a resolved card": (("x", "enter", "d"), "it is resolved: R reopens it"),
    "edit several": (("space", "space", "e"), "one card at a time is edited"),
    "nothing needs me": (("n",), "nothing needs you"),
    "nothing to redo": (("Z",), "nothing to redo"),
    "open, not resolved": (("R",), "is not resolved"),
}


@pytest.mark.parametrize("name", SAYS)
async def test_a_key_that_does_nothing_says_why(name: str, board: Boards) -> None:
    """A key that cannot do its work here says so in the footer's row, at once and before it asks anything."""
    keys, says = SAYS[name]
    titles = ("One", "Two") if "several" in name else ("One",)
    app = board(*titles)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *keys)
        assert says in text_of(app, FooterBar)
        assert app.board.strip.question is None


async def test_the_palette_acts_on_the_page_under_help(board: Boards, clock: Clock) -> None:
    """A command chosen while help is open closes help: what it opens is seen."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "question_mark", "ctrl+p")
        await pilot.pause(0.2)
        await press(pilot, *"quick add")
        await pilot.pause(0.5)
        await press(pilot, "enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert app.board.is_prompting


async def test_own_deletion_is_said_on_the_board(board: Boards) -> None:
    """`D` on a card's page leads back to the board, where the toast with its undo stands."""
    app = board("One", "Two")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        assert app.screen_stack[-1] is not app.board
        await press(pilot, "D")
        assert app.screen_stack[-1] is app.board
        assert "deleted: " in text_of(app, FooterBar)
        assert "z undo" in text_of(app, FooterBar)
