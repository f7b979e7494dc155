"""`followup stop`: safe or not, in one line, in JSON and by its exit code."""

from collections.abc import Callable

from tests.cli.running import Run

Added = Callable[..., str]
MONDAY = "2026-11-23T15:00:00Z"
EVENING = "2026-11-24T21:41:00Z"  # 16:41 in New York


def pack(added: Added) -> str:
    return added("Board pack @dana ^maria !!wed noon > call reception +ben", now=MONDAY)


def test_not_safe_names_the_one_thing_and_its_minutes(run: Run, added: Added) -> None:
    """Exit 1; what was done today follows."""
    card = pack(added)
    run("follow-up", card)
    ran = run("stop", now=EVENING)
    short = run("show", card, "--json").json()["short"]
    assert ran.code == 1
    assert ran.err == ""
    assert ran.out == (
        "Not yet: 1 thing before you go. Maria has not heard that Board pack is at risk. It is due tomorrow 12:00."
        f" Next: tell Maria where it stands, about 1 minute ({short}).\n"
        "Today: 1 followed up.\n"
    )


def test_telling_makes_it_safe(run: Run, added: Added) -> None:
    """Exit 0: the next promise, who knows of it, the first move, and until when it is quiet."""
    run("update", pack(added), "--told", now=EVENING)
    ran = run("stop", now="2026-11-24T22:02:00Z")
    assert (ran.code, ran.out) == (
        0,
        "Safe to stop. No promise falls before 12:00 tomorrow, and Maria knows about that one."
        " First move: call reception 09:00. Quiet until 09:00.\nToday: 1 told.\n",
    )


def test_several_things_are_counted_and_the_gravest_is_said(run: Run, added: Added) -> None:
    """Late comes before at risk."""
    pack(added)
    added("Sheet @kaz ^tom !tue noon", now=MONDAY)
    out = run("stop", now=EVENING).out
    assert out.startswith("Not yet: 2 things before you go. First: Tom has not heard that Sheet is late.")
    assert "tell Tom, with a new date, about 2 minutes" in out


def test_stop_in_json(run: Run, added: Added) -> None:
    """One object; the exit code is the same; `thing` is null when it is safe."""
    card = pack(added)
    ran = run("stop", "--json", now=EVENING)
    assert ran.code == 1
    found = ran._replace(code=0).json()
    assert list(found) == ["safe", "reason", "thing", "things", "first_move", "quiet_until", "today"]
    assert (found["safe"], found["things"]) == (False, 1)
    assert found["reason"] == "Maria has not heard that Board pack is at risk. It is due tomorrow 12:00."
    assert found["thing"]["card"] == card
    assert (found["thing"]["move"], found["thing"]["minutes"]) == ("tell Maria where it stands", 1)
    assert found["first_move"]["at"] == "2026-11-25T14:00:00Z"
    run("update", card, "--told", now=EVENING)
    found = run("stop", "--json", now="2026-11-24T22:02:00Z").json()
    assert (found["safe"], found["thing"], found["things"]) == (True, None, 0)
    assert found["quiet_until"] == "2026-11-25T14:00:00Z"
    assert found["today"] == {
        "sent": 0,
        "followed_up": 0,
        "alternate": 0,
        "heard": 0,
        "resolved": 0,
        "told": 1,
    }


def test_an_empty_board_is_safe(run: Run) -> None:
    """Nothing to say but that."""
    ran = run("stop")
    assert (ran.code, ran.out) == (0, "Safe to stop. Nothing is being followed up.\n")
    found = run("stop", "--json").json()
    assert (found["first_move"], found["quiet_until"]) == (None, None)


def test_a_title_cannot_steer_the_terminal(run: Run, added: Added) -> None:
    """Its escape is shown as a mark."""
    added("a \x1b[31mred ^maria !!tue noon", now=MONDAY)
    assert "a ␛[31mred is late" in run("stop", now=EVENING).out
