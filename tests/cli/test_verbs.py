"""The verbs from the command line: each changes the card as the desk says, and prints it if asked."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.running import Run

Added = Callable[..., str]


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["follow-up", "ID", "--via", "phone", "--note", "no answer"], {"stage": "followed_up"}),
        (["follow-up", "ID", "--to", "Ben Ortiz"], {"stage": "followed_up", "contact": "Ben Ortiz"}),
        (["alternate", "ID", "Zoe", "Park"], {"stage": "alternate", "contact": "Zoe Park"}),
        (["alternate", "ID"], {"stage": "alternate", "contact": "Ben Ortiz", "tried": ["Ben Ortiz, ext 2210"]}),
        (["heard", "ID", "answered"], {"ball": "mine"}),
        (["heard", "ID", "question", "--note", "which?"], {"ball": "mine"}),
        (["heard", "ID", "away", "--until", "mon"], {"ball": "mine"}),
        (["heard", "ID", "holding", "--until", "fri", "3pm"], {"held_until": "2026-11-27T20:00:00Z"}),
        (["resolve", "ID", "--proof", "in hand"], {"stage": "resolved", "proof": "in hand"}),
        (["snooze", "ID", "tomorrow"], {"snoozed_until": "2026-11-25T14:00:00Z"}),
        (["snooze", "ID", "1d"], {"snoozed_until": "2026-11-25T14:00:00Z"}),
        (["snooze", "ID", "2h"], {"snoozed_until": "2026-11-24T21:12:00Z"}),
        (["mute", "ID"], {"muted": True}),
        (["note", "ID", "called", "twice"], {"touched_at": "2026-11-24T19:12:00Z", "rev": 2}),
        (["reschedule", "ID", "next", "tue"], {"due": "2026-12-01T22:00:00Z", "due_kind": "promised"}),
        (["move", "ID", "followed-up"], {"stage": "followed_up"}),
        (["move", "ID", "alternate"], {"stage": "alternate"}),
        (["update", "ID", "--told", "--via", "chat"], {"told_at": "2026-11-24T19:12:00Z"}),
        (["edit", "ID", "title=New name", "goal=in hand"], {"title": "New name", "outcome": "in hand"}),
        (["edit", "ID", "hard=fri 3pm"], {"due": "2026-11-27T20:00:00Z", "due_kind": "hard"}),
        (["edit", "ID", "tag+=board", "tag+=q3"], {"tags": ["pack", "board", "q3"]}),
        (["edit", "ID", "tag-=pack", "alt+=Zoe"], {"tags": [], "alternates": ["Ben Ortiz, ext 2210", "Zoe"]}),
        (["edit", "ID", "to="], {"contact": None}),
        (["edit", "ID", "idle_limit_minutes=90"], {"idle_limit_minutes": 90}),
    ],
)  # fmt: skip
def test_json_is_the_card_afterwards(
    argv: list[str], expected: dict[str, Any], run: Run, added: Added
) -> None:
    """`--json` on a verb prints the card as it is afterwards."""
    card_id = added('Signed quote @dana +"Ben Ortiz, ext 2210" #pack')
    card = run(*(card_id if word == "ID" else word for word in argv), "--json").json()
    assert card["id"] == card_id
    assert {name: card[name] for name in expected} == expected
    assert run("show", card_id, "--json").json()["rev"] == card["rev"]


def test_several_ids_are_one_gesture_and_an_array(run: Run, added: Added) -> None:
    """A verb on several cards prints an array and is one undo step."""
    first, second = added("one"), added("two")
    cards = run("resolve", first, second, "--json").json()
    assert [card["stage"] for card in cards] == ["resolved", "resolved"]
    undone = run("undo", "--json").json()
    assert {card["id"]: card["stage"] for card in undone} == {first: "sent", second: "sent"}


def test_at_starts_the_clock_there(run: Run, added: Added) -> None:
    """`--at` says when it happened, in the past."""
    card_id = added("x @dana", now="2026-11-23T15:00:00Z")
    card = run("follow-up", card_id, "--at", "10am", "--json").json()
    assert card["touched_at"] == "2026-11-24T15:00:00Z"


def test_a_snooze_that_is_cut_says_so(run: Run, added: Added) -> None:
    """A snooze past the next guard ends there, with a remark on stderr."""
    card_id = added("x @dana !!fri noon")
    ran = run("snooze", card_id, "in 3 weeks", "--json")
    card = ran.json()
    assert card["snoozed_until"] == card["verdict"]["last_safe_at"]
    assert "last safe moment" in ran.err


def test_mute_and_back(run: Run, added: Added) -> None:
    """`mute --off` brings the popups back."""
    card_id = added("x")
    run("mute", card_id)
    assert run("mute", card_id, "--off", "--json").json()["muted"] is False


def test_reopen_goes_back_to_where_it_was(run: Run, added: Added) -> None:
    """A resolved card reopens in its stage, and the ball is mine."""
    card_id = added("x @dana")
    run("follow-up", card_id)
    run("resolve", card_id)
    card = run("reopen", card_id, "--json").json()
    assert (card["stage"], card["ball"], card["resolved_at"]) == ("followed_up", "mine", None)


def test_undo_and_redo_many(run: Run, added: Added) -> None:
    """`undo N` takes back the last N gestures and says each; `redo N` makes them again."""
    card_id = added("x @dana")
    run("follow-up", card_id)
    run("resolve", card_id)
    undone = run("undo", "2")
    assert [line.split(":")[0] for line in undone.out.splitlines()] == ["undid resolved", "undid followed up"]
    assert run("show", card_id, "--json").json()["stage"] == "sent"
    assert len(run("redo", "2").out.splitlines()) == 2
    assert run("show", card_id, "--json").json()["stage"] == "resolved"


def test_undo_of_more_than_there_is_does_what_there_is(run: Run, added: Added) -> None:
    """Asking for more steps than were made takes all of them back and says how many."""
    added("x")
    ran = run("undo", "9")
    assert ran.code == 0
    assert "1 done" in ran.err


def test_a_deleted_card_comes_back_whole(run: Run, added: Added) -> None:
    """Undo of a delete brings back the card with its history."""
    card_id = added("x @dana")
    run("note", card_id, "remember")
    before = run("show", card_id, "--json").out
    assert run("delete", card_id).code == 0
    assert run("show", card_id).code == 1
    run("undo")
    assert run("show", card_id, "--json").out == before


def test_log_is_newest_last(run: Run, added: Added) -> None:
    """`log` lists every transaction, undo too, newest last; as JSON with instants and ids."""
    card_id = added("x")
    run("note", card_id, "hello")
    run("undo")
    rows = run("log", "--json").json()
    assert [(row["kind"], row["label"]) for row in rows] == [
        ("do", "added: x"),
        ("do", "noted: x"),
        ("undo", "noted: x"),
    ]
    assert rows[0]["at"] == "2026-11-24T19:12:00Z"
    assert rows[0]["cards"] == [card_id]
    lines = run("log").out.splitlines()
    assert "added: x" in lines[0]
    assert "undo of noted: x" in lines[-1]


def test_any_unique_prefix_is_an_id(run: Run, added: Added) -> None:
    """The whole id, its tail in any case, or the start of the tail name the card."""
    card_id = added("x")
    for reference in (card_id, card_id.lower(), card_id[10:], card_id[10:].lower(), card_id[10:13].lower()):
        assert run("show", reference, "--json").json()["id"] == card_id
