"""What the board shows of its files: a newer followup's board, the archive, cards that go there while it is open."""

from pathlib import Path
from zoneinfo import ZoneInfo

from followup.core.policy import Rules
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.store import open_store
from tests.rig.moments import TUESDAY_1412
from tests.store.test_damage import newer
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, screen_text

RULES = Rules(Workweek(ZoneInfo("America/New_York")))


async def test_a_newer_board_is_shown_and_says_that_it_is_read_only(home: Path, clock: Clock) -> None:
    """A toast says so at once, the cards are there, and a change is refused with the reason."""
    with open_store(home) as store:
        Desk(store, clock, RULES).add([({"title": "Board pack figures"}, None)])
        store.tidy()
    newer(home)
    with open_store(home) as store:
        app = app_over(Desk(store, clock, RULES, "board"))
        async with app.run_test(size=(120, 30)) as pilot:
            await press(pilot)
            assert "Board pack figures" in screen_text(app)
            assert "read-only: a newer followup wrote this board" in screen_text(app)
            await press(pilot, "m")
            assert "written by a newer followup" in screen_text(app)


async def test_the_archive_is_reached_by_a_filter(desk: Desk) -> None:
    """Archived cards are not on the board, and `is:archived` shows them there until the filter goes."""
    for title in ("Signed lease", "Board pack"):
        desk.add([({"title": title}, None)])
    (lease,) = (card for card in desk.cards().values() if card.title == "Signed lease")
    desk.resolve([lease.id])
    desk.store.archive(TUESDAY_1412 + 1)
    app = app_over(desk)
    async with app.run_test(size=(160, 30)) as pilot:
        await press(pilot)
        assert "Signed lease" not in screen_text(app)
        await press(pilot, "/", *"is:archived", "enter")
        assert "Signed lease" in screen_text(app)
        assert "Board pack" not in screen_text(app)
        await press(pilot, "escape")
        assert "Signed lease" not in screen_text(app)


async def test_a_key_shows_the_archive_and_the_board_again(desk: Desk) -> None:
    """`v` shows the archive, within what is filtered already, and `v` again the board as it was."""
    for title in ("Signed lease", "Signed quote", "Board pack"):
        desk.add([({"title": title}, None)])
    desk.resolve([card.id for card in desk.cards().values() if card.title.startswith("Signed")])
    desk.store.archive(TUESDAY_1412 + 1)
    app = app_over(desk)
    async with app.run_test(size=(160, 30)) as pilot:
        await press(pilot, "v")
        assert "Signed lease" in screen_text(app)
        assert "Signed quote" in screen_text(app)
        assert "Board pack" not in screen_text(app)
        await press(pilot, "escape", "/", *"lease", "enter", "v")
        assert "Signed lease" in screen_text(app)
        assert "Signed quote" not in screen_text(app)
        await press(pilot, "v")
        assert app.state.filtered is not None
        assert app.state.filtered.text == "lease"


async def test_an_empty_archive_says_so(desk: Desk) -> None:
    """Where nothing is archived `v` says so, and the board stays as it is."""
    desk.add([({"title": "Signed lease"}, None)])
    app = app_over(desk)
    async with app.run_test(size=(160, 30)) as pilot:
        await press(pilot, "v")
        assert "nothing is archived yet" in screen_text(app)
        assert "Signed lease" in screen_text(app)


async def test_a_card_that_is_archived_meanwhile_leaves_the_board(desk: Desk) -> None:
    """The open board hears of it like of any other change."""
    done = desk.add([({"title": "Signed lease"}, None)]).cards[0]
    desk.resolve([done.id])
    app = app_over(desk)
    async with app.run_test(size=(160, 30)) as pilot:
        await press(pilot)
        assert "Signed lease" in screen_text(app)
        desk.store.archive(TUESDAY_1412 + 1)
        state = app.session.catch_up()
        assert state is not None
        app.show(state)
        await press(pilot)
        assert "Signed lease" not in screen_text(app)
