"""What the board shows of its files: a newer followup's board, the archive, settings that change while it is open."""

import asyncio
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

from textual.pilot import Pilot

from followup import config
from followup.core.policy import Rules
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.store import open_store
from followup.tui.app import FollowupApp
from followup.tui.opening import board_app
from tests.rig.moments import TUESDAY_1412
from tests.store.test_damage import newer
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, screen_text

RULES = Rules(Workweek(ZoneInfo("America/New_York")))


ZONE = '[time]\ntimezone = "America/New_York"\n'


async def test_what_the_files_say_is_on_the_board(home: Path, clock: Clock) -> None:
    """The archive is reached and left, settings hold as soon as they are written, and a newer followup's board is
    read-only: a toast says so at once, and a change is refused with the reason."""
    home.mkdir(mode=0o700)
    (home / "config.toml").write_text(ZONE, encoding="utf-8")
    with open_store(home) as store:
        settings = config.load(config.paths(str(home)))
        desk = Desk(store, clock, settings.rules)
        for title in ("Signed lease", "Signed quote", "Board pack"):
            desk.add([({"title": title, "contact": "Dana"}, None)])
        clock.at += 2 * 3600
        app = board_app(desk, settings)
        app.settings = settings
        async with app.run_test(size=(160, 48)) as pilot:
            await archive(pilot, app)
            await retune(pilot, app, home / "config.toml")
        store.tidy()
    newer(home)
    with open_store(home) as store:
        app = app_over(Desk(store, clock, RULES, "board"))
        async with app.run_test(size=(120, 30)) as pilot:
            await press(pilot)
            assert "Board pack" in screen_text(app)
            assert "read-only: a newer followup wrote this board" in screen_text(app)
            await press(pilot, "m")
            assert "written by a newer followup" in screen_text(app)


async def archive(pilot: Pilot[int], app: FollowupApp) -> None:
    """`v` shows the archive, within what is filtered already, and the board again as it was; where nothing is
    archived it says so; a card that is archived meanwhile leaves the board."""
    desk = app.session.desk
    await press(pilot, "v")
    assert "nothing is archived yet" in screen_text(app)
    desk.resolve([card.id for card in desk.cards().values() if card.title.startswith("Signed")])
    desk.store.archive(TUESDAY_1412 + 3 * 3600)
    state = app.session.catch_up()
    assert state is not None
    app.show(state)
    await press(pilot)
    assert "Signed lease" not in screen_text(app)
    await press(pilot, "/", *"is:archived", "enter")
    assert "Signed lease" in screen_text(app)
    assert "Board pack" not in screen_text(app)
    await press(pilot, "escape", "/", *"lease", "enter", "v")
    assert "Signed lease" in screen_text(app)
    assert "Signed quote" not in screen_text(app)
    await press(pilot, "v")
    assert app.state.filtered is not None
    assert app.state.filtered.text == "lease"
    await press(pilot, "escape")


async def retune(pilot: Pilot[int], app: FollowupApp, file: Path) -> None:
    """Other keys, limits, glyphs and theme hold at once, what is wrong is said with its line, and a file that cannot
    be read changes nothing."""
    await press(pilot, "tab")
    app.mind_settings()
    assert "fresh" in screen_text(app)
    file.write_text(f'{ZONE}[keys]\n"card.snooze" = "F2"\n[limits]\nsent = "1h"\n', encoding="utf-8")
    await said(app, "the settings are read anew")
    await press(pilot)
    assert "STALLED" in screen_text(app)
    assert "f2 snooze" in screen_text(app)
    await press(pilot, "s")
    assert app.board.strip.question is None
    await press(pilot, "f2")
    assert app.board.strip.is_asking
    await press(pilot, "escape")
    look = '[look]\nglyphs = "ascii"\ntheme = "light"\n'
    file.write_text(f'{ZONE}{look}[keys]\n"card.note" = "x"\n', encoding="utf-8")
    await said(app, "config.toml:7: keys: x is card.resolve's too, on board")
    await press(pilot)
    assert app.theme == "followup-light"
    assert "fresh" in screen_text(app)
    assert "━" not in screen_text(app)
    file.write_text("[look\n", encoding="utf-8")
    await said(app, "the settings stay as they were")
    assert app.theme == "followup-light"


async def said(app: FollowupApp, text: str) -> None:
    """Beat until the board says this."""
    end = monotonic() + 10
    while text not in screen_text(app):
        assert monotonic() < end, screen_text(app).splitlines()[-2:]
        app.look_outside(asyncio.get_running_loop())
        await asyncio.sleep(0.01)
