"""Queries: the quick-add words find cards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import query
from followup.core.card import Card
from followup.core.events import Event
from followup.core.policy import LEVELS, Verdict
from followup.errors import FollowupError, UsageError
from tests.core.grammar import NOW, OFFICE, at

NOTE = Event("E1", NOW, NOW, "noted", "cli", {"text": "Façade plans"})
CARD = Card(
    id="C1",
    title="Board pack figures",
    outcome="All in hand",
    contact="Dana Reyes",
    requester="Maria Lopez",
    alternates=("Ben Ortiz, ext 2210",),
    tags=("board", "q4"),
    due=at("2026-11-27T15:00"),
    due_kind="hard",
    breaks="no figures",
    next_move="call reception",
    events=(NOTE,),
)
IDLE = Verdict("idle", "theirs", 500, 480)


def found(text: str, card: Card = CARD, verdict: Verdict | None = IDLE) -> bool:
    """Whether the query finds the card."""
    return query.compile(text, NOW, OFFICE).matches(card, verdict)


@pytest.mark.parametrize(
    "text",
    [
        "", "board", "FIGURES pack", "to:dana", "@dana", 'to:"Dana Reyes"', '@"dana r"', "for:maria", "^maria",
        "tag:board", "#q4", "#Q4", "alt:ben", "+ortiz", "goal:hand", "next:call", "breaks:figures", "stage:sent",
        "is:idle", "is:IDLE", "is:needs", "is:theirs", "is:owned", "is:open", "before:sat", "after:mon after:thu",
        "due:fri", 'before:"fri 4pm"', 'after:"fri 2pm"', "reception", "façade", "FAC\u0327ADE",
        "maria dana", '"board pack"', "ext 2210", "after:thu before:sat is:idle #board figures",
    ],
)  # fmt: skip
def test_a_query_finds_the_card(text: str) -> None:
    """Every form finds the card that has what it asks."""
    after_monday = "after:mon" in text.split()
    assert found(text) != after_monday


@pytest.mark.parametrize(
    "text",
    [
        "invoice", "to:maria", "for:dana", "tag:boar", "stage:alternate", "is:fresh", "is:mine", "is:order",
        "is:muted", "is:archived", "is:resolved", "before:fri", "after:fri", "due:thu", "to:me", '"pack board"',
        "board invoice", 'before:"fri 3pm"', 'after:"fri 3pm"', "to:dana is:mine",
    ],
)  # fmt: skip
def test_a_query_passes_over_the_card(text: str) -> None:
    """One word that does not fit is enough."""
    assert not found(text)


@pytest.mark.parametrize("level", LEVELS)
def test_is_knows_every_level(level: str) -> None:
    """Each level of the policy can be asked for, with a hyphen too."""
    resolved = CARD._replace(stage="resolved") if level == "resolved" else CARD
    assert found(f"is:{level.replace('_', '-')}", resolved, Verdict(level, "theirs", 0, 0))
    assert not found(f"is:{level}", CARD, Verdict("idle" if level != "idle" else "soon", "theirs", 0, 0))


@pytest.mark.parametrize(
    "state", ["needs", "mine", "theirs", "owned", "order", "muted", "archived", "resolved", "open"]
)
def test_is_knows_every_state(state: str) -> None:
    """Each word of the contract is known."""
    assert state in query.IS_WORDS
    query.compile(f"is:{state}", NOW, OFFICE)


def test_without_a_verdict_only_the_card_is_asked() -> None:
    """A card that was not judged has no level and needs nobody."""
    assert not found("is:idle", verdict=None)
    assert not found("is:needs", verdict=None)
    assert found("is:theirs board", verdict=None)


def test_me_finds_what_nobody_was_asked() -> None:
    """`to:me` finds a card without a contact whose ball is mine."""
    assert found("to:me", CARD._replace(contact=None, ball="mine"))


@pytest.mark.parametrize(
    ("text", "exit_code"),
    [
        ("is:blue", 2), ("stage:blue", 2), ("to:", 2), ("is: idle", 2), ("before:blue", 1), ('to:"dana', 1),
    ],
)  # fmt: skip
def test_a_word_that_asks_nothing_is_refused(text: str, exit_code: int) -> None:
    """Unknown values are usage errors, phrases that are no date refusals."""
    with pytest.raises(FollowupError) as refused:
        query.compile(text, NOW, OFFICE)
    assert refused.value.exit_code == exit_code
    assert refused.value.hint


def test_the_plain_words_are_there_to_be_highlighted() -> None:
    """Only what is looked for in the text, folded as it is compared, not the asked fields."""
    assert query.compile('Board to:dana "pack f" foo:bar C# >', NOW, OFFICE).words == (
        "board", "pack f", "foo:bar", "c#", ">",
    )  # fmt: skip


def test_a_changed_card_is_searched_anew() -> None:
    """The text kept for searching follows the card's revision."""
    assert not found("invoice")
    assert found("invoice", CARD._replace(title="Invoice paid", rev=CARD.rev + 1))


@given(st.text(max_size=12))
def test_any_query_is_a_test_or_a_refusal(text: str) -> None:
    """Nothing but a FollowupError is raised, and a compiled query answers."""
    try:
        compiled = query.compile(text, NOW, OFFICE)
    except FollowupError:
        return
    assert compiled.matches(CARD, IDLE) in (True, False)


def test_usage_names_what_is_known() -> None:
    """The hint of an unknown value lists the known ones."""
    with pytest.raises(UsageError) as refused:
        query.compile("is:lost", NOW, OFFICE)
    assert "at_risk" in refused.value.hint
    assert "owned" in refused.value.hint
