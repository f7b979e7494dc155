"""The letter page, `u` and `b`: a draft with what it rests on; copied, mailed, edited, recorded, never sent."""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from followup.demo import demo_desk, demo_settings
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.letterpage import letter_page
from followup.tui.draw.lines import measure
from followup.tui.opening import board_app
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.letter import LetterScreen
from followup.tui.widgets.bars import FooterBar, PageHeader
from followup.tui.widgets.nextmove import NextMove
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, screen_text, text_of
from tests.tui.test_text_from_outside import NASTY, raw

Boards = Callable[..., FollowupApp]
SIZES = [(160, 48), (120, 36), (80, 24)]
WIDE = SIZES[0]


@pytest.fixture
def story(clock: Clock) -> FollowupApp:
    """The demonstration with its people."""
    return board_app(demo_desk(clock), demo_settings())


def letter(app: FollowupApp) -> str:
    """The letter in front, as it would be copied."""
    assert isinstance(app.screen, LetterScreen)
    return app.screen.letter.text


@pytest.mark.parametrize("size", SIZES)
async def test_u_writes_the_update_beside_what_it_rests_on(size: tuple[int, int], story: FollowupApp) -> None:
    """`u` shows the card's draft, on the same row (below it where it is narrow) what each sentence rests on."""
    async with story.run_test(size=size) as pilot:
        await press(pilot, "left", "u")
        text = screen_text(story)
        assert "Board pack figures in hand: at risk for Wednesday 12:00." in text
        assert "▲ at risk since Mon 16:00" in text
        assert "● Fri 10:00   ● Tue 09:00" in text
        assert "To Maria Lopez   maria@example.com, last told Fri 16:05" in text
        assert "A draft. Nothing is sent by followup." in text


async def test_t_records_it_and_goes_back(story: FollowupApp) -> None:
    """`t` stamps Updated with the text, goes back, and is one step to undo."""
    desk = story.session.desk
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "u")
        text = letter(story)
        await press(pilot, "t")
        assert isinstance(story.screen, BoardScreen)
        event = desk.find("k3f").events[-1]
        assert (event.kind, event.data["text"]) == ("updated", text)
        await press(pilot, "z")
        assert desk.find("k3f").events[-1].kind != "updated"


async def test_esc_leaves_it_unsent(story: FollowupApp) -> None:
    """`esc` records nothing."""
    desk = story.session.desk
    before = desk.find("k3f").rev
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "u", "escape")
        assert isinstance(story.screen, BoardScreen)
        assert desk.find("k3f").rev == before


async def test_a_digit_chooses_what_is_suggested(story: FollowupApp) -> None:
    """A digit marks an option, which the letter then suggests; the same digit takes it back."""
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "u")
        before = letter(story)
        assert "suggest" not in before
        await press(pilot, "2")
        assert "Which do you prefer? I suggest 2." in letter(story)
        assert "› 2" in screen_text(story)
        await press(pilot, "2")
        assert letter(story) == before


async def test_y_copies_it(story: FollowupApp) -> None:
    """`y` copies the letter as plain text, `M` as Markdown."""
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "u", "y")
        assert story.clipboard == letter(story)
        await press(pilot, "M")
        assert story.clipboard.startswith("## Maria Lopez")


async def test_m_opens_the_mail_program(story: FollowupApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """`m` hands a mailto link to the desktop; where there is none, the letter is copied instead."""
    opened: list[str] = []

    def opens(app: FollowupApp, link: str, failed: object) -> bool:
        opened.append(link)
        return True

    monkeypatch.setattr("followup.tui.opener.open_link", opens)
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "u", "m")
        assert opened[0].startswith("mailto:maria@example.com?subject=Board%20pack")
        monkeypatch.setattr("followup.tui.opener.open_link", lambda app, link, failed: False)
        await press(pilot, "m")
        assert story.clipboard == letter(story)


async def test_without_one_address_m_says_so(board: Boards) -> None:
    """Where the settings hold no address of the requester, `m` says so and opens nothing."""
    app = board("Signed quote", requester="Maria Lopez")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "u", "m")
        assert "no address of Maria is known" in text_of(app, FooterBar)


async def test_e_edits_it(story: FollowupApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`e` opens the letter in the editor; what I wrote is recorded, and rests on my own words."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\np = pathlib.Path(sys.argv[1])\n"
        "p.write_text(p.read_text().replace('No answer so far.', 'Still nothing, sorry.'))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    monkeypatch.setattr(story, "suspend", nullcontext)
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "u", "e")
        assert "Still nothing, sorry." in letter(story)
        assert "your words" in screen_text(story)
        assert "▲ at risk since Mon 16:00" in screen_text(story)
        await press(pilot, "t")
        assert "Still nothing, sorry." in story.session.desk.find("k3f").events[-1].data["text"]


async def test_b_writes_the_brief_over_all_of_a_requesters_cards(story: FollowupApp) -> None:
    """`b` speaks of every card of the selected one's requester, and `]` goes to the next one who waits for news."""
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "b")
        text = letter(story)
        for title in ("Safety sheet", "Board pack", "Vendor security", "Q3 numbers"):
            assert title in text
        assert "1 of 3 requesters" in text_of(story, PageHeader)
        await press(pilot, "]")
        assert letter(story).startswith("Tom, where your")
        await press(pilot, "[", "[")
        assert letter(story).startswith("Aisha, where your")


async def test_t_on_the_brief_is_one_step(story: FollowupApp) -> None:
    """`t` stamps every card of the brief with its own paragraph, and one undo takes all of it back."""
    desk = story.session.desk
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "b", "t")
        for short, words in (
            ("k3f", "Board pack"),
            ("ps7", "Safety sheet"),
            ("vnd", "Vendor"),
            ("q3n", "Done: Q3"),
        ):
            event = desk.find(short).events[-1]
            assert event.kind == "updated"
            assert event.data["text"].startswith(words)
        await press(pilot, "z")
        assert all(desk.find(short).events[-1].kind != "updated" for short in ("k3f", "ps7", "vnd", "q3n"))


async def test_options_of_a_brief_are_numbered_through(story: FollowupApp) -> None:
    """An answer that names a number names one option of the whole letter."""
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "b", "4")
        assert "I suggest 4." in letter(story)
        assert story.screen.query_one(NextMove)._painted
        assert "1 2 3 4 choose the option" in text_of(story, NextMove)


async def test_nobody_to_tell_is_asked_for_once(board: Boards, desk: Desk) -> None:
    """Without a requester `u` asks who expects news, keeps the name, and then shows the draft."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "u", *"Maria", "enter")
        (card,) = desk.cards().values()
        assert card.requester == "Maria"
        assert isinstance(app.screen, LetterScreen)


async def test_a_brief_for_nobody_says_so(board: Boards) -> None:
    """`b` without any requester opens nothing."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "b")
        assert isinstance(app.screen, BoardScreen)
        assert "nobody expects news" in text_of(app, FooterBar)


async def test_a_letter_about_a_card_that_was_deleted_leads_back(story: FollowupApp) -> None:
    """What is deleted elsewhere cannot be told: the page goes."""
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "u")
        story.session.desk.delete(["k3f"])
        story.show(story.session.look())
        await press(pilot)
        assert isinstance(story.screen, BoardScreen)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("size", SIZES)
async def test_nothing_raw_in_a_letter(text: str, size: tuple[int, int], desk: Desk) -> None:
    """Whatever a card says, the page and the clipboard hold nothing that steers a terminal, and every row fits."""
    part = text[:100]
    desk.add([({"title": text, "contact": part, "requester": part, "next_move": part, "outcome": part,
                "breaks": part, "alternates": [part], "due": desk.now() + 60, "due_kind": "hard"}, None)])  # fmt: skip
    app = app_over(desk)
    async with app.run_test(size=size) as pilot:
        for key in ("u", "b"):
            await press(pilot, key)
            assert isinstance(app.screen, LetterScreen)
            assert not raw(screen_text(app).replace("\n", ""))
            for row in letter_page(app.screen.letter, size[0] - 5, app.glyphs, "beside"):
                assert measure(row) <= size[0] - 5
            await press(pilot, "y")
            assert not raw(app.clipboard.replace("\n", ""))
            await press(pilot, "escape")
