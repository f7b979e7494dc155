"""A card dragged by the mouse: faded where it is, a gap where it would land, and the verb that dropping it means."""

from typing import NamedTuple

from textual import events

from followup.core.card import Card, name_of
from followup.core.clean import shown
from followup.core.stages import ALTERNATE, FOLLOWED_UP, NAMES, RESOLVED, STAGES
from followup.tui.draw.landing import Landing
from followup.tui.draw.strip import Told
from followup.tui.screens.selecting import Selecting
from followup.tui.state import State
from followup.tui.widgets.bars import TabBar
from followup.tui.widgets.column import ColumnView
from followup.tui.widgets.gripping import Gripping

ORDINALS = ("1st", "2nd", "3rd")


class Drag(NamedTuple):
    """The held cards, the stage from which they were taken, and the one over which they are."""

    ids: tuple[str, ...]
    source: str
    target: str


def goes_to(card: Card, target: str) -> str:
    """What dropping a card on a stage would do, in words; empty where it is there already."""
    if card.stage == target:
        return ""
    if card.stage == RESOLVED:
        return "reopens it, and it is your move"
    if target == RESOLVED:
        return "resolved, without a word of proof"
    if target == ALTERNATE and STAGES.index(card.stage) < STAGES.index(target):
        if not card.untried:
            return ""
        place = card.alternates.index(card.untried[0])
        nth = ORDINALS[place] if place < len(ORDINALS) else f"{place + 1}th"
        return f"goes to {name_of(card.untried[0])}, {nth} alternate"
    if target == FOLLOWED_UP and STAGES.index(card.stage) < STAGES.index(target):
        return "followed up: the clock starts anew"
    return f"back to {NAMES[target]}, the clock runs on"


class Dragging(Selecting):
    """A page of columns between which the mouse can drag cards; any key, esc as well, lets go of them."""

    drag: Drag | None = None

    def on_gripping_dragged(self, event: Gripping.Dragged) -> None:
        event.stop()
        if self.is_prompting or self.strip.is_asking or event.card_id not in self.state.seen:
            self.let_go()
            return
        marks = self.state.marks
        ids = tuple(card.id for card in self.targets()) if event.card_id in marks else (event.card_id,)
        drag = Drag(ids, event.stage, self._stage_at(event.x, event.y) or event.stage)
        if drag != self.drag:
            self.drag = drag
            self._show_drag()

    async def on_gripping_dropped(self, event: Gripping.Dropped) -> None:
        event.stop()
        drag, cards = self.drag, self._held()
        self.let_go()
        if drag is None or not cards or drag.target == cards[0].stage:
            return
        refusal = self._refusal(cards, drag.target)
        if refusal:
            self.notify_line(refusal)
        else:
            await self._move_to(cards, drag.target)

    def on_gripping_lost(self, event: Gripping.Lost) -> None:
        event.stop()
        self.let_go()

    def let_go(self) -> None:
        """Hold nothing any more: what was held is where it was."""
        for view in self.query(ColumnView):
            view.let_go()
        if self.drag is not None:
            self.drag = None
            self._show_drag()

    async def take(self, event: events.Key) -> bool:
        """Any key lets go; esc does nothing else."""
        was_held = self.drag is not None
        if was_held:
            self.let_go()
        return (was_held and event.key == "escape") or await super().take(event)

    def show(self, state: State) -> None:
        super().show(state)
        if self.drag is not None and not self._held():
            self.let_go()

    def draw_strip(self) -> None:
        cards = self._held()
        if self.drag is None or not cards:
            super().draw_strip()
            return
        says = self._says(cards, self.drag.target) or "drop it on another column"
        self.strip.show(
            Told(
                [(self._about(cards), "text bold")],
                [(shown(says), "sentence")],
                [("esc", "primary bold"), (" leave it where it is", "sentence")],
            )
        )

    def _held(self) -> list[Card]:
        held = self.drag.ids if self.drag is not None else ()
        return [self.state.seen[one].card for one in held if one in self.state.seen]

    def _refusal(self, cards: list[Card], target: str) -> str:
        """Why these cards cannot land there."""
        is_ahead = STAGES.index(cards[0].stage) < STAGES.index(target)
        if target != ALTERNATE or not is_ahead or any(card.untried for card in cards):
            return ""
        return f"nobody is left to try: {self.keys.shown('card.alternate')} names somebody"

    def _says(self, cards: list[Card], target: str) -> str:
        if target == cards[0].stage:
            return ""
        return self._refusal(cards, target) or goes_to(cards[0], target)

    def _stage_at(self, x: int, y: int) -> str | None:
        """The stage whose column, or tab, lies under a cell of the screen."""
        tabs = self.query_one(TabBar)
        if tabs.region.contains(x, y):
            return tabs.stage_at(x - tabs.region.x)
        return next((view.stage for view in self.query(ColumnView) if view.region.contains(x, y)), None)

    def _show_drag(self) -> None:
        drag, cards = self.drag, self._held()
        for view in self.query(ColumnView):
            view.held = frozenset(drag.ids) if drag is not None else frozenset()
            says = self._says(cards, view.stage) if drag is not None and drag.target == view.stage else ""
            view.landing = Landing(self._about(cards), says) if says else None
            view.redraw()
        self.draw_strip()
