"""The demonstration is the board that the look was drawn from, and its numbers follow from events."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from followup import demo
from followup.core import board, events, ids, policy, records, stages, wording
from followup.core import card as cards
from followup.core.board import Seen
from followup.core.card import Card
from followup.demo_story import ALERTED, ENDS_AT, STORIES
from followup.desk import Desk

# Written down from the pictures (LOOK), top to bottom: title, who, level or ball, numbers, badge, deadline.
SENT = """
Badge access works for new starters | Facilities desk   | stalled | 18h of 8h   | 2 | -
Vendor security answers complete    | Priya Nair        | idle    | 9h of 6h27  | 3 | ! Fri 27 15:00
Lease amendment countersigned       | Omar Haddad       | soon    | 6h30 of 8h  | 3 | !? Mon 30 17:00
Speaker confirmed for March forum   | Lena Fischer      | fresh   | 1h15 of 8h  | 3 | ! Fri 4 17:00
Refund for invoice 20841 received   | Billing, Acme     | fresh   | 40m of 8h   | 3 | -
Old laptops collected and wiped     | Recycle & Co      | fresh   | 20m of 8h   | 1 | -
Visa letter for Tomás issued        | HR Lisbon         | snoozed | Mon 30 09:00 | 3 | -
"""
FOLLOWED_UP = """
Board pack figures in hand          | Dana Reyes        | at_risk | 5h12 of 3h40 | 3 | !! Wed 25 12:00
Insurance certificate renewed       | Joan Webb         | mine    | 2h10 of 4h  | 3 | ! Mon 30 17:00
Data-sharing agreement signed       | Hana Sato, Legal  | soon    | 3h10 of 4h  | 3 | !! Wed 2 17:00
Sensor on line 2 replaced           | Northfield Service | fresh  | 1h20 of 4h  | 3 | -
"""
ALTERNATE = """
Safety sheet translated to Polish   | Marta Zielińska   | overdue | 7h12 of 2h30 | 3 | !! Tue 24 12:00
Customs form cleared for pallet 7   | Broker hotline    | soon    | 3h05 of 4h  | 2 | ! Fri 27 12:00
Room for the audit week booked      | Reception         | fresh   | 55m of 4h   | 3 | ! Fri 11 17:00
"""
RESOLVED = (
    "Q3 numbers confirmed by finance Mon 23 16:20",
    "Site pass for the elect Mon 23 11:05",
    "New contract in HR syst Fri 20 14:40",
    "Catering for the forum Thu 19 10:15",
    "Samples at the lab Wed 18 17:00",
)
SIGILS = {cards.HARD: "!!", cards.PROMISED: "!", cards.WISH: "!?"}
RULES = demo.demo_settings().rules


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The demonstration at the end of its story."""
    return demo.demo_desk(lambda: ENDS_AT)


@pytest.fixture(scope="module")
def shown(desk: Desk) -> board.Board:
    """Its board."""
    return board.lay_out(board.look_at_all(desk.cards().values(), ENDS_AT, RULES), ENDS_AT)


def moment(at: int) -> str:
    """`Fri 4 17:00` in New York."""
    then = wording.local(at, RULES.week)
    return f"{then:%a} {then.day} {then:%H:%M}"


def drawn(seen: Seen) -> tuple[str, ...]:
    """What a card of the table says."""
    card, verdict = seen.card, seen.verdict
    numbers = f"{wording.span(verdict.idle_minutes)} of {wording.span(verdict.wait_minutes)}"
    if verdict.level == policy.SNOOZED and card.snoozed_until:
        numbers = moment(card.snoozed_until)
    due = f"{SIGILS[card.due_kind]} {moment(card.due)}" if card.due and card.due_kind else "-"
    level = "mine" if card.ball == cards.MINE else verdict.level
    return (card.title, card.contact or "", level, numbers, str(card.owned), due)


COLUMNS = [(0, SENT), (1, FOLLOWED_UP), (2, ALTERNATE)]


@pytest.mark.parametrize(("place", "table"), COLUMNS, ids=["sent", "followed up", "alternate"])
def test_open_columns_equal_the_pictures(shown: board.Board, place: int, table: str) -> None:
    """Titles, people, levels, numbers, badges, deadlines and their order are those of the pictures."""
    expected = [tuple(cell.strip() for cell in line.split(" | ")) for line in table.strip().splitlines()]
    assert [drawn(seen) for seen in shown.columns[place].seen] == expected


def test_resolved_column_equals_the_pictures(shown: board.Board) -> None:
    """The newest resolved card comes first, at the moments that the pictures show."""
    lines = [f"{seen.card.title} {moment(seen.card.resolved_at or 0)}" for seen in shown.columns[3].seen]
    for line, picture in zip(lines, RESOLVED, strict=True):
        title, when = picture.rsplit(" ", 3)[0], " ".join(picture.rsplit(" ", 3)[1:])
        assert line.startswith(title)
        assert line.endswith(when)


def test_header_counts_equal_the_pictures(shown: board.Board) -> None:
    """5 need you, 1 overdue, 1 at risk, 9 waiting, owned 11/14, and 2, 2 and 1 in the columns."""
    assert shown.counts == board.Counts(needs_me=5, overdue=1, at_risk=1, waiting=9, open=14, owned=11)
    assert [column.needs for column in shown.columns] == [2, 2, 1, 0]


def test_every_stage_and_level_is_shown(shown: board.Board) -> None:
    """All four stages and all eight levels are on the board, and a card whose ball is mine."""
    seen = [one for column in shown.columns for one in column.seen]
    assert {one.card.stage for one in seen} == set(stages.STAGES)
    assert {one.verdict.level for one in seen} == set(policy.LEVELS)
    assert cards.MINE in {one.verdict.ball for one in seen}


def test_selected_card_says_what_the_pictures_say(desk: Desk) -> None:
    """The board pack's strip: Dana's silence, the deadline, Maria, and the moves in order."""
    card = desk.find("k3f")
    verdict = policy.judge(card, ENDS_AT, RULES)
    assert ". ".join(wording.why(card, verdict, ENDS_AT, RULES)) == (
        "Dana silent 5h12 of 3h40. Due tomorrow 12:00, and Maria has not heard since Friday"
    )
    assert wording.steps(card, verdict)[:3] == ("tell Maria where it stands", "call reception", "go to Ben")
    assert [moment(at or 0) for at in (verdict.last_safe_at, verdict.tell_at, verdict.check_at)] == [
        "Mon 23 16:00", "Tue 24 12:00", "Tue 24 12:40",
    ]  # fmt: skip


def test_the_whole_job_is_told_by_one_card(desk: Desk) -> None:
    """Sent on a Monday, a silent day, followed up, out of office, a colleague, the documents with proof."""
    card = desk.find("acm")
    kinds = [event.kind for event in card.events if events.is_touch(event) or event.kind == events.HEARD]
    assert kinds[:4] == [events.OPENED, events.FOLLOWED_UP, events.HEARD, events.REROUTED]
    sent, chased, away, rerouted = card.events[0], card.events[1], card.events[2], card.events[4]
    assert moment(sent.at).startswith("Mon 16")
    assert RULES.week.minutes(sent.at, chased.at) >= RULES.limits.sent
    assert away.data["answer"] == events.AWAY
    assert rerouted.data["alternate"].startswith(card.contact or "?")
    assert (card.stage, card.proof) == (stages.RESOLVED, "six PDFs from Sofia, checked against the list")
    assert card.due is not None
    assert card.resolved_at is not None
    assert card.resolved_at < card.due


def test_the_silent_day_made_the_story_idle(desk: Desk) -> None:
    """Just before it was followed up, the story's card was idle and asked for its next move."""
    whole = desk.find("acm")
    first = cards.fold(whole.id, whole.events[:1])
    verdict = policy.judge(first, whole.events[1].at, RULES)
    assert verdict.level == policy.IDLE
    assert wording.steps(first, verdict)[0] == "call Acme's front desk"


def test_every_card_is_the_fold_of_its_events(desk: Desk) -> None:
    """No field is faked: folding a card's events gives the card, and none is later than the story's end."""
    for card in desk.cards().values():
        assert cards.fold(card.id, card.events) == card
        assert all(event.at == event.recorded_at <= ENDS_AT for event in card.events)
        assert [event.at for event in card.events] == sorted(event.at for event in card.events)


def test_ids_are_the_same_in_every_run(desk: Desk) -> None:
    """Ids are ULIDs stamped with the opening, and a second demonstration has the same ones."""
    again = demo.demo_desk(lambda: ENDS_AT)
    assert dict(again.cards()) == dict(desk.cards())
    assert all(ids.is_id(key) and card.opened_at == card.events[0].at for key, card in again.cards().items())
    shorts = ids.shorts(list(again.cards()))
    assert set(shorts.values()) == {story.short for story in STORIES}


def test_undo_takes_back_the_last_gesture() -> None:
    """Each gesture is a transaction: undo removes the last card sent, and redo brings it back."""
    desk = demo.demo_desk(lambda: ENDS_AT)
    assert "Old laptops" in desk.undo().label
    assert len(desk.cards()) == len(STORIES) - 1
    desk.redo()
    assert len(desk.cards()) == len(STORIES)


def test_clock_starts_at_the_end_of_the_story_and_runs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without FOLLOWUP_NOW the clock begins at the story's instant; with it, it stands where told."""
    monkeypatch.delenv("FOLLOWUP_NOW", raising=False)
    monkeypatch.setattr(
        "followup.clock._system", iter([1_900_000_000, 1_900_000_000, 1_900_000_061]).__next__
    )
    now = demo.demo_clock()
    assert (now(), now()) == (ENDS_AT, ENDS_AT + 61)
    monkeypatch.setenv("FOLLOWUP_NOW", "2026-11-24T15:00")
    assert demo.demo_clock()() == ENDS_AT + 48 * 60


def test_the_disk_is_never_touched(tmp_path: Path) -> None:
    """Making and using the demonstration leaves an empty home empty."""
    script = "from followup.demo import demo_desk; d = demo_desk(); d.follow_up(['k3f']); d.undo()"
    home = tmp_path / "home"
    home.mkdir()
    env = os.environ | {"FOLLOWUP_HOME": str(home), "HOME": str(home)}
    subprocess.run([sys.executable, "-c", script], env=env, cwd=tmp_path, check=True, timeout=30)
    assert list(home.iterdir()) == []


def test_titles_and_people_are_plain_text(desk: Desk) -> None:
    """Every word a card shows is printable and within its limit."""
    for card in desk.cards().values():
        assert card.title.isprintable()
        assert len(card.title) <= 500
        assert all(name.isprintable() for name in names(card))


def names(card: Card) -> list[str]:
    """Everybody on a card."""
    return [name for name in (card.contact, card.requester, *card.alternates) if name]


def test_popups_of_the_board_pack_are_those_of_the_pictures(desk: Desk) -> None:
    """Last safe on Monday, telling and the check today: one of the day's three alerts is used."""
    rows = desk.store.alerts()
    own = [row for row in rows.values() if row["card"] == desk.find("k3f").id]
    came = sorted((row["at"], rows[row["popup"]]["kind"]) for row in own if row["step"] in row["popup"])
    assert [(moment(at), kind) for at, kind in came] == [
        ("Mon 23 16:00", "last_safe"), ("Tue 24 12:00", "tell"), ("Tue 24 12:40", "check"),
    ]  # fmt: skip
    assert records.used_today(rows, ENDS_AT, RULES.week) == 1


def test_everything_that_popped_up_before_today_was_acted_on(desk: Desk) -> None:
    """The watcher would have spoken at each of those moments, and only the board pack still waits."""
    rows = desk.alerts()
    ids_of = {row["at"]: ids.tail(row["card"])[:3] for row in rows.values()}
    assert sorted((short, at) for at, short in ids_of.items()) == sorted(ALERTED)
    seen = board.look_at_all(desk.cards().values(), ENDS_AT, RULES)
    assert [one.seen.card.title for one in records.pending(rows, seen)] == ["Board pack figures in hand"]
