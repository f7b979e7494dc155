"""The commands that draw: the board, the demo board and the quick-add panel. Only here is Textual imported."""

import gc
from typing import TYPE_CHECKING

from followup.cli.call import Call, is_terminal
from followup.errors import Refused

if TYPE_CHECKING:
    from followup.tui.app import Alerting
    from followup.tui.terminal import BoardTerminal


def board(call: Call) -> int:
    """Open the board."""
    _need_terminal(call)
    from followup.tui.opening import run_board

    return run_board(call.desk_as("board"), call.settings, _alerting(call), lambda: demo(call))


def demo(call: Call) -> int:
    """Open a board with a story, in memory; it sends nothing."""
    _need_terminal(call)
    from followup.demo import demo_desk, demo_settings
    from followup.tui.opening import run_board

    return run_board(demo_desk(), demo_settings())


def panel(call: Call) -> int:
    """The quick-add panel alone."""
    from followup.tui.quick import run_quick

    gc.enable()
    return run_quick(call.desk_as("board"), call.settings)


def _need_terminal(call: Call) -> None:
    if not is_terminal(call.stdin, call.out):
        raise Refused("no terminal to draw the board on", "followup list and followup next need none")


def _alerting(call: Call) -> "Alerting":
    """What the open board calls each minute, in a thread of its own: the watcher's look, over the board's store."""
    from followup.desk import Desk
    from followup.notify import Delivery, Note, gather, send
    from followup.upkeep import upkeep
    from followup.watch import Watcher

    settings = call.settings
    desk = Desk(call.desk_as("board").store, call.clock, settings.rules, "board")
    desk.store.folds_at_once = False  # a key waits for nothing; the upkeep below does it
    here: list[BoardTerminal] = []

    def deliver(note: Note) -> Delivery:
        return send(note, gather(terminal=here[-1]), settings.alerts.channel)

    # What failed shows in the pending list; a line on stderr would land in the middle of the board.
    watcher = Watcher(desk, settings.alerts, deliver, log=id)

    def look(terminal: "BoardTerminal") -> None:
        first, here[:] = not here, [terminal]
        watcher.look()
        if not first:  # then the screen is only just being painted
            upkeep(desk.store, settings, desk.now())

    return look
