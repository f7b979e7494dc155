"""`followup update`, `brief`, and what resolve and alternate offer: drafts, and never anything sent."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Run

Added = Callable[..., str]
MONDAY = "2026-11-23T15:00:00Z"
LINE = 'Board pack @"Dana Reyes" ^"Maria Lopez" !!wed noon > call reception +"Ben Ortiz, ext 2210" => figures in hand'


@pytest.fixture
def pack(run: Run, added: Added) -> str:
    """The board pack: asked on Monday at 10:00 and again on Tuesday at 9:00; its short."""
    card = added(LINE, now=MONDAY)
    run("follow-up", card, "--at", "9am")
    run("edit", card, "breaks=board has no figures")
    return str(run("show", card, "--json").json()["short"])


DRAFT = """\
Board pack: at risk for Wednesday 12:00.
I asked Dana yesterday and again this morning. No answer so far.
My next move now: call reception.
If that does not work, I go to Ben Ortiz.
If neither works by Wednesday 12:00, board has no figures.
Which do you prefer?
  1  Wednesday 12:00 stays, and I go to Ben Ortiz.
  2  a new date: you say which day still helps.
"""


def test_update_prints_the_draft_alone(run: Run, pack: str) -> None:
    """stdout is the letter, ready for a pipe; how to record it is for people. Nothing is recorded."""
    before = run("show", pack, "--json").out
    ran = run("update", pack)
    assert (ran.code, ran.out) == (0, DRAFT)
    assert ran.err == f"note: a draft, nothing is sent; once Maria knows: followup update {pack} --told\n"
    assert run("show", pack, "--json").out == before


def test_the_readme_shows_what_update_prints(run: Run, pack: str) -> None:
    """The example there is this one."""
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"$ followup update s3c\n{DRAFT}```" in readme


def test_a_draft_in_json_has_its_grounds(run: Run, pack: str) -> None:
    """Of one card an object, of several an array; every event that it names is one of the card's."""
    found = run("update", pack, "--json").json()
    assert (found["short"], found["level"], found["to"]) == (pack, "at_risk", "Maria Lopez")
    assert [line["text"] for line in found["lines"]] == [
        line.removeprefix("  1  ").removeprefix("  2  ") for line in DRAFT.splitlines()
    ]
    card = run("show", pack, "--json").json()
    known = {event["id"] for event in card["events"]} | card.keys()
    known |= {f"verdict.{name}" for name in card["verdict"]}
    assert {ground for line in found["lines"] for ground in line["rests_on"]} <= known
    other = run("add", "--json", "Lease").json()["id"]
    assert [one["title"] for one in run("update", pack, other, "--json").json()] == ["Board pack", "Lease"]


def test_told_is_recorded_with_how_and_what(run: Run, pack: str) -> None:
    """--told alone writes, and its JSON is the card."""
    card = run("update", pack, "--told", "--via", "chat", "--note", "it is late", "--json").json()
    assert card["told_at"] == "2026-11-24T19:12:00Z"
    event = run("show", pack, "--json").json()["events"][-1]
    assert (event["kind"], event["data"]) == ("updated", {"text": "it is late", "via": "chat"})


def test_a_draft_for_nobody_says_how_to_name_somebody(run: Run, added: Added) -> None:
    """It is drafted all the same."""
    card = added("Lease @dana")
    ran = run("update", card)
    assert ran.out.startswith("Lease: with Dana.\n")
    assert "for=NAME" in ran.err


def test_what_was_typed_cannot_steer_the_terminal(run: Run, added: Added) -> None:
    """The escape is shown as a mark in text and in Markdown; in JSON it is as typed, escaped."""
    card = added("a \x1b[31mred] <b> *x* ^maria")
    for argv in (("update", card), ("brief",), ("brief", "--format", "markdown")):
        assert "\x1b" not in run(*argv).out
    assert "a \x1b[31mred] <b> *x*: " in run("update", card, "--json").json()["lines"][0]["text"]
    assert r"**a ␛\[31mred\] \<b\> \*x\*: " in run("brief", "--format", "markdown").out


# Brief


def test_a_brief_for_one_is_a_letter_to_paste(run: Run, pack: str) -> None:
    """By the beginning of the name; when news is owed is for me, on stderr."""
    ran = run("brief", "--for", "maria lopez")
    assert ran.out.startswith("Maria, where your one thing stands on Tuesday 24 Nov at 14:12.\n\n" + DRAFT)
    assert ran.out.endswith("\nNothing else of yours is open.\n")
    assert ran.err == "note: a draft, nothing is sent; never told, news owed since today 14:00\n"


def test_a_brief_for_all_has_everybody_under_their_name(run: Run, pack: str, added: Added) -> None:
    """Whose card is graver comes first; no card of nobody's is in it."""
    added("Badge @gate ^tom")
    added("Lease @dana")
    ran = run("brief")
    heads = [line for line in ran.out.splitlines() if line.startswith("To ")]
    assert heads == ["To Maria Lopez   never told, news owed since today 14:00", "To Tom   never told"]
    assert "Lease" not in ran.out


def test_a_brief_in_json_is_an_array(run: Run, pack: str) -> None:
    """By --format as by --json; with --for it has one element, with nobody waiting none."""
    found = run("brief", "--format", "json").json()
    assert run("brief", "--json", "--for", "mar").json() == found
    assert [(one["requester"], one["last_told_at"], one["news_due_at"]) for one in found] == [
        ("Maria Lopez", None, "2026-11-24T19:00:00Z")
    ]
    assert [one["short"] for one in found[0]["cards"]] == [pack]
    run("delete", pack)
    assert run("brief", "--format", "json").json() == []


def test_update_every_says_when_news_is_owed(run: Run, added: Added, home: Path) -> None:
    """The short name of the settings is understood too."""
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(
        '[people.boss]\nname = "Maria Lopez"\nrequester = true\nupdate_every = "1d"\n'
    )
    added("Lease @dana ^boss")
    found = run("brief", "--for", "boss", "--format", "json").json()
    assert [one["news_due_at"] for one in found] == ["2026-11-25T19:12:00Z"]


def test_a_requesters_own_clock_is_spoken_of(run: Run, pack: str, home: Path) -> None:
    """A date is said on it too, where the settings have their time zone."""
    (home / "config.toml").write_text('[people.maria]\nname = "Maria Lopez"\ntimezone = "Europe/Warsaw"\n')
    assert run("update", pack).out.startswith("Board pack: at risk for Wednesday 12:00 (18:00 your time).")


def test_a_brief_for_nobody_is_refused(run: Run, pack: str) -> None:
    """With whom there is; and with nobody waiting it says so and prints nothing."""
    ran = run("brief", "--for", "bob")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "followup: 'bob' is no requester of any card\n  news is owed to Maria Lopez\n"
    run("delete", pack)
    ran = run("brief")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("nobody waits for news")


# What other verbs offer


def test_told_to_nobody_says_how_to_name_somebody(run: Run, added: Added) -> None:
    """It is recorded, and that nobody is named is said; not to a program."""
    card = added("Lease @dana")
    ran = run("update", card, "--told")
    assert (ran.code, ran.out) == (0, "told: Lease\n")
    short = run("show", card, "--json").json()["short"]
    assert ran.err == f"note: nobody is named who was told: followup edit {short} for=NAME\n"
    assert run("update", card, "--told", "--json").err == ""


def test_a_resolve_offers_the_closing_update_until_it_was_told(run: Run, pack: str) -> None:
    """On stderr; update drafts it, brief includes it, --told ends it, and a proof that follows brings none back."""
    offer = f"note: Maria does not know yet: followup update {pack}\n"
    assert run("resolve", pack).err == offer
    assert run("update", pack).out.startswith("Done, unconfirmed: Board pack.\n")
    assert run("resolve", pack, "--proof", "mail from finance").err == offer
    closing = "Done: Board pack.\nFinished today 14:12; the date was Wednesday 12:00.\nHow I know: mail from finance.\n"
    assert run("update", pack).out == closing
    assert closing in run("brief").out
    run("update", pack, "--told")
    assert run("brief").out == ""
    proven = run("resolve", pack, "--proof", "and a call")
    assert (proven.out.partition(":")[0], proven.err) == ("proof added", "")


def test_a_resolve_for_nobody_offers_nothing(run: Run, added: Added) -> None:
    """There is nobody to tell."""
    assert run("resolve", added("Lease @dana"), "--proof", "signed").err == ""


def test_an_alternate_path_comes_with_what_to_write(run: Run, pack: str) -> None:
    """On stderr, ready to paste."""
    ran = run("alternate", pack, "ben")
    assert ran.out == "alternate path: Board pack\n"
    assert ran.err == (
        "note: ready to paste, nothing is sent:\n"
        "  Hello Ben, can you help me with this?\n"
        "  What I need: Board pack.\n"
        "  It is done when this is true: figures in hand.\n"
        "  I asked Dana Reyes yesterday and again this morning and have no answer so far.\n"
        "  I need it by Wednesday 12:00 for Maria Lopez; what depends on it: board has no figures.\n"
        "  If it is not yours, who would know?\n"
    )


@pytest.mark.parametrize("said", [["--via", "phone"], ["--note", "asked"], ["--at", "1pm"], ["--json"]])
def test_what_was_said_already_is_not_offered(run: Run, pack: str, said: list[str]) -> None:
    """Whoever says how or when it was done has done it; and a script reads no letters."""
    assert run("alternate", pack, "ben", *said).err == ""


@pytest.mark.parametrize(
    ("line", "argv", "said"),
    [
        ("Lease", ["follow-up", "ID"], 'nobody is named for it, and no next move: followup edit ID to=NAME next="..."'),
        ("Lease @dana", ["follow-up", "ID"], 'no next move: followup edit ID next="..."'),
        ("Lease > call", ["follow-up", "ID"], "nobody is named for it: followup edit ID to=NAME"),
        ("Lease @me", ["follow-up", "ID", "--to", "Zoe"], 'no next move: followup edit ID next="..."'),
        ("Lease @dana", ["alternate", "ID", "Ben", "--via", "mail"], 'no next move: followup edit ID next="..."'),
        ("Lease @me", ["heard", "ID", "holding"],
         'nobody is named for it, and no next move: followup edit ID to=NAME next="..."'),
        ("Lease @dana", ["move", "ID", "followed-up"], 'no next move: followup edit ID next="..."'),
        ("Lease", ["edit", "ID", "to=Dana"], 'no next move: followup edit ID next="..."'),
        ("Lease @dana > call", ["follow-up", "ID"], ""),
        ("Lease @dana", ["edit", "ID", "goal=signed"], ""),
        ("Lease @dana", ["heard", "ID", "holding"], ""),
        ("Lease @dana", ["follow-up", "ID", "--json"], ""),
    ],
)  # fmt: skip
def test_a_card_that_waits_since_says_what_is_blank(
    line: str, argv: list[str], said: str, run: Run, added: Added
) -> None:
    """One line on stderr with the command that fills it, at the gesture that made it wait; a script is not asked."""
    card = added(line)
    ran = run(*(card if word == "ID" else word for word in argv))
    short = run("show", card, "--json").json()["short"]
    assert (ran.code, ran.err) == (0, f"note: {said.replace('ID', short)}\n" if said else "")


def test_the_blanks_are_asked_for_once(run: Run, added: Added) -> None:
    """What waits as before is not asked again, and an add asks nothing; of several cards one line counts."""
    assert run("add", "Lease").err == ""
    one, two = added("Badge @dana"), added("Desk @zoe > call")
    assert run("follow-up", one, two).err.startswith("note: no next move for 1 of 2: followup edit ")
    assert run("follow-up", one).err == ""
    assert run("resolve", one, "--proof", "seen").err == ""
    assert run("reopen", one).err == ""
    assert "no next move" in run("follow-up", one).err
