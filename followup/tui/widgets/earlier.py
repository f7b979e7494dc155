"""Lines that were written before: saved or discarded, none is lost."""

KEPT = 50


class Earlier:
    """The last fifty lines, and the place among them where one is looking."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._place = 0

    def keep(self, line: str) -> None:
        """Remember a line, once if it comes twice."""
        if line.strip() and line not in self._lines[-1:]:
            self._lines.append(line)

    def start(self) -> None:
        """Look from the end again."""
        del self._lines[:-KEPT]
        self._place = len(self._lines)

    def before(self, line: str) -> str | None:
        """The line before this place, None at the first; what stands at the end is kept."""
        if self._place == 0:
            return None
        if self._place == len(self._lines):
            self.keep(line)
        self._place -= 1
        return self._lines[self._place]

    def after(self) -> str | None:
        """The line after this place, an empty one past the last; None there."""
        if self._place >= len(self._lines):
            return None
        self._place += 1
        return self._lines[self._place] if self._place < len(self._lines) else ""
