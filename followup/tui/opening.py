"""Opening the board: the settings become an app, and the app's end an exit code."""

from collections.abc import Callable

from followup.config import Settings
from followup.core.query import compile as compiled
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.called import Calls
from followup.tui.keymap import Keys
from followup.tui.look import glyphs, theme
from followup.tui.sending import Alerting
from followup.tui.session import Filter, Session
from followup.tui.state import Habits
from followup.tui.surveyed import Reviews


def run_board(
    desk: Desk,
    settings: Settings,
    alerting: Alerting | None = None,
    demo: Callable[[], int] | None = None,
    looked_at: int | None = None,
    calls: Calls | None = None,
    reviews: Reviews | None = None,
) -> int:
    """Show the board until it is left; its exit code. `demo` is what the empty board's offer opens, `looked_at` when
    the board was last looked at (UTC seconds), None to say nothing of what came since; `calls` raise it, `reviews` keep
    where the weekly review stopped, else only this board remembers."""
    app = board_app(desk, settings, alerting, looked_at)
    app.calls = calls
    app.reviews = reviews or app.reviews
    app.run()
    if app.wants_demo and demo is not None:
        return demo()
    return app.return_code or 0


def board_app(
    desk: Desk, settings: Settings, alerting: Alerting | None = None, looked_at: int | None = None
) -> FollowupApp:
    """The app for a desk as the settings want it."""
    week, order = desk.rules.week, settings.date_order

    def filtered(text: str, now: int) -> Filter:
        query = compiled(text, now, week, order)
        return query.matches, query.words

    habits = Habits(order, settings.names, settings.alerts.budget, settings.people, settings.alerts)
    session = Session(desk, glyphs(settings.look.glyphs), filtered, habits, looked_at)
    keys = Keys(dict(settings.keys))
    return FollowupApp(session, keys, theme(settings.look.theme), alerting, settings.look.animations)
