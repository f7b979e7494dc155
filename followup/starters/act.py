"""Does the steps of a plan, and says each: what was written, taken away, run, started and ended."""

import os
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from shlex import join
from typing import NamedTuple

from followup.errors import Refused
from followup.starters import gather
from followup.starters.shape import Launch, Remove, Run, Spawn, Step, Stop, Write

# What holds only where the person sits now, or only for this run.
HERE_ONLY = ("FOLLOWUP_", "PYTHON", "SSH_", "TMUX")
ENDING_FOR, STEP_FOR = 5.0, 0.05  # seconds: how long a watcher may take to end, and how often it is asked


class Did(NamedTuple):
    """One step as it went: `what` in a word, to which path or with which command, and what went wrong."""

    what: str
    path: str | None = None
    argv: tuple[str, ...] | None = None
    trouble: str | None = None


def described(steps: Iterable[Step]) -> Iterator[Did]:
    """What `perform` would do; a leftover that is not there is left out."""
    for step in steps:
        if not (isinstance(step, Remove) and not os.path.lexists(step.path)):
            yield _as_did(step)


def perform(steps: Iterable[Step]) -> Iterator[Did]:
    """Do one step after the other, giving each once it is done. Raises Refused where one fails that must not."""
    for step in steps:
        did = _as_did(step)
        if isinstance(step, Remove):
            if not _remove(step.path):
                continue
        elif isinstance(step, Write):
            _write(step)
        elif isinstance(step, Run):
            did = did._replace(trouble=_run(step))
        elif isinstance(step, Spawn):
            _spawn(step.launch)
        else:
            _stop(step.pid)
        yield did


def _as_did(step: Step) -> Did:
    match step:
        case Write():
            return Did("wrote", path=step.path)
        case Remove():
            return Did("removed", path=step.path)
        case Run():
            return Did("ran", argv=step.argv)
        case Spawn():
            return Did("started", argv=step.launch.argv)
        case Stop():
            return Did("ended it with", argv=("kill", str(step.pid)))


WOULD = {
    "wrote": "would write",
    "removed": "would remove",
    "ran": "would run",
    "started": "would start",
    "ended it with": "would end with",
}


def line(did: Did, dry_run: bool = False) -> str:
    """What was done, or would be, as a person says it."""
    what = did.path or join(did.argv or ())
    said = f"{WOULD[did.what] if dry_run else did.what} {what}"
    return f"{said} (in vain: {did.trouble})" if did.trouble else said


# The steps


def _write(step: Write) -> None:
    """In one move, so that nobody reads half of it."""
    beside = f"{step.path}.new"
    try:
        os.makedirs(os.path.dirname(step.path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(beside, "w", encoding=step.encoding, newline="") as file:  # noqa: PTH123
            file.write(step.text)
        os.replace(beside, step.path)  # noqa: PTH105
    except OSError as error:
        raise _refusal(step.path, error) from error


def _remove(path: str) -> bool:
    try:
        os.unlink(path)  # noqa: PTH108
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _refusal(path, error) from error
    return True


def _refusal(path: str, error: OSError) -> Refused:
    return Refused(
        f"{path}: {error.strerror}", "what was done before stands; the same command goes on from there"
    )


def _run(step: Run) -> str | None:
    """What went wrong, if it may."""
    done = gather.run(step.argv)
    if done is not None and done.returncode == 0:
        return None
    said = "it cannot be run" if done is None else " ".join((done.stderr or done.stdout).split())
    trouble = said or f"it ended with {done.returncode if done else 'nothing'}"
    if step.may_fail:
        return trouble
    raise Refused(f"{' '.join(step.argv)}: {trouble}", "followup watch uninstall takes back what was done")


def _spawn(launch: Launch) -> None:
    """Start the watcher as at login: without what holds only in this shell."""
    import subprocess

    environ = {name: value for name, value in os.environ.items() if not name.startswith(HERE_ONLY)}
    try:
        subprocess.Popen(
            launch.argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, cwd=os.sep, env=environ | dict(launch.environ),
        )  # fmt: skip
    except OSError as error:
        raise _refusal(launch.argv[0], error) from error


def _stop(pid: int) -> None:
    """End a watcher and wait for that. It may be gone by now, and then its number is somebody else's."""
    if not _is_watcher(pid):
        return
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + ENDING_FOR
    while _is_watcher(pid) and time.monotonic() < until:
        time.sleep(STEP_FOR)


def _is_watcher(pid: int) -> bool:
    args = _args(pid)
    return "followup" in args and "watch" in args


def _args(pid: int) -> str:
    """A process's command line; empty where there is none, or it has ended already."""
    if os.path.exists("/proc/self/cmdline"):  # noqa: PTH110
        with suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:  # noqa: PTH123
            return file.read().decode(errors="replace")
        return ""
    done = gather.run(("ps", "-o", "args=", "-p", str(pid)))
    return "" if done is None else done.stdout
