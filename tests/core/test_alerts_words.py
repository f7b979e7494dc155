"""What a popup says, and what waits in the pending list until somebody acts (DESIGN section 7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import became, records, verbs
from followup.core.instants import to_iso
from followup.core.popups import BODY_LIMIT, TITLE_LIMIT
from followup.tui.draw.marks import popups_of
from followup.watch import ahead
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


def test_what_does_not_fit_is_left_out_whole() -> None:
    """The last sentence, about the only way that is left, stands in a body that has room for it, and nothing of it in
    one that has not."""
    paper = Paper()
    promised = {"due": f"{WED} 17:00", "alternates": ("Ben Ortiz",)}
    paper.open(f"{MON} 09:00", "Short", next_move="call reception", **promised)
    paper.open(f"{MON} 09:00", "Long", next_move="call reception" + " and ask again" * 7, **promised)
    short, long = sorted(paper.look(f"{MON} 15:00"), key=lambda one: len(one.body))
    assert short.body.endswith("Next: call reception, then Ben. After Tue 13:00 Ben is the only way.")
    assert long.body.endswith("and ask again, then Ben.")


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


# Rows that make no sense

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63),
    st.floats(),
    st.text(max_size=4),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=1),
    st.sampled_from(["check", "digest", "pending", "delivered", "sending", "off"]),
)
FIELDS = (
    "card",
    "kind",
    "step",
    "popup",
    "at",
    "sent_at",
    "cost",
    "events",
    "result",
    "channel",
    "title",
    "detail",
)


@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.sampled_from(FIELDS), JUNK, max_size=5), st.sets(st.sampled_from(FIELDS))
        )
    )
)
def test_rows_that_make_no_sense_change_nothing(damage: list[tuple[dict[str, object], set[str]]]) -> None:
    """Whatever another program wrote into the alerts table, planning, the pending list and a card's history are made;
    and what is left of them can be told."""
    paper = Paper()
    card_id = paper.open(f"{MON} 09:00")
    paper.look(f"{TUE} 10:00")
    (row,) = paper.alerts.values()
    for place, (fields, lost) in enumerate(damage):
        paper.alerts[f"row {place}"] = {
            name: value for name, value in {**row, **fields}.items() if name not in lost
        }
    now = at(f"{WED} 10:00")
    paper.plan(now)
    for one in records.pending(paper.alerts, paper.seen):
        became.said(one, now, RULES.week)
    records.count_pending(records.last_rows(paper.alerts), paper.seen)
    records.pending_since(paper.alerts, paper.seen, 0)
    records.untouched(paper.alerts, paper.seen)
    assert records.used_today(paper.alerts, now, RULES.week) >= 0
    assert all(to_iso(when) for when in records.alerted_at(paper.alerts).values())
    assert popups_of(paper.alerts.values(), paper.cards[card_id])
    assert ahead.last(paper.alerts) is not None
