"""People, from the log: what is open both ways, how long they take to answer, by which route."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup.core import verbs
from followup.core.card import Card
from followup.core.contacts import Contact, contacts, limits, replies
from tests.core.making import RULES, WEEK, at, card_at, reached, then

MON, TUE, WED = (at(f"{day} 10:00") for day in ("Mon", "Tue", "Wed"))
DANA, MARIA = "Dana Reyes", "Maria Lopez"


def heard(card: Card, answer: str, now: int) -> Card:
    return then(card, verbs.heard(card, answer, None, None, now), now)


def asked_again(card: Card, now: int, via: str | None = None) -> Card:
    return then(card, verbs.follow_up(card, via), now)


def took(card: Card) -> list[tuple[str, int, str | None]]:
    return [(one.name, one.minutes, one.via) for one in replies(card, WEEK)]


def people(*cards: Card, **names: str) -> dict[str, Contact]:
    return {one.name: one for one in contacts(cards, names, WEEK)}


def test_a_reply_is_timed_from_the_first_touch_that_it_answers() -> None:
    """In working time; asking again starts nothing anew, and the route is the one asked by last."""
    card = asked_again(card_at(MON, via="email"), TUE, "phone")
    assert took(heard(card, "answered", WED)) == [(DANA, 960, "phone")]


def test_a_second_reply_answers_the_next_touch() -> None:
    """What was heard without being asked for again is no reply."""
    card = heard(heard(card_at(MON), "holding", TUE), "answered", WED)
    assert took(card) == [(DANA, 480, None)]
    card = heard(asked_again(card, WED), "question", WED + 3600)
    assert took(card)[1:] == [(DANA, 60, None)]


def test_away_is_no_reply() -> None:
    """The silence goes on through it."""
    assert took(heard(card_at(MON), "away", TUE)) == []


def test_whoever_has_the_ball_answers() -> None:
    """After an alternate path the clock is the other one's, and begins with them."""
    card = card_at(MON, alternates=("Ben Ortiz, ext 2210",))
    card = heard(then(card, verbs.alternate(card), TUE), "answered", TUE + 1800)
    assert took(card) == [("Ben Ortiz", 30, None)]


def test_nobody_asked_yet_owes_no_reply() -> None:
    """The clock of an `@me` card begins with its sending."""
    card = card_at(MON, contact=None, ball="mine")
    card = heard(then(card, verbs.follow_up(card, contact=DANA), TUE), "answered", TUE + 3600)
    assert took(card) == [(DANA, 60, None)]


def test_what_is_open_both_ways() -> None:
    """They have what waits for them; I owe a requester their cards, and whoever answered my move."""
    waiting = card_at(MON, requester=MARIA, alternates=("Ben Ortiz, ext 2210",))
    mine = heard(card_at(MON), "question", TUE)
    done = then(card_at(MON), verbs.resolve(mine), TUE)
    found = people(waiting, mine, done)
    assert (found[DANA].theirs, found[DANA].owed) == ((waiting,), (mine,))
    assert (found[MARIA].theirs, found[MARIA].owed) == ((), (waiting,))
    assert found["Ben Ortiz"].backing == (waiting,)
    assert list(found) == [DANA, MARIA, "Ben Ortiz"]


def test_a_short_name_of_the_settings_is_the_person_in_full() -> None:
    """And a name in other letters is the same name."""
    found = people(card_at(MON, contact="dana"), card_at(MON, contact="DANA REYES"), dana=DANA)
    assert list(found) == [DANA]
    assert len(found[DANA].theirs) == 2


def answered(minutes: int) -> Card:
    return heard(card_at(MON), "answered", MON + minutes * 60)


def test_below_five_replies_nothing_is_said_of_a_person() -> None:
    """From five on the slow value is the limit that fits them."""
    four = [answered(minutes) for minutes in (10, 20, 30, 40)]
    assert people(*four)[DANA].limit_minutes is None
    found = people(*four, answered(100))[DANA]
    assert (found.replies.usual, found.replies.slow, found.limit_minutes) == (30, 100, 100)


def test_a_limit_is_longer_than_nothing() -> None:
    """Who always answers within the minute is still given one."""
    assert people(*[answered(0)] * 5)[DANA].limit_minutes == 1


def test_limits_are_those_of_the_page_of_people() -> None:
    """Of everybody who has answered often enough, and of nobody else; by name as names are compared."""
    cards = [answered(minutes) for minutes in (10, 20, 30, 40, 100)] + [card_at(MON, contact="Ben")]
    assert limits(cards, {}, WEEK) == {"dana reyes": 100}
    assert limits(cards[1:], {}, WEEK) == {}
    assert limits([*cards[1:], heard(card_at(MON, contact="d"), "answered", TUE)], {"d": DANA}, WEEK) == {
        "dana reyes": 480
    }


def test_whoever_needs_me_stands_first() -> None:
    """By the gravest card between us, which may be on either side and counts once; the rest by how much is open."""
    calm, other = card_at(MON, contact="Ana"), card_at(MON, contact="Ana")
    late, grave = card_at(MON, requester=MARIA), card_at(TUE, contact=MARIA, requester=MARIA)
    ranks = {calm.id: (True, 6), other.id: (True, 5), late.id: (False, 2), grave.id: (False, 1)}
    found = contacts((calm, other, late, grave), {}, WEEK, ranks)
    assert [(one.name, one.needs) for one in found] == [(MARIA, 2), (DANA, 1), ("Ana", 0)]
    assert [one.gravest for one in found] == [grave, late, other]


def test_nobody_on_an_empty_board() -> None:
    """Nothing to say."""
    assert contacts((), {}, WEEK) == ()


@given(st.lists(reached(), max_size=4))
def test_nobody_is_lost_and_nothing_is_counted_twice(cards: list[Card]) -> None:
    """Each open card is with one contact at most, and every requester is owed it."""
    found = contacts(cards, {}, RULES.week)
    open_cards = [card for card in cards if card.is_open]
    assert sum(len(one.theirs) for one in found) == sum(
        card.ball == "theirs" and bool(card.contact) for card in open_cards
    )
    for one in found:
        rows: tuple[Any, ...] = (one.theirs, one.owed, one.backing)
        for row in rows:
            assert len({id(card) for card in row}) == len(row)
    assert sum(one.replies.total for one in found) == sum(len(took(card)) for card in cards)
