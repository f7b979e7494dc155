"""Wait for a condition, never for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
STEP_FOR = 0.01


def wait_until(condition: Callable[[], T], deadline: float = 5.0, what: str = "") -> T:
    """Poll until `condition()` is truthy and return it; AssertionError after `deadline` seconds."""
    until = time.monotonic() + deadline
    while True:
        if result := condition():
            return result
        if time.monotonic() > until:
            raise AssertionError(f"not within {deadline:g} s: {what or condition}")
        time.sleep(STEP_FOR)
