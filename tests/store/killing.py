"""A process of the store under strace, to be killed at each of its writes."""

import subprocess
import sys
from pathlib import Path

from tests.store.boards import environment

WRITES = "pwrite64,write,fsync,rename,ftruncate,unlink,link,mkdir,flock,openat"


def traced(
    script: str, home: Path, log: Path, *injected: str, **extra: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a script over a board; the calls that can write are written down, or broken as `injected` says."""
    options = [argument for one in injected for argument in ("-e", one)]
    argv = ["strace", "-y", "-qq", "-o", str(log), "-e", f"trace={WRITES}", *options]
    env = environment(PYTHONDONTWRITEBYTECODE="1", **extra)
    return subprocess.run(
        [*argv, sys.executable, "-c", script, str(home)], env=env, capture_output=True, check=False
    )


def calls_of(script: str, home: Path, log: Path, **extra: str) -> list[tuple[str, int]]:
    """Which calls, counted by name, a script makes on the board's files."""
    assert traced(script, home, log, **extra).returncode == 0
    counts: dict[str, int] = {}
    calls = []
    for line in log.read_text(errors="replace").splitlines():
        name = line.partition("(")[0]
        counts[name] = counts.get(name, 0) + 1
        if str(home) in line and (name != "openat" or "O_CREAT" in line):
            calls.append((name, counts[name]))
    return calls
