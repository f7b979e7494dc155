"""The text for whoever takes over, and the question for a requester whose wish is not clear."""

import pytest

from followup.core import events as ev
from followup.core import verbs
from followup.core.card import Card
from followup.core.handover import handover, unclear
from tests.core.making import RULES, at, card_at, then
from tests.core.telling import FRI, NOW, asked_again, board_pack, heard, me, plain, resolved


def said(card: Card, name: str = "Ben Ortiz, ext 2210") -> list[str]:
    return [line.text for line in handover(card, name, NOW, RULES)]


WHOLE = [
    "Hello Ben, can you help me with this?",
    "What I need: Board pack figures in hand.",
    "It is done when this is true: figures are in the pack.",
    "What I asked: Can I have the Q3 figures?",
    "I asked Dana Reyes on Friday and again this morning and have no answer so far.",
    "I need it by Wednesday 12:00 for Maria Lopez; what depends on it: board has no figures.",
    "If it is not yours, who would know?",
]


def whole() -> Card:
    return asked_again(
        board_pack(outcome="figures are in the pack", note="Can I have the Q3 figures?\nThanks")
    )


def test_a_handover_says_what_when_of_whom_and_by_when() -> None:
    """Ready to paste, before the card moves and after."""
    assert said(whole()) == WHOLE
    assert said(then(whole(), verbs.alternate(whole(), "ben"), NOW)) == WHOLE


def test_names_typed_in_a_hurry_begin_with_a_capital() -> None:
    """Whoever is asked reads names as one writes them."""
    lines = said(plain(contact="dana", requester="maria", due=FRI + 8 * 86400, due_kind="promised"), "ben")
    assert lines[0] == "Hello Ben, can you help me with this?"
    assert lines[2] == "I asked Dana this afternoon and have no answer so far."
    assert lines[3].endswith(" for Maria.")


def test_a_bare_card_has_a_short_handover() -> None:
    """What is blank is left out."""
    assert said(me()) == [
        "Hello Ben, can you help me with this?",
        "What I need: Lease signed.",
        "If it is not yours, who would know?",
    ]


@pytest.mark.parametrize(
    ("answer", "until", "expected"),
    [
        (ev.AWAY, at("2026-11-30 09:00"), "Dana is away until Monday 09:00."),
        (ev.AWAY, None, "Dana is away."),
        (ev.QUESTION, None, "Dana asked this afternoon: which site?"),
        (ev.HOLDING, None, "Dana asked this afternoon for more time: which site?"),
        (ev.ANSWERED, None, "Dana answered this afternoon: which site?"),
    ],
)
def test_what_came_back_is_handed_on(answer: str, until: int | None, expected: str) -> None:
    """Whoever answered something is not said to have been silent."""
    lines = said(heard(card_at(FRI), answer, NOW, until, "which site?"))
    assert lines[2:4] == ["I asked Dana Reyes on Friday.", expected]


def test_a_passed_date_and_a_wish_are_said_as_such() -> None:
    """A date that is over was needed; a wish is one if possible."""
    assert "It was needed by today 14:00." in said(plain(due=at("2026-11-24 14:00"), due_kind="hard"))
    assert "I need it by Monday 17:00 if possible." in said(
        plain(due=at("2026-11-30 17:00"), due_kind="wish")
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"due": at("2026-11-27 17:00"), "due_kind": "promised"},
            "Just so I'm clear: is the main thing getting this by Friday, or knowing where it stands?",
        ),
        (
            {"due": at("2026-11-23 17:00"), "due_kind": "promised"},
            "Just so I'm clear: it was due yesterday. Which day still helps?",
        ),
        (
            {"outcome": "the lease is signed"},
            "Just so I'm clear: is there a day by which you need this, or is the main thing knowing where it stands?",
        ),
        (
            {},
            "Just so I'm clear: what should be true when this is done, and is there a date for it?",
        ),
    ],
)
def test_what_is_not_clear_is_asked(fields: dict[str, object], expected: str) -> None:
    """With the outcome blank, the deadline, or both."""
    asked = unclear(plain(**fields), NOW, RULES)
    assert asked is not None
    assert asked.text == expected
    assert [ground.name for ground in asked.rests_on] == [
        one for one in ("outcome", "due") if one not in fields
    ]


def test_what_is_clear_or_done_is_not_asked() -> None:
    """Both known, or nothing open."""
    assert unclear(board_pack(outcome="x"), NOW, RULES) is None
    assert unclear(resolved(plain(), NOW), NOW, RULES) is None
