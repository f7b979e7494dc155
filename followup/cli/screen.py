"""The commands that draw: the board, the demo board and the quick-add panel. Only here is Textual imported."""

from followup.cli.call import Call, is_terminal
from followup.errors import Refused


def board(call: Call) -> int:
    """Open the board."""
    _need_terminal(call)
    from followup.tui.app import run_board

    return int(run_board(call.desk, call.settings) or 0)


def demo(call: Call) -> int:
    """Open a board with a story, in memory."""
    _need_terminal(call)
    from followup.demo import demo_desk, demo_settings
    from followup.tui.app import run_board

    return int(run_board(demo_desk(), demo_settings()) or 0)


def panel(call: Call) -> int:
    """The quick-add panel alone."""
    from followup.tui.app import run_quick

    return int(run_quick(call.desk, call.settings) or 0)


def _need_terminal(call: Call) -> None:
    if not is_terminal(call.stdin, call.out):
        raise Refused("no terminal to draw the board on", "followup list and followup next need none")
