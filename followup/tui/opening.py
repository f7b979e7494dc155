"""Opening the board: the settings become an app, and the app's end an exit code."""

import locale
import os
from collections.abc import Callable, Mapping

from followup.config import Settings
from followup.core.query import compile as compiled
from followup.desk import Desk
from followup.tui.app import Alerting, FollowupApp
from followup.tui.glyphs import ASCII, UNICODE, Glyphs
from followup.tui.keymap import Keys
from followup.tui.palette import DARK, LIGHT
from followup.tui.session import Filter, Session
from followup.tui.state import Habits


def run_board(
    desk: Desk, settings: Settings, alerting: Alerting | None = None, demo: Callable[[], int] | None = None
) -> int:
    """Show the board until it is left; its exit code. `demo` is what the empty board's offer opens."""
    app = board_app(desk, settings, alerting)
    app.run()
    if app.wants_demo and demo is not None:
        return demo()
    return app.return_code or 0


def board_app(desk: Desk, settings: Settings, alerting: Alerting | None = None) -> FollowupApp:
    """The app for a desk as the settings want it."""
    week, order = desk.rules.week, settings.date_order

    def filtered(text: str, now: int) -> Filter:
        query = compiled(text, now, week, order)
        return query.matches, query.words

    session = Session(
        desk, glyphs(settings.look.glyphs), filtered, Habits(order, settings.names, settings.alerts.budget)
    )
    keys = Keys(dict(settings.keys))
    return FollowupApp(session, keys, theme(settings.look.theme), alerting, settings.look.animations)


def glyphs(wanted: str | None, environ: Mapping[str, str] | None = None) -> Glyphs:
    """The glyphs asked for; ASCII by itself where the terminal or the locale cannot show others."""
    env = os.environ if environ is None else environ
    if wanted == "ascii" or env.get("TERM") == "linux":
        return ASCII
    return UNICODE if locale.getencoding().lower().replace("-", "") == "utf8" else ASCII


def theme(wanted: str | None) -> str:
    """A theme by the name in the settings: `dark` and `light` are ours, others Textual's."""
    return {"dark": DARK.name, "light": LIGHT.name}.get(wanted or "dark", wanted or "")
