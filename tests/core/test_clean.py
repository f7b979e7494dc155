"""Text from outside: what is refused on the way in, and what no way out lets through."""

from collections.abc import Callable
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import clean
from followup.errors import Refused

ANY_TEXT = st.text(st.characters(), max_size=10)


@pytest.mark.parametrize(
    ("typed", "kept", "folded"),
    [
        ("Quote", "Quote", False),
        ("  Quote  ", "Quote", False),
        ("a\nb", "a b", True),
        ("a \t\r\n b", "a b", True),
        ("a\u2028b", "a b", True),
        ("a  b", "a  b", False),
        ("[/] [bold", "[/] [bold", False),
        ("\x1b[31mred", "\x1b[31mred", False),
        ("--help-me", "--help-me", False),
        ("👩‍👩‍👧", "👩‍👩‍👧", False),
        ("x" * 500, "x" * 500, False),
    ],
)
def test_a_title_is_stored_as_typed_on_one_line(typed: str, kept: str, folded: bool) -> None:
    """Only ends are stripped, and line breaks and tabs become one space, which is said."""
    assert clean.title(typed) == (kept, folded)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "empty"),
        (" \t\n", "empty"),
        ("\u200b\u200d\ufeff", "empty"),
        ("\u202e\u202c", "empty"),
        ("\u3164\u2800", "empty"),
        ("\U000e0041", "empty"),
        ("\x1b\x07", "empty"),
        ("x" * 501, "501 characters, 500 is the limit"),
        ("a\x00", "NUL"),
        ("a\udc80", "bytes that are no text"),
    ],
)
def test_a_title_that_cannot_be_stored_or_seen_is_refused(typed: str, message: str) -> None:
    """Empty, too long, NUL and lone surrogates are refused with the reason."""
    with pytest.raises(Refused, match=message):
        clean.title(typed)


def test_a_note_keeps_its_lines_and_has_64_kb() -> None:
    """A note may have lines; its size in bytes is named when it is too much."""
    assert clean.note(" a\n b\n") == "a\n b"
    assert len(clean.note("é" * 32768)) == 32768
    with pytest.raises(Refused, match=r"65538 bytes, 65536 \(64 kB\)"):
        clean.note("é" * 32769)
    for bad in ("", "\n", "a\x00", "\ud800x"):
        with pytest.raises(Refused):
            clean.note(bad)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain [bold]", "plain [bold]"),
        ("\x1b]52;c;x\x07", "␛]52;c;x␇"),
        ("\x9b31m", "‹9b›31m"),
        ("a\x7f\t\n", "a␡␉␊"),
        ("abc\u202edef", "abc‹202e›def"),
        ("a\u200bb\u2060c", "abc"),
        ("a\U000e0041b", "ab"),
        ("a\ud800", "a\ufffd"),
        ("a\u2028b", "a␤b"),
        ("é 日本 🦊 ا", "é 日本 🦊 ا"),
    ],
)
def test_what_could_steer_a_terminal_is_seen_instead(text: str, seen: str) -> None:
    """Controls become symbols, overrides and C1 marks; zero-width characters and tags vanish."""
    assert clean.shown(text) == seen


def test_a_note_is_shown_with_its_lines() -> None:
    """Line breaks and tabs stay, other controls do not."""
    assert clean.shown_lines("a\r\n\tb\x1b") == "a\n\tb␛"


@given(ANY_TEXT, st.sampled_from([clean.shown, clean.shown_lines, lambda text: clean.popup(text, 20)]))
def test_no_exit_lets_a_control_through(text: str, exit_: Callable[[str], str]) -> None:
    """No control, format override or surrogate leaves, and cleaning twice changes nothing."""
    out = exit_(text)
    kept = "\n\t" if exit_ is clean.shown_lines else ""
    assert not [one for one in out if category(one) in ("Cc", "Cs", "Zl", "Zp") and one not in kept]
    assert not set(out) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\u200d\u200e\u200f\ufeff")
    assert exit_(out) == out


@given(ANY_TEXT, st.integers(2, 30))
def test_a_popup_fits_and_says_that_it_was_cut(text: str, limit: int) -> None:
    """At most so many UTF-16 units, on one line, with an ellipsis where something is missing."""
    out = clean.popup(text, limit)
    assert len(out.encode("utf-16-le")) // 2 <= limit
    assert "\n" not in out
    whole = clean.popup(text, 1000)
    assert out == whole or out.endswith("…")


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Quote from Acme", 8, "Quote f…"),
        ("Quote from Acme", 7, "Quote…"),
        ("ab🦊🦊", 5, "ab🦊…"),
        ("abe\u0301x", 4, "ab…"),
        ("a🇩🇪b", 4, "a…"),
        ("-rf\x1b x", 20, "-rf x"),
    ],
)
def test_a_popup_is_cut_where_a_character_ends(text: str, limit: int, cut: str) -> None:
    """An accent, a flag or a wide emoji is never halved."""
    assert clean.popup(text, limit) == cut
