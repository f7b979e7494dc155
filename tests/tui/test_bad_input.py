"""What people really type and paste into quick add: each is kept, said in words, and undone like any other."""

from zoneinfo import ZoneInfo

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from followup.core.policy import Rules
from followup.core.quickadd import scan
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.hints import hint_of
from followup.tui.draw.preview import Ground
from followup.tui.glyphs import UNICODE
from followup.tui.known import known_of
from followup.tui.quick import QuickApp
from followup.tui.widgets.longpanel import LongField
from followup.tui.widgets.quickadd import QuickAdd
from tests.rig.moments import TUESDAY_1412
from tests.tui.conftest import app_over
from tests.tui.screens import press, text_of

SMALL = (80, 24)
LONG = "word " * 2000
WEEK = Workweek(ZoneInfo("America/New_York"))
GROUND = Ground(TUESDAY_1412, Rules(WEEK), UNICODE, known_of([]))


async def paste(pilot: Pilot[int], text: str) -> None:
    """What a terminal sends for a paste, to the field that has the keys."""
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(Paste(text))
    await press(pilot)


def said(app: FollowupApp) -> str:
    return " ".join(text_of(app, QuickAdd).split())


def titles(desk: Desk) -> list[str]:
    return sorted(card.title for card in desk.cards().values())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('Quote @"Dana', "never closed"),
        ("Quote !fri !mon", "a second deadline"),
        ("Quote to:", "contact is empty"),
        ("Quote => ", "outcome is empty"),
        ("Fix it !important", "for the title write \\!important"),
        ("Quote !fri 10 boxes", "reads like more of it"),
        (LONG, "9999 characters, 500 is the limit"),
    ],
)
def test_what_is_wrong_is_said(line: str, words: str) -> None:
    """What a line cannot mean is an error, and the hint under it says which in words."""
    draft = scan(line, TUESDAY_1412, WEEK)
    hint = hint_of(draft, GROUND, len(line))
    assert draft.errors
    assert hint is not None
    assert words in hint.text


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
def test_what_only_looks_like_a_piece_stays_in_the_title(title: str) -> None:
    """Addresses, languages of programs and of people, and signs in prose are title to the letter."""
    draft = scan(title, TUESDAY_1412, WEEK)
    assert (draft.title, draft.contact, draft.due, draft.tags, draft.errors) == (title, None, None, (), ())


async def test_whatever_is_typed_or_pasted_is_said_kept_and_undone(desk: Desk) -> None:
    """Wrong, far too long, a likely duplicate, several lines, a line again: nothing is lost, each is an undo step."""
    app = app_over(desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a", *"Quote !fri !mon", "enter")
        assert "a second deadline" in said(app)
        assert "save the whole line as title" in said(app)
        assert titles(desk) == []
        await press(pilot, "enter")
        assert titles(desk) == ["Quote !fri !mon"]
        await press(pilot, "z", "a")
        assert titles(desk) == []
        await paste(pilot, LONG)
        for _ in range(2):
            await press(pilot, "enter")
            assert "9999 characters, 500 is the limit" in said(app)
        assert app.screen.query_one(QuickAdd).field.value == LONG
        await press(pilot, "escape", "f", "a", *"Signed quote @jo", "enter", "a", *"Quote signed")
        assert "much like “Signed quote”, which is open" in said(app)
        await press(pilot, "enter", "a")
        await paste(pilot, "Lease @jo\nBadge !foo\r\n\n  שלום עולם\n")
        assert "3 lines were pasted" in said(app)
        await press(pilot, "enter")
        assert titles(desk) == ["Badge !foo", "Lease", "Quote signed", "Signed quote", "שלום עולם"]
        await press(pilot, "z", "a", "up", "enter")
        assert titles(desk) == ["Quote signed", "Quote signed", "Signed quote"]
        await press(pilot, "z", "z", "z")
        assert titles(desk) == []


async def test_the_hotkeys_window_has_the_longer_fields_where_they_fit(desk: Desk) -> None:
    """`followup quick` saves what was written in them; in five rows it says what is missing and saves the line."""
    app = QuickApp(desk, UNICODE)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press(*"Lease", "ctrl+o", *"signed", "tab", *"call", "down", "down", *"ask", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        (card,) = desk.cards().values()
        assert (card.outcome, card.next_move, len(card.events)) == ("signed", "call", 2)
        assert not any(field.display for field in app.query(LongField))
    app = QuickApp(desk, UNICODE)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press(*"Lease", "ctrl+o")
        await pilot.pause()
        rows = " ".join(text for line, _ in app.panel.rows() for text, _ in line)
        assert "no room for the longer fields" in rows
        await pilot.press("enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
    assert titles(desk) == ["Lease", "Lease"]  # a duplicate is saved all the same
