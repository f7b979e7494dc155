"""Links: http, https and mailto, strictly; everything else is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.card import Card
from followup.core.events import Event
from followup.core.links import links_in, links_of


def links(text: str) -> list[str]:
    """The links of a text."""
    return [link for _, link in links_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.com/a?b=c#d.", ["https://example.com/a?b=c#d"]),
        ("(http://example.com/a_(b))", ["http://example.com/a_(b)"]),
        ("HTTPS://Example.COM:8443/x, and", ["HTTPS://Example.COM:8443/x"]),
        ("mailto:dana@example.com!", ["mailto:dana@example.com"]),
        ("“https://example.com”", ["https://example.com"]),
        ("http://localhost:8000/", ["http://localhost:8000/"]),
    ],
)  # fmt: skip
def test_links_are_found(text: str, found: list[str]) -> None:
    """A link ends before what ends the sentence or closes the bracket around it."""
    assert links(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd", "javascript:alert(1)", "example.com", "dana@example.com", "ftp://example.com",
        "https://", "https:///x", "https://bank.example@evil.example/", "https://exаmple.com/", "https://a..b",
        "https://example.com/\x1b]52;c;x\x07", "https://example.com/`id`", 'https://example.com/"x', "https://-a.com",
        "https://example.com/\u202egpj.exe", "mailto:dana@example.com?cc=eve@example.com", "mailto:a,b@example.com",
        "xhttps://example.com", "https://example.com/" + "a" * 2000,
    ],
)  # fmt: skip
def test_everything_else_is_none(text: str) -> None:
    """No other scheme, nobody's name before the host, no letters that look like others, nothing that steers."""
    assert links(text) == []


@given(st.text(max_size=40))
def test_a_link_is_plain(text: str) -> None:
    """Whatever surrounds it, what is found is printable ASCII without quotes, blanks or backslashes."""
    for link in links(f"x https://example.com/{text} mailto:{text} https://{text}"):
        assert link.isascii()
        assert link.isprintable()
        assert not set(link) & set(" \"'`\\<>|^")


def test_a_cards_links_in_the_order_they_are_met() -> None:
    """Title, outcome and proof before the notes, the latest note first, each link once."""
    notes = tuple(
        Event(
            f"E{place}",
            place,
            place,
            "noted",
            "cli",
            {"text": f"https://n{place}.example and https://t.example"},
        )
        for place in (1, 2)
    )
    card = Card(
        "C", "Read https://t.example", outcome="https://o.example", proof="https://p.example", events=notes
    )
    wanted = ["t", "o", "p", "n2", "n1"]
    assert links_of(card) == tuple(f"https://{name}.example" for name in wanted)
