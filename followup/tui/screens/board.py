"""The board: four columns, or tabs where there is little room, and the strip under them."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from followup.core.board import Column, Seen, ranked
from followup.core.card import Card
from followup.core.stages import RESOLVED, STAGES
from followup.tui.draw import column as layout
from followup.tui.draw.strip import Question, strip
from followup.tui.keymap import BOARD, Keys
from followup.tui.palette import Palette
from followup.tui.screens.verbs import CardVerbs
from followup.tui.state import FilterTyped, Marked, State
from followup.tui.widgets.bars import HeaderBar, TabBar
from followup.tui.widgets.column import SIDE_CELLS, ColumnView
from followup.tui.widgets.firstrun import FirstRun

GAP = 2
FIRST_KEYS = ("board.add", "card.reschedule", "board.help")
FOOTER = ("board.add", "move.next-need", "board.filter", "board.undo", "board.help", "board.quit")


def resolved_cells(cells: int) -> int:
    """How wide the Resolved column is on a screen (LOOK section 2)."""
    return 22 if cells < 150 else 29 if cells < 200 else 40


class BoardScreen(CardVerbs):
    """Keeps the selection by card id; everything else it is shown."""

    BINDINGS = Keys().bindings(BOARD)
    FOOTER = FOOTER

    class Opened(Message):
        """A card was opened."""

        def __init__(self, card_id: str) -> None:
            super().__init__()
            self.card_id = card_id

    def __init__(self, state: State, keys: Keys, palette: Palette) -> None:
        super().__init__(state, keys, palette)
        self.stage = STAGES[0]
        self.chosen: dict[str, str | None] = {}
        self._start_at_the_top()
        self._places: dict[str, int] = {}
        self._count = ""

    def compose(self) -> ComposeResult:
        yield HeaderBar(self.palette)
        yield TabBar(self.palette)
        with Horizontal(id="columns"):
            for stage in STAGES:
                yield ColumnView(stage, self.palette)
        yield FirstRun(self.palette)
        yield from super().compose()

    # What is shown

    def _start_at_the_top(self) -> None:
        """Select what needs me most."""
        needy = [one for column in self.state.board.columns for one in column.seen[: column.needs]]
        if needy:
            top = ranked(needy)[0].card
            self.stage, self.chosen = top.stage, {top.stage: top.id}

    @property
    def columns(self) -> dict[str, Column]:
        """The snapshot's columns by stage."""
        return {column.stage: column for column in self.state.board.columns}

    @property
    def selected(self) -> Seen | None:
        """The selected card as the snapshot has it."""
        return self.state.seen.get(self.chosen.get(self.stage) or "")

    def targets(self) -> list[Card]:
        if self.state.marks:
            # In the order of the columns: where they differ, the first one decides.
            columns = self.state.board.columns
            shown = [one.card for column in columns for one in column.seen if one.card.id in self.state.marks]
            hidden = self.state.marks - {card.id for card in shown}
            return shown + [self.state.seen[one].card for one in sorted(hidden) if one in self.state.seen]
        return [self.selected.card] if self.selected is not None else []

    def show(self, state: State) -> None:
        """Take a new snapshot; the selection stays with its card, or near its place when that has gone."""
        self.state = state
        self._stay_with_the_card()
        self._settle()
        super().show(state)

    def select(self, card_id: str) -> None:
        """Select a card wherever it stands."""
        seen = self.state.seen.get(card_id)
        if seen is None or (seen.card.stage == self.stage and self.chosen.get(self.stage) == card_id):
            return
        self.stage = seen.card.stage
        self.chosen[self.stage] = card_id
        self._settle()
        self.draw()

    def _stay_with_the_card(self) -> None:
        """Go along when another program has moved the selected card, but not into Resolved."""
        card_id = self.chosen.get(self.stage)
        for stage, column in self.columns.items():
            if stage not in (self.stage, RESOLVED) and any(one.card.id == card_id for one in column.seen):
                self.stage, self.chosen[stage] = stage, card_id
                break

    def _settle(self) -> None:
        for stage, column in self.columns.items():
            place = layout.position_of(column.seen, self.chosen.get(stage))
            if place is None and column.seen:
                place = min(self._places.get(stage, 0), len(column.seen) - 1)
            self.chosen[stage] = None if place is None else column.seen[place].card.id
            if place is not None:
                self._places[stage] = place

    def draw(self) -> None:
        """Hand the snapshot down to every part."""
        if not self.is_mounted:
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

    def draw_strip(self) -> None:
        """What the strip says of the selected card."""
        cells = self.strip.size.width - SIDE_CELLS
        board, scene = self.state.board, self.state.scene
        told = strip(self.selected, board, scene, self.keys.shown, cells, len(self.state.marks))
        self.strip.show(told)

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

    # Moving

    def _step(self, by: int) -> None:
        column = self.columns[self.stage]
        if not column.seen:
            return
        place = layout.position_of(column.seen, self.chosen.get(self.stage)) or 0
        place = max(0, min(len(column.seen) - 1, place + by * self._counted()))
        self.chosen[self.stage] = column.seen[place].card.id
        self._places[self.stage] = place
        self._moved(self.stage)

    def _moved(self, *stages: str) -> None:
        for view in self.query(ColumnView):
            if view.stage in stages:
                view.set_class(view.stage == self.stage, "-shown")
                is_focused = view.stage == self.stage and not self.state.is_empty
                view.show(self.state, self.chosen.get(view.stage), is_focused)
        self.draw_strip()

    def _counted(self) -> int:
        count, self._count = int(self._count or 1), ""
        return count

    def action_move_down(self) -> None:
        self._step(+1)

    def action_move_up(self) -> None:
        self._step(-1)

    def action_move_first(self) -> None:
        self._step(-1_000_000_000)

    def action_move_last(self) -> None:
        self._step(+1_000_000_000)

    def action_move_page_down(self) -> None:
        self._step(+self._page())

    def action_move_page_up(self) -> None:
        self._step(-self._page())

    def _page(self) -> int:
        view = next(view for view in self.query(ColumnView) if view.stage == self.stage)
        return layout.per_page(view.size.height - view.first_row, view.size.width)

    def action_move_left(self) -> None:
        self._turn(-1)

    def action_move_right(self) -> None:
        self._turn(+1)

    def _turn(self, by: int) -> None:
        before = self.stage
        place = (STAGES.index(before) + by * self._counted()) % len(STAGES)
        self.stage = STAGES[place]
        self.query_one(TabBar).show(self.state, self.stage)
        self._moved(before, self.stage)

    def action_move_next_need(self) -> None:
        """The next card that needs me, in the order of the columns and round again."""
        needy = [one.card.id for column in self.state.board.columns for one in column.seen[: column.needs]]
        if not needy:
            self.notify_line("nothing needs you")
            return
        here = self.chosen.get(self.stage)
        place = needy.index(here) + 1 if here in needy else 0
        self.select(needy[place % len(needy)])

    async def take(self, event: events.Key) -> bool:
        if await super().take(event):
            return True
        if self.is_prompting or self.strip.is_asking:
            return False
        if event.character and event.character.isdigit() and (self._count or event.character != "0"):
            self._count = (self._count + event.character)[:4]
            return True
        if event.key == "escape":
            self._escape()
        return event.key == "escape"

    def _escape(self) -> None:
        self._count = ""
        if self.state.marks:
            self.post_message(Marked(None))
        elif self.state.filtered is not None:
            self.post_message(FilterTyped(""))

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
            self.post_message(self.Pressed("board.demo"))
        else:
            await super().action_card_reschedule()

    # Opening, marking, filtering

    def action_card_open(self) -> None:
        if self.selected is not None:
            self.post_message(self.Opened(self.selected.card.id))
        else:
            self.notify_line("no card is selected here")

    def action_card_mark(self) -> None:
        if self.selected is not None:
            self.post_message(Marked(self.selected.card.id))
            self._step(+1)

    async def action_board_filter(self) -> None:
        await self.flow(self._filter())

    async def _filter(self) -> None:
        def read(text: str) -> tuple[str, bool]:
            self.post_message(FilterTyped(text))
            return ("words, to:dana for:maria tag:board is:idle stage:sent before:fri", True)

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
            self.post_message(self.Opened(event.card_id))

    def on_column_view_wheeled(self, event: ColumnView.Wheeled) -> None:
        if self.is_prompting:
            return
        if event.stage != self.stage:
            self._turn(STAGES.index(event.stage) - STAGES.index(self.stage))
        self._step(event.cards)

    def on_tab_bar_chosen(self, event: TabBar.Chosen) -> None:
        if not self.is_prompting:
            self._turn(STAGES.index(event.stage) - STAGES.index(self.stage))
