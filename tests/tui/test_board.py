"""The board's wiring: keys become wishes, wishes become events, and the picture follows."""

from collections.abc import Callable

from followup.core.card import Card
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.widgets.bars import FooterBar, HeaderBar, TabBar
from followup.tui.widgets.column import ColumnView
from followup.tui.widgets.nextmove import NextMove
from tests.tui.conftest import Clock
from tests.tui.screens import press, text_of

Boards = Callable[..., FollowupApp]
WIDE = (160, 48)
SMALL = (80, 24)


def only(desk: Desk) -> Card:
    """The one card of a desk."""
    (card,) = desk.cards().values()
    return card


async def test_four_columns_at_160_by_48(demo: FollowupApp) -> None:
    """At 160x48 all four stages stand side by side, each with its count and what needs me."""
    async with demo.run_test(size=WIDE) as pilot:
        await pilot.pause()
        heads = [view._painted[0].text for view in demo.screen.query(ColumnView)]
        assert [head.split()[0] for head in heads] == ["Sent", "Followed", "Alternate", "Resolved"]
        assert [view.size.width for view in demo.screen.query(ColumnView)] == [41, 41, 41, 29]
        assert "2 need you" in heads[0]
        assert "5 need you" in text_of(demo, HeaderBar)


async def test_tabs_at_80_by_24(demo: FollowupApp) -> None:
    """At 80x24 one column takes the width and the stages are tabs above it."""
    async with demo.run_test(size=SMALL) as pilot:
        await pilot.pause()
        shown = [view for view in demo.screen.query(ColumnView) if view.display]
        assert [view.size.width for view in shown] == [80]


async def test_tabs_fit_the_smallest_terminal(demo: FollowupApp) -> None:
    """At 60x15 all four tabs are named in full; their counts go first."""
    async with demo.run_test(size=(60, 15)) as pilot:
        await press(pilot)
        assert "Resolved" in text_of(demo, TabBar)


async def test_too_small_says_so(demo: FollowupApp) -> None:
    """At 40x10 one clear line says what is needed; nothing is drawn in part, and it heals when there is room."""
    async with demo.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert not any(part.display for part in demo.screen.query(ColumnView) if part.is_on_screen)
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert "5 need you" in text_of(demo, HeaderBar)


async def test_follow_up_moves_the_card_and_starts_the_clock(board: Boards, desk: Desk, clock: Clock) -> None:
    """`f` makes a sent card followed up, touched now, and says so where the footer stands."""
    app = board("Signed quote")
    clock.at += 3600
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "f")
        card = only(desk)
        assert (card.stage, card.touched_at) == ("followed_up", clock.at)
        assert "followed up: Signed quote" in text_of(app, FooterBar)


async def test_undo_and_redo(board: Boards, desk: Desk) -> None:
    """`z` takes the last gesture back and `Z` makes it again."""
    app = board("Signed quote")
    before = only(desk)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "f", "z")
        assert only(desk) == before
        await press(pilot, "Z")
        assert only(desk).stage == "followed_up"


async def test_alternate_path_by_one_key(board: Boards, desk: Desk) -> None:
    """`p` asks which way round, and `1` goes to the first alternate."""
    app = board("Signed quote", alternates=["Ben Ortiz, ext 2210", "Ana"])
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "p")
        assert "Ben Ortiz, ext 2210" in text_of(app, NextMove)
        await press(pilot, "1")
        card = only(desk)
        assert (card.stage, card.contact, card.tried) == ("alternate", "Ben Ortiz", ("Ben Ortiz, ext 2210",))


async def test_alternate_path_with_nobody_named(board: Boards, desk: Desk) -> None:
    """With no alternate `p` asks who else could, and what is typed becomes the contact."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "p", *"Ben", "enter")
        assert (only(desk).stage, only(desk).contact) == ("alternate", "Ben")


async def test_resolve_with_proof(board: Boards, desk: Desk) -> None:
    """`x` asks how I know, and enter resolves with what was typed."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "x", *"seen", "enter")
        assert (only(desk).stage, only(desk).proof) == ("resolved", "seen")


async def test_a_question_is_left_with_escape(board: Boards, desk: Desk) -> None:
    """esc leaves a question without an event, and the keys mean the board again."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "x", "escape")
        assert only(desk).rev == 1
        await press(pilot, "f")
        assert only(desk).stage == "followed_up"


async def test_quitting_while_a_question_stands(board: Boards) -> None:
    """ctrl+c in the middle of a question ends the board with 130."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "r")
        await pilot.press("ctrl+c")
    assert app.return_code == 130


async def test_snooze_until_tomorrow(board: Boards, desk: Desk) -> None:
    """`s` then `t` keeps a card quiet until tomorrow's first working minute."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "s", "t")
        until = only(desk).snoozed_until
        assert until is not None
        assert desk.rules.week.window(until) == (until, until + 8 * 3600)


async def test_a_date_that_is_none_is_not_taken(board: Boards, desk: Desk) -> None:
    """While the strip's field holds no date, it says so and enter saves nothing."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "d", *"nonsense", "enter")
        assert "not a date" in text_of(app, NextMove)
        assert only(desk).due is None
        await press(pilot, "escape", "d", *"fri 3pm", "enter")
        assert only(desk).due is not None


async def test_moving_with_capital_letters(board: Boards, desk: Desk) -> None:
    """`L` moves a card on by the next stage's verb and `H` moves it back without a touch."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "L")
        assert only(desk).stage == "followed_up"
        touched_at = only(desk).touched_at
        await press(pilot, "H")
        assert (only(desk).stage, only(desk).touched_at) == ("sent", touched_at)


async def test_a_refusal_is_one_line(board: Boards, desk: Desk) -> None:
    """`L` into Alternate path with nobody to try is refused in the footer's row, with a hint."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "L", "L")
        assert "nobody is left to try" in text_of(app, FooterBar)
        assert only(desk).stage == "followed_up"


async def test_selection_stays_with_its_card(board: Boards, desk: Desk) -> None:
    """When the ranking changes under the selection, the same card stays selected."""
    app = board("One", "Two", "Three")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j")
        chosen = app.board.selected
        assert chosen is not None
        other = next(card for card in desk.cards().values() if card.id != chosen.card.id)
        desk.resolve([other.id])
        app.session.catch_up()
        app.show(app.session.look())
        await pilot.pause()
        assert app.board.selected is not None
        assert app.board.selected.card.id == chosen.card.id


async def test_marks_make_a_verb_mean_several(board: Boards, desk: Desk) -> None:
    """`space` marks; a verb then means all marked cards, as one gesture that one undo takes back."""
    app = board("One", "Two", "Three")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "space", "space", "f")
        assert sorted(card.stage for card in desk.cards().values()) == ["followed_up", "followed_up", "sent"]
        await press(pilot, "z")
        assert {card.stage for card in desk.cards().values()} == {"sent"}


async def test_filter_narrows_and_escape_clears(demo: FollowupApp) -> None:
    """`/` narrows the board while typing, says how many match, and esc shows all again."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"board", "enter")
        assert "1 of 19 match" in text_of(demo, HeaderBar)
        assert demo.state.board.matching == 1
        await press(pilot, "escape")
        assert demo.state.filtered is None


async def test_next_that_needs_me(demo: FollowupApp) -> None:
    """`n` goes through the cards that need me, column by column, and round again."""
    async with demo.run_test(size=WIDE) as pilot:
        await pilot.pause()
        start = demo.board.selected
        titles = []
        for _ in range(5):
            await press(pilot, "n")
            assert demo.board.selected is not None
            titles.append(demo.board.selected.card.title)
        assert len(set(titles)) == 5
        assert demo.board.selected == start


async def test_markup_in_a_title_is_text(board: Boards) -> None:
    """A title that is markup, an action link or an escape sequence is shown and neither runs nor crashes."""
    app = board("[/] [bold [@click=app.quit]x[/]", "a\x1b]52;c;ZXZpbA==\x07b")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        drawn = text_of(app, ColumnView)
        assert "[/] [bold [@click=app.quit]x[/]" in drawn
        assert "\x1b" not in drawn
        assert "\x07" not in drawn


async def test_the_palette_offers_every_action(demo: FollowupApp) -> None:
    """Every action of the board is offered by name in the palette, with its key."""
    async with demo.run_test(size=WIDE) as pilot:
        await pilot.pause()
        offered = {command.title: command.help for command in demo.get_system_commands(demo.screen)}
        assert offered["I followed up"] == "f"
        assert offered["quiet until …"] == "s"
