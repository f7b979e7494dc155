"""What doctor looks at on the disk: who can read the board, its backups, and copies that other programs left."""

import os
import stat
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from followup.cli.call import Call
from followup.cli.checks import Check, counted
from followup.errors import FollowupError, StoreError

if TYPE_CHECKING:
    from followup.store.backups import Backup
    from followup.store.copies import Stray

OLD_FOR = 7  # days after which the last backup is an old one
NAMED = 3  # cards that a finding names


# Permissions


def permissions(call: Call) -> Iterator[Check]:
    """The board is private: nobody else reads it, and its owner can write it."""
    folder = call.settings.paths.data
    try:
        mode = os.stat(folder).st_mode  # noqa: PTH116
    except FileNotFoundError:
        yield Check("permissions", f"{folder} is made at the first card")
        return
    except OSError as error:
        yield Check("permissions", folder, str(error.strerror), unreadable=True)
        return
    if not stat.S_ISDIR(mode):
        yield Check("permissions", folder, "it is no folder", unreadable=True)
    elif not os.access(folder, os.W_OK | os.X_OK):
        yield Check("permissions", folder, "it cannot be written: nothing can be saved")
    elif open_ones := loose(call):
        hint = f"followup doctor --repair, or: chmod {open_ones[0][1]:o} {open_ones[0][0]}"
        names = ", ".join(os.path.basename(path) for path, _ in open_ones[:NAMED])  # noqa: PTH119
        yield Check("permissions", folder, f"others can look into {_count(open_ones, names)}: {hint}")
    else:
        yield Check("permissions", f"{folder} is private")


def loose(call: Call) -> list[tuple[str, int]]:
    """What others may look into, each with the mode that it should have."""
    from followup.store.follower import FILES, LOCK

    paths = call.settings.paths
    wanted = dict.fromkeys((paths.data, paths.state, paths.backups), 0o700)
    wanted |= dict.fromkeys((f"{paths.data}/{name}" for name in (*FILES, LOCK)), 0o600)
    wanted |= dict.fromkeys((one for one in _backups(call)), 0o600)
    return [(path, mode) for path, mode in wanted.items() if _mode(path) & 0o077]


def _mode(path: str) -> int:
    try:
        return stat.S_IMODE(os.lstat(path).st_mode)
    except OSError:
        return 0


# Backups


def backups(call: Call) -> Iterator[Check]:
    """Whether there are any, how old the last one is, and whether each can be read."""
    from followup.store.backups import look

    try:
        found = [look(path) for path in _backups(call)]
        version = call.desk.store.version
    except StoreError:
        return  # the store has said so
    folder = call.settings.paths.backups
    whole = [one for one in found if not one.problem]
    for one in found:
        if one.problem:
            yield Check("backups", one.name, f"it cannot be used: {one.problem}")
    if whole:
        yield _newest(call, whole, version)
    elif not found:
        yield Check("backups", f"none yet in {folder}: one is made each day that the board is looked at")


def _newest(call: Call, whole: "Sequence[Backup]", version: int) -> Check:
    from followup.store.backups import day_of

    paths = call.settings.paths
    last = max(whole, key=lambda one: (one.seq, one.name))
    said = f"{len(whole)} in {paths.backups}, the last is {last.name} with {counted(last.cards)}"
    if not version:
        return Check("backups", said, f"there is no board here, but was: followup backup restore {last.name}")
    board = call.desk.store.board
    if last.board == board and last.seq > version:
        behind = f"{last.name} is after change {last.seq}, the board only after {version}"
        return Check("backups", said, f"{behind}: it was put back from an older copy? {_line(last.path)}")
    age = (call.settings.rules.week.local_date(call.clock()) - day_of(last)).days
    is_old = age > OLD_FOR and version > last.seq
    return Check(
        "backups", said, f"changes since then, {age} days ago, are in none: followup backup" * is_old
    )


def _backups(call: Call) -> list[str]:
    from followup.store.backups import paths

    try:
        return paths(call.settings.paths.backups)
    except StoreError:
        return []


# Copies


def copies(call: Call) -> Iterator[Check]:
    """What synchronisers, editors and our own repairs left beside the board, and what is only in there."""
    from followup.store.copies import strays

    paths = call.settings.paths
    for stray in (one for folder in dict.fromkeys((paths.data, paths.config)) for one in strays(folder)):
        try:
            finding, detail = _compared(call, stray)
        except FollowupError as error:
            finding, detail = (error.message if stray.conflict else ""), "nothing in it can be read"
        yield Check("copies", f"{os.path.basename(stray.path)}: {stray.kind}; {detail}", finding)  # noqa: PTH119


def _compared(call: Call, stray: "Stray") -> tuple[str, str]:
    """What is wrong about it, and what it is."""
    from followup.store.copies import cards_in
    from followup.store.files import read

    found = cards_in(read(stray.path) or b"", stray.path)
    if found is None:
        by_hand = "compare it by hand with the one beside it, then delete it"
        return (by_hand if stray.conflict else ""), "it holds no cards"
    missing, other = _against(call, found)
    parts = []
    if missing:
        parts.append(f"{_cards(missing)} only in it; to take them: {_line(stray.path)}")
    if other and stray.conflict:  # what was kept from before is older, of course
        parts.append(f"{_cards(other)} different in it, the board's are kept")
    if not parts:
        delete = "two computers wrote at once; nothing in it is missing here, so delete it"
        return (delete if stray.conflict else ""), "nothing in it is missing here"
    return "; ".join(parts), f"{len(found)} cards"


def _against(call: Call, found: dict[str, dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The titles of cards that are not here, and of those that are here with other content."""
    store = call.desk.store
    # What the log speaks of and is not here was taken away on purpose.
    gone = {one.id for past in store.history(1000) for one in past.changes}
    missing, other = [], []
    for key, card in found.items():
        stored = store.get(key)
        if stored is None and key not in gone:
            missing.append(str(card.get("title")))
        elif stored is not None and stored | {"archived": None} != card | {"archived": None}:
            other.append(str(card.get("title")))
    return missing, other


def _line(path: str) -> str:
    from shlex import quote

    return f"followup import json {quote(path)} --missing"


def _cards(titles: Sequence[str]) -> str:
    names = ", ".join(f"“{one}”" for one in titles[:NAMED])
    more = f" and {len(titles) - NAMED} more" if len(titles) > NAMED else ""
    return f"{names}{more} {'is' if len(titles) == 1 else 'are'}"


def _count(found: Sequence[object], names: str) -> str:
    more = len(found) - NAMED
    return names + (f" and {more} more" if more > 0 else "")
