"""Rows of things, one of them selected: what a click and the wheel say of them, on every page that lists."""

from textual import events
from textual.message import Message

from followup.tui.draw.lines import Line, sides
from followup.tui.palette import On, Palette
from followup.tui.state import State
from followup.tui.widgets.drawn import Drawn, Row


class Listed(Drawn):
    """Draws only what can be seen; `at_row` is the place in the list of what each row shows."""

    class Clicked(Message):
        """The thing in this place was clicked; `twice` opens it."""

        def __init__(self, place: int, twice: bool) -> None:
            super().__init__()
            self.place = place
            self.twice = twice

    class Wheeled(Message):
        """The wheel turned, by so many things."""

        def __init__(self, places: int) -> None:
            super().__init__()
            self.places = places

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.state: State | None = None
        self.at_row: dict[int, int] = {}
        self._top = 0

    def more(self, text: str, line: Line | None = None) -> Row:
        """How much is out of sight, at the right end of a row."""
        return (sides(line or [], [(text, "muted"), (" ", "")], self.size.width), On.SHEET)

    def on_click(self, event: events.Click) -> None:
        place = self.at_row.get(event.y)
        if place is not None:
            self.post_message(self.Clicked(place, event.chain > 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Wheeled(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(self.Wheeled(-1))
