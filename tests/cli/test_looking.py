"""list, show and next: what is there, ranked, for eyes and for scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from followup.core.exchange import FIELDS
from tests.cli.running import Run

Added = Callable[..., str]
VERDICT = (
    "level", "ball", "idle_minutes", "wait_minutes", "check_at", "last_safe_at", "tell_at", "changes_at",
    "reason", "move",
)  # fmt: skip


@pytest.fixture
def desk(run: Run, added: Added) -> dict[str, str]:
    """A few cards in several stages, by what they are."""
    found = {
        "quote": added("Signed quote @dana ^maria #board", now="2026-11-23T14:00:00Z"),
        "pack": added("Board pack @ben !!fri noon", now="2026-11-24T15:00:00Z"),
        "done": added("Old thing @joan", now="2026-11-23T15:00:00Z"),
        "mine": added("Write to Joan @me", now="2026-11-24T18:00:00Z"),
    }
    run("resolve", found["done"], now="2026-11-24T16:00:00Z")
    run("follow-up", found["pack"], now="2026-11-24T17:00:00Z")
    return found


def test_list_is_by_stage_and_ranking(run: Run, desk: dict[str, str]) -> None:
    """Open cards, stage by stage, what needs me first; resolved ones only when asked for."""
    ids = [card["id"] for card in run("list", "--json").json()]
    assert ids == [desk["quote"], desk["mine"], desk["pack"]]
    assert [card["id"] for card in run("list", "--all", "--json").json()] == [*ids, desk["done"]]
    assert [card["id"] for card in run("list", "--stage", "resolved", "--json").json()] == [desk["done"]]
    assert [card["id"] for card in run("list", "--stage", "followed-up", "--json").json()] == [desk["pack"]]


def test_a_query_narrows(run: Run, desk: dict[str, str]) -> None:
    """QUERY takes all the words: fields, states and text must all match."""
    for words, name in (
        (("to:dana",), "quote"),
        (("is:needs", "tag:board", "signed"), "quote"),
        (("is:mine",), "mine"),
    ):
        assert [card["id"] for card in run("list", *words, "--json").json()] == [desk[name]]


def test_list_for_eyes(run: Run, desk: dict[str, str]) -> None:
    """Stages with their counts, a line a card in 80 columns, the level as a word."""
    lines = run("list", "--all").out.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert heads == ["Sent  2, 2 need you", "Followed up  1", "Resolved  1"]
    assert all(len(line) <= 80 for line in lines)
    quote = next(line for line in lines if "Signed" in line)
    assert "IDLE" in quote
    assert "Dana" in quote
    assert "13h of 8h" in quote


def test_columns_line_up(run: Run, desk: dict[str, str]) -> None:
    """Titles begin in the same cell in every stage, wide characters or not."""
    run("add", "東京 office lease @hana")
    rows = [line for line in run("list").out.splitlines() if line.startswith(" ")]
    starts = {
        line.index(title) for line in rows for title in ("Signed", "Board", "Write", "東京") if title in line
    }
    assert len(starts) == 1


def test_show_has_the_whole_history(run: Run, desk: dict[str, str]) -> None:
    """`show` says the facts and every event, oldest first; as JSON with instants in ISO."""
    card = run("show", desk["pack"], "--json").json()
    assert tuple(card) == (*FIELDS, "verdict", "events")
    assert tuple(card["verdict"]) == VERDICT
    assert [event["kind"] for event in card["events"]] == ["opened", "followed_up"]
    first = card["events"][0]
    assert tuple(first) == ("id", "at", "recorded_at", "kind", "by", "data")
    assert first["at"] == "2026-11-24T15:00:00Z"
    assert first["data"]["due"] == "2026-11-27T17:00:00Z"
    out = run("show", desk["pack"]).out
    for words in ("Board pack", "Followed up", "Fri 27 Nov 12:00", "History", desk["pack"]):
        assert words in out


def test_show_of_several_is_an_array(run: Run, desk: dict[str, str]) -> None:
    """One id prints an object, several an array in the order asked for."""
    cards = run("show", desk["quote"], desk["done"], "--json").json()
    assert [card["id"] for card in cards] == [desk["quote"], desk["done"]]


def test_a_resolved_card_has_an_empty_verdict(run: Run, desk: dict[str, str]) -> None:
    """Its ball, instants and move are null and its minutes 0."""
    verdict = run("show", desk["done"], "--json").json()["verdict"]
    assert verdict.pop("reason")
    assert verdict == {
        "level": "resolved", "ball": None, "idle_minutes": 0, "wait_minutes": 0, "check_at": None,
        "last_safe_at": None, "tell_at": None, "changes_at": None, "move": None,
    }  # fmt: skip


def test_next_is_what_needs_me(run: Run, desk: dict[str, str]) -> None:
    """`next` lists the cards that need me, the gravest first, with why and what to do."""
    assert [card["id"] for card in run("next", "--json").json()] == [desk["quote"], desk["mine"]]
    assert run("next", "--count").out == "2\n"
    out = run("next").out
    assert "Dana silent 13 of 8 working hours." in out
    assert "Next: follow up with Dana." in out


def test_next_looks_ahead(run: Run, desk: dict[str, str]) -> None:
    """`--at` judges at that instant, in the future too, and the minutes are as of then."""
    cards = run("next", "--at", "fri 3pm", "--json").json()
    assert {card["id"]: card["verdict"]["level"] for card in cards}[desk["pack"]] == "overdue"
    assert run("next", "--at", "2026-11-24T19:12:00Z", "--count").out == "2\n"


def test_next_format(run: Run, desk: dict[str, str]) -> None:
    """`--format` prints a line a card; doubled braces are braces."""
    lines = run("next", "to:dana", "--format", "{{{level}}} {contact}: {move} [{due}]").out.splitlines()
    assert lines == ["{idle} dana: follow up with Dana []"]


def test_nothing_needs_me(run: Run) -> None:
    """On a quiet board `next --json` is an empty array and `--count` 0."""
    assert run("next", "--json").out == "[]\n"
    assert run("next", "--count").out == "0\n"


def test_next_says_what_was_alerted(run: Run, desk: dict[str, str], home: Path) -> None:
    """Each card in its rank with why and what to do; an alert that nobody has acted on says what became of it."""
    (home / "config.toml").write_text(
        '[alerts]\nchannel = "off"\nbudget = 1\ndigest_over = 9\n', encoding="utf-8"
    )
    run("watch", "--once", now="2026-11-25T18:00:00Z")
    now = "2026-11-25T18:10:00Z"
    lines = [line.strip() for line in run("next", now=now).out.splitlines()]
    assert [line.split()[0] for line in lines if line[:1].isdigit()] == ["1", "2", "3", "4"]
    became = [line for line in lines if line.startswith(("not sent", "held back"))]
    assert became == ["not sent 13:00: popups are off", *3 * ["held back: over today's budget"]]
    assert "not sent" not in run("next", "--at", "fri 3pm", now=now).out
    run("follow-up", desk["quote"], now=now)
    assert "Signed quote" not in run("next", now=now).out
    run("undo", now=now)
    assert [line.strip() for line in run("next", now=now).out.splitlines()] == lines


def test_next_ends_with_what_presses_no_more(run: Run, added: Added, home: Path) -> None:
    """A card that was alerted, and presses no more by itself, is still named: nobody has acted on it."""
    added("Signed quote @dana", now="2026-11-23T14:00:00Z")
    (home / "config.toml").write_text('[alerts]\nchannel = "off"\n', encoding="utf-8")
    run("watch", "--once", now="2026-11-24T15:00:00Z")
    card = run("list", "--json").json()[0]["short"]
    run("edit", card, "idle=5d", now="2026-11-24T15:01:00Z")
    ran = run("next", now="2026-11-24T15:02:00Z")
    assert "nothing needs you" in ran.err
    lines = ran.out.splitlines()
    assert lines[0] == "alerted and not acted on, though nothing presses now:"
    assert "Signed quote" in lines[1]
    assert lines[-1].strip() == "not sent 10:00: popups are off"
    assert run("next", "--json", now="2026-11-24T15:02:00Z").out == "[]\n"
    assert run("next", "to:ben", now="2026-11-24T15:02:00Z").out == ""


def test_show_says_what_became_of_each_popup(run: Run, added: Added) -> None:
    """In the history every popup stands at its time, before what was done after it, and all in one column; here
    nothing could show one."""
    card = added("Board pack @dana", now="2026-11-24T15:00:00Z")
    run("watch", "--once", now="2026-11-25T15:00:00Z")
    run("follow-up", card, now="2026-11-25T16:00:00Z")
    history = run("show", card, now="2026-11-25T16:30:00Z").out.split("History\n")[1].splitlines()
    assert [line[2:23].rstrip() for line in history] == [
        "Tue 24 Nov 2026 10:00",
        "Wed 25 Nov 10:00",
        "Wed 25 Nov 11:00",
    ]
    assert [line[25:].split("  ")[0] for line in history] == ["● sent", "· popup", "● followed up"]
    assert history[1].endswith("check Dana, could not be shown")
