"""The command line is read by the one table of commands: options anywhere, a last text takes the rest."""

import pytest

from followup.cli.arguments import parse
from followup.cli.commands import BY_NAME, COMMANDS, overview
from followup.errors import UsageError


@pytest.mark.parametrize(
    ("line", "words", "options"),
    [
        (["add", "a", "b"], ("a", "b"), {}),
        (["add", "--json", "a", "--via", "mail", "b"], ("a", "b"), {"json": "", "via": "mail"}),
        (["add", "--via=by mail", "a"], ("a",), {"via": "by mail"}),
        (["add", "--", "--json", "-x"], ("--json", "-x"), {}),
        (["add", "-5 degrees", "- dash", "->", "-1"], ("-5 degrees", "- dash", "->", "-1"), {}),
        (["add", "--help me with this"], ("--help me with this",), {}),
        (["--home", "/x", "add", "a"], ("a",), {"home": "/x"}),
        (["--home=/x", "--json", "add", "a"], ("a",), {"home": "/x", "json": ""}),
        (["add", "a", "--home", "/x"], ("a",), {"home": "/x"}),
        (["note", "k3f", "called", "twice", "today"], ("k3f", "called twice today"), {}),
        (["snooze", "k3f", "fri", "3pm", "--json"], ("k3f", "fri 3pm"), {"json": ""}),
        (["alternate", "k3f"], ("k3f",), {}),
        (["alternate", "k3f", "Ben", "Ortiz", "--via", "phone"], ("k3f", "Ben Ortiz"), {"via": "phone"}),
        (["alternate", "k3f", "--note", "away", "Ben"], ("k3f", "Ben"), {"note": "away"}),
        (["alternate", "k3f", "Ben", "--note", "she", "is", "away"], ("k3f", "Ben"), {"note": "she is away"}),
        (["follow-up", "a", "--note", "x", "b"], ("a", "b"), {"note": "x"}),
        (["follow-up", "--at", "now", "a", "b"], ("a", "b"), {"at": "now"}),
        (["heard", "a", "holding", "--until", "fri", "3pm"], ("a", "holding"), {"until": "fri 3pm"}),
        (
            ["reschedule", "a", "next", "tue", "--reason", "they", "asked"],
            ("a", "next tue"),
            {"reason": "they asked"},
        ),
        (["list", "to:dana", "board", "pack"], ("to:dana board pack",), {}),
        (["next", "--at", "fri", "3pm", "--count"], (), {"at": "fri 3pm", "count": ""}),
        (["next", "--at", "fri", "dana"], ("dana",), {"at": "fri"}),
        (["next", "--at", "fri", "3pm", "dana"], ("dana",), {"at": "fri 3pm"}),
        (["heard", "--until", "fri", "3pm", "0d2", "away"], ("0d2", "away"), {"until": "fri 3pm"}),
        (["follow-up", "--at", "9:00", "am", "0d2", "k3f"], ("0d2", "k3f"), {"at": "9:00 am"}),
        (["follow-up", "0d2", "--at", "3", "days", "ago"], ("0d2",), {"at": "3 days ago"}),
        (["resolve", "0d2", "--proof", "it", "is", "there"], ("0d2",), {"proof": "it is there"}),
        (["resolve", "0d2", "--proof", "seen", "1b2"], ("0d2", "1b2"), {"proof": "seen"}),
        (
            ["follow-up", "0d2", "--at", "mon", "3pm", "--note", "no", "answer", "--via", "phone"],
            ("0d2",),
            {"at": "mon 3pm", "note": "no answer", "via": "phone"},
        ),
        ([], (), {}),
        (["--home", "/x"], (), {"home": "/x"}),
    ],
)
def test_words_and_options(line: list[str], words: tuple[str, ...], options: dict[str, str]) -> None:
    """Words go to their places and options to their names, wherever they stand."""
    parsed = parse(line)
    assert (parsed.words, parsed.options) == (words, options)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (["shw"], "show"),
        (["lits"], "list"),
        (["list", "--jso"], "--json"),
        (["list", "--stage"], "STAGE"),
        (["list", "--home", ""], "--home"),
        (["list", "--home= "], "--home"),
        (["list", "--all=yes"], "--all"),
        (["list", "--stage", "a", "--stage", "b"], "--stage"),
        (["show"], "ID"),
        (["heard", "k3f"], "answered"),
        (["heard", "k3f", "away", "again"], "again"),
        (["heard", "k3f", "answred"], "answered"),
        (["snooze", "k3f"], "WHEN"),
        (["undo", "1", "2"], "2"),
        (["import", "pdf", "x"], "json"),
        (["config", "shw"], "show"),
        (["add", "--nope", "x"], "--"),
        (["--nope"], "--nope"),
        (["--"], "--help"),
    ],
)
def test_usage_errors(line: list[str], named: str) -> None:
    """What cannot be meant is a usage error that names what is near, or what is missing."""
    with pytest.raises(UsageError) as caught:
        parse(line)
    assert caught.value.exit_code == 2
    assert named in caught.value.message + caught.value.hint


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_a_function(command: object) -> None:
    """Every row of the table leads to a function that is there."""
    from importlib import import_module

    module, _, name = BY_NAME[command.name].does.partition(".")  # type: ignore[attr-defined]
    assert callable(getattr(import_module(f"followup.cli.{module}"), name))


def test_overview_names_every_command() -> None:
    """`--help` lists every verb with its line."""
    lines = overview().splitlines()
    for command in COMMANDS:
        assert any(line.split()[:1] == [command.name] and command.line in line for line in lines)


def test_help_anywhere_wins() -> None:
    """`VERB --help`, `--help VERB` and `help VERB` show one command, whatever else is missing."""
    for line in (["show", "--help"], ["--help", "show"], ["help", "show"], ["show", "-h"]):
        parsed = parse(line)
        assert parsed.command.name == "show"
        assert "help" in parsed.options
