"""The pieces of a quick-add line: where one opens, and what it eats.

Two tables say which sigil and which word form means what; everything that opens no piece is title. Nothing
here imports pendulum: a date phrase is read in `quickadd_values`, and only when there is one.
"""

import re
from typing import Any, NamedTuple

from followup.core.phrase import BadPhrase
from followup.core.when_spans import span_at

CONTACT, REQUESTER, ALTERNATE, TAG = "contact", "requester", "alternate", "tag"
PROMISED, HARD, WISH, SENT = "promised", "hard", "wish", "sent"
IDLE, OUTCOME, NEXT, BREAKS = "idle", "outcome", "next", "breaks"

NAMES = frozenset((CONTACT, REQUESTER, ALTERNATE, TAG))
DATES = frozenset((PROMISED, HARD, WISH, SENT))
TEXTS = frozenset((OUTCOME, NEXT, BREAKS))
DEADLINES = frozenset((PROMISED, HARD, WISH))

# The longest first: `!!mon` is hard and not a promise of "!mon".
SIGILS = {
    "!!": HARD,
    "!?": WISH,
    "=>": OUTCOME,
    "!": PROMISED,
    "@": CONTACT,
    "^": REQUESTER,
    "+": ALTERNATE,
    "#": TAG,
    "~": IDLE,
    ">": NEXT,
}
WORD_FORMS = {
    "to": CONTACT,
    "for": REQUESTER,
    "due": PROMISED,
    "hard": HARD,
    "wish": WISH,
    "tag": TAG,
    "idle": IDLE,
    "goal": OUTCOME,
    "next": NEXT,
    "alt": ALTERNATE,
    "breaks": BREAKS,
    "sent": SENT,
}
CALLED = {
    CONTACT: "contact",
    REQUESTER: "requester",
    ALTERNATE: "alternate",
    TAG: "tag",
    IDLE: "idle limit",
    OUTCOME: "outcome",
    NEXT: "next move",
    BREAKS: "what breaks",
    SENT: "sent",
    PROMISED: "deadline",
    HARD: "deadline",
    WISH: "deadline",
}
REPEATABLE = frozenset((TAG, ALTERNATE))

QUOTES = {'"': '"”“', "“": '”"“', "„": '“”"', "'": "'", "‘": "’'"}
DOUBLE_QUOTES = frozenset('"“„')
DROPPED = ",.;:!?)"
# Emoji and the marks that letters carry in many scripts are part of a name; dashes and brackets are not.
_NAME = r"(?:[\w.'’\-‐‑\u200c\u200d]|(?![\s\u2010-\u205e\u3001-\u303f\uff00-\uff0f«»])[^\x00-\x7f])+"
_WORD = re.compile(r"\S+")
_ESCAPED = r"\\+(?=[@^+#~!]|=>|>|(?:" + "|".join(WORD_FORMS) + "):)"
_LONGEST_FORM = max(map(len, WORD_FORMS))


class Opening(NamedTuple):
    """A piece that opens: its kind, where its sigil stands and where its value begins."""

    kind: str
    start: int
    value_start: int
    is_word_form: bool


class Piece(NamedTuple):
    """What a piece ate. `start` to `value_start` is the sigil, `value_start` to `end` all that it eats.

    `text` is the value as typed, `value` what it means: a name, a text, working minutes, or the `Reading` of
    a date; None where it could not be read.
    """

    kind: str
    start: int
    value_start: int
    end: int
    text: str
    value: Any = None


def opening_at(line: str, start: int, end: int, title_from: int = 0) -> Opening | None:
    """The piece that opens at a word's start, if one does; the last piece ended at `title_from`."""
    colon = line.find(":", start, min(end, start + _LONGEST_FORM + 1))
    if colon > start and (named := WORD_FORMS.get(line[start:colon])):
        return Opening(named, start, colon + 1, True)
    for sigil, kind in SIGILS.items():
        after = start + len(sigil)
        if line.startswith(sigil, start, end):
            return (
                Opening(kind, start, after, False)
                if _has_its_need(kind, line, after, end, title_from)
                else None
            )
    return None


def openings(line: str, start: int, end: int) -> int:
    """Where the next piece opens at or after `start`; `end` if none does."""
    for word in _WORD.finditer(line, start, end):
        if opening_at(line, word.start(), end):
            return word.start()
    return end


def escaped(line: str, start: int, end: int) -> int:
    """How many backslashes are dropped at a word's start: one in front of a sigil, else none."""
    return 1 if line.startswith("\\", start) and re.compile(_ESCAPED).match(line, start, end) else 0


def literal(text: str) -> str:
    """The text with a backslash dropped at each word that has one in front of a sigil."""
    if "\\" not in text:
        return text
    return re.sub(r"\S+", lambda word: word[0][escaped(word[0], 0, len(word[0])) :], text)


def escape(text: str) -> str:
    """The text so that all of it is title when it is read as a line."""

    def with_backslash(word: re.Match[str]) -> str:
        return "\\" + word[0] if re.match(_ESCAPED, "\\" + word[0]) else word[0]

    return re.sub(r"\S+", with_backslash, text)


def _has_its_need(kind: str, line: str, after: int, end: int, title_from: int) -> bool:
    following = line[after : after + 1] if after < end else ""
    if kind in (OUTCOME, NEXT):
        return (not following or following.isspace()) and not (
            kind == NEXT and _beside_number(line, after, title_from)
        )
    if kind == IDLE:
        return following.isdigit() and _whole_span(line, after, end)
    if kind in DEADLINES:
        return following.isalnum() or following in QUOTES
    if following in QUOTES:
        return kind != TAG
    return _letter(following) and _all_name(line, after, end)


def _beside_number(line: str, after: int, title_from: int) -> bool:
    """A number of the title on either side makes it a comparison; one that a piece ate does not."""
    before = after - 2
    while before >= title_from and line[before].isspace():
        before -= 1
    return (before >= title_from and line[before].isdigit()) or line[after : after + 40].lstrip()[
        :1
    ].isdigit()


def _whole_span(line: str, start: int, end: int) -> bool:
    try:
        found = span_at(line[:end], start)
    except BadPhrase as wrong:
        return wrong.end >= end or line[wrong.end].isspace()
    return found is not None and (found[0] >= end or line[found[0]].isspace())


def _letter(text: str) -> bool:
    return text.isalpha() or (text > "\u2190" and bool(re.match(_NAME, text)))


def _all_name(line: str, start: int, end: int) -> bool:
    """Whether the whole word is a name, so that an address or a path never loses its beginning."""
    name = re.compile(_NAME).match(line, start, end)
    word = _WORD.match(line, start, end)
    return bool(name and word and not line[name.end() : word.end()].strip(DROPPED))


def word_at(line: str, start: int, end: int) -> tuple[str, int]:
    """The word at `start` and where it ends."""
    word = _WORD.match(line, start, end)
    return (word[0], word.end()) if word else ("", start)


def name_at(line: str, start: int, end: int) -> tuple[str, int]:
    """A name of one word, without closing punctuation and `'s`, and where the word ends."""
    word, stop = word_at(line, start, end)
    return _unowned(word), stop


def _unowned(word: str) -> str:
    return word.rstrip(DROPPED).removesuffix("'s").removesuffix("’s")


def quoted_at(line: str, start: int, end: int) -> tuple[str, int] | None:
    """The text in quotes at `start` and where the piece ends; None without a quote.

    Raises BadPhrase when the quote is never closed, or something is glued to the closing one.
    """
    closing = QUOTES.get(line[start]) if start < end else None
    if closing is None:
        return None
    for place in range(start + 1, end):
        if line[place] in closing and _closes(line, place, end):
            return line[start + 1 : place], _after_quote(line, place + 1, end)
    raise BadPhrase("this quote is never closed", f"close it with {closing[0]}", start, end)


def _closes(line: str, place: int, end: int) -> bool:
    """An apostrophe inside a word closes nothing."""
    return line[place] not in "'’" or place + 1 >= end or not line[place + 1].isalnum()


def _after_quote(line: str, place: int, end: int) -> int:
    rest, stop = word_at(line, place, end)
    if _unowned(rest).strip(DROPPED):
        raise BadPhrase("a space is missing after the closing quote", "", place, stop)
    return stop
