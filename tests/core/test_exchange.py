"""Cards as JSON: the contract's fields, safe text, and a way back that loses nothing."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import arrivals, card, exchange, shapes, verbs
from followup.core import events as ev
from followup.core.arrivals import from_json
from followup.core.card import Card, as_document
from followup.core.events import Event
from followup.core.ids import new_id
from followup.core.instants import to_iso
from followup.core.policy import Rules, judge, plan
from followup.core.workweek import Workweek
from followup.errors import FollowupError

RULES = Rules(Workweek(ZoneInfo("America/New_York")))
NOW = int(datetime(2026, 11, 24, 19, 12, tzinfo=UTC).timestamp())
LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: f"w{text}w")
AHEAD = st.integers(NOW + 60, NOW + 30 * 86400)
FIELDS = st.fixed_dictionaries({"tags": st.lists(WORDS), "outcome": WORDS, "due": AHEAD})
WISHES = st.one_of(
    st.tuples(st.just("follow_up"), st.fixed_dictionaries({"via": WORDS, "note": WORDS})),
    st.tuples(st.just("alternate"), st.fixed_dictionaries({"name": WORDS})),
    st.tuples(st.just("heard"), st.fixed_dictionaries({"answer": st.just("holding"), "until": AHEAD, "note": WORDS})),
    st.tuples(st.just("heard"), st.fixed_dictionaries({"answer": st.just("away"), "until": st.none(), "note": WORDS})),
    st.tuples(st.just("resolve"), st.fixed_dictionaries({"proof": WORDS})),
    st.tuples(st.just("reopen"), st.just({})),
    st.tuples(st.just("snooze"), st.fixed_dictionaries({"until": AHEAD})),
    st.tuples(st.just("reschedule"), st.fixed_dictionaries({"due": AHEAD, "reason": WORDS})),
    st.tuples(st.just("edit"), st.fixed_dictionaries({"fields": FIELDS})),
    st.tuples(st.just("move"), st.fixed_dictionaries({"stage": st.sampled_from(("sent", "followed_up", "alternate"))})),
    st.tuples(st.just("note"), st.fixed_dictionaries({"text": WORDS})),
    st.tuples(st.just("update"), st.fixed_dictionaries({"text": WORDS, "via": WORDS})),
    st.tuples(st.just("mute"), st.fixed_dictionaries({"muted": st.booleans()})),
)  # fmt: skip


def opened(**fields: object) -> Card:
    """A card that was just sent."""
    event = Event(new_id(NOW), NOW, NOW, ev.OPENED, "cli", {"title": "a card", **fields})
    return card.opened(new_id(NOW), event)


def wished(one: Card, verb: str, given: dict[str, object], at: int) -> Card:
    """The card after a verb, or as it was where the rules refuse it."""
    call = getattr(verbs, verb)
    try:
        if verb == "snooze" and one.is_open:
            wishes, _ = call(one, known=plan(one, RULES), now=at, **given)
        else:
            wishes = (
                [] if verb == "snooze" else call(one, **given, **({"now": at} if verb == "heard" else {}))
            )
    except FollowupError:
        return one
    for kind, data in wishes:
        one = card.apply(one, Event(new_id(at), at, at, kind, "cli", data))
    return one


@given(st.lists(WISHES, max_size=8), st.one_of(st.none(), AHEAD))
def test_an_exported_card_comes_back_the_same(
    gestures: list[tuple[str, dict[str, object]]], due: int | None
) -> None:
    """Whatever happened to a card, its export read again is the same document."""
    one = opened(**({"due": due, "due_kind": "hard"} if due else {}))
    for minutes, (verb, data) in enumerate(gestures, start=1):
        one = wished(one, verb, data, NOW + minutes)
    line = exchange.dumps(exchange.as_export(one))
    assert from_json(json.loads(line), NOW).document == as_document(one)


@given(st.lists(WISHES, max_size=5))
def test_a_listed_card_comes_back_with_its_fields(gestures: list[tuple[str, dict[str, object]]]) -> None:
    """Without its events a card comes back with every field, and one event that carries them."""
    one = opened()
    for minutes, (verb, data) in enumerate(gestures, start=1):
        one = wished(one, verb, data, NOW + minutes)
    listed = exchange.as_json(one, judge(one, NOW + 60, RULES), NOW + 60, RULES, "abc")
    document = from_json(json.loads(exchange.dumps(listed)), NOW + 60).document
    assert {**document, "events": 1} == {**as_document(one), "events": 1}
    assert len(document["events"]) == 1
    assert as_document(card.from_document(document)) == document


def test_the_fields_are_the_contract() -> None:
    """The fields are those of DESIGN section 10, in its order; every one of the card is among them."""
    assert exchange.FIELDS[:4] == ("id", "short", "title", "outcome")
    assert {*Card._fields} - {"events"} == {*exchange.FIELDS} - {"short", "owned", "alerted_at"}
    assert {*exchange.INSTANTS} == {
        name for name in Card._fields if name.endswith(("_at", "_until")) or name == "due"
    }


def test_instants_are_iso_everywhere() -> None:
    """Instants in fields, in the verdict and inside event data are text ending in Z; absent is null."""
    one = opened(due=NOW + 86400, due_kind="hard")
    one = wished(one, "edit", {"fields": {"due": NOW + 2 * 86400, "outcome": "x"}}, NOW + 60)
    one = wished(one, "heard", {"answer": "holding", "until": NOW + 7200, "note": None}, NOW + 120)
    found = exchange.as_json(one, judge(one, NOW, RULES), NOW, RULES, None, NOW, with_events=True)
    assert found["alerted_at"] == to_iso(NOW)
    assert found["told_at"] is None
    data = [event["data"] for event in found["events"]]
    assert data[0]["due"] == to_iso(NOW + 86400)
    assert any(one.get("was") == to_iso(NOW + 86400) for one in data)
    assert any(one.get("until") == to_iso(NOW + 7200) for one in data)


@given(st.text())
def test_json_steers_no_terminal(text: str) -> None:
    """JSON output has nothing in it that is not printable, and means exactly what was typed."""
    written = exchange.dumps({"title": text})
    assert written.isprintable()
    assert json.loads(written) == {"title": text}


def test_json_keeps_letters() -> None:
    """Letters of any script stay letters."""
    assert exchange.dumps("naïve 東京 📦") == '"naïve 東京 📦"'


def test_json_refuses_nan() -> None:
    """NaN is no JSON."""
    with pytest.raises(ValueError, match="JSON"):
        exchange.dumps(float("nan"))


def test_every_kind_of_event_can_be_read() -> None:
    """Each kind that the program writes is known to the way in."""
    for kind in ev.KINDS:
        needed: dict[str, object] = {
            "title": "a",
            "alternate": "b",
            "answer": "away",
            "until": to_iso(NOW),
            "set": {},
            "stage": "sent",
        }
        needed |= {"due": None}
        wanted = {name: needed[name] for name in shapes.needed(kind)}
        value = {
            "id": new_id(NOW),
            "at": to_iso(NOW),
            "recorded_at": to_iso(NOW),
            "kind": kind,
            "by": "x",
            "data": wanted,
        }
        assert shapes.event(value).kind == kind


def test_a_datum_of_a_later_version_is_kept() -> None:
    """Event data that this version does not know stay, if they are plain."""
    value = exchange.as_export(opened())
    value["events"][0]["data"]["mood"] = "good"
    value["events"][0]["data"]["count"] = 5
    document = from_json(value, NOW).document
    assert document["events"][0]["data"]["mood"] == "good"
    assert document["events"][0]["data"]["count"] == 5


def test_arrivals_come_once() -> None:
    """The same card twice in one file is one arrival."""
    line = exchange.dumps(exchange.as_export(opened()))
    assert len(arrivals.read(f"{line}\n\n{line}\n", NOW)) == 1
