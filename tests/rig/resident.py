"""A resident watcher as a process, on a home and a bus of its own, with a clock that the test moves."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from followup.watch.sign import looked_at, running
from tests.rig.cli import environment
from tests.rig.processes import start, stop
from tests.rig.waiting import wait_until

ZONE = ZoneInfo("America/New_York")
SENT_AT = int(datetime(2026, 11, 23, 9, 30, tzinfo=ZONE).timestamp())
# A working day and an hour later: what was sent then is idle.
IDLE_AT = int(datetime(2026, 11, 24, 10, 30, tzinfo=ZONE).timestamp())
PROGRAM = [sys.executable, "-m", "followup"]


class Resident:
    """`followup watch`; in a `with` it runs, and is gone afterwards. `env` says where the desktop is."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self.home, self.clock, self.log = folder / "home", folder / "now", folder / "log"
        self.move(SENT_AT)
        self.env = environment(self.home, f"@{self.clock}", {**env, "TZ": "America/New_York"})
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.process = self.start()
        self.wait_for_look()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            stop(self.process)

    def start(self) -> subprocess.Popen[bytes]:
        """Start it."""
        return start([*PROGRAM, "watch"], self.env, log=self.log)

    def wait_for_look(self) -> None:
        """Wait until it runs and has looked: an open board that is quicker would take the popup for itself."""
        state = str(self.home / "state")
        wait_until(
            lambda: running(state) is not None and looked_at(state) is not None,
            20,
            "the watcher's first look",
        )

    def restart(self) -> None:
        """End it as a service manager does, and start another."""
        self.__exit__()
        self.process = self.start()
        self.wait_for_look()

    def move(self, now: int) -> None:
        """Set the clock, in one piece."""
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(datetime.fromtimestamp(now, UTC).isoformat())
        fresh.replace(self.clock)

    def settings(self, alerts: str) -> None:
        """The settings, with these lines for alerts."""
        self.home.mkdir(exist_ok=True)
        (self.home / "config.toml").write_text(f"[alerts]\n{alerts}\n")

    def cli(self, *args: str) -> Any:
        """Another program on the same home; its JSON."""
        done = subprocess.run(
            [*PROGRAM, *args, "--json"], env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def logged(self) -> str:
        """What it has said on stderr."""
        return self.log.read_text() if self.log.exists() else ""
