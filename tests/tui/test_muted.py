"""Mutes on the board: a person that another program muted, the badge, the filter and what `m` says about it."""

from pathlib import Path

from textual.pilot import Pilot

from followup.core.mutes import PERSON
from followup.tui.widgets.column import ColumnView
from tests.tui.conftest import Clock
from tests.tui.screens import press, screen_text, text_of
from tests.tui.test_two_boards import Boards, seen


async def test_a_person_muted_elsewhere_shows_by_itself(tmp_path: Path, clock: Clock) -> None:
    """The badge comes and goes though no card has changed; the filter knows it, and `m` says who is muted instead."""
    boards = Boards(tmp_path, clock)

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        assert "muted" not in screen_text(boards.one)
        boards.third.mute_all([(PERSON, "Dana")])
        await seen(one, lambda: "muted" in screen_text(boards.one))
        await press(one, "slash", *"is:muted", "enter")
        assert "Signed quote" in screen_text(boards.one)
        await press(one, "escape", "m")
        assert "@Dana is muted, not this card alone" in screen_text(boards.one)
        assert boards.card().events[-1].kind == "opened"
        boards.third.undo()
        await seen(one, lambda: "muted" not in text_of(boards.one, ColumnView))

    await boards.act(story)
