"""The quick-add panel when it does not preview one line: after saving, and for several pasted lines."""

from followup.core.clean import shown
from followup.core.quickadd import Draft
from followup.tui.draw.hints import Hint, hint_line
from followup.tui.draw.lines import Line, cut
from followup.tui.draw.preview import SAVED, WHOLE_ROWS, Ground, Panel, panel_rows


def saved_rows(draft: Draft, ground: Ground, note: str, cells: int, height: int) -> list[Line]:
    """What was understood of a line that was saved, the line itself at rest."""
    rows = panel_rows(SAVED._replace(note=note), draft, ground, [], cells, height)
    line: Line = [("  ", ""), (cut(shown(draft.line), cells - 2, ground.glyphs.cut), "muted")]
    place = 2 if height >= WHOLE_ROWS else 1
    return [*rows[:place], line, *rows[place + 1 :]]


def pasted_rows(
    texts: tuple[str, ...],
    odd: int,
    draft: Draft,
    ground: Ground,
    refused: Hint | None,
    cells: int,
    height: int,
) -> list[Line]:
    """The pasted lines instead of the preview, `odd` of them unreadable; the line itself stays in its row."""
    mark = ground.glyphs.cut
    note = f"{odd} cannot be read and become titles" if odd else "a card a line"
    keys = (("enter", f"save {len(texts)} cards"), ("esc", "make it one line"))
    panel = Panel(f"{len(texts)} lines were pasted", note, keys)
    said = hint_line(refused, "", 0, cells, mark)
    rows = panel_rows(panel, draft, ground, said, cells, height)
    first, last = (4, 9) if height >= WHOLE_ROWS else (3, 4)
    room = last - first
    listed: list[Line] = [
        [("  ", ""), (cut(shown(one), cells - 2, mark), "sentence")] for one in texts[:room]
    ]
    if len(texts) > room:
        listed[-1] = [(f"  and {len(texts) - room + 1} more", "muted")]
    rows[first:last] = [*listed, *([[]] * (room - len(listed)))]
    return rows
