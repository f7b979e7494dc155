"""Doing it: the file is written, then the desktop told."""

import os
from collections.abc import Iterator

from followup.errors import Refused
from followup.hotkey.shape import Argv, Plan
from followup.hotkey.text import read, write

ANSWER_FOR = 10  # seconds


def act(plan: Plan) -> Iterator[tuple[Argv, str]]:
    """Write, then run each command: it, and what went wrong with it (empty: nothing). Raises Refused, StoreError."""
    if read(plan.path) != plan.before:
        raise Refused(f"{plan.path} was changed meanwhile", "do it again")
    if plan.after != plan.before:
        write(plan.path, plan.after)
    for argv in plan.runs:
        yield argv, _run(argv)


def _run(argv: Argv) -> str:
    from subprocess import DEVNULL, SubprocessError, run

    try:
        if argv[:2] == ("kill", "-USR1"):
            import signal

            os.kill(int(argv[2]), signal.SIGUSR1)
            return ""
        done = run(argv, stdin=DEVNULL, capture_output=True, text=True, timeout=ANSWER_FOR, check=False)
    except (OSError, SubprocessError) as error:
        return str(error)
    said = " ".join((done.stderr or done.stdout).split())
    return "" if done.returncode == 0 else said or f"it ended with {done.returncode}"
