"""What is due while the board is open is sent by it, in a thread of its own."""

from asyncio import get_running_loop
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from followup.config import Settings
from followup.errors import FollowupError
from followup.tui.paged import Paged
from followup.tui.terminal import BoardTerminal


class Alerting(Protocol):
    """Sends what is due."""

    @property
    def is_up(self) -> bool:
        """Whether something is up that goes when its card is touched."""

    def look(self, terminal: BoardTerminal) -> None:
        """Send what is due, on this terminal where it must, and stay with what is up."""

    def settle(self, settings: Settings) -> None:
        """Go by these settings from the next look on; any thread may."""

    def wake(self) -> None:
        """Have the thread that stays come back; any thread may."""

    def leave(self) -> None:
        """The same, for good."""


class Sending(Paged):
    """An app that alerts; without `alerting` nothing pops up."""

    alerting: Alerting | None = None

    def __init__(self) -> None:
        super().__init__()
        self._alert_thread = ThreadPoolExecutor(1, "alerts")

    def alert(self, ticked: bool = True) -> None:
        """Send what is due; without a new minute only where a popup may have to go."""
        if self.alerting is not None and (ticked or self.alerting.is_up):
            self.alerting.wake()
            self.run_worker(self._send(self.alerting), group="alerts")

    async def _send(self, alerting: Alerting) -> None:
        try:
            await get_running_loop().run_in_executor(self._alert_thread, alerting.look, BoardTerminal(self))
        except FollowupError as error:
            self.complain(error)

    def leave_alerts(self) -> None:
        """Wait for no answer of theirs."""
        if self.alerting is not None:
            self.alerting.leave()
        self._alert_thread.shutdown(wait=False, cancel_futures=True)
