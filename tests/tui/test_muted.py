"""Mutes on the board: a person that another program muted, the badge, the filter and what `m` says about it."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from followup.core.mutes import PERSON
from tests.tui.conftest import Clock
from tests.tui.screens import press, screen_text
from tests.tui.test_two_boards import Boards, seen


@pytest.fixture
def boards(tmp_path: Path, clock: Clock) -> Boards:
    return Boards(tmp_path, clock)


async def test_a_person_muted_elsewhere_shows_by_itself(boards: Boards) -> None:
    """The badge comes and goes with the mute, though no card has changed; the filter knows it."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        assert "muted" not in screen_text(boards.one)
        boards.desks[1].mute_all([(PERSON, "Dana")])
        await seen(one, lambda: "muted" in screen_text(boards.one))
        await press(one, "slash", *"is:muted", "enter")
        assert "Signed quote" in screen_text(boards.one)
        await press(one, "escape")
        boards.desks[1].undo()
        await seen(one, lambda: "muted" not in screen_text(boards.one))

    await boards.run(story)


async def test_the_key_does_not_unmute_what_a_person_mutes(boards: Boards) -> None:
    """`m` says who is muted and how to take that off, and changes nothing."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        boards.desks[1].mute_all([(PERSON, "Dana")])
        await seen(one, lambda: "muted" in screen_text(boards.one))
        await press(one, "m")
        await seen(one, lambda: "@Dana is muted, not this card alone" in screen_text(boards.one))
        assert boards.card().events[-1].kind == "opened"

    await boards.run(story)
