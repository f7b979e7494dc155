"""Cards, events, ids, stages and instants: what folding a history gives."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import card as cards
from followup.core import events as ev
from followup.core import ids, stages
from followup.core.card import Card, fold
from followup.core.events import Event
from followup.core.instants import FIRST, LAST, from_iso, to_iso
from tests.core.making import at, card_at, reached, then

MON, TUE, WED = at("Mon 10:00"), at("Tue 10:00"), at("Wed 10:00")


def after(card: Card, kind: str, now: int, said_at: int | None = None, **data: Any) -> Card:
    return then(card, [(kind, data)], now, said_at)


@given(reached())
def test_a_card_is_its_history(card: Card) -> None:
    """Folding the events gives every field again, as the stored document does; each raised the revision."""
    assert fold(card.id, card.events) == card
    assert cards.from_document(cards.as_document(card)) == card
    assert card.rev == len(card.events)


@pytest.mark.parametrize(
    ("kind", "data", "stage", "ball", "touched"),
    [
        (ev.FOLLOWED_UP, {}, "followed_up", "theirs", True),
        (ev.REROUTED, {"alternate": "Ben"}, "alternate", "theirs", True),
        (ev.HEARD, {"answer": "answered"}, "sent", "mine", True),
        (ev.HEARD, {"answer": "question"}, "sent", "mine", True),
        (ev.HEARD, {"answer": "holding", "until": WED}, "sent", "theirs", True),
        (ev.HEARD, {"answer": "away", "until": WED}, "sent", "mine", False),
        (ev.RESOLVED, {}, "resolved", "theirs", True),
        (ev.MOVED, {"stage": "sent"}, "sent", "theirs", False),
        (ev.UPDATED, {}, "sent", "theirs", False),
        (ev.CHASED, {}, "sent", "theirs", False),
        (ev.NOTED, {"text": "t"}, "sent", "theirs", False),
        (ev.EDITED, {"set": {"tags": ["q3"]}}, "sent", "theirs", False),
        (ev.RESCHEDULED, {"due": WED}, "sent", "theirs", False),
        (ev.SNOOZED, {"until": WED}, "sent", "theirs", False),
        (ev.MUTED, {}, "sent", "theirs", False),
        (ev.DELETED, {}, "sent", "theirs", False),
    ],
)
def test_what_each_event_does(kind: str, data: dict[str, Any], stage: str, ball: str, touched: bool) -> None:
    """The table of DESIGN section 4: stage, ball, and whether it is a touch."""
    card = after(card_at(MON), kind, TUE, **data)
    assert (card.stage, card.ball) == (stage, ball)
    assert card.touched_at == (TUE if touched else MON)
    assert card.stage_entered_at == (MON if stage == "sent" else TUE)
    assert card.ball_at == (TUE if ball == "mine" else MON)


@pytest.mark.parametrize("stage", ["followed_up", "alternate"])
def test_following_up_again_keeps_the_stage(stage: str) -> None:
    """Only a sent card becomes followed up."""
    assert after(card_at(MON, stage=stage), ev.FOLLOWED_UP, TUE).stage == stage


def test_an_alternate_becomes_the_contact() -> None:
    """The part before the comma is the contact; the alternate stays as typed, in what was tried too."""
    card = after(card_at(MON), ev.REROUTED, TUE, alternate="Ben Ortiz, ext 2210")
    assert (card.contact, card.alternates, card.tried) == (
        "Ben Ortiz", ("Ben Ortiz, ext 2210",), ("Ben Ortiz, ext 2210",),
    )  # fmt: skip
    again = after(card, ev.REROUTED, WED, alternate="Ben Ortiz, ext 2210")
    assert (again.alternates, again.tried) == (card.alternates, card.tried)


def test_the_clock_rules_a_touch_that_is_not_back_dated() -> None:
    """A touch without `--at` is now even after the clock was set back; with it, never earlier than before."""
    card = after(card_at(MON), ev.FOLLOWED_UP, WED)
    assert after(card, ev.FOLLOWED_UP, TUE).touched_at == TUE
    assert after(card, ev.FOLLOWED_UP, WED + 60, TUE).touched_at == WED
    assert after(card_at(MON), ev.FOLLOWED_UP, WED, TUE).touched_at == TUE


def test_news_is_as_of_the_latest() -> None:
    """`told_at` is the latest news, whatever order they were recorded in."""
    card = after(card_at(MON), ev.UPDATED, WED)
    assert after(card, ev.UPDATED, WED + 60, TUE).told_at == WED


@pytest.mark.parametrize(
    ("kind", "data", "ends"),
    [
        (ev.FOLLOWED_UP, {}, True), (ev.REROUTED, {"alternate": "Ben"}, True), (ev.SENT, {}, True),
        (ev.HEARD, {"answer": "answered"}, True), (ev.HEARD, {"answer": "away"}, False),
        (ev.RESCHEDULED, {"due": WED}, True), (ev.EDITED, {"set": {"due": WED, "due_kind": "hard"}}, True),
        (ev.RESOLVED, {}, True), (ev.REOPENED, {"stage": "sent"}, True), (ev.MOVED, {"stage": "sent"}, False),
        (ev.EDITED, {"set": {"title": "t"}}, False), (ev.NOTED, {"text": "t"}, False),
        (ev.UPDATED, {}, False), (ev.MUTED, {}, False), (ev.CHASED, {}, False),
    ],
)  # fmt: skip
def test_what_ends_a_snooze(kind: str, data: dict[str, Any], ends: bool) -> None:
    """A touch, a new date, reopen and resolve end a snooze; nothing else does."""
    card = after(card_at(MON), ev.SNOOZED, MON, until=WED)
    assert (after(card, kind, TUE, **data).snoozed_until is None) is ends


@pytest.mark.parametrize(
    ("kind", "due", "slips"),
    [
        ("promised", WED + 60, 1),
        ("hard", WED + 60, 1),
        ("wish", WED + 60, 0),
        ("hard", WED - 60, 0),
        ("hard", WED, 0),
    ],
)
def test_slips(kind: str, due: int, slips: int) -> None:
    """A slip is a hard or promised date moved to later."""
    card = after(card_at(MON, due=WED, due_kind=kind), ev.RESCHEDULED, TUE, due=due)
    assert (card.slips, card.due_set_at, card.due_kind) == (slips, TUE, kind)


def test_away_ends_a_hold() -> None:
    """Once they are away, nobody is holding anything."""
    card = after(card_at(MON), ev.HEARD, MON, answer="holding", until=WED)
    assert card.held_until == WED
    assert after(card, ev.HEARD, TUE, answer="away").held_until is None


def test_a_resolved_card_keeps_when_it_was_resolved() -> None:
    """A later proof changes no date, and resolving ends a hold."""
    card = after(card_at(MON), ev.HEARD, MON, answer="holding", until=WED)
    card = after(card, ev.RESOLVED, WED, TUE)
    proven = after(card, ev.RESOLVED, WED + 60, proof="mail of Tuesday")
    assert (card.resolved_at, card.stage_entered_at, card.held_until) == (TUE, TUE, None)
    assert (proven.resolved_at, proven.stage_entered_at, proven.proof) == (TUE, TUE, "mail of Tuesday")


def test_reopened_is_mine() -> None:
    """A reopened card is in the stage it names, its ball mine from then on."""
    card = after(card_at(MON), ev.RESOLVED, TUE)
    card = after(card, ev.REOPENED, WED, stage="sent")
    assert (card.stage, card.ball, card.resolved_at, card.touched_at) == ("sent", "mine", None, WED)


@pytest.mark.parametrize(
    ("fields", "owned"),
    [({}, 0), ({"outcome": "o"}, 1), ({"outcome": "o", "next_move": "n"}, 2),
     ({"outcome": "o", "next_move": "n", "alternates": ("Ben",)}, 3)],
)  # fmt: skip
def test_owned(fields: dict[str, Any], owned: int) -> None:
    """Owned counts the blanks that are filled: outcome, next move, an alternate."""
    assert card_at(MON, **fields).owned == owned


def test_a_first_sending() -> None:
    """An `@me` card counts as never sent until somebody was asked or answered."""
    card = card_at(MON, contact=None, ball="mine")
    assert card.never_sent
    assert after(card, ev.NOTED, TUE, text="t").never_sent
    sent = after(card, ev.SENT, TUE, contact="Dana")
    assert (sent.never_sent, sent.stage, sent.ball, sent.contact) == (False, "sent", "theirs", "Dana")
    assert not card_at(MON).never_sent
    assert not after(card_at(MON), ev.HEARD, TUE, answer="answered").never_sent


# Ids


def test_ids_are_ulids() -> None:
    """An id is 26 letters whose first ten tell its instant, and no two share their random part."""
    made = {ids.new_id(TUE) for _ in range(50)}
    assert all(map(ids.is_id, made))
    assert len({one[:10] for one in made}) == 1
    assert len(set(map(ids.tail, made))) == 50
    assert ids.new_id(MON)[:10] < ids.new_id(TUE)[:10]
    assert ids.is_id(ids.new_id(FIRST))
    assert ids.is_id(ids.new_id(LAST))


@pytest.mark.parametrize("text", ["", "x" * 26, "8" + "0" * 25, "0" * 25, "0" * 25 + "i", "0" * 25 + "U"])
def test_what_is_no_id(text: str) -> None:
    """Lower case, I, L, O, U, another length and over 128 bits are no id."""
    assert not ids.is_id(text)


tails = st.text("0123abc", min_size=16, max_size=16)


@given(st.sets(tails, min_size=1, max_size=30))
def test_shorts_are_the_shortest_unique_prefixes(some: set[str]) -> None:
    """Each short names one card alone, three letters at least, and one letter less would not do."""
    whole = ["0" * 10 + one.upper() for one in some]
    for card_id, short in ids.shorts(whole).items():
        assert ids.tail(card_id).startswith(short)
        assert [one for one in whole if ids.tail(one).startswith(short)] == [card_id]
        if len(short) > ids.SHORTEST:
            assert sum(ids.tail(one).startswith(short[:-1]) for one in whole) > 1


# Instants and stages


@given(st.integers(FIRST, LAST))
def test_instants_on_paper(one: int) -> None:
    """An instant written down and read again is the same, in the years 1 to 9999."""
    text = to_iso(one)
    assert from_iso(text) == one
    assert len(text) == 20
    assert text.endswith("Z")


def test_offsets_are_read() -> None:
    """An instant may be written with any offset, and its fraction is dropped."""
    assert to_iso(from_iso("2026-11-24T14:12:59.9-05:00")) == "2026-11-24T19:12:59Z"


@pytest.mark.parametrize("text", ["2026-11-24T14:12", "tomorrow", "", "0001-01-01T00:00+14:00"])
def test_what_is_no_instant(text: str) -> None:
    """No offset, no ISO text and no year of ours are refused."""
    with pytest.raises(ValueError, match=r"offset|isoformat|range"):
        from_iso(text)


@pytest.mark.parametrize(
    ("text", "stage"),
    [("followed-up", "followed_up"), ("Followed up", "followed_up"), ("Alternate path", "alternate"),
     ("alternate", "alternate"), (" SENT ", "sent"), ("done", None), ("", None)],
)  # fmt: skip
def test_stages_by_name(text: str, stage: str | None) -> None:
    """A stage goes by its word, with hyphens too, and by what the board shows."""
    assert stages.named(text) == stage
    assert stages.STAGES == ("sent", "followed_up", "alternate", "resolved")


def test_back_dated() -> None:
    """An event is back-dated when it happened at another instant than it was recorded at."""
    assert Event("e", MON, TUE, ev.NOTED, "cli", {}).back_dated
    assert not Event("e", TUE, TUE, ev.NOTED, "cli", {}).back_dated
