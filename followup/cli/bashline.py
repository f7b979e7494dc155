"""A line as bash has it: taken apart at the cursor, and what is put in made safe to be read by bash again."""

from typing import NamedTuple

# Everything else in ASCII gets a backslash; letters of other scripts mean nothing to a shell.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-")
_BLANK = frozenset(" \t\n")
_IN_DOUBLE = frozenset('"\\$`')


class Line(NamedTuple):
    """The words before the cursor, the one at it as it is written (`raw`), and the quote that is open there."""

    words: tuple[str, ...]
    raw: str
    quote: str


def taken_apart(line: str) -> Line:
    """The last word is the one at the cursor, and may be empty."""
    words, word, raw, quote, began = list[str](), "", "", "", False
    letters = iter(line)
    for letter in letters:
        if letter in _BLANK and not quote:
            if began:
                words.append(word)
            word, raw, began = "", "", False
            continue
        raw, began = raw + letter, True
        if letter == quote or (letter in "'\"" and not quote):
            quote = "" if quote else letter
        elif letter == "\\" and quote != "'":
            after = next(letters, "")
            raw, word = raw + after, word + after
        else:
            word += letter
    return Line((*words, word), raw, quote)


def rest_of(value: str, line: Line, text: str) -> str | None:
    """What bash is to put where `text` stands: it breaks words at `:` and `=` and wants only what comes after.

    None for a value that does not begin with what stands before, or cannot be written inside the open quote.
    """
    if not line.raw.endswith(text):
        return None
    lead = taken_apart(line.raw[: len(line.raw) - len(text)]).words[-1]
    if not value.startswith(lead) or (line.quote == "'" and "'" in value):
        return None
    return quoted(value[len(lead) :], line.quote)


def quoted(text: str, quote: str = "") -> str:
    """The text with what bash would read as something else made literal."""
    if quote == "'":
        return text
    if quote:
        return "".join(f"\\{letter}" if letter in _IN_DOUBLE else letter for letter in text)
    return "".join(letter if letter in _PLAIN or not letter.isascii() else f"\\{letter}" for letter in text)
