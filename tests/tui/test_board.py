"""The board's wiring: keys become wishes, wishes become events, and the picture follows."""

from collections.abc import Callable

from followup.core.card import Card
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.keymap import ACTIONS, BOARD, BY_ID, EVERYWHERE, HELP, LETTER, PEOPLE, STATS, STOP, Keys
from followup.tui.screens.board import FOOTER
from followup.tui.widgets.bars import FooterBar, HeaderBar, TabBar
from followup.tui.widgets.column import ColumnView
from followup.tui.widgets.nextmove import NextMove
from followup.tui.widgets.quickadd import QuickAdd
from tests.tui.conftest import Clock
from tests.tui.screens import press, text_of

Boards = Callable[..., FollowupApp]
WIDE = (160, 48)
SMALL = (80, 24)


def only(desk: Desk) -> Card:
    """The one card of a desk."""
    (card,) = desk.cards().values()
    return card


async def test_the_board_at_every_size(demo: FollowupApp) -> None:
    """Four columns at 160x48, tabs at 80x24, all named at 60x15, one clear line at 40x10, and back again."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot)
        heads = [view._painted[0].text for view in demo.screen.query(ColumnView)]
        assert [head.split()[0] for head in heads] == ["Sent", "Followed", "Alternate", "Resolved"]
        assert [view.size.width for view in demo.screen.query(ColumnView)] == [41, 41, 41, 29]
        assert "2 need you" in heads[0]
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        shown = [view for view in demo.screen.query(ColumnView) if view.display]
        assert [view.size.width for view in shown] == [80]
        assert all(word in text_of(demo, FooterBar) for word in ("a add", "? help", "q quit"))
        await pilot.resize_terminal(60, 15)
        await pilot.pause()
        assert "Resolved" in text_of(demo, TabBar)
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert not any(part.display for part in demo.screen.query(ColumnView) if part.is_on_screen)
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert "5 need you" in text_of(demo, HeaderBar)


async def test_a_card_is_followed_up_and_every_step_taken_back(
    board: Boards, desk: Desk, clock: Clock
) -> None:
    """`f`, `L` and `H` move a card as their verbs say, a refusal is one line, and `z` and `Z` say what they did."""
    app = board("Signed quote", outcome="paper", next_move="call")
    before = only(desk)
    clock.at += 3600
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "f", "escape", "escape")
        assert (only(desk).stage, only(desk).touched_at) == ("followed_up", clock.at)
        assert "followed up: Signed quote" in text_of(app, FooterBar)
        await press(pilot, "L")
        assert "nobody is left to try" in text_of(app, FooterBar)
        await press(pilot, "H", "escape", "escape")
        assert (only(desk).stage, only(desk).touched_at) == ("sent", clock.at)
        await press(pilot, "z", "z")
        assert "undid followed up: Signed quote" in text_of(app, FooterBar)
        assert only(desk) == before
        await press(pilot, "Z")
        assert "redid followed up: Signed quote" in text_of(app, FooterBar)
        assert only(desk).stage == "followed_up"


async def test_every_question_is_asked_in_the_strip(board: Boards, desk: Desk) -> None:
    """`p`, `s`, `d` and `x` ask there, esc leaves without an event, what is no date is not taken; a note that was
    typed in the longer fields comes back with its card; ctrl+c in the middle of a question ends the board with 130."""
    app = board("Signed quote", outcome="paper", next_move="call", alternates=["Ben Ortiz, ext 2210", "Ana"])
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "x", "escape")
        assert only(desk).rev == 1
        await press(pilot, "p")
        assert "Ben Ortiz, ext 2210" in text_of(app, NextMove)
        await press(pilot, "1")
        assert (only(desk).stage, only(desk).contact) == ("alternate", "Ben Ortiz")
        await press(pilot, "s", "t")
        until = only(desk).snoozed_until
        assert until is not None
        assert desk.rules.week.window(until) == (until, until + 8 * 3600)
        await press(pilot, "d", *"nonsense", "enter")
        assert "not a date" in text_of(app, NextMove)
        assert only(desk).due is None
        await press(pilot, "escape", "d", *"fri 3pm", "enter")
        assert only(desk).due is not None
        await press(pilot, "escape", "escape", "x", *"seen", "enter")
        assert (only(desk).stage, only(desk).proof) == ("resolved", "seen")
        await press(pilot, "e", "ctrl+o", "tab", *"a note", "escape", "escape", "e")
        assert "with a note" in text_of(app, QuickAdd)
        await press(pilot, "enter", "i")
        assert [event.data.get("text") for event in only(desk).events][-1] == "a note"
        await pilot.press("ctrl+c")
    assert app.return_code == 130


async def test_the_selection_the_marks_and_the_clock_go_on(board: Boards, desk: Desk) -> None:
    """Under a changed ranking the same card stays selected; marks make one gesture, which one undo takes back; a
    title that is markup, an action or an escape sequence is text."""
    app = board("One", "Two", "[/] [bold [@click=app.quit]x[/]", "a\x1b]52;c;ZXZpbA==\x07b")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j")
        drawn = text_of(app, ColumnView)
        assert "[/] [bold [@click=app.quit]x[/]" in drawn
        assert not {"\x1b", "\x07"} & set(drawn)
        chosen = app.board.selected
        assert chosen is not None
        other = next(card for card in desk.cards().values() if card.id != chosen.card.id)
        desk.resolve([other.id])
        app.show(app.session.look())
        await press(pilot)
        assert app.board.selected is not None
        assert app.board.selected.card.id == chosen.card.id
        await press(pilot, "g", "g", "space", "space", "f")
        assert "followed up: 2 cards" in text_of(app, FooterBar)
        assert [card.stage for card in desk.cards().values()].count("followed_up") == 2
        await press(pilot, "z")
        assert "undid followed up: 2 cards" in text_of(app, FooterBar)
        assert not any(card.stage == "followed_up" for card in desk.cards().values())


async def test_looking_around(demo: FollowupApp) -> None:
    """`n` goes through what needs me and round again, counts repeat a move, the palette names every action with its
    key, and each action there is done."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot)
        start, titles = demo.board.selected, []
        for _ in range(5):
            await press(pilot, "n")
            assert demo.board.selected is not None
            titles.append(demo.board.selected.card.title)
        assert len(set(titles)) == 5
        assert demo.board.selected == start
        await press(pilot, "h", "h", "g", "g", "3", "j", "k")
        assert demo.board.selected == demo.board.columns[demo.board.stage].seen[2]
        offered = {command.title: command.help for command in demo.get_system_commands(demo.screen)}
        wanted = [action for action in ACTIONS if BOARD in action.screens]
        assert [offered[one.says].split(", ")[0] for one in wanted] == [
            Keys().shown(one.id) for one in wanted
        ]


def test_the_footer_names_what_is_for_the_whole_board() -> None:
    """Every action of the board that is no card's, and no move, stands in the footer; so wide a screen shows all."""
    whole = {action.id for action in ACTIONS if BOARD in action.screens and action.id.startswith("board.")}
    assert set(FOOTER) == (whole - {"board.commands"}) | {"move.next-need"}


def test_no_two_actions_of_a_screen_share_a_key() -> None:
    """By default each key of a screen means one thing."""
    for screen in (*EVERYWHERE, HELP, LETTER, PEOPLE, STATS, STOP):
        keys = [key for action in ACTIONS if screen in action.screens for key in action.keys]
        assert len(keys) == len(set(keys)), screen


def test_keys_are_read_as_people_write_them() -> None:
    """In the settings `F2`, `^f`, `esc`, `shift+a` and `/` are the keys that a terminal sends."""
    keys = Keys({"card.note": "F2, ^f , esc,shift+a,/", "none.such": "x"})
    assert keys.of("card.note") == ("f2", "ctrl+f", "escape", "A", "slash")
    assert keys.of("card.edit") == BY_ID["card.edit"].keys
