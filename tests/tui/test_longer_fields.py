"""`ctrl+o` in the quick-add panel: the texts that one line holds badly, a note, and the person's own editor."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste

from followup import editor
from followup.core.card import Card
from followup.core.quickadd import scan
from followup.core.quickadd_line import changes, with_text
from followup.desk import Desk
from followup.errors import Refused
from followup.tui.widgets.longpanel import LongField
from followup.tui.widgets.quickadd import QuickAdd
from tests.core.grammar import NOW, OFFICE
from tests.tui.conftest import app_over
from tests.tui.screens import press, text_of

LINE = 'Signed quote @dana !fri 3pm => "in hand" > call'
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30)


@pytest.fixture
def pens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's editor: it appends the lines of a file to what it is given; with no file it fails."""
    script, more = tmp_path / "pen.py", tmp_path / "more"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        f"text = Path(sys.argv[1])\ntext.write_bytes(text.read_bytes() + Path({str(more)!r}).read_bytes())\n"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    return more


@contextmanager
def alone() -> Iterator[None]:
    yield


class TestLine:
    @pytest.mark.parametrize("field", ["outcome", "next_move", "breaks"])
    @given(text=TEXT.map(str.strip).filter(bool))
    def test_a_text_goes_into_the_line_and_changes_nothing_else(self, field: str, text: str) -> None:
        """A line with a text put into it reads as before, but for that field; or the text is refused whole."""
        before = scan(LINE, NOW, OFFICE)
        try:
            line = with_text(LINE, field, text, NOW, OFFICE)
        except Refused as refused:
            assert all(quote in text for quote in "\"'") or "is empty" in refused.message
            return
        after = scan(line, NOW, OFFICE)
        assert getattr(after, field) == text
        assert changes(before, after).keys() <= {field}

    @pytest.mark.parametrize(("text", "why"), [("x" * 501, "500 is the limit"), ("\xad\u200b", "is empty")])
    def test_a_text_that_cannot_be_stored_is_refused_with_the_reason(self, text: str, why: str) -> None:
        """Too long, or nothing to be seen: no talk of quotes."""
        with pytest.raises(Refused, match=why):
            with_text(LINE, "next_move", text, NOW, OFFICE)

    @pytest.mark.parametrize(("field", "left"), [("outcome", "> call"), ("next_move", '=> "in hand"')])
    def test_an_empty_text_takes_the_piece_out(self, field: str, left: str) -> None:
        """Clearing a field leaves the rest of the line as it was typed."""
        line = with_text(LINE, field, None, NOW, OFFICE)
        assert line.endswith(left)
        assert getattr(scan(line, NOW, OFFICE), field) is None


class TestEditor:
    def test_the_text_comes_back_as_it_was_left(self, pens: Path) -> None:
        """What the editor saved is the text, lines and all; one closing line break is the editor's own."""
        pens.write_text("\n\n- [ ] ask Ben: naïve?\n")
        assert editor.edit_text("First", alone) == "First\n\n- [ ] ask Ben: naïve?"

    @pytest.mark.parametrize("chosen", ["/nowhere/pen", "false", "'unclosed"])
    def test_an_editor_that_does_not_end_well_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, chosen: str
    ) -> None:
        """A missing or failing editor is one clear line, and nothing is taken over."""
        monkeypatch.setenv("VISUAL", chosen)
        with pytest.raises(Refused):
            editor.edit_text("First", alone)

    def test_a_blank_setting_is_none(self, pens: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A VISUAL of spaces names no editor: EDITOR is asked."""
        pens.write_text("!")
        monkeypatch.setenv("VISUAL", "  ")
        assert editor.edit_text("First", alone) == "First!"

    def test_a_text_that_no_file_takes_is_refused(
        self, pens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where no file can be written for the editor, that is said."""
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
        with pytest.raises(Refused, match="No such file"):
            editor.edit_text("First", alone)

    def test_bytes_that_are_no_text_are_refused(self, pens: Path) -> None:
        """What is not UTF-8 is refused instead of guessed."""
        pens.write_bytes(b"\xff\xfe")
        with pytest.raises(Refused, match="not UTF-8"):
            editor.edit_text("First", alone)


NO_QUOTES_LEFT = "no \" ' “ ” ‘ ’ left"


def notes(card: Card) -> list[object]:
    return [event.data.get("text") for event in card.events if event.kind == "noted"]


async def test_the_longer_fields_fill_the_line_and_keep_what_it_cannot_carry(desk: Desk) -> None:
    """Texts typed on rows of their own are in the line at esc, and saved with it, note and all; so they are edited."""
    app = app_over(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a", *"Signed quote @dana", "ctrl+o")
        panel = app.screen.query_one(QuickAdd)
        regions = [field.region for field in app.screen.query(LongField)]
        assert len({region.y for region in regions}) == 4
        assert all(panel.region.contains_region(region) for region in regions)

        await press(pilot, *"it is in hand > today", "tab", "tab", "tab", *"Ask for #7 first", "escape")
        assert panel.field.value == "Signed quote @dana => it is in hand \\> today"
        assert "Longer fields" not in text_of(app, QuickAdd)
        await press(pilot, "enter")
        (card,) = desk.cards().values()
        assert (card.title, card.outcome, notes(card)) == (
            "Signed quote", "it is in hand > today", ["Ask for #7 first"],
        )  # fmt: skip

        await press(pilot, "e", "ctrl+o")
        assert [field.value for field in panel.long_fields()] == ["it is in hand > today", "", "", ""]
        await press(pilot, "up", "ctrl+u", "tab")  # the first blank has the keys
        app.focused.post_message(Paste("call reception,\n  then Ben\n"))  # type: ignore[union-attr]
        await press(pilot, "enter")  # saves from every field, also what was just typed there
        (card,) = desk.cards().values()
        assert (card.outcome, card.next_move) == (None, "call reception, then Ben")

        await press(pilot, "a", *"Badge", "ctrl+o")
        field = panel.long_fields()[2]
        field.value = NO_QUOTES_LEFT
        await press(pilot, "enter")
        assert "no quotes are left" in text_of(app, QuickAdd)
        assert field.value == NO_QUOTES_LEFT
        assert len(desk.cards()) == 1
        await press(pilot, "escape")
        assert "esc again leaves it out" in text_of(app, QuickAdd)
        await press(pilot, "escape")
        assert panel.field.value == "Badge"
        await press(pilot, "escape", "z", "z")
        assert not desk.cards()  # the note went with its card

        await press(pilot, "a", *"Key", "ctrl+o", "up", *"At the desk", "escape", "up", "down")
        assert "with a note" in text_of(app, QuickAdd)  # looked at what was written before, and came back
        await press(pilot, "enter", "a", "up")
        assert panel.field.value == "Key"
        assert "with a note" not in text_of(app, QuickAdd)  # that one was saved with its card
        await press(pilot, "escape")
        (card,) = desk.cards().values()
        assert notes(card) == ["At the desk"]


async def test_the_editor_takes_a_field_or_a_note(
    desk: Desk, pens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`ctrl+o` hands a text to the editor: a note keeps its lines, another field is one line; a failure is said."""
    app = app_over(desk)
    monkeypatch.setattr(app, "suspend", alone)  # a pilot has no terminal to hand over
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "a", *"Signed quote", "ctrl+o", *"In", "ctrl+o")
        assert "ended with 1" in text_of(app, QuickAdd)
        assert app.screen.query_one(QuickAdd).long_fields()[0].value == "In"
        pens.write_text(" hand,\nsigned\n")
        await press(pilot, "ctrl+o")
        pens.write_text("\n\n- Ben\n- Ana\n")
        await press(pilot, "up", *"Who", "ctrl+o", "enter")
        (card,) = desk.cards().values()
        assert (card.outcome, notes(card)) == ("In hand, signed", ["Who\n\n- Ben\n- Ana"])
        pens.write_text("\n- Joan\n")
        await press(pilot, "i", *"And", "ctrl+o", "enter")
        (card,) = desk.cards().values()
        assert notes(card)[1:] == ["And\n- Joan"]
