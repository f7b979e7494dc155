"""An open board beside a resident watcher: whose popups they are."""

from followup.notify.note import BUS, PLYER
from followup.notify.situation import Situation, chain
from followup.watch import sign

PATIENCE = 3  # looks of the board, a minute apart, in which a watcher that runs must have looked itself


class Beside:
    """The watcher beside this board. Its popups outlive the board, so the board leaves them to it: for as long as it
    looks, and where both would pop up on the desktop."""

    def __init__(self, state: str) -> None:
        self._state = state
        self._looked_at: int | None = None
        self._still = 0

    def sees_to(self, situation: Situation, channel: str) -> bool:
        """Whether this look is the watcher's."""
        if chain(situation, channel)[:1] not in ((BUS,), (PLYER,)) or sign.running(self._state) is None:
            return False
        looked_at = sign.looked_at(self._state)
        self._still = self._still + 1 if looked_at == self._looked_at else 0
        self._looked_at = looked_at
        return self._still < PATIENCE
