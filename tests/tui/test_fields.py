"""A card's page edits its fields in place: select one, type it anew, and nobody's change is overwritten."""

from collections.abc import Callable
from contextlib import nullcontext

import pytest

from followup.core.card import Card
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.fields import HEADS, LABELS, TITLE
from followup.tui.screens.detail import DetailPage, DetailScreen
from followup.tui.screens.fields import ASKS
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.nextmove import NextMove
from tests.tui.screens import press, text_of

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)
TO_DUE, BACK_TO_OUTCOME = ("tab",) * 3, ("shift+tab",)


def only(desk: Desk) -> Card:
    """The one card of a desk."""
    (card,) = desk.cards().values()
    return card


def edged(app: FollowupApp) -> list[str]:
    """The page's rows with the blue edge."""
    rows = [strip.text for page in app.screen.query(DetailPage) for strip in page._painted]
    return [row[2:].split("   ")[0].strip() for row in rows if row.startswith("▌")]


async def test_tab_goes_through_the_fields(demo: FollowupApp) -> None:
    """tab selects one field after the other with an edge beside its rows, scrolled into sight on a small screen;
    esc leaves, and the page is as it was. A resolved card has its proof among them."""
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
        await pilot.resize_terminal(*SMALL)
        await press(pilot, "shift+tab")
        assert edged(demo)[0] == "tags"
        await press(pilot, "tab")
        assert edged(demo)[0] == "Board pack figures in hand"
        await press(pilot, "escape", "escape")
        assert demo.screen_stack[-1] is demo.board
        await pilot.resize_terminal(*WIDE)
        await press(pilot, "right", "right", "enter", *("tab",) * 5)
        assert "proof" in edged(demo)
        await press(pilot, "enter")
        assert "How do you know" in text_of(demo, NextMove)


async def test_a_field_is_typed_anew(board: Boards, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """enter asks for the selected field with what it holds, says what is understood, saves that field alone, and
    nothing that cannot be, is not new, or was changed elsewhere meanwhile; ctrl+o takes a long text to the editor."""
    monkeypatch.setenv("VISUAL", "false")
    app = board(
        "Signed quote",
        outcome="paper in hand",
        next_move="wait",
        breaks="all",
        requester="Maria",
        alternates=["Ben"],
    )
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", *TO_DUE, "enter", *"nonsense", "enter")
        assert "not a date" in text_of(app, NextMove)
        await press(pilot, "escape")
        assert only(desk).rev == 1
        await press(pilot, "enter", *"!! fri 3pm")
        assert "Fri 27 Nov 15:00" in text_of(app, NextMove)
        await press(pilot, "enter")
        assert only(desk).due_kind == "hard"
        assert "deadline     !! Fri 27 Nov 15:00" in text_of(app, DetailPage)
        await press(pilot, "escape", "escape", "enter", "tab", "tab")
        assert edged(app)[0] == "Outcome"
        rev = only(desk).rev
        await press(pilot, "enter", "enter")
        assert only(desk).rev == rev
        await press(pilot, "enter", "ctrl+o")
        assert "false ended with 1" in text_of(app, NextMove)
        await press(pilot, *" soon")
        desk.edit([only(desk).id], lambda _: {"next_move": "call"})
        await press(pilot, "enter")
        assert (only(desk).outcome, only(desk).next_move) == ("paper in hand soon", "call")
        assert "what was done elsewhere meanwhile stays" in text_of(app, FooterBar)
        await press(pilot, "enter", *"er")
        desk.edit([only(desk).id], lambda _: {"outcome": "theirs"})
        await press(pilot, "enter")
        assert only(desk).outcome == "theirs"
        assert isinstance(app.screen, DetailScreen)
        assert app.screen.is_prompting


def test_every_field_that_the_page_shows_can_be_asked_for() -> None:
    """What is selected with tab has its question."""
    assert {TITLE, *HEADS.values(), *LABELS.values()} == set(ASKS)
