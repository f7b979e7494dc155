"""Who is at work now, by their own hours and zone."""

from zoneinfo import ZoneInfo

import pytest

from followup.core.presence import presence
from followup.core.workweek import Workweek
from tests.rig.moments import new_york

WEEK = Workweek(ZoneInfo("America/New_York"))
LONDON = ZoneInfo("Europe/London")
SHORT_DAY = ((8 * 60, 16 * 60 + 30),)


@pytest.mark.parametrize(
    ("zone", "hours", "now", "said"),
    [
        (None, None, "2026-11-24 14:12", ""),
        (None, SHORT_DAY, "2026-11-24 14:12", "in until 16:30"),
        (None, SHORT_DAY, "2026-11-24 16:30", "off until Wed 08:00"),
        (LONDON, None, "2026-11-24 09:30", "in until 12:00"),
        (LONDON, None, "2026-11-24 14:12", "off until Wed 04:00"),
        (LONDON, SHORT_DAY, "2026-11-27 12:00", "off until Mon 03:00"),
    ],
)
def test_presence(
    zone: ZoneInfo | None, hours: tuple[tuple[int, int], ...] | None, now: str, said: str
) -> None:
    """Their hours and zone decide, on the days of my week; it is said in my zone, and not at all where unknown."""
    assert presence(zone, hours, new_york(now), WEEK) == said
