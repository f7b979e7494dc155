"""add and quick: a line becomes a card, and what was understood is said."""

import json
from collections.abc import Callable

import pytest

from followup.core.exchange import FIELDS
from tests.cli.running import NOW, Run

FULL = (
    'Board pack figures in hand @dana ^maria !!fri noon > call reception +"Ben Ortiz, ext 2210" '
    '#board ~2h => pack final breaks:"no figures"'
)


def test_add_prints_the_id_and_what_was_understood(run: Run) -> None:
    """The first line is six letters and the title; the others say every piece in words."""
    ran = run("add", FULL)
    head, *facts = ran.out.splitlines()
    short, title = head.split("  ", 1)
    assert ran.code == 0
    assert title == "Board pack figures in hand"
    assert len(short) == 6
    assert run("show", short, "--json").json()["title"] == title
    said = "\n".join(facts)
    for words in (
        "with dana, for maria",
        "outcome pack final",
        "due Fri 27 Nov 12:00, in 3 days (hard)",
        "breaks no figures",
        "next call reception",
        "Ben Ortiz, ext 2210",
        "#board",
        "first check",
        "waits 2h",
    ):
        assert words in said


def test_add_json_is_the_card(run: Run) -> None:
    """`--json` prints one object with every field of the contract and the six letters as short."""
    card = run("add", "--json", FULL).json()
    assert tuple(card) == (*FIELDS, "verdict")
    assert card["short"] == card["id"][10:16].lower()
    assert (card["contact"], card["requester"], card["tags"]) == ("dana", "maria", ["board"])
    assert (card["due"], card["due_kind"]) == ("2026-11-27T17:00:00Z", "hard")
    assert (card["idle_limit_minutes"], card["outcome"]) == (120, "pack final")
    assert card["verdict"]["level"] == "fresh"


def test_a_word_form_argument_is_one_piece(run: Run) -> None:
    """In the shell an argument that starts with a word form is a piece to its end."""
    card = run("add", "--json", "Signed quote", "to:dana", "due:fri 3pm", "goal:quote in hand", "now").json()
    assert (card["title"], card["contact"], card["outcome"]) == ("Signed quote now", "dana", "quote in hand")
    assert card["due"] == "2026-11-27T20:00:00Z"


@pytest.mark.parametrize("title", ["--help-me", "-n", "--json"])
def test_a_title_that_looks_like_an_option(title: str, run: Run) -> None:
    """After `--` every word is text."""
    assert run("add", "--json", "--", title).json()["title"] == title


@pytest.mark.parametrize(
    "title", ["[bold]x[/]", "[@click=app.quit]x", "\x1b[31mred\x1b[0m", "a\u202eb", "📦 naïve 東京"]
)
def test_titles_are_kept_as_typed_and_shown_safe(title: str, run: Run) -> None:
    """Markup, escapes and bidi controls are stored as typed; nothing of them reaches the terminal or raw JSON."""
    said = run("add", title)
    raw = run("list", "--json")
    assert raw.json()[0]["title"] == title
    for text in (
        said.out,
        raw.out,
        run("list").out,
        run("next", now="2026-12-24T15:00:00Z").out,
        run("log").out,
    ):
        assert not {"\x1b", "\u202e"} & set(text)


def test_line_breaks_in_a_title_are_folded_and_said_so(run: Run) -> None:
    """A newline or tab becomes a space, with a note on stderr."""
    ran = run("add", "--json", "two\n\tlines")
    assert ran.json()["title"] == "two lines"
    assert "became spaces" in ran.err


def test_a_past_date_is_flagged(run: Run) -> None:
    """An explicit past deadline is accepted, and said to be past."""
    ran = run("add", "x !2026-11-02")
    assert ran.code == 0
    assert "past" in ran.err
    assert "overdue at once" in ran.out


def test_no_working_time_left_is_at_risk_at_once(run: Run) -> None:
    """Captured in the evening for the same evening, the card is at risk and the capture says so."""
    ran = run("add", "x !today 20:00", now="2026-11-24T23:30:00Z")
    assert "at risk at once" in ran.out


def test_an_unmarked_date_is_offered_not_eaten(run: Run) -> None:
    """A trailing "by friday" stays title and is offered as a deadline."""
    ran = run("add", "--json", "Send the deck by friday")
    assert ran.json()["title"] == "Send the deck by friday"
    assert ran.json()["due"] is None
    assert "!Fri 27 Nov" in ran.err


def test_dry_run_saves_nothing(run: Run) -> None:
    """`--dry-run` says what would be saved, with id and short null."""
    card = run("add", "--dry-run", "--json", FULL).json()
    assert (card["id"], card["short"], card["title"]) == (None, None, "Board pack figures in hand")
    assert "not saved" in run("add", "--dry-run", "x").out
    assert run("list", "--json").json() == []


def test_stdin_is_a_card_a_line(run: Run) -> None:
    """`add -` saves every line in one undo step, blank lines apart, and prints an array."""
    cards = run("add", "-", "--json", stdin="one @ben\n\n  \ntwo !fri\n").json()
    assert [card["title"] for card in cards] == ["one", "two"]
    assert run("undo").code == 0
    assert run("list", "--all", "--json").json() == []


def test_one_line_of_stdin_is_one_object(run: Run) -> None:
    """`add -` of one line prints one object."""
    assert run("add", "-", "--json", stdin="one\n").json()["title"] == "one"


def test_stdin_is_all_or_nothing(run: Run) -> None:
    """One bad line refuses them all and is named by its number."""
    ran = run("add", "-", stdin="one\n\ntwo !blorp\nthree\n")
    assert ran.code == 1
    assert "line 3" in ran.err
    assert "nothing was saved" in ran.err
    assert run("list", "--json").json() == []


def test_via_is_kept_with_the_opening(run: Run, added: Callable[..., str]) -> None:
    """`--via` says how it was sent, in the history."""
    card_id = added("x", "--via", "by mail")
    assert run("show", card_id, "--json").json()["events"][0]["data"]["via"] == "by mail"


def test_me_means_my_move(run: Run) -> None:
    """`@me` is a card that nobody was asked about: no contact, and the ball mine."""
    card = run("add", "--json", "x @me").json()
    assert (card["contact"], card["ball"], card["verdict"]["move"]) == (None, "mine", "send it")


def test_short_names_become_people(run: Run, home: object) -> None:
    """A short name from [people] is written out as that person, in a line, an edit and `--to`."""
    from pathlib import Path

    folder = Path(str(home))
    folder.mkdir()
    (folder / "config.toml").write_text('[people.dana]\nname = "Dana Reyes"\n', encoding="utf-8")
    card = run("add", "--json", "x @Dana ^maria").json()
    assert card["contact"] == "Dana Reyes"
    assert run("edit", card["id"], "for=dana", "--json").json()["requester"] == "Dana Reyes"
    assert run("follow-up", card["id"], "--to", "DANA", "--json").json()["contact"] == "Dana Reyes"


# quick


def test_quick_saves_a_line(run: Run) -> None:
    """`quick --plain` reads one line, saves it and says what it understood."""
    ran = run("quick", "--plain", stdin="Signed quote @dana !fri 3pm\n")
    assert ran.code == 0
    assert "due Fri 27 Nov 15:00, in 3 days" in ran.out
    assert run("list", "--json").json()[0]["contact"] == "dana"


def test_a_second_enter_saves_the_whole_line(run: Run) -> None:
    """A line that cannot be read is explained; a bare enter then saves all of it as title."""
    ran = run("quick", "--plain", stdin="call !asap @dana\n\n")
    assert ran.code == 0
    assert "not a date" in ran.err
    assert run("list", "--json").json()[0]["title"] == "call !asap @dana"


def test_quick_takes_a_better_line(run: Run) -> None:
    """After an explanation another line may be typed instead."""
    run("quick", "--plain", stdin="call !asap\ncall !fri\n")
    assert [card["title"] for card in run("list", "--json").json()] == ["call"]


def test_quick_points_at_a_twin(run: Run, added: Callable[..., str]) -> None:
    """An open card with the same title is pointed out, and the new one saved all the same."""
    card_id = added("Signed quote")
    ran = run("quick", "--plain", stdin="signed quote\n")
    assert card_id[10:16].lower() in ran.err
    assert len(run("list", "--json").json()) == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('Quote @"Dana', "never closed"),
        ("Quote !fri !mon", "a second deadline"),
        ("Quote to:", "contact is empty"),
        ("Quote >", "next move is empty"),
        ("Fix it !important", "for the title write \\!important"),
        ("word " * 2000, "9999 characters, 500 is the limit"),
    ],
)
def test_a_line_that_cannot_be_read_saves_nothing(run: Run, line: str, words: str) -> None:
    """As an argument and from a pipe it is refused with what is wrong and what to do; a pipe names the line."""
    said = run("add", line)
    piped = run("add", "-", stdin=f"Lease\n{line}\n")
    assert (said.code, piped.code) == (1, 1)
    assert words in said.err and words in piped.err
    assert "line 2" in piped.err
    assert run("list", "--json").json() == []


@pytest.mark.parametrize(
    "title",
    [
        "Ask ana@example.com about https://x.test/a#b?to=@me",
        "C# course, revenue > 5M, 5 > 3",
        "👩‍👩‍👧 and 🇩🇪 party",
        "שלום עולם, חוזה חתום",
    ],
)
def test_what_only_looks_like_a_piece_stays_in_the_title(run: Run, title: str) -> None:
    """Addresses, languages of programs and of people, and signs in prose are title to the letter, from a pipe too."""
    run("add", title)
    run("add", "-", stdin=f"{title}\r\n")
    run("quick", "--plain", stdin=f"{title}\n")
    cards = run("list", "--json").json()
    assert [(card["title"], card["contact"], card["tags"]) for card in cards] == [(title, None, [])] * 3


def test_add_writes_the_clock_of_the_environment(run: Run) -> None:
    """FOLLOWUP_NOW is when it was opened, to the second."""
    card = json.loads(run("add", "--json", "x").out)
    assert card["opened_at"] == card["touched_at"] == NOW
