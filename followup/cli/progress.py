"""How far a long command is: one line for the person at the terminal, gone when it is done."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

Through = Callable[[Iterable[Any]], Iterator[Any]]

MANY = 1000  # things, below which nobody waits
STEP = 200


@contextmanager
def progress(err: TextIO, doing: str, total: int) -> Iterator[Through]:
    """Gives what counts the things that go through it: `reading 4,200 of 10,000  ctrl+c stops: nothing was changed`.
    Nothing is said to whoever is no terminal, and of few things; the line is blank when the block is left.
    """
    from followup.cli.call import is_terminal

    is_said, widest = total >= MANY and is_terminal(err), 0

    def through(things: Iterable[Any]) -> Iterator[Any]:
        nonlocal widest
        for count, thing in enumerate(things, 1):
            if is_said and not count % STEP:
                line = f"{doing} {count:,} of {total:,}  ctrl+c stops: nothing was changed"
                widest = max(widest, len(line))
                _write(err, f"\r{line.ljust(widest)}")
            yield thing

    try:
        yield through
    finally:
        if widest:
            _write(err, "\r" + " " * widest + "\r")


def _write(err: TextIO, text: str) -> None:
    err.write(text)
    err.flush()
