"""`KEY=VALUE` of an edit: the quick-add words set fields too."""

from typing import Any

import pytest

from followup.core.card import Card
from followup.core.fields import KEYS, fields_from
from followup.core.quickadd_pieces import WORD_FORMS
from followup.errors import FollowupError
from tests.core.grammar import NOW, OFFICE, at

CARD = Card(
    id="C1",
    title="Quote",
    alternates=("Ben Ortiz, ext 2210", "Bea"),
    tags=("board",),
    due=NOW,
    due_kind="hard",
)
FRI = at("2026-11-27T17:00")


def fields_of(assignments: list[str]) -> dict[str, Any]:
    """The fields that several assignments set, each seeing what the ones before it left."""
    fields: dict[str, Any] = {}
    for one in assignments:
        fields |= fields_from(one, CARD._replace(**fields), NOW, OFFICE)
    return fields


@pytest.mark.parametrize(
    ("assignments", "fields"),
    [
        (["title=Signed quote"], {"title": "Signed quote"}),
        (["to=Dana Reyes"], {"contact": "Dana Reyes"}),
        (["contact=Dana"], {"contact": "Dana"}),
        (["to=me"], {"contact": None}),
        (["for=maria", "goal=All signed"], {"requester": "maria", "outcome": "All signed"}),
        (["next=call @home > now"], {"next_move": "call @home > now"}),
        (["due=fri"], {"due": FRI, "due_kind": "promised"}),
        (["hard=fri"], {"due": FRI, "due_kind": "hard"}),
        (["wish=fri"], {"due": FRI, "due_kind": "wish"}),
        (["due_kind=wish"], {"due_kind": "wish"}),
        (["due="], {"due": None, "due_kind": None}),
        (["idle=1d"], {"idle_limit_minutes": 480}),
        (["idle_limit_minutes=240"], {"idle_limit_minutes": 240}),
        (["idle="], {"idle_limit_minutes": None}),
        (["tag=a,b"], {"tags": ("a", "b")}),
        (["tags="], {"tags": ()}),
        (["tag+=q4", "tag+=Board", "tag-=board"], {"tags": ("q4",)}),
        (["alt+=Cy, ext 1"], {"alternates": ("Ben Ortiz, ext 2210", "Bea", "Cy, ext 1")}),
        (["alt-=ben"], {"alternates": ("Bea",)}),
        (["alt=Cy, ext 1; Di"], {"alternates": ("Cy, ext 1", "Di")}),
        (["breaks=a=b"], {"breaks": "a=b"}),
    ],
)
def test_an_assignment_sets_its_field(assignments: list[str], fields: dict[str, Any]) -> None:
    """Each key sets, clears, adds or takes away, later ones seeing what earlier ones left."""
    assert fields_of(assignments) == fields


@pytest.mark.parametrize(
    ("assignment", "exit_code"),
    [
        ("colour=red", 2), ("title", 2), ("to+=dana", 2), ("rev=3", 2), ("=x", 2), ("sent=yesterday", 2),
        ("title=", 1), ("title= \u200b", 1), ("due=blue", 1), ("due=fri x", 1), ("idle=0h", 1), ("due_kind=soft", 1),
        ("due_kind=", 1), ("alt-=be", 1), ("alt-=cy", 1), ("tag-=q4", 1), ("tag+=", 1), ("title=" + "x" * 501, 1),
    ],
)  # fmt: skip
def test_an_assignment_that_cannot_be_is_refused(assignment: str, exit_code: int) -> None:
    """Unknown keys are usage errors, impossible values refusals, both with a way out."""
    with pytest.raises(FollowupError) as refused:
        fields_from(assignment, CARD, NOW, OFFICE)
    assert (refused.value.exit_code, bool(refused.value.hint)) == (exit_code, True)


def test_every_word_form_but_sent_can_be_edited() -> None:
    """When a card was sent is recorded once, by its capture."""
    assert set(WORD_FORMS) - set(KEYS) == {"sent"}
