"""A monkey at the keyboard: whatever is pressed, typed, clicked and resized, the board stays whole.

Three monkeys play here, a few seconds in all; `python -m tests.bench.bench_monkey` lets them play for minutes.
"""

from pathlib import Path

import pytest

from tests.tui.monkey import Cage, harmless


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_monkey_breaks_nothing(seed: int, tmp_path: Path) -> None:
    """However it plays, nothing crashes, no card is lost, esc leads back to the board, and q out of it."""
    with harmless():
        await Cage(seed, tmp_path, filled=seed % 2 == 1).play(gestures=25)
