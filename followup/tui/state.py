"""The frozen snapshot that flows down to every screen, and the messages that flow up."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from textual.message import Message

from followup.config import Alerts as Alerting
from followup.config import Person
from followup.core.arranging import USUAL as BY_NEED
from followup.core.arranging import Order
from followup.core.board import Board, Seen
from followup.desk import Desk, Done
from followup.errors import FollowupError
from followup.tui.draw.card import Scene
from followup.tui.draw.header import Alerts, Filtered


class Habits(NamedTuple):
    """How this person works: in which order numbers make a date, whom short names mean, how many popups a day;
    everybody in the settings by short name, and how popups come."""

    date_order: str = "MDY"
    names: Mapping[str, str] = {}
    budget: int = 3
    people: Mapping[str, Person] = {}
    alerts: Alerting = Alerting()


USUAL = Habits()


class State(NamedTuple):
    """Everything that a screen draws from. `changed` are the cards to flash: changed by me or by another program.

    `asked` is how many promised dates are asked about on cards of which the header says nothing yet.
    """

    board: Board
    seen: dict[str, Seen]
    scene: Scene
    alerts: Alerts = Alerts()
    filtered: Filtered | None = None
    marks: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    habits: Habits = USUAL
    alert_rows: Mapping[str, Mapping[str, Any]] = {}
    order: Order = BY_NEED
    asked: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is no card at all, as on a first run."""
        return not self.seen


Act = Callable[[Desk], Done]


class Wished(Message):
    """Something to be done at the desk; `done` is called after it, `refused` when it could not be."""

    def __init__(
        self,
        act: Act,
        done: Callable[[], None] | None = None,
        refused: Callable[[FollowupError], None] | None = None,
    ) -> None:
        super().__init__()
        self.act = act
        self.done = done
        self.refused = refused


class FilterTyped(Message):
    """What the filter should be from now on; empty clears it. Where nothing matches and `otherwise` is given, that is
    said instead, and the filter stays as it was; so it does where it cannot be read."""

    def __init__(self, text: str, otherwise: str = "") -> None:
        super().__init__()
        self.text = text
        self.otherwise = otherwise


class Marked(Message):
    """A card's mark was set or taken off; None takes all off."""

    def __init__(self, card_id: str | None) -> None:
        super().__init__()
        self.card_id = card_id


class Ordered(Message):
    """In which order the columns should stand from now on."""

    def __init__(self, order: Order) -> None:
        super().__init__()
        self.order = order
