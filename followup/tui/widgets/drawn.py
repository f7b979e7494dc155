"""A widget that is drawn as lines: the line API, repainting only the cells that changed."""

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from followup.tui.draw.lines import Line, measure
from followup.tui.palette import On, Palette

Row = tuple[Line, On]


def paint(line: Line, on: On, cells: int, palette: Palette) -> Strip:
    """A line as a strip of exactly that many cells."""
    segments = [Segment(text, palette.style(role, on)) for text, role in line if text]
    taken = measure(line)
    if taken < cells:
        segments.append(Segment(" " * (cells - taken), palette.style("text", on)))
    made = Strip(segments, max(taken, cells))
    return made.crop(0, cells) if taken > cells else made


def changed_cells(old: Strip, new: Strip) -> tuple[int, int]:
    """The cells from the first to behind the last that differ; equal strips give an empty span."""
    before, after = old._segments, new._segments
    most = min(len(before), len(after))
    first = next((place for place in range(most) if before[place] != after[place]), most)
    most -= first
    last = next((place for place in range(most) if before[-1 - place] != after[-1 - place]), most)
    start = sum(segment.cell_length for segment in after[:first])
    return start, new.cell_length - sum(segment.cell_length for segment in after[len(after) - last :])


class Drawn(Widget):
    """Subclasses say in `rows` what stands on each row; `redraw` repaints the cells that differ.

    The palette is handed down by the screen: `palette` is read at each painting.
    """

    DEFAULT_CSS = "Drawn { width: 1fr; height: 1fr; }"
    # Hover styles would repaint whole widgets as the mouse passes.
    ALLOW_SELECT = False
    # The role in which the rows name keys that a click presses; empty where none are named.
    KEY_ROLE = ""

    palette: Palette

    def __init__(self, palette: Palette, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.palette = palette
        self._painted: list[Strip] = []
        self._known: dict[tuple[tuple[tuple[str, str], ...], On], Strip] = {}
        self._known_for: tuple[int, Palette] | None = None

    def rows(self) -> list[Row]:
        """What stands on each row, from the top; rows that are missing are blank."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw again and repaint the rows that changed."""
        if not self.is_attached or not self.size.width:
            return
        before, self._painted = self._painted, self._paint()
        if len(before) != len(self._painted):
            self.refresh()
            return
        changed = []
        for y, (old, new) in enumerate(zip(before, self._painted, strict=True)):
            if old is new:
                continue
            start, end = changed_cells(old, new)
            if start < end:
                changed.append(Region(start, y, end - start, 1))
        if changed:
            self.refresh(*changed)

    def _paint(self) -> list[Strip]:
        cells, height = self.size
        drawn = self.rows()[:height]
        drawn += [([], On.SHEET)] * (height - len(drawn))
        if (cells, self.palette) != self._known_for:
            self._known, self._known_for = {}, (cells, self.palette)
        # A row that stays as it was keeps its strip, and all that Textual knows of it.
        known, self._known = self._known, {}
        strips = []
        for line, on in drawn:
            key = (tuple(line), on)
            strip = self._known[key] = known.get(key) or paint(line, on, cells, self.palette)
            strips.append(strip)
        return strips

    def on_click(self, event: events.Click) -> None:
        """A click on a key's name or word is that key."""
        rows = self.rows() if self.KEY_ROLE else []
        if event.y < len(rows):
            from followup.tui.draw.pressing import key_at
            from followup.tui.keymap import named

            key = key_at(rows[event.y][0], event.x, self.KEY_ROLE)
            if key:
                self.app.post_message(events.Key(named(key), key if len(key) == 1 else None))

    def on_resize(self) -> None:
        self._painted = self._paint()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        if y >= len(self._painted):
            self._painted = self._paint()
        if y >= len(self._painted):
            return paint([], On.SHEET, self.size.width, self.palette)
        return self._painted[y]
