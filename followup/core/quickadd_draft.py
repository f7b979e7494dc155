"""Drafts: what the pieces of a quick-add line and the title between them come to."""

import re
from typing import Any, NamedTuple

from followup.core import clean
from followup.core.phrase import BadPhrase
from followup.core.quickadd_pieces import (
    ALTERNATE,
    BREAKS,
    CONTACT,
    DEADLINES,
    IDLE,
    NEXT,
    OUTCOME,
    REQUESTER,
    SENT,
    TAG,
    Piece,
    literal,
)
from followup.core.quickadd_values import Setting, is_me
from followup.core.quickadd_walk import Found
from followup.core.when_words import goes_on
from followup.errors import Refused

_BY = r"(?:^|\s)((?:due\s+)?by|due)\s+(?=\S)"


class Remark(NamedTuple):
    """Something to know about a piece, and its place in the line: a past date, a day off, a folded title."""

    message: str
    start: int
    end: int


class Offer(NamedTuple):
    """Words of the title that look like a deadline: `start` to `end` could become `replacement`."""

    start: int
    end: int
    replacement: str
    words: str


class Draft(NamedTuple):
    """What a line says. Instants are UTC seconds, the idle limit working minutes; blanks are None or empty.

    `pieces` and `title_spans` together cover every visible character of `line`; `errors` is empty in a draft
    that may be saved.
    """

    line: str
    title: str = ""
    outcome: str | None = None
    contact: str | None = None
    requester: str | None = None
    alternates: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    due: int | None = None
    due_kind: str | None = None
    breaks: str | None = None
    next_move: str | None = None
    idle_limit_minutes: int | None = None
    mine: bool = False
    sent_at: int | None = None
    pieces: tuple[Piece, ...] = ()
    title_spans: tuple[tuple[int, int], ...] = ()
    errors: tuple[BadPhrase, ...] = ()
    notes: tuple[Remark, ...] = ()
    offer: Offer | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """The card's fields that the line fills, by their names in a card."""
        return {name: value for name in FIELDS if (value := getattr(self, name)) not in (None, (), "")}


FIELDS = (
    "title", "outcome", "contact", "requester", "alternates", "tags", "due", "due_kind", "breaks",
    "next_move", "idle_limit_minutes",
)  # fmt: skip
_FIELD_OF = {
    CONTACT: "contact",
    REQUESTER: "requester",
    OUTCOME: "outcome",
    NEXT: "next_move",
    BREAKS: "breaks",
    IDLE: "idle_limit_minutes",
}


def draft_of(line: str, found: Found, setting: Setting) -> Draft:
    """The draft that these pieces and stretches of title make, its errors among it. Never raises."""
    title, notes = "", _notes(found.pieces)
    try:
        title, folded = clean.title(" ".join(literal(line[start:end]) for start, end in found.spans))
        if folded:
            notes.append(Remark("line breaks and tabs became spaces", 0, len(line)))
    except Refused as wrong:
        start, end = (found.spans[0][0], found.spans[-1][1]) if found.spans else (0, len(line))
        message = wrong.message if found.spans else "nothing is left as title"
        found.errors.append(BadPhrase(message, wrong.hint, start, end))
    return Draft(
        line,
        title,
        **_values(found.pieces),
        pieces=tuple(found.pieces),
        title_spans=tuple(found.spans),
        errors=tuple(found.errors),
        notes=tuple(notes),
        offer=_offer(line, found, setting),
    )


def _values(pieces: list[Piece]) -> dict[str, Any]:
    """The draft's fields; of a piece given twice the first counts."""
    values: dict[str, Any] = {
        "alternates": _all_of(ALTERNATE, pieces),
        "tags": _all_of(TAG, pieces),
    }
    for piece in pieces:
        if piece.value is None:
            continue
        if is_me(piece):
            values.setdefault("mine", True)
        elif piece.kind in DEADLINES and "due" not in values:
            values |= {"due": piece.value.at, "due_kind": piece.kind}
        elif piece.kind == SENT:
            values.setdefault("sent_at", piece.value.at)
        elif field := _FIELD_OF.get(piece.kind):
            values.setdefault(field, piece.value)
    return values


def _all_of(kind: str, pieces: list[Piece]) -> tuple[str, ...]:
    """The values of a repeatable piece, each once."""
    once: dict[str, str] = {}
    for piece in pieces:
        if piece.kind == kind and piece.value:
            once.setdefault(piece.value.casefold(), piece.value)
    return tuple(once.values())


def _notes(pieces: list[Piece]) -> list[Remark]:
    notes = []
    for piece in pieces:
        if piece.kind in DEADLINES and piece.value:
            if piece.value.past:
                notes.append(Remark(f"{piece.value.words}: already past", piece.start, piece.end))
            if piece.value.nonworking:
                notes.append(Remark(f"{piece.value.words}: not a working day", piece.start, piece.end))
    return notes


def _offer(line: str, found: Found, setting: Setting) -> Offer | None:
    """A closing "by friday" of the title: offered as a deadline, never eaten."""
    if not found.spans or any(piece.kind in DEADLINES for piece in found.pieces):
        return None
    start, end = found.spans[-1]
    closing = line[start:end].lower()
    if "by" not in closing and "due" not in closing:
        return None
    places = [
        place
        for place in re.compile(_BY, re.I).finditer(line, start, end)
        if goes_on(line[:end], place.end())
    ]
    if not places:
        return None
    from followup.core import when

    try:
        reading = when.exactly(line[places[-1].end() : end], *setting)
    except BadPhrase:
        return None
    stamp = when.stamp(reading.at, setting.now, setting.week)
    return Offer(places[-1].start(1), end, f"!{stamp}", reading.words)
