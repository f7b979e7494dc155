"""What a wish means, and when it is refused: the rules of DESIGN section 4."""

from collections.abc import Callable
from typing import Any

import pytest

from followup.core import events as ev
from followup.core import verbs
from followup.core.card import Card
from followup.core.verbs import Wishes
from followup.errors import Refused, UsageError
from tests.core.making import ACTS, Step, at, card_at, then

MON, TUE, WED = at("Mon 10:00"), at("Tue 10:00"), at("Wed 10:00")


def resolved(**fields: Any) -> Card:
    return then(card_at(MON, **fields), [(ev.RESOLVED, {})], TUE)


def mine(**fields: Any) -> Card:
    return card_at(MON, contact=None, ball="mine", **fields)


def test_the_first_follow_up_of_a_card_of_mine_is_the_sending() -> None:
    """`@me`: Sent first, to whom it names, and FollowedUp from then on."""
    card = mine()
    assert verbs.follow_up(card, "mail", contact="Dana") == [(ev.SENT, {"via": "mail", "contact": "Dana"})]
    card = then(card, verbs.follow_up(card, contact="Dana"), TUE)
    assert (card.stage, card.ball, card.contact) == ("sent", "theirs", "Dana")
    card = then(card, verbs.follow_up(card), WED)
    assert (card.stage, card.contact) == ("followed_up", "Dana")


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        (None, "Ben Ortiz, ext 2210"), ("", "Ben Ortiz, ext 2210"), ("ben o", "Ben Ortiz, ext 2210"),
        ("BEN ORTIZ", "Ben Ortiz, ext 2210"), ("Ben Ortiz, ext 2210", "Ben Ortiz, ext 2210"),
        ("cara", "Cara"), ("car", "Cara"), ("Dolores", "Dolores"), (" Dolores, desk ", "Dolores, desk"),
        ("Cara, at home", "Cara, at home"), ("ext", "ext"),
    ],
)  # fmt: skip
def test_which_alternate(name: str | None, chosen: str) -> None:
    """NAME is a casefolded prefix of the part before the comma; a new one is taken as typed."""
    card = card_at(MON, alternates=("Ben Ortiz, ext 2210", "Benita", "Cara"))
    assert verbs.alternate(card, name) == [(ev.REROUTED, {"alternate": chosen})]
    after = then(card, verbs.alternate(card, name), TUE)
    assert after.contact == chosen.partition(",")[0]
    assert chosen in after.alternates


@pytest.mark.parametrize("name", ["ben", "B", "dan", ", ext 2210"])
def test_an_ambiguous_or_empty_name_is_refused(name: str) -> None:
    """A name that may be two people, or nobody, is refused."""
    card = card_at(MON, alternates=("Ben Ortiz", "Benita", "Dan, home", "Dan, desk"))
    with pytest.raises(Refused):
        verbs.alternate(card, name)


def test_a_whole_name_is_not_ambiguous() -> None:
    """Ben is Ben though Benita begins alike, and of two Dans the one that is typed in full."""
    card = card_at(MON, alternates=("Benita", "Ben", "Dan, home", "Dan, desk"))
    assert verbs.alternate(card, "ben")[0][1] == {"alternate": "Ben"}
    assert verbs.alternate(card, "dan, desk")[0][1] == {"alternate": "Dan, desk"}


def test_alternates_in_order_until_nobody_is_left() -> None:
    """Without a name it is the first not yet tried; with none left it is refused, and a move there too."""
    card = card_at(MON, alternates=("Ben", "Cara"))
    for name in ("Ben", "Cara"):
        card = then(card, verbs.alternate(card), TUE)
        assert card.contact == name
    with pytest.raises(Refused, match="nobody is left"):
        verbs.alternate(card)
    with pytest.raises(Refused, match="nobody is left"):
        verbs.move(card_at(MON), "alternate")


def test_heard() -> None:
    """Holding and away may say until when; only instants ahead count."""
    card = card_at(MON)
    assert verbs.heard(card, "holding", WED, None, TUE) == [(ev.HEARD, {"answer": "holding", "until": WED})]
    assert verbs.heard(card, "question", None, "which?", TUE)[0][1] == {
        "answer": "question", "note": "which?",
    }  # fmt: skip
    with pytest.raises(Refused):
        verbs.heard(card, "holding", TUE, None, TUE)
    with pytest.raises(UsageError):
        verbs.heard(card, "answered", WED, None, TUE)
    with pytest.raises(UsageError):
        verbs.heard(card, "perhaps", None, None, TUE)


@pytest.mark.parametrize("verb", ["follow_up", "alternate", "heard", "hold", "snooze", "reschedule", "mute"])
def test_refused_on_a_resolved_card(verb: str) -> None:
    """A resolved card takes no verb of an open one."""
    with pytest.raises(Refused, match="is resolved"):
        ACTS[verb](resolved(alternates=("Ben",)), Step(verb, 0, 60, "", 0), WED)


@pytest.mark.parametrize(
    "wish",
    [
        verbs.reopen, verbs.delete, verbs.update, verbs.chased, lambda card: verbs.note(card, "t"),
        lambda card: verbs.edit(card, {"title": "u", "due": WED}), lambda card: verbs.resolve(card, "mail"),
    ],
)  # fmt: skip
def test_allowed_on_a_resolved_card(wish: Callable[[Card], Wishes]) -> None:
    """Reopen, note, edit, delete, chased, update and a proof are."""
    assert then(resolved(), wish(resolved()), WED).rev > resolved().rev


def test_resolving_twice_and_reopening_an_open_card_are_refused() -> None:
    """Without a proof a resolved card is not resolved again, and an open one is not reopened."""
    with pytest.raises(Refused, match="already resolved"):
        verbs.resolve(resolved())
    with pytest.raises(Refused, match="not resolved"):
        verbs.reopen(card_at(MON))


@pytest.mark.parametrize("stage", ["sent", "followed_up", "alternate"])
def test_reopened_where_it_was_resolved(stage: str) -> None:
    """Reopen leads back to the previous stage, also after a proof and a second resolving."""
    card = card_at(MON, alternates=("Ben",))
    if stage != "sent":
        card = then(card, verbs.move(card, stage), MON)
    card = then(card, verbs.resolve(card), TUE)
    card = then(card, verbs.resolve(card, "mail"), TUE)
    for _ in range(2):
        card = then(card, verbs.reopen(card), WED)
        assert (card.stage, card.ball) == (stage, "mine")
        card = then(card, verbs.resolve(card), WED)


def test_moves() -> None:
    """Forward is the stage's verb and may skip stages; back is Moved, from resolved reopen."""
    card = card_at(MON, alternates=("Ben",))
    assert verbs.move(card, "followed_up") == [(ev.FOLLOWED_UP, {})]
    assert verbs.move(card, "alternate") == [(ev.REROUTED, {"alternate": "Ben"})]
    assert verbs.move(card, "resolved") == [(ev.RESOLVED, {})]
    tried = then(card, verbs.move(card, "alternate"), TUE)
    assert verbs.move(tried, "followed_up") == [(ev.MOVED, {"stage": "followed_up"})]
    assert verbs.move(tried, "sent") == [(ev.MOVED, {"stage": "sent"})]
    assert verbs.move(resolved(), "followed_up") == [(ev.REOPENED, {"stage": "followed_up"})]


def test_a_move_to_the_same_stage_or_none_is_refused() -> None:
    """A card is in its stage already; an unknown stage is a mistake of usage."""
    with pytest.raises(Refused, match="already"):
        verbs.move(card_at(MON), "sent")
    with pytest.raises(UsageError):
        verbs.move(card_at(MON), "done")


def test_moving_a_card_of_mine_on_asks() -> None:
    """An `@me` card moved on is in the stage it was moved to."""
    card = then(mine(), verbs.move(mine(), "followed_up"), TUE)
    assert (card.stage, card.ball, card.touched_at) == ("followed_up", "theirs", TUE)


def test_dates() -> None:
    """The first date is an edit, a change of it a reschedule, the same one refused."""
    card = card_at(MON)
    first = then(card, verbs.reschedule(card, TUE), MON)
    assert (first.due, first.due_kind, first.due_set_at, first.slips) == (TUE, "promised", MON, 0)
    assert first.events[-1].kind == ev.EDITED
    later = then(first, verbs.reschedule(first, WED, "hard", "Dana is ill"), TUE)
    assert (later.due_kind, later.slips, later.events[-1].kind) == ("hard", 1, ev.RESCHEDULED)
    assert later.events[-1].data == {"due": WED, "due_kind": "hard", "was": TUE, "reason": "Dana is ill"}
    with pytest.raises(Refused):
        verbs.reschedule(later, WED)
    with pytest.raises(UsageError):
        verbs.reschedule(later, TUE, "soft")


def test_edit_says_only_what_changes() -> None:
    """Fields that already are so make no event; a date among the fields is rescheduled."""
    card = card_at(MON, tags=("q3",), due=TUE, due_kind="promised")
    assert verbs.edit(card, {"tags": ["q3"], "title": card.title, "due": TUE, "next_move": ""}) == []
    assert verbs.edit(card, {"tags": ("q3", "q4"), "due": WED, "next_move": "call"}) == [
        (ev.EDITED, {"set": {"tags": ["q3", "q4"], "next_move": "call"}}),
        (ev.RESCHEDULED, {"due": WED, "due_kind": "promised", "was": TUE}),
    ]
    assert verbs.edit(card, {"due_kind": None}) == []
    assert verbs.edit(card, {"due_kind": "hard"})[0][0] == ev.RESCHEDULED


def test_a_date_taken_away() -> None:
    """Without its date a card has no kind of one, and no runway."""
    card = card_at(MON, due=TUE, due_kind="hard")
    card = then(card, verbs.edit(card, {"due": None}), MON)
    assert (card.due, card.due_kind, card.due_set_at) == (None, None, None)
    assert verbs.edit(card, {"due": None}) == []


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"title": ""}, Refused), ({"title": None}, Refused), ({"idle_limit_minutes": 0}, Refused),
        ({"alternates": ("Ben", ", ext 2210")}, Refused), ({"due_kind": "hard"}, Refused),
        ({"due": WED, "due_kind": "soft"}, UsageError), ({"stage": "resolved"}, UsageError),
    ],
)  # fmt: skip
def test_edits_that_are_refused(fields: dict[str, Any], refusal: type[Exception]) -> None:
    """A title cannot be emptied, a limit is longer than nothing, a kind needs a date, a stage is moved to."""
    with pytest.raises(refusal):
        verbs.edit(card_at(MON), fields)


def test_a_resolved_cards_date_is_edited() -> None:
    """On a resolved card a date is put right by an edit: nothing slips any more."""
    card = resolved(due=TUE, due_kind="hard")
    card = then(card, verbs.edit(card, {"due": WED}), WED)
    assert (card.due, card.slips, card.events[-1].kind) == (WED, 0, ev.EDITED)


def test_a_snooze_ends_after_now() -> None:
    """A snooze until now or before is refused."""
    with pytest.raises(Refused):
        ACTS["snooze"](card_at(MON), Step("snooze", 0, 0, "", 0), TUE)


def test_chased() -> None:
    """Being chased says by whom, if anybody said so."""
    assert verbs.chased(card_at(MON)) == [(ev.CHASED, {})]
    assert verbs.chased(card_at(MON), "Maria") == [(ev.CHASED, {"name": "Maria"})]
