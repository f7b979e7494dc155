"""What a popup says, and what waits in the pending list until somebody acts (DESIGN section 7)."""

import pytest

from followup.core import records, verbs
from followup.core.popups import BODY_LIMIT, TITLE_LIMIT
from tests.core.alerting import (
    MON,
    RULES,
    TUE,
    WED,
    Manners,
    Paper,
    at,
)

# Words


def test_a_popup_says_the_reason_and_the_move() -> None:
    """The title begins with a fixed word and the numbers; the body says who is silent and what to do."""
    paper = Paper()
    paper.open(f"{MON} 09:00", next_move="call reception", alternates=("Ben Ortiz, ext 2210",))
    (popup,) = paper.look(f"{TUE} 10:00")
    assert popup.title == "Idle 9 of 8 h: Documents"
    assert popup.body == "Dana silent 9 of 8 working hours. Next: call reception, then Ben."


def test_hidden_titles_keep_every_name_off_the_lock_screen() -> None:
    """With hide_titles neither the title nor anybody's name is in a popup, digests and guards included."""
    paper = Paper(Manners(hide_titles=True))
    for name in "ABCD":
        paper.open(f"{MON} 10:00", f"Secret {name}")
    paper.open(f"{MON} 10:00", "Secret promise", due=f"{WED} 12:00")
    said = paper.look(f"{TUE} 16:00")
    assert [popup.kind for popup in said] == ["tell", "digest"]
    words = " ".join(popup.title + popup.body for popup in said)
    assert not any(word in words for word in ("Secret", "Dana", "Maria"))


@pytest.mark.parametrize("title", ["x" * 500, "👩‍👩‍👧 " * 60, "--help", "<b>\x1b[31m</b>\u202e" + "y" * 90])
def test_popups_fit_whatever_the_title(title: str) -> None:
    """Title and body stay within 60 and 200 UTF-16 units, hold no control, and never begin like an option."""
    paper = Paper()
    paper.open(f"{MON} 09:00", title, next_move="z" * 400)
    (popup,) = paper.look(f"{TUE} 10:00")
    assert popup.title.startswith("Idle 9 of 8 h: ")
    assert len(popup.title.encode("utf-16-le")) // 2 <= TITLE_LIMIT
    assert len(popup.body.encode("utf-16-le")) // 2 <= BODY_LIMIT
    assert not any(ord(letter) < 32 or letter in "\x7f\u202e" for letter in popup.title + popup.body)


# The pending list


def test_an_alert_is_pending_until_somebody_acts() -> None:
    """A popup that was sent is not a popup that was seen: it stays listed until the card is touched."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00")
    paper.look(f"{TUE} 10:00")
    paper.do(card, f"{TUE} 10:30", verbs.note(paper.cards[card], "hm"))
    assert [(one.kind, one.result) for one in paper.pending(f"{TUE} 11:00")] == [("check", "delivered")]
    paper.do(card, f"{TUE} 11:00", verbs.follow_up(paper.cards[card]))
    assert paper.pending(f"{TUE} 11:01") == []


def test_the_pending_list_has_each_card_once() -> None:
    """Three checks of one card are one line."""
    paper = Paper()
    paper.open(f"{MON} 09:00", idle_limit_minutes=60)
    paper.run(f"{MON} 09:00", f"{MON} 17:00")
    assert len(paper.pending(f"{MON} 17:00")) == 1


def test_failed_alerts_cost_nothing() -> None:
    """A row recorded as failed with its cost taken back leaves the day's budget whole."""
    paper = Paper()
    card = paper.open(f"{MON} 09:00")
    paper.look(f"{TUE} 10:00")
    assert records.used_today(paper.alerts, at(f"{TUE} 10:00"), RULES.week) == 1
    assert records.alerted_at(paper.alerts) == {card: at(f"{TUE} 10:00")}
    for row in paper.alerts.values():
        row |= {"result": "failed", "cost": 0, "sent_at": None}
    assert records.used_today(paper.alerts, at(f"{TUE} 10:00"), RULES.week) == 0
    assert records.alerted_at(paper.alerts) == {}


def test_rows_that_make_no_sense_are_left_out() -> None:
    """An alerts table with a row of another shape still plans."""
    paper = Paper()
    paper.open(f"{MON} 09:00")
    paper.alerts["odd"] = {"what": 1}
    assert len(paper.look(f"{TUE} 10:00")) == 1
