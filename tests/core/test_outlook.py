"""The sentences beside a verdict: the last other way, the move, the news owed, what is to be confirmed."""

from typing import Any

import pytest

from followup.core import events as ev
from followup.core import outlook, verbs
from followup.core.card import Card
from followup.core.moments import ago, by_day
from followup.core.policy import judge
from tests.core.alerting import MON, RULES, TUE, WED, Manners, Paper
from tests.core.alerting import at as on
from tests.core.making import RULES as MADE_RULES
from tests.core.making import WEEK, at, card_at, then

SET, DUE = at("Mon 09:30"), at("+Mon 09:00")  # last safe Thu 13:00, tell Fri 09:00


def dated(**fields: Any) -> Card:
    given = {"due": DUE, "due_kind": "promised", "alternates": ("Ben Ortiz, ext 2210",)}
    return card_at(SET, **(given | {"next_move": "call reception", "requester": "Maria"} | fields))


def only_way(card: Card, now: str) -> str | None:
    return outlook.only_way(card, judge(card, at(now), MADE_RULES), at(now), WEEK)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("Mon 10:00", "After Thu 13:00 Ben is the only way"),
        ("Wed 16:59", "After Thu 13:00 Ben is the only way"),
        ("Thu 09:00", "After 13:00 Ben is the only way"),
        ("Thu 13:00", None),
        ("+Mon 10:00", None),
    ],
)
def test_the_only_way_is_said_while_its_moment_is_ahead(now: str, expected: str | None) -> None:
    """It names the last safe moment as one says it today or within the week, and is gone from then on."""
    assert only_way(dated(), now) == expected


def test_two_who_are_left_are_both_a_way() -> None:
    """With Ben and Cara untried, either is."""
    assert (
        only_way(dated(alternates=("Ben", "Cara", "Tom")), "Mon 10:00")
        == "After Thu 13:00 Ben or Cara is the only way"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"due": None, "due_kind": None},
        {"due_kind": "wish"},
        {"alternates": ()},
        {"alternates": ("Dana Reyes",)},
        {"contact": None, "ball": "mine"},
    ],
    ids=["no deadline", "a wish", "nobody", "only who has it", "mine"],
)
def test_without_another_way_nothing_is_said(fields: dict[str, Any]) -> None:
    """A sentence is said only where it is true."""
    assert only_way(dated(**fields), "Mon 10:00") is None


def test_who_was_tried_is_no_way_any_more() -> None:
    """Once Ben has it, he is not what is left."""
    card = dated()
    card = then(card, verbs.alternate(card), at("Mon 11:00"))
    assert only_way(card, "Mon 12:00") is None


def test_a_resolved_card_has_no_outlook() -> None:
    """Neither move nor other way."""
    card = dated()
    card = then(card, verbs.resolve(card), at("Mon 11:00"))
    assert outlook.moves(card, judge(card, at("Mon 12:00"), MADE_RULES), at("Mon 12:00"), WEEK) == ()


def test_a_popup_says_why_what_and_until_when() -> None:
    """The three sentences of a silent card with a runway, in one line."""
    paper = Paper(Manners(budget=9))
    paper.open(
        f"{MON} 09:00",
        due="2026-11-27 15:00",
        next_move="call reception",
        alternates=("Ben",),
        due_kind="hard",
    )
    (popup,) = paper.look(f"{TUE} 10:00")
    assert popup.body == (
        "Dana silent 9 of 8 working hours. Due Friday 15:00. Next: call reception, then Ben. "
        "After Thu 11:00 Ben is the only way."
    )


@pytest.mark.parametrize(
    ("due", "now", "said"),
    [
        ("Tue 12:00", "Tue 14:12", "2h12 ago"),
        ("Tue 12:00", "Tue 12:00", "passed"),
        ("Tue 15:00", "Wed 09:00", "2 working hours ago"),
        ("Tue 16:00", "Wed 09:00", "1 working hour ago"),
        ("Tue 15:00", "Wed 09:20", "2h20 of working time ago"),
        ("Tue 09:00", "Thu 09:12", "16 working hours ago"),
        ("Fri 17:00", "+Mon 09:00", "passed"),
    ],
)
def test_how_long_ago_says_when_nights_are_not_counted(due: str, now: str, said: str) -> None:
    """On the same day hours are hours; over a night they are working hours, and it says so."""
    assert ago(at(due), at(now), WEEK) == said


@pytest.mark.parametrize(
    ("then_at", "said"),
    [("Mon 15:00", "15:00"), ("Fri 15:00", "Fri 15:00"), ("+Mon 15:00", "Mon 8 Jun 15:00")],
)
def test_a_moment_after_a_preposition(then_at: str, said: str) -> None:
    """Today needs no day, this week only its name."""
    assert by_day(at(then_at), at("Mon 10:00"), WEEK) == said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (f"{MON} 12:00", "Maria has not heard since it began 10:00; news is due tomorrow 10:00"),
        (f"{TUE} 12:00", "Maria has not heard since it began yesterday; news was due today 10:00"),
    ],
)
def test_owed_news_in_words(now: str, said: str) -> None:
    """Since when, and by when."""
    paper = Paper(rules=RULES._replace(updates={"maria": 480}))
    card = paper.cards[paper.open(f"{MON} 10:00")]
    assert outlook.news(card, on(now), paper.rules) == said
    assert outlook.news(card, on(now), RULES) is None


def test_what_is_asked_about_a_resolve() -> None:
    """When, that there is no proof, what was wanted, and what to do."""
    paper = Paper()
    card = paper.open(f"{MON} 10:00", outcome="lease signed")
    paper.do(card, f"{TUE} 10:00", [(ev.RESOLVED, {})])
    assert outlook.confirm(paper.cards[card], on(f"{WED} 10:00"), RULES.week) == (
        "Resolved yesterday, without proof", "Wanted: lease signed", "Next: see that it is true, and note how you know",
    )  # fmt: skip
