"""Instants in words, beside what the grammar's own tests hold."""

import pytest

from followup.core.when_say import stamp, to_the_minute
from followup.core.workweek import Workweek
from tests.rig.moments import NEW_YORK, TUESDAY_1412

WEEK = Workweek(NEW_YORK)


@pytest.mark.parametrize("seconds", [0, 1, 49, 59])
def test_what_a_clock_gave_is_told_to_the_minute(seconds: int) -> None:
    """Seconds that nobody typed are left out, and never round up to a minute that has not come."""
    at = TUESDAY_1412 + seconds
    assert to_the_minute(at, at, WEEK) == "Tue 24 Nov 14:12"


def test_what_a_person_typed_keeps_its_seconds() -> None:
    """A typed instant is shown whole, so that what is shown reads back as the same instant."""
    assert stamp(TUESDAY_1412 + 49, TUESDAY_1412, WEEK) == "Tue 24 Nov 14:12:49"
