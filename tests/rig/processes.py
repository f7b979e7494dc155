"""Start a program in its own process group, and be sure that it is gone afterwards."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO


def start(
    argv: Sequence[str],
    env: Mapping[str, str] | None = None,
    stdout: int | IO[bytes] = subprocess.DEVNULL,
    stdin: int = subprocess.DEVNULL,
    log: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start `argv` detached from the test's terminal; what it says on stderr goes to `log`."""
    with Path(os.devnull if log is None else log).open("ab") as stderr:
        return subprocess.Popen(
            argv, env=env, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=True, bufsize=0
        )


def stop(process: subprocess.Popen[bytes], deadline: float = 3.0) -> None:
    """End the whole group: asked first, killed after `deadline` seconds; its pipes are closed."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(deadline)
        except ProcessLookupError:
            process.wait(deadline)
            break
        except subprocess.TimeoutExpired:
            continue
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
