"""The quick-add panel when a card was changed elsewhere while its line was written: both versions, side by side."""

from typing import NamedTuple

from followup.core import moments
from followup.core.card import Card, name_of
from followup.core.clean import shown
from followup.core.merging import all_in_words, in_words
from followup.core.quickadd import Draft
from followup.tui.draw.card import SIGILS
from followup.tui.draw.hints import hint_of
from followup.tui.draw.lines import Line, padded, shorten, width
from followup.tui.draw.moments import full
from followup.tui.draw.preview import INDENT, SLOT, WHOLE_ROWS, Ground, Panel, panel_rows

KEYS = (("enter", "save the line"), ("tab", "mine or theirs"), ("esc", "leave theirs"))
PROGRAMS = {"board": "another board", "cli": "a command", "watch": "a popup's button"}
LEAD = 12  # characters before the first difference
ROOM = 3  # rows for the fields, under the two heads


class Versions(NamedTuple):
    """A card as somebody else left it, the line that would make it, mine, and the fields both sides changed."""

    theirs: Card
    their_line: str
    my_line: str
    names: tuple[str, ...]

    def other(self, line: str) -> tuple["Versions", str]:
        """The line that is not in the field; what was written there meanwhile is kept as mine."""
        if line == self.their_line:
            return self, self.my_line
        return self._replace(my_line=line), self.their_line


def versions_rows(
    versions: Versions, mine: Draft, theirs: Draft, ground: Ground, cells: int, height: int
) -> list[Line]:
    """The panel's rows with both versions in the preview's place; the line itself stays in its row."""
    mark = ground.glyphs.cut
    panel = Panel("Changed elsewhere", _who(versions.theirs, ground), KEYS)
    rows = panel_rows(panel, mine, ground, _hint(versions, mine, ground), cells, height)
    named = [(name, value_of(mine, name, ground), value_of(theirs, name, ground)) for name in versions.names]
    if height < WHOLE_ROWS:
        name, one, other = named[0]
        said: Line = [
            (f"{in_words(name)}  ", "muted"),
            (one, "sentence"),
            ("  theirs  ", "muted"),
            (other, "sentence"),
        ]
        return [*rows[:3], shorten(said, cells, mark), *rows[4:]]
    room = (cells - INDENT - SLOT) // 2 - 2
    named = [(name, *_apart(one, other, room, mark)) for name, one, other in named]
    heads = _row("", ("in the line", "muted"), ("theirs", "muted"), cells, mark)
    told = [
        _row(in_words(name), (one, "text"), (other, "sentence"), cells, mark) for name, one, other in named
    ]
    if len(told) > ROOM:
        told[ROOM - 1 :] = [[(" " * INDENT + f"and {len(told) - ROOM + 1} more", "muted")]]
    return [*rows[:5], heads, *told, *([[]] * (ROOM - len(told))), *rows[9:]]


def _who(theirs: Card, ground: Ground) -> str:
    last = theirs.events[-1]
    at = moments.since(last.recorded_at, ground.now, ground.week)
    return f"{at}, by {PROGRAMS.get(last.by, shown(last.by))}"


def _hint(versions: Versions, mine: Draft, ground: Ground) -> Line:
    if mine.errors and (wrong := hint_of(mine, ground, 0)) is not None:
        return [(" " * INDENT, ""), (wrong.text, wrong.role)]
    changed = f"You both changed the {all_in_words(versions.names)}."
    return [(" " * INDENT, ""), (f"What the line says is saved. {changed}", "warning")]


def _row(name: str, one: tuple[str, str], other: tuple[str, str], cells: int, mark: str) -> Line:
    left = INDENT + SLOT
    half = (cells - left) // 2
    head: Line = padded([(" " * INDENT + name, "muted")], left)
    return [*head, *padded(shorten([one], half - 2, mark), half), *shorten([other], half, mark)]


def _apart(one: str, other: str, room: int, mark: str) -> tuple[str, str]:
    """Two texts too long to show whole, from a little before the place where they differ."""
    if max(width(one), width(other)) <= room:
        return one, other
    alike = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    start = max(0, alike - LEAD)
    return (f"{mark}{one[start:]}", f"{mark}{other[start:]}") if start else (one, other)


def value_of(draft: Draft, name: str, ground: Ground) -> str:
    """A field of a reading in a few words; a blank is `none`."""
    if name == "due":
        if draft.due is None or draft.due_kind is None:
            return "none"
        return f"{SIGILS[draft.due_kind]} {full(draft.due, ground.now, ground.week)}"
    value = getattr(draft, name)
    if name == "idle_limit_minutes":
        return moments.span(value) if value else "the usual"
    if isinstance(value, tuple):
        value = ", ".join(name_of(one) for one in value)
    return shown(value) if value else "none"
