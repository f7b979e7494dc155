"""What a verb says back: the dates as they were understood, and JSON whose shape follows what was asked."""

from collections.abc import Callable

import pytest

from tests.cli.running import Run

Added = Callable[..., str]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["snooze", "ID", "1d"], "snoozed until Wed 25 Nov 09:00: Pack"),
        (["snooze", "ID", "mon", "3pm"], "snoozed until Mon 30 Nov 15:00: Pack"),
        (["reschedule", "ID", "fri", "3pm"], "new date Fri 27 Nov 15:00, in 3 days: Pack"),
        (["edit", "ID", "hard=fri 3pm"], "edited due Fri 27 Nov 15:00, in 3 days: Pack"),
        (["edit", "ID", "tag+=q3"], "edited: Pack"),
        (["heard", "ID", "holding", "--until", "fri"], "heard holding until Fri 27 Nov 09:00: Pack"),
        (["follow-up", "ID", "--at", "9am"], "followed up Tue 24 Nov 09:00: Pack"),
        (["resolve", "ID", "--at", "yesterday"], "resolved Mon 23 Nov 2026 09:00: Pack"),
        (["alternate", "ID", "Zoe", "--at", "mon", "3pm"], "alternate path Mon 23 Nov 2026 15:00: Pack"),
        (["resolve", "ID"], "resolved: Pack"),
    ],
)  # fmt: skip
def test_a_verb_says_how_it_read_the_date(argv: list[str], said: str, run: Run, added: Added) -> None:
    """A verb that reads a WHEN prints the instant with its weekday and month in letters."""
    card_id = added("Pack @dana")
    assert run(*(card_id if word == "ID" else word for word in argv)).out == f"{said}\n"


def test_a_snooze_cut_short_says_so(run: Run, added: Added) -> None:
    """What is printed is the end it really has, and stderr names what cut it."""
    card_id = added("Pack @dana !!fri 3pm")
    ran = run("snooze", card_id, "2w")
    assert ran.out == "snoozed until Thu 26 Nov 11:00: Pack\n"
    assert "cut to the last safe moment" in ran.err


def test_next_at_says_as_of_when(run: Run, added: Added) -> None:
    """The instant that `--at` was read as goes to people, not into the output."""
    added("Pack @dana")
    ran = run("next", "--at", "fri", "3pm")
    assert ran.err == "as of Fri 27 Nov 15:00\n"
    assert "STALLED" in ran.out


def test_undo_prints_one_card_or_an_array(run: Run, added: Added) -> None:
    """`undo --json` of one card's change is that card; of several cards', an array."""
    first, second = added("one"), added("two")
    run("resolve", first, second)
    run("note", first, "seen")
    assert run("undo", "--json").json()["id"] == first
    assert {card["id"] for card in run("undo", "--json").json()} == {first, second}


def test_chased_is_no_touch(run: Run, added: Added) -> None:
    """Being chased is kept in the history with who asked, and the clock runs on."""
    card_id = added("Pack @dana ^maria")
    later = "2026-11-25T15:00:00Z"
    card = run("chased", card_id, "--by", "Maria", "Lopez", "--json", now=later).json()
    assert card["touched_at"] == "2026-11-24T19:12:00Z"
    event = run("show", card_id, "--json").json()["events"][-1]
    assert (event["kind"], event["data"]) == ("chased", {"name": "Maria Lopez"})


def test_quick_prints_json_if_asked(run: Run) -> None:
    """`quick --plain --json` prints the card."""
    assert run("quick", "--plain", "--json", stdin="Pack @dana\n").json()["contact"] == "dana"


def test_quick_points_at_a_title_much_alike(run: Run, added: Added) -> None:
    """The same words in another order are a likely twin, as on the board."""
    short = added("Signed supplier quote")[10:16].lower()
    assert (
        f"much like {short} Signed supplier quote"
        in run("quick", "--plain", stdin="supplier quote, signed\n").err
    )
