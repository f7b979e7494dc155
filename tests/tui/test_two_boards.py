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


async def both_edit(boards: Boards, one: Pilot[int], other: Pilot[int]) -> None:
    """One board saves a title while the other writes another, and saves second."""
    for pilot, board in ((other, boards.other), (one, boards.one)):
        await press(pilot, "e")
        board.screen.query_one(QuickAdd).field.cursor_position = len(boards.card().title)
    await press(other, *" here")
    await press(one, *" there", "enter")
    await press(other, "enter")
    await seen(other, lambda: "Changed elsewhere" in text_of(boards.other, QuickAdd))


def versions(boards: Boards, name: str) -> str:
    """The row of the panel that shows both versions of a field."""
    rows = text_of(boards.other, QuickAdd).splitlines()
    return next(row for row in rows if row.strip(" ▌").startswith(name))


async def test_a_second_edit_sees_both_versions(boards: Boards) -> None:
    """A card that changed while its line was edited is not overwritten: both versions stand side by side."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await both_edit(boards, one, other)
        told = text_of(boards.other, QuickAdd)
        assert "by another board" in told
        assert "You both changed the title" in told
        row = versions(boards, "title")
        assert row.index("Signed quote here") < row.index("Signed quote there")
        assert boards.card().title == "Signed quote there"

    await boards.run(story)


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        (("enter",), "Signed quote here"),
        (("tab", "enter"), "Signed quote there"),
        (("tab", "tab", "enter"), "Signed quote here"),
        (("escape",), "Signed quote there"),
        (("home", *"No ", "enter"), "No Signed quote here"),
    ],
)
async def test_the_second_chooses(boards: Boards, keys: tuple[str, ...], title: str) -> None:
    """Enter saves the line, tab puts their version there and back, esc leaves theirs; then the panel is gone."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await both_edit(boards, one, other)
        await press(other, *keys)
        await seen(other, lambda: not boards.other.screen.query_one(QuickAdd).is_open)
        assert boards.card().title == title
        await press(other, "f")
        assert boards.card().stage == "followed_up"

    await boards.run(story)


async def test_long_versions_are_shown_where_they_differ(boards: Boards) -> None:
    """Of two long titles that begin alike each is shown from a little before the difference on."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(one, "e")
        boards.one.screen.query_one(QuickAdd).field.value = "quote " * 40 + "signed"
        await press(one, "enter")
        await seen(other, lambda: "quote quote" in screen_text(boards.other))
        await both_edit(boards, one, other)
        row = versions(boards, "title")
        assert row.index("signed here") < row.index("signed there")

    await boards.run(story)


async def test_edits_of_different_fields_go_together(boards: Boards) -> None:
    """What two boards change in different fields of a card is merged, and the second is told so."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(other, "e", *" #quote")
        await press(one, "f")
        await press(one, "e", *" > call reception", "enter")
        await press(other, "enter")
        await seen(
            other, lambda: "what was done elsewhere meanwhile stays" in text_of(boards.other, FooterBar)
        )
        card = boards.card()
        assert (card.stage, card.next_move, card.tags) == ("followed_up", "call reception", ("quote",))

    await boards.run(story)


async def test_my_version_takes_their_other_fields_in(boards: Boards) -> None:
    """Saving my line over theirs keeps what they changed in the fields that I did not touch."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(other, "e", *" > call reception")
        await press(one, "e", *" > ask Bob #quote", "enter")
        await press(other, "enter")
        await seen(other, lambda: "You both changed the next move" in text_of(boards.other, QuickAdd))
        await press(other, "enter")
        card = boards.card()
        assert (card.next_move, card.tags) == ("call reception", ("quote",))

    await boards.run(story)


@pytest.mark.parametrize(
    ("keys", "theirs", "field"),
    [
        (("d", *"fri 3pm"), " !thu noon", "deadline"),
        (("o", *"in hand"), " => signed", "outcome"),
    ],
)
async def test_an_answer_meets_a_change(
    boards: Boards, keys: tuple[str, ...], theirs: str, field: str
) -> None:
    """A date or a blank that another board has filled since it was asked for is shown beside mine, not replaced."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(other, *keys)
        await press(one, "e", *theirs, "enter")
        before = boards.card()
        await press(other, "enter")
        await seen(other, lambda: f"You both changed the {field}" in text_of(boards.other, QuickAdd))
        assert boards.card() == before
        await press(other, "enter")
        await seen(other, lambda: boards.card() != before)
        assert boards.card().outcome in (None, "in hand")

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
