"""One stage as a column of whole cards; it draws only those that can be seen."""

from textual import events
from textual.message import Message

from followup.core.board import Column
from followup.core.clean import shown
from followup.core.stages import NAMES, RESOLVED
from followup.tui.draw import column as layout
from followup.tui.draw.card import LABEL_SLOT, card_rows
from followup.tui.draw.firstrun import COLUMN_NOTES
from followup.tui.draw.header import head
from followup.tui.draw.landing import Landing, faded, landing_rows
from followup.tui.draw.lines import Line, cut, measure, padded, sides
from followup.tui.palette import On, Palette
from followup.tui.state import State
from followup.tui.widgets.drawn import Row
from followup.tui.widgets.gripping import Gripping

EDGE_CELLS = 2
SIDE_CELLS = 3


class ColumnView(Gripping):
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
        super().__init__(palette, stage)
        self.state: State | None = None
        self.selected: str | None = None
        self.is_focused = False
        self.has_head = True
        self.has_blank = True
        self.is_roomy = True
        self.held: frozenset[str] = frozenset()
        self.landing: Landing | None = None
        self._top = 0

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
        return (2 if self.has_head else 0) + self._has_row_above

    def rows(self) -> list[Row]:
        column, state = self.column, self.state
        if column is None or state is None:
            return []
        cells = self.size.width
        if state.is_empty:
            note = cut(COLUMN_NOTES[self.stage], cells - SIDE_CELLS)
            return [*self._above(column, 0, cells), ([("  ", ""), (note, "muted")], On.SHEET)]
        landing = self._landing(cells)
        room = max(0, self.size.height - self.first_row - len(landing))
        laid = self._laid(column, room, cells)
        drawn: list[Row] = [([], On.SHEET) for _ in range(room)]
        self.at_row = {}
        for place in laid.placed:
            if place.divider_row is not None:
                (rule,) = layout.rules_of(column, place.place, 1)
                drawn[place.divider_row] = (self._divider(rule, cells), On.SHEET)
            self._put(drawn, place, column, state)
        if laid.below and laid.below_row >= 0:
            more = f"{state.scene.glyphs.more_below} {laid.below} more"
            drawn[laid.below_row] = (self._marked_right(more, cells), On.SHEET)
        return [*self._above(column, laid.above, cells), *landing, *drawn]

    def _landing(self, cells: int) -> list[Row]:
        """The gap in which a card would land that is held over this column."""
        if self.landing is None or self.state is None:
            return []
        lines = landing_rows(
            self.landing, cells - SIDE_CELLS, cells, self.stage != RESOLVED, self.state.scene
        )
        edge: Line = [(self.state.scene.glyphs.edge, "primary"), (" ", "")]
        return [*(([*edge, *line], On.SHEET) for line in lines), ([], On.SHEET)]

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
        if self._has_row_above:
            more: Line = [(f"{glyphs.more_above} {above} more", "muted")] if above else []
            group = layout.group_at(column, above) if self.landing is None else None
            rows.append((self._headed(group, more, cells), On.SHEET))
        return rows

    @property
    def _has_row_above(self) -> bool:
        """Whether a row is kept above the cards; whose they are is always said."""
        column = self.column
        return self.has_blank or (column is not None and bool(column.groups))

    def _headed(self, group: layout.Rule | None, more: Line, cells: int) -> Line:
        """The row above the cards: whose they are, and how many stand above."""
        if group is None:
            return sides([], [*more, (" ", "")], cells) if more else []
        taken = measure(more) + 1 if more else 0
        return [*self._divider(group, cells - taken), *([(" ", ""), *more] if more else [])]

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

    def _divider(self, rule: layout.Rule, cells: int) -> Line:
        assert self.state is not None
        glyphs, room = self.state.scene.glyphs, cells - SIDE_CELLS
        thin = glyphs.thin
        if rule.is_head:
            count = f" {rule.size}"
            name = cut(shown(rule.name), room - len(count), glyphs.cut)
            named: Line = [("  ", ""), (name, "sentence"), (count, "muted"), (" ", "")]
            return [*named, (thin * (cells - 1 - measure(named)), "thin")]
        label = f"{rule.name} {rule.size}"
        if self.is_roomy:
            return [("  ", ""), (label, "muted"), (" ", ""), (thin * (room - len(label) - 2), "thin")]
        indent = LABEL_SLOT if layout.is_wide(cells) else 0
        line = thin * (room - indent - len(label) - 1)
        return [(" " * (EDGE_CELLS + indent), ""), (line, "thin"), (" ", ""), (label, "muted")]

    def _put(self, drawn: list[Row], place: layout.Placed, column: Column, state: State) -> None:
        one = column.seen[place.place]
        cells = self.size.width
        is_selected = self.is_focused and one.card.id == self.selected
        on = On.PANEL if is_selected or one.card.id in state.changed else On.SHEET
        lines = card_rows(one, cells - SIDE_CELLS, cells, state.scene)
        if one.card.id in self.held:
            lines, on, is_selected = list(map(faded, lines)), On.SHEET, False
        for offset, line in enumerate(lines):
            edge = self._edge(is_selected, one.card.id in state.marks and not offset)
            drawn[place.row + offset] = (padded([*edge, *line], cells), on)
            self.at_row[self.first_row + place.row + offset] = one.card.id

    def _edge(self, is_selected: bool, is_marked: bool) -> Line:
        assert self.state is not None
        glyphs = self.state.scene.glyphs
        if is_selected:
            return [(glyphs.edge, "primary"), (" ", "")]
        return [(glyphs.mark, "primary bold"), (" ", "")] if is_marked else [("  ", "")]

    # Mouse

    def on_click(self, event: events.Click) -> None:
        if not self.ends_a_drag():
            self.post_message(self.Clicked(self.stage, self.at_row.get(event.y), event.chain > 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Wheeled(self.stage, 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(self.Wheeled(self.stage, -1))
