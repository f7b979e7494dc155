"""Keys that come faster than the screen: each has its whole effect before the next one is looked at."""

from collections.abc import Callable

from textual.pilot import Pilot

from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.screens.board import BoardScreen
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.nextmove import NextMove
from followup.tui.widgets.quickadd import QuickAdd
from tests.tui.screens import press, send, settle, text_of

Boards = Callable[..., FollowupApp]
WIDE, TINY = (160, 48), (40, 10)
PAGES = ("N", "w", "c", "t", "W", "b", "Q", "enter")


def titles(desk: Desk) -> list[str]:
    return sorted(card.title for card in desk.cards().values())


async def burst(pilot: Pilot[int], *keys: str) -> None:
    """Keys that come all at once."""
    send(pilot, *keys)
    await settle(pilot)


def chosen(app: FollowupApp) -> int:
    """Where in the first column the selected card stands."""
    ids = [one.card.id for one in app.board.columns["sent"].seen]
    return ids.index(app.board.chosen["sent"] or "")


async def test_a_burst_is_read_as_it_was_typed(board: Boards, desk: Desk) -> None:
    """Lines, corrections, answers, counts and pages in one burst: no letter is lost, none is a key of another page."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        await burst(pilot, *"e both pages", "enter")  # the panel's first rise, when it is still to be made
        assert titles(desk) == ["Signed quote both pages"]
        await burst(pilot, *"aDocuments @dana", "enter")
        assert titles(desk) == ["Documents", "Signed quote both pages"]
        for opens in PAGES:
            await press(pilot, "home")
            await burst(pilot, opens, "j", "escape", "j")  # the first j is the page's, the second the board's
            assert isinstance(app.screen, BoardScreen), opens
            assert chosen(app) == 1, opens
        await burst(pilot, *"aquotq", "backspace", *"e", "home", *"Acme ", "enter")
        assert titles(desk) == ["Acme quote", "Documents", "Signed quote both pages"]
        await burst(
            pilot, *"aLast @dana", "enter", "D"
        )  # behind the enter a key is the board's, for the new card
        assert titles(desk) == ["Acme quote", "Documents", "Signed quote both pages"]
        await press(pilot, "home")
        await burst(pilot, *"2jk3j1k")
        assert chosen(app) == 1
        await burst(pilot, "N", "D")  # no alert is selected: there is nothing to delete
        assert len(desk.cards()) == 3
        await press(pilot, "escape")


async def test_answers_typed_ahead_answer(board: Boards, desk: Desk) -> None:
    """`r`, `o`, a date and enter in one burst: the second question's answer is not lost on the first."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(
            pilot, "r", "D", "L", "j", "2", "tab", "q"
        )  # none of these is an answer, none reaches the board
        assert titles(desk) == ["Signed quote"]
        assert text_of(app, NextMove).count("?") == 1
        await press(pilot, "escape")
        await burst(pilot, *"rofri", "enter")
        (card,) = desk.cards().values()
        assert (card.events[-1].data["answer"], card.ball) == ("away", "mine")
        await press(pilot, "escape")  # the other path is asked for
        before = app.board.selected
        await press(
            pilot, "x", "down", "tab", "pagedown", "f1", "up"
        )  # a field keeps its keys from the board
        assert (app.board.selected, app.board.stage) == (before, "sent")
        assert app.screen is app.board
        await press(pilot, "escape")
        assert app.board.strip.question is None
        await burst(pilot, *"xseen it", "enter")
        (card,) = desk.cards().values()
        assert card.proof == "seen it"


async def test_where_nothing_is_drawn_keys_do_nothing(board: Boards, desk: Desk) -> None:
    """A terminal that is too small shows no card: no key acts on one, and what was being typed is there afterwards."""
    app = board("Signed quote")
    async with app.run_test(size=TINY) as pilot:
        await press(pilot, "D", "f", "x", "enter", "escape")
        (card,) = desk.cards().values()
        assert card.rev == 1
        for keys in ("a", "x"):
            await pilot.resize_terminal(*WIDE)
            await press(pilot, keys, *"so")
            await pilot.resize_terminal(*TINY)
            await press(pilot, "D", "f")
            await pilot.resize_terminal(*WIDE)
            await press(pilot, *" far")
            page = app.screen
            shown = page.query_one(QuickAdd).field if keys == "a" else page.query_one(NextMove).field
            assert shown.value == "so far"
            await press(pilot, "escape")
            assert not app.board.is_prompting
            assert app.board.strip.question is None
        await press(pilot, "f")
        assert desk.find(card.id).stage == "followed_up"


SAYS = (
    (("right", "f"), "no card is selected here"),
    (("enter",), "no card is selected here"),
    (("e",), "no card is selected here"),
    (("left", "H"), "Sent is the first stage"),
    (("n",), "nothing needs you"),
    (("Z",), "nothing to redo"),
    (("R",), "is not resolved"),
    (("space", "space", "e"), "one card at a time is edited"),
    (("escape", "x", "enter", *["right"] * 3, "L"), "Resolved is the last stage"),
    (("s",), "it is resolved: R reopens it"),
    (("d",), "it is resolved: R reopens it"),
)  # fmt: skip


async def test_a_key_that_does_nothing_says_why(board: Boards) -> None:
    """A key that cannot do its work here says so in the footer's row, at once and before it asks anything."""
    app = board("One", "Two")
    async with app.run_test(size=WIDE) as pilot:
        for keys, says in SAYS:
            await press(pilot, *keys)
            assert says in text_of(app, FooterBar), keys
            assert app.board.strip.question is None
