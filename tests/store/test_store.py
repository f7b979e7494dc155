"""What the store promises, held by the disk and by its twin in memory alike."""

import pytest

from followup.errors import Changed, Refused
from followup.store import Change, Store
from tests.store.boards import SAID, add, card, edit, remove, titles


def test_a_new_board_is_empty(store: Store) -> None:
    """Nobody has to make a board before it is read."""
    assert store.documents() == {}
    assert store.alerts() == {}
    assert store.history() == []


def test_an_added_card_is_there(store: Store) -> None:
    """What was added is read back as it was given."""
    add(store, "A")
    assert store.get("A") == card("A")
    assert store.get("B") is None


def test_fields_that_nobody_knows_are_kept(store: Store) -> None:
    """A field from another version of followup survives, nested or not."""
    store.add([card("A", x_mood={"deep": [1, {"er": None}]})], label="add", **SAID)
    edit(store, "A", "Signed contract")
    assert (store.get("A") or {})["x_mood"] == {"deep": [1, {"er": None}]}


def test_text_is_kept_exactly(store: Store) -> None:
    """Markup, escapes, bidi and astral characters are data."""
    text = "[/] [bold \x1b]0;x\x07 \u202e 👩‍👩‍👧‍👦 e\u0301 \u2028 \x00 \\n"
    store.add([card("A", text)], label=text, **SAID)
    assert titles(store) == {"A": text}
    assert store.history()[-1].label == text


def test_what_json_cannot_hold_is_refused(store: Store) -> None:
    """A lone surrogate or NaN is refused in words, and nothing is stored."""
    for bad in ("sur\ud800", float("nan")):
        with pytest.raises(Refused):
            store.add([card("A", x=bad)], label="add", **SAID)
    assert store.documents() == {}


def test_a_commit_changes_several_cards_at_once(store: Store) -> None:
    """Adding, changing and removing go together and are undone together."""
    add(store, "A", "B")
    a, b = store.get("A"), store.get("B")
    assert a is not None
    changes = [Change("A", a, a | {"title": "new"}), Change("B", b, None), Change("C", None, card("C"))]
    done = store.commit(changes, label="bulk", **SAID)
    assert titles(store) == {"A": "new", "C": "Board pack"}
    assert {change.id for change in done.changes} == {"A", "B", "C"}
    store.undo(**SAID)
    assert store.documents() == {"A": card("A"), "B": card("B")}


def test_a_stale_before_is_refused(store: Store) -> None:
    """Whoever did not see the last change changes nothing, not even the other cards of the gesture."""
    add(store, "A", "B")
    old, other = store.get("A"), store.get("B")
    edit(store, "A", "Signed contract")
    with pytest.raises(Changed, match="Signed contract"):
        store.commit([Change("B", other, None), Change("A", old, card("A", "mine"))], label="late", **SAID)
    assert titles(store) == {"A": "Signed contract", "B": "Board pack"}


def test_a_card_deleted_or_made_meanwhile_is_a_change(store: Store) -> None:
    """A before of None means that there is no card; a document, that there is one."""
    add(store, "A")
    with pytest.raises(Changed, match="already there"):
        store.commit([Change("A", None, card("A"))], label="again", **SAID)
    old = store.get("A")
    remove(store, "A")
    with pytest.raises(Changed, match="deleted"):
        store.commit([Change("A", old, card("A", "mine"))], label="late", **SAID)


def test_tuples_are_equal_to_what_was_stored(store: Store) -> None:
    """A before that holds tuples where JSON gives lists is no conflict."""
    store.add([card("A", tags=("x", "y"))], label="add", **SAID)
    store.commit([Change("A", card("A", tags=("x", "y")), card("A", "new"))], label="edit", **SAID)
    assert titles(store) == {"A": "new"}


def test_a_commit_that_changes_nothing_is_refused(store: Store) -> None:
    """There is no undo step without a change."""
    add(store, "A")
    with pytest.raises(Refused, match="nothing would change"):
        store.commit([Change("A", card("A"), card("A"))], label="same", **SAID)
    assert len(store.history()) == 1


def test_the_callers_document_stays_the_callers(store: Store) -> None:
    """Changing a document after it was handed in changes nothing on the board."""
    mine = card("A")
    store.add([mine], label="add", **SAID)
    mine["tags"].append("later")
    assert store.get("A") == card("A")


def test_documents_are_a_still_picture(store: Store) -> None:
    """A mapping that was handed out does not change under a reader in another thread."""
    add(store, "A")
    before = store.documents()
    add(store, "B")
    edit(store, "A", "new")
    assert before == {"A": card("A")}


def test_undo_and_redo_walk_the_same_way(store: Store) -> None:
    """Undo takes back the newest first, redo does the last undone again."""
    add(store, "A")
    edit(store, "A", "two")
    edit(store, "A", "three")
    assert [store.undo(**SAID).label for _ in range(2)] == ["edit", "edit"]
    assert titles(store) == {"A": "Board pack"}
    store.redo(**SAID)
    assert titles(store) == {"A": "two"}
    store.undo(**SAID)
    assert store.undo(**SAID).changes == (Change("A", card("A"), None),)
    assert titles(store) == {}
    for _ in range(3):
        store.redo(**SAID)
    assert titles(store) == {"A": "three"}
    with pytest.raises(Refused, match="nothing to redo"):
        store.redo(**SAID)


def test_there_is_an_end_to_undo(store: Store) -> None:
    """Undoing more than was done is refused in words."""
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo(**SAID)
    add(store, "A")
    store.undo(**SAID)
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo(**SAID)


def test_a_new_commit_clears_what_could_be_redone(store: Store) -> None:
    """Redo does not bring back a branch that was left."""
    add(store, "A")
    edit(store, "A", "left")
    store.undo(**SAID)
    edit(store, "A", "taken")
    with pytest.raises(Refused, match="nothing to redo"):
        store.redo(**SAID)
    store.undo(**SAID)
    store.redo(**SAID)
    assert titles(store) == {"A": "taken"}


def test_undo_reaches_two_hundred_steps_back(store: Store) -> None:
    """Two hundred and fifty edits can all be taken back, and the log still names the last ones."""
    add(store, "A")
    for number in range(250):
        edit(store, "A", str(number), label=f"edit {number}")
    assert store.history(2)[-1].label == "edit 249"
    for _ in range(250):
        store.undo(**SAID)
    assert store.documents() == {"A": card("A")}


def test_the_history_names_every_transaction(store: Store) -> None:
    """The log has who, when and what, undo and redo included, newest last."""
    add(store, "A", label="add Board pack")
    store.undo(at=5, by="board")
    store.redo(at=6, by="cli")
    told = [(one.kind, one.label, one.at, one.by) for one in store.history()][1:]
    assert told == [("undo", "add Board pack", 5, "board"), ("redo", "add Board pack", 6, "cli")]
    assert [one.of for one in store.history()] == [None, 1, 1]


def test_an_alert_is_claimed_once(store: Store) -> None:
    """Only the first to claim a key gets it; claiming is no undo step and changes no card."""
    add(store, "A")
    assert store.claim({"A check 1": {"at": 1}, "A tell": {"at": 2}}) == {"A check 1", "A tell"}
    assert store.claim({"A check 1": {"at": 3}, "A due": {"at": 4}}) == {"A due"}
    assert store.alerts()["A check 1"] == {"at": 1}
    assert len(store.history()) == 1
    store.undo(**SAID)
    assert set(store.alerts()) == {"A check 1", "A tell", "A due"}


def test_what_became_of_an_alert_is_recorded(store: Store) -> None:
    """Fields are merged into the alert; a key that nobody claimed makes none."""
    store.claim({"k": {"at": 1}})
    seen = store.alerts_version
    store.record("k", result="delivered", channel="bus")
    store.record("other", result="delivered")
    assert store.alerts() == {"k": {"at": 1, "result": "delivered", "channel": "bus"}}
    assert store.alerts_version > seen


def test_alerts_make_no_conflict(store: Store) -> None:
    """A card may be committed as it was seen before its alert was recorded."""
    add(store, "A")
    seen = store.get("A")
    store.claim({"A check": {}})
    store.commit([Change("A", seen, card("A", "new"))], label="edit", **SAID)
    assert titles(store) == {"A": "new"}


def test_ones_own_changes_are_no_news(store: Store) -> None:
    """Refresh tells what others did, and nothing when nobody did anything."""
    store.documents()
    add(store, "A")
    edit(store, "A", "new")
    assert store.refresh() is None
