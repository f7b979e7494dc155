"""Every channel and every failure: what is sent, what is recorded of it, and what the card's history says."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup.config import Alerts, Paths, Settings
from followup.core.policy import Rules
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.notify import Limits, Note, Popups, Situation
from followup.store import memory_store
from followup.tui.draw.marks import popups_of
from followup.watch import once
from tests.notify.boards import Board, GoneBoard
from tests.rig.bus import PrivateBus
from tests.rig.recorder import Recorder
from tests.rig.resident import IDLE_AT, SENT_AT
from tests.rig.tools import require

pytestmark = pytest.mark.desktop

RULES = Rules(Workweek(ZoneInfo("America/New_York")))
SHORT = Limits(bus=0.4, plyer=0.6)
NOTHING, SILENT, HANGS, REFUSES, WELL = "no bus", "no server", "hangs", "refuses", "well"
CHANNELS = ("auto", "bus", "plyer", "terminal", "off")
# Rows are desktops, columns the channels above: what becomes of a popup, and by which channel.
TABLE = {
    WELL: ("delivered bus", "delivered bus", "delivered plyer", "failed terminal", "failed off"),
    REFUSES: ("failed auto", "failed bus", "failed plyer", "failed terminal", "failed off"),
    HANGS: ("unknown bus", "unknown bus", "unknown plyer", "failed terminal", "failed off"),
    SILENT: ("failed auto", "failed bus", "failed plyer", "failed terminal", "failed off"),
    NOTHING: ("failed auto", "failed bus", "failed plyer", "failed terminal", "failed off"),
}
WORDS = {"delivered": "sent", "failed": "could not be shown", "unknown": "perhaps shown"}


def alert(situation: Situation, channel: str) -> tuple[dict[str, Any], str]:
    """An idle card is alerted there through that channel: its row in the alerts table, and its history's words."""
    store = memory_store()
    (card,) = (
        Desk(store, lambda: SENT_AT, RULES).add([({"title": "Documents", "contact": "Dana"}, None)]).cards
    )
    settings = Settings(Paths("", "", ""), RULES, alerts=Alerts(channel=channel))
    with Popups(situation, limits=SHORT) as popups:

        def send(note: Note) -> Any:
            return popups.send(note, channel)

        once(Desk(store, lambda: IDLE_AT, RULES, "watch"), settings, send, log=id)
    (row,) = store.alerts().values()
    (popup,) = popups_of(store.alerts().values(), card)
    return dict(row), popup.became


@pytest.mark.parametrize(
    ("desktop", "channel", "expected"),
    [
        (desktop, channel, TABLE[desktop][place])
        for desktop in TABLE
        for place, channel in enumerate(CHANNELS)
    ],
)
def test_what_became_of_it_is_recorded_and_told(
    desktop: str, channel: str, expected: str, private_bus: PrivateBus
) -> None:
    """Delivered, failed and unknown are told apart on every channel, in the alerts table and in the history's words."""
    require("notify-send")
    result, by = expected.split()
    address = None if desktop == NOTHING else private_bus.address
    if desktop in (NOTHING, SILENT):
        row, words = alert(Situation(bus_address=address), channel)
    else:
        with Recorder(private_bus.address) as server:
            server.hangs, server.refuses = desktop == HANGS, "all" if desktop == REFUSES else ""
            row, words = alert(Situation(bus_address=address), channel)
    assert (row["result"], row["channel"]) == (result, by)
    assert row["detail"]
    assert words.startswith("popups are off" if by == "off" else WORDS[result])
    assert (row["cost"], row["sent_at"]) == ((0, None) if result == "failed" else (1, IDLE_AT))


@pytest.mark.parametrize(
    ("board", "situation", "result"),
    [
        (Board, Situation(ssh=True), "delivered"),
        (Board, Situation(tmux=True), "delivered"),
        (Board, Situation(tmux=True, passes=False), "delivered"),
        (GoneBoard, Situation(ssh=True), "failed"),
    ],
)
def test_the_terminal_is_told_apart_too(
    board: Callable[[], Board], situation: Situation, result: str
) -> None:
    """An open board that takes it is a delivery by terminal; one whose terminal is gone is a failure."""
    row, words = alert(situation._replace(terminal=board()), "auto")
    assert (row["result"], row["channel"]) == (result, "terminal" if result == "delivered" else "auto")
    assert words.startswith(WORDS[result])
