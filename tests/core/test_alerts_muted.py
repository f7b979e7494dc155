"""A mute of a card, a person or a stage: nothing pops up while it holds, and what is still true comes once after it."""

import pytest

from followup.core import records, verbs
from tests.core.alerting import FRI, MON, NEXT_MON, THU, TUE, WED, Manners, Paper, at, briefs

KINDS = ("card", "person", "requester", "stage")


def muted(paper: Paper, kind: str, when: str, until: str | None = None) -> None:
    """Mute every card of the paper, in one of the four ways."""
    end = None if until is None else at(until)
    if kind == "card":
        for card in list(paper.cards):
            paper.do(card, when, verbs.mute(paper.cards[card], until=end))
    elif kind == "stage":
        paper.mute("sent", when, end, "stage")
    else:
        paper.mute("Dana" if kind == "person" else "maria", when, end)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_said_while_it_holds(kind: str) -> None:
    """Neither check nor guard nor the mornings after a deadline, for as long as it is not taken off."""
    paper = Paper()
    paper.open(f"{MON} 09:00", due=f"{WED} 12:00")
    muted(paper, kind, f"{MON} 09:30")
    assert paper.run(f"{MON} 09:30", "2026-12-31 17:00") == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_still_true_comes_once_when_it_ends(kind: str) -> None:
    """Three checks were missed: the card speaks at the end of the mute, then at its next step."""
    paper = Paper()
    paper.open(f"{MON} 09:00", idle_limit_minutes=120)
    muted(paper, kind, f"{MON} 10:00", f"{TUE} 14:00")
    # Two hours of silence are a wait: 1, 2, 4 and 7 of them lie before Wednesday.
    assert briefs(paper.run(f"{MON} 10:00", f"{WED} 17:00")) == ["Tue 14:00 check", "Wed 15:00 check"]


def test_a_card_that_spoke_before_comes_back_once_like_after_a_snooze() -> None:
    """Said on Tuesday, muted until Thursday: it is back on Thursday morning, and only then."""
    paper = Paper()
    card = paper.open(f"{MON} 10:00")
    assert briefs(paper.run(f"{MON} 10:00", f"{TUE} 10:05")) == ["Tue 10:00 check"]
    paper.do(card, f"{TUE} 10:05", verbs.mute(paper.cards[card], until=at(f"{THU} 09:00")))
    assert paper.pending(f"{TUE} 11:00") == []
    assert briefs(paper.run(f"{TUE} 10:05", f"{THU} 17:00")) == ["Thu 09:00 check"]


def test_what_was_done_meanwhile_is_not_said_after_it() -> None:
    """Followed up during the mute, the card waits for its new silence."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00", idle_limit_minutes=120)
    paper.mute("Dana", f"{MON} 10:00", f"{TUE} 14:00")
    paper.do(card, f"{TUE} 13:30", verbs.follow_up(paper.cards[card]))
    assert briefs(paper.run(f"{MON} 10:00", f"{WED} 09:30")) == ["Tue 15:30 check"]


@pytest.mark.parametrize("count", [2, 3, 5])
def test_the_end_of_a_persons_mute_is_no_burst(count: int) -> None:
    """However many cards Dana has, their checks come as one digest that costs one."""
    paper = Paper()
    for number in range(count):
        paper.open(f"{MON} 09:0{number}", f"Card {number}", idle_limit_minutes=60)
    paper.mute("dana", f"{MON} 09:10", f"{WED} 10:00")
    heard = paper.run(f"{MON} 09:10", f"{WED} 10:30")
    assert briefs(heard) == ["Wed 10:00 digest"]
    assert (len(heard[0].popup.cards), heard[0].popup.cost) == (count, 1)


def test_a_guard_that_fell_into_a_mute_comes_once_after_it() -> None:
    """The last safe moment, the moment to tell and its repeats are one popup at the mute's end."""
    paper = Paper()
    card = paper.open(f"{TUE} 10:00", due=f"{TUE} 14:00", idle_limit_minutes=2400)
    paper.do(card, f"{TUE} 10:30", verbs.mute(paper.cards[card], until=at(f"{TUE} 13:20")))
    assert briefs(paper.run(f"{TUE} 10:30", f"{TUE} 13:31")) == ["Tue 13:20 tell", "Tue 13:30 tell"]


def test_a_mute_that_ends_at_night_ends_in_the_morning() -> None:
    """Nothing pops up out of hours because of it."""
    paper = Paper()
    paper.open(f"{MON} 09:00", idle_limit_minutes=60)
    paper.mute("Dana", f"{MON} 09:30", "2026-11-28 22:00")
    assert briefs(paper.run(f"{MON} 09:30", f"{NEXT_MON} 12:00")) == ["Mon 09:00 check"]


def test_taking_a_mute_off_lets_the_cards_speak() -> None:
    """What is due by then is said at once, in one popup a card."""
    paper = Paper()
    paper.open(f"{MON} 09:00", idle_limit_minutes=60)
    paper.mute("Dana", f"{MON} 09:30")
    assert paper.run(f"{MON} 09:30", f"{TUE} 11:00") == []
    paper.unmute("Dana")
    assert briefs(paper.run(f"{TUE} 11:00", f"{TUE} 12:00")) == ["Tue 11:00 check"]


def test_a_mute_that_is_shortened_is_noticed_by_a_watcher_at_rest() -> None:
    """A watcher that slept until Friday speaks on Wednesday when the mute now ends then."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00", idle_limit_minutes=60)
    paper.do(card, f"{MON} 09:10", verbs.mute(paper.cards[card], until=at(f"{TUE} 09:30")))
    paper.mute("Dana", f"{MON} 09:30", f"{FRI} 10:00")
    paper.look(f"{MON} 12:00")
    assert paper.next_at == at(f"{FRI} 10:00")
    paper.mute("Dana", f"{MON} 13:00", f"{WED} 10:00")
    assert briefs(paper.run(f"{MON} 13:00", f"{WED} 10:01")) == ["Wed 10:00 check"]


def test_other_peoples_cards_speak_meanwhile() -> None:
    """A mute of Dana is none of Tom, and one of a stage is none of the others."""
    paper = Paper(Manners(budget=9))
    paper.open(f"{MON} 09:00", "Dana's", requester=None)
    paper.open(f"{MON} 09:00", "Tom's", contact="Tom", requester=None)
    paper.mute("Dana", f"{MON} 09:30")
    heard = paper.run(f"{MON} 09:30", f"{TUE} 09:30")
    assert [one.popup.title for one in heard] == ["Idle 8 of 8 h: Tom's"]


def test_a_muted_card_is_not_pending() -> None:
    """What was alerted before a person was muted leaves the pending list, and is back when popups are."""
    paper = Paper()
    paper.open(f"{MON} 09:00")
    paper.look(f"{TUE} 10:00")
    paper.mute("Dana", f"{TUE} 11:00")
    assert paper.pending(f"{TUE} 11:01") == []
    assert records.count_pending(records.last_rows(paper.alerts), paper.look_at_all(at(f"{TUE} 11:01"))) == 0
    paper.unmute("Dana")
    assert [one.kind for one in paper.pending(f"{TUE} 11:02")] == ["check"]
