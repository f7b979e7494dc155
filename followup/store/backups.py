"""Backups: whole snapshots under dated names, in a folder of the state directory. Nothing here asks for the time.

The daily ones carry a date alone and are thinned out; any other name stays until somebody takes it away.
"""

import contextlib
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from followup.errors import StoreError
from followup.store import chain, files, snapshot
from followup.store.disk import Disk, packed
from followup.store.files import explain
from followup.store.records import ARCHIVE, CARDS, SCHEMA, Document
from followup.store.replay import apply
from followup.store.snapshot import About, Damaged, Tables

DAYS = 14  # daily backups that are kept, by the number of them
WEEKS = 8  # and of older ones the last of each week, for so many weeks

_DAILY = re.compile(r"board-(\d{4}-\d\d-\d\d)\.json")
_ANY = re.compile(r"board-[\w-]+\.json")


class Backup(NamedTuple):
    """One copy: `problem` says how it shows that it is damaged, "" when it is whole; `size` is in bytes.

    `board` and `seq` say which board it is of, and after which of its transactions.
    """

    name: str
    path: str
    cards: int = 0
    size: int = 0
    board: str = ""
    seq: int = 0
    problem: str = ""


def daily(day: date) -> str:
    """The name of a day's own copy."""
    return f"board-{day.isoformat()}.json"


def keep(folder: str, name: str, content: Callable[[], bytes], *, once: bool = False) -> str:
    """The content, durable, under that name or the next free one; its path. Raises StoreError.

    With `once` no second one is made: then it is "" where there is one, or where somebody is just making it.
    """
    files.make_folder(os.path.dirname(folder))  # noqa: PTH120 - as private as this one
    files.make_folder(folder)
    try:
        with _alone(folder) as held:
            if once and (not held or os.path.lexists(f"{folder}/{name}")):
                return ""
            if not held:
                raise StoreError("another followup is just making a backup", "try again in a moment")
            path = _free(folder, name)
            files.replace(path, content())
            files.fsync_folder(folder)
    except OSError as problem:
        raise explain(problem, f"{folder}/{name}") from None
    return path


@contextmanager
def _alone(folder: str) -> Iterator[bool]:
    """Whether nobody else is writing there: two at once would write one file."""
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def _free(folder: str, name: str) -> str:
    stem, path, count = name.removesuffix(".json"), f"{folder}/{name}", 1
    while os.path.lexists(path):
        count += 1
        path = f"{folder}/{stem}-{count}.json"
    return path


def keep_older(disk: Disk) -> None:
    """The board in the shape that an older followup gave it, under the day of its last change. Raises StoreError."""
    assert disk.mark is not None
    found = chain.follow(disk.home, disk.mark, until=disk.schema)
    apply(found.tables, found.records)
    day = time.strftime("%Y-%m-%d", time.localtime(os.stat(disk.lock.path).st_mtime))  # noqa: PTH116
    content = snapshot.encode(disk.mark.board, disk.schema, disk.seq, packed(found.tables))
    kept = keep(disk.backups, f"board-{day}-schema-{disk.oldest}.json", lambda: content)
    disk.warn(f"the board has a new shape (schema {SCHEMA}); as it was, it is kept as {kept}")


def paths(folder: str) -> list[str]:
    """Every backup, oldest name first; none where there is no folder. Raises StoreError."""
    try:
        names = sorted(filter(_ANY.fullmatch, os.listdir(folder)))  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as problem:
        raise explain(problem, folder) from None
    return [f"{folder}/{name}" for name in names]


def look(path: str) -> Backup:
    """One backup, read whole. Never raises."""
    name = os.path.basename(path)  # noqa: PTH119
    try:
        size = os.stat(path).st_size  # noqa: PTH116
        about, tables = _load(path)
        return Backup(name, path, len(cards_of(tables)), size, about.board, about.seq)
    except StoreError as problem:
        return Backup(name, path, problem=problem.message)
    except OSError as problem:
        return Backup(name, path, problem=problem.strerror or str(problem))


def cards_in(path: str) -> dict[str, Document]:
    """Every card in a backup, archived ones too, in today's shape. Raises StoreError naming a damaged one."""
    return cards_of(_load(path)[1])


def _load(path: str) -> tuple[About, Tables]:
    try:
        about, tables = snapshot.load(path)
    except Damaged as why:
        raise StoreError(f"{path} {why}", "it was not used; followup backup list shows the others") from None
    if about.schema > SCHEMA:
        raise StoreError(
            f"{path} was written by a newer followup (schema {about.schema})", "upgrade followup"
        )
    return about, chain.risen(chain.unpacked(tables), about.schema, (), SCHEMA)[0]


def cards_of(tables: Tables) -> dict[str, Document]:
    """Every card of a board, wherever it is kept."""
    return {**tables[ARCHIVE], **tables[CARDS]}


def day_of(one: Backup) -> date:
    """The day in a backup's name; the first day ever where somebody chose another name."""
    found = re.search(r"\d{4}-\d\d-\d\d", one.name)
    try:
        return date.fromisoformat(found[0]) if found else date.min
    except ValueError:
        return date.min


def thin_out(folder: str) -> None:
    """Take away the daily copies that are too many, and what a kill left half written. Raises StoreError."""
    try:
        for path in _spare(folder):
            os.unlink(path)  # noqa: PTH108
        for name in os.listdir(folder):  # noqa: PTH208
            if name.endswith(".json.new") and _ANY.fullmatch(name.removesuffix(".new")):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(f"{folder}/{name}")  # noqa: PTH108
    except OSError as problem:
        raise explain(problem, folder) from None


def _spare(folder: str) -> list[str]:
    days: list[tuple[date, str]] = []
    for path in paths(folder):
        if found := _DAILY.fullmatch(os.path.basename(path)):  # noqa: PTH119
            with contextlib.suppress(ValueError):  # somebody's own name, no day of any month
                days.append((date.fromisoformat(found[1]), path))
    older = sorted(days, reverse=True)[DAYS:]
    last: dict[tuple[int, int], str] = {}
    for day, path in older:
        last.setdefault(day.isocalendar()[:2], path)
    kept = list(last.values())[:WEEKS]
    return [path for _, path in older if path not in kept]
