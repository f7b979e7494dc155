"""Exit codes and bad input: one clear line and a hint, nothing lost, nothing changed (DESIGN sections 10 and 11)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from followup.store import open_store
from tests.cli.running import Run

LONG = "x" * 501


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        # 1: refused
        (["add", ""], 1, "title"),
        (["add", "   \t "], 1, "title"),
        (["add", "\u200b\u2060"], 1, "title"),
        (["add", LONG], 1, "501 characters, 500 is the limit"),
        (["add", "a\x00b"], 1, "NUL"),
        (["add", "half \udcff a byte"], 1, "no text"),
        (["add", "x !notaday"], 1, "not a date"),
        (["add", "x @dana @ben"], 1, "second contact"),
        (["add", 'x => "never closed'], 1, "never closed"),
        (["add", "-"], 1, "stdin"),
        (["show", "zzz"], 1, "no card goes by 'zzz'"),
        (["show", ""], 1, "no card"),
        (["follow-up", "ID", "--at", "tomorrow"], 1, "--at"),
        (["follow-up", "ID", "--at", "never"], 1, "--at: "),
        (["alternate", "ID"], 1, "nobody is left to try"),
        (["heard", "ID", "away", "--until", "yesterday"], 1, "passed"),
        (["reopen", "ID"], 1, "is not resolved"),
        (["snooze", "ID", "yesterday"], 1, "passed"),
        (["note", "ID", " "], 1, "empty"),
        (["note", "ID", "x" * 65537], 1, "64 kB"),
        (["reschedule", "ID", "someday"], 1, "not a date"),
        (["move", "ID", "sent"], 1, "already"),
        (["edit", "ID", "title="], 1, "title"),
        (["edit", "ID", "tag-=nope"], 1, "nope"),
        (["edit", "ID", "due_kind=hard"], 1, "no deadline"),
        (["undo", "--json"], 1, "nothing to undo"),
        (["redo"], 1, "nothing to redo"),
        (["list", "before:blorp"], 1, "not a date"),
        (["next", "--at", "blorp"], 1, "not a date"),
        (["import", "json", "/nonexistent/file"], 1, "cannot be read"),
        (["export", "json", "-o", "/nonexistent/file"], 1, "cannot be written"),
        (["quick"], 1, "no terminal"),
        (["quick", "--plain"], 1, "nothing was saved"),
        (["demo"], 1, "no terminal"),
        ([], 1, "no terminal"),
        (["config", "edit"], 1, "no terminal"),
        # 2: usage
        (["shw"], 2, "did you mean show?"),
        (["list", "--nope"], 2, "no option --nope"),
        (["add"], 2, "needs a TEXT"),
        (["list", "--stage", "nowhere"], 2, "no stage 'nowhere'"),
        (["list", "stage:nowhere"], 2, "nowhere"),
        (["list", "is:bogus"], 2, "bogus"),
        (["move", "ID", "nowhere"], 2, "no stage 'nowhere'"),
        (["heard", "ID", "maybe"], 2, "answered"),
        (["heard", "ID", "answered", "--until", "tomorrow"], 2, "--until"),
        (["edit", "ID", "colour=red"], 2, "colour"),
        (["edit", "ID", "title"], 2, "KEY=VALUE"),
        (["undo", "x"], 2, "number"),
        (["undo", "0"], 2, "number"),
        (["undo", "٣"], 2, "number"),
        (["next", "--format", "{nope}"], 2, "{nope}"),
        (["next", "is:muted", "--format", "{nope}"], 2, "{nope}"),
        (["update", "ID", "--via", "chat"], 2, "--told"),
        (["update", "ID", "--note", "late"], 2, "--told"),
        (["brief", "--format", "xml"], 2, "markdown"),
        # 3: the store
        (["--home", "/dev/null/x", "add", "x"], 3, "/dev/null/x"),
        (["--home", "/dev/null/x", "list"], 3, "/dev/null/x"),
        (["--home", "/dev/null/x", "watch"], 3, "/dev/null/x"),
        (["--home", "/dev/null/x", "doctor"], 3, ""),
    ],
)
def test_refusals(argv: list[str], code: int, said: str, run: Run, added: Callable[..., str]) -> None:
    """Each wrong wish ends with its code, one line that begins with the program's name, and a line of hint."""
    card_id = added("a card") if "ID" in argv or "--format" in argv else ""
    before = run("list", "--all", "--json").out
    at = "2026-12-24T15:00:00Z" if "--format" in argv else "2026-11-24T19:12:00Z"
    ran = run(*(card_id if word == "ID" else word for word in argv), now=at)
    lines = ran.err.splitlines()
    if argv[-1:] != ["doctor"]:
        assert lines[0].startswith("followup: ")
        assert len(lines) <= 2
        assert ran.out == ""
    assert ran.code == code, ran.err
    assert said in ran.err
    assert run("list", "--all", "--json").out == before


@pytest.mark.parametrize(
    "argv",
    [
        ["add", "x"],
        ["list"],
        ["next"],
        ["log"],
        ["export", "json"],
        ["doctor"],
        ["config"],
        ["config", "check"],
        ["watch", "--once"],
        ["watch", "--dry-run"],
        ["--version"],
        ["--help"],
        ["help", "add"],
    ],
)
def test_an_empty_home_is_no_error(argv: list[str], run: Run) -> None:
    """On a home that nobody has used yet every command that looks is done at once."""
    assert run(*argv).code == 0


def test_an_ambiguous_id_names_the_cards(run: Run, added: Callable[..., str]) -> None:
    """A prefix of several cards is refused with what would tell them apart."""
    tails: dict[str, str] = {}
    for number in range(40):
        card_id = added(f"card {number}")
        first = card_id[10:11].lower()
        if first in tails:
            break
        tails[first] = card_id
    ran = run("show", first)
    assert ran.code == 1
    assert "2 cards go by" in ran.err
    for one in (tails[first], card_id):
        assert one[10:12].lower() in ran.err


def test_a_refused_wish_writes_nothing(run: Run, added: Callable[..., str], home: Path) -> None:
    """A card that cannot be found, or a stage that is none, leaves the store as it was, to the byte."""
    added("a card")
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    assert run("resolve", "zzz").code == 1
    assert run("move", "zzz", "nowhere").code == 2
    after = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    assert after == before


@pytest.mark.parametrize("damage", [{"alternates": 5}, {"events": [{"id": 1}]}, {"events": 7}])
def test_a_damaged_card_is_named(
    damage: dict[str, Any], run: Run, added: Callable[..., str], home: Path
) -> None:
    """One card that cannot be read is exit code 3 and one line that names it; an add still works."""
    with open_store(home) as store:
        broken = {**(store.get(added("a card")) or {}), "id": "0" * 26, **damage}
        store.add([broken], at=0, by="test", label="damaged")
    for argv in (["list"], ["next", "--json"], ["show", "0" * 26], ["export", "json"]):
        ran = run(*argv)
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.splitlines()[0].startswith(f"followup: card {'0' * 26} in the store is damaged")
    assert run("doctor").code == 3
    assert run("add", "another").code == 0
