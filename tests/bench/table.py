"""How benchmarks report: one row a budget, each beside its floor of the same run."""

from collections.abc import Sequence
from typing import NamedTuple

HEAD = ("what", "measured", "floor", "ratio", "budget", "")


class Figure(NamedTuple):
    """One measured thing in its unit. With a floor the budget is the ratio to it, else in the unit itself."""

    what: str
    measured: float
    unit: str
    budget: float | None = None
    floor: float | None = None

    @property
    def is_ok(self) -> bool:
        """Whether it is within its budget; without one it always is."""
        against = self.measured if self.floor is None else self.measured / self.floor
        return self.budget is None or against <= self.budget

    def cells(self) -> tuple[str, ...]:
        """Its row of the table."""
        ratio = "" if self.floor is None else f"{self.measured / self.floor:.2f}x"
        budget = (
            "" if self.budget is None else f"{self.budget:g}{f' {self.unit}' if self.floor is None else 'x'}"
        )
        verdict = "" if self.budget is None else "ok" if self.is_ok else "OVER"
        floor = "" if self.floor is None else f"{self.floor:.1f}"
        return (self.what, f"{self.measured:.1f} {self.unit}", floor, ratio, budget, verdict)


def report(figures: Sequence[Figure]) -> None:
    """Print the table."""
    rows = [HEAD, *(figure.cells() for figure in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
