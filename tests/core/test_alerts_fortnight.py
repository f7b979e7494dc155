"""A random fortnight of verbs, mutes, sleeps and clock jumps both ways: what must hold whatever happens."""

from collections import Counter
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from followup.core.instants import DAY, LAST, MINUTE
from followup.core.mutes import is_muted
from followup.core.popups import Popup
from followup.core.stages import STAGES
from followup.errors import FollowupError
from tests.core.alerting import RULES, Heard, Manners, Paper, at
from tests.core.making import ACTS, Step, steps

START = at("2026-10-26 09:00")  # the clocks go back on the first Sunday
WANTS_NEWS = RULES._replace(updates={"maria": 480, "tom": 960})
WEEK = RULES.week


class Turn(NamedTuple):
    """What happens next: a person does something or mutes somebody, or the machine sleeps, or its clock jumps."""

    what: str
    step: Step
    card: int
    away_minutes: int


turns = st.lists(
    st.builds(
        Turn,
        st.sampled_from(("act", "act", "act", "act", "mute", "unmute", "sleep", "jump")),
        steps,
        st.integers(0, 4),
        st.integers(-3 * 1440, 3 * 1440),
    ),
    max_size=10,
)
Given = tuple[int, int | None, str, int | None, str | None]
cards = st.lists(
    st.tuples(
        st.integers(0, 960),
        st.none() | st.integers(1, 6 * 1440),
        st.sampled_from(("hard", "promised", "wish")),
        st.sampled_from((None, 1, 30, 60, 240)),
        st.sampled_from(("Maria", "Tom", None)),
    ),
    min_size=1,
    max_size=5,
)
manners = st.builds(
    Manners,
    budget=st.integers(0, 4),
    digest_over=st.integers(1, 3),
    rounds=st.sampled_from(((), (540, 780), (600,))),
    guards_out_of_hours=st.booleans(),
    hide_titles=st.just(False),
)


class Fortnight:
    """A paper that is looked at now and then while things happen to it; what it said, and what was wrong."""

    def __init__(self, given_cards: list[Given], set_: Manners) -> None:
        self.paper = Paper(set_, WANTS_NEWS)
        self.heard: list[Heard] = []
        self.now = START + 960 * MINUTE
        for after, due_after, kind, limit, requester in given_cards:
            sent_at = START + after * MINUTE
            due: dict[str, Any] = (
                {} if due_after is None else {"due": sent_at + due_after * MINUTE, "due_kind": kind}
            )
            self.paper.open(
                sent_at, idle_limit_minutes=limit, requester=requester, alternates=("Ben",), **due
            )
        self.ids = list(self.paper.cards)

    def live(self, turn: Turn) -> None:
        """One turn, and looking as the watcher does until the next."""
        card_id = self.ids[turn.card % len(self.ids)]
        if turn.what == "act":
            self._act(card_id, turn.step)
        elif turn.what in ("mute", "unmute"):
            self._mute(turn)
        elif turn.what == "sleep":
            self.now += abs(turn.away_minutes) * MINUTE
            self._take(self.paper.look(self.now, gather=True))
        else:
            self.now += turn.away_minutes * MINUTE
        self.look_for(turn.step.after_minutes // 4)

    def _act(self, card_id: str, step: Step) -> None:
        try:
            self.paper.do(card_id, self.now, ACTS[step.verb](self.paper.cards[card_id], step, self.now))
        except FollowupError:
            return

    def _mute(self, turn: Turn) -> None:
        kind = "stage" if turn.card % 2 else "person"
        name = turn.step.pick(STAGES if kind == "stage" else ("Dana", "Maria", "Ben"))
        if turn.what == "unmute":
            self.paper.unmute(name, kind)
        else:
            until = self.now + abs(turn.away_minutes) * MINUTE + MINUTE if turn.card % 3 else None
            self.paper.mute(name, self.now, until, kind)

    def look_for(self, minutes: int) -> None:
        """Look whenever the agenda says so, for so long."""
        end = self.now + minutes * MINUTE
        while self.now < end:
            self._take(self.paper.look(self.now))
            self.now = max(self.now + 1, min(end, self.paper.next_at or end))

    def _take(self, popups: list[Popup]) -> None:
        for popup in popups:
            self.heard.append(Heard(self.now, popup))
            for card_id in popup.cards:
                card = self.paper.cards[card_id]
                assert not is_muted(card, self.paper.mutes, self.now), "muted"
                assert self.now >= (card.snoozed_until or 0), "snoozed"


def played(given_cards: list[Given], given_turns: list[Turn], set_: Manners) -> Fortnight:
    """The whole of it, and three quiet days after."""
    two_weeks = Fortnight(given_cards, set_)
    for turn in given_turns:
        two_weeks.live(turn)
    two_weeks.look_for(3 * 1440)
    return two_weeks


@given(cards, turns, manners)
def test_no_fortnight_alerts_twice_over_budget_out_of_hours_or_in_quiet(
    given_cards: list[Given], given_turns: list[Turn], set_: Manners
) -> None:
    """Each step is said once, checks, news and questions keep to the budget of their day, nothing is said of what
    is muted or snoozed, and out of hours come only guards, and only when set so."""
    two_weeks = played(given_cards, given_turns, set_)
    said = [one for one in two_weeks.heard if not one.popup.held]
    keys = Counter(step.key for one in said for voice in one.popup.voices for step in voice.steps)
    assert [key for key, count in keys.items() if count > 1] == []
    paid = Counter(WEEK.local_date(one.at) for one in said for _ in range(one.popup.cost))
    assert [day for day, count in paid.items() if count > set_.budget] == []
    outside = [one.popup for one in said if not WEEK.is_working(one.at)]
    assert all(set_.guards_out_of_hours and voice.is_guard for popup in outside for voice in popup.voices)


@given(cards, turns, manners, st.integers(7, 300))
def test_a_watcher_that_sleeps_until_next_at_misses_nothing(
    given_cards: list[Given],
    given_turns: list[Turn],
    set_: Manners,
    every: int,
) -> None:
    """After any fortnight nothing becomes due before the instant at which the agenda is to be looked at again,
    also where it has been handed what it knew before."""
    paper = played(given_cards, given_turns, set_).paper
    now = paper.looked_at
    paper.look(now)
    end = min(now + 2 * DAY, paper.next_at or LAST)
    for later in range(now, end, every * MINUTE):
        assert paper.plan(later).popups == ()
