"""The weekly review: the order of the walk, one question a card, and where it goes on."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.cli.commands import BY_NAME
from followup.core import verbs
from followup.core.board import Seen, look, look_at_all
from followup.core.card import Card
from followup.core.reviewing import Review, fine, is_behind, item, line_up, monday_at, queue, resumed
from followup.tui.keymap import BY_ID
from tests.core.making import RULES, WEEK, at, card_at, reached, then

MON, TUE, WED, THU, FRI = (at(f"{day} 10:00") for day in ("Mon", "Tue", "Wed", "Thu", "Fri"))
OWNED = {"outcome": "signed", "next_move": "call", "alternates": ("Ben Ortiz, ext 2210",)}


def owned(now: int = MON, **fields: Any) -> Card:
    return card_at(now, **(OWNED | fields))


def heard(answer: str) -> Card:
    card = owned()
    return then(card, verbs.heard(card, answer, None, None, TUE), TUE)


def followed_up(**fields: Any) -> Card:
    card = owned(**fields)
    return then(card, verbs.follow_up(card), TUE)


CASES: dict[str, tuple[Callable[[], Card], int, str, str]] = {
    "overdue": (lambda: owned(due=WED, due_kind="hard"), THU,
                "It was due yesterday 10:00: what is the new date?", "card.reschedule"),
    "promised": (lambda: owned(due=THU, due_kind="hard"), WED,
                 "Due Thu 10:00: keep it, move it or hand it over?", "card.keep"),
    "at risk": (
        lambda: owned(WED, due=at("Thu 11:00"), due_kind="hard", requester="Maria Lopez"), THU,
        "Does Maria know that it is at risk?", "card.told",
    ),
    "at risk, for nobody": (lambda: owned(WED, due=at("Thu 11:00"), due_kind="hard"), THU,
                            "It is at risk: who else can do it?", "card.alternate"),
    "not sent": (lambda: owned(contact=None, ball="mine"), MON, "Not asked yet: send it now?", "card.follow-up"),
    "answered": (lambda: heard("answered"), TUE, "Is the outcome true?", "card.resolve"),
    "question": (lambda: heard("question"), TUE, "What do you answer Dana?", "card.follow-up"),
    "away": (lambda: heard("away"), TUE, "Dana is away: who else?", "card.alternate"),
    "silent": (owned, WED, "Dana has been silent for 16h: ask again?", "card.follow-up"),
    "silent, of nobody": (lambda: owned(contact=None), WED, "It has been silent for 16h: ask again?", "card.follow-up"),
    "silent after all": (followed_up, WED, "Dana has been silent for 8h: go to Ben?", "card.alternate"),
    "nobody left": (
        lambda: followed_up(alternates=()), WED, "Dana has been silent for 8h: who else is there?", "card.alternate"
    ),
    "no outcome": (lambda: owned(outcome=None), MON, "What is true when it is done?", "card.fill"),
    "no move": (lambda: owned(next_move=None), MON, "What do you do if you hear nothing?", "card.fill"),
    "no alternate": (lambda: owned(alternates=()), MON, "Who else is there?", "card.fill"),
    "snoozed": (
        lambda: then(owned(), [("snoozed", {"until": THU})], TUE), WED,
        "Quiet until tomorrow 10:00: still right?", "",
    ),
    "all is well": (owned, MON, "Is it still wanted?", ""),
    "all is well, dated": (lambda: owned(due=at("+Fri 17:00"), due_kind="promised"), MON,
                           "Is it still wanted, and is the date still right?", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_card_has_one_question_and_one_move(case: str) -> None:
    """What presses most; then the first blank; then whether to wait on."""
    make, now, question, action = CASES[case]
    found = item(look(make(), now, RULES), now, RULES)
    assert (found.question, found.action) == (question, action)


@pytest.mark.parametrize("case", CASES)
def test_every_suggestion_is_a_verb_and_an_action_that_there_are(case: str) -> None:
    """With the card's place in it."""
    make, now, _, _ = CASES[case]
    found = item(look(make(), now, RULES), now, RULES)
    assert found.verb.split()[0] in BY_NAME
    assert found.verb.split()[1] == "ID"
    assert (found.action in BY_ID) == (found.verb != "review ID")
    assert set(found.also) <= BY_ID.keys() - {found.action}


def seen(*cards: Card, now: int) -> list[Seen]:
    return list(look_at_all(cards, now, RULES).values())


def test_the_walk_is_in_the_order_of_risk() -> None:
    """Overdue, promised for tomorrow or at risk, silent, the rest."""
    calm, silent = owned(WED), owned(MON)
    tomorrow, late = owned(due=THU, due_kind="hard"), owned(due=TUE, due_kind="hard")
    left = queue(seen(calm, silent, tomorrow, late, now=WED), Review(WED + 1), WED + 1, RULES)
    assert [one.card for one in left] == [late, tomorrow, silent, calm]


def test_what_was_done_or_is_fine_is_behind() -> None:
    """So the walk goes on where it stopped; what was done before it began counts for nothing."""
    first, second, third = owned(), owned(), owned()
    review = Review(WED)
    assert not any(is_behind(one, review) for one in (first, second, third))
    first = then(first, verbs.note(first, "hm"), WED)
    review = fine(review, [second.id])
    assert [one.card for one in queue(seen(first, second, third, now=WED), review, WED, RULES)] == [third]


def test_a_review_is_of_one_week() -> None:
    """Begun this week it goes on; another week's, and one from a clock that was ahead, is over."""
    assert monday_at(FRI, WEEK) == at("Mon 00:00")
    begun = Review(TUE, frozenset(["x"]))
    assert resumed(begun, at("Sun 23:59"), WEEK) == begun
    assert resumed(begun, at("+Mon 00:00"), WEEK) == Review(at("+Mon 00:00"))
    assert resumed(begun, MON, WEEK) == Review(MON)
    assert resumed(None, MON, WEEK) == Review(MON)


def test_an_empty_board_has_nothing_to_walk() -> None:
    """Nor has one where all is resolved."""
    done = owned()
    assert queue((), Review(MON), MON, RULES) == ()
    assert queue(seen(then(done, verbs.resolve(done), TUE), now=WED), Review(WED), WED, RULES) == ()


@given(st.lists(reached(), min_size=1, max_size=5), st.data())
def test_a_line_that_goes_on_is_the_line_made_anew(cards: list[Card], data: st.DataObject) -> None:
    """Whatever is done about a card, or passed, or taken back: what is looked at again is enough."""
    now = max(event.recorded_at for card in cards for event in card.events) + 1
    review, known = Review(now), look_at_all(cards, now, RULES)
    line = line_up(known.values(), review, now, WEEK)
    for step in range(3):
        now += 60
        card = known[data.draw(st.sampled_from(sorted(known)))].source
        if step == 1:
            review = review._replace(fine=review.fine ^ {card.id})
        else:
            changed = then(card, verbs.note(card, "hm"), now) if step else card._replace(title="Other")
            known = known | {card.id: look(changed, now, RULES)}
        line = line_up(known.values(), review, now, WEEK, line)
        assert list(line.items()) == list(line_up(known.values(), review, now, WEEK).items())


@given(st.lists(reached(), max_size=5), st.integers(0, 14 * 1440))
def test_every_open_card_is_walked_once(cards: list[Card], later: int) -> None:
    """Whatever verbs led to; each step makes the rest one shorter."""
    now = max([event.recorded_at for card in cards for event in card.events], default=MON) + 1 + later * 60
    known, review = seen(*cards, now=now), Review(now)
    left = queue(known, review, now, RULES)
    assert sorted(one.card.id for one in left) == sorted({card.id for card in cards if card.is_open})
    while left:
        review = fine(review, [left[0].card.id])
        assert queue(known, review, now, RULES) == left[1:]
        left = left[1:]
