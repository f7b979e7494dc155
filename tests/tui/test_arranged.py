"""Sorting and grouping the board, what the footer keeps, and what a filter shows where it matches."""

from collections.abc import Callable

from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.header import footer
from followup.tui.palette import On
from followup.tui.screens.board import FOOTER, LASTING
from followup.tui.screens.detail import DetailPage
from followup.tui.widgets.bars import FooterBar, HeaderBar
from followup.tui.widgets.column import ColumnView
from followup.tui.widgets.nextmove import NextMove
from tests.tui.screens import press, text_of

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)


def titles(app: FollowupApp, stage: str = "sent") -> list[str]:
    """A column's titles from the top."""
    return [one.card.title for one in app.board.columns[stage].seen]


def drawn(app: FollowupApp, stage: str) -> list[str]:
    """A column's rows."""
    view = next(view for view in app.screen.query(ColumnView) if view.stage == stage)
    return [strip.text.rstrip() for strip in view._painted]


async def test_sorting_by_deadline_and_back(demo: FollowupApp) -> None:
    """`S` puts the soonest deadline first and says so in the header; the selection stays; `S` again undoes it."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot)
        before, chosen = titles(demo), demo.board.chosen["followed_up"]
        await press(pilot, "S")
        assert titles(demo)[0] == "Vendor security answers complete"
        assert "by deadline" in text_of(demo, HeaderBar)
        assert "sorted by deadline" in text_of(demo, FooterBar)
        assert not any("waiting" in row for row in drawn(demo, "sent"))
        assert demo.board.chosen["followed_up"] == chosen
        await press(pilot, "S")
        assert titles(demo) == before
        assert "by deadline" not in text_of(demo, HeaderBar)


async def test_grouping_goes_round(demo: FollowupApp) -> None:
    """`B` names each requester over their cards, then each contact, then none; the order holds for new cards."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "B")
        rows = drawn(demo, "sent")
        heads = [row.split("─")[0].strip() for row in rows[2:] if row.endswith("─")]
        assert heads == ["Tom Becker 2", "Maria Lopez 1", "nobody expects news 3", "Aisha Khan 1"]
        await press(pilot, "a", *"New one @dana ^maria", "enter", "escape")
        assert [(one.name, one.size) for one in demo.board.columns["sent"].groups][-1] == ("maria", 1)
        await press(pilot, "B")
        assert "Priya Nair" in [one.name for one in demo.board.columns["sent"].groups]
        await press(pilot, "B")
        assert demo.board.columns["sent"].groups == ()


async def test_whose_cards_they_are_is_seen_while_scrolling(board: Boards) -> None:
    """However far one scrolls, the group's name stays above its cards, beside how many lie above."""
    app = board(*(f"Card {number:02}" for number in range(40)), requester="Maria Lopez")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "B", "G")
        row = drawn(app, "sent")[2]
        assert row.startswith("  Maria Lopez 40 ─")
        assert "↑ 33 more" in row


async def test_next_that_needs_me_in_any_order(demo: FollowupApp) -> None:
    """`n` finds every card that needs me also where those do not come first."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "S")
        found = set()
        for _ in range(5):
            await press(pilot, "n")
            assert demo.board.selected is not None
            found.add(demo.board.selected.card.title)
            assert demo.board.selected.verdict.needs_me
        assert len(found) == 5


async def test_a_half_typed_filter_is_explained_in_place(demo: FollowupApp) -> None:
    """While `is:` is half typed the strip says what it could be, the board stays, and enter keeps nothing unread."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"for:maria is:id")
        assert "nothing is called is:" in text_of(demo, NextMove)
        matching = demo.state.board.matching
        await press(pilot, "enter")
        assert demo.board.strip.is_asking
        await press(pilot, *"le", "enter")
        assert 0 < demo.state.board.matching < matching
        assert not demo.board.strip.is_asking


async def test_help_and_quit_stay_in_the_footer(demo: FollowupApp) -> None:
    """At 80x24 newcomers make room in the footer before `? help` and `q quit` do."""
    async with demo.run_test(size=SMALL) as pilot:
        await press(pilot)
        shown = text_of(demo, FooterBar)
        assert "? help" in shown
        assert "q quit" in shown
        assert "a add" in shown


def test_what_passes_goes_first() -> None:
    """However narrow the footer, nothing that lasts is dropped while anything else is there."""
    keys = [(name, "word") for name in FOOTER]
    passing = {name for name in FOOTER if name not in LASTING}
    for cells in range(20, 400):
        kept = [text for text, _ in footer(keys, ("^p", "commands"), cells, passing)]
        here = [name for name in FOOTER if name in kept]
        assert not passing & set(here) or set(LASTING) <= set(here)


async def test_a_match_is_shown_whatever_its_case(board: Boards, desk: Desk) -> None:
    """What the filter looks for is blue and underlined in the title, and in the notes on the card's page."""
    app = board("Signed QUOTE")
    desk.note([card.id for card in desk.cards().values()], "the quote is on its way")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"Quote", "enter")
        app.show(app.session.look())
        match = app.palette.style("primary underline", On.PANEL)
        assert match in styles(app, ColumnView, "QUOTE")
        await press(pilot, "enter")
        assert app.palette.style("primary underline", On.SHEET) in styles(app, DetailPage, "quote")


def styles(app: FollowupApp, kind: type[ColumnView] | type[DetailPage], text: str) -> list[object]:
    """The styles in which widgets of a kind draw exactly this text."""
    strips = [strip for part in app.screen.query(kind) for strip in part._painted]
    return [part.style for strip in strips for part in strip if part.text == text]
