"""Boards for pilots: a desk in memory with few cards, or the demonstration's; a clock that stands still."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from followup.core.policy import Rules
from followup.core.query import compile as compiled
from followup.core.workweek import Workweek
from followup.demo import demo_desk
from followup.desk import Desk
from followup.store import memory_store
from followup.tui.app import FollowupApp
from followup.tui.glyphs import UNICODE
from followup.tui.session import Filter, Session
from tests.rig.moments import TUESDAY_1412

NEW_YORK = ZoneInfo("America/New_York")


class Clock:
    """A clock that a test moves."""

    def __init__(self, at: int) -> None:
        self.at = at

    def __call__(self) -> int:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock(TUESDAY_1412)


@pytest.fixture
def desk(clock: Clock) -> Desk:
    """An empty desk in memory, Mon-Fri 09:00-17:00 in New York."""
    return Desk(memory_store(), clock, Rules(Workweek(NEW_YORK)), "board")


def app_over(desk: Desk) -> FollowupApp:
    """The board over a desk."""
    week = desk.rules.week

    def filtered(text: str, now: int) -> Filter:
        query = compiled(text, now, week)
        return query.matches, query.words

    return FollowupApp(Session(desk, UNICODE, filtered))


@pytest.fixture
def board(desk: Desk) -> Callable[..., FollowupApp]:
    """A board over cards with these titles, all sent to Dana just now."""

    def made(*titles: str, **fields: object) -> FollowupApp:
        if titles:
            desk.add([({"title": title, "contact": "Dana Reyes", **fields}, None) for title in titles])
        return app_over(desk)

    return made


@pytest.fixture
def demo(clock: Clock) -> FollowupApp:
    """The demonstration's board on Tue 24 Nov 14:12."""
    return app_over(demo_desk(clock))
