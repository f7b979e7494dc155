"""The watcher's part in an open board: what is due while no watcher sees to it, and the popups that are up.

The board calls `look` each minute, and at once after a change while `is_up`, in a thread of its own. The thread
stays in `look` to hear the buttons; `wake` ends that for the next call, `leave` for good.
"""

from collections.abc import Callable

from followup.config import Settings
from followup.desk import Desk
from followup.notify.situation import Situation
from followup.watch import buttons
from followup.watch.resident import LONGEST_FOR
from followup.watch.sharing import Beside
from followup.watch.showing import Showing


class Aboard:
    """`look` belongs to one thread; all else may be called from any.

    `another` opens the desk again: what a button does is then news to the board as from any other program.
    """

    def __init__(self, desk: Desk, settings: Settings, another: Callable[[], Desk]) -> None:
        self.desk = desk
        self._situation = Situation()
        # What failed shows in the pending list; a line on stderr would land in the middle of the board.
        self._showing = Showing(desk, settings, lambda: self._situation, id, self._press)
        self._another = another
        self._settings = self._wanted = settings
        self._beside = Beside(settings.paths.state)
        self._has_looked = self._is_left = False

    @property
    def is_up(self) -> bool:
        """Whether a popup may be up that goes when its card is touched."""
        return bool(self._showing.up)

    def look(self, situation: Situation) -> bool:
        """Send what is due, unless the watcher does; whether anything was said. Then `stay`."""
        self._situation = situation
        popups, watcher = self._showing.popups, self._showing.watcher
        if self._settings is not self._wanted:
            self._settings = self._wanted
            self.desk.rules = self._settings.rules
            watcher.settle(self._settings.alerts)
        popups.move_to(situation)
        popups.listen(0)  # what has woken this call wakes none after it
        if self._beside.sees_to(situation, watcher.alerts.channel):
            self._showing.up.clear()  # it answers for those too
            return False
        is_first, self._has_looked = not self._has_looked, True
        said = watcher.look()
        if is_first:
            self._showing.recall()
        self._showing.take_down()
        return bool(said)

    def settle(self, settings: Settings) -> None:
        """Go by these settings from the next look on."""
        self._wanted = settings

    def stay(self) -> None:
        """Hear the buttons of what is up, until the next minute or `wake`."""
        if self.is_up and not self._is_left:
            self._showing.popups.listen(LONGEST_FOR)
        if self._is_left:
            # A button that nobody hears any more would be a lie; what was said waits on the board.
            for key in tuple(self._showing.up):
                self._showing.popups.close_popup(key)

    def wake(self) -> None:
        """Have the thread come back."""
        self._showing.popups.wake()

    def leave(self) -> None:
        """The board closes."""
        self._is_left = True
        self.wake()

    def _press(self, cards: tuple[str, ...], action: str) -> None:
        desk = self._another()
        try:
            buttons.press(desk, cards, action, self._settings.paths)
        finally:
            desk.store.close()
