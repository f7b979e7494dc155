"""What may reach a popup of a text that anybody may have typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.notify.text import BODY_LIMIT, TITLE_LIMIT, body_lines, escape_markup, title_line


def units(text: str) -> int:
    """Length as Windows counts it; lone surrogates do not encode."""
    return len(text.encode("utf-16-le")) // 2


def has_controls(text: str) -> bool:
    """Whether anything in it could steer a terminal."""
    return any(unicodedata.category(char) == "Cc" for char in text)


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Idle 9 of 8 h: Dana", "Idle 9 of 8 h: Dana"),
        ("--action=x=y", "followup: --action=x=y"),
        ("  -x", "followup: -x"),
        ("\u200b-x", "followup: -x"),
        ("", "followup"),
        ("\x00\u202e", "followup"),
        ("a\x1b]52;c;x\x07b", "a]52;c;xb"),
        ("two\nlines\tand  more", "two lines and more"),
        ("<b>bold</b> & co", "<b>bold</b> & co"),
        ("bad\ud800byte", "badbyte"),
        ("é" * 61, "é" * 59 + "…"),
        ("x" * 58 + "👩‍💻 and on", "x" * 58 + "…"),
        ("👍" * 40, "👍" * 29 + "…"),
    ],
)
def test_a_title_is_one_plain_visible_line(typed: str, shown: str) -> None:
    """A title has no controls, starts no option, is never empty and never too long."""
    assert title_line(typed) == shown


def test_a_body_keeps_its_lines() -> None:
    """Line breaks of a body stay, empty lines and controls go."""
    assert (
        body_lines("Dana silent\r\n\n\x07Next:  call\x00 reception\n") == "Dana silent\nNext: call reception"
    )


def test_markup_is_escaped_once() -> None:
    """What a server would read as markup arrives as it was typed."""
    assert escape_markup("<b>&amp;</b>") == "&lt;b&gt;&amp;amp;&lt;/b&gt;"


@given(ANY_TEXT)
def test_no_text_breaks_a_title(text: str) -> None:
    """Any text at all gives a title that every channel can carry."""
    title = title_line(text)
    assert title and not title.startswith("-") and units(title) <= TITLE_LIMIT and not has_controls(title)


@given(ANY_TEXT)
def test_no_text_breaks_a_body(text: str) -> None:
    """Any text at all gives a body that every channel can carry."""
    body = body_lines(text)
    assert units(body) <= BODY_LIMIT and not has_controls(body.replace("\n", ""))
