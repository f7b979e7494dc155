"""What ownership takes is in the demonstration's story, and its archive gives the figures something to count."""

import re
import subprocess
import sys

import pytest

from followup import demo
from followup.core import card as cards
from followup.core import events, kept, policy, promises, stopping
from followup.core.contacts import contacts
from followup.core.figures import ENOUGH, weeks
from followup.core.mutes import known_as
from followup.core.news import news_due_at
from followup.core.presence import presence
from followup.core.query import compile as compiled
from followup.core.stats import stats
from followup.demo_past import PAST
from followup.demo_story import ENDS_AT
from followup.desk import Desk
from followup.tui.glyphs import UNICODE
from followup.tui.keymap import BOARD, for_screen
from followup.tui.session import Filter, Session

RULES = demo.demo_settings().rules
BLANKS = ("outcome", "next_move", "alternates")


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The demonstration at the end of its story."""
    return demo.demo_desk(lambda: ENDS_AT)


# Ownership


def test_each_blank_is_blank_somewhere(desk: Desk) -> None:
    """One card lacks an outcome, one a next move, one an alternate, and whom to ask for the outcome is known."""
    blank = {
        name: [c for c in desk.cards().values() if c.is_open and not getattr(c, name)] for name in BLANKS
    }
    assert all(blank.values())
    assert any(card.requester for card in blank["outcome"])


def test_replies_that_are_no_answers(desk: Desk) -> None:
    """On the open board one reply was a question, one a promise whose time is the clock, one an absence."""
    question, holding, away = desk.find("jwb"), desk.find("cst"), desk.find("rmw")
    assert (question.ball, question.events[-1].data["answer"]) == (cards.MINE, events.QUESTION)
    assert holding.held_until == policy.judge(holding, ENDS_AT, RULES).check_at
    heard = [event.data["answer"] for event in away.events if event.kind == events.HEARD]
    assert (heard, away.events[-1].kind) == ([events.AWAY], events.REROUTED)


def test_some_alternates_were_tried_and_some_are_off(desk: Desk) -> None:
    """One card has a tried and an untried alternate; by the settings some people are at work now and some are not."""
    sheet = desk.find("ps7")
    assert (len(sheet.tried), len(sheet.untried)) == (1, 1)
    where = [presence(one.timezone, one.hours, ENDS_AT, RULES.week) for one in demo.PEOPLE.values()]
    assert {said.split()[0] for said in where if said} == {"in", "off"}


def test_news_are_owed_and_a_promise_is_asked_about(desk: Desk) -> None:
    """Every requester wants news at an interval; the board pack is due tomorrow and its question is open."""
    assert all(known_as(one.name) in RULES.updates for one in demo.PEOPLE.values() if one.requester)
    wanting = [card for card in desk.cards().values() if news_due_at(card, RULES)]
    assert {card.requester for card in wanting} == {"Maria Lopez", "Tom Becker", "Aisha Khan"}
    assert [one.card for one in promises.asked(desk.cards().values(), ENDS_AT, RULES.week)] == [
        desk.find("k3f")
    ]


def test_a_date_slipped_with_a_reason(desk: Desk) -> None:
    """The audit room's date was moved once, with a reason, and who wants it was told that day."""
    room = desk.find("rmw")
    moved = next(event for event in room.events if event.kind == events.RESCHEDULED)
    assert (room.slips, moved.data["reason"]) == (1, "the audit moved by a week")
    assert [one.how for one in kept.ended(room, ENDS_AT, RULES.week)] == [kept.MOVED]


def test_resolved_with_proof_without_and_untold(desk: Desk) -> None:
    """Of the resolved one is unconfirmed, one has proof and a requester who has not heard, one is told and done."""
    unconfirmed, untold, done = desk.find("ste"), desk.find("q3n"), desk.find("acm")
    assert (unconfirmed.proof, untold.proof) == (None, "mail from finance")
    assert untold.told_at is None
    assert done.told_at is not None
    assert done.resolved_at is not None
    assert done.told_at > done.resolved_at


def test_it_is_not_safe_to_stop_until_they_were_told() -> None:
    """At 16:41 two things stand in the way; both are minutes of telling, and after them the day can end."""
    late = ENDS_AT + 149 * 60
    desk = demo.demo_desk(lambda: late)
    standing = stopping.things(desk.cards().values(), late, RULES)
    assert {one.card.title for one in standing} == {
        "Safety sheet translated to Polish", "Board pack figures in hand",
    }  # fmt: skip
    desk.update([one.card.id for one in standing])
    assert stopping.things(desk.cards().values(), late, RULES) == ()


# The past


def test_the_past_is_told_only_when_somebody_looks() -> None:
    """Opening the board, acting on it and undoing read nothing of the archive; looking into it does."""
    script = (
        "import sys; from followup.demo import demo_desk; d = demo_desk()\n"
        "d.cards(), d.alerts(), d.follow_up(['k3f']), d.add([({'title': 'x'}, None)]), d.undo()\n"
        "print('followup.demo_past' in sys.modules, len(d.archive()), 'followup.demo_past' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, timeout=30, capture_output=True, text=True
    )
    assert done.stdout.split() == ["False", str(len(PAST)), "True"]


def test_every_archived_card_is_the_fold_of_its_events(desk: Desk) -> None:
    """The past is told by events too: all resolved, and for so long that they are in the archive."""
    settings = demo.demo_settings()
    for card in desk.archive().values():
        whole = cards.fold(card.id, card.events)
        assert whole._replace(archived=True) == card
        assert card.resolved_at is not None
        assert RULES.week.minutes(card.resolved_at, ENDS_AT) > settings.archive_after_minutes
    assert not desk.archive().keys() & desk.cards().keys()
    for card in desk.cards().values():
        over = RULES.week.minutes(card.resolved_at, ENDS_AT) if card.resolved_at else 0
        assert over <= settings.archive_after_minutes


def test_the_past_says_how_people_answer(desk: Desk) -> None:
    """Dana, Priya and Joan have answered often enough for a usual and a slow time, by more than one route."""
    people = {
        one.name: one for one in contacts(desk.everything().values(), demo.demo_settings().names, RULES.week)
    }
    for name in ("Dana Reyes", "Priya Nair", "Joan Webb"):
        assert people[name].replies.total >= ENOUGH
        assert people[name].limit_minutes is not None
        assert len(people[name].routes) > 1


def test_the_past_is_of_somebody_who_is_chased_less_and_less(desk: Desk) -> None:
    """Every figure has enough to say something; the chased ones are of the first weeks, the told ones of all."""
    found = stats(desk.everything().values(), desk.alerts(), ENDS_AT, RULES.week)
    spreads = (found.acting, found.follow_ups, found.before, found.after)
    assert None not in (found.told.percent, found.promises.percent, *(one.usual for one in spreads))
    assert found.slips
    by = weeks(ENDS_AT, RULES.week, found.since)
    told, chased = by.counts(found.told.good), by.counts(found.told.bad)
    half = len(by.starts) // 2
    assert sum(chased[:half]) > 2 * sum(chased[half:])
    assert sum(told[half:]) > sum(told[:half])


def test_the_archive_is_counted_among_all_that_there_is(desk: Desk) -> None:
    """With the archive on the board its header says how many match out of every card, archived ones included."""

    def matching(text: str, now: int) -> Filter:
        query = compiled(text, now, RULES.week)
        return query.matches, query.words

    session = Session(desk, UNICODE, matching)
    session.filter("is:archived")
    filtered = session.look().filtered
    assert filtered is not None
    assert (filtered.matching, filtered.total) == (len(PAST), len(desk.everything()))


def test_the_greeting_names_keys_that_are_there() -> None:
    """One line that fits 80 cells; every key that it says to try is one of the board's."""
    assert len(demo.HINT) <= 78
    tried = re.findall(r"\b(\w)\b", demo.HINT.partition("Try ")[2].partition(";")[0])
    keys = {key for action in for_screen(BOARD) for key in action.keys}
    assert len(tried) > 4
    assert set(tried) <= keys
