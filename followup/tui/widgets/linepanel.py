"""The quick-add panel as it is drawn: the line, and what is understood of it while it is typed."""

from rich.text import Text
from textual.app import ComposeResult

from followup.core.card import Card
from followup.core.clean import shown, typed
from followup.core.quickadd import Draft, scan
from followup.tui.draw.hints import Hint, hint_line, hint_of, lit
from followup.tui.draw.lines import Line, cut
from followup.tui.draw.panels import pasted_rows, saved_rows
from followup.tui.draw.preview import ADD, EDIT, INSIST, SHORT_ROWS, WHOLE_ROWS, Ground, Panel, panel_rows
from followup.tui.draw.versions import Versions, versions_rows
from followup.tui.palette import On, Palette
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.drawn import Drawn, Row
from followup.tui.widgets.linefield import LineField

FIELD_START = 4
ROOM_NEEDED = 12
TABS_ROWS = 4  # that a board with tabs has besides: the header, two of the tabs, a footer


class LinePanel(Drawn):
    """Eleven rows around one line; it reads what it shows, and knows nothing of saving."""

    DEFAULT_CSS = """
    LinePanel { height: 11; display: none; }
    LinePanel.-open { display: block; }
    """
    KEY_ROLE = "primary bold"

    def __init__(self, palette: Palette, ground: Ground) -> None:
        super().__init__(palette)
        self.ground = ground
        self.draft = scan("", ground.now, ground.week)
        self.card: Card | None = None
        self._refused: Hint | None = None
        self._insisting: str | None = None
        self._pasted: tuple[str, ...] = ()
        self._saved_as: str | None = None
        self._versions: Versions | None = None

    def compose(self) -> ComposeResult:
        yield LineField(self._light)

    @property
    def field(self) -> LineField:
        """The line."""
        return self.query_one(LineField)

    def take_keys(self) -> None:
        """Have the keys go to the line."""
        self.screen.set_focus(self.field)

    def _to_the_end(self) -> None:
        self.field.cursor_position = 0
        self.field.cursor_position = len(self.field.value)
        self.redraw()

    # Reading

    def _put(self, line: str, cursor: int | None = None) -> None:
        self.field.value = line
        self.field.cursor_position = len(line) if cursor is None else cursor
        self._read(line)

    def _read(self, line: str) -> None:
        self.draft = self._scanned(line)
        self.redraw()

    def _scanned(self, line: str) -> Draft:
        ground = self.ground
        return scan(line, ground.now, ground.week, ground.date_order)

    def _light(self, text: Text) -> Text:
        if typed(self.draft.line) == text.plain:
            for start, end, role in lit(self.draft, self.ground):
                text.stylize(self.palette.style(role, On.PANEL), start, end)
        return text

    # Drawing

    def rows(self) -> list[Row]:
        cells, height = self.size.width - SIDE_CELLS, self.size.height
        edge: Line = [(self.ground.glyphs.edge, "primary"), (" ", "")]
        return [([*edge, *line], On.PANEL) for line in self._drawn(cells, height)[:height]]

    def _drawn(self, cells: int, height: int) -> list[Line]:
        draft, ground = self.draft, self.ground
        if self._saved_as is not None:
            return saved_rows(draft, ground, self._saved_as, cells, height)
        if self._pasted:
            odd = sum(bool(self._scanned(one).errors) for one in self._pasted)
            return pasted_rows(self._pasted, odd, draft, ground, self._refused, cells, height)
        if self._versions is not None and self._refused is None:
            theirs = self._scanned(self._versions.their_line)
            return versions_rows(self._versions, draft, theirs, ground, cells, height)
        hint = self._refused or hint_of(draft, ground, self.field.cursor_position)
        said = hint_line(hint, draft.line, int(self.field.scroll_offset.x), cells, ground.glyphs.cut)
        return panel_rows(self._panel(), draft, ground, said, cells, height)

    def _panel(self) -> Panel:
        if self.card is not None:
            return EDIT._replace(note=cut(shown(self.card.title), 40, self.ground.glyphs.cut))
        return INSIST if self._insisting is not None and self.draft.errors else ADD

    def on_resize(self) -> None:
        self._fit()
        super().on_resize()

    def _fit(self) -> None:
        """Eleven rows where the screen has room for them, else five."""
        needed = ROOM_NEEDED + (TABS_ROWS if self.screen.has_class("-tabs") else 0)
        wanted = WHOLE_ROWS if self.screen.size.height >= needed else SHORT_ROWS
        self.styles.height = wanted
        field = self.field
        field.styles.offset = (FIELD_START, 2 if self.size.height >= WHOLE_ROWS else 1)
        field.styles.width = max(8, self.size.width - FIELD_START - 1)
        field.display = self._saved_as is None

    def on_mount(self) -> None:
        self._fit()
