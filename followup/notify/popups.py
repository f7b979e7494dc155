"""Send a note through the first channel that takes it; stay to hear what became of its popup."""

from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

from followup.notify import child, terminal
from followup.notify.bus import ANSWERED, Bus
from followup.notify.ids import Ids
from followup.notify.note import (
    AUTO,
    BUS,
    CHANNELS,
    DELIVERED,
    FAILED,
    OFF,
    PLYER,
    TERMINAL,
    UNKNOWN,
    Delivery,
    NoAnswer,
    Note,
    NotSent,
)
from followup.notify.situation import Situation, chain
from followup.notify.text import safe


class Limits(NamedTuple):
    """How many seconds a channel may take before its answer is `unknown`."""

    bus: float = 3.0
    plyer: float = 8.0


LIMITS = Limits()


def send(note: Note, situation: Situation, channel: str = AUTO, limits: Limits = LIMITS) -> Delivery:
    """Send one note and leave. It carries no buttons: answers come only to a sender that stays (`Popups`)."""
    with Popups(situation, limits=limits) as popups:
        return popups.send(note._replace(actions=()), channel)


def _unheard(key: str, value: object) -> None:
    """Nobody asked to hear."""


class Popups:
    """The popups of one program, by key. It belongs to one thread; only `wake` may be called from others."""

    def __init__(
        self,
        situation: Situation,
        on_action: Callable[[str, str], object] = _unheard,
        on_closed: Callable[[str, int], object] = _unheard,
        limits: Limits = LIMITS,
        kept_in: str = "",
    ) -> None:
        """`on_action(key, action)` and `on_closed(key, reason)` are called inside `listen`.

        Reasons are the server's: 1 expired, 2 dismissed by the person, 3 closed by a call, 4 undefined.
        `kept_in` is a file in which the server's numbers of the popups outlive this process.
        """
        import socket

        self.situation = situation
        self.limits = limits
        self.bus = Bus(situation.bus_address)
        self._on_action = on_action
        self._on_closed = on_closed
        self._ids = Ids(kept_in)
        self._generation = self.bus.generation
        self._woken, self._waker = socket.socketpair()
        self._waker.setblocking(False)

    def __enter__(self) -> "Popups":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def send(self, note: Note, channel: str = AUTO) -> Delivery:
        """Show the note through `channel`, or through the first of the situation's that does not fail.

        Never raises for a channel's sake. `failed` means that nothing popped up, and says why.
        """
        if channel not in CHANNELS:
            raise ValueError(f"no such channel: {channel}")
        note = safe(note)
        failures: list[str] = []
        for name in chain(self.situation, channel):
            try:
                delivery = self._through(name, note)
            except NoAnswer as silence:
                delivery = Delivery(UNKNOWN, name, str(silence))
            except NotSent as refusal:
                failures.append(f"{name}: {refusal}")
                continue
            return delivery._replace(detail="; ".join([*failures, delivery.detail]))
        why = "popups are switched off" if channel == OFF else "nothing here can show a popup"
        return Delivery(FAILED, channel, "; ".join(failures) or why)

    def close_popup(self, key: str) -> None:
        """Take this key's popup away, if it is still up."""
        self._hear_news()
        ident = self._ids.take(key)
        if ident:
            self.bus.close_popup(ident)

    def recall(self) -> list[str]:
        """The keys of the popups that an earlier process has left at this server: they can be replaced and closed."""
        if self._ids.keys():
            self._ids.belong_to(self.bus.identity(self.limits.bus))
        return self._ids.keys()

    def move_to(self, situation: Situation) -> None:
        """Go by this situation from now on; on another bus nothing of ours is up."""
        self.situation = situation
        if situation.bus_address != self.bus.address:
            self.bus.close()
            self.bus.address = situation.bus_address

    def listen(self, seconds: float) -> None:
        """Wait `seconds`, handing on every button and closing as it comes; returns early after `wake`."""
        until = monotonic() + seconds
        self._dispatch()
        while not self._wait(max(0.0, until - monotonic())):
            self._dispatch()
            if monotonic() >= until:
                return

    def wake(self) -> None:
        """End the present or the next `listen`; may be called from any thread or signal handler."""
        try:
            self._waker.send(b"\0")
        except BlockingIOError:
            return  # full: it is awake already

    def close(self) -> None:
        """Hang up. Popups stay up, their buttons fall silent."""
        self.bus.close()
        self._woken.close()
        self._waker.close()

    def _through(self, name: str, note: Note) -> Delivery:
        if name == BUS:
            return self._through_bus(note)
        if name == PLYER:
            return child.show(note, self.situation, self._reads_markup(), self.limits.plyer)
        assert name == TERMINAL
        return terminal.show(note, self.situation)

    def _through_bus(self, note: Note) -> Delivery:
        self._hear_news()
        self._know_server()
        ident = self.bus.notify(note, self._ids.of(note.key), self.limits.bus)
        self._hear_news()
        if note.key:
            self._know_server()
            self._ids.put(note.key, ident)
        return Delivery(DELIVERED, BUS, f"taken by the notification server as {ident}")

    def _know_server(self) -> None:
        """Numbers from a file are of use only to the server that gave them."""
        if self._ids.are_kept:
            self._ids.belong_to(self.bus.identity(self.limits.bus))

    def _reads_markup(self) -> bool:
        """Whether a body that goes through plyer must be escaped: in doubt yes, where there is a bus."""
        if not self.situation.bus_address:
            return False
        try:
            return "body-markup" in self.bus.server(min(1.0, self.limits.bus)).capabilities
        except (NotSent, NoAnswer):
            return True

    def _hear_news(self) -> None:
        """Forget the ids of a server that is gone: the next one may give them to other programs' popups."""
        self.bus.drain()
        if self._generation != self.bus.generation:
            self._generation = self.bus.generation
            self._ids.clear()

    def _wait(self, seconds: float) -> bool:
        """Wait for the bus or a wake-up; says whether it was a wake-up."""
        from select import select

        fd, woken = self.bus.fileno(), self._woken.fileno()
        ready, _, _ = select([woken] if fd is None else [woken, fd], [], [], seconds)
        if woken not in ready:
            return False
        self._woken.recv(4096)
        return True

    def _dispatch(self) -> None:
        self._hear_news()
        while self.bus.signals:
            signal = self.bus.signals.popleft()
            if signal.member == ANSWERED:
                self._ids.put(str(signal.value), signal.id)
                continue
            key = self._ids.key_of(signal.id)
            if key is None:
                continue  # another program's popup, or one already acted on
            self._ids.take(key)
            if signal.member == "ActionInvoked":
                self.bus.close_popup(signal.id)  # dunst leaves it up
                self._on_action(key, str(signal.value))
            else:
                self._on_closed(key, int(signal.value))
