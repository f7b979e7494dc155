"""A note's Markdown as rows of spans, which nothing that is typed can break."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.links import links_in
from followup.tui.draw.lines import measure
from followup.tui.draw.linked import linked
from followup.tui.draw.markdown import BOLD, CODE, PLAIN, STRESSED, markdown
from followup.tui.draw.wrapping import hung


def said(text: str) -> list[tuple[str, str]]:
    """The spans of one line, blanks around them left out."""
    (row,) = markdown(text)
    return [(span.strip(), role) for span, role in row]


def rows(text: str, cells: int) -> list[str]:
    """The note as it is wrapped."""
    return ["".join(span for span, _ in row) for line in markdown(text) for row in hung(line, cells)]


def test_bold_stress_and_code() -> None:
    """Each has its own weight, and its marks are gone."""
    assert said("**Ben** is *nearly* _done_ with `q3.xlsx`, __really__") == [
        ("Ben", BOLD), ("is", PLAIN), ("nearly", STRESSED), ("", PLAIN), ("done", STRESSED), ("with", PLAIN),
        ("q3.xlsx", CODE), (",", PLAIN), ("really", BOLD),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["2*3*4", "snake_case_name", "a * b * c", "**open", "`open", "__init", "5 _ 6 _ 7", "[x]", "[a] (b)"],
)
def test_what_is_no_markdown_stays_as_typed(text: str) -> None:
    """Sums, names and half-typed marks lose nothing."""
    assert markdown(text) == [[(text, PLAIN)]]


def test_heads_lists_quotations_and_code_stand_as_such() -> None:
    """A head is bold, what is listed hangs under its first word, fenced code keeps its indents and its marks."""
    note = "# Call\n- one item that is wrapped\n  12. two\n> quoted words here\n```sh\n  ls *x*\n```\nafter"
    assert rows(note, 16) == [
        "Call", "- one item that", "  is wrapped", "  12. two", "> quoted words", "  here", "    ls *x*", "after",
    ]  # fmt: skip
    assert markdown(note)[0] == [("Call", BOLD)]


def test_a_link_shows_where_it_goes() -> None:
    """The address stands beside its words, is what a click opens, and is never taken apart by its underscores."""
    address = "https://example.com/a_b_/_c"
    shown = rows(f"[the folder]({address}) and {address}", 200)
    assert shown == [f"the folder ({address}) and {address}"]
    assert [link for _, link in links_in(f"[the folder]({address})")] == [address]
    _, spots = linked([[(shown[0], PLAIN)]], (address,))
    assert [spot.link for spot in spots] == [address] * 2
    assert rows("[click](javascript:alert(1))", 80) == ["[click](javascript:alert(1))"]


def test_what_steers_a_terminal_is_shown() -> None:
    """An escape inside code or bold reaches no terminal."""
    assert not any("\x1b" in row or "\x07" in row for row in rows("**a\x1b]52;c;x\x07** `\x1b[2J`", 80))


@pytest.mark.parametrize("piece", ["**a ", "`", "[a", "_a ", "*", "__", "[", "[a](", "# ", "> ", "- "])
def test_a_note_of_marks_alone_is_read_at_once(piece: str) -> None:
    """64 kB of any mark cost no more than their length: no search for an end is without bounds."""
    assert markdown(piece * (64_000 // len(piece)))


@pytest.mark.parametrize("line", ["# a{}b", "# a{}#", "## {}"])
def test_a_head_with_many_blanks_is_read_at_once(line: str) -> None:
    """Where its closing marks begin is not looked for at every blank."""
    assert markdown(line.format(" " * 64_000))


def test_a_fence_that_is_none_is_read_at_once() -> None:
    """64 kB of tildes before a backtick are no fence, and no search goes through them again and again."""
    assert markdown("~" * 64_000 + "`")[0][0][0].startswith("~~~")


def test_a_head_ends_before_its_closing_marks() -> None:
    """They are no part of it; a number sign that touches a word is."""
    assert [rows(text, 40) for text in ("# Call ##", "## C#", "# a # b #", "# #")] == [
        ["Call"], ["C#"], ["a # b"], ["#"],
    ]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab *_`[]()#>-1.\n\\ é界"), max_size=120), st.integers(6, 60))
def test_no_row_is_wider_and_no_letter_is_lost(text: str, cells: int) -> None:
    """Whatever is typed, every row fits, and the letters are all there in their order."""
    lines = [row for line in markdown(text) for row in hung(line, cells)]
    assert all(measure(row) <= cells for row in lines)
    plain = text
    kept = "".join(span for row in lines for span, _ in row)
    if "```" not in text and "~~~" not in text:
        assert [one for one in kept if one in "abé界"] == [one for one in plain if one in "abé界"]
