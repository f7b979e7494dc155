"""The values of a quick-add line's pieces, one reader per shape: a name, a text, a span, a date."""

from typing import Any, NamedTuple

from followup.core import clean
from followup.core.phrase import BadPhrase, quoted
from followup.core.quickadd_pieces import (
    CALLED,
    CONTACT,
    DATES,
    DOUBLE_QUOTES,
    IDLE,
    NAMES,
    SENT,
    TAG,
    TEXTS,
    Opening,
    Piece,
    literal,
    name_at,
    openings,
    quoted_at,
    word_at,
)
from followup.core.when_spans import duration, span_at
from followup.core.when_words import goes_on
from followup.core.workweek import Workweek
from followup.errors import Refused

ME = "me"


class Setting(NamedTuple):
    """What reading dates and spans needs: `now` in UTC seconds, the workweek and its zone, the order."""

    now: int
    week: Workweek
    date_order: str = "MDY"


def read(line: str, opening: Opening, end: int, setting: Setting) -> Piece:
    """The piece that opens there, eating no further than `end`. Raises BadPhrase that points at its words."""
    if opening.kind in DATES:
        return _dated(line, opening, end, setting)
    if opening.kind == IDLE and not opening.is_word_form:
        return _span(line, opening, end, setting)
    text, stop = _text(line, opening, end)
    piece = Piece(opening.kind, opening.start, opening.value_start, stop, text)
    if opening.kind == IDLE:
        _refuse_more(line, stop, end, opening)
    return piece._replace(value=value_of(piece, setting))


def read_whole(line: str, opening: Opening, end: int, setting: Setting) -> Piece:
    """The piece whose value is everything up to `end`: an argument of the shell."""
    quoted = quoted_at(line, opening.value_start, end) if _is_quoted(line, opening.value_start, end) else None
    text = quoted[0] if quoted else line[opening.value_start : end]
    piece = Piece(opening.kind, opening.start, opening.value_start, end, text.strip())
    return piece._replace(value=value_of(piece, setting))


def value_of(piece: Piece, setting: Setting) -> Any:
    """What a piece's text means. Raises BadPhrase that points at the piece."""
    try:
        return meaning(piece.kind, piece.text, setting)
    except BadPhrase as wrong:
        raise BadPhrase(wrong.message, wrong.hint, piece.start, piece.end) from None


def meaning(kind: str, text: str, setting: Setting) -> Any:
    """What a text means as the value of a kind of piece. Raises BadPhrase."""
    if not text.strip():
        raise BadPhrase(f"the {CALLED[kind]} is empty", _empty_hint(kind))
    if kind in DATES:
        from followup.core import when

        mode = when.PAST if kind == SENT else when.DUE
        return when.exactly(text, *setting, mode=mode)
    if kind == IDLE:
        return duration(text, setting.week)
    try:
        return clean.line(text, what=CALLED[kind])
    except Refused as wrong:
        raise BadPhrase(wrong.message, wrong.hint) from None


def is_me(piece: Piece) -> bool:
    """Whether the contact is the user: nobody was asked yet."""
    return piece.kind == CONTACT and piece.text.casefold() == ME


def _text(line: str, opening: Opening, end: int) -> tuple[str, int]:
    """A value in quotes, or one word, or for `=>` and `>` all up to the next piece."""
    start = opening.value_start
    runs_on = opening.kind in TEXTS and not opening.is_word_form
    if runs_on:
        while start < end and line[start].isspace():
            start += 1
    if (
        start < end
        and (not runs_on or line[start] in DOUBLE_QUOTES)
        and (found := quoted_at(line, start, end))
    ):
        return found
    if runs_on:
        text = line[start : openings(line, start, end)].rstrip()
        return literal(text), start + len(text) if text else opening.value_start
    if opening.kind in NAMES:
        return name_at(line, start, end)
    return word_at(line, start, end)


def _span(line: str, opening: Opening, end: int, setting: Setting) -> Piece:
    try:
        found = span_at(line[:end], opening.value_start)
    except BadPhrase as wrong:
        raise BadPhrase(wrong.message, wrong.hint, opening.start, wrong.end) from None
    stop = found[0] if found else end
    piece = Piece(IDLE, opening.start, opening.value_start, stop, line[opening.value_start : stop])
    return piece._replace(value=value_of(piece, setting))


def _dated(line: str, opening: Opening, end: int, setting: Setting) -> Piece:
    start = opening.value_start
    if quoted := quoted_at(line, start, end):
        text, stop = quoted
        piece = Piece(opening.kind, opening.start, start, stop, text)
        return piece._replace(value=value_of(piece, setting))
    if opening.is_word_form:
        text, stop = name_at(line, start, end)
        piece = Piece(opening.kind, opening.start, start, stop, text)
        piece = piece._replace(value=value_of(piece, setting))
        _refuse_more(line, stop, end, opening)
        return piece
    return _phrase(line, opening, end, setting)


def _phrase(line: str, opening: Opening, end: int, setting: Setting) -> Piece:
    """An unquoted phrase after a sigil: the longest beginning that is a date."""
    from followup.core import when

    start = opening.value_start
    region = line[start : openings(line, start, end)]
    try:
        reading = when.prefix(region, *setting)
    except BadPhrase as wrong:
        sigil, word = line[opening.start : start], word_at(line, start, end)[0]
        is_date_at_all = wrong.hint.startswith("quote")
        hint = wrong.hint if is_date_at_all else f"for the title write \\{sigil}{word}; {wrong.hint}"
        raise BadPhrase(wrong.message, hint, opening.start, start + wrong.end) from None
    stop = start + reading.used
    return Piece(opening.kind, opening.start, start, stop, line[start:stop].strip(), reading)


def _refuse_more(line: str, stop: int, end: int, opening: Opening) -> None:
    """Raises BadPhrase when the word after an unquoted `due:fri` would change the date."""
    after = goes_on(line[: openings(line, stop, end)], stop)
    if after:
        form = line[opening.start : opening.value_start]
        words = line[opening.value_start : after[1]]
        raise BadPhrase(
            f"{quoted(line[after[0] : after[1]])} reads like more of the {CALLED[opening.kind]}",
            f'quote it: {form}"{words}"',
            opening.start,
            after[1],
        )


def _is_quoted(line: str, start: int, end: int) -> bool:
    return end - start > 1 and line[start] in DOUBLE_QUOTES and line[end - 1] in '"”“'


def _empty_hint(kind: str) -> str:
    return (
        "a tag such as #board"
        if kind == TAG
        else "write a value, or a backslash in front to keep it as title"
    )
