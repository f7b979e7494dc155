"""The brief: whose cards, in which order, what was told and when news is owed; as text, Markdown and JSON."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import letters, verbs
from followup.core.brief import Brief, brief, briefs, heading, owed_at, requester_named
from followup.core.card import Card
from followup.core.policy import Limits, Rules
from followup.core.update import update
from followup.errors import Refused
from tests.core.making import RULES, WEEK, at, card_at, then
from tests.core.telling import FRI, MON, NOW, TUE, asked_again, board_pack, plain, resolved

DAILY = Rules(WEEK, Limits(), {"maria lopez": 480})


def of_maria() -> list[Card]:
    """One silent, one at risk, one resolved and not told, one resolved and told; and one of Tom's."""
    told = resolved(plain(title="Old one", requester="Maria Lopez"), NOW - 600, "seen")
    return [
        card_at(FRI, title="Visa letter", requester="maria lopez"),
        resolved(plain(title="Q3 numbers", requester="Maria Lopez"), NOW - 600, "mail from finance"),
        asked_again(board_pack()),
        then(told, verbs.update(told), NOW - 60),
        plain(title="Badge", requester="Tom"),
        plain(title="For nobody"),
    ]


def titles(one: Brief) -> list[str]:
    return [draft.card.title for draft in one.drafts]


def test_everybody_with_something_open_or_untold_has_one() -> None:
    """The gravest card first, what was resolved and not told last; who is graver comes first."""
    found = briefs(of_maria(), NOW, RULES)
    assert [one.requester for one in found] == ["Maria Lopez", "Tom"]
    assert titles(found[0]) == ["Board pack figures in hand", "Visa letter", "Q3 numbers"]


def test_a_brief_knows_when_the_requester_was_told_last() -> None:
    """On any of their cards, also one that is no part of it."""
    assert briefs(of_maria(), NOW, RULES)[0].last_told_at == NOW - 60
    assert briefs([plain(requester="Tom")], NOW, RULES)[0].last_told_at is None


def test_an_archived_card_is_in_no_brief() -> None:
    """It is out of the way."""
    card = resolved(plain(requester="Maria"), NOW)
    assert len(briefs([card], NOW, RULES)) == 1
    assert briefs([card._replace(archived=True)], NOW, RULES) == ()


def test_who_has_nothing_open_has_an_empty_brief() -> None:
    """Asked for by name, it says that nothing is open; nobody else is told of."""
    card = resolved(plain(requester="Maria"), NOW)
    told = then(card, verbs.update(card), NOW)
    assert briefs([told], NOW, RULES) == ()
    assert letters.letter(brief([told], "maria", NOW, RULES), NOW, RULES).endswith(
        "Nothing of yours is open."
    )
    with pytest.raises(Refused):
        brief([told], "Tom", NOW, RULES)


# When news is owed


@pytest.mark.parametrize(
    ("card", "rules", "expected"),
    [
        (board_pack(), RULES, "2026-11-24 12:00"),
        (board_pack(), DAILY, "2026-11-23 10:00"),
        (plain(requester="Maria Lopez"), DAILY, "2026-11-25 13:00"),
        (plain(requester="Maria Lopez"), RULES, None),
        (plain(due=at("2026-11-30 12:00"), due_kind="wish", requester="Maria Lopez"), RULES, None),
        (plain(due=at("2026-11-30 12:00"), due_kind="hard"), DAILY, None),
        (resolved(board_pack(), NOW), DAILY, None),
        (then(board_pack(), verbs.update(board_pack()), NOW), RULES, None),
        (then(board_pack(), verbs.update(board_pack()), NOW), DAILY, "2026-11-25 14:12"),
    ],
    ids=[
        "tell_at",
        "update_every first",
        "update_every",
        "neither",
        "wish",
        "nobody",
        "resolved",
        "told",
        "again",
    ],
)
def test_news_is_owed_by_the_deadline_and_by_update_every(
    card: Card, rules: Rules, expected: str | None
) -> None:
    """The earlier of a deadline's moment to tell and `update_every`; telling moves the one and ends the other."""
    assert owed_at(card, rules) == (None if expected is None else at(expected))


def test_the_heading_says_since_when() -> None:
    """Told or never, owed by or since, or no news owed at all."""
    by_requester = {one.requester: one for one in briefs(of_maria(), NOW, RULES)}
    assert (
        heading(by_requester["Maria Lopez"], NOW, RULES)
        == "last told today 14:11, news owed since today 12:00"
    )
    assert heading(by_requester["Tom"], NOW, RULES) == "never told"
    tom = briefs([plain(requester="Maria Lopez")], NOW, DAILY)[0]
    assert heading(tom, NOW, DAILY) == "never told, news owed by Wednesday 13:00"


# Who


def test_a_requester_is_named_by_the_beginning_of_a_name() -> None:
    """Or the short name of the settings, with a sigil or without; never the contact."""
    cards, names = of_maria(), {"boss": "Maria Lopez"}
    for text in ("maria", "Maria Lopez", "@mar", "^maria", "boss"):
        assert requester_named(text, cards, names).casefold() == "maria lopez"
    for text in ("dana", "", "@", "x"):
        with pytest.raises(Refused) as refused:
            requester_named(text, cards, names)
        assert "Tom" in refused.value.hint
    with pytest.raises(Refused, match="may be Maria Lopez or Mario"):
        requester_named("mar", [*cards[1:], plain(requester="Mario")], {})


# As text


def test_the_letter_has_a_greeting_a_paragraph_a_card_and_an_end() -> None:
    """It may be pasted whole: no name of mine, no key, no id."""
    text = letters.letter(briefs(of_maria(), NOW, RULES)[0], NOW, RULES)
    paragraphs = text.split("\n\n")
    assert paragraphs[0] == "Maria, where your 3 things stand on Tuesday 24 Nov at 14:12."
    assert [one.partition(":")[0] for one in paragraphs[1:4]] == [
        "Board pack figures in hand",
        "Visa letter",
        "Done",
    ]
    assert "\n  1  Wednesday 12:00 stays, and I go to Ben Ortiz.\n  2  a new date" in paragraphs[1]
    assert paragraphs[4:] == ["Nothing else of yours is open."]
    (done,) = briefs([resolved(board_pack(), NOW)], NOW, RULES)
    assert letters.letter(done, NOW, RULES).endswith("\n\nNothing of yours is open.")


def test_markdown_has_one_bold_line_a_card_and_a_list_of_options() -> None:
    """The name is a heading, the options a numbered list after a blank line."""
    text = letters.markdown(briefs(of_maria(), NOW, RULES)[0], NOW, RULES)
    assert text.startswith("## Maria Lopez\n\nMaria, where")
    assert re.findall(r"(?m)^\*\*(.*)\*\*", text) == [
        "Board pack figures in hand: at risk for Wednesday 12:00.",
        "Visa letter: silent.",
        "Done: Q3 numbers.",
    ]
    assert "Which do you prefer?\n\n1. Wednesday 12:00 stays, and I go to Ben Ortiz.\n2. a new date" in text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("[a](http://x)", r"\[a\](http://x)"),
        ("![a](x)", r"!\[a\](x)"),
        ("<b>bold</b> &lt; `code` *x* _y_", r"\<b\>bold\</b\> \&lt; \`code\` \*x\* \_y\_"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("=== rule", r"\=== rule"),
        ("1. item", r"1\. item"),
        ("12) item", r"12\) item"),
        ("a-b 1.5 (c)", "a-b 1.5 (c)"),
        ("\x1b[31mred\nnext", r"␛\[31mred next"),
    ],
)
def test_what_was_typed_is_literal_in_markdown(typed: str, expected: str) -> None:
    """No link, picture, tag, heading or list comes of a title."""
    assert letters.literal(typed) == expected


@given(st.text(min_size=1, max_size=40))
def test_markdown_stays_one_line(typed: str) -> None:
    """Whatever was typed, a sentence neither breaks off nor steers a terminal."""
    text = letters.literal(typed)
    assert "\n" not in text
    assert "\x1b" not in text


# As JSON


def test_json_is_what_the_contract_says() -> None:
    """The keys of a brief, of its cards and of their lines; text is as it was typed."""
    card = asked_again(board_pack(title="Pack \x1b[31m"))
    shorts = {card.id: "k3f"}
    found = json.loads(json.dumps(letters.brief_json(briefs([card], NOW, RULES)[0], shorts)))
    assert list(found) == ["requester", "last_told_at", "news_due_at", "cards"]
    assert found["last_told_at"] is None
    assert found["news_due_at"] == "2026-11-24T17:00:00Z"
    assert list(found["cards"][0]) == ["id", "short", "title", "level", "lines"]
    assert found["cards"][0]["short"] == "k3f"
    assert found["cards"][0]["level"] == "at_risk"
    line = found["cards"][0]["lines"][1]
    assert line["rests_on"] == [
        *(event.id for event in card.events),
        "verdict.idle_minutes",
        "verdict.wait_minutes",
    ]
    assert found["cards"][0]["lines"][0]["text"].startswith("Pack \x1b[31m: at risk")


def test_a_draft_names_to_whom_it_goes() -> None:
    """And the options carry their numbers."""
    card = asked_again(board_pack(), TUE)
    found = letters.draft_json(update(card, NOW, RULES), "k3f")
    assert list(found) == ["id", "short", "title", "level", "to", "last_told_at", "lines"]
    assert (found["to"], found["last_told_at"]) == ("Maria Lopez", None)
    assert [line["option"] for line in found["lines"]] == [None] * 6 + [1, 2]
    assert letters.draft_json(update(card_at(MON), NOW, RULES), None)["to"] is None
