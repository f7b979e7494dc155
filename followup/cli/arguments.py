"""The command line into a verb, its words and its options, by the table of commands.

Options stand anywhere before `--`. A word that begins with a dash and is no option of any command but has white
space, or a digit after the dash, is text. Raises UsageError.
"""

from collections.abc import Sequence
from typing import NamedTuple

from followup.cli.commands import BOARD, BY_NAME, COMMANDS, GLOBAL, Command, usage
from followup.errors import UsageError

RESTS = ("WHEN", "TEXT", "NAME", "QUERY")
LOOSE = ("WHEN", "TEXT", "NAME")  # option values that go on with words that would otherwise be too many


class Parsed(NamedTuple):
    """What was asked: the words by place (`rest` joined), and the options by name without dashes."""

    command: Command
    words: tuple[str, ...]
    options: dict[str, str]

    def has(self, option: str) -> bool:
        return option in self.options


class _Word(NamedTuple):
    text: str
    after: str | None  # the option with a loose value that it follows without a gap


def parse(argv: Sequence[str]) -> Parsed:
    """What the arguments ask for; no verb at all is the board."""
    command, rest = _verb(list(argv))
    words, options = _split(command, rest)
    if "help" in options or "version" in options:
        return Parsed(command, (), options)
    return Parsed(command, _placed(command, words, options), options)


def _verb(argv: list[str]) -> tuple[Command, list[str]]:
    """The command and everything else, in order."""
    place = 0
    while place < len(argv) and is_option(argv[place]):
        if argv[place] == "--":
            break
        # A value that stands by itself: --home DIR. Nothing else before the verb takes one.
        place += 2 if argv[place] == "--home" else 1
    if place >= len(argv):
        return BOARD, argv
    name = argv[place]
    if name == "help":
        return _help(argv[place + 1 :])
    if name not in BY_NAME:
        near = _near(name, [one.name for one in COMMANDS])
        raise UsageError(f"there is no command {name!r}", near or "followup --help lists them")
    return BY_NAME[name], [*argv[:place], *argv[place + 1 :]]


def _help(after: list[str]) -> tuple[Command, list[str]]:
    return BY_NAME.get(after[0] if after else "", BOARD), ["--help"]


def _split(command: Command, argv: list[str]) -> tuple[list[_Word], dict[str, str]]:
    known = dict(map(spelt, (*command.options, *GLOBAL))) | {"-h": ""}
    words: list[_Word] = []
    options: dict[str, str] = {}
    loose: str | None = None
    place = 0
    while place < len(argv):
        given = argv[place]
        place += 1
        if given == "--":
            words += [_Word(word, None) for word in argv[place:]]
            break
        if not is_option(given):
            words.append(_Word(given, loose))
            continue
        name, equals, value = given.partition("=")
        if name not in known:
            raise _unknown(command, name, known)
        if known[name] and not equals:
            if place >= len(argv):
                raise UsageError(f"{name} needs a {known[name]}", usage(command))
            value, place = argv[place], place + 1
        elif equals and not known[name]:
            raise UsageError(f"{name} takes no value", usage(command))
        if name == "--home" and not value.strip():
            raise UsageError("--home needs a DIR", "it was given an empty one")
        key = "help" if name == "-h" else name.lstrip("-")
        if key in options and known[name]:
            raise UsageError(f"{name} is given twice", "once is enough")
        options[key] = value
        loose = key if known[name] in LOOSE and " " not in value else None
    return words, options


def spelt(option: str) -> tuple[str, str]:
    name, _, value = option.partition(" ")
    return name, value


def is_option(word: str) -> bool:
    if word == "--":
        return True
    name = word.partition("=")[0]
    letter = name.lstrip("-")[:1]
    return name[:1] == "-" and letter.isascii() and letter.isalpha() and len(name.split()) == 1


def _unknown(command: Command, name: str, known: dict[str, str]) -> UsageError:
    hint = _near(name, known) or "-- before a text that starts with a dash"
    where = f"followup {command.name}".strip()
    return UsageError(f"{where} has no option {name}", hint)


def _near(word: str, known: Sequence[str] | dict[str, object] | dict[str, str] | dict[str, Command]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1)
    return f"did you mean {found[0]}?" if found else ""


def _placed(command: Command, words: list[_Word], options: dict[str, str]) -> tuple[str, ...]:
    wanted = command.arguments.split()
    last = wanted[-1] if wanted else ""
    words = _loosened(command, words, options, wanted)
    takes_rest = last.strip("[]") in RESTS
    if len(words) > len(wanted) and not takes_rest and not last.endswith("..."):
        raise UsageError(f"{words[len(wanted)].text!r} is one word too many", usage(command))
    needed = sum(not one.startswith("[") for one in wanted)
    if len(words) < needed:
        missing = wanted[len(words)].removesuffix("...")
        raise UsageError(f"followup {command.name} needs {_article(missing)}", usage(command))
    texts = [word.text for word in words]
    if takes_rest and len(texts) >= len(wanted):
        texts[len(wanted) - 1 :] = [" ".join(texts[len(wanted) - 1 :])]
    for place, one in enumerate(wanted[: len(texts)]):
        _check_choice(command, one.strip("[]"), texts[place])
    return tuple(texts)


def _loosened(
    command: Command, words: list[_Word], options: dict[str, str], wanted: list[str]
) -> list[_Word]:
    """Give closing words that nothing else needs to the unquoted option value right before them.

    So `heard ID holding --until fri 3pm` says what it seems to say, and so do `next --at fri 3pm` and
    `resolve ID --proof in hand`. Where the words may be meant either way, a date takes what reads on as one.
    """
    needed = sum(not one.startswith("[") for one in wanted)
    end = len(words)
    while end and (key := words[end - 1].after) is not None:
        start = end
        while start and words[start - 1].after == key:
            start -= 1
        closing = [word.text for word in words[start:end]]
        taken = _taken(closing, start, wanted, f"--{key} WHEN" in command.options, len(words) - needed)
        options[key] = " ".join((options[key], *closing[:taken]))
        words = words[:start] + words[start + taken :]
        end = start
    return words


def _taken(closing: list[str], start: int, wanted: list[str], dates: bool, spare: int) -> int:
    """How many of the closing words are the option's; `start` words stand before them, `spare` are not needed."""
    several = wanted != [] and wanted[-1].endswith("...")
    if not several and start >= len(wanted):
        return len(closing)
    if dates:
        return max(0, min(spare, _date_words(closing)))
    return len(closing) if several and start and not all(map(_like_id, closing)) else 0


def _date_words(words: list[str]) -> int:
    """How many of the first words read on as a date. An id may begin with a digit too."""
    import re

    from followup.core.when_words import goes_on

    count = 0
    for word in words:
        digits = re.fullmatch(
            r"\d{1,4}([:/.-]\d+)*([ap]m|st|nd|rd|th|[hmdw])?", word, re.ASCII | re.IGNORECASE
        )
        if not (digits or (len(word) > 1 and not word[0].isdigit() and goes_on(word, 0))):
            break
        count += 1
    return count


def _like_id(word: str) -> bool:
    """Whether it may be meant as a card's id or short, more likely than as a word of a text."""
    from followup.core.ids import ALPHABET, SHORTEST

    likely = len(word) == 1 or (len(word) >= SHORTEST and any(letter.isdigit() for letter in word))
    return likely and all(letter in ALPHABET for letter in word.upper())


def _check_choice(command: Command, wanted: str, given: str) -> None:
    if not wanted.islower():
        return
    choices = wanted.split("|")
    if given not in choices:
        hint = _near(given, choices) or f"one of {', '.join(choices)}"
        raise UsageError(f"followup {command.name} knows no {given!r}", hint)


def _article(name: str) -> str:
    if name.islower():
        return f"one of {', '.join(name.split('|'))}" if "|" in name else f"the word {name}"
    return f"{'an' if name[0] in 'AEIO' else 'a'} {name}"


__all__ = ["COMMANDS", "Parsed", "parse"]
