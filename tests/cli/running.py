"""What a run of the command line gives back to a test."""

import json
from typing import Any, NamedTuple, Protocol

# Tuesday 24 November 2026, 14:12 in New York.
NOW = "2026-11-24T19:12:00Z"


class Ran(NamedTuple):
    """How a run ended and what it said."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed, as JSON. Fails when the run did."""
        assert self.code == 0, self.err
        return json.loads(self.out)


class Run(Protocol):
    """Runs one command."""

    def __call__(self, *argv: str, now: str = NOW, stdin: str = "") -> Ran: ...
