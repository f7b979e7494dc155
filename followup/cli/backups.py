"""backup: a copy of the board now, what copies there are, and the cards back from one of them."""

import os
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from followup.cli.call import Call, cards_as_json
from followup.cli.words import counted
from followup.errors import Refused, UsageError

if TYPE_CHECKING:
    from followup.store import Change
    from followup.store.backups import Backup

SHOWN = 10  # cards of each kind that a restore names


def backup(call: Call) -> int:
    """Make a copy, or list or restore."""
    what = call.words[0] if call.words else ""
    if what == "restore":
        if len(call.words) < 2:
            raise UsageError("followup backup restore needs a NAME", "followup backup list shows them")
        return _restore(call, call.words[1])
    return _list(call) if what else _make(call)


def _make(call: Call) -> int:
    from followup.store.backups import look

    at = datetime.fromtimestamp(call.clock(), call.settings.zone)
    path = call.desk.store.back_up(f"board-{at:%Y-%m-%d-%H%M}.json")
    made = look(path)
    if call.has("json"):
        call.give(_as_json(made))
        return 0
    call.say(f"{made.name}: {counted(made.cards)}, {_size(made.size)}")
    call.tell(f"in {os.path.dirname(path)}")  # noqa: PTH120
    return 0


def _list(call: Call) -> int:
    found = listed(call)
    if call.has("json"):
        call.give([_as_json(one) for one in found])
        return 0
    if not found:
        call.tell("no backup yet: one is made each day that the board is looked at, or by: followup backup")
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        what = f"damaged: {one.problem}" if one.problem else f"{counted(one.cards):>12}  {_size(one.size):>8}"
        call.say(f"{one.name:<{width}}  {what}")
    return 0


def listed(call: Call) -> "list[Backup]":
    """Every backup, newest name first."""
    from followup.store import backups

    return [backups.look(path) for path in reversed(backups.paths(call.settings.paths.backups))]


def _as_json(one: "Backup") -> dict[str, object]:
    return {
        "name": one.name,
        "path": one.path,
        "cards": None if one.problem else one.cards,
        "bytes": one.size,
        "problem": one.problem or None,
    }


# Restore


class Difference(NamedTuple):
    """What a restore would do, by titles and as one transaction."""

    back: list[str]
    gone: list[str]
    other: list[str]
    changes: "list[Change]"


def _restore(call: Call, name: str) -> int:
    path = _path(call, name)
    found = _difference(call, path)
    chosen = os.path.basename(path)  # noqa: PTH119
    if not found.changes:
        call.say(f"the board is as it was in {chosen}: nothing to restore")
        return 0
    _show(call, found, chosen)
    if call.has("dry-run"):
        return 0
    now = call.clock()
    call.desk.store.commit(found.changes, at=now, by="cli", label=f"restored {chosen}")
    if call.has("json"):
        known = call.desk.everything()  # only now read by the desk, so as it is afterwards
        call.give(cards_as_json(call, [known[one.id] for one in found.changes if one.after]))
    call.tell("restored; followup undo takes it back")
    return 0


def _path(call: Call, name: str) -> str:
    from followup.store import backups

    folder = call.settings.paths.backups
    wanted = {name, f"{name}.json", f"board-{name}.json"}
    for path in backups.paths(folder):
        if os.path.basename(path) in wanted:  # noqa: PTH119
            return path
    raise Refused(f"no backup is called {name!r}", "followup backup list shows them")


def _difference(call: Call, path: str) -> Difference:
    from followup.store import Change
    from followup.store.backups import cards_in

    then, store = cards_in(path), call.desk.store
    here = {**store.archived(), **store.documents()}
    back, gone, other, changes = [], [], [], []
    for key in sorted(then.keys() | here.keys()):
        before, after = here.get(key), then.get(key)
        if before is None and after is not None:
            back.append(after["title"])
        elif after is None and before is not None:
            gone.append(before["title"])
        elif before is not None and after is not None:
            if before | {"archived": None} == after | {"archived": None}:
                continue  # the same card, whether it was archived since or not
            other.append(after["title"])
        changes.append(Change(key, before, after))
    return Difference(back, gone, other, changes)


def _show(call: Call, found: Difference, name: str) -> None:
    """What will be different, on stderr beside JSON."""
    say = call.tell if call.has("json") else call.say
    say(f"restoring {name}: {counted(len(found.changes))}")
    for sign, what, titles in (
        ("+", "comes back", found.back),
        ("-", "was not there yet, and goes", found.gone),
        ("~", "as it was then", found.other),
    ):
        for line in _lines(sign, what, titles):
            say(line)


def _lines(sign: str, what: str, titles: Sequence[str]) -> list[str]:
    lines = [f"  {sign} {title}  ({what})" for title in titles[:SHOWN]]
    if len(titles) > SHOWN:
        lines.append(f"  {sign} and {len(titles) - SHOWN} more")
    return lines


def _size(size: int) -> str:
    return f"{size} B" if size < 1000 else f"{size / 1000:.0f} kB" if size < 1e6 else f"{size / 1e6:.1f} MB"
