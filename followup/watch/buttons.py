"""What a popup's buttons do: the same verbs as everywhere, through the desk."""

import sys

from followup.config import Paths
from followup.core.steps import next_morning
from followup.desk import Desk
from followup.notify.note import DEFAULT
from followup.watch import boards
from followup.watch.looking import FOLLOW_UP, OPEN, SNOOZE
from followup.watch.terminals import open_in_terminal


def press(desk: Desk, cards: tuple[str, ...], action: str, where: Paths) -> None:
    """Do what the button of a popup about these cards says. Raises Refused when it cannot be done any more."""
    if action in (OPEN, DEFAULT):
        open_board(where, cards[0] if len(cards) == 1 else "")
    elif action == FOLLOW_UP:
        desk.follow_up(cards)
    elif action == SNOOZE:
        desk.snooze(cards, next_morning(desk.now(), desk.rules.week))


def open_board(where: Paths, card_id: str = "") -> None:
    """Bring the open board to the front, or open one; the card is selected. Raises Refused where none can be."""
    if not boards.call(where.state, card_id):
        open_in_terminal(board_command(where, card_id), where.state)


def board_command(where: Paths, card_id: str = "") -> list[str]:
    """What opens the board of these folders."""
    command = [sys.executable, "-m", "followup"]
    # Data and settings in one folder: a home was chosen, and the board must open the same one.
    if where.data == where.config:
        command += ["--home", where.data]
    return [*command, "board", card_id] if card_id else command
