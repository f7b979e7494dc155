"""The walk along a quick-add line that sorts its words into pieces and title."""

import re

from followup.core.phrase import BadPhrase, quoted
from followup.core.quickadd_pieces import (
    CALLED,
    CONTACT,
    DATES,
    IDLE,
    REPEATABLE,
    Opening,
    Piece,
    opening_at,
)
from followup.core.quickadd_values import Setting, read, read_whole
from followup.core.when_words import goes_on

_WORD = re.compile(r"\S+")


class Found:
    """What a walk has found so far: pieces, stretches of title, and what is wrong."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.errors: list[BadPhrase] = []
        self.spans: list[tuple[int, int]] = []
        self._given: set[str] = set()

    def add(self, line: str, opening: Opening, setting: Setting) -> int:
        """Reads a piece, right or wrong, and says where it ends."""
        try:
            piece = read(line, opening, len(line), setting)
        except BadPhrase as wrong:
            piece = self._spoilt(line, opening, max(opening.value_start, wrong.end), wrong)
        self._keep(piece)
        return piece.end

    def add_whole(self, line: str, opening: Opening, setting: Setting, following: str) -> None:
        """Reads the argument that ends the line as one piece; `following` is the shell's next argument."""
        try:
            piece = read_whole(line, opening, len(line), setting)
            if piece.kind in DATES | {IDLE} and " " not in piece.text and goes_on(following, 0):
                raise BadPhrase(
                    f"{quoted(following)} reads like more of the {CALLED[piece.kind]}",
                    f"quote them together: '{line[opening.start :]} {following}'",
                    opening.start,
                    len(line),
                )
        except BadPhrase as wrong:
            piece = self._spoilt(line, opening, len(line), wrong)
        self._keep(piece)

    def add_title(self, line: str, start: int, end: int) -> None:
        """Keeps a stretch of title, if there is anything in it."""
        text = line[start:end]
        if stripped := text.strip():
            start += text.index(stripped)
            self.spans.append((start, start + len(stripped)))

    def _spoilt(self, line: str, opening: Opening, end: int, wrong: BadPhrase) -> Piece:
        self.errors.append(wrong)
        text = line[opening.value_start : end]
        return Piece(opening.kind, opening.start, opening.value_start, end, text)

    def _keep(self, piece: Piece) -> None:
        called = CALLED[piece.kind]
        if called in self._given and piece.kind not in REPEATABLE:
            hint = "one line per person" if piece.kind == CONTACT else "keep one of the two"
            self.errors.append(BadPhrase(f"a second {called}", hint, piece.start, piece.end))
        self._given.add(called)
        self.pieces.append(piece)


def walk(line: str, setting: Setting) -> Found:
    """The pieces and the title of a line. Never raises: what is wrong is among what was found."""
    found = Found()
    place = begun = 0
    while word := _WORD.search(line, place):
        opening = opening_at(line, word.start(), len(line), begun)
        if opening is None:
            place = word.end()
            continue
        found.add_title(line, begun, word.start())
        place = begun = found.add(line, opening, setting)
    found.add_title(line, begun, len(line))
    return found
