"""`next --count` for a status line: asked every few seconds, and the same cards each time.

On a board of many cards the count is kept in the state folder as it will be over the next day if nothing happens
(`core/tally.py`). It counts only while nothing that it came from has changed: it carries the stamp of the board's
files (`store/peek.py`), the limits and the working week with its zone, and a checksum. Whatever does not fit, a file
that is damaged or gone, a clock before or past it, and the cards are read and counted as ever. Nothing else reads it.
"""

import os
from zlib import crc32

from followup.cli.call import Call
from followup.core.instants import DAY
from followup.core.policy import Rules
from followup.core.tally import Tally, tally
from followup.errors import StoreError

NAME = "count"
MANY = 200  # open cards; fewer are counted faster than looked up
_FORM = "1"  # goes up when what a count means changes


def count(call: Call, now: int) -> int:
    """How many cards need me at `now` (UTC seconds). Raises StoreError."""
    path = os.path.join(call.settings.paths.state, NAME)  # noqa: PTH118
    known = _kept(path)
    wanted = known and stamp(call)
    if known and wanted and known[0] == wanted and (found := known[1].at(now)) is not None:
        return found
    return _counted(call, path, now)


def _counted(call: Call, path: str, now: int) -> int:
    """By reading the cards; kept for the next time if the board was not written meanwhile."""
    before = stamp(call)
    cards = [card for card in call.desk.cards().values() if card.is_open]
    if len(cards) < MANY:
        return _total(tally(cards, now, now + 1, call.settings.rules), now)
    made = tally(cards, now, now + DAY, call.settings.rules)
    if before and before == stamp(call):
        _keep(path, before, made)
    return _total(made, now)


def _total(made: Tally, now: int) -> int:
    found = made.at(now)
    assert found is not None
    return found


def stamp(call: Call) -> str:
    """All that a count comes from, but for the instant; "" where the files do not vouch for each other."""
    from followup.store.peek import stamp as of_board

    paths = call.settings.paths
    board = of_board(paths.data, paths.backups)
    return board and f"{_FORM} {board} {_said(call.settings.rules)}"


def _said(rules: Rules) -> str:
    week = rules.week
    return f"{week.zone.key} {week.days} {sorted(week.holidays)} {week.leave} {tuple(rules.limits)}"


def _keep(path: str, key: str, made: Tally) -> None:
    """For the next time; where it cannot be written there is none."""
    from followup.store.files import make_folder, replace

    text = f"{key}\n{' '.join(map(str, (made.since, made.until, *made.changes, *made.counts)))}".encode()
    try:
        make_folder(os.path.dirname(path))  # noqa: PTH120
        replace(path, b"%08x\n%b\n" % (crc32(text), text))
    except (OSError, StoreError):
        return


def _kept(path: str) -> tuple[str, Tally] | None:
    """What was kept and for which stamp; None where it is not there or not whole."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            checksum, _, text = file.read().rstrip(b"\n").partition(b"\n")
        key, _, numbers = text.decode().partition("\n")
        since, until, *both = map(int, numbers.split())
    except (OSError, ValueError):
        return None
    half = len(both) // 2
    is_whole = checksum == b"%08x" % crc32(text) and both[:1] == [since]
    return (key, Tally(since, until, tuple(both[:half]), tuple(both[half:]))) if is_whole else None
