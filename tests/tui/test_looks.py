"""The looks: whole screens of the demonstration as text, reviewed beside the pictures when they were kept.

`FOLLOWUP_KEEP_LOOKS=1 pytest tests/tui/test_looks.py` keeps them anew; look at every difference before it is committed.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.demo import demo_desk, demo_settings
from followup.tui.app import FollowupApp
from followup.tui.draw.card import Scene, card_rows
from followup.tui.draw.lines import measure
from followup.tui.glyphs import ASCII
from followup.tui.opening import board_app
from followup.tui.session import Session
from tests.rig.moments import TUESDAY_1412, new_york
from tests.tui.alerted import Became, alert
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, screen_text
from tests.tui.test_dragging import take

KEPT = Path(__file__).parent / "looks"
LINE = "Signed quote from Acme @dana ^maria !fri 3pm > call the front desk +ben"
LOOKS: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "board-160x48": ((160, 48), ("left",)),
    "board-120x36": ((120, 36), ("left",)),
    "board-80x24": ((80, 24), ("left",)),
    "board-300x100": ((300, 100), ()),
    "asking-120x36": ((120, 36), ("left", "r")),
    "quick-add-120x36": ((120, 36), ("a", *LINE)),
    "detail-160x48": ((160, 48), ("left", "enter")),
    "runway-160x48": ((160, 48), ("left", "w")),
    "runway-80x24": ((80, 24), ("left", "w")),
    "grouped-160x48": ((160, 48), ("left", "B")),
    "help-160x48": ((160, 48), ("question_mark",)),
}


@pytest.mark.parametrize("name", LOOKS)
async def test_look(name: str, demo: FollowupApp) -> None:
    """The demonstration's screen is, cell by cell, the one that was reviewed."""
    size, keys = LOOKS[name]
    async with demo.run_test(size=size) as pilot:
        await press(pilot, *keys)
        compare(name, screen_text(demo))


async def test_first_run(desk: object, board: Callable[..., FollowupApp]) -> None:
    """The empty board teaches in place."""
    app = board()
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot)
        compare("first-run-120x36", screen_text(app))


@pytest.mark.parametrize(("name", "size"), [("pending-160x48", (160, 48)), ("pending-80x24", (80, 24))])
async def test_pending(name: str, size: tuple[int, int], clock: Clock) -> None:
    """The pending list, with an alert that was sent, one that failed, one that nobody knows of, and one held back."""
    desk = demo_desk(clock)
    alert(
        desk, (Became(minutes_ago=72), Became("failed", "bus", 62), Became("unknown", "plyer", 12)), budget=2
    )
    app = app_over(desk)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "N")
        compare(name, screen_text(app))


async def test_people(clock: Clock) -> None:
    """The page of people, with two who have answered often enough and one who has not."""
    desk = demo_desk(clock)
    hour, two_weeks = 3600, 14 * 86_400
    for name, via, hours in (
        ("Dana Reyes", "chat", (1, 2, 2, 3, 4, 6)),
        ("Priya Nair", "mail", (3, 4, 6, 26, 27)),
        ("Joan Webb", "mail", (2, 3)),
    ):
        for place, after in enumerate(hours):
            asked_at = TUESDAY_1412 - two_weeks + place * 86_400 - 5 * hour
            (card,) = desk.add([({"title": "Earlier figures", "contact": name}, asked_at)], via=via).cards
            desk.heard([card.id], "answered", at=asked_at + after * hour)
            desk.resolve([card.id])
    app = app_over(desk)
    async with app.run_test(size=(160, 48)) as pilot:
        await press(pilot, "c", *["down"] * 5)
        compare("people-160x48", screen_text(app))


async def test_away(clock: Clock) -> None:
    """The board as it opens after alerts that nobody was there to see."""
    app = app_over(demo_desk(clock))
    app.session = Session(
        app.session.desk, app.glyphs, app.session._compiled, looked_at=TUESDAY_1412 - 3 * 3600
    )
    app.state = app.session.look()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "left")
        compare("away-80x24", screen_text(app))


async def test_dragging(demo: FollowupApp) -> None:
    """A card held over Alternate path: faded where it was, and the gap in which it would land."""
    async with demo.run_test(size=(120, 36)) as pilot:
        await press(pilot)
        await take(pilot, "Board pack", (75, 20))
        compare("dragging-120x36", screen_text(demo))


@pytest.mark.parametrize(
    ("name", "now", "keys"),
    [
        ("update-160x48", TUESDAY_1412, ("left", "u")),
        ("stop-160x48", new_york("2026-11-24 16:41"), ("Q",)),
    ],
)
async def test_telling_and_stopping(name: str, now: int, keys: tuple[str, ...], clock: Clock) -> None:
    """The letter to a requester beside what it rests on, and the end of the story's day."""
    clock.at = now
    app = board_app(demo_desk(clock), demo_settings())
    async with app.run_test(size=(160, 48)) as pilot:
        await press(pilot, *keys)
        compare(name, screen_text(app))


async def test_ascii(clock: Clock) -> None:
    """With ASCII glyphs the board draws the same cells, and nothing of its own outside ASCII."""
    app = app_over(demo_desk(clock))
    app.session = Session(app.session.desk, ASCII, app.session._compiled)
    app.state = app.session.look()
    async with app.run_test(size=(160, 48)) as pilot:
        await press(pilot, "left")
        text = screen_text(app)
        compare("ascii-160x48", text)
        assert {letter for letter in text if not letter.isascii() and not letter.isalpha()} == set()


def compare(name: str, text: str) -> None:
    """Compare with what was kept, or keep it where that is asked for."""
    kept = KEPT / f"{name}.txt"
    if os.environ.get("FOLLOWUP_KEEP_LOOKS"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("cells", [30, 33, 34, 41, 71, 72, 80, 109, 110, 300])
def test_every_row_of_a_card_fits(cells: int, demo: FollowupApp) -> None:
    """A card's rows never run past its text width, however narrow, and filled stands only on what needs me."""
    state = demo.state
    for seen in state.seen.values():
        scene = Scene(state.scene.now, state.scene.rules, state.scene.glyphs)
        for row in card_rows(seen, cells - 3, cells, scene):
            assert measure(row) <= cells - 3, (seen.card.title, row)
            filled = any("fill" in role for _, role in row)
            assert not filled or seen.verdict.needs_me
