"""What a mouse may take hold of: a card under the pressed button, once the mouse moves away with it."""

from typing import NamedTuple

from textual import events
from textual.message import Message

from followup.tui.palette import Palette
from followup.tui.widgets.drawn import Drawn

FIRM_CELLS = 2  # a hand that clicks moves less


class Grip(NamedTuple):
    """The card under the pressed button, and where on the screen it was pressed."""

    card_id: str
    x: float
    y: float
    is_held: bool = False

    def is_left_by(self, x: float, y: float) -> bool:
        """Whether the mouse has moved so far that the card is meant to go along."""
        return abs(x - self.x) > FIRM_CELLS or abs(y - self.y) >= 1


class Gripping(Drawn):
    """A stage's column; `at_row` says which card stands on a row."""

    class Dragged(Message):
        """A card is held and the mouse is there, in cells of the screen."""

        def __init__(self, stage: str, card_id: str, x: int, y: int) -> None:
            super().__init__()
            self.stage = stage
            self.card_id = card_id
            self.x = x
            self.y = y

    class Dropped(Message):
        """The held card was let go where the mouse is."""

    class Lost(Message):
        """The button is up, and nobody told where that happened: nothing is held any more."""

    def __init__(self, palette: Palette, stage: str) -> None:
        super().__init__(palette, id=f"column-{stage.replace('_', '-')}")
        self.stage = stage
        self.at_row: dict[int, str] = {}
        self._grip: Grip | None = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        card_id = self.at_row.get(event.y)
        self._grip = Grip(card_id, event.screen_x, event.screen_y) if card_id and event.button == 1 else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        grip = self._grip
        if grip is None or not grip.card_id:
            return
        if not event.button:
            self.let_go()
            self._grip = None
            self.post_message(self.Lost())
        elif grip.is_held or grip.is_left_by(event.screen_x, event.screen_y):
            self._hold(grip)
            self.post_message(
                self.Dragged(self.stage, grip.card_id, int(event.screen_x), int(event.screen_y))
            )

    def _hold(self, grip: Grip) -> None:
        if not grip.is_held:
            self._grip = grip._replace(is_held=True)
            self.capture_mouse()

    def on_mouse_up(self) -> None:
        if self._grip is not None and self._grip.is_held:
            self.post_message(self.Dropped())
        elif self._grip is not None and self._grip.card_id:
            self._grip = None

    def let_go(self) -> None:
        """Hold nothing any more: what was held stays where it is."""
        if self._grip is not None and self._grip.is_held:
            self.release_mouse()
            self._grip = self._grip._replace(card_id="", is_held=False)

    def ends_a_drag(self) -> bool:
        """Whether a click is only the end of a drag."""
        was_held = self._grip is not None and (self._grip.is_held or not self._grip.card_id)
        self.let_go()
        self._grip = None
        return was_held
