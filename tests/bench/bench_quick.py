"""The quick-add panel beside a Textual app with one Input: python -m tests.bench.bench_quick [CARDS]

Keys are pressed from the very start, as by somebody who presses the shortcut and types on. What is measured is
exec to the whole line on the screen, so that a panel that is painted but deaf gains nothing. The terminal does
not echo: what shows was drawn by the program. Run `python -m compileall -q followup` before it where bytecode
is not written. 10,000 cards beside none unless said otherwise.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.boards import fill
from tests.bench.pty import Program
from tests.bench.table import Figure, report

INPUT = """
from textual.app import App
from textual.widgets import Input
class OneInput(App):
    def compose(self):
        yield Input()
OneInput().run()
"""
FLOOR = (sys.executable, "-c", INPUT)
BUDGET = 1.3
STARTS = 15
LINE = "Signed quote"


def panel(home: Path) -> tuple[str, ...]:
    """The panel over a folder, started as its console script is."""
    start = "from followup.cli.main import entry; entry()"
    return (sys.executable, "-c", start, "--home", str(home), "quick")


def ready(argv: Sequence[str]) -> float:
    """Milliseconds from exec until the line that was typed at once stands on the screen."""
    program = Program(argv, echo=False)
    try:
        program.write(LINE)
        return program.wait_for(LINE) * 1e3
    finally:
        program.close()


def main() -> None:
    """Print the table."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        homes = [fill(Path(folder) / str(count), count) for count in (0, many)]
        programs = (FLOOR, *map(panel, homes))
        runs = [[ready(argv) for argv in programs] for _ in range(STARTS + 1)][1:]
        floor, *mine = (median(own) for own in zip(*runs, strict=True))
    report(
        [
            Figure(f"quick takes keys, {count} cards", took, "ms", BUDGET, floor)
            for count, took in zip((0, many), mine, strict=True)
        ]
    )


if __name__ == "__main__":
    main()
