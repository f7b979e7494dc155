"""Mutes as values: whom they keep quiet, until when, and how one names them."""

from typing import Any

import pytest

from followup.core import verbs
from followup.core.board import look, look_at_all
from followup.core.card import Card
from followup.core.instants import HOUR, LAST
from followup.core.mutes import (
    NO_MUTES,
    PERSON,
    STAGE,
    Mute,
    Mutes,
    as_document,
    as_seen,
    from_documents,
    is_muted,
    own_end,
    person_named,
    quiet_until,
)
from followup.errors import Refused, UsageError
from tests.core.making import RULES, at, card_at, then

NOW = at("Tue 10:00")
DANA = Mute(PERSON, "Dana Reyes", NOW)


def card(**fields: Any) -> Card:
    return card_at(NOW, **({"requester": "Maria Lopez"} | fields))


@pytest.mark.parametrize(
    ("mute", "expected"),
    [
        (DANA, True),
        (Mute(PERSON, "DANA REYES", NOW), True),
        (Mute(PERSON, "Maria Lopez", NOW), True),
        (Mute(PERSON, "Ben", NOW), False),
        (Mute(PERSON, "Dana", NOW), False),
        (Mute(STAGE, "sent", NOW), True),
        (Mute(STAGE, "followed_up", NOW), False),
        (Mute(PERSON, "sent", NOW), False),
    ],
)
def test_whom_a_mute_keeps_quiet(mute: Mute, expected: bool) -> None:
    """A person's holds for cards that they have or that are for them, a stage's for the cards in it."""
    assert is_muted(card(), Mutes([mute]), NOW) is expected


def test_a_mute_follows_the_card_and_not_the_other_way_round() -> None:
    """A card that goes to Ben is quiet no longer because of Dana; one that comes to Dana is."""
    one = card(alternates=("Ben",))
    other = card(contact="Tom")
    mutes = Mutes([DANA])
    moved = then(one, verbs.alternate(one), NOW)
    taken = then(other, verbs.alternate(other, "Dana Reyes"), NOW)
    assert (is_muted(moved, mutes, NOW), is_muted(taken, mutes, NOW)) == (False, True)


@pytest.mark.parametrize("name", ["Étienne", "E\u0301tienne", "éTIENNE", "Étienne, ext 3"])
def test_a_name_is_the_same_however_it_is_typed(name: str) -> None:
    """Case, composition and what stands after a comma do not make another person."""
    assert is_muted(card(contact=name), Mutes([Mute(PERSON, "étienne", NOW)]), NOW)


def test_the_last_of_several_mutes_counts() -> None:
    """A card's own mute until noon, Dana's until three and the stage's until one end at three."""
    one = card()
    one = then(one, verbs.mute(one, until=NOW + 2 * HOUR), NOW)
    mutes = Mutes([DANA._replace(until=NOW + 5 * HOUR), Mute(STAGE, "sent", NOW, NOW + 3 * HOUR)])
    assert quiet_until(one, mutes) == NOW + 5 * HOUR
    assert [is_muted(one, mutes, NOW + hours * HOUR) for hours in (0, 4, 5)] == [True, True, False]


def test_a_mute_without_an_end_holds_for_ever() -> None:
    """Until it is taken off, nothing ends it."""
    one = card()
    assert own_end(one) is None
    muted = then(one, verbs.mute(one), NOW)
    assert (own_end(muted), quiet_until(one, Mutes([DANA]))) == (LAST, LAST)
    assert own_end(then(muted, verbs.mute(muted, muted=False), NOW)) is None


def test_a_new_mute_of_a_card_replaces_the_old_one() -> None:
    """Muted for good, then until noon, it ends at noon."""
    one = card()
    one = then(one, verbs.mute(one), NOW)
    one = then(one, verbs.mute(one, until=NOW + HOUR), NOW)
    assert own_end(one) == NOW + HOUR


def test_a_card_imported_as_muted_is_muted_for_good() -> None:
    """A card without an event that says until when has no end to its mute."""
    assert own_end(card(muted=True)) == LAST


@pytest.mark.parametrize(("muted", "until", "error"), [(True, NOW, Refused), (False, NOW + 1, UsageError)])
def test_the_end_of_a_mute_lies_ahead(muted: bool, until: int, error: type[Exception]) -> None:
    """One that is over already is refused, and so is an end to none."""
    with pytest.raises(error):
        verbs.must_end_ahead(muted, until, NOW)


def test_a_card_is_seen_as_muted_whatever_the_reason() -> None:
    """`muted` of what is shown is true for a person's mute and false once a card's own has ended; the kept card
    stays as it is."""
    one = card()
    assert as_seen(one, NO_MUTES, NOW) is one
    assert as_seen(one, Mutes([DANA]), NOW) == one._replace(muted=True)
    own = then(one, verbs.mute(one, until=NOW + HOUR), NOW)
    assert [as_seen(own, NO_MUTES, NOW + hours * HOUR).muted for hours in (0, 1)] == [True, False]
    seen = look(one, NOW, RULES, None, Mutes([DANA]))
    assert (seen.card.muted, seen.source is one, seen.quiet_until) == (True, True, LAST)


def test_what_was_seen_is_kept_until_a_mute_begins_or_ends() -> None:
    """Looking again makes no new value, and the end of a mute does, at that instant."""
    one, mutes = card(idle_limit_minutes=4800), Mutes([DANA._replace(until=NOW + HOUR)])
    plain = look_at_all([one], NOW, RULES)
    muted = look_at_all([one], NOW, RULES, plain, mutes)
    later = look_at_all([one], NOW + HOUR - 1, RULES, muted, mutes)
    ended = look_at_all([one], NOW + HOUR, RULES, later, mutes)
    assert muted[one.id] is not plain[one.id]
    assert later[one.id] is muted[one.id]
    assert [seen[one.id].card.muted for seen in (plain, muted, later, ended)] == [False, True, True, False]
    assert look_at_all([one], NOW + HOUR + 1, RULES, ended, mutes)[one.id] is ended[one.id]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dana", "Dana Reyes"),
        ("Dana Reyes", "Dana Reyes"),
        ("mar", "Maria Lopez"),
        ("boss", "Aisha Khan"),
        ("ben", "Ben Ortiz"),
        ("tom", "Tom"),
    ],
)
def test_a_person_is_named_as_one_likes(text: str, expected: str) -> None:
    """By a short name of the settings, or by the beginning of a name on any card, alternates too."""
    cards = [card(alternates=("Ben Ortiz, ext 2210",)), card(contact="Tom"), card(contact="Tom Becker")]
    assert person_named(text, cards, {"boss": "Aisha Khan"}) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [("zoe", "nobody goes by @zoe"), ("da", "may be Dana Reyes or David"), ("", "needs a name")],
)
def test_who_cannot_be_told_is_refused(text: str, message: str) -> None:
    """A typing mistake mutes nobody, and neither do two people at once."""
    with pytest.raises(Refused, match=message):
        person_named(text, [card(), card(contact="David")], {})


def test_mutes_are_read_as_they_were_written() -> None:
    """What is stored gives the same mutes; rows of another shape are left out."""
    every = (DANA, Mute(STAGE, "alternate", NOW, NOW + 1))
    rows = {one.key: as_document(one) for one in every}
    odd: dict[str, dict[str, Any]] = {
        "x": {"mute": "animal", "name": "cat", "at": 1, "until": None},
        "y": {"mute": "person"},
    }
    assert from_documents(rows | odd).every == every


@pytest.mark.parametrize(
    ("mute", "said", "target"),
    [
        (DANA, "@Dana Reyes", "'@Dana Reyes'"),
        (Mute(PERSON, "kofi", NOW), "@kofi", "@kofi"),
        (Mute(STAGE, "followed_up", NOW), "Followed up", "followed_up"),
    ],
)
def test_a_mute_in_words(mute: Mute, said: str, target: str) -> None:
    """As the board says it, and as one types it in a shell."""
    assert (mute.said, mute.target) == (said, target)
