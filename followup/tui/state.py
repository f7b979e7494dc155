"""The frozen snapshot that flows down to every screen, and the messages that flow up."""

from collections.abc import Callable
from typing import NamedTuple

from textual.message import Message

from followup.core.board import Board, Seen
from followup.desk import Desk, Done
from followup.tui.draw.card import Scene
from followup.tui.draw.header import Alerts, Filtered


class State(NamedTuple):
    """Everything that a screen draws from. `changed` are the cards to flash: changed by me or by another program."""

    board: Board
    seen: dict[str, Seen]
    scene: Scene
    alerts: Alerts = Alerts()
    filtered: Filtered | None = None
    marks: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


Act = Callable[[Desk], Done]


class Wished(Message):
    """Something to be done at the desk; `selects` when the selection goes with the card."""

    def __init__(self, act: Act) -> None:
        super().__init__()
        self.act = act


class FilterTyped(Message):
    """What the filter should be from now on; empty clears it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Marked(Message):
    """A card's mark was set or taken off; None takes all off."""

    def __init__(self, card_id: str | None) -> None:
        super().__init__()
        self.card_id = card_id
