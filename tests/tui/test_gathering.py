"""What takes a moment: how far it is, and that it is broken off once nobody waits for it."""

import pytest

from followup.tui.screens.gathering import NotWanted, Tally


def test_a_tally_says_how_far_it_is() -> None:
    """Nothing is counted before the first; then it is so many of so many."""
    tally = Tally()
    assert tally.said == "looking at the cards"
    things = tally.of(range(10_000))
    for _ in range(4_100):
        next(things)
    assert tally.said == "looking at 4,100 of 10,000 cards"


def test_what_nobody_waits_for_is_broken_off() -> None:
    """The next thing is not handed out any more, and what was worked out so far is nothing."""
    tally = Tally()
    things = tally.of(range(10))
    next(things)
    tally.is_wanted = False
    with pytest.raises(NotWanted):
        next(things)

    def work(one: Tally) -> list[int]:
        found = []
        for thing in one.of(range(10)):
            found.append(thing)
            one.is_wanted = thing < 5
        return found

    assert Tally().worked_out(lambda one: sum(one.of(range(10)))) == 45
    assert Tally().worked_out(work) is None
