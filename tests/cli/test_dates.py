"""A date that moves or passes on the command line: counted, with its reason, and what its new day carries said."""

from collections.abc import Callable

import pytest

from tests.cli.running import Run

Added = Callable[..., str]
MONDAY = "2026-11-23T15:00:00Z"  # 10:00 in New York; the tests run on the Tuesday after, 14:12
WHY = "note: the date had passed without a reason: followup note"


def last(run: Run, card: str) -> dict[str, object]:
    """The card's last event."""
    events = run("show", card, "--json").json()["events"]
    return dict(events[-1])


def test_an_edit_of_a_date_is_a_new_date(run: Run, added: Added) -> None:
    """The old one stays on the card, and moving a promise to later counts as a slip; a first date does not."""
    card = added("Lease !wed noon", now=MONDAY)
    ran = run("edit", card, "due=fri 3pm")
    assert last(run, card)["kind"] == "rescheduled"
    assert (ran.code, ran.err) == (0, "")
    found = run("show", card, "--json").json()
    assert (found["slips"], found["due"]) == (1, "2026-11-27T20:00:00Z")
    other = added("Other", now=MONDAY)
    run("edit", other, "due=fri 3pm")
    assert (last(run, other)["kind"], run("show", other, "--json").json()["slips"]) == ("edited", 0)


@pytest.mark.parametrize("verb", [("reschedule", "wed 5pm"), ("edit", "due=wed 5pm"), ("resolve",)])
def test_a_date_that_passed_wants_a_reason(run: Run, added: Added, verb: tuple[str, ...]) -> None:
    """It is done, and how to say why is said once, of this card alone; where a note says so since, nothing is."""
    name, *words = verb
    added("Roof !tue noon", now=MONDAY)
    late = added("Lease !tue noon", now=MONDAY)
    ran = run(name, late, *words)
    assert ran.code == 0
    (said,) = [line for line in ran.err.splitlines() if line.startswith(WHY)]
    assert run("show", said.split()[-4], "--json").json()["title"] == "Lease"
    card = added("Other !tue noon", now=MONDAY)
    run("note", card, "Dana was ill")
    assert WHY not in run(name, card, *words).err


def test_an_empty_reason_is_refused_by_its_name(run: Run, added: Added) -> None:
    """The option is named as it was typed, and the date stays."""
    ran = run("reschedule", added("Lease !wed noon", now=MONDAY), "fri", "--reason", " ")
    assert (ran.code, ran.err.splitlines()[0]) == (1, "followup: the --reason is empty")
    assert run("brief", "--for", "").err.splitlines()[0] == "followup: the --for is empty"


@pytest.mark.parametrize("text", ["Lease !wed noon", "Lease !?tue noon", "Lease"])
def test_what_is_not_late_wants_none(run: Run, added: Added, text: str) -> None:
    """A date ahead, a wish, no date at all."""
    card = added(text, now=MONDAY)
    assert WHY not in run("edit", card, "due=fri 5pm").err
    assert WHY not in run("resolve", card).err


def test_an_edit_says_what_its_day_carries(run: Run, added: Added) -> None:
    """As a new date by `reschedule` does; other fields say nothing."""
    for number in range(4):
        added(f"Pack {number} !fri 3pm", now=MONDAY)
    card = added("Lease !wed 5pm @dana > call", now=MONDAY)
    assert run("edit", card, "next=ask").err == ""
    assert run("edit", card, "due=fri 5pm").err == "note: Friday already carries 4\n"


@pytest.mark.parametrize("verb", [("reschedule", "fri 5pm"), ("edit", "due=fri 5pm")])
def test_a_new_date_is_news_for_whoever_expects_it(run: Run, added: Added, verb: tuple[str, str]) -> None:
    """One line says who does not know; not of a wish or a first date, nor to a program."""
    name, words = verb
    card = added("Lease ^maria !wed noon", now=MONDAY)
    short = run("show", card, "--json").json()["short"]
    assert (
        run(name, card, words).err == f"note: Maria does not know the new date yet: followup update {short}\n"
    )
    assert "I moved the date from Wednesday 12:00 to Friday 17:00" in run("update", card).out
    for text in ("Two ^maria !?wed noon", "Three ^maria"):
        assert "know" not in run(name, added(text, now=MONDAY), words).err
    assert run(name, added("Four ^maria !wed noon", now=MONDAY), words, "--json").err == ""


def test_a_date_on_a_resolved_card_is_news_for_nobody(run: Run, added: Added) -> None:
    """Whoever waited is told of the outcome: why the date passed was asked for when it was resolved."""
    card = added("Lease ^maria !tue noon", now=MONDAY)
    run("resolve", card)
    assert run("edit", card, "due=fri 3pm").err == ""


@pytest.mark.parametrize(("verb", "stage"), [("resolve", "resolved"), ("alternate", "alternate")])
def test_a_move_says_what_its_verb_says(run: Run, added: Added, verb: str, stage: str) -> None:
    """Why the date passed and who does not know of the outcome yet; what to write to whoever takes over."""
    one, other = (added("Lease @dana ^maria !tue noon +ben > call", now=MONDAY) for _ in range(2))
    shorts = [run("show", card, "--json").json()["short"] for card in (one, other)]
    said, moved = run(verb, one).err, run("move", other, stage).err
    assert said
    assert moved == said.replace(*shorts)
