"""The pending list: what was alerted stays on it until its card is acted on, each with why and one key."""

from collections.abc import Callable

import pytest
from textual import events

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
from followup.tui.widgets.nextmove import NextMove
from tests.rig.moments import TUESDAY_1412
from tests.tui.alerted import Became, alert
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, screen_text, settle, text_of
from tests.tui.test_mouse import spot, wheel
from tests.tui.test_text_from_outside import NASTY, RULES, raw

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)
TWO_DAYS = 2 * 86_400


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
    """The demonstration's board, on which four cards were alerted with four results."""
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
        assert "4 not acted on yet" in text_of(alerted, PageHeader)
        assert titles(alerted) == [
            "Safety sheet translated to Polish",
            "Board pack figures in hand",
            "Badge access works for new starters",
            "Vendor security answers complete",
        ]
        rows = [row for row in text_of(alerted, AlertList).splitlines() if row.strip()]
        assert "OVERDUE" in rows[0]
        assert rows[0].endswith("u tell Maria")
        assert "Due today 12:00, 2h12 ago. Maria has not heard since Friday." in rows[1]
        assert rows[1].endswith("13:00      sent by bus")
        assert rows[3].endswith("13:10      failed: nothing could show it")
        assert rows[5].endswith("14:00      perhaps shown by plyer")
        assert rows[7].endswith("13:00      held back: over today's budget")


async def test_acting_takes_it_off_and_undo_brings_it_back(silent: Boards, desk: Desk) -> None:
    """`f` on an alert leaves the list without it, on the next one; `z` brings it back, selected, each in turn."""
    app = silent("One", "Two", "Three")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "N", "down")
        first, second, third = titles(app)
        await press(pilot, "f")
        assert (titles(app), chosen(app)) == ([first, third], third)
        await press(pilot, "f")
        assert (titles(app), chosen(app)) == ([first], first)
        await press(pilot, "z")
        assert (titles(app), chosen(app)) == ([first, third], third)
        await press(pilot, "z")
        assert (titles(app), chosen(app)) == ([first, second, third], second)


@pytest.mark.parametrize(
    "keys",
    [
        ("s", "t"),
        ("m",),
        ("r", "a", "enter"),
        ("u", *"Maria", "enter", "t"),
        ("x", *"seen", "enter"),
        ("p", *"Ben", "enter"),
    ],
    ids=lambda keys: keys[0],
)
async def test_every_act_takes_it_off(keys: tuple[str, ...], silent: Boards) -> None:
    """Snoozed, muted, heard, told, resolved, another path: each is an act, asked for in the strip of the list."""
    app = silent("One")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "N", *keys)
        assert titles(app) == []
        assert "every alert has been acted on" in text_of(app, AlertList)


async def test_a_note_is_no_act(silent: Boards, desk: Desk) -> None:
    """A note leaves the alert where it is: only acting on the card puts it aside."""
    app = silent("One")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "N", "i", *"hm", "enter")
        assert titles(app) == ["One"]


async def test_an_empty_list_is_one_friendly_line(board: Boards) -> None:
    """Where nothing was alerted the page says so, no key acts, and esc leads back."""
    app = board("One")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "N", "down", "G", "f", "enter")
        assert "Nothing waits for you" in text_of(app, AlertList)
        assert "Next check" in text_of(app, NextMove)
        await press(pilot, "escape")
        assert isinstance(app.screen, BoardScreen)


@pytest.mark.parametrize("key", ["escape", "q", "N"])
async def test_leaving_selects_the_card_on_the_board(key: str, alerted: FollowupApp) -> None:
    """esc, q and N lead back to the board, where the card of the selected alert is selected."""
    async with alerted.run_test(size=WIDE) as pilot:
        await press(pilot, "N", "end")
        title = chosen(alerted)
        await press(pilot, key)
        assert isinstance(alerted.screen, BoardScreen)
        assert alerted.board.selected is not None
        assert alerted.board.selected.card.title == title


async def test_enter_opens_the_card_and_comes_back(alerted: FollowupApp) -> None:
    """enter opens the alert's card over the list, and esc comes back to the same alert."""
    async with alerted.run_test(size=WIDE) as pilot:
        await press(pilot, "N", "down", "enter")
        assert isinstance(alerted.screen, DetailScreen)
        assert "Board pack figures" in screen_text(alerted)
        await press(pilot, "escape")
        assert chosen(alerted) == "Board pack figures in hand"


async def test_help_and_palette_know_the_list(alerted: FollowupApp) -> None:
    """`?` names every key of the list, and the palette does what they do."""
    async with alerted.run_test(size=WIDE) as pilot:
        await press(pilot, "N", "question_mark")
        told = text_of(alerted, HelpPage)
        assert "Every key on the pending list" in told
        assert "I followed up" in told
        assert "column to the left" not in told
        await press(pilot, "escape")
        offered = {command.title: command for command in alerted.get_system_commands(alerted.screen)}
        assert offered["back to the board"].help == "esc, q, N"
        offered["no popups for this card, or popups again"].callback()
        await settle(pilot)
        assert len(titles(alerted)) == 3


async def test_a_thousand_alerts_scroll(silent: Boards) -> None:
    """A long list goes alert by alert and to both ends, counts what is out of sight, and draws no alert in part."""
    app = silent(*(f"Card {number:04}" for number in range(1000)))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "N")
        whole = text_of(app, AlertList).count("followed up")
        assert whole > 10
        assert f"↓ {1000 - whole} more" in text_of(app, AlertList)
        await press(pilot, "end")
        assert chosen(app) == titles(app)[-1]
        whole = text_of(app, AlertList).count("followed up")
        assert f"↑ {1000 - whole} more" in text_of(app, AlertList)
        await press(pilot, "home", *["down"] * 20)
        assert chosen(app) == titles(app)[20]
        assert chosen(app) in text_of(app, AlertList)


async def test_the_mouse_selects_opens_and_scrolls(alerted: FollowupApp) -> None:
    """A click selects the alert under it, two open its card, and the wheel goes from alert to alert."""
    async with alerted.run_test(size=WIDE) as pilot:
        await press(pilot, "N")
        await pilot.click(offset=spot(alerted, "Badge access"))
        await settle(pilot)
        assert chosen(alerted) == "Badge access works for new starters"
        await wheel(pilot, events.MouseScrollUp, (40, 10), 1)
        assert chosen(alerted) == "Board pack figures in hand"
        await wheel(pilot, events.MouseScrollDown, (40, 10), 9)
        assert chosen(alerted) == "Vendor security answers complete"
        await pilot.click(offset=spot(alerted, "Safety sheet"), times=2)
        await settle(pilot)
        assert isinstance(alerted.screen, DetailScreen)


async def test_what_others_act_on_leaves_too(silent: Boards, desk: Desk) -> None:
    """An alert that somebody acts on elsewhere leaves the open list; the selection stays with its card."""
    app = silent("One", "Two", "Three")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "N", "end")
        title, gone = chosen(app), titles(app)[0]
        assert isinstance(app.screen, PendingScreen)
        desk.follow_up([app.screen.alerts[0].seen.card.id])
        app.show(app.session.look())
        await press(pilot)
        assert gone not in titles(app)
        assert chosen(app) == title


async def test_adding_and_editing_work_on_the_list(silent: Boards, desk: Desk) -> None:
    """`a` adds over the list, which stays as it is, and `e` edits the selected alert's card."""
    app = silent("One")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "N", "a", *"Two", "enter")
        assert titles(app) == ["One"]
        await press(pilot, "e", "home", *"Number ", "enter")
        assert titles(app) == ["Number One"]
        assert len(desk.cards()) == 2


async def test_z_says_what_it_undid(silent: Boards) -> None:
    """What was done on the list is said in its footer, with the key that takes it back."""
    app = silent("One")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "N", "f")
        assert "followed up: One   z undo" in text_of(app, FooterBar)


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
