"""Dates in a draft, on the clock of whoever reads it."""

from zoneinfo import ZoneInfo

import pytest

from tests.core.making import RULES
from tests.core.telling import asked_again, board_pack, said


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Warsaw", "Wednesday 12:00 (18:00 your time)"),
        ("Asia/Tokyo", "Wednesday 12:00 (Thursday 02:00 your time)"),
        ("America/Toronto", "Wednesday 12:00"),
    ],
)
def test_a_date_is_said_on_the_clock_of_who_reads_it_too(zone: str, expected: str) -> None:
    """Where the settings know it and it shows another time; nobody else's clock is spoken of."""
    rules = RULES._replace(zones={"maria lopez": ZoneInfo(zone)})
    assert (
        said(asked_again(board_pack()), rules=rules)[0]
        == f"Board pack figures in hand: at risk for {expected}."
    )
    assert said(asked_again(board_pack(requester="Tom")), rules=rules) == said(asked_again(board_pack()))
