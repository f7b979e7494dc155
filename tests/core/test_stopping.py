"""Safe to stop: what keeps until tomorrow and what does not, and that doing the one thing makes it safe."""

import pytest
from hypothesis import assume, given

from followup.core import events as ev
from followup.core import policy, verbs
from followup.core.card import MINE, Card
from followup.core.policy import Limits, Rules, judge
from followup.core.stopping import DUE, LATE, RISK, TELL, Thing, is_ending, things, tomorrow
from followup.core.workweek import Workweek
from tests.core.making import NEW_YORK, RULES, WEEK, at, card_at, then
from tests.core.telling import FRI, MON, asked_again, board_pack, heard, told_at_some_time

EVENING = at("2026-11-24 16:41")  # Tuesday; then Wednesday, Thanksgiving, Friday
DAILY = Rules(WEEK, Limits(), {"maria lopez": 480})


def one(card: Card, now: int = EVENING, rules: Rules = RULES) -> Thing | None:
    return next(iter(things([card], now, rules)), None)


def told(card: Card, now: int) -> Card:
    return then(card, verbs.update(card), now)


def dated(due: str, opened: int = FRI, **fields: object) -> Card:
    given: dict[str, object] = {
        "title": "Pack",
        "requester": "Maria Lopez",
        "due": at(due),
        "due_kind": "promised",
    }
    return card_at(opened, **(given | fields))


UNTOLD = [
    (
        asked_again(board_pack()),
        "risk: Maria has not heard that Board pack figures in hand is at risk. It is due tomorrow 12:00."
        " tell Maria where it stands, 1",
    ),
    (
        dated("2026-11-24 12:00"),
        "late: Maria has not heard that Pack is late. It was due today 12:00. tell Maria, with a new date, 2",
    ),
    (
        dated("2026-11-24 12:00", requester=None),
        "late: Pack is late. It was due today 12:00. name someone to ask, 5",
    ),
    (
        dated(
            "2026-11-25 12:00",
            requester=None,
            alternates=("Ben Ortiz, ext 2210",),
            next_move="call reception",
        ),
        "risk: Pack is at risk. It is due tomorrow 12:00. go to Ben, 5",
    ),
    (
        dated("2026-11-25 09:30", opened=at("2026-11-24 16:30")),
        "due: Pack is due tomorrow 09:30, and Maria has not heard today. tell Maria where it stands, 1",
    ),
    (
        dated("2026-11-25 09:30", opened=at("2026-11-24 16:30"), contact=None, ball=MINE),
        "yours: Pack is due tomorrow 09:30, and it is your move. send it, 5",
    ),
    (
        dated("2026-11-27 13:30", opened=MON, alternates=("Ben",)),
        "last_safe: After tomorrow 09:30 another path may be too late for Pack. It is due Friday 13:30. go to Ben, 5",
    ),
    (
        dated("2026-11-27 13:30", opened=MON),
        "last_safe: After tomorrow 09:30 another path may be too late for Pack. It is due Friday 13:30."
        " tell Maria where it stands, 1",
    ),
]


@pytest.mark.parametrize(("card", "expected"), UNTOLD)
def test_what_is_not_safe_says_why_the_move_and_its_minutes(card: Card, expected: str) -> None:
    """One thing a card, with the gravest reason it has."""
    found = one(card)
    assert found is not None
    said = " ".join(f"{sentence}." for sentence in found.sentences)
    assert f"{found.kind}: {said} {found.move}, {found.minutes}" == expected


@pytest.mark.parametrize(
    "card",
    [
        card_at(FRI),
        card_at(FRI, requester="Maria Lopez"),
        heard(card_at(FRI), ev.QUESTION, MON),
        dated("2026-12-11 12:00"),
        dated("2026-11-24 12:00", due_kind="wish"),
        told(dated("2026-11-24 12:00"), at("2026-11-24 12:30")),
        told(asked_again(board_pack()), at("2026-11-24 16:40")),
        then(board_pack(), verbs.resolve(board_pack()), MON),
    ],
    ids=["silent", "for somebody", "mine", "far", "wish", "late and told", "at risk and told", "resolved"],
)
def test_what_keeps_until_tomorrow_is_safe(card: Card) -> None:
    """A silence, my own move, a wish, what is done, and what the requester knows."""
    assert one(card) is None


def test_a_snooze_or_a_mute_makes_nothing_safe() -> None:
    """The promise is not kept by silence."""
    card = asked_again(board_pack())
    assert one(then(card, verbs.mute(card), MON)) is not None
    assert one(then(card, [(ev.SNOOZED, {"until": at("2026-11-25 12:00")})], EVENING - 60)) is not None


def test_news_by_update_every_must_not_fall_due_before_tomorrow() -> None:
    """Also what was due earlier; news that is due tomorrow can be told tomorrow."""
    card = card_at(MON, title="Lease", requester="Maria Lopez")
    found = one(card, rules=DAILY)
    assert found is not None
    assert found.sentences == ("News for Maria about Lease was due today 10:00",)
    assert (found.move, found.minutes) == ("tell Maria where it stands", 1)
    assert one(told(card, at("2026-11-24 09:00")), rules=DAILY) is not None
    assert one(told(card, at("2026-11-24 09:01")), rules=DAILY) is None


def test_told_today_is_enough_for_what_comes_tomorrow_but_not_for_my_own_move() -> None:
    """Where somebody else works on it the requester knows; where nobody does, it would fall unseen."""
    opened, due = at("2026-11-24 16:30"), "2026-11-25 09:30"
    assert one(told(dated(due, opened=opened), at("2026-11-24 16:35"))) is None
    assert one(told(dated(due, opened=opened, contact=None, ball=MINE), at("2026-11-24 16:35"))) is not None


def test_the_gravest_comes_first() -> None:
    """Late before at risk before what tomorrow brings."""
    cards = [card for card, _ in reversed(UNTOLD)]
    kinds = [found.kind for found in things(cards, EVENING, RULES)]
    assert kinds == ["late", "late", "risk", "risk", "yours", "due", "last_safe", "last_safe"]


# Tomorrow


@pytest.mark.parametrize(
    ("now", "begins", "first_hour"),
    [
        ("2026-11-24 10:00", "2026-11-25 09:00", "2026-11-25 10:00"),
        ("2026-11-24 18:00", "2026-11-25 09:00", "2026-11-25 10:00"),
        ("2026-11-25 16:00", "2026-11-27 09:00", "2026-11-27 10:00"),
        ("2026-11-27 20:00", "2026-11-30 09:00", "2026-11-30 10:00"),
        ("2026-11-25 07:00", "2026-11-25 09:00", "2026-11-25 10:00"),
        ("2026-11-29 12:00", "2026-11-30 09:00", "2026-11-30 10:00"),
    ],
)
def test_tomorrow_is_the_next_working_day(now: str, begins: str, first_hour: str) -> None:
    """Holidays and weekends are skipped; before work begins, the next working day is today."""
    assert tomorrow(at(now), RULES) == (at(begins), at(first_hour))


@pytest.mark.parametrize(
    ("now", "ending"),
    [
        ("2026-11-24 16:29", False),
        ("2026-11-24 16:30", True),
        ("2026-11-24 16:59", True),
        ("2026-11-24 17:00", False),
    ],
)
def test_the_day_is_ending_in_its_last_half_hour(now: str, ending: bool) -> None:
    """And not any more once it is over."""
    assert is_ending(at(now), RULES) is ending


def test_a_night_shift_is_one_day() -> None:
    """Past midnight the day is the one on which the shift began, and the next begins in the evening."""
    nights = Rules(Workweek(NEW_YORK, [((1320, 1800),)] * 5 + [()] * 2))
    for now in ("2026-11-24 23:00", "2026-11-25 02:00", "2026-11-25 07:00"):
        assert tomorrow(at(now), nights)[0] == at("2026-11-25 22:00")
    assert is_ending(at("2026-11-25 05:30"), nights)
    assert not is_ending(at("2026-11-25 02:00"), nights)


def test_a_lunch_break_is_no_end_of_the_day() -> None:
    """The afternoon belongs to the same day."""
    split = Rules(Workweek(NEW_YORK, [((540, 720), (780, 1020))] * 5 + [()] * 2))
    assert tomorrow(at("2026-11-24 12:30"), split)[0] == at("2026-11-25 09:00")
    assert not is_ending(at("2026-11-24 11:45"), split)


# On any card


@given(told_at_some_time())
def test_at_risk_or_late_before_tomorrows_first_hour_is_never_safe_untold(pair: tuple[Card, int]) -> None:
    """Played minute by minute's ends by the judge itself: a card for somebody who has not heard today is unsafe
    exactly when it comes to be at risk, or late behind their back, before H."""
    card, now = pair
    assume(card.requester is not None and card.is_open)
    card = card._replace(told_at=None)
    _, hour_at = tomorrow(now, RULES)
    levels = {judge(card, moment, RULES).level for moment in (now, hour_at - 1)}
    assert (one(card, now) is not None) == bool(levels & {policy.AT_RISK, policy.OVERDUE})


@given(told_at_some_time())
def test_telling_makes_safe_what_telling_was_for(pair: tuple[Card, int]) -> None:
    """The move that is named does what it says."""
    card, now = pair
    found = one(card, now)
    if found is not None and card.requester and found.kind in (LATE, RISK, DUE, TELL):
        assert one(told(card, now), now) is None
