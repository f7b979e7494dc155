"""Text from outside: checked once on its way in, made safe at each way out.

What was typed is stored as it was typed. On the way in only what could not be stored or seen is refused; on
the way out everything that could steer a terminal or deceive an eye becomes a visible mark.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from followup.errors import Refused

TITLE_LIMIT = 500
LINE_LIMIT = 500
NOTE_LIMIT_BYTES = 65536

# Plain strings: almost all text is plain and needs none of them, and compiling costs every start 2 ms.
_BREAK = r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]"
# Format characters that have a shape of their own (Arabic number signs and the like) stay as they are.
_FORMAT = (
    "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
# Variation selectors and skin tones: terminals do not agree on the cells that a letter takes with them.
_TINTS = "\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_UNSAFE = f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_FORMAT}]"
_UNSAFE_BUT_LINES = f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_FORMAT}]"
_UNSHOWN = f"{_UNSAFE}|[{_TINTS}]"
_UNSHOWN_BUT_LINES = f"{_UNSAFE_BUT_LINES}|[{_TINTS}]"
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"))
# Letters and symbols that Unicode calls visible and that show nothing.
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Takes a place and no cell: the combining grapheme joiner.
NO_WIDTH = "\u034f"
# Overrides, embeddings and isolates reorder what stands around them: they get a mark. Others only vanish.
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = "\u200c\u200d"


class Title(NamedTuple):
    """A title fit to be stored, and whether line breaks or tabs in it became spaces."""

    text: str
    folded: bool


def title(text: str) -> Title:
    """The title as it is stored. Raises Refused when it is empty, over 500 characters or not storable."""
    whole = line(text, TITLE_LIMIT, "title")
    return Title(whole, whole != text.strip())


def line(text: str, limit: int = LINE_LIMIT, what: str = "text") -> str:
    """One line, its ends stripped and its line breaks and tabs folded to a space.

    Raises Refused when nothing visible is left, when it is longer than `limit` characters (it is never cut)
    or holds NUL or half a character.
    """
    _storable(text, what)
    whole = text.strip()
    if not whole.isprintable():
        whole = " ".join(part for piece in re.split(_BREAK, whole) if (part := piece.strip()))
    if not has_visible(whole):
        raise Refused(f"the {what} is empty", f"type at least one visible character as {what}")
    if len(whole) > limit:
        raise Refused(
            f"the {what} has {len(whole)} characters, {limit} is the limit",
            "put the rest into a note: it is never cut silently",
        )
    return whole


def note(text: str, what: str = "note") -> str:
    """A note, a reason or a proof as it is stored, its lines kept. Raises Refused when it is empty or over 64 kB."""
    _storable(text, what)
    whole = text.strip()
    if not has_visible(whole):
        raise Refused(f"the {what} is empty", "type at least one visible character")
    size = len(whole.encode())
    if size > NOTE_LIMIT_BYTES:
        raise Refused(
            f"the {what} has {size} bytes, {NOTE_LIMIT_BYTES} (64 kB) is the limit",
            "keep a link to the text instead: it is never cut silently",
        )
    return whole


def has_visible(text: str) -> bool:
    """Whether there is anything to see in it."""
    if text.isascii():
        return any("!" <= letter <= "~" for letter in text)
    from unicodedata import category

    return any(category(one) not in _INVISIBLE and one not in _BLANK for one in text)


def shown(text: str) -> str:
    """The text on one line, safe for a terminal, a widget or an error message.

    Controls become their symbols, C1 controls, overrides and lone surrogates a mark; zero-width characters,
    tags, variation selectors and skin tones vanish, so that every terminal counts the same cells.
    """
    return text if text.isascii() and text.isprintable() else re.sub(_UNSHOWN, _mark, text)


def shown_lines(text: str) -> str:
    """Like `shown`, but line breaks and tabs stay: for notes and drafts."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_UNSHOWN_BUT_LINES, _mark, text.replace("\r\n", "\n"))


def marked(text: str, mark: Callable[[str], str]) -> str:
    """The text with `mark` of each character that steers, reorders or hides: for files that others read.

    Line breaks and tabs stay, and so do joiners, which belong to Persian and to a family of emoji.
    """
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_UNSAFE_BUT_LINES, lambda found: found[0] if found[0] in _JOINERS else mark(found[0]), text)


def typed(text: str) -> str:
    """The text as safe as `shown`, with exactly one character for each: for fields, where places count."""
    return text if text.isascii() and text.isprintable() else re.sub(_UNSHOWN, _one_mark, text)


def popup(text: str, limit: int) -> str:
    """The text for a notification: one line, nothing invisible, at most `limit` UTF-16 units.

    A longer one is cut between characters as people see them, and ends with an ellipsis.
    """
    whole = " ".join(re.sub(_UNSAFE, _space, text).split())
    return whole if _units(whole) <= limit else cut(whole, limit - 1) + "…"


def cut(text: str, limit: int) -> str:
    """The longest beginning of at most `limit` UTF-16 units that ends where a character ends."""
    length = units = 0
    for letter in text:
        units += 1 + (letter > "\uffff")
        if units > limit:
            break
        length += 1
    while 0 < length < len(text) and _continues(text, length):
        length -= 1
    return text[:length].rstrip()


def _continues(text: str, place: int) -> bool:
    """Whether the character at `place` belongs to the one before it."""
    from unicodedata import category

    letter = text[place]
    if "\U0001f1e6" <= letter <= "\U0001f1ff":
        flags = 0
        while flags < place and "\U0001f1e6" <= text[place - 1 - flags] <= "\U0001f1ff":
            flags += 1
        return flags % 2 == 1
    return category(letter).startswith("M") or "\U0001f3fb" <= letter <= "\U0001f3ff"


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(letter > "\uffff" for letter in text)


def _mark(found: re.Match[str]) -> str:
    letter = found[0]
    code = ord(letter)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if code < 0xA0 or letter in _STEERING:
        return f"‹{code:02x}›"
    return "␤" if letter in "\u2028\u2029" else ""


def _one_mark(found: re.Match[str]) -> str:
    mark = _mark(found)
    return mark if len(mark) == 1 else "\ufffd" if mark else NO_WIDTH


def _space(found: re.Match[str]) -> str:
    return " " if found[0] in "\t\n\v\f\r\x85\u2028\u2029" else ""


def _storable(text: str, what: str) -> None:
    if "\x00" in text:
        raise Refused(f"the {what} holds a NUL character", "leave it out")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused(f"the {what} holds bytes that are no text", "type it in UTF-8") from None
