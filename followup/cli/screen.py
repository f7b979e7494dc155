"""The commands that draw: the board, the demo board and the quick-add panel. Only here is Textual imported."""

from typing import TYPE_CHECKING

from followup.cli.call import Call, is_terminal
from followup.errors import Refused

if TYPE_CHECKING:
    from followup.core.reviewing import Review
    from followup.tui.app import Alerting
    from followup.tui.terminal import BoardTerminal
    from followup.watch.boards import Place


def board(call: Call) -> int:
    """Open the board, on a card where one is named."""
    _need_terminal(call)
    from followup.cli import visit
    from followup.tui.opening import run_board

    state, desk = call.settings.paths.state, call.desk_as("board")
    looked_at = min(visit.last(state), call.clock())
    place = _Place(state, call.words[0] if call.words else "")
    alerting = _alerting(call, place)
    code = run_board(desk, call.settings, alerting, lambda: demo(call), looked_at, place, _Reviews(state))
    place.leave()
    visit.note(state, call.clock())
    return code


def demo(call: Call) -> int:
    """Open a board with a story, in memory; it sends nothing."""
    _need_terminal(call)
    from followup.demo import demo_desk, demo_settings
    from followup.tui.opening import run_board

    return run_board(demo_desk(), demo_settings())


def panel(call: Call) -> int:
    """The quick-add panel alone."""
    from followup.tui.quick import run_quick

    return run_quick(call.desk_as("board"), call.settings)


def _need_terminal(call: Call) -> None:
    if not is_terminal(call.stdin, call.out):
        raise Refused("no terminal to draw the board on", "followup list and followup next need none")


class _Reviews:
    """The weekly review's place, the same on the board and on the command line."""

    def __init__(self, state: str) -> None:
        self._state = state

    def load(self) -> "Review | None":
        from followup.cli.reviewing import load

        return load(self._state)

    def save(self, review: "Review") -> None:
        from followup.cli.reviewing import save

        save(self._state, review)


class _Place:
    """This board as others find it to call it to the front; what that takes is imported once the board is there."""

    def __init__(self, state: str, opens_on: str) -> None:
        self.opens_on = opens_on.upper()
        self._state = state
        self._place: Place | None = None

    def take(self) -> None:
        """Be known as open, once."""
        from followup.watch.boards import Place

        if self._place is None:
            self._place = Place(self._state)
            self._place.take()

    def leave(self) -> None:
        if self._place is not None:
            self._place.leave()

    def is_called(self) -> bool:
        return self._place is not None and self._place.is_called()

    def card(self) -> str:
        return "" if self._place is None else self._place.card()

    def answer(self, terminal: "BoardTerminal") -> None:
        """Come forward, and say whether that is sure."""
        import os

        from followup.watch.raising import come_forward

        assert self._place is not None
        self._place.answer(come_forward(os.environ, terminal.write))


def _alerting(call: Call, place: _Place) -> "Alerting":
    """What the open board calls each minute, in a thread of its own: the watcher's look, over the board's store."""
    call.desk_as("board").store.folds_at_once = False  # a key waits for nothing; the upkeep does it
    made: list[Alerting] = []

    def look(terminal: "BoardTerminal") -> None:
        if not made:
            place.take()
            # What it imports must not stand before the first picture.
            made.append(_looks(call))
        made[0](terminal)

    return look


def _looks(call: Call) -> "Alerting":
    from followup.cli import visit
    from followup.desk import Desk
    from followup.notify import Delivery, Note, gather, send
    from followup.upkeep import upkeep
    from followup.watch import Watcher
    from followup.watch.sharing import Beside

    settings = call.settings
    desk = Desk(call.desk_as("board").store, call.clock, settings.rules, "board")
    here: list[BoardTerminal] = []

    def deliver(note: Note) -> Delivery:
        return send(note, gather(terminal=here[-1]), settings.alerts.channel)

    # What failed shows in the pending list; a line on stderr would land in the middle of the board.
    watcher, beside = Watcher(desk, settings.alerts, deliver, log=id), Beside(settings.paths.state)

    def look(terminal: "BoardTerminal") -> None:
        first, here[:] = not here, [terminal]
        is_left = beside.sees_to(gather(terminal=terminal), settings.alerts.channel)
        if (not is_left and watcher.look()) or first:
            # Whoever sits here sees it: a window that is just closed is asked for no last word.
            visit.note(settings.paths.state, desk.now())
        if not first:  # then the screen is only just being painted
            upkeep(desk.store, settings, desk.now())

    return look
