"""What `followup doctor notify` tells: which channels there are here, and what each one is made of."""

from typing import NamedTuple

from followup.notify.bus import Bus
from followup.notify.note import AUTO, BUS, PLYER, TERMINAL, NoAnswer, NotSent
from followup.notify.server import Server
from followup.notify.situation import Situation, chain
from followup.notify.terminal import SWALLOWED

ASKED_FOR = 2.0  # seconds the server has to introduce itself


class Prospect(NamedTuple):
    """Whether a channel can work here, as far as can be told without sending."""

    channel: str
    possible: bool
    detail: str


class Survey(NamedTuple):
    """The chain that a note would take, the prospects of every channel, and the server on the bus, if any."""

    chain: tuple[str, ...]
    prospects: tuple[Prospect, ...]
    server: Server | None


def probe(situation: Situation, channel: str = AUTO) -> Survey:
    """Look at every channel without sending anything; takes at most about three seconds."""
    server, bus = _look_at_bus(situation)
    prospects = (bus, _look_at_plyer(situation, server), _look_at_terminal(situation))
    return Survey(chain(situation, channel), prospects, server)


def _look_at_bus(situation: Situation) -> tuple[Server | None, Prospect]:
    bus = Bus(situation.bus_address)
    try:
        server = bus.server(ASKED_FOR)
    except (NotSent, NoAnswer) as trouble:
        where = f"{situation.bus_address}: " if situation.bus_address else ""
        return None, Prospect(BUS, False, f"{where}{trouble}")
    finally:
        bus.close()
    can = ", ".join(sorted(server.capabilities)) or "nothing"
    return server, Prospect(BUS, True, f"{situation.bus_address}: {server.name} {server.version}, can: {can}")


def _look_at_plyer(situation: Situation, server: Server | None) -> Prospect:
    from importlib.util import find_spec
    from shutil import which

    if find_spec("plyer") is None:
        return Prospect(PLYER, False, "plyer is not installed")
    if situation.platform in ("darwin", "win32"):
        return Prospect(PLYER, True, "plyer, in a child process")
    path = which("notify-send")
    if path is None:
        return Prospect(PLYER, False, "notify-send is not installed")
    if not situation.bus_address:
        return Prospect(PLYER, False, f"{path}, but no session bus was found")
    if server is None:
        return Prospect(PLYER, False, f"{path}, which needs the same server")
    return Prospect(PLYER, True, f"{path}, in a child process")


def _look_at_terminal(situation: Situation) -> Prospect:
    around = [word for word, here in (("SSH", situation.ssh), ("tmux", situation.tmux)) if here]
    where = f" in {' and '.join(around)}" if around else ""
    where += f", where {SWALLOWED}" if situation.tmux and not situation.passes else ""
    if situation.terminal is None:
        return Prospect(TERMINAL, False, f"no board is open here{where}")
    spoken = f"OSC {situation.dialect}, bell and toast" if situation.dialect else "bell and toast"
    if situation.tmux and not situation.passes:
        spoken = "bell and toast, no notification"
    return Prospect(TERMINAL, True, f"{spoken}{where}")
