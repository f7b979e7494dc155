"""The runway's steps: each in its place, and the sum behind it in words that add up."""

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from followup.core import events as ev
from followup.core import policy, runway, verbs
from followup.core.card import Card
from followup.core.policy import Limits, Rules
from followup.core.runway import ALTERNATE, CHECK, DUE, KINDS, TELL, WISH, Step, exact, steps_of
from tests.core.making import RULES, WEEK, at, card_at, instants, limits, reached, then

PEOPLE = {"requester": "Maria Lopez", "alternates": ("Ben Ortiz, ext 2210",)}
# The three rows of DESIGN section 5, with what they add up from.
ROWS: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    ("Tue 10:00", "Tue 14:00", [
        (CHECK, "Tue 11:00", "a quarter of 4h left at 10:00, at most 8h"),
        (ALTERNATE, "Tue 12:00", "due less 2h, half of 4h, not 8h notice and 4h for Ben"),
        (TELL, "Tue 12:40", "due less 1h20, the notice's share of it: 8h in 12h"),
        (DUE, "Tue 14:00", "promised, 4h after it was set at 10:00"),
    ]),
    ("Tue 10:00", "Wed 17:00", [
        (CHECK, "Tue 13:45", "a quarter of 15h left at 10:00, at most 8h"),
        (ALTERNATE, "Wed 09:30", "due less 7h30, half of 15h, not 8h notice and 4h for Ben"),
        (TELL, "Wed 12:00", "due less 5h, the notice's share of it: 8h in 12h"),
        (DUE, "Wed 17:00", "promised, 15h after it was set at 10:00"),
    ]),
    ("Mon 09:30", "+Mon 09:00", [
        (CHECK, "Tue 09:30", "the 8h limit of Sent, from 09:30; a quarter of 39h30 left would be 9h52"),
        (ALTERNATE, "Thu 13:00", "due less 8h notice and 4h for Ben"),
        (TELL, "Fri 09:00", "due less 8h notice for Maria"),
        (DUE, "+Mon 09:00", "promised, 39h30 after it was set at 09:30"),
    ]),
]  # fmt: skip


def dated(opened_at: str, due: str, **fields: Any) -> Card:
    return card_at(at(opened_at), due=at(due), **({"due_kind": "promised"} | PEOPLE | fields))


def steps(card: Card, now: str, rules: Rules = RULES) -> dict[str, Step]:
    found = steps_of(card, policy.plan(card, rules), at(now), rules)
    return {step.kind: step for step in found}


def check(card: Card, now: str, rules: Rules = RULES) -> str:
    return steps(card, now, rules)[CHECK].words


@pytest.mark.parametrize(("set_at", "due", "expected"), ROWS)
def test_the_table_of_the_design(set_at: str, due: str, expected: list[tuple[str, str, str]]) -> None:
    """The three rows to the minute, each step with its sum."""
    card = dated(set_at, due)
    found = steps_of(card, policy.plan(card, RULES), at(set_at), RULES)
    assert [(step.kind, step.at, step.words) for step in found] == [
        (kind, at(moment), words) for kind, moment, words in expected
    ]
    assert not any(step.passed for step in found)


def test_a_wish_has_its_check_and_itself() -> None:
    """A wish takes no guards: its check waits the whole limit, and it alerts nobody."""
    card = dated("Tue 10:00", "Tue 14:00", due_kind="wish")
    found = steps(card, "Tue 10:00")
    assert list(found) == [WISH, CHECK]
    assert found[CHECK].words == "the 8h limit of Sent, from 10:00"
    assert found[WISH].words == "a wish takes no guards and alerts nobody"


def test_without_a_date_there_is_a_check() -> None:
    """An undated card has one step; a resolved one has none."""
    card = card_at(at("Tue 10:00"))
    assert [step.kind for step in steps(card, "Tue 10:00").values()] == [CHECK]
    done = then(card, verbs.resolve(card, None), at("Tue 11:00"))
    assert steps(done, "Tue 11:00") == {}


def test_a_day_that_is_not_today_is_named() -> None:
    """The instant that a sum starts from carries its weekday, beyond six days its date."""
    card = dated("Mon 09:30", "+Mon 09:00")
    assert steps(card, "Tue 10:00")[DUE].words.endswith("after it was set at Mon 09:30")
    assert steps(card, "+Tue 10:00")[DUE].words.endswith("after it was set at Mon 1 Jun 09:30")


@pytest.mark.parametrize(("kind", "word"), [("hard", "hard"), ("promised", "promised")])
def test_the_deadline_says_its_kind(kind: str, word: str) -> None:
    """What breaks is hard, what I said is promised."""
    assert steps(dated("Tue 10:00", "Tue 14:00", due_kind=kind), "Tue 10:00")[DUE].words.startswith(word)


class TestTheCheck:
    def test_says_whose_limit_it_is(self) -> None:
        """The stage's, the card's own, or the one while it is my move."""
        card = card_at(at("Tue 10:00"), alternates=("Ben",))
        own = card_at(at("Tue 10:00"), idle_limit_minutes=90)
        mine = then(card, verbs.heard(card, ev.ANSWERED, None, None, 0), at("Tue 11:00"))
        rerouted = then(card, verbs.alternate(card), at("Tue 11:00"))
        assert check(own, "Tue 11:00") == "its own 1h30 limit, from 10:00"
        assert check(mine, "Tue 11:00") == "the 4h limit while it is your move, from 11:00"
        assert check(rerouted, "Tue 11:00") == "the 4h limit of Alternate path, from 11:00"

    def test_shares_what_is_left_by_stage(self) -> None:
        """A quarter when sent, a third when followed up, half on an alternate path."""
        card = dated("Tue 10:00", "Tue 16:00")
        asked = then(card, verbs.follow_up(card), at("Tue 11:00"))
        rerouted = then(asked, verbs.alternate(asked), at("Tue 12:00"))
        assert check(asked, "Tue 12:00") == "a third of 5h left at 11:00, at most 4h"
        assert check(rerouted, "Tue 12:00") == "half of 4h left at 12:00, at most 4h"

    def test_says_when_the_least_wait_decides(self) -> None:
        """Short of the deadline the wait is the floor, and the share is said beside it."""
        card = dated("Tue 10:00", "Tue 14:00")
        asked = then(card, verbs.follow_up(card), at("Tue 13:00"))
        assert check(asked, "Tue 13:00") == "30m at the least; a third of 1h left at 13:00 is 20m"

    def test_never_stands_after_the_deadline(self) -> None:
        """A wait that would outlast the deadline ends at it."""
        card = dated("Tue 10:00", "Tue 14:00")
        asked = then(card, verbs.follow_up(card), at("Tue 13:45"))
        assert steps(asked, "Tue 13:45")[CHECK].at == at("Tue 14:00")
        assert check(asked, "Tue 13:45") == "not after it is due; the wait would be 30m"

    def test_of_a_hold_is_what_they_said(self) -> None:
        """A hold is checked when they said; a guard that comes first is named."""
        card = dated("Mon 09:30", "+Mon 09:00")
        early = then(
            card, verbs.heard(card, ev.HOLDING, at("Wed 11:00"), None, at("Mon 10:00")), at("Mon 10:00")
        )
        late = then(
            card, verbs.heard(card, ev.HOLDING, at("Fri 11:00"), None, at("Mon 10:00")), at("Mon 10:00")
        )
        assert check(early, "Mon 10:00") == "as Dana said"
        assert check(late, "Mon 10:00") == "before Fri 11:00, as Dana said: another path takes time"

    def test_is_at_once_without_working_time(self) -> None:
        """A date set when no working time is left makes every step but the deadline its own instant."""
        found = steps(dated("Fri 18:00", "Fri 20:00"), "Fri 18:00")
        assert {kind: found[kind].words for kind in (CHECK, ALTERNATE, TELL)} == dict.fromkeys(
            (CHECK, ALTERNATE, TELL), "at once: no working time was left when the date was set"
        )


class TestWhatWasDone:
    def test_telling_in_time_does_both_guards(self) -> None:
        """Told after the last safe moment, neither guard is open any more."""
        card = dated("Mon 09:30", "+Mon 09:00")
        told = then(card, verbs.update(card, "it is late"), at("Thu 14:00"))
        found = steps(told, "Fri 10:00")
        assert found[ALTERNATE].done and found[TELL].done
        assert not steps(card, "Fri 10:00")[TELL].done

    def test_trying_somebody_does_the_first_guard(self) -> None:
        """With an alternate tried the requester still is to be told."""
        card = dated("Mon 09:30", "+Mon 09:00")
        tried = then(card, verbs.alternate(card), at("Wed 10:00"))
        found = steps(tried, "Wed 10:00")
        assert (found[ALTERNATE].done, found[TELL].done) == (True, False)
        assert found[ALTERNATE].words == "due less 8h notice and 4h for another path"

    def test_a_moment_passes_at_its_minute(self) -> None:
        """The steps are half open like working windows: at its own minute a step has passed."""
        card = dated("Tue 10:00", "Tue 14:00")
        assert [step.passed for step in steps(card, "Tue 12:00").values()] == [True, True, False, False]


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0m"), (40, "40m"), (60, "1h"), (312, "5h12"), (750, "12h30"), (2400, "40h")]
)
def test_a_part_of_a_sum_is_not_rounded(minutes: int, said: str) -> None:
    """Hours beyond ten keep their minutes here, else the sum would not add up."""
    assert exact(minutes) == said


@given(reached(), instants, limits)
def test_steps_stand_in_order_and_add_up(card: Card, now: int, own: Limits) -> None:
    """Whatever happened to a card, its steps ascend, are the plan's own instants, and the guards' sums are true."""
    assume(card.is_open)
    rules = Rules(WEEK, own)
    known = policy.plan(card, rules)
    found = steps_of(card, known, now, rules)
    moments = [step.at for step in found]
    assert moments == sorted(moments)
    assert len({step.kind for step in found}) == len(found) <= len(KINDS) - 1
    planned = {CHECK: known.check_at, ALTERNATE: known.last_safe_at, TELL: known.tell_at, DUE: known.due}
    for step in found:
        assert step.words
        assert step.passed == (now >= step.at)
        if step.kind != WISH:
            assert step.at == planned[step.kind]
        less = re.match(r"due less (?:(\d+)h)?(\d+)?m?[,:]", step.words)
        if less and card.due is not None:
            minutes = int(less[1] or 0) * 60 + int(less[2] or 0)
            assert minutes == WEEK.minutes(step.at, card.due)


@given(st.integers(0, 10_000))
def test_exact_reads_back(minutes: int) -> None:
    """Every span is said so that it reads back as itself."""
    found = re.fullmatch(r"(?:(\d+)h)?(?:(\d+)m?)?", runway.exact(minutes))
    assert found is not None
    assert int(found[1] or 0) * 60 + int(found[2] or 0) == minutes
