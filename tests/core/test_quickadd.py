"""The quick-add line: every rule of DESIGN section 8 as a table row, and properties over any line."""

from typing import Any

import pytest

from followup.core.phrase import BadPhrase
from tests.core.grammar import at, local, parse, scan

FRI_3PM, MON_9AM, FRI = at("2026-11-27T15:00"), at("2026-11-30T09:00"), at("2026-11-27T17:00")


@pytest.mark.parametrize(
    ("piece", "fields"),
    [
        ("@dana", {"contact": "dana"}),
        ('@"Dana Reyes"', {"contact": "Dana Reyes"}),
        ("@“Dana Reyes”", {"contact": "Dana Reyes"}),
        ("@'Dana Reyes'", {"contact": "Dana Reyes"}),
        ("@‘Dana O’Neil’", {"contact": "Dana O’Neil"}),
        ("to:dana", {"contact": "dana"}),
        ('to:"Dana Reyes"', {"contact": "Dana Reyes"}),
        ("@dana,", {"contact": "dana"}),
        ("@dana's", {"contact": "dana"}),
        ("@dana’s", {"contact": "dana"}),
        ('@"Dana Reyes"\'s', {"contact": "Dana Reyes"}),
        ("@d.reyes-o'neil_2", {"contact": "d.reyes-o'neil_2"}),
        ("@🦊", {"contact": "🦊"}),
        ("@Ana🦊", {"contact": "Ana🦊"}),
        ("@अनीता", {"contact": "अनीता"}),
        ("@דנה", {"contact": "דנה"}),
        ("^maria", {"requester": "maria"}),
        ("for:maria", {"requester": "maria"}),
        ("!fri 3pm", {"due": FRI_3PM, "due_kind": "promised"}),
        ('!"fri 3pm"', {"due": FRI_3PM, "due_kind": "promised"}),
        ('due:"fri 3pm"', {"due": FRI_3PM, "due_kind": "promised"}),
        ("due:“fri 3pm”", {"due": FRI_3PM, "due_kind": "promised"}),
        ("due:'fri 3pm'", {"due": FRI_3PM, "due_kind": "promised"}),
        ("due:fri", {"due": FRI, "due_kind": "promised"}),
        ("!!mon 9am", {"due": MON_9AM, "due_kind": "hard"}),
        ('hard:"mon 9am"', {"due": MON_9AM, "due_kind": "hard"}),
        ("!?next week", {"due": at("2026-11-30T17:00"), "due_kind": "wish"}),
        ('wish:"next week"', {"due": at("2026-11-30T17:00"), "due_kind": "wish"}),
        ("!2026-11-27T20:00Z", {"due": FRI_3PM, "due_kind": "promised"}),
        ("#board", {"tags": ("board",)}),
        ("tag:board", {"tags": ("board",)}),
        ("tag:2027", {"tags": ("2027",)}),
        ("#board #q4 #Board", {"tags": ("board", "q4")}),
        ("~4h", {"idle_limit_minutes": 240}),
        ("~1d 4h", {"idle_limit_minutes": 720}),
        ("~90m", {"idle_limit_minutes": 90}),
        ("idle:4h", {"idle_limit_minutes": 240}),
        ('idle:"1d 4h"', {"idle_limit_minutes": 720}),
        ("=> board pack final", {"outcome": "board pack final"}),
        ('=> "board pack final"', {"outcome": "board pack final"}),
        ('goal:"board pack final"', {"outcome": "board pack final"}),
        ("goal:final", {"outcome": "final"}),
        ("> call reception", {"next_move": "call reception"}),
        ("next:call", {"next_move": "call"}),
        ("+ben", {"alternates": ("ben",)}),
        ('+"Ben Ortiz, ext 2210" alt:ana', {"alternates": ("Ben Ortiz, ext 2210", "ana")}),
        ('breaks:"board has no figures"', {"breaks": "board has no figures"}),
        ("> call 2 people => all signed", {"next_move": "call 2 people", "outcome": "all signed"}),
        ("!fri 15:00 > call", {"due": FRI_3PM, "due_kind": "promised", "next_move": "call"}),
        ("tag:2027 > call", {"tags": ("2027",), "next_move": "call"}),
        ("> call \\@home first", {"next_move": "call @home first"}),
        ("> call #q4", {"next_move": "call", "tags": ("q4",)}),
    ],
)
def test_a_piece_fills_its_field(piece: str, fields: dict[str, Any]) -> None:
    """Each sigil and word form fills its field and leaves the title alone, at either end of the line."""
    assert parse(f"Signed quote {piece}").fields == {"title": "Signed quote"} | fields
    if "> " not in piece or piece.startswith('=> "'):
        assert parse(f"{piece} signed quote").fields == {"title": "signed quote"} | fields


def test_sent_says_when_the_clock_started() -> None:
    """`sent:` is read as something past."""
    draft = parse('Quote sent:"yesterday 3pm" @dana')
    assert local(draft.sent_at or 0) == "2026-11-23T15:00"
    with pytest.raises(BadPhrase):
        parse("Quote sent:tomorrow")


@pytest.mark.parametrize("line", ["Ask for it @me", "Ask for it to:me", "@Me Ask for it"])
def test_me_is_my_move_and_no_contact(line: str) -> None:
    """Nobody was asked yet: the ball is mine."""
    draft = parse(line)
    assert (draft.mine, draft.contact, draft.title) == (True, None, "Ask for it")


@pytest.mark.parametrize(
    "title",
    [
        "C# and a->b", "+1 555 0100", "wow !", "wow!!", "~50 people", "~4hoursish", "~4h, maybe",
        "revenue > 5M", "5 > 3", "Q3 > Q2", "me@example.com", "@ 3pm", "@1st floor", "^2 rule", "#1 priority",
        "see https://x.test/a#b?to:dana@me", "mail@", "# heading", "@dana/ops", "@dana@example.com", 
        "To:dana", "foo:bar", "toto:dana", "a=>b", ">5M", ">quote", "=>quote", "12:30 call", "!!!", "!- note", "+",
        "x + y", "ratio 3:2", "résumé — naïve", "שלום עולם", "👩‍👩‍👧 party", "[bold]x[/]", "C:\\temp\\x",
        "\\\\server\\share", "#'quoted'",
    ],
)  # fmt: skip
def test_what_opens_no_piece_is_title(title: str) -> None:
    """A sigil inside a word, or without what it needs, is title to the letter."""
    draft = parse(title)
    assert (draft.title, draft.pieces) == (title, ())


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("\\!important call", "!important call"),
        ("ask \\@dana", "ask @dana"),
        ("a \\> b \\=> c", "a > b => c"),
        ("\\due:fri", "due:fri"),
        ("\\\\@dana", "\\@dana"),
        ("  spaced   out  ", "spaced   out"),
        ("a\tb\nc", "a b c"),
        ("@dana Quote !fri signed", "Quote signed"),
    ],
)
def test_a_backslash_makes_a_sigil_literal(line: str, title: str) -> None:
    """One backslash in front of a sigil goes, everything else stays as typed."""
    assert parse(line).title == title


@pytest.mark.parametrize(
    ("line", "message", "words"),
    [
        ("", "nothing is left as title", ""),
        ("   ", "nothing is left as title", "   "),
        ("@dana !fri", "nothing is left as title", "@dana !fri"),
        ("\u200b\u202e", "the title is empty", "\u200b\u202e"),
        ("x" * 501, "501 characters, 500 is the limit", "x" * 501),
        ("word " * 2000, "9999 characters, 500 is the limit", ("word " * 2000).strip()),
        ("a\x00b", "NUL", "a\x00b"),
        ("a \udc80", "bytes that are no text", "a \udc80"),
        ('Quote @"Dana', "never closed", '"Dana'),
        ("Quote to:“Dana", "never closed", "“Dana"),
        ("Quote due:'fri", "never closed", "'fri"),
        ('Quote > "call', "never closed", '"call'),
        ('Quote @"Dana"x', "a space is missing", "x"),
        ('Quote @""', "contact is empty", '@""'),
        ("Quote to:", "contact is empty", "to:"),
        ("Quote due: fri", "deadline is empty", "due:"),
        ('Quote goal:" "', "outcome is empty", 'goal:" "'),
        ("Quote >", "next move is empty", ">"),
        ("Quote > @dana", "next move is empty", ">"),
        ("Quote => ", "outcome is empty", "=>"),
        ("Quote !fri !mon", "a second deadline", "!mon"),
        ("Quote !fri hard:mon", "a second deadline", "hard:mon"),
        ("Quote @dana @ben", "a second contact", "@ben"),
        ("Quote @dana to:me", "a second contact", "to:me"),
        ("Quote ^a ^b", "a second requester", "^b"),
        ("Quote ~4h ~5h", "a second idle limit", "~5h"),
        ("Quote > a > b", "a second next move", "> b"),
        ("Quote ~0h", "zero", "~0h"),
        ("Quote ~1h 1h", "twice", "~1h 1h"),
        ("Quote idle:-4h", "not a length of time", "idle:-4h"),
        ("Quote idle:1d 4h", "reads like more", "idle:1d 4h"),
        ("Quote !important", "“important” is not a date", "!important"),
        ("Quote !!asap @dana", "“asap” is not a date", "!!asap"),
        ("Quote !fri 26:00 x", "reads like more", "!fri 26:00"),
        ("Quote !feb 30", "not in the calendar", "!feb 30"),
        ("Quote due:fri 3pm", "reads like more", "due:fri 3pm"),
        ("Quote due:blue", "“blue” is not a date", "due:blue"),
        ('Quote due:"fri blue"', "not part of a date", 'due:"fri blue"'),
    ],
)
def test_what_is_wrong_is_said_and_pointed_at(line: str, message: str, words: str) -> None:
    """Each mistake is one error with the place of its words; scanning lists it and does not raise."""
    with pytest.raises(BadPhrase) as refused:
        parse(line)
    assert message in refused.value.message
    assert line[refused.value.start : refused.value.end] == words
    assert message in scan(line).errors[0].message


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("Quote !important", "\\!important"),
        ("Quote @dana @ben", "one line per person"),
        ("Quote !fri 9 people", 'quote the date: "fri"'),
        ("Quote due:fri 3pm", 'due:"fri 3pm"'),
        ("Quote to:", "backslash"),
    ],
)
def test_a_refusal_says_what_to_do(line: str, hint: str) -> None:
    """The hint names the way out."""
    with pytest.raises(BadPhrase) as refused:
        parse(line)
    assert hint in refused.value.hint


def test_the_whole_line_of_the_design_is_understood() -> None:
    """The line under the look's quick add fills every half of its preview."""
    draft = parse("Signed quote from Acme @dana ^maria !fri 3pm > call the front desk +ben")
    assert draft.fields == {
        "title": "Signed quote from Acme",
        "contact": "dana",
        "requester": "maria",
        "due": FRI_3PM,
        "due_kind": "promised",
        "next_move": "call the front desk",
        "alternates": ("ben",),
    }
    assert [draft.line[piece.start : piece.value_start] for piece in draft.pieces] == [
        "@",
        "^",
        "!",
        ">",
        "+",
    ]
    assert draft.pieces[2].value.words == "Fri 27 Nov 15:00, in 3 days"


def test_doubts_are_noted_and_do_not_block() -> None:
    """A past date, a day off and a folded title are said."""
    draft = parse("Quote\nsigned !!2026-11-22")
    assert [note.message for note in draft.notes] == [
        "Sun 22 Nov 2026 17:00, 2 days ago: already past",
        "Sun 22 Nov 2026 17:00, 2 days ago: not a working day",
        "line breaks and tabs became spaces",
    ]
