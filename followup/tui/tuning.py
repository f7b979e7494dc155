"""Settings that change while the board is open: read anew, and in force at once.

One file is looked at in each beat, which is there anyway. A file that cannot be read changes nothing.
"""

import os
from asyncio import AbstractEventLoop, get_running_loop, sleep
from typing import TYPE_CHECKING

from followup.config import Complaint, Settings, load
from followup.errors import FollowupError
from followup.tui.glyphs import Glyphs
from followup.tui.keymap import Keys
from followup.tui.look import glyphs, theme
from followup.tui.opening import filtering, habits_of
from followup.tui.remapping import complaints_of
from followup.tui.screens.frame import Frame
from followup.tui.widgets.bars import HeaderBar
from followup.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from followup.tui.app import FollowupApp

Sign = tuple[int, int, int] | None
WRITTEN_AFTER = 0.2  # seconds in which an editor has written its file


class Tuning:
    """The settings in force, and whether their files still say so."""

    def __init__(self, app: "FollowupApp", settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._files = (settings.paths.settings, settings.paths.holidays)
        self._signs = {file: _sign(file) for file in self._files}
        self._looks = 0
        self._is_reading = False

    def look(self, loop: AbstractEventLoop) -> None:
        """Look at one of the files, the other the next time; any thread may."""
        self._looks += 1
        file = self._files[self._looks % len(self._files)]
        if not self._is_reading and _sign(file) != self._signs[file]:
            self._is_reading = True
            loop.call_soon_threadsafe(self._begin)

    def _begin(self) -> None:
        self._app.run_worker(self._read(), group="settings")

    async def _read(self) -> None:
        try:
            await sleep(WRITTEN_AFTER)
            settings, wrong = await get_running_loop().run_in_executor(None, self._load)
            if settings is not None:
                await self._take(settings)
            self._say(settings, wrong)
        except FollowupError as error:
            self._app.complain(error)
        finally:
            self._is_reading = False

    def _load(self) -> tuple[Settings | None, list[Complaint]]:
        """What the files say now, None where one of them cannot be read; and what is wrong with them."""
        from followup.config.reading import File

        self._signs = {file: _sign(file) for file in self._files}
        unread = [one for file in self._files for one in File(file).complaints]
        if unread:
            return None, unread
        settings = load(self._settings.paths)
        return settings, [*settings.complaints, *(complaints_of(settings) if settings.keys else [])]

    def _say(self, settings: Settings | None, wrong: list[Complaint]) -> None:
        if wrong:
            first = wrong[0]
            more = f", and {len(wrong) - 1} more: followup config check" if len(wrong) > 1 else ""
            kept = ""
            if settings is None:
                first, kept = first._replace(hint=""), "; the settings stay as they were"
            self._app.say(f"{first._replace(file=os.path.basename(first.file))}{more}{kept}")  # noqa: PTH119
            self._app.bell()
        else:
            self._app.say("the settings are read anew")

    async def _take(self, settings: Settings) -> None:
        app, before = self._app, self._settings
        self._settings = settings
        app.flashes = settings.look.animations
        app.glyphs = glyphs(settings.look.glyphs)
        app.keys = Keys(dict(settings.keys))
        app.set_keymap({one: ",".join(app.keys.of(one)) for one in app.keys.remapped})
        app.session.fill_key = app.keys.shown("card.fill")
        for page in app.pages():
            _equip(page, app.keys, app.glyphs)
        if settings.look.theme != before.look.theme and theme(settings.look.theme) in app.available_themes:
            app.theme = theme(settings.look.theme)
        filters = filtering(settings.rules.week, settings.date_order)
        state = await app._at_desk(
            lambda: app.session.retune(settings.rules, habits_of(settings), app.glyphs, filters)
        )
        app.show(state)
        if app.alerting is not None:
            app.alerting.settle(settings)
            app.alert()


def _equip(page: Frame, keys: Keys, drawn_with: Glyphs) -> None:
    """Give a page other keys and glyphs."""
    page.keys = keys
    page.footer.commands = (keys.shown("board.commands"), page.footer.commands[1])
    for part in page.query(Drawn):
        if isinstance(getattr(part, "glyphs", None), Glyphs):
            part.glyphs = drawn_with  # type: ignore[attr-defined]
        if isinstance(part, HeaderBar):
            part.key = keys.shown("board.pending")
    page.show_keys()


def _sign(file: str) -> Sign:
    """What changes when a file does; None where there is none."""
    try:
        found = os.stat(file)  # noqa: PTH116
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
