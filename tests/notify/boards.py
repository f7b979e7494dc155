"""An open board as notify sees it: a place that is written to."""


class Board:
    """Keeps what was written, rung and toasted, in order."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def write(self, sequence: str) -> None:
        self.seen.append(f"write {sequence}")

    def bell(self) -> None:
        self.seen.append("bell")

    def toast(self, text: str) -> None:
        self.seen.append(f"toast {text}")


class GoneBoard(Board):
    """A board whose terminal was closed."""

    def write(self, sequence: str) -> None:
        raise BrokenPipeError("no terminal")
