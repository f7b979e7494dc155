"""Opening the board: the settings become an app, and the app's end an exit code."""

from collections.abc import Callable

from followup.config import Settings
from followup.core.query import compile as compiled
from followup.core.workweek import Workweek
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
    greeting: str = "",
) -> int:
    """Show the board until it is left; its exit code. `demo` is what the empty board's offer opens, `looked_at` when
    the board was last looked at (UTC seconds), None to say nothing of what came since; `calls` raise it, `reviews` keep
    where the weekly review stopped, else only this board remembers; `greeting` stands in the footer at first."""
    app = board_app(desk, settings, alerting, looked_at)
    app.calls = calls
    app.reviews = reviews or app.reviews
    app.greeting = greeting
    app.settings = settings if settings.paths.config else None
    app.run()
    if app.wants_demo and demo is not None:
        return demo()
    return app.return_code or 0


def board_app(
    desk: Desk, settings: Settings, alerting: Alerting | None = None, looked_at: int | None = None
) -> FollowupApp:
    """The app for a desk as the settings want it."""
    filters = filtering(desk.rules.week, settings.date_order)
    session = Session(desk, glyphs(settings.look.glyphs), filters, habits_of(settings), looked_at)
    keys = Keys(dict(settings.keys))
    session.fill_key = keys.shown("card.fill")
    return FollowupApp(session, keys, theme(settings.look.theme), alerting, settings.look.animations)


def filtering(week: Workweek, order: str) -> Callable[[str, int], Filter]:
    """How a filter is read: a query becomes a test of cards and the words to show."""

    def filtered(text: str, now: int) -> Filter:
        query = compiled(text, now, week, order)
        return query.matches, query.words

    return filtered


def habits_of(settings: Settings) -> Habits:
    """What of the settings the screens go by."""
    alerts = settings.alerts
    return Habits(settings.date_order, settings.names, alerts.budget, settings.people, alerts)
