"""The board: four columns, or tabs where there is little room, and the strip under them."""

from textual.app import ComposeResult
from textual.containers import Horizontal

from followup.core.stages import RESOLVED, STAGES
from followup.errors import FollowupError
from followup.tui.draw.lines import Line
from followup.tui.draw.strip import Question, strip
from followup.tui.keymap import BOARD, Keys
from followup.tui.screens.dragging import Dragging
from followup.tui.state import FilterTyped
from followup.tui.widgets.bars import HeaderBar, TabBar
from followup.tui.widgets.column import SIDE_CELLS, ColumnView
from followup.tui.widgets.firstrun import FirstRun
from followup.tui.widgets.nextmove import NextMove

GAP = 2
ARCHIVED = "is:archived"
FIRST_KEYS = ("board.add", "card.reschedule", "board.help")
FOOTER = (
    "board.add", "move.next-need", "board.filter", "board.runway", "board.pending", "board.brief", "board.stats",
    "board.sort", "board.group", "board.contacts", "board.review", "board.archive", "board.stop", "board.undo",
    "board.redo", "board.help", "board.quit",
)  # fmt: skip
LASTING = ("board.add", "move.next-need", "board.filter", "board.undo", "board.help", "board.quit")


def resolved_cells(cells: int) -> int:
    """How wide the Resolved column is on a screen (LOOK section 2)."""
    return 22 if cells < 150 else 29 if cells < 200 else 40


class BoardScreen(Dragging):
    """All cards of the snapshot; what it knows itself is the selection."""

    BINDINGS = Keys().bindings(BOARD)
    FOOTER = FOOTER
    LASTING = LASTING
    SCREEN = BOARD

    ending: Line = []  # how the day ends, while it does

    def compose(self) -> ComposeResult:
        yield HeaderBar(self.palette, self.keys.shown("board.pending"))
        yield TabBar(self.palette)
        with Horizontal(id="columns"):
            for stage in STAGES:
                yield ColumnView(stage, self.palette)
        yield FirstRun(self.palette)
        yield from super().compose()

    # What is shown

    def draw(self) -> None:
        """Hand the snapshot down to every part; a page that is going has lost some already."""
        if not self.is_mounted or not self.display:
            return
        if self.state.is_empty != self.has_class("-first-run"):
            self.set_class(self.state.is_empty, "-first-run")
            self.show_keys()
            self.call_after_refresh(self.draw)
        if self.state.is_empty:
            names = tuple(map(self.keys.shown, FIRST_KEYS))
            self.query_one(FirstRun).show(names, self.state.scene.glyphs)
        self.query_one(HeaderBar).show(self.state)
        self.query_one(TabBar).show(self.state, self.stage)
        for view in self.query(ColumnView):
            view.set_class(view.stage == self.stage, "-shown")
            is_focused = view.stage == self.stage and not self.state.is_empty
            view.show(self.state, self.chosen.get(view.stage), is_focused)
        self.draw_strip()

    def tell_of_selected(self) -> None:
        cells = self.strip.size.width - SIDE_CELLS
        board, scene = self.state.board, self.state.scene
        told = strip(self.selected, board, scene, self.keys.shown, cells, len(self.state.marks), self.ending)
        self.strip.show(told)

    def say_ending(self, line: Line) -> None:
        """Say in the strip whether it is safe to stop; an empty line ends that."""
        if line != self.ending:
            self.ending = line
            if self.query(NextMove):  # a page that is going has lost it already
                self.draw_strip()

    # Laying out

    def lay_out(self, cells: int, rows: int) -> None:
        inner = cells - 2
        has_columns = not self.has_class("-tabs")
        last = resolved_cells(cells)
        rest = inner - last - 3 * GAP
        widths = {stage: rest // 3 + (place < rest % 3) for place, stage in enumerate(STAGES[:3])}
        widths[RESOLVED] = last
        for view in self.query(ColumnView):
            view.styles.width = widths[view.stage] if has_columns else "1fr"
            view.styles.margin = (0, GAP if has_columns and view.stage != RESOLVED else 0, 0, 0)
            view.has_head = has_columns
            view.has_blank = not (has_columns and self.has_class("-tight"))
            view.is_roomy = rows >= 36
        self._settle()

    # The empty board

    def show_keys(self) -> None:
        if self.state.is_empty and not self.is_prompting:
            words = ("add", "demo", "help", "quit")
            keys = map(self.keys.shown, (*FIRST_KEYS, "board.quit"))
            self.footer.show(list(zip(keys, words, strict=True)))
        else:
            super().show_keys()

    async def action_card_reschedule(self) -> None:
        if self.state.is_empty:
            self.turn(self.Pressed("board.demo"))
        else:
            await super().action_card_reschedule()

    # Opening, marking, filtering

    def action_card_open(self) -> None:
        if self.selected is not None:
            self.turn(self.Opened(self.selected.card.id))
        else:
            self.notify_line("no card is selected here")

    async def action_board_filter(self) -> None:
        await self.flow(self._filter())

    def action_board_runway(self) -> None:
        self.turn(self.Pressed("board.runway"))

    def action_board_stop(self) -> None:
        self.turn(self.Pressed("board.stop"))

    def action_board_pending(self) -> None:
        self.turn(self.Pressed("board.pending"))

    def action_board_contacts(self) -> None:
        self.turn(self.Pressed("board.contacts"))

    def action_board_stats(self) -> None:
        self.turn(self.Pressed("board.stats"))

    def action_board_review(self) -> None:
        self.turn(self.Pressed("board.review"))

    def action_board_archive(self) -> None:
        words = (self.state.filtered.text if self.state.filtered else "").split()
        if ARCHIVED in words:
            self.post_message(FilterTyped(" ".join(word for word in words if word != ARCHIVED)))
        else:
            nothing = "nothing is archived yet" if not words else "nothing in the archive matches"
            self.post_message(FilterTyped(" ".join((*words, ARCHIVED)), otherwise=nothing))

    async def _filter(self) -> None:
        from followup.core.query import compile as compiled

        scene = self.state.scene

        def read(text: str) -> tuple[str, bool]:
            try:
                compiled(text, scene.now, scene.rules.week, self.state.habits.date_order)
            except FollowupError as error:
                return error.message, False
            self.post_message(FilterTyped(text))
            return "words, to:dana for:maria tag:board is:idle stage:sent before:fri", True

        typed = self.state.filtered.text if self.state.filtered else ""
        question = Question("Filter", "", "", field="/", read=read, typed=typed, enter="keep")
        if await self.strip.ask(question) is None:
            self.post_message(FilterTyped(""))

    # Mouse

    def on_column_view_clicked(self, event: ColumnView.Clicked) -> None:
        if self.is_prompting:
            return
        before, self.stage = self.stage, event.stage
        if event.card_id is not None:
            self.chosen[self.stage] = event.card_id
        self._settle()
        self._moved(before, self.stage)
        if event.twice and event.card_id is not None:
            self.turn(self.Opened(event.card_id))

    def on_column_view_wheeled(self, event: ColumnView.Wheeled) -> None:
        if self.is_prompting:
            return
        if event.stage != self.stage:
            self._turn(STAGES.index(event.stage) - STAGES.index(self.stage))
        self._step(event.cards)

    def on_tab_bar_chosen(self, event: TabBar.Chosen) -> None:
        if not self.is_prompting:
            self._turn(STAGES.index(event.stage) - STAGES.index(self.stage))
