"""What is selected, and the keys that move it: the selection is kept by card id, whatever moves under it."""

from textual import events

from followup.core.board import Column, Seen, ranked
from followup.core.card import Card
from followup.core.stages import RESOLVED, STAGES
from followup.tui.draw import column as layout
from followup.tui.keymap import Keys
from followup.tui.palette import Palette
from followup.tui.screens.verbs import CardVerbs
from followup.tui.state import FilterTyped, Marked, Ordered, State
from followup.tui.widgets.bars import TabBar
from followup.tui.widgets.column import ColumnView


class Selecting(CardVerbs):
    """A page of columns: `stage` is the focused one, `chosen` the selected card of each."""

    def __init__(self, state: State, keys: Keys, palette: Palette) -> None:
        super().__init__(state, keys, palette)
        self.stage = STAGES[0]
        self.chosen: dict[str, str | None] = {}
        self._start_at_the_top()
        self._places: dict[str, int] = {}
        self._count = ""

    def _start_at_the_top(self) -> None:
        """Select what needs me most, else the promised date that is asked about and comes first."""
        needy = [one for column in self.state.board.columns for one in column.needy]
        if needy:
            top = ranked(needy)[0].card
        elif self.asked:
            top = self.asked[0]
        else:
            return
        self.stage, self.chosen = top.stage, {top.stage: top.id}

    @property
    def asked(self) -> list[Card]:
        """The cards here whose promised date is asked about, the earliest first."""
        if not self.state.asked:
            return []
        from followup.core.promises import asked

        shown = (one.card for column in self.state.board.columns for one in column.seen)
        scene = self.state.scene
        return [one.card for one in asked(shown, scene.now, scene.rules.week)]

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
        self._go_to_a_match()
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
        if self.selected is None or self.selected.card.stage in (self.stage, RESOLVED):
            return
        card = self.selected.card
        if layout.position_of(self.columns[card.stage].seen, card.id) is not None:
            self.stage, self.chosen[card.stage] = card.stage, card.id

    def _go_to_a_match(self) -> None:
        """Where a filter leaves the focused column empty, another one has the focus."""
        if self.state.filtered is not None and not self.columns[self.stage].seen:
            self.stage = next((stage for stage, column in self.columns.items() if column.seen), self.stage)

    def _settle(self) -> None:
        for stage, column in self.columns.items():
            place = layout.position_of(column.seen, self.chosen.get(stage))
            if place is None and column.seen:
                place = min(self._places.get(stage, 0), len(column.seen) - 1)
            self.chosen[stage] = None if place is None else column.seen[place].card.id
            if place is not None:
                self._places[stage] = place

    def draw_strip(self) -> None:
        """Say what there is to say."""
        self.tell_of_selected()

    def tell_of_selected(self) -> None:
        """Say in the strip what there is to say of the selected card."""
        raise NotImplementedError

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
        """The next card that needs me, in the order of the columns, then the promises asked about, and round again."""
        ids = [one.card.id for column in self.state.board.columns for one in column.needy]
        needy = [*dict.fromkeys((*ids, *(card.id for card in self.asked)))]
        if not needy:
            self.notify_line("nothing needs you")
            return
        here = self.chosen.get(self.stage)
        self.select(needy[(needy.index(here) + 1) % len(needy)] if here in needy else self._after_here(needy))

    def _after_here(self, needy: list[str]) -> str:
        """The first of these cards that stands after the selected one."""
        order = (one.card.id for column in self.state.board.columns for one in column.seen)
        here = self.chosen.get(self.stage)
        any(one == here for one in order)  # up to the selected one
        return next(filter(set(needy).__contains__, order), needy[0])

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

    # In which order

    def action_board_sort(self) -> None:
        self.post_message(Ordered(self.state.order.other_sort))

    def action_board_group(self) -> None:
        self.post_message(Ordered(self.state.order.next_group))

    def action_card_mark(self) -> None:
        if self.selected is not None:
            self.post_message(Marked(self.selected.card.id))
            self._step(+1)
