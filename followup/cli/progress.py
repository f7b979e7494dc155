"""How far a long command is: one line for the person at the terminal, gone when it is done."""

from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")
Through = Callable[[Iterable[T]], Iterable[T]]

MANY = 1000  # things, below which nobody waits
STEP = 200


def progress(err: TextIO, doing: str, total: int) -> Callable[[Iterable[T]], Iterator[T]]:
    """Counts what goes through it: `reading 4,200 of 10,000  ctrl+c stops: nothing was changed`. Nothing is said to
    whoever is no terminal, and of few things."""
    from followup.cli.call import is_terminal

    is_said = total >= MANY and is_terminal(err)

    def through(things: Iterable[T]) -> Iterator[T]:
        widest = 0
        try:
            for count, thing in enumerate(things, 1):
                if is_said and not count % STEP:
                    line = f"{doing} {count:,} of {total:,}  ctrl+c stops: nothing was changed"
                    widest = max(widest, len(line))
                    _write(err, f"\r{line.ljust(widest)}")
                yield thing
        finally:
            if widest:
                _write(err, "\r" + " " * widest + "\r")

    return through


def _write(err: TextIO, text: str) -> None:
    err.write(text)
    err.flush()
