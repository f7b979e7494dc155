"""The strip under the board as plain lines: what is left after the next move, where there is room for it."""

import pytest

from followup.core.board import lay_out, look
from followup.core.card import Card
from followup.tui.draw.card import Scene
from followup.tui.draw.lines import Line, measure
from followup.tui.draw.strip import strip
from followup.tui.glyphs import UNICODE
from followup.tui.keymap import Keys
from tests.core.making import RULES, at, card_at

# Set Monday 09:30, due the Monday after at 09:00: the last safe moment is Thursday 13:00.
FIELDS = {
    "due_kind": "promised",
    "requester": "Maria",
    "alternates": ("Ben Ortiz",),
    "next_move": "call reception",
}
WAIT = "Next  wait; if you hear nothing by then, call reception, then Ben"
ASK = "Next  call reception, then Ben"
LAST = "After Thu 13:00 Ben is the only way."


def second(now: str, cells: int, card: Card) -> Line:
    """The row that says what is next."""
    seen, scene = look(card, at(now), RULES), Scene(at(now), RULES, UNICODE)
    return strip(seen, lay_out({card.id: seen}, at(now)), scene, Keys().shown, cells).second


def text_of(line: Line) -> str:
    return "".join(text for text, _ in line)


@pytest.mark.parametrize(
    ("now", "cells", "expected"),
    [
        ("Mon 10:00", 154, f"{WAIT}   {LAST}"),
        ("Mon 10:00", len(f"{WAIT}   {LAST}"), f"{WAIT}   {LAST}"),
        ("Mon 10:00", len(f"{WAIT}   {LAST}") - 1, WAIT),
        ("Tue 10:00", 114, f"{ASK}   {LAST}"),
        ("Thu 09:00", 114, f"{ASK}   After 13:00 Ben is the only way."),
    ],
)
def test_the_only_way_left_is_said_whole_or_not_at_all(now: str, cells: int, expected: str) -> None:
    """After the steps it stands where the row has room for all of it; where not, the steps stay as they are."""
    line = second(now, cells, card_at(at("Mon 09:30"), due=at("+Mon 09:00"), **FIELDS))
    assert text_of(line) == expected
    assert measure(line) <= cells


def test_past_the_last_safe_moment_nothing_is_left_to_say() -> None:
    """At risk the row holds the steps alone."""
    line = second("Thu 13:00", 154, card_at(at("Mon 09:30"), due=at("+Mon 09:00"), **FIELDS))
    assert text_of(line) == "Next  tell Maria where it stands, then call reception, then Ben"
