"""The pending list: what was alerted stays on it until its card is acted on, each with why and one key."""

from collections.abc import Callable

import pytest
from textual import events
from textual.pilot import Pilot

from followup.core import ids
from followup.core.board import look
from followup.core.card import Card, opened
from followup.core.events import OPENED, Event
from followup.core.records import Pending
from followup.demo import demo_desk
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.card import Scene
from followup.tui.draw.lines import measure
from followup.tui.draw.pending import alert_rows
from followup.tui.glyphs import UNICODE
from followup.tui.keymap import Keys
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.detail import DetailScreen
from followup.tui.screens.help import HelpPage
from followup.tui.screens.pending import AlertList, PendingScreen
from followup.tui.widgets.bars import FooterBar, PageHeader
from tests.rig.moments import TUESDAY_1412
from tests.tui.alerted import Became, alert
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import is_on, press, screen_text, settle, text_of
from tests.tui.test_mouse import spot, wheel
from tests.tui.test_text_from_outside import NASTY, RULES, raw

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)
TWO_DAYS = 2 * 86_400
SAFETY, PACK = "Safety sheet translated to Polish", "Board pack figures in hand"
BADGE, VENDOR = "Badge access works for new starters", "Vendor security answers complete"
PASS = "Site pass for the electrician issued"


@pytest.fixture
def silent(board: Boards, desk: Desk, clock: Clock) -> Boards:
    """A board over cards with these titles, all of which Dana was asked two days ago and an alert spoke of."""

    def made(*titles: str, **fields: object) -> FollowupApp:
        clock.at -= TWO_DAYS
        board(*titles, **fields)
        clock.at += TWO_DAYS
        assert alert(desk, budget=len(titles)) == len(titles)
        return app_over(desk)

    return made


@pytest.fixture
def alerted(clock: Clock) -> FollowupApp:
    """The demonstration's board, on which five cards were alerted with four results."""
    made = demo_desk(clock)
    alert(
        made, (Became(minutes_ago=72), Became("failed", "bus", 62), Became("unknown", "plyer", 12)), budget=2
    )
    return app_over(made)


def titles(app: FollowupApp) -> list[str]:
    """The titles on the list, in order."""
    assert isinstance(app.screen, PendingScreen)
    return [one.seen.card.title for one in app.screen.alerts]


def chosen(app: FollowupApp) -> str:
    """The selected alert's title."""
    assert isinstance(app.screen, PendingScreen)
    assert app.screen.selected is not None
    return app.screen.selected.seen.card.title


async def test_each_alert_says_why_one_key_and_what_became_of_it(alerted: FollowupApp) -> None:
    """`N` lists the alerts, what needs me most first: when and how it was said, why it still waits, one key."""
    async with alerted.run_test(size=WIDE) as pilot:
        await press(pilot, "N")
        assert "5 not acted on yet" in text_of(alerted, PageHeader)
        assert titles(alerted) == [SAFETY, PACK, BADGE, VENDOR, PASS]
        rows = [row for row in text_of(alerted, AlertList).splitlines() if row.strip()]
        assert "OVERDUE" in rows[0]
        assert rows[0].endswith("u tell Maria")
        assert "Due today 12:00, 2h12 ago. Maria has not heard since Friday." in rows[1]
        assert rows[1].endswith("13:00      sent by bus")
        assert rows[3].endswith("13:10      failed: nothing could show it")
        assert rows[5].endswith("13:00      held back: over today's budget")
        assert rows[9].endswith("14:00      perhaps shown by plyer")

        await press(pilot, "down", "enter")
        assert is_on(alerted, DetailScreen)
        assert PACK in screen_text(alerted)
        await press(pilot, "escape")
        assert chosen(alerted) == PACK
        await by_mouse(alerted, pilot)
        for key in ("escape", "q", "N"):
            await press(pilot, "end", key)
            assert is_on(alerted, BoardScreen)
            assert alerted.board.selected is not None
            assert alerted.board.selected.card.title == PASS
            await press(pilot, "N")
        await help_and_palette(alerted, pilot)


async def by_mouse(app: FollowupApp, pilot: Pilot[int]) -> None:
    """A click selects the alert under it, two open its card, and the wheel goes from alert to alert."""
    await pilot.click(offset=spot(app, "Badge access"))
    await settle(pilot)
    assert chosen(app) == BADGE
    await wheel(pilot, events.MouseScrollUp, (40, 10), 1)
    assert chosen(app) == PACK
    await wheel(pilot, events.MouseScrollDown, (40, 10), 9)
    assert chosen(app) == PASS
    await pilot.click(offset=spot(app, "Safety sheet"), times=2)
    await settle(pilot)
    assert is_on(app, DetailScreen)
    await press(pilot, "escape")


async def help_and_palette(app: FollowupApp, pilot: Pilot[int]) -> None:
    """`?` names every key of the list; the palette does what they do, and on the page under help."""
    await press(pilot, "question_mark")
    told = text_of(app, HelpPage)
    assert "Every key on the list of alerts" in told
    assert "I followed up" in told
    assert "column to the left" not in told
    offered = {command.title: command for command in app.get_system_commands(app.screen)}
    offered["quick add: one line is enough"].callback()
    await settle(pilot)
    assert is_on(app, PendingScreen)
    assert "=> outcome" in screen_text(app)
    await press(pilot, "escape")
    offered = {command.title: command for command in app.get_system_commands(app.screen)}
    assert offered["back to the board"].help == "esc, q, N"
    offered["no popups for this card, or popups again"].callback()
    await settle(pilot)
    assert len(titles(app)) == 4


ACTS = (
    ("s", "t"),
    ("m",),
    ("r", "a", "enter", "escape"),
    ("x", *"seen", "enter"),
    ("p", *"Ben", "enter"),
    ("u", *"Maria", "enter", "t"),
)


async def test_acting_takes_it_off_and_undo_brings_it_back(silent: Boards, desk: Desk) -> None:
    """Each act leaves the list without the alert, on the next one; `z` brings it back, selected, each in turn."""
    app = silent("One", "Two", "Three", next_move="call")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "N", "down")
        first, second, third = titles(app)
        await press(pilot, "f")
        assert (titles(app), chosen(app)) == ([first, third], third)
        assert f"followed up: {second}   z undo" in text_of(app, FooterBar)
        await press(pilot, "f")
        assert (titles(app), chosen(app)) == ([first], first)
        for keys in ACTS:
            await press(pilot, *keys)
            assert titles(app) == [], keys
            assert "every alert has been acted on" in text_of(app, AlertList)
            await press(pilot, "z")
            if keys[0] == "u":
                await press(pilot, "z")  # who the requester is was a change of its own
            assert titles(app) == [first], keys
        await press(
            pilot, "i", *"hm", "enter", "a", *"Four", "enter"
        )  # neither a note nor another card is an act
        assert titles(app) == [first]
        await press(pilot, "z", "z", "z")
        assert (titles(app), chosen(app)) == ([first, third], third)
        await press(pilot, "z")
        assert (titles(app), chosen(app)) == ([first, second, third], second)
        await press(pilot, "e", "home", *"Number ", "enter")
        assert titles(app)[1] == f"Number {second}"
        assert isinstance(app.screen, PendingScreen)
        desk.follow_up([app.screen.alerts[0].seen.card.id])  # what others act on leaves the open list too
        app.show(app.session.look())
        await press(pilot)
        assert (titles(app), chosen(app)) == ([f"Number {second}", third], f"Number {second}")


async def test_a_long_list_scrolls_and_an_empty_one_says_so(silent: Boards, desk: Desk) -> None:
    """It goes to both ends, counts what is out of sight, and draws no alert in part; without any, one friendly line."""
    app = app_over(desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "N", "down", "G", "f", "enter")
        assert "Nothing waits for you" in text_of(app, AlertList)
        await press(pilot, "escape")
        assert is_on(app, BoardScreen)
    app = silent(*(f"Card {number:04}" for number in range(80)))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "N")
        whole = text_of(app, AlertList).count("followed up")
        assert whole > 10
        assert f"↓ {80 - whole} more" in text_of(app, AlertList)
        await press(pilot, "end")
        assert chosen(app) == titles(app)[-1]
        whole = text_of(app, AlertList).count("followed up")
        assert f"↑ {80 - whole} more" in text_of(app, AlertList)
        await press(pilot, "home", *["down"] * 20)
        assert chosen(app) == titles(app)[20]
        assert chosen(app) in text_of(app, AlertList)


@pytest.mark.parametrize("cells", [57, 77, 107, 155, 297])
@pytest.mark.parametrize("name", NASTY)
def test_text_from_outside_is_text(name: str, cells: int) -> None:
    """Whatever a card says, an alert's rows hold nothing raw and take no more cells than they have."""
    text = NASTY[name]
    card = made(title=text, contact=text, requester=text, next_move=text, alternates=(text,))
    one = Pending(look(card, TUESDAY_1412, RULES), "check", TUESDAY_1412, text, text, "delivered", text)
    for row in alert_rows(one, cells, Scene(TUESDAY_1412, RULES, UNICODE), Keys().shown):
        assert measure(row) <= cells
        assert not raw("".join(part for part, _ in row))


def made(**fields: object) -> Card:
    """A card that was sent two days ago."""
    at = TUESDAY_1412 - TWO_DAYS
    return opened(ids.new_id(at), Event(ids.new_id(at), at, at, OPENED, "cli", fields))
