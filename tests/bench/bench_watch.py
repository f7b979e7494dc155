"""The watcher at rest: `python -m tests.bench.bench_watch [SECONDS]` prints the figures of DESIGN section 13.

Real watchers on a private bus over boards of 25 and 1,000 cards, two of them without anything to say and one whose
popup is up. CPU and memory are the kernel's own figures, from /proc.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from followup.clock import clock
from followup.config import load, paths
from followup.desk import Desk
from followup.store import open_store
from tests.bench.boards import fill
from tests.bench.table import Figure, report
from tests.rig.bus import PrivateBus
from tests.rig.cli import environment
from tests.rig.processes import start, stop
from tests.rig.recorder import Recorder
from tests.rig.waiting import wait_until

SECONDS = 65  # one look of the watcher's own falls into it
SIZES = (25, 1000)
BUDGET_MB, BUDGET_MS = 45, 1


class Measured:
    """A watcher over a board, settled."""

    def __init__(self, home: Path, bus: PrivateBus) -> None:
        env = environment(home, "", {"DBUS_SESSION_BUS_ADDRESS": bus.address})
        del env["FOLLOWUP_NOW"]
        self.process = start([sys.executable, "-m", "followup", "watch"], env, log=home / "log")
        wait_until(lambda: (home / "state" / "watch.lock").exists(), 20, "the watcher")

    def cpu_ms(self) -> float:
        """What it has used so far."""
        return int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[0]) / 1e6

    def megabytes(self) -> float:
        """What it holds now."""
        line = next(
            one for one in Path(f"/proc/{self.process.pid}/status").read_text().splitlines() if "VmRSS" in one
        )
        return int(line.split()[1]) / 1024


def with_popup(home: Path) -> Path:
    """A board of 25 cards whose settings let popups come: what is idle by then is one digest."""
    fill(home, SIZES[0])
    settings = (home / "config.toml").read_text()
    (home / "config.toml").write_text(settings.replace('channel = "off"', 'channel = "bus"'))
    known = load(paths(str(home)))
    now = clock(known.zone)
    with open_store(home) as store:
        desk = Desk(store, lambda: now() - 3 * 86400, known.rules)
        desk.add([({"title": "Documents", "contact": "Dana"}, None)])
    return home


def main() -> None:
    """Start them, let them settle, and look at them after a minute."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder, PrivateBus() as bus, Recorder(bus.address) as server:
        homes = {f"{count} cards": fill(Path(folder) / str(count), count) for count in SIZES}
        homes["25 cards, a popup up"] = with_popup(Path(folder) / "popup")
        watchers = {name: Measured(home, bus) for name, home in homes.items()}
        try:
            wait_until(lambda: server.popups, 20, "the popup")
            time.sleep(5)
            before = {name: one.cpu_ms() for name, one in watchers.items()}
            time.sleep(seconds)
            figures: list[Figure] = []
            for name, one in watchers.items():
                used = (one.cpu_ms() - before[name]) / seconds
                figures.append(Figure(f"{name}: memory", one.megabytes(), "MB", BUDGET_MB))
                is_at_rest = "popup" not in name
                figures.append(Figure(f"{name}: CPU a second", used, "ms", BUDGET_MS if is_at_rest else None))
        finally:
            for one in watchers.values():
                stop(one.process)
    report(figures)
    if not all(figure.is_ok for figure in figures):
        sys.exit(1)


if __name__ == "__main__":
    os.environ.pop("FOLLOWUP_NOW", None)
    main()
