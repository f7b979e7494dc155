"""The words of an alert that waits: when it was said, what became of it, and why it still waits."""

import pytest

from followup.core import became, board, records, verbs
from followup.core.instants import FIRST
from followup.core.records import Pending
from followup.core.steps import CHECK, CONFIRM
from tests.core.alerting import MON, RULES, TUE, Paper, at

NOW = at(f"{TUE} 14:12")
WEEK = RULES.week
HELD_BEFORE = "held back: over that day's budget"
TODAY, BEFORE = f"{TUE} 14:02", f"{MON} 16:00"


def waiting(result: str, channel: str | None, when: str = TODAY, kind: str = CHECK) -> Pending:
    """An alert of that moment which became `result`."""
    paper = Paper()
    paper.open(f"{MON} 09:00")
    (seen,) = board.look_at_all(paper.cards.values(), NOW, RULES).values()
    return Pending(seen, kind, at(when), "Idle", "", result, channel)


@pytest.mark.parametrize(
    ("result", "channel", "when", "full", "brief", "shell"),
    [
        ("delivered", "bus", TODAY, "sent by bus", "by bus", "alerted 14:02, by bus"),
        ("sending", None, TODAY, "sent", "sent", "alerted 14:02"),
        ("unknown", "plyer", BEFORE, "perhaps shown by plyer", "unsure", "alerted Mon 16:00, perhaps shown by plyer"),
        ("failed", "bus", TODAY, "failed: nothing could show it", "not shown", "failed 14:02: nothing could show it"),
        ("failed", "off", TODAY, "not sent: popups are off", "not shown", "not sent 14:02: popups are off"),
        ("pending", None, TODAY, "held back: over today's budget", "held back", "held back: over today's budget"),
        ("pending", None, BEFORE, HELD_BEFORE, "held back", HELD_BEFORE),
    ],
)  # fmt: skip
def test_what_became_of_it(
    result: str, channel: str | None, when: str, full: str, brief: str, shell: str
) -> None:
    """Sent, perhaps, failed, off and held back are told apart, in full, in few cells and in the shell."""
    one = waiting(result, channel, when)
    assert became.became(one, NOW, WEEK) == full
    assert became.became(one, NOW, WEEK, in_brief=True) == brief
    assert became.said(one, NOW, WEEK) == shell


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (f"{TUE} 09:00", "09:00"),
        (f"{MON} 16:00", "Mon 16:00"),
        ("2026-11-06 16:00", "Fri 6 Nov"),
        ("2025-11-07 16:00", "Fri 7 Nov 2025"),
    ],
)
def test_when_it_was_said(when: str, said: str) -> None:
    """Today by the clock, this week by the weekday, before that by the date."""
    assert became.said_at(at(when), NOW, WEEK) == said


def test_why_it_still_waits() -> None:
    """A check waits for the silence it was about; a resolve without proof for the proof."""
    assert became.why(waiting("delivered", "bus"), NOW, RULES)[0].startswith("Dana silent ")
    paper = Paper()
    card = paper.open(f"{MON} 09:00", outcome="figures in the pack")
    paper.do(card, f"{MON} 10:00", verbs.resolve(paper.cards[card], None))
    (seen,) = board.look_at_all(paper.cards.values(), NOW, RULES).values()
    one = Pending(seen, CONFIRM, NOW, "Confirm", "", "delivered", "bus")
    assert became.why(one, NOW, RULES) == (
        "Resolved yesterday, without proof",
        "Wanted: figures in the pack",
    )


def test_pending_since_a_moment() -> None:
    """Only cards alerted after that moment count, and none that was acted on since or has gone."""
    paper = Paper()
    early, late = paper.open(f"{MON} 09:00"), paper.open(f"{MON} 11:00")
    paper.run(f"{MON} 16:00", f"{TUE} 14:12")
    seen = board.look_at_all(paper.cards.values(), NOW, RULES)
    assert records.pending_since(paper.alerts, seen, FIRST) == {early, late}
    assert records.pending_since(paper.alerts, seen, at(f"{TUE} 09:30")) == {late}
    assert records.pending_since(paper.alerts, seen, at(f"{TUE} 11:00")) == set()
    assert records.pending_since(paper.alerts, {late: seen[late]}, FIRST) == {late}
    paper.do(late, f"{TUE} 14:00", verbs.follow_up(paper.cards[late]))
    seen = board.look_at_all(paper.cards.values(), NOW, RULES)
    assert records.pending_since(paper.alerts, seen, FIRST) == {early}
