"""While you were away: what was alerted since the board was last looked at, on the header for a minute."""

import pytest

from followup.core.board import lay_out
from followup.demo import demo_desk
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.header import Alerts, header
from followup.tui.draw.lines import Line, measure
from followup.tui.session import Session
from followup.tui.widgets.bars import HeaderBar
from tests.rig.moments import TUESDAY_1412
from tests.tui.alerted import alert
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, text_of

WIDE = (160, 48)
AN_HOUR = 3600
AWAY = "while you were away: "


@pytest.fixture
def told(clock: Clock) -> Desk:
    """The demonstration's desk; some of its cards were alerted just now."""
    made = demo_desk(clock)
    assert alert(made) > 3
    return made


def back(desk: Desk, looked_at: int | None) -> FollowupApp:
    """The board over a desk, opened again after it was last looked at then."""
    app = app_over(desk)
    old = app.session
    return FollowupApp(Session(desk, old.glyphs, old._compiled, looked_at=looked_at))


@pytest.mark.parametrize(
    ("looked_at", "news"), [(TUESDAY_1412 - AN_HOUR, True), (TUESDAY_1412, False), (None, False)]
)
def test_only_what_came_since_the_last_look_is_news(looked_at: int | None, news: bool, told: Desk) -> None:
    """What was alerted before the board was last looked at is no news, nor is anything on a board never away."""
    state = back(told, looked_at).state
    assert bool(state.alerts.away) == news


async def test_the_header_says_what_came_meanwhile(told: Desk, clock: Clock) -> None:
    """On opening, the header counts the cards alerted since, beside their key; acting or a minute ends it."""
    app = back(told, TUESDAY_1412 - AN_HOUR)
    count = app.state.alerts.away
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "down", "left", "n")  # moving around is no act
        assert f"{AWAY}{count}  N alerts" in text_of(app, HeaderBar)
        pending = next(one for one in told.cards().values() if one.title.startswith("Badge"))
        told.follow_up([pending.id])  # what others act on meanwhile is counted no more
        clock.at += 59
        app.show(app.session.look())
        await press(pilot)
        assert f"{AWAY}{count - 1}" in text_of(app, HeaderBar)
        clock.at += 1
        app.show(app.session.look())
        await press(pilot)
        assert AWAY not in text_of(app, HeaderBar)
    for key in ("N", "f"):
        app = back(told, 0)
        async with app.run_test(size=WIDE) as pilot:
            await press(pilot)
            assert AWAY in text_of(app, HeaderBar)
            await press(pilot, key, "escape")
            assert AWAY not in text_of(app, HeaderBar)


def line_at(cells: int, app: FollowupApp, away: int = 3) -> Line:
    """The header in that many cells, with so many alerts that came meanwhile."""
    state = app.state
    board = lay_out(state.seen, state.scene.now)
    return header(board, Alerts(1, 3, away, away), state.scene, cells, key="N")


@pytest.mark.parametrize("cells", [57, 77, 106, 115, 145, 155, 297])
def test_it_makes_room_and_drops_neither_count_nor_clock(cells: int, demo: FollowupApp) -> None:
    """At every width the header keeps what needs me, filled, what came meanwhile with its key, and the clock."""
    line = line_at(cells, demo)
    text = "".join(part for part, _ in line)
    assert measure(line) == cells
    assert text.startswith(" 5 need you ")
    assert f"{AWAY}3  N" in text
    assert text.endswith("14:12")
    assert [part for part, role in line if "fill" in role] == [" 5 need you "]


def test_the_days_counts_go_before_what_is_overdue(demo: FollowupApp) -> None:
    """At 80 columns what is overdue and at risk stays beside the news; the day's own counts make room."""
    text = "".join(part for part, _ in line_at(77, demo))
    assert "■ 1  ▲ 1" in text
    assert "owned" not in text
    assert "alerts 1/3" not in text


def test_without_news_the_header_is_as_it_was(demo: FollowupApp) -> None:
    """With nothing alerted meanwhile, nothing makes room for it."""
    text = "".join(part for part, _ in line_at(155, demo, away=0))
    assert AWAY not in text
    assert "9 waiting" in text
