"""What is taken out of a card: its text to the clipboard, its links to the browser, its line to a new card."""

import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from textual.pilot import Pilot

from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.clipboard import through_tmux
from followup.tui.opener import program
from followup.tui.screens.detail import DetailPage
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.nextmove import NextMove
from tests.tui.screens import press, settle, text_of
from tests.tui.test_mouse import spot

Boards = Callable[..., FollowupApp]
WIDE = (160, 48)
LINK, OTHER = "https://example.com/quote?id=7", "mailto:dana@example.com"
OPENER = """#!/bin/sh
printf '%s\\n' "$#" "$@" > "$OPENED.part" && mv "$OPENED.part" "$OPENED"
"""


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop whose opener writes down what it is given."""
    tool = tmp_path / "bin" / "xdg-open"
    tool.parent.mkdir()
    tool.write_text(OPENER, encoding="utf-8")
    tool.chmod(0o755)
    told = tmp_path / "opened"
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "PATH": f"{tool.parent}:{os.environ['PATH']}",
        "DISPLAY": ":99",
        "OPENED": str(told),
    }.items():
        monkeypatch.setenv(name, value)
    return told


async def told(pilot: Pilot[int], path: Path) -> list[str]:
    """What the opener was given, once it was."""
    end = monotonic() + 10
    while not path.exists():
        assert monotonic() < end
        await pilot.pause(0.01)
    return path.read_text(encoding="utf-8").splitlines()


async def test_copy_as_plain_text(board: Boards) -> None:
    """`y` copies the card as text without anything that steers a terminal, and says what was copied."""
    app = board("Signed\x1b]52;c;x\x07 quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "y")
        assert "With: Dana Reyes" in app.clipboard
        assert "\x1b" not in app.clipboard
        assert "copied: Signed" in text_of(app, FooterBar)


async def test_marked_cards_are_copied_together(board: Boards) -> None:
    """`y` copies all marked cards, a blank line between them, and says how many."""
    app = board("One", "Two", "Three")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "space", "space", "y")
        assert len(app.clipboard.split("\n\n")) == 2
        assert "copied: 2 cards" in text_of(app, FooterBar)


async def test_duplicating_begins_with_the_cards_line(board: Boards, desk: Desk) -> None:
    """`Y` opens quick add with the card's line, and saving it makes another card."""
    app = board("Signed quote", requester="Maria Lopez")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "Y", "home", *"Second ", "enter", "escape")
        cards = {card.title: card for card in desk.cards().values()}
        assert set(cards) == {"Signed quote", "Second Signed quote"}
        assert cards["Second Signed quote"].requester == "Maria Lopez"


async def test_one_link_opens_at_once(board: Boards, opened: Path) -> None:
    """`O` hands the only link to the system's opener as one argument."""
    app = board(f"Read {LINK}.")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "O")
        assert await told(pilot, opened) == ["1", LINK]
        assert f"opened: {LINK}" in text_of(app, FooterBar)


async def test_of_several_links_one_is_chosen(board: Boards, opened: Path) -> None:
    """With several links the strip asks, and a digit opens one."""
    app = board(f"Read {LINK} or write to {OTHER}")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "O")
        assert "2 dana@example.com" in text_of(app, NextMove)
        await press(pilot, "2")
        assert await told(pilot, opened) == ["1", OTHER]


async def test_a_link_is_copied_where_nothing_opens_it(
    board: Boards, opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over SSH a link is copied instead of being opened at the other seat, and that is said."""
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    app = board(f"Read {LINK}")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "O")
        assert app.clipboard == LINK
        assert "copied, since nothing here opens links" in text_of(app, FooterBar)


async def test_no_link_says_so(board: Boards) -> None:
    """Without a link `O` says so and opens nothing."""
    app = board("Signed quote from example.com")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "O")
        assert "no link is in it" in text_of(app, FooterBar)


async def test_a_click_on_a_link_opens_it(board: Boards, desk: Desk, opened: Path) -> None:
    """On the card's page links are underlined and a click opens them; a link that is markup stays text."""
    app = board("Signed quote [@click=app.quit]x[/]")
    desk.note([card.id for card in desk.cards().values()], f"it is at {LINK}")
    async with app.run_test(size=WIDE) as pilot:
        app.show(app.session.look())
        await press(pilot, "enter")
        line = [part for page in app.screen.query(DetailPage) for strip in page._painted for part in strip]
        assert [bool(part.style and part.style.underline) for part in line if part.text == LINK] == [True]
        x, y = spot(app, LINK)
        await pilot.click(offset=(x + len(LINK), y))
        await settle(pilot)
        assert not opened.exists()
        await pilot.click(offset=(x + 3, y))
        assert await told(pilot, opened) == ["1", LINK]


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_an_opener_is_for_who_sits_here(name: str, opened: Path) -> None:
    """There is none over SSH, and none on a machine without a desktop."""
    here = {key: os.environ[key] for key in ("PATH", "DISPLAY")}
    assert program(here, "linux") == ["xdg-open"]
    assert program({**here, name: "1"}, "linux") is None
    assert program({"PATH": here["PATH"]}, "linux") is None


def test_the_clipboard_reaches_through_tmux() -> None:
    """In tmux the sequence is wrapped with every escape doubled."""
    assert through_tmux("a") == "\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\"
