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


async def test_texts_and_links_are_taken_out_of_cards(
    board: Boards, desk: Desk, opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`y` copies cards as text without anything that steers a terminal; `Y` begins a new card with a card's line; `O`
    hands the only link to the system's opener as one argument, asks which of several, and says where there is none;
    on a card's page a click on a link opens it, and over SSH it is copied instead."""
    app = board("Signed\x1b]52;c;x\x07 quote [@click=app.quit]x[/]", requester="Maria Lopez")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "y")
        assert "With: Dana Reyes" in app.clipboard
        assert "\x1b" not in app.clipboard
        assert "copied: Signed" in text_of(app, FooterBar)
        await press(pilot, "O")
        assert "no link is in it" in text_of(app, FooterBar)
        await press(pilot, "Y", "home", *"Second ", "enter", *("escape",) * 4)
        assert sorted(card.requester or "" for card in desk.cards().values()) == ["Maria Lopez"] * 2
        await press(pilot, "g", "space", "space", "y", "escape", "g")
        assert len(app.clipboard.split("\n\n")) == 2
        assert app.board.selected is not None
        card = app.board.selected.card
        desk.note([card.id], f"it is at {LINK}")
        app.show(app.session.look())
        await press(pilot, "O")
        assert await told(pilot, opened) == ["1", LINK]
        assert f"opened: {LINK}" in text_of(app, FooterBar)
        opened.unlink()
        await press(pilot, "enter")
        line = [part for page in app.screen.query(DetailPage) for strip in page._painted for part in strip]
        assert [bool(part.style and part.style.underline) for part in line if part.text == LINK] == [True]
        x, y = spot(app, LINK)
        await pilot.click(offset=(x + len(LINK), y))
        await settle(pilot)
        assert not opened.exists()
        await pilot.click(offset=(x + 3, y))
        assert await told(pilot, opened) == ["1", LINK]
        opened.unlink()
        desk.note([card.id], f"or write to {OTHER}")
        app.show(app.session.look())
        await press(pilot, "O")
        assert "1 dana@example.com" in text_of(app, NextMove)
        await press(pilot, "1")
        assert await told(pilot, opened) == ["1", OTHER]
        monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
        await press(pilot, "O", "2")
        assert app.clipboard == LINK
        assert "copied, since nothing here opens links" in text_of(app, FooterBar)


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
