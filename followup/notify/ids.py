"""The notification server's numbers of our popups, by key. In a file they outlive the process that sent them, so that
the next one replaces and closes what this one has left; another server's numbers are forgotten."""

import json
import os
from contextlib import suppress


class Ids:
    """Numbers by key. They belong to one server, and mean nothing to any other."""

    def __init__(self, path: str = "") -> None:
        """`path` is the file to keep them in; empty for none. What cannot be read or written is done without."""
        self._path = path
        self._server, self._known = _read(path) if path else ("", {})

    @property
    def are_kept(self) -> bool:
        """Whether they are in a file."""
        return bool(self._path)

    def belong_to(self, server: str) -> None:
        """From now on it is this server; the numbers of another are forgotten."""
        if server != self._server:
            self._server, self._known = server, {}

    def keys(self) -> list[str]:
        return list(self._known)

    def of(self, key: str) -> int:
        """The number of this key's popup; 0 for none."""
        return self._known.get(key, 0)

    def key_of(self, ident: int) -> str | None:
        return next((key for key, known in self._known.items() if known == ident), None)

    def put(self, key: str, ident: int) -> None:
        self._known[key] = ident
        self._keep()

    def take(self, key: str) -> int:
        """The same as `of`, and forget it."""
        ident = self._known.pop(key, 0)
        if ident:
            self._keep()
        return ident

    def clear(self) -> None:
        self._known = {}

    def _keep(self) -> None:
        if not self._path:
            return
        fresh = f"{self._path}.new"
        with suppress(OSError):
            descriptor = os.open(
                fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0), 0o600
            )
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump({"server": self._server, "ids": self._known}, file)
            os.replace(fresh, self._path)  # noqa: PTH105


def _read(path: str) -> tuple[str, dict[str, int]]:
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not on the watcher's path
            kept = json.load(file)
        known = {str(key): ident for key, ident in kept["ids"].items() if isinstance(ident, int)}
        return str(kept["server"]), known
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "", {}
