"""complete: what could stand at the end of a command line, for the scripts of `config completions`.

A line a candidate: the value, a tab, what it is. `:files` asks the shell for its own file names. Whatever is wrong,
the store above all, there are no candidates and no words about it: somebody is typing.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from followup.cli.arguments import is_option, spelt
from followup.cli.call import Call
from followup.cli.commands import COMMANDS, GLOBAL, Command
from followup.core.clean import shown
from followup.errors import FollowupError

FILES = ":files"
MOST = 1000
WIDEST = 60  # characters of what a candidate is


class Candidate(NamedTuple):
    """What may be put in, and what it is."""

    value: str
    about: str = ""


class Place(NamedTuple):
    """Where the cursor is: the command so far, its words by place, the options given, and the word being typed.

    `option` is what the option before the cursor takes (`STAGE`), "" where none waits for a value.
    """

    command: Command | None
    words: tuple[str, ...]
    options: tuple[str, ...]
    current: str
    option: str
    literal: bool
    home: str | None


def complete(call: Call) -> int:
    """Print the candidates for the words after `--`; with --bash they are a line up to its cursor, and bash's word."""
    from followup.cli import bashline

    line = bashline.taken_apart(call.words[0]) if call.has("bash") else None
    words = call.words if line is None else line.words[1:]
    try:
        found = candidates(place(words or ("",)), call.parsed.options.get("home"))
    except (FollowupError, OSError, ValueError, TypeError, KeyError):
        found = []
    for one in found[:MOST]:
        value: str | None = one.value
        if line is not None and one.value != FILES:
            value = bashline.rest_of(one.value, line, call.words[1] if len(call.words) > 1 else "")
        if value is not None:
            call.out.write(f"{value}\t{shown(one.about)[:WIDEST]}\n" if one.about else f"{value}\n")
    return 0


def place(words: Sequence[str]) -> Place:
    """Where the last of these words stands; the program's own name is not among them."""
    from followup.cli.commands import BY_NAME

    command: Command | None = None
    taken, options, waiting, literal, home = list[str](), list[str](), "", False, None
    for word in words[:-1]:
        if waiting:
            home = word if options[-1] == "--home" else home
            waiting = ""
        elif word == "--" and not literal:
            literal = True
        elif is_option(word) and not literal:
            name, equals, value = word.partition("=")
            options.append(name)
            home = value if equals and name == "--home" else home
            waiting = "" if equals else _takes(command, name)
        elif command is None:
            command = BY_NAME.get(word)
            if command is None:
                raise ValueError(word)
        else:
            taken.append(word)
    return Place(command, tuple(taken), tuple(options), words[-1], waiting, literal, home)


def _takes(command: Command | None, name: str) -> str:
    """What an option takes, in the words of the table."""
    return dict(map(spelt, _options(command))).get(name, "")


def _options(command: Command | None) -> tuple[str, ...]:
    return (*command.options, *GLOBAL) if command else GLOBAL


def candidates(at: Place, home: str | None = None) -> list[Candidate]:
    """What may stand there, each safe to be shown and put in. Raises FollowupError, OSError and ValueError."""
    from followup.cli.candidates import Source

    source = Source(at, at.home or home)
    head, equals, value = at.current.partition("=")
    if at.option:
        return _fitting(source.of(at.option, at.current), at.current)
    if at.current[:1] == "-" and not at.literal:
        if not equals:
            return _fitting(_option_names(at), at.current)
        found = source.of(_takes(at.command, head), value)
        return _fitting((one._replace(value=f"{head}={one.value}") for one in found), at.current)
    if at.command is None:
        return _fitting((Candidate(one.name, one.line) for one in COMMANDS), at.current)
    return _fitting(source.of(_argument(at.command, len(at.words)), at.current), at.current)


def _option_names(at: Place) -> Iterable[Candidate]:
    for name, takes in map(spelt, _options(at.command)):
        if name not in at.options:
            yield Candidate(name, takes)


def _argument(command: Command, number: int) -> str:
    """What the table says stands there; several of the last one are of its kind too."""
    from followup.cli.arguments import RESTS

    wanted = command.arguments.split()
    if number < len(wanted):
        return wanted[number]
    last = wanted[-1] if wanted else ""
    return last if last.endswith("...") or last.strip("[]") in RESTS else ""


def _fitting(found: Iterable[Candidate], begun: str) -> list[Candidate]:
    """Those that go on from what is typed, each once, and nothing that a terminal would take for a command."""
    wanted = begun.casefold()
    once: dict[str, Candidate] = {}
    for one in found:
        if one.value == FILES or (one.value.casefold().startswith(wanted) and shown(one.value) == one.value):
            once.setdefault(one.value, one)
    return [one for one in once.values() if one.value]
