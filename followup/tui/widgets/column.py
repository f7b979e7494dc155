"""One stage as a column of whole cards; it draws only those that can be seen."""

from textual import events
from textual.message import Message

from followup.core.board import Column
from followup.core.stages import NAMES, RESOLVED
from followup.tui.draw import column as layout
from followup.tui.draw.card import LABEL_SLOT, card_rows
from followup.tui.draw.firstrun import COLUMN_NOTES
from followup.tui.draw.header import head
from followup.tui.draw.lines import Line, cut, padded, sides
from followup.tui.palette import On, Palette
from followup.tui.state import State
from followup.tui.widgets.drawn import Drawn, Row

EDGE_CELLS = 2
SIDE_CELLS = 3


class ColumnView(Drawn):
    """Draws its column's head, rule and cards; `has_head` is off where tabs stand above."""

    DEFAULT_CSS = "ColumnView { height: 1fr; }"

    class Clicked(Message):
        """A card was clicked, or the column beside its cards; `twice` opens it."""

        def __init__(self, stage: str, card_id: str | None, twice: bool) -> None:
            super().__init__()
            self.stage = stage
            self.card_id = card_id
            self.twice = twice

    class Wheeled(Message):
        """The wheel turned over this column, by so many cards."""

        def __init__(self, stage: str, cards: int) -> None:
            super().__init__()
            self.stage = stage
            self.cards = cards

    def __init__(self, stage: str, palette: Palette) -> None:
        super().__init__(palette, id=f"column-{stage.replace('_', '-')}")
        self.stage = stage
        self.state: State | None = None
        self.selected: str | None = None
        self.is_focused = False
        self.has_head = True
        self.has_blank = True
        self.is_roomy = True
        self._top = 0
        self._at_row: dict[int, str] = {}

    def show(self, state: State, selected: str | None, is_focused: bool) -> None:
        """Take a new snapshot and draw what changed."""
        self.state, self.selected, self.is_focused = state, selected, is_focused
        self.redraw()

    @property
    def column(self) -> Column | None:
        """The column of the snapshot that is shown."""
        if self.state is None:
            return None
        return next(one for one in self.state.board.columns if one.stage == self.stage)

    @property
    def first_row(self) -> int:
        """The row on which the first card stands."""
        return (2 if self.has_head else 0) + self.has_blank

    def rows(self) -> list[Row]:
        column, state = self.column, self.state
        if column is None or state is None:
            return []
        cells = self.size.width
        if state.is_empty:
            note = cut(COLUMN_NOTES[self.stage], cells - SIDE_CELLS)
            return [*self._above(column, 0, cells), ([("  ", ""), (note, "muted")], On.SHEET)]
        room = self.size.height - self.first_row
        laid = self._laid(column, room, cells)
        drawn: list[Row] = [([], On.SHEET) for _ in range(room)]
        self._at_row = {}
        for place in laid.placed:
            if place.divider_row is not None:
                drawn[place.divider_row] = (self._divider(len(column.seen) - column.needs, cells), On.SHEET)
            self._put(drawn, place, column, state)
        if laid.below and laid.below_row >= 0:
            more = f"{state.scene.glyphs.more_below} {laid.below} more"
            drawn[laid.below_row] = (self._marked_right(more, cells), On.SHEET)
        return [*self._above(column, laid.above, cells), *drawn]

    def _laid(self, column: Column, room: int, cells: int) -> layout.Laid:
        top = min(self._top, max(0, len(column.seen) - 1))
        place = layout.position_of(column.seen, self.selected)
        if place is not None:
            top = layout.scrolled_to(column, place, top, room, cells, self.is_roomy)
        self._top = top
        return layout.lay_out(column, top, room, cells, self.is_roomy)

    def _above(self, column: Column, above: int, cells: int) -> list[Row]:
        assert self.state is not None
        glyphs, rows = self.state.scene.glyphs, []
        if self.has_head:
            note = self._this_week(column)
            line = head(
                NAMES[self.stage], len(column.seen), column.needs, cells - SIDE_CELLS, self.is_focused, note
            )
            glyph, role = (glyphs.heavy, "primary") if self.is_focused else (glyphs.thin, "rule")
            rows = [([("  ", ""), *line], On.SHEET), ([(glyph * cells, role)], On.SHEET)]
        if self.has_blank:
            more: Line = self._marked_right(f"{glyphs.more_above} {above} more", cells) if above else []
            rows.append((more, On.SHEET))
        return rows

    def _this_week(self, column: Column) -> str:
        """What the Resolved column says at the right, where there is room for it."""
        assert self.state is not None
        if self.stage != RESOLVED or not column.seen or self.size.width < 26:
            return ""
        since = self.state.scene.now - 7 * 86400
        recent = sum((one.card.resolved_at or 0) >= since for one in column.seen)
        return "this week" if recent == len(column.seen) else f"{recent} this week"

    def _marked_right(self, text: str, cells: int) -> Line:
        return sides([], [(text, "muted"), (" ", "")], cells)

    def _divider(self, waiting: int, cells: int) -> Line:
        assert self.state is not None
        thin, label = self.state.scene.glyphs.thin, f"waiting {waiting}"
        room = cells - SIDE_CELLS
        if self.is_roomy:
            return [("  ", ""), (label, "muted"), (" ", ""), (thin * (room - len(label) - 2), "thin")]
        indent = LABEL_SLOT if layout.is_wide(cells) else 0
        rule = thin * (room - indent - len(label) - 1)
        return [(" " * (EDGE_CELLS + indent), ""), (rule, "thin"), (" ", ""), (label, "muted")]

    def _put(self, drawn: list[Row], place: layout.Placed, column: Column, state: State) -> None:
        one = column.seen[place.place]
        cells = self.size.width
        is_selected = self.is_focused and one.card.id == self.selected
        on = On.PANEL if is_selected or one.card.id in state.changed else On.SHEET
        lines = card_rows(one, cells - SIDE_CELLS, cells, state.scene)
        for offset, line in enumerate(lines):
            edge = self._edge(is_selected, one.card.id in state.marks and not offset)
            drawn[place.row + offset] = (padded([*edge, *line], cells), on)
            self._at_row[self.first_row + place.row + offset] = one.card.id

    def _edge(self, is_selected: bool, is_marked: bool) -> Line:
        assert self.state is not None
        glyphs = self.state.scene.glyphs
        if is_selected:
            return [(glyphs.edge, "primary"), (" ", "")]
        return [(glyphs.mark, "primary bold"), (" ", "")] if is_marked else [("  ", "")]

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Clicked(self.stage, self._at_row.get(event.y), event.chain > 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Wheeled(self.stage, 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(self.Wheeled(self.stage, -1))
