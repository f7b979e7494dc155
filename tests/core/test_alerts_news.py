"""News that a requester is owed: once each, in hours, inside the budget, one popup for all of theirs."""

import pytest

from followup.core import events, records, verbs
from followup.core.policy import Rules
from tests.core.alerting import (
    FRI,
    MON,
    NEXT_MON,
    NEXT_TUE,
    RULES,
    THU,
    TUE,
    WED,
    Heard,
    Manners,
    Paper,
    at,
    briefs,
)

DAILY = RULES._replace(updates={"maria": 480})
QUIET = 4800  # minutes: no check comes in between


def owing(manners: Manners | None = None, rules: Rules = DAILY) -> Paper:
    """Maria wants news every working day."""
    return Paper(manners, rules)


def news(heard: list[Heard]) -> list[Heard]:
    return [one for one in heard if one.popup.kind == "news"]


def titles(heard: list[Heard]) -> list[str]:
    return [one.popup.title for one in heard]


def test_news_comes_half_a_working_day_before_it_is_due() -> None:
    """Opened on Monday 10:00 with a daily update: due on Tuesday 10:00, spoken of on Monday 14:00, once."""
    paper = owing()
    paper.open(f"{MON} 10:00", idle_limit_minutes=QUIET)
    (one,) = paper.run(f"{MON} 10:00", f"{NEXT_MON} 17:00")
    assert one.brief == "Mon 14:00 news"
    assert one.popup.title == "News for Maria: Documents"
    assert one.popup.body == (
        "Maria has not heard since it began 10:00; news is due tomorrow 10:00. Next: tell Maria where it stands."
    )
    assert (one.popup.urgency, one.popup.cost) == ("normal", 1)


def test_telling_ends_it_and_begins_the_next_one() -> None:
    """Told on Monday 13:00, the next news is spoken of at Tuesday 09:00, and nothing of the first."""
    paper = owing()
    card = paper.open(f"{MON} 10:00", idle_limit_minutes=QUIET)
    paper.do(card, f"{MON} 13:00", verbs.update(paper.cards[card]))
    heard = paper.run(f"{MON} 13:00", f"{WED} 17:00")
    assert briefs(heard) == ["Tue 09:00 news"]
    assert heard[0].popup.body.startswith("Maria last heard yesterday; news is due today 13:00.")


def test_a_follow_up_does_not_end_it() -> None:
    """Asking Dana again tells Maria nothing: the alert stays pending until she is told."""
    paper = owing()
    card = paper.open(f"{MON} 10:00", idle_limit_minutes=QUIET)
    paper.run(f"{MON} 10:00", f"{MON} 14:01")
    paper.do(card, f"{MON} 14:05", verbs.follow_up(paper.cards[card]))
    assert [one.kind for one in paper.pending(f"{MON} 14:10")] == ["news"]
    seen = paper.look_at_all(at(f"{MON} 14:10"))
    assert records.count_pending(records.last_rows(paper.alerts), seen) == 1
    paper.do(card, f"{MON} 14:15", verbs.update(paper.cards[card]))
    assert paper.pending(f"{MON} 14:20") == []


def test_news_that_would_be_due_at_night_is_spoken_of_in_hours() -> None:
    """With a half-day rhythm, opened on Friday 16:00, it comes on Monday morning and not on Friday night."""
    paper = owing(rules=RULES._replace(updates={"maria": 240}))
    paper.open(f"{FRI} 16:00", idle_limit_minutes=QUIET)
    assert briefs(paper.run(f"{FRI} 16:00", f"{NEXT_TUE} 09:00")) == ["Mon 10:00 news"]


@pytest.mark.parametrize(
    ("name", "expected"), [("maria", 1), ("MARIA", 1), ("Maria, ext 12", 1), ("Tom", 0), (None, 0)]
)
def test_only_who_wants_news_is_owed_it(name: str | None, expected: int) -> None:
    """The requester's name is compared as people write it; others, and a card for nobody, owe nothing."""
    paper = owing()
    paper.open(f"{MON} 10:00", idle_limit_minutes=QUIET, requester=name)
    assert len(paper.run(f"{MON} 10:00", f"{FRI} 17:00")) == expected


def test_one_requesters_cards_are_one_popup_that_names_them() -> None:
    """Three cards for Maria, one of them an hour younger, are told about together; Tom's is apart."""
    paper = owing(rules=RULES._replace(updates={"maria": 480, "tom": 480}))
    for title, hour in (("Budget", "10:00"), ("Lease", "10:00"), ("Visa", "11:00")):
        paper.open(f"{MON} {hour}", title, idle_limit_minutes=QUIET)
    paper.open(f"{MON} 10:00", "Chairs", requester="Tom", idle_limit_minutes=QUIET)
    heard = paper.run(f"{MON} 11:00", f"{FRI} 17:00")
    assert sorted(titles(heard)) == ["News for Maria: 3 cards", "News for Tom: Chairs"]
    assert {one.brief for one in heard} == {"Mon 14:00 news"}
    (together,) = (one.popup for one in heard if len(one.popup.cards) == 3)
    assert sorted(together.body.splitlines()) == ["Budget", "Lease", "Visa"]
    assert (together.cost, together.key) == (1, "news maria")


def test_news_much_later_is_told_apart() -> None:
    """A card that owes news a day later is not brought forward."""
    paper = owing()
    paper.open(f"{MON} 10:00", "First", idle_limit_minutes=QUIET)
    later = paper.open(f"{MON} 11:00", "Later", idle_limit_minutes=QUIET)
    paper.do(later, f"{MON} 13:30", verbs.update(paper.cards[later]))
    heard = paper.run(f"{MON} 13:30", f"{TUE} 17:00")
    assert [(one.brief, one.popup.title) for one in heard] == [
        ("Mon 14:00 news", "News for Maria: First"), ("Tue 09:30 news", "News for Maria: Later"),
    ]  # fmt: skip


def test_news_beside_a_check_is_one_popup() -> None:
    """A card that is silent and owes news at the same moment speaks once, and says both."""
    paper = owing()
    paper.open(f"{MON} 10:00", idle_limit_minutes=240)
    (one, *_) = paper.run(f"{MON} 10:00", f"{MON} 16:00")
    assert one.brief == "Mon 14:00 check"
    assert [step.kind for step in one.popup.voices[0].steps] == ["check", "news"]
    assert "Dana silent 4 of 4 working hours." in one.popup.body
    assert "news is due tomorrow 10:00." in one.popup.body
    assert news(paper.run(f"{MON} 14:00", f"{FRI} 17:00")) == []


def test_news_keeps_to_the_budget_and_comes_the_next_day() -> None:
    """With nothing left of the day it is held back, pending, and said the next morning."""
    paper = owing(Manners(budget=0))
    paper.open(f"{MON} 10:00", idle_limit_minutes=QUIET)
    assert paper.run(f"{MON} 10:00", f"{MON} 17:00") == []
    assert [(one.kind, one.result) for one in paper.pending(f"{MON} 17:00")] == [("news", "pending")]
    paper.manners = Manners()
    assert briefs(paper.run(f"{MON} 17:00", f"{FRI} 17:00")) == ["Tue 09:00 news"]


@pytest.mark.parametrize("quiet", ["snooze", "mute", "person", "stage"])
def test_news_is_snoozed_and_muted_like_a_check(quiet: str) -> None:
    """Until Thursday nothing is said of it, then once."""
    paper = owing()
    card = paper.open(f"{MON} 10:00", idle_limit_minutes=QUIET)
    until = at(f"{THU} 09:00")
    if quiet == "snooze":
        paper.do(card, f"{MON} 11:00", [(events.SNOOZED, {"until": until})])
    elif quiet == "mute":
        paper.do(card, f"{MON} 11:00", verbs.mute(paper.cards[card], until=until))
    else:
        paper.mute("Maria" if quiet == "person" else "sent", f"{MON} 11:00", until, quiet)
    assert briefs(paper.run(f"{MON} 11:00", f"{NEXT_MON} 17:00")) == ["Thu 09:00 news"]


def test_a_resolved_card_owes_no_news() -> None:
    """Resolved with proof, it is silent for good."""
    paper = owing()
    card = paper.open(f"{MON} 10:00", idle_limit_minutes=QUIET)
    paper.do(card, f"{MON} 11:00", verbs.resolve(paper.cards[card], "signed"))
    assert paper.run(f"{MON} 11:00", f"{NEXT_MON} 17:00") == []


def test_a_guard_says_the_news_along() -> None:
    """What tells Maria anyway is not followed by a popup that asks to tell her."""
    paper = owing()
    card = paper.open(f"{MON} 09:00", due=f"{WED} 17:00", idle_limit_minutes=QUIET)
    paper.do(card, f"{MON} 09:10", [(events.SNOOZED, {"until": at(f"{WED} 09:30")})])
    heard = paper.run(f"{MON} 09:10", f"{WED} 12:00")
    assert heard[0].popup.voices[0].kind in ("last_safe", "tell")
    assert "news" in [step.kind for step in heard[0].popup.voices[0].steps]
    assert news(heard) == []


def test_rounds_gather_news_unless_it_would_come_too_late() -> None:
    """Spoken of at the round of 16:00; with a round only after it is due, at its own time."""
    for rounds, brief in (((960,), "Mon 16:00 news"), ((630,), "Mon 14:00 news")):
        paper = owing(Manners(rounds=rounds))
        paper.open(f"{MON} 10:00", idle_limit_minutes=QUIET)
        assert briefs(paper.run(f"{MON} 10:00", f"{WED} 09:00")) == [brief]


def test_news_that_was_held_back_along_with_another_is_told_along_the_next_day() -> None:
    """Over Monday's budget both cards wait; on Tuesday morning they are told together, though one is ahead of time."""
    paper = owing(Manners(budget=0))
    paper.open(f"{MON} 12:30", "First", idle_limit_minutes=QUIET)
    paper.open(f"{MON} 13:10", "Second", idle_limit_minutes=QUIET)
    assert paper.run(f"{MON} 16:30", f"{MON} 17:00") == []
    paper.manners = Manners()
    heard = paper.run(f"{TUE} 09:00", f"{FRI} 17:00")
    assert [(one.brief, one.popup.title) for one in heard] == [("Tue 09:00 news", "News for Maria: 2 cards")]


def test_news_that_was_told_along_is_not_told_along_again() -> None:
    """Brought forward once, a card's news is said: another card that speaks before its own time names itself alone."""
    paper = owing()
    paper.open(f"{MON} 10:00", "First", idle_limit_minutes=QUIET)
    paper.open(f"{MON} 10:50", "Along", idle_limit_minutes=QUIET)
    quiet = paper.open(f"{MON} 10:10", "Quiet", idle_limit_minutes=QUIET)
    paper.do(quiet, f"{MON} 11:00", [(events.SNOOZED, {"until": at(f"{MON} 14:20")})])
    heard = paper.run(f"{MON} 11:00", f"{FRI} 17:00")
    assert [(one.brief, one.popup.title) for one in heard] == [
        ("Mon 14:00 news", "News for Maria: 2 cards"), ("Mon 14:20 news", "News for Maria: Quiet"),
    ]  # fmt: skip
