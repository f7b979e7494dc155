"""What a command costs beside Python alone, at no and at many cards: python -m tests.bench.bench_cli [CARDS]

CPU of cold processes, the median of many, floor and commands by turns. Run `python -m compileall -q followup`
before it where bytecode is not written. 10,000 cards unless said otherwise; DESIGN section 13 speaks of 50,000.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.boards import fill
from tests.bench.table import Figure, report

ROUNDS = 21
REST_SECONDS, WARM_UP = 10.0, 3.0
FLOOR = (sys.executable, "-c", "pass")
PLAIN = ("add", "Quote from Acme", "@dana")
DATED = ("add", "Quote from Acme", "@dana", "!fri 3pm")
COUNT = ("next", "--count")
FORMAT = ("next", "--format", "{short} {title}")
TAB = ("complete", "--", "show", "")
PROMPT = ("quick", "--plain")
TYPED = b"Quote from Acme @dana\n"
# What each may cost, in as many Pythons; those that read every card are held to it on an empty board alone.
BUDGETS = {
    PLAIN: ("add", 4.0),
    DATED: ("add with a date phrase", 9.0),
    COUNT: ("next --count, asked before", 6.0),
    FORMAT: ("next --format", 6.0),
    TAB: ("tab after show", 6.0),
    PROMPT: ("quick --plain", 6.0),
}
READING = (FORMAT, TAB, PROMPT)


def command(home: Path) -> tuple[str, ...]:
    """The program over a folder, started as its console script is."""
    start = "from followup.cli.main import entry; entry()"
    return (sys.executable, "-c", start, "--home", str(home))


def environment() -> dict[str, str]:
    """This one, with bytecode as a user has it."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def cpu_ms(argv: Sequence[str]) -> float:
    """CPU milliseconds of one process, from fork to end; a line waits for it on stdin."""
    reading, writing = os.pipe()
    os.write(writing, TYPED)
    os.close(writing)
    quiet = subprocess.DEVNULL
    with subprocess.Popen(argv, stdin=reading, stdout=quiet, stderr=quiet, env=environment()) as process:
        os.close(reading)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{argv} ended with {process.returncode}")
    return (used.ru_utime + used.ru_stime) * 1e3


def of_commands(home: Path, where: str, count: int) -> list[Figure]:
    """Each command beside Python alone."""
    runs: dict[tuple[str, ...], list[float]] = {words: [] for words in (FLOOR, *BUDGETS)}
    for number in range(ROUNDS + 1):
        for words, times in runs.items():
            taken = cpu_ms(words if words == FLOOR else (*command(home), *words))
            if words == COUNT:
                taken = cpu_ms((*command(home), *words))  # the adds before it changed the board
            times += [taken] if number else []  # the first warms the caches
    floor = median(runs[FLOOR])
    return [
        Figure(
            f"{name}, {where}",
            median(runs[words]),
            "ms",
            budget if words not in READING or not count else None,
            floor,
        )
        for words, (name, budget) in BUDGETS.items()
    ]


def of_watcher(home: Path, count: int) -> list[Figure]:
    """The watcher left alone: its memory, and its CPU."""
    argv = (*command(home), "watch")
    with subprocess.Popen(argv, env=environment(), stdout=subprocess.DEVNULL) as process:
        try:
            time.sleep(WARM_UP)
            before = watcher_cpu(process.pid)
            time.sleep(REST_SECONDS)
            per_second = (watcher_cpu(process.pid) - before) * 1e3 / REST_SECONDS
            status = Path(f"/proc/{process.pid}/status").read_text().splitlines()
        finally:
            process.terminate()
    memory = next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
    return [
        Figure(f"watcher at rest, {count} cards: memory", memory, "MB", 45 if count <= 100 else None),
        Figure("watcher at rest: CPU", per_second, "ms/s", 1),
    ]


def watcher_cpu(pid: int) -> float:
    """CPU seconds of a process so far."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def main() -> None:
    """Print the table."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (0, many):
            home = fill(Path(folder) / str(count), count)
            if not count:
                figures += of_commands(home, "no card, a settings file", count)
            figures += of_watcher(home, count)
            (home / "config.toml").unlink()
            figures += of_commands(home, f"{count} cards", count)
    report(figures)


if __name__ == "__main__":
    main()
