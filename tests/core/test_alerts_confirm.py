"""What was resolved without proof is asked about once; and what several kinds of alert say together."""

from datetime import date

from followup.core import verbs
from followup.core.workweek import Workweek
from tests.core.alerting import FRI, MON, NEXT_TUE, THU, TUE, WED, ZONE, Manners, Paper, briefs
from tests.core.test_alerts_news import DAILY, QUIET, owing


def resolved(paper: Paper, when: str, title: str = "Documents", proof: str | None = None) -> str:
    card = paper.open(f"{MON} 09:00", title, outcome="signed copy here")
    paper.do(card, when, verbs.resolve(paper.cards[card], proof))
    return card


def test_a_resolve_without_proof_is_asked_about_eight_working_hours_later() -> None:
    """Resolved on Friday 15:00, it is asked about on Monday 15:00, once and inside the budget."""
    paper = Paper()
    resolved(paper, f"{FRI} 15:00")
    (one,) = paper.run(f"{FRI} 15:00", "2026-12-31 17:00")
    assert one.brief == "Mon 15:00 confirm"
    assert one.popup.title == "Confirm: Documents"
    assert one.popup.body == (
        "Resolved Friday, without proof. Wanted: signed copy here. Next: see that it is true, and note how you know."
    )
    assert one.popup.cost == 1


def test_proof_ends_it_before_and_after() -> None:
    """With proof it never comes; proof that is given afterwards takes it off the pending list."""
    paper = Paper()
    resolved(paper, f"{MON} 10:00", proof="seen it")
    card = resolved(paper, f"{MON} 10:00")
    assert briefs(paper.run(f"{MON} 10:00", f"{TUE} 12:00")) == ["Tue 10:00 confirm"]
    paper.do(card, f"{TUE} 12:00", verbs.update(paper.cards[card]))
    assert [one.kind for one in paper.pending(f"{TUE} 12:00")] == ["confirm"]
    paper.do(card, f"{TUE} 12:05", verbs.resolve(paper.cards[card], "Dana's mail"))
    assert paper.pending(f"{TUE} 12:06") == []


def test_reopening_ends_it_and_another_resolve_asks_anew() -> None:
    """What is not done after all is not asked about; resolved again, it is one more episode."""
    paper = Paper()
    card = resolved(paper, f"{MON} 10:00")
    paper.do(card, f"{MON} 12:00", verbs.reopen(paper.cards[card]))
    paper.do(card, f"{MON} 15:00", verbs.resolve(paper.cards[card]))
    assert briefs(paper.run(f"{MON} 12:00", f"{FRI} 17:00")) == ["Tue 15:00 confirm"]
    paper.do(card, f"{FRI} 09:00", verbs.reopen(paper.cards[card]))
    assert paper.pending(f"{FRI} 09:01") == []


def test_several_are_one_popup() -> None:
    """Four that were resolved in one gesture are asked about once, each named."""
    paper = Paper()
    for name in "ABCD":
        resolved(paper, f"{MON} 10:00", f"Card {name}")
    (one,) = paper.run(f"{MON} 10:00", f"{FRI} 17:00")
    assert (one.popup.kind, one.popup.title) == ("confirm", "Confirm: 4 cards")
    assert sorted(one.popup.body.splitlines()) == ["Card A", "Card B", "Card C", "Card D"]


def test_what_was_resolved_long_ago_is_not_asked_about() -> None:
    """A working week after it would have come it has lapsed: an old board begins without a hundred questions."""
    paper = Paper()
    resolved(paper, f"{MON} 10:00")
    assert paper.look(f"{NEXT_TUE} 09:59", gather=True) != []
    late = Paper()
    resolved(late, f"{MON} 10:00")
    assert late.run(f"{NEXT_TUE} 10:00", "2026-12-31 17:00") == []


def test_a_stage_that_is_muted_is_not_asked_about() -> None:
    """`mute resolved` keeps the question away for as long as it holds."""
    paper = Paper()
    resolved(paper, f"{MON} 10:00")
    paper.mute("resolved", f"{MON} 11:00", f"{THU} 09:00", "stage")
    assert briefs(paper.run(f"{MON} 11:00", f"{FRI} 17:00")) == ["Thu 09:00 confirm"]


def test_holidays_move_both() -> None:
    """Eight working hours after Wednesday 10:00, with Thursday off, is Friday 10:00."""
    week = Workweek(ZONE, holidays=[date(2026, 11, 26)])
    paper = owing(rules=DAILY._replace(week=week))
    resolved(paper, f"{WED} 10:00")
    paper.open(f"{WED} 12:00", "Open one", idle_limit_minutes=QUIET)
    assert briefs(paper.run(f"{WED} 12:00", f"{FRI} 17:00")) == ["Wed 16:00 news", "Fri 10:00 confirm"]


# Together


def test_more_than_three_things_at_once_are_one_digest_of_all_kinds() -> None:
    """Two checks, a requester's news and a question at one moment interrupt once."""
    paper = owing()
    for name in "AB":
        paper.open(f"{MON} 12:00", f"Silent {name}", requester=None, idle_limit_minutes=240)
    paper.open(f"{MON} 12:00", "Owed", idle_limit_minutes=QUIET)
    resolved(paper, f"{MON} 09:00", "Done")
    (digest,) = paper.look(f"{TUE} 10:00")
    assert (digest.kind, digest.title, digest.cost) == ("digest", "Waiting: 4 cards need you", 1)
    assert sorted(digest.body.splitlines()) == ["Done", "Owed", "Silent A", "Silent B"]


def test_hidden_titles_hide_whom_the_news_is_for() -> None:
    """With hide_titles neither a name nor a title is on the lock screen."""
    for count in (1, 2):
        paper = owing(Manners(hide_titles=True))
        for number in range(count):
            paper.open(f"{MON} 10:00", f"Secret {number}", idle_limit_minutes=QUIET)
            resolved(paper, f"{MON} 10:00", f"Secret done {number}")
        said = [one.popup for one in paper.run(f"{MON} 10:00", f"{WED} 17:00")]
        assert {popup.kind for popup in said} == {"news", "confirm"}
        words = " ".join(popup.title + popup.body for popup in said)
        assert not any(word in words for word in ("Secret", "Maria", "Dana", "signed"))
        assert all(popup.title.split()[0].rstrip(":") in ("News", "Confirm") for popup in said)
