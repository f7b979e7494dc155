"""Two boards over one store on disk: what one changes the other shows, and neither overwrites what it has not seen."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot

from followup.core.card import Card
from followup.core.policy import Rules
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.store import open_store
from followup.tui.app import FollowupApp
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.detail import DetailScreen
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.column import ColumnView
from followup.tui.widgets.quickadd import QuickAdd
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, screen_text, text_of

SIZE = (160, 48)
Both = Callable[[Pilot[int], Pilot[int]], Awaitable[None]]


class Boards:
    """Two apps over the same folder."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        rules = Rules(Workweek(ZoneInfo("America/New_York")))
        self.desks = [Desk(open_store(folder), clock, rules, "board") for _ in range(2)]
        self.desks[0].add([({"title": "Signed quote", "contact": "Dana", "requester": "Maria"}, None)])
        self.one, self.other = map(app_over, self.desks)

    def card(self) -> Card:
        """The one card, as a third program would read it."""
        self.desks[0].refresh()
        (card,) = self.desks[0].cards().values()
        return card

    async def run(self, story: Both) -> None:
        """Act a story out on both."""
        async with self.one.run_test(size=SIZE) as one, self.other.run_test(size=SIZE) as other:
            await press(one)
            await press(other)
            await story(one, other)


@pytest.fixture
def boards(tmp_path: Path, clock: Clock) -> Boards:
    return Boards(tmp_path, clock)


async def seen(pilot: Pilot[int], condition: Callable[[], object], deadline: float = 5.0) -> float:
    """Wait until a board shows something; how long it took, in seconds."""
    start = monotonic()
    while not condition():
        assert monotonic() - start < deadline, screen_text(app_of(pilot))
        await pilot.pause(0.01)
    return monotonic() - start


def app_of(pilot: Pilot[int]) -> FollowupApp:
    assert isinstance(pilot.app, FollowupApp)
    return pilot.app


async def test_a_change_is_seen_within_half_a_second(boards: Boards) -> None:
    """What one board does stands on the other within 0.5 s, without a key."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(one, "f")
        took = await seen(other, lambda: "Followed up 1" in text_of(boards.other, ColumnView))
        assert took < 0.5
        await press(other, "z")
        took = await seen(one, lambda: "Followed up 0" in text_of(boards.one, ColumnView))
        assert took < 0.5

    await boards.run(story)


async def test_a_second_edit_is_refused_and_the_line_stays(boards: Boards) -> None:
    """A card that changed while its line was edited is not overwritten: the panel says so and keeps the line."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(other, "e")
        await press(other, *" here")
        await press(one, "e", *" there", "enter")
        await seen(other, lambda: boards.other.state.seen[boards.card().id].card.rev == boards.card().rev)
        await press(other, "enter")
        panel = boards.other.screen.query_one(QuickAdd)
        assert "has changed since you began: look at it and edit again" in text_of(boards.other, QuickAdd)
        assert panel.is_open
        assert panel.field.value.endswith(" here")
        assert boards.card().title == "Signed quote there"
        await press(other, "escape", "f")
        assert boards.card().stage == "followed_up"

    await boards.run(story)


async def test_the_refusal_is_whole_for_a_long_title(boards: Boards, clock: Clock) -> None:
    """However long the title is, the line says what is the matter: it is the title that is cut."""
    desk = boards.desks[0]
    desk.edit([boards.card().id], lambda _: {"title": "quote " * 80})

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(other, "e", "x")
        await press(one, "f")
        await press(other, "enter")
        assert "has changed since you began: look at it and edit again" in text_of(boards.other, QuickAdd)

    await boards.run(story)


async def test_a_card_deleted_elsewhere_leaves_its_page(boards: Boards) -> None:
    """A card's page goes back to the board when another program deletes the card."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(other, "enter")
        assert isinstance(boards.other.screen, DetailScreen)
        await press(one, "D")
        await seen(other, lambda: isinstance(boards.other.screen, BoardScreen))
        assert "“Signed quote” was deleted elsewhere" in text_of(boards.other, FooterBar)
        await press(one, "z")
        await seen(other, lambda: "Signed quote" in text_of(boards.other, ColumnView))

    await boards.run(story)


async def test_a_line_for_a_deleted_card_is_refused_and_kept(boards: Boards) -> None:
    """Editing a card that has been deleted meanwhile is refused, and what was typed stays in the panel."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(other, "e", *" here")
        await press(one, "D")
        await press(other, "enter")
        panel = boards.other.screen.query_one(QuickAdd)
        assert panel.is_open
        assert "no card" in text_of(boards.other, QuickAdd)
        assert panel.field.value.endswith(" here")

    await boards.run(story)


async def test_a_verb_on_a_card_deleted_elsewhere_says_so(boards: Boards) -> None:
    """A key for a card that is not there any more is refused in one line."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(other, "x")
        await press(one, "D")
        await press(other, "enter")
        assert "no card" in text_of(boards.other, FooterBar)

    await boards.run(story)


async def test_a_store_that_cannot_be_read_is_said(boards: Boards, tmp_path: Path) -> None:
    """A store that goes away under the board is one line in the footer's row; the cards stay, and it heals."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        journal, aside = tmp_path / "board.journal", tmp_path / "aside"
        journal.rename(aside)
        await seen(one, lambda: "board.journal" in text_of(boards.one, FooterBar))
        assert "Signed quote" in text_of(boards.one, ColumnView)
        await press(one, "f")
        assert "Followed up 0" in text_of(boards.one, ColumnView)
        aside.rename(journal)
        await press(other, "f")
        await seen(one, lambda: "Followed up 1" in text_of(boards.one, ColumnView))

    await boards.run(story)


async def test_undo_takes_back_the_last_gesture_of_both(boards: Boards) -> None:
    """`z` takes back the last gesture, whoever made it, and says which; nothing is lost on the way."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(one, "f")
        await press(other, "i", *"ask again", "enter")
        await press(one, "z")
        assert "undid noted: Signed quote" in text_of(boards.one, FooterBar)
        assert boards.card().stage == "followed_up"

    await boards.run(story)
