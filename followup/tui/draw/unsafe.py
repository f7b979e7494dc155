"""How many things are not safe to leave: on the page at the end of the day, and in the strip before it."""

from followup.core.stopping import Thing
from followup.tui.draw.lines import Line
from followup.tui.glyphs import Glyphs


def ending_line(unsafe: tuple[Thing, ...], glyphs: Glyphs, key: str) -> Line:
    """` 1 thing  before you go   Q`, or `✓ safe to stop`: for the strip, while the day ends."""
    line: Line = (
        unsafe_label(unsafe, "text")
        if unsafe
        else [(f"{glyphs.resolved} ", "success"), ("safe to stop", "muted")]
    )
    return [*line, *([("  ", ""), (key, "primary bold")] if key else [])]


def unsafe_label(unsafe: tuple[Thing, ...], role: str) -> Line:
    """` 2 things  before you go`."""
    return [(f" {counted(len(unsafe), 'thing')} ", "text fill bold"), (" before you go", role)]


def counted(count: int, thing: str) -> str:
    """`1 thing`, `2 things`."""
    return f"{count} {thing}{'' if count == 1 else 's'}"
