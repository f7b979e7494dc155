"""A card's page edits its fields in place: select one, type it anew, and nobody's change is overwritten."""

from collections.abc import Callable

from followup.core.card import Card
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.screens.detail import DetailPage, DetailScreen
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.nextmove import NextMove
from tests.tui.screens import press, text_of

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)
TITLE, OUTCOME, DUE, BREAKS = (("tab",) * count for count in (1, 2, 3, 4))


def only(desk: Desk) -> Card:
    """The one card of a desk."""
    (card,) = desk.cards().values()
    return card


def edged(app: FollowupApp) -> list[str]:
    """The page's rows with the blue edge."""
    rows = [strip.text for page in app.screen.query(DetailPage) for strip in page._painted]
    return [row[2:].split("   ")[0].strip() for row in rows if row.startswith("▌")]


async def test_tab_goes_through_the_fields(demo: FollowupApp) -> None:
    """tab selects one field after the other with an edge beside its rows; esc leaves, and the page is as it was."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "enter")
        before = text_of(demo, DetailPage)
        met = []
        for _ in range(10):
            await press(pilot, "tab")
            met.append(edged(demo)[0])
        assert met == [
            "Board pack figures in hand", "Outcome", "deadline", "breaks", "wait", "If I hear nothing", "contact",
            "requester", "alternates", "tags",
        ]  # fmt: skip
        await press(pilot, "shift+tab")
        assert edged(demo)[0] == "alternates"
        await press(pilot, "escape")
        assert text_of(demo, DetailPage) == before
        assert isinstance(demo.screen, DetailScreen)
        await press(pilot, "escape")
        assert demo.screen_stack[-1] is demo.board


async def test_a_field_is_typed_anew(board: Boards, desk: Desk) -> None:
    """enter asks for the selected field with what it holds, says what is understood, and saves that field alone."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", *DUE, "enter", *"!! fri 3pm")
        assert "Fri 27 Nov 15:00" in text_of(app, NextMove)
        await press(pilot, "enter")
        assert only(desk).due_kind == "hard"
        assert "deadline     !! Fri 27 Nov 15:00" in text_of(app, DetailPage)
        assert edged(app)[0] == "deadline"


async def test_what_cannot_be_is_said_and_not_saved(board: Boards, desk: Desk) -> None:
    """What is no date is explained while it is typed; enter saves nothing, and esc leaves all as it was."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", *DUE, "enter", *"nonsense", "enter")
        assert "not a date" in text_of(app, NextMove)
        await press(pilot, "escape")
        assert only(desk).rev == 1


async def test_nothing_new_is_no_edit(board: Boards, desk: Desk) -> None:
    """A field that is saved as it stands makes no event."""
    app = board("Signed quote", outcome="paper in hand")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", *OUTCOME, "enter", "enter")
        assert only(desk).rev == 1


async def test_a_field_that_somebody_else_changed_is_not_overwritten(board: Boards, desk: Desk) -> None:
    """Both versions are shown to choose from when the field was changed elsewhere meanwhile."""
    app = board("Signed quote", outcome="paper in hand")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", *OUTCOME, "enter", *" soon")
        desk.edit([only(desk).id], lambda _: {"outcome": "theirs"})
        await press(pilot, "enter")
        assert only(desk).outcome == "theirs"
        assert isinstance(app.screen, DetailScreen)
        assert app.screen.is_prompting


async def test_other_fields_changed_elsewhere_stay(board: Boards, desk: Desk) -> None:
    """A change of another field made elsewhere stays, and is spoken of."""
    app = board("Signed quote", outcome="paper in hand")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", *OUTCOME, "enter", *" soon")
        desk.edit([only(desk).id], lambda _: {"next_move": "call"})
        await press(pilot, "enter")
        assert (only(desk).outcome, only(desk).next_move) == ("paper in hand soon", "call")
        assert "what was done elsewhere meanwhile stays" in text_of(app, FooterBar)


async def test_a_selected_field_is_scrolled_to(demo: FollowupApp) -> None:
    """On a small terminal the page follows the selection to its end and back."""
    async with demo.run_test(size=SMALL) as pilot:
        await press(pilot, "left", "enter", "shift+tab")
        assert edged(demo)[0] == "tags"
        await press(pilot, "tab")
        assert edged(demo)[0] == "Board pack figures in hand"
