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
from tests.tui.screens import let_be, press, screen_text, text_of

SIZE = (160, 48)
Both = Callable[[Pilot[int], Pilot[int]], Awaitable[None]]


class Boards:
    """Two apps over the same folder, and a third program's desk there."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        rules = Rules(Workweek(ZoneInfo("America/New_York")))
        self.desks = [Desk(open_store(folder), clock, rules, "board") for _ in range(3)]
        self.desks[0].add([({"title": "Signed quote", "contact": "Dana", "requester": "Maria"}, None)])
        self.one, self.other = map(app_over, self.desks[:2])

    @property
    def third(self) -> Desk:
        self.desks[2].refresh()
        return self.desks[2]

    def card(self) -> Card:
        """The one card, as a third program would read it."""
        (card,) = self.third.cards().values()
        return card

    async def act(self, story: Both) -> None:
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


async def catch_up(*pilots: Pilot[int]) -> None:
    """Look at once, as each board does by itself after a moment."""
    for pilot in pilots:
        app_of(pilot)._poll()
        workers = app_of(pilot).workers
        await workers.wait_for_complete([one for one in workers if one.group == "poll"])
        await press(pilot)


async def the_store_goes(boards: Boards, folder: Path, one: Pilot[int], other: Pilot[int]) -> None:
    """A store that goes away under the board is one line in the footer's row; the cards stay, and it heals."""
    journal, aside = folder / "board.journal", folder / "aside"
    journal.rename(aside)
    await seen(one, lambda: "board.journal" in text_of(boards.one, FooterBar))
    assert "Signed quote" in text_of(boards.one, ColumnView)
    await press(one, "f")
    assert "Followed up 0" in text_of(boards.one, ColumnView)
    aside.rename(journal)
    await press(other, "f", "escape")
    await seen(one, lambda: "Followed up 1" in text_of(boards.one, ColumnView))


async def test_what_one_does_the_other_shows(boards: Boards, tmp_path: Path) -> None:
    """A change stands on the other within 0.5 s, without a key; `z` takes the last gesture back, whoever made it."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(one, "f", "escape")  # leaves what is asked next
        took = await seen(other, lambda: "Followed up 1" in text_of(boards.other, ColumnView))
        assert took < 0.5
        await press(other, "z")
        took = await seen(one, lambda: "Followed up 0" in text_of(boards.one, ColumnView))
        assert took < 0.5
        await press(one, "f", "escape")
        await catch_up(other)
        await press(other, "i", *"ask again", "enter")
        await press(one, "z")
        assert "undid noted: Signed quote" in text_of(boards.one, FooterBar)
        assert boards.card().stage == "followed_up"
        await press(one, "z")
        await catch_up(other)
        await let_be(one)
        await let_be(other)
        await the_store_goes(boards, tmp_path, one, other)

    await boards.act(story)


async def test_a_card_deleted_elsewhere(boards: Boards) -> None:
    """Its page goes back to the board, a verb on it is refused, and so is a line for it, which stays in the panel."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(other, "enter")
        assert isinstance(boards.other.screen, DetailScreen)
        await press(one, "D")
        await seen(other, lambda: isinstance(boards.other.screen, BoardScreen))
        assert "“Signed quote” was deleted elsewhere" in text_of(boards.other, FooterBar)
        await press(one, "z")
        await catch_up(other)
        await seen(other, lambda: boards.other.board.selected is not None)
        await press(other, "x")
        await press(one, "D")
        await press(other, "enter")
        said = text_of(boards.other, FooterBar)
        assert "no card" in said or "deleted elsewhere" in said  # whichever was later
        await press(one, "z")
        await catch_up(other)
        await let_be(other)
        await seen(other, lambda: boards.other.board.selected is not None)
        await press(other, "e", *" here")
        await press(one, "D")
        await press(other, "enter")
        panel = boards.other.screen.query_one(QuickAdd)
        assert panel.is_open
        assert "no card" in text_of(boards.other, QuickAdd)
        assert panel.field.value.endswith(" here")

    await boards.act(story)


async def both_edit(boards: Boards, one: Pilot[int], other: Pilot[int]) -> None:
    """One board saves a title while the other writes another, and saves second: both versions stand side by side."""
    for pilot, board in ((other, boards.other), (one, boards.one)):
        await press(pilot, "e")
        board.screen.query_one(QuickAdd).field.cursor_position = len(boards.card().title)
    await press(other, *" here")
    await press(one, *" there", "enter")
    await press(other, "enter")
    told = text_of(boards.other, QuickAdd)
    assert "Changed elsewhere" in told
    assert "by another board" in told
    assert "You both changed the title" in told
    row = next(row for row in told.splitlines() if row.strip(" ▌").startswith("title"))
    assert row.index("Signed quote here") < row.index("Signed quote there")
    assert boards.card().title == "Signed quote there"


CHOICES = (
    (("enter",), "Signed quote here"),
    (("tab", "enter"), "Signed quote there"),
    (("tab", "tab", "enter"), "Signed quote here"),
    (("escape",), "Signed quote there"),
    (("home", *"No ", "enter"), "No Signed quote here"),
)


async def test_the_second_to_edit_a_title_chooses(boards: Boards) -> None:
    """Enter saves the line, tab puts their version there and back, esc leaves theirs; then the panel is gone."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        for keys, title in CHOICES:
            await both_edit(boards, one, other)
            await press(other, *keys)
            assert not boards.other.screen.query_one(QuickAdd).is_open
            assert boards.card().title == title
            boards.third.edit([boards.card().id], lambda card: {"title": "Signed quote"})
            await catch_up(one, other)

    await boards.act(story)


async def test_what_two_change_goes_together_or_is_asked(boards: Boards) -> None:
    """Different fields are merged and said so; a field or a blank that both filled is asked about, never replaced."""

    async def story(one: Pilot[int], other: Pilot[int]) -> None:
        await press(other, "e", *" #quote")
        await press(one, "f", "escape", "e", *" > call reception", "enter")
        await press(other, "enter")
        assert "what was done elsewhere meanwhile stays" in text_of(boards.other, FooterBar)
        card = boards.card()
        assert (card.stage, card.next_move, card.tags) == ("followed_up", "call reception", ("quote",))
        await catch_up(one, other)
        await press(other, "e", "end", *" > ask Ana")
        await press(one, "e", "end", *" #acme", "enter")
        await press(other, "escape")

        for keys, theirs, field in (
            (("d", *"fri 3pm"), " !thu noon", "deadline"),
            (("o", *"in hand"), " => signed", "outcome"),
        ):
            await catch_up(one, other)
            await let_be(one)
            await let_be(other)
            await press(other, *keys)
            await press(one, "e", "end", *theirs, "enter")
            before = boards.card()
            await press(other, "enter")
            assert f"You both changed the {field}" in text_of(boards.other, QuickAdd)
            assert boards.card() == before
            await press(other, "enter")
            assert boards.card() != before
        card = boards.card()
        # My answers were saved over theirs; what they did to other fields stays.
        assert (card.outcome, card.tags) == ("in hand", ("quote", "acme"))

    await boards.act(story)
