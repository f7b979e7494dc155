"""The board at 10 and at 10,000 open cards, beside a Textual app with one Label: python -m tests.bench.bench_board

Prints the figures of DESIGN section 13 that can be had from outside: a terminal, its keys, and the clock. Run
`python -m compileall -q followup` before it where bytecode is not written. Takes some two minutes.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import mean, median, quantiles
from typing import NamedTuple

from tests.bench.boards import TITLE, fill
from tests.bench.pty import Cost, Program
from tests.bench.table import Figure, report

LABEL = f"""
from textual.app import App
from textual.widgets import Label
class OneLabel(App):
    def compose(self):
        yield Label("{TITLE}")
OneLabel().run()
"""
FLOOR = (sys.executable, "-c", LABEL)
SIZES = {10: (1.8, 1.4), 10_000: (2.5, 2.2)}  # cards: budgets of the first picture and of memory
STARTS, PRESSES, MOVES = 7, 60, 12
HELD, A_SECOND = 200, 30
IDLE_SECONDS = 10.0
WARM_UP = 2.5  # seconds in which the board looks at its alerts once
DOWN, UP = "\x1b[B", "\x1b[A"
SEARCH, BACKSPACE = "pack 01 to:dana is:needs", "\x7f"
ELSEWHERE = "Written by another process"


class Start(NamedTuple):
    """Milliseconds from exec to the first card, and the most MB held until the program was at rest."""

    paint: float
    memory: float


class Press(NamedTuple):
    """Milliseconds from a key to the last change of the screen and of CPU, and bytes written."""

    latency: float
    cpu: float
    written: int


def board(home: Path) -> tuple[str, ...]:
    """The board over a folder."""
    return (sys.executable, "-m", "followup", "--home", str(home))


@contextmanager
def running(argv: Sequence[str]) -> Iterator[Program]:
    """A program that shows its first card and has come to rest."""
    program = Program(argv)
    try:
        program.wait_for(TITLE)
        program.leave_alone(WARM_UP)
        program.settle()
        program.changed_at()
        yield program
    finally:
        program.close()


def start(argv: Sequence[str]) -> Start:
    """One cold start."""
    program = Program(argv)
    try:
        paint = program.wait_for(TITLE)
        program.settle()
        return Start(paint * 1e3, program.memory())
    finally:
        program.close()


def starts(*programs: Sequence[str]) -> list[Start]:
    """The medians of several starts of each, by turns; the first ones, which warm the caches, are left out."""
    runs = [[start(argv) for argv in programs] for _ in range(STARTS + 1)][1:]
    return [
        Start(median(one.paint for one in own), median(one.memory for one in own))
        for own in zip(*runs, strict=True)
    ]


def press(program: Program, key: str) -> Press:
    """One key, to the end of what it does."""
    cpu, seen = program.cpu(), len(program.log)
    at = program.write(key)
    program.settle()
    last = program.changed_at() or at
    written = sum(len(data) for _, data in program.log[seen:])
    return Press((last - at) * 1e3, (program.cpu() - cpu) * 1e3, written)


def hold(program: Program) -> float:
    """Milliseconds by which the screen is behind after keys as fast as a keyboard repeats them."""
    begun = at = program.now()
    for number in range(HELD):
        while (left := begun + number / A_SECOND - program.now()) > 0:
            program.pump(left)
        at = program.write(DOWN if number // 10 % 2 == 0 else UP)
    program.settle()
    return max(0.0, ((program.changed_at() or at) - at) * 1e3)


def of_keys(home: Path, count: int) -> list[Figure]:
    """What keys cost on a board of so many cards."""
    with running(board(home)) as program:
        steps = [press(program, (DOWN, UP)[number // 3 % 2]) for number in range(PRESSES)]
        behind = hold(program)
        per_key = [one.latency for one in steps]
        figures = [
            Figure(f"key to last change, p50, {count} cards", median(per_key), "ms", 12),
            Figure("key to last change, p95", quantiles(per_key, n=20)[-1], "ms", 25),
            Figure("CPU of a key", mean(one.cpu for one in steps), "ms", 9),
            Figure("cursor move", median(one.written for one in steps), "B", 1024),
            Figure(f"behind after {HELD} keys at {A_SECOND} a second", behind, "ms", 50),
        ]
        if count > 100:
            scrolls = [press(program, key) for key in ["\x1b[6~", "\x1b[6~", *[DOWN] * MOVES]]
            figures.append(Figure("scroll", median(one.written for one in scrolls), "B", 6144))
        return [*figures, *of_moves(program, home), *of_search(program, count)]


def of_search(program: Program, count: int) -> list[Figure]:
    """A filter typed letter by letter and taken back again, each key to the board that it leaves."""
    press(program, "/")
    keys = [press(program, key) for key in (*SEARCH, *[BACKSPACE] * len(SEARCH))]
    press(program, "\x1b")
    latency = [one.latency for one in keys]
    return [
        Figure(f"letter of a filter to its result, p50, {count} cards", median(latency), "ms", 50),
        Figure("letter of a filter to its result, p95", quantiles(latency, n=20)[-1], "ms", 50),
    ]


def of_moves(program: Program, home: Path) -> list[Figure]:
    """A card moved a column on and back again, each time durable before the screen says so."""
    journal = home / "board.journal"
    before = journal.stat().st_size
    moves = [press(program, "HL"[number % 2]) for number in range(MOVES)]
    if journal.stat().st_size <= before:
        raise SystemExit(f"no card was moved:\n{program.text()}")
    return [
        Figure("moving a card, durable", median(one.latency for one in moves), "ms", 30),
        Figure("card move", median(one.written for one in moves), "B", 6144),
    ]


def seen_elsewhere(home: Path) -> Figure:
    """How long after another process has saved a card it stands on the screen."""
    with running(board(home)) as program:
        subprocess.run([*board(home), "add", ELSEWHERE, "@dana"], check=True, capture_output=True)
        saved = program.now()
        return Figure(
            "another process's card on screen", (program.wait_for(ELSEWHERE) - saved) * 1e3, "ms", 500
        )


def alone(argv: Sequence[str]) -> Cost:
    """What a program does while nobody touches it, between two ticks of the header's clock."""
    with running(argv) as program:
        left = 60 - time.time() % 60  # noqa: TID251 - the wall clock itself is what is waited for
        if left < IDLE_SECONDS + 1:
            program.leave_alone(left + 1)
            program.settle()
        return program.leave_alone(IDLE_SECONDS)


def of_rest(home: Path) -> list[Figure]:
    """The board left alone, beside the floor left alone."""
    floor, mine = alone(FLOOR), alone(board(home))
    return [
        Figure(
            "left alone: wake-ups a second",
            mine.switches / IDLE_SECONDS,
            "/s",
            1.1,
            floor.switches / IDLE_SECONDS,
        ),
        Figure("left alone: CPU", mine.cpu * 1e3 / IDLE_SECONDS, "ms/s", 1.3, floor.cpu * 1e3 / IDLE_SECONDS),
        Figure("left alone: bytes in ten seconds", mine.written, "B", 0),
    ]


def main() -> None:
    """Print the table."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for count, (paint, memory) in SIZES.items():
            home = fill(Path(folder) / str(count), count)
            floor, mine = starts(FLOOR, board(home))
            figures += [
                Figure(f"first card painted, {count} cards", mine.paint, "ms", paint, floor.paint),
                Figure(f"memory, {count} cards", mine.memory, "MB", memory, floor.memory),
                *of_keys(home, count),
            ]
        small = Path(folder) / "10"
        figures += [*of_rest(small), seen_elsewhere(small)]
    report(figures)


if __name__ == "__main__":
    main()
