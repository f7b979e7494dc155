"""The commands that draw: the board, the demo board and the quick-add panel. Only here is Textual imported."""

from typing import TYPE_CHECKING

from followup.cli.call import Call, is_terminal
from followup.errors import Refused

if TYPE_CHECKING:
    from followup.config import Settings
    from followup.core.reviewing import Review
    from followup.tui.terminal import BoardTerminal
    from followup.watch.aboard import Aboard
    from followup.watch.boards import Place


def board(call: Call) -> int:
    """Open the board, on a card where one is named."""
    _need_terminal(call)
    from followup.cli import visit
    from followup.tui.opening import run_board

    state, desk = call.settings.paths.state, call.desk_as("board")
    looked_at = min(visit.last(state), call.clock())
    place = _Place(state, call.words[0] if call.words else "")
    alerting = _Alerting(call, place)
    code = run_board(desk, call.settings, alerting, lambda: demo(call), looked_at, place, _Reviews(state))
    place.leave()
    visit.note(state, call.clock())
    return code


def demo(call: Call) -> int:
    """Open a board with a story, in memory; it sends nothing."""
    _need_terminal(call)
    from followup.demo import HINT, demo_desk, demo_settings
    from followup.tui.opening import run_board

    return run_board(demo_desk(), demo_settings(), greeting=HINT)


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


class _Alerting:
    """What is sent while the board is open; what that takes is imported once the board is there."""

    def __init__(self, call: Call, place: _Place) -> None:
        call.desk_as("board").store.folds_at_once = False  # a key waits for nothing; the upkeep does it
        self._call = call
        self._place = place
        self._aboard: Aboard | None = None
        self._is_left = False

    @property
    def is_up(self) -> bool:
        return self._aboard is not None and self._aboard.is_up

    def look(self, terminal: "BoardTerminal") -> None:
        """Send what is due, and stay with what is up."""
        from followup.cli import visit
        from followup.notify import gather
        from followup.upkeep import upkeep

        state, is_first = self._call.settings.paths.state, self._aboard is None
        if self._aboard is None:
            self._place.take()
            self._aboard = _aboard(self._call)
        if self._is_left:  # while that was imported: nobody has told `_aboard`
            return
        desk = self._aboard.desk
        if self._aboard.look(gather(terminal=terminal)) or is_first:
            # Whoever sits here sees it: a window that is just closed is asked for no last word.
            visit.note(state, desk.now())
        if not is_first:  # then the screen is only just being painted
            upkeep(desk.store, self._call.settings, desk.now())
        self._aboard.stay()

    def settle(self, settings: "Settings") -> None:
        self._call.forget_settings(settings)
        if self._aboard is not None:
            self._aboard.settle(settings)

    def wake(self) -> None:
        if self._aboard is not None:
            self._aboard.wake()

    def leave(self) -> None:
        self._is_left = True
        if self._aboard is not None:
            self._aboard.leave()


def _aboard(call: Call) -> "Aboard":
    from followup.desk import Desk
    from followup.store import Store, open_store
    from followup.watch.aboard import Aboard

    def over(store: Store) -> Desk:
        return Desk(store, call.clock, call.settings.rules, "board")

    def another() -> Desk:
        paths = call.settings.paths
        return over(open_store(paths.data, backups=paths.backups))

    return Aboard(over(call.desk_as("board").store), call.settings, another)
