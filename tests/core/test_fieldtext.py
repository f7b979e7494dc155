"""One field as a line to type into: its present value reads back as itself, and what is typed sets it."""

from typing import Any

import pytest

from followup.core.card import Card
from followup.core.copied import plain_text
from followup.core.fieldtext import set_by, text_of
from followup.core.policy import judge
from followup.errors import FollowupError
from tests.core.making import RULES, at, card_at

NOW = at("+Wed 14:00")
WEEK = RULES.week
CARD = card_at(
    NOW - 3600, title="Board pack figures", contact="Dana Reyes", requester="Maria Lopez",
    outcome="All in hand", next_move="call reception", breaks="no figures", due=at("+Fri 15:00"), due_kind="hard",
    alternates=["Ben Ortiz, ext 2210", "Ana"], tags=["board", "q4"], idle_limit_minutes=240,
)  # fmt: skip
FIELDS = (
    "title", "outcome", "due", "breaks", "idle_limit_minutes", "next_move", "contact", "requester", "alternates",
    "tags",
)  # fmt: skip


def typed(text: str, field: str, card: Card = CARD) -> dict[str, Any]:
    """What a text sets."""
    return set_by(text, field, card, NOW, WEEK)


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_there_reads_back(field: str) -> None:
    """Saving a field as it stands in the line changes nothing of it."""
    wanted = typed(text_of(CARD, field, NOW, WEEK), field)
    assert {name: getattr(CARD, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("field", "text", "wanted"),
    [
        ("due", "! fri 3pm", {"due": at("+Fri 15:00"), "due_kind": "promised"}),
        ("due", "!? fri 3pm", {"due": at("+Fri 15:00"), "due_kind": "wish"}),
        ("due", "fri 3pm", {"due": at("+Fri 15:00"), "due_kind": "hard"}),
        ("due", "", {"due": None, "due_kind": None}),
        ("idle_limit_minutes", "2h", {"idle_limit_minutes": 120}),
        ("tags", "board, Board, new", {"tags": ("board", "new")}),
        ("alternates", "Ben, ext 1; Eve", {"alternates": ("Ben, ext 1", "Eve")}),
        ("contact", "me", {"contact": None}),
        ("outcome", " ", {"outcome": None}),
    ],
)  # fmt: skip
def test_what_is_typed_sets_the_field(field: str, text: str, wanted: dict[str, Any]) -> None:
    """A sigil changes a deadline's kind, lists are told apart as `edit` tells them, nothing clears."""
    assert typed(text, field) == wanted


@pytest.mark.parametrize(
    ("field", "text"), [("title", ""), ("due", "nonsense"), ("idle_limit_minutes", "long")]
)
def test_what_cannot_be_is_refused(field: str, text: str) -> None:
    """A title is needed, a date is one, a limit is a span."""
    with pytest.raises(FollowupError):
        typed(text, field)


def test_a_card_as_plain_text() -> None:
    """Title, outcome, who has it, why now, what is next and by when, a line each; controls are marks."""
    card = CARD._replace(title="Board\x1b]52;c;x\x07 pack")
    text = plain_text(card, judge(card, NOW, RULES), NOW, RULES)
    assert "\x1b" not in text
    assert "\x07" not in text
    lines = text.splitlines()
    assert lines[1:3] == ["Outcome: All in hand", "With: Dana Reyes"]
    assert lines[3].startswith("Dana has had it 1h of ")
    assert [line.split(":")[0] for line in lines[4:]] == ["Next", "Due", "Breaks"]
    assert "15:00, in 2 days (hard deadline)" in text
