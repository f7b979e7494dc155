"""Which pictures of the board there are: each a size, the keys before it, and what is not as usual.

The demonstration at the story's instant is usual, in the dark theme, with every colour.
"""

from collections.abc import Callable
from typing import NamedTuple

from followup.core.policy import Rules
from followup.demo import demo_desk, demo_settings
from followup.desk import Desk
from followup.store import memory_store
from tests.tui.alerted import Became, alert

NOW = "2026-11-24T14:12"
EVENING = "2026-11-24T16:41"
LINE = "Signed quote from Acme @dana ^maria !fri 3pm > call the front desk +ben"


class Shot(NamedTuple):
    """A picture of the board: its size in cells, the keys pressed before it, its theme, and the story's instant.

    `drag` is a title and the cell to which it is held.
    """

    columns: int
    rows: int
    keys: tuple[str, ...] = ()
    theme: str = "dark"
    at: str = NOW
    glyphs: str = "unicode"
    desk: Callable[[], Desk] = demo_desk
    drag: tuple[str, tuple[int, int]] | None = None


def nothing() -> Desk:
    """A board without a card."""
    rules: Rules = demo_settings().rules
    return Desk(memory_store(), demo_desk().now, rules, "board")


def alerted() -> Desk:
    """The demonstration after alerts that came and were sent, or not, or held back."""
    desk = demo_desk()
    alert(
        desk, (Became(minutes_ago=72), Became("failed", "bus", 62), Became("unknown", "plyer", 12)), budget=2
    )
    return desk


BOARD_PACK = ("h",)
LAPTOPS = ("h", "h", "end", "k")
WIDE, MIDDLE = (160, 48), (120, 36)
TOLD = ("u", "t")
SHOTS = {
    "board-160x48": Shot(*WIDE, BOARD_PACK),
    "board-160x48-light": Shot(*WIDE, BOARD_PACK, "light"),
    "board-120x36": Shot(*MIDDLE, BOARD_PACK),
    "board-80x24": Shot(80, 24, BOARD_PACK),
    "board-300x100": Shot(300, 100, BOARD_PACK),
    "board-ascii": Shot(*WIDE, BOARD_PACK, glyphs="ascii"),
    "detail": Shot(*WIDE, (*BOARD_PACK, "enter")),
    "runway": Shot(*WIDE, (*BOARD_PACK, "w")),
    "quick-add": Shot(*MIDDLE, (*BOARD_PACK, "a", *LINE)),
    "grouped": Shot(*WIDE, ("h", "B")),
    "filtered": Shot(*WIDE, ("/", *"for:maria is:open", "enter")),
    "archive": Shot(*WIDE, ("v",)),
    "pending": Shot(*WIDE, ("N",), desk=alerted),
    "help": Shot(*WIDE, ("?",)),
    "dragging": Shot(*MIDDLE, drag=("Board pack", (75, 20))),
    "first-run": Shot(*MIDDLE, desk=nothing),
    # What ownership takes, in the order of the README.
    "order": Shot(*MIDDLE, (*LAPTOPS, "o")),
    "heard": Shot(*MIDDLE, (*BOARD_PACK, "r")),
    "alternate": Shot(*MIDDLE, (*BOARD_PACK, "p")),
    "update": Shot(*WIDE, (*BOARD_PACK, "u")),
    "brief": Shot(*WIDE, (*BOARD_PACK, "b")),
    "promise": Shot(*MIDDLE, (*BOARD_PACK, "K")),
    "resolve": Shot(*MIDDLE, (*BOARD_PACK, "x")),
    "stop": Shot(*WIDE, ("Q",), at=EVENING),
    "stop-calm": Shot(*MIDDLE, (*TOLD, *BOARD_PACK, *TOLD, "Q"), at=EVENING),
    "numbers": Shot(*MIDDLE, ("t",)),
    "people": Shot(*WIDE, ("c", "j", "j")),
    "review": Shot(*MIDDLE, ("W",)),
}
# Those of a real terminal, with what it is told.
TERMINALS = {
    "board-16-colors": ("TERM=xterm-16color",),
    "board-no-color": ("TERM=xterm-256color", "NO_COLOR=1"),
}
# Those that are kept as drawings too.
DRAWN = frozenset(
    (
        "board-160x48",
        "board-160x48-light",
        "board-120x36",
        "board-80x24",
        "detail",
        "runway",
        "quick-add",
        "stop",
        "update",
    )
)
