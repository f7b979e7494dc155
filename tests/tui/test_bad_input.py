"""What people really type and paste into quick add: each is kept, said in words, and undone like any other."""

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.glyphs import UNICODE
from followup.tui.quick import QuickApp
from followup.tui.widgets.longpanel import LongField
from followup.tui.widgets.quickadd import QuickAdd
from tests.tui.conftest import app_over
from tests.tui.screens import press, text_of

SMALL = (80, 24)
LONG = "word " * 2000


async def paste(pilot: Pilot[int], text: str) -> None:
    """What a terminal sends for a paste, to the field that has the keys."""
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(Paste(text))
    await press(pilot)


def said(app: FollowupApp) -> str:
    return " ".join(text_of(app, QuickAdd).split())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('Quote @"Dana', "never closed"),
        ("Quote !fri !mon", "a second deadline"),
        ("Quote to:", "contact is empty"),
        ("Quote => ", "outcome is empty"),
        ("Fix it !important", "for the title write \\!important"),
        ("Quote !fri 10 boxes", "reads like more of it"),
    ],
)
async def test_what_is_wrong_is_said_and_the_second_enter_saves(desk: Desk, line: str, words: str) -> None:
    """The first enter says what is wrong, the second saves the whole line as title, and one undo takes it back."""
    app = app_over(desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a", *line, "enter")
        assert words in said(app)
        assert "save the whole line as title" in said(app)
        assert not desk.cards()
        await press(pilot, "enter")
        assert [card.title for card in desk.cards().values()] == [line.strip()]
        await press(pilot, "z")
        assert not desk.cards()


@pytest.mark.parametrize(
    "title",
    [
        "Ask ana@example.com about https://x.test/a#b?to=@me",
        "C# course, revenue > 5M",
        "Budget: 5 > 3 for 👩‍👩‍👧 and 🇩🇪",
        "שלום עולם, חוזה חתום",
        "عقد موقّع من دانا",
    ],
)
async def test_what_only_looks_like_a_piece_stays_in_the_title(desk: Desk, title: str) -> None:
    """Addresses, languages of programs and of people, and signs in prose are title to the letter."""
    app = app_over(desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a")
        await paste(pilot, title)
        await press(pilot, "enter")
        (card,) = desk.cards().values()
        assert (card.title, card.contact, card.due, card.tags) == (title, None, None, ())


async def test_a_very_long_paste_is_refused_and_kept(desk: Desk) -> None:
    """Ten thousand characters are named as too many, twice; the line keeps all of them, and esc lets them go."""
    app = app_over(desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a")
        await paste(pilot, LONG)
        for _ in range(2):
            await press(pilot, "enter")
            assert "9999 characters, 500 is the limit" in said(app)
        assert app.screen.query_one(QuickAdd).field.value == LONG
        await press(pilot, "escape", "f")
        assert not desk.cards()


async def test_a_likely_duplicate_is_said_and_still_saved(desk: Desk) -> None:
    """A title much like an open card's is pointed out, and enter saves it all the same."""
    desk.add([({"title": "Signed quote from Acme Ltd"}, None)])
    app = app_over(desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a", *"Signed quote from Acme")
        assert "much like “Signed quote from Acme Ltd”, which is open" in said(app)
        await press(pilot, "enter")
        assert len(desk.cards()) == 2


async def test_pasted_lines_are_one_gesture(desk: Desk) -> None:
    """Three pasted lines are three cards at enter, and one undo takes all of them back."""
    app = app_over(desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a")
        await paste(pilot, "Quote @jo\nBadge !foo\r\n\n  Lease ^maria\n")
        assert "3 lines were pasted" in said(app)
        await press(pilot, "enter")
        assert {card.title for card in desk.cards().values()} == {"Quote", "Badge !foo", "Lease"}
        await press(pilot, "z")
        assert not desk.cards()


async def test_up_recalls_a_line_and_undo_takes_each_back(desk: Desk) -> None:
    """The line that was saved last comes back at `up`, is saved again, and each is an undo step."""
    app = app_over(desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a", *"Quote @jo", "enter", "a", "up", "enter")
        assert [card.contact for card in desk.cards().values()] == ["jo", "jo"]
        await press(pilot, "z")
        assert len(desk.cards()) == 1
        await press(pilot, "z")
        assert not desk.cards()


@pytest.mark.parametrize("text", ["call reception,\n  then Ben\n", "\ncall reception, then Ben"])
async def test_lines_pasted_into_a_longer_field_become_one(desk: Desk, text: str) -> None:
    """Nothing of a paste is dropped where one line is wanted."""
    app = app_over(desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a", *"Quote", "ctrl+o", "tab")
        await paste(pilot, text)
        await press(pilot, "enter")
        (card,) = desk.cards().values()
        assert card.next_move == "call reception, then Ben"


async def test_the_longer_fields_fit_the_smallest_board(desk: Desk) -> None:
    """At 80x24 every field has its row inside the panel, and esc leads back to the line."""
    app = app_over(desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a", *"Quote", "ctrl+o")
        panel = app.screen.query_one(QuickAdd)
        regions = [field.region for field in app.screen.query(LongField)]
        assert len({region.y for region in regions}) == 4
        assert all(panel.region.contains_region(region) for region in regions)
        await press(pilot, "escape", *" x")
        assert panel.field.value == "Quote x"


async def test_the_hotkeys_window_has_the_longer_fields(desk: Desk) -> None:
    """`followup quick` opens them too, saves what was written there, and shows the card without them."""
    app = QuickApp(desk, UNICODE)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press(*"Quote", "ctrl+o", *"signed", "tab", *"call", "down", "down", *"ask", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        (card,) = desk.cards().values()
        assert (card.outcome, card.next_move, len(card.events)) == ("signed", "call", 2)
        assert not any(field.display for field in app.query(LongField))


async def test_a_low_window_has_no_room_for_them_and_says_so(desk: Desk) -> None:
    """In five rows `ctrl+o` says what is missing; the line stays, is saved at enter, and so is a duplicate of it."""
    for _ in range(2):
        app = QuickApp(desk, UNICODE)
        async with app.run_test(size=(80, 8)) as pilot:
            await pilot.press(*"Quote", "ctrl+o")
            await pilot.pause()
            rows = " ".join(text for line, _ in app.panel.rows() for text, _ in line)
            assert "no room for the longer fields" in rows
            await pilot.press("enter")
            await pilot.pause()
            await app.workers.wait_for_complete()
    assert [card.title for card in desk.cards().values()] == ["Quote", "Quote"]
