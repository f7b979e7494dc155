"""Monkeys at the board for minutes: `python -m tests.bench.bench_monkey --minutes N --seed S [--gestures G]`.

Each monkey has the seed after the one before and a folder of its own; half of them start from the demonstration's
cards. One that finds something is printed with its seed, what it played and where it broke, and the others go on;
`--only` lets the one monkey of that seed play. Exits 1 when any found something.
"""

import argparse
import asyncio
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.tui.monkey import Cage, harmless

MINUTES, GESTURES = 5.0, 150


def plays(seed: int, gestures: int) -> bool:
    """Whether the monkey found nothing."""
    with tempfile.TemporaryDirectory(prefix="monkey-") as folder, harmless():
        try:
            asyncio.run(Cage(seed, Path(folder), filled=seed % 2 == 1).play(gestures))
        except (Exception, SystemExit):
            print(f"monkey {seed} found something:\n{traceback.format_exc()}", flush=True)
            return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description="seeded monkeys play on the board for some minutes")
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gestures", type=int, default=GESTURES)
    parser.add_argument("--only", action="store_true")
    asked = parser.parse_args()
    until, seed, broken = time.monotonic() + asked.minutes * 60, asked.seed, 0
    while True:
        broken += not plays(seed, asked.gestures)
        seed += 1
        if asked.only or time.monotonic() >= until:
            break
    print(f"{seed - asked.seed} monkeys, {asked.gestures} gestures each: {broken} found something")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
