"""Safe to stop: on `Q`, on `q` where something is not safe, on opening out of hours, in the strip as the day ends."""

from collections.abc import Callable

import pytest

from followup.demo import demo_desk
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.lines import measure
from followup.tui.draw.stopping import stop_page
from followup.tui.screens.stopping import StopPage
from followup.tui.widgets.nextmove import NextMove
from tests.rig.moments import new_york
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, screen_text, text_of
from tests.tui.test_text_from_outside import NASTY, raw

Boards = Callable[..., FollowupApp]
SIZES = [(160, 48), (120, 36), (80, 24)]
WIDE = SIZES[0]
TUESDAY_1641, TUESDAY_1702, SATURDAY = map(
    new_york, ("2026-11-24 16:41", "2026-11-24 17:02", "2026-11-28 11:00")
)


def at(clock: Clock, now: int) -> FollowupApp:
    """The demonstration's board at an instant."""
    clock.at = now
    return app_over(demo_desk(clock))


def front(app: FollowupApp) -> str:
    """What the keymap calls the page in front."""
    return app.name_of(app.pages()[-1])


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_says_the_thing_its_keys_today_and_tomorrow(
    size: tuple[int, int], clock: Clock
) -> None:
    """The verdict is filled, then one sentence and what settles it; under it the day's line and what comes."""
    app = at(clock, TUESDAY_1641)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "Q")
        text = screen_text(app)
        for said in (
            "End of the day", " 2 things  before you go", "Maria has not heard that Safety sheet",
            "u tell Maria, about 2 minutes", "q stop anyway", "3 sent   3 followed up   2 alternate paths",
            "16:52 check", "Tomorrow", "Insurance",
        ):  # fmt: skip
            assert said in text


async def test_q_asks_only_when_something_is_not_safe(board: Boards) -> None:
    """With nothing unsafe `q` leaves at once."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "q")
        assert app.return_code == 0
        assert app._exit


async def test_q_again_stops_anyway(demo: FollowupApp) -> None:
    """With something unsafe the first `q` says what, and the second one leaves."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "q")
        assert front(demo) == "stop"
        assert not demo._exit
        await press(pilot, "q")
        assert demo._exit


async def test_esc_goes_to_the_board_and_to_the_card(demo: FollowupApp) -> None:
    """`esc` leads to the board, with what is not safe selected."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "q", "escape")
        assert front(demo) == "board"
        assert demo.board.selected is not None
        assert demo.board.selected.card.title.startswith("Safety sheet")


async def test_telling_makes_it_safe(demo: FollowupApp) -> None:
    """`u` opens the letter about the first thing; once both are told, the page says that it is safe to stop."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "q", "u")
        assert front(demo) == "letter"
        await press(pilot, "t")
        assert front(demo) == "stop"
        assert " 1 thing  before you go" in screen_text(demo)
        await press(pilot, "u", "t")
        text = screen_text(demo)
        assert "✓ Safe to stop" in text
        assert "q quit    esc back to the board" in text


async def test_a_new_date_is_asked_for_on_the_page(demo: FollowupApp) -> None:
    """`d` asks in the strip, which stands there only while it asks."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot, "q")
        assert text_of(demo, NextMove) == ""
        await press(pilot, "d")
        assert "A new date?" in text_of(demo, NextMove)
        await press(pilot, "escape")
        assert text_of(demo, NextMove) == ""


@pytest.mark.parametrize("now", [TUESDAY_1702, SATURDAY])
async def test_opened_out_of_hours_it_comes_first(now: int, clock: Clock) -> None:
    """A board that is opened after work or on a day off says first how the day stands; `esc` goes to the board."""
    app = at(clock, now)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert front(app) == "stop"
        await press(pilot, "escape")
        assert front(app) == "board"


async def test_out_of_hours_an_empty_board_is_the_board(desk: Desk, clock: Clock) -> None:
    """Nothing is followed up, and so nothing is said of stopping."""
    clock.at = SATURDAY
    app = app_over(desk)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert front(app) == "board"


class Called:
    """Whoever opens the board for one card."""

    def __init__(self, opens_on: str) -> None:
        self.opens_on = opens_on

    def is_called(self) -> bool:
        return False

    def card(self) -> str:
        return ""

    def answer(self, terminal: object) -> None:
        """Nobody calls."""


async def test_opened_for_a_card_it_does_not_come_first(clock: Clock) -> None:
    """A popup's button opens the board on its card, at any hour."""
    app = at(clock, SATURDAY)
    app.calls = Called(app.session.desk.find("vnd").id)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert front(app) == "board"


async def test_in_the_last_half_hour_the_strip_says_it(clock: Clock) -> None:
    """Thirty minutes before the day ends the strip says how many things are left, and not before."""
    app = at(clock, TUESDAY_1641 - 12 * 60)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert "before you go" not in text_of(app, NextMove)
        clock.at = TUESDAY_1641
        app.show(app.session.look())
        await app.workers.wait_for_complete([one for one in app.workers if one.group == "ending"])
        await press(pilot)
        assert " 2 things  before you go  Q" in text_of(app, NextMove)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("size", SIZES)
async def test_nothing_raw_at_the_end_of_the_day(text: str, size: tuple[int, int], desk: Desk) -> None:
    """Whatever a card says, the page holds nothing that steers a terminal, and every row fits."""
    part = text[:100]
    desk.add([({"title": text, "contact": part, "requester": part, "next_move": part,
                "alternates": [part], "due": desk.now() + 3600, "due_kind": "hard"}, desk.now() - 90_000)])  # fmt: skip
    app = app_over(desk)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "Q")
        assert not raw(screen_text(app).replace("\n", ""))
        look = app.screen.query_one(StopPage).look
        assert look is not None
        assert all(measure(row) <= size[0] - 5 for row in stop_page(look, size[0] - 5))
