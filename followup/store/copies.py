"""Copies of a board that other programs leave beside it: what they are called, and the cards in them.

Synchronisers keep both sides of a conflict and name one of them after it; editors and our own repairs leave files too.
"""

import os
import re
from typing import NamedTuple

from followup.errors import Refused, StoreError
from followup.store import chain, files, journal, snapshot
from followup.store.backups import cards_of
from followup.store.follower import FILES, LOCK
from followup.store.records import SCHEMA, Document, decode_head
from followup.store.replay import apply
from followup.store.snapshot import Damaged

_SETTINGS = ("config.toml", "holidays.toml")
_OURS = (*FILES, LOCK)
_UNDER_WAY = tuple(f"{name}{end}" for name in _OURS for end in (".new", ".prev.new"))
# What stands in a name that begins with ours, and who writes it so; the first that fits.
_KINDS = (
    (r"\.(damaged|torn)-\d+$", "kept by followup when it found this file damaged", False),
    (r"\.sync-conflict-", "a conflict that Syncthing left", True),
    (r"conflicted copy|in conflict|case conflict", "a conflict that Dropbox or Nextcloud left", True),
    (r"[ _.(-]conflict", "a conflict that ownCloud or another synchroniser left", True),
    (r"^[a-z]+ \d+\.", "a second copy that iCloud or a file manager made", True),
    (r" ?\(\d+\)", "a second copy that Google Drive or a browser made", True),
    (r"^board-[^.]+\.(json|journal)$", "a copy that OneDrive named after a computer", True),
    (r"~$|^#|\.(bak|orig|old|save|sw[a-p]|tmp|rej)$|^\.", "left by an editor or a copying program", False),
)


class Stray(NamedTuple):
    """A file that is none of the board's own; `conflict`: its being there says that two computers wrote at once."""

    path: str
    kind: str
    conflict: bool


def strays(home: str) -> list[Stray]:
    """Files in a board's folder that look like copies of its own. Raises StoreError."""
    try:
        names = sorted(os.listdir(home))  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as problem:
        raise files.explain(problem, home) from None
    return [Stray(f"{home}/{name}", *kind) for name in names if (kind := _kind(name))]


def _kind(name: str) -> tuple[str, bool] | None:
    of = re.match(r"[.#~]*(board|config|holidays)(?![a-zA-Z0-9])", name)
    if not of or name in (*_OURS, *_UNDER_WAY, *_SETTINGS):
        return None
    for pattern, kind, conflict in _KINDS:
        if re.search(pattern, name, re.IGNORECASE) and (conflict or of[1] == "board"):
            return kind, conflict
    return ("a copy that somebody made", False) if of[1] == "board" else None


def cards_in(data: bytes, name: str) -> dict[str, Document] | None:
    """The cards in a snapshot, or in the lines of a journal; None when it is neither.

    Raises Refused when it is damaged, or of a newer followup.
    """
    if data.startswith(b'{"_store":'):
        return _in_snapshot(data, name)
    if decode_head(data[: data.find(b"\n") + 1]):
        return _in_journal(data, name)
    return None


def _in_snapshot(data: bytes, name: str) -> dict[str, Document]:
    try:
        about, tables = snapshot.parse(data)
    except Damaged as why:
        raise Refused(f"{name} {why}", "it is a damaged copy of a board; nothing was taken from it") from None
    except StoreError as problem:
        raise Refused(f"{name}: {problem.message}", "nothing was taken from it") from None
    _refuse_newer(about.schema, name)
    return cards_of(chain.risen(chain.unpacked(tables), about.schema, (), SCHEMA)[0])


def _in_journal(data: bytes, name: str) -> dict[str, Document]:
    """The cards that its whole lines speak of, as they were after the last of them."""
    head, records = journal.salvage(data)
    schema = head.schema if head else SCHEMA
    _refuse_newer(schema, name)
    tables, rest = chain.risen(chain.empty(), schema, [(schema, record) for record in records], SCHEMA)
    apply(tables, rest)
    return cards_of(tables)


def _refuse_newer(schema: int, name: str) -> None:
    if schema > SCHEMA:
        raise Refused(f"{name} was written by a newer followup (schema {schema})", "upgrade followup")
