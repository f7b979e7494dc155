"""The letter page, `u` and `b`: a draft with what it rests on; copied, mailed, edited, recorded, never sent."""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.events import Paste

from followup.core.brief import briefs
from followup.core.clean import shown_lines
from followup.core.policy import Rules
from followup.demo import demo_desk, demo_settings
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.letter import Letter, edited, paragraphs
from followup.tui.draw.letterpage import letter_page
from followup.tui.draw.lines import measure
from followup.tui.glyphs import UNICODE
from followup.tui.opening import board_app
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.letter import LetterScreen
from followup.tui.widgets.bars import FooterBar, PageHeader
from followup.tui.widgets.nextmove import NextMove
from tests.core.making import RULES
from tests.core.telling import NOW, asked_again, board_pack
from tests.tui.conftest import Clock
from tests.tui.screens import is_on, press, screen_text, send, settle, text_of
from tests.tui.test_text_from_outside import NASTY, raw

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)


@pytest.fixture
def story(clock: Clock) -> FollowupApp:
    """The demonstration with its people."""
    return board_app(demo_desk(clock), demo_settings())


def letter(app: FollowupApp) -> str:
    """The letter in front, as it would be copied."""
    assert isinstance(app.screen, LetterScreen)
    return app.screen.letter.text


def written(rules: Rules = RULES, **fields: object) -> Letter:
    """A brief about one card at risk."""
    one = briefs([asked_again(board_pack(**fields))], NOW, rules)[0]
    return Letter(one.requester, "", paragraphs(one, NOW, rules, UNICODE, {}, is_whole=True), "told", {})


def drawn(of: Letter, cells: int) -> list[str]:
    return ["".join(text for text, _ in row) for row in letter_page(of, cells, UNICODE, "beside")]


# As lines


@pytest.mark.parametrize("cells", [155, 115])
def test_what_a_sentence_rests_on_stands_on_its_row(cells: int) -> None:
    """Letter at the left, grounds at the right."""
    (row,) = (row for row in drawn(written(), cells) if "I asked Dana" in row)
    assert row.startswith("I asked Dana on Friday and again this morning. No answer so far.")
    assert "  ● Fri 10:00   ● Tue 09:00" in row


def test_where_it_is_narrow_what_it_rests_on_stands_under_it() -> None:
    """On 80 columns there is no room beside."""
    rows = drawn(written(), 77)
    place = next(place for place, row in enumerate(rows) if "I asked Dana" in row)
    assert rows[place + 1].strip() == "● Fri 10:00   ● Tue 09:00   ◑ 5h12 silent of 3h40"


def test_a_sentence_that_stayed_keeps_what_it_rests_on() -> None:
    """The others are the person's own words; options are no options any more once they are rewritten."""
    whole = written()
    mine = edited(whole.text.replace("No answer so far.", "Still nothing."), whole)
    page = "\n".join(drawn(mine, 155))
    assert "your words" in next(row for row in page.split("\n") if "Still nothing." in row)
    assert "▲ at risk since Mon 16:00" in next(row for row in page.split("\n") if "in hand: at risk" in row)
    assert mine.digits == 0


@pytest.mark.parametrize("cells", [155, 115, 77])
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_nothing_raw_in_a_letter(text: str, cells: int) -> None:
    """Whatever a card says, page and clipboard hold nothing that steers a terminal, and every row fits."""
    part = text[:100]
    whole = written(title=part, contact=part, next_move=part, outcome=part, breaks=part, alternates=(part,))
    for row in letter_page(whole, cells, UNICODE, "beside"):
        assert measure(row) <= cells
        assert not raw("".join(part for part, _ in row))
    assert not raw(shown_lines(whole.text).replace("\n", ""))


# As stories


async def test_an_update_is_read_chosen_from_copied_mailed_and_recorded(
    story: FollowupApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`u` shows the draft; a digit suggests an option and takes that back; `y` and `M` copy; `m` opens mail, or copies
    where nothing does; esc records nothing; `t` stamps the text in one step, which undo takes back."""
    opened: list[str] = []

    def opens(app: FollowupApp, link: str, failed: object) -> bool:
        opened.append(link)
        return True

    desk = story.session.desk
    before = desk.find("k3f").rev
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "u")
        page, text = screen_text(story), letter(story)
        assert "Board pack figures in hand: at risk for Wednesday 12:00." in page
        assert "To Maria Lopez   maria@example.com, last told Fri 16:05" in page
        assert "A draft. Nothing is sent by followup." in page
        assert "esc" not in text_of(story, FooterBar)
        await press(pilot, "2")
        assert "Which do you prefer? I suggest 2." in letter(story)
        assert "› 2" in screen_text(story)
        await press(pilot, "2", "y")
        assert story.clipboard == letter(story) == text
        await press(pilot, "M")
        assert story.clipboard.startswith("## Maria Lopez")
        monkeypatch.setattr("followup.tui.opener.open_link", opens)
        await press(pilot, "m")
        assert opened[0].startswith("mailto:maria@example.com?subject=Board%20pack")
        monkeypatch.setattr("followup.tui.opener.open_link", lambda app, link, failed: False)
        await press(pilot, "m")
        assert story.clipboard == text
        await press(pilot, "escape")
        assert is_on(story, BoardScreen)
        assert desk.find("k3f").rev == before
        await press(pilot, "u", "t")
        assert is_on(story, BoardScreen)
        event = desk.find("k3f").events[-1]
        assert (event.kind, event.data["text"]) == ("updated", text)
        await press(pilot, "z")
        assert desk.find("k3f").events[-1].kind != "updated"


async def test_a_letter_is_edited_in_its_place_or_in_the_editor(
    story: FollowupApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`e` and typing change the letter where it stands, esc keeps it, and every key is a letter meanwhile; ctrl+o is
    the person's editor, from the page and while editing. What was written is copied and recorded; all of it deleted
    is the draft again."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\np = pathlib.Path(sys.argv[1])\n"
        "p.write_text(p.read_text().replace('No answer so far.', 'Still nothing, sorry.'))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    monkeypatch.setattr(story, "suspend", nullcontext)
    async with story.run_test(size=SMALL) as pilot:
        await press(pilot, "left", "u")
        draft = letter(story)
        await press(pilot, "e", *"Maria, quickly [/]: t", "enter", "escape")
        assert is_on(story, LetterScreen)
        assert letter(story) == f"Maria, quickly [/]: t\n{draft}"
        assert "You have edited it." in text_of(story, NextMove)
        await press(pilot, "y")
        assert story.clipboard.startswith("Maria, quickly [/]: t\nBoard pack")
        await press(pilot, "ctrl+o")
        assert "Still nothing, sorry." in letter(story)
        await press(pilot, "e", "end", "ctrl+u", "ctrl+o", "escape")
        assert letter(story).startswith("Board pack")
        assert "Still nothing, sorry." in letter(story)
        await press(pilot, "t")
        told = story.session.desk.find("k3f").events[-1].data["text"]
        assert "Still nothing, sorry." in told
        await press(pilot, "u", "e")
        text = story.screen.query("LetterText").first()
        text.load_text("")  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert letter(story).startswith("Board pack figures in hand: silent")
        send(pilot, *"euvw", "backspace", *"x ", "escape", "y")  # all at once: the last is the page's key
        await settle(pilot)
        assert story.clipboard == letter(story)
        assert letter(story).startswith("uvx Board pack")
        await press(pilot, "e")
        story.focused.post_message(Paste("two\n\x1b]52;c;x\x07rows "))  # type: ignore[union-attr]
        await press(pilot, "escape")
        assert letter(story).startswith("two\n␛]52;c;x␇rows uvx Board pack")


async def test_a_brief_is_over_all_of_a_requesters_cards(story: FollowupApp) -> None:
    """`b` speaks of every card of the selected one's requester, its options numbered through; `]` and `[` go to who
    else waits; `t` stamps each card with its own paragraph in one step; a card deleted elsewhere ends its update."""
    desk = story.session.desk
    shorts = {"k3f": "Board pack", "ps7": "Safety sheet", "vnd": "Vendor", "q3n": "Done: Q3"}
    async with story.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "b")
        assert all(title in letter(story) for title in shorts.values())
        assert "1 of 3 requesters" in text_of(story, PageHeader)
        assert "1 2 3 4 choose the option" in text_of(story, NextMove)
        await press(pilot, "4")
        assert "I suggest 4." in letter(story)
        await press(pilot, "]")
        assert letter(story).startswith("Tom, where your")
        await press(pilot, "[", "[")
        assert letter(story).startswith("Aisha, where your")
        await press(pilot, "]", "t")
        for short, words in shorts.items():
            event = desk.find(short).events[-1]
            assert event.kind == "updated"
            assert event.data["text"].startswith(words)
        await press(pilot, "z")
        assert all(desk.find(short).events[-1].kind != "updated" for short in shorts)
        await press(pilot, "u")
        assert is_on(story, LetterScreen)
        desk.delete(["k3f"])
        story.show(story.session.look())
        await press(pilot)
        assert is_on(story, BoardScreen)


async def test_nobody_to_tell_is_asked_for_once(board: Boards, desk: Desk) -> None:
    """`b` without any requester says so; `u` asks who expects news, keeps the name, and shows the draft, where `m` says
    that no address is known."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "b")
        assert is_on(app, BoardScreen)
        assert "nobody expects news" in text_of(app, FooterBar)
        await press(pilot, "u", "@", "enter")  # a sigil names nobody
        assert is_on(app, BoardScreen)
        await press(pilot, "u", *"@ Maria", "enter")
        (card,) = desk.cards().values()
        assert card.requester == "Maria"
        assert is_on(app, LetterScreen)
        await press(pilot, "m")
        assert "no address of Maria is known" in text_of(app, FooterBar)
