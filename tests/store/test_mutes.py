"""Mutes of people and stages in the store: durable, undone and redone like a card, seen by every process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from followup.errors import Changed
from followup.store import Change, Store, Transaction, open_store
from tests.store.boards import SAID, add, card, compacting

KEY = "@dana reyes"
ROW: dict[str, Any] = {"mute": "person", "name": "Dana Reyes", "at": 1, "until": None}


def mute(store: Store, until: int | None = None) -> Transaction:
    """Mute Dana."""
    change = Change(KEY, store.mutes().get(KEY), ROW | {"until": until})
    return store.commit([change], label="muted: @Dana Reyes", **SAID)


def unmute(store: Store) -> Transaction:
    """Popups for Dana again."""
    return store.commit([Change(KEY, store.mutes()[KEY], None)], label="unmuted: @Dana Reyes", **SAID)


def test_a_mute_is_no_card(store: Store) -> None:
    """It is in a table of its own: neither the cards nor the archive nor the alerts know it."""
    add(store, "A")
    mute(store)
    assert dict(store.mutes()) == {KEY: ROW}
    assert (set(store.documents()), dict(store.archived()), dict(store.alerts())) == ({"A"}, {}, {})
    assert store.get(KEY) is None


def test_a_mute_is_undone_and_redone(store: Store) -> None:
    """Set, changed and taken off: each is one step, both ways."""
    steps: list[Callable[[], Transaction]] = [
        lambda: mute(store),
        lambda: mute(store, until=5),
        lambda: unmute(store),
    ]
    states: list[dict[str, Any]] = [{}]
    for step in steps:
        step()
        states.append(dict(store.mutes()))
    assert states == [{}, {KEY: ROW}, {KEY: ROW | {"until": 5}}, {}]
    for state in reversed(states[:-1]):
        assert store.undo(**SAID).kind == "undo"
        assert dict(store.mutes()) == state
    for state in states[1:]:
        store.redo(**SAID)
        assert dict(store.mutes()) == state


def test_undo_takes_gestures_in_their_order(store: Store) -> None:
    """A card, a mute, a card: undo takes back the last card, then the mute, then the first card."""
    add(store, "A")
    mute(store)
    add(store, "B")
    left = [(store.undo(**SAID), set(store.documents()), set(store.mutes()))[1:] for _ in range(3)]
    assert left == [({"A"}, {KEY}), ({"A"}, set()), (set(), set())]


def test_a_card_and_a_mute_may_be_one_step(store: Store) -> None:
    """What is committed together is undone together."""
    store.commit([Change("A", None, card("A")), Change(KEY, None, ROW)], label="both", **SAID)
    assert (set(store.documents()), set(store.mutes())) == ({"A"}, {KEY})
    store.undo(**SAID)
    assert (set(store.documents()), set(store.mutes())) == (set(), set())


def test_a_mute_that_somebody_else_changed_is_not_written_over(store: Store) -> None:
    """The one who looked before is refused, and nothing changes."""
    mute(store)
    with pytest.raises(Changed):
        store.commit([Change(KEY, None, ROW | {"until": 9})], label="muted", **SAID)
    assert store.mutes()[KEY] == ROW


@pytest.mark.parametrize("always", [True, False])
def test_a_mute_survives_a_restart_and_a_compaction(data: Path, always: bool) -> None:
    """Reopened from snapshot or journal, it is there and can still be undone."""
    with compacting(always):
        with open_store(data) as store:
            add(store, "A")
            mute(store, until=7)
        with open_store(data) as store:
            assert dict(store.mutes()) == {KEY: ROW | {"until": 7}}
            store.undo(**SAID)
        with open_store(data) as store:
            assert dict(store.mutes()) == {}
            store.redo(**SAID)
            assert dict(store.mutes()) == {KEY: ROW | {"until": 7}}


def test_another_process_sees_it_at_its_next_look(data: Path) -> None:
    """It is news that names no card, and the mutes are another object only when one of them changed."""
    with open_store(data) as one, open_store(data) as other:
        add(one, "A")
        other.documents()
        other.refresh()
        before = other.mutes()
        assert other.mutes() is before
        mute(one)
        assert other.is_behind()
        assert other.refresh() == frozenset()
        assert dict(other.mutes()) == {KEY: ROW}
        seen = other.mutes()
        add(one, "B")
        assert other.mutes() is seen


def test_a_backup_has_the_mutes(data: Path) -> None:
    """The copy of a board is the whole board."""
    with open_store(data) as store:
        add(store, "A")
        mute(store)
        path = store.back_up("board-2026-11-24.json")
    assert '"@dana reyes"' in Path(path).read_text(encoding="utf-8")


def test_what_was_alerted_about_cards_that_are_gone_is_forgotten(store: Store) -> None:
    """Rows of a card on the board stay however old, young ones of a deleted card for a while; no undo step."""
    add(store, "A", "B")
    store.claim({f"{one} {at}": {"card": one, "at": at} for one in "AB" for at in (1, 100)})
    before = store.get("B")
    store.commit([Change("B", before, None)], label="delete", **SAID)
    history = len(store.history())
    assert store.forget_alerts(50) == {"B 1"}
    assert set(store.alerts()) == {"A 1", "A 100", "B 100"}
    assert (store.forget_alerts(50), len(store.history())) == (frozenset(), history)
