"""What settles an alert: a check is acted on by any act, a guard only by what takes the danger away."""

from collections.abc import Callable

import pytest

from followup.core import records, verbs
from followup.core.card import Card
from followup.core.verbs import Wishes
from tests.core.alerting import MON, WED, Manners, Paper, at

TOLD = "told"
DONE: dict[str, Callable[[Card], Wishes]] = {
    "asked again": verbs.follow_up,
    TOLD: verbs.update,
    "another path": verbs.alternate,
    "snoozed": lambda card: [("snoozed", {"until": at(f"{WED} 12:00")})],
    "a later date": lambda card: verbs.reschedule(card, at(f"{WED} 17:00"), "hard", None),
    "a wish now": lambda card: verbs.edit(card, {"due_kind": "wish"}),
    "noted": lambda card: verbs.note(card, "no answer"),
    "resolved": lambda card: verbs.resolve(card, "seen"),
}
AT_RISK = {
    "asked again": True, TOLD: False, "snoozed": False, "a later date": False, "a wish now": False, "noted": True,
    "resolved": False,
}  # fmt: skip


def guarded(kind: str, requester: str | None = "Maria Lopez") -> tuple[Paper, str]:
    """A card whose guard of this kind has just spoken, and that moment."""
    paper = Paper(Manners(budget=9))
    due = at(f"{WED} 12:00")
    card = paper.open(
        f"{MON} 09:30", due=due, due_kind="hard", due_set_at=at(f"{MON} 09:30"), requester=requester,
        alternates=("Ben Ortiz", "Cara"),
    )  # fmt: skip
    for now in range(at(f"{MON} 09:30"), at(f"{WED} 13:00"), 600):
        if any(popup.kind == kind for popup in paper.look(now)):
            return paper, card
    raise AssertionError(f"no {kind} was heard")


def after(paper: Paper, card: str, wishes: Wishes) -> list[str]:
    """The kinds that are pending once something was done at the last moment that was looked at."""
    now = paper.looked_at + 60
    paper.do(card, now, wishes)
    seen = paper.look_at_all(now)
    kinds = [one.kind for one in records.pending(paper.alerts, seen)]
    assert records.count_pending(records.last_rows(paper.alerts), seen) == len(kinds)
    return kinds


@pytest.mark.parametrize(("kind", "tried"), [("last_safe", False), ("tell", True), ("due", True)])
def test_only_what_ends_the_danger_settles_a_guard(kind: str, tried: bool) -> None:
    """While the requester waits to be told, asking again or a note leaves the guard pending; before the moment to
    tell, another path settles it too."""
    for name, remains in (AT_RISK | {"another path": tried}).items():
        paper, card = guarded(kind)
        found = after(paper, card, DONE[name](paper.cards[card]))
        assert bool(found) == remains, (kind, name)


def test_without_a_requester_any_touch_settles_a_guard() -> None:
    """Where nobody is to be told, doing something about the card is enough."""
    paper, card = guarded("tell", requester=None)
    assert after(paper, card, verbs.follow_up(paper.cards[card])) == []


def test_a_popup_of_a_guard_goes_when_the_card_is_touched() -> None:
    """The popup is about the card as it was: a touch takes it down, though the guard stays on the list."""
    paper, card = guarded("tell")
    assert card in records.untouched(paper.alerts, paper.look_at_all(paper.looked_at))
    assert after(paper, card, verbs.follow_up(paper.cards[card])) == ["tell"]
    assert records.untouched(paper.alerts, paper.look_at_all(paper.looked_at)) == frozenset()
