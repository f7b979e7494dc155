"""The store as the rest of the program sees it. TinyDB is imported when cards are first read, not before."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from followup.errors import Changed, Refused
from followup.store import history
from followup.store.alerted import Alerted
from followup.store.disk import Disk
from followup.store.ledger import LATE
from followup.store.memory import Archive, Memory
from followup.store.records import (
    ARCHIVE,
    ASIDE,
    CARDS,
    HISTORY,
    MUTES,
    REDO,
    UNDO,
    Change,
    Document,
    Transaction,
    place_of,
    plain,
)

if TYPE_CHECKING:
    from followup.core.card import Card


class Store(Alerted):
    """One board: cards, what was alerted, and what can be undone. Safe to use from several threads.

    What it hands out is live: read it, never change it. Every method raises StoreError when the files cannot
    be read or written; then nothing has changed.
    """

    # Reading

    def documents(self) -> Mapping[str, Document]:
        """Every card by id, the archive apart, as of now. A still picture: later changes make a new mapping."""
        with self._guard:
            loaded = self._board().loaded
            cards = self._table(CARDS).live()
        if not loaded and self._log.is_long(LATE):
            self._fold(LATE)
        return cards

    def leaves(self) -> "Mapping[str, Card | Document]":
        """The same, each as the card itself where nobody had to read it, always the same one, else as its document."""
        from followup.store.leaves import LeafView

        return LeafView(self.documents())

    def archived(self) -> Mapping[str, Document]:
        """Every archived card by id, as of now. Costs the reading of all of them, at the first look into it."""
        with self._guard:
            return self._table(ARCHIVE).live()

    def get(self, card_id: str) -> Document | None:
        """One card, archived or not; None when it is nowhere."""
        return self.documents().get(card_id) or self.archived().get(card_id)

    def mutes(self) -> Mapping[str, Document]:
        """Every mute of a person or a stage by key, as of now; mostly the same object while none changes."""
        with self._guard:
            return self._table(MUTES).live()

    def refresh(self) -> frozenset[str] | None:
        """The ids of cards that other processes changed since the last call; a few microseconds when none.

        None: nothing happened at all. Empty: something did (alerts, see `alerts_version`), but to no card.
        """
        with self._guard:
            board = self._board()
            board.catch_up()
            changed, board.foreign = board.foreign, None
            return None if changed is None else frozenset(changed)

    def is_behind(self) -> bool:
        """Whether `refresh` may find something. A few microseconds, and never waits for another thread."""
        noted = self._opened is not None and self._opened.board.foreign is not None
        return noted or self._log.is_behind()

    @property
    def version(self) -> int:
        """The number of the last transaction that was taken in."""
        with self._guard:
            self._board().catch_up()
            return self._log.seq

    def history(self, limit: int = 200) -> list[Transaction]:
        """The last transactions over cards, newest last. The oldest ones have lost their changes."""
        with self._guard:
            rows = self._table(HISTORY).live()
            return [history.transaction(rows[key]) for key in sorted(rows)[-limit:]]

    # Writing

    def commit(self, changes: Sequence[Change], *, at: int, by: str, label: str) -> Transaction:
        """Make all these changes durable, or none: one undo step.

        Raises Changed when a card is no longer what `before` says, Refused when there is nothing to change.
        """
        wanted = [change._replace(after=plain(change.after)) for change in changes]
        with self._transaction(at=at, by=by, label=label) as draft:
            for change in wanted:
                stored = self._stored(change)
                if not _same(stored, change.before):
                    raise _changed(change, stored, "it was looked at")
            self._put(wanted)
        if draft.record is None:
            raise Refused("nothing would change")
        return draft.record.transaction()

    def add(self, documents: Sequence[Document], *, at: int, by: str, label: str) -> Transaction:
        """Make new cards durable. Their ids must be fresh ULIDs: the board is not read, so nobody checks."""
        self._refuse_read_only()
        if isinstance(self._log, Disk) and self._opened is None:
            from followup.store import quick

            with self._guard:
                added = quick.add(self._log, list(documents), at=at, by=by, label=label)
            if added is not None:
                self._fold_after_add(self._log, added.length)
                return added.record.transaction()
        changes = [Change(document["id"], None, document) for document in documents]
        return self.commit(changes, at=at, by=by, label=label)

    def undo(self, *, at: int, by: str) -> Transaction:
        """Take back the newest transaction.

        Raises Refused when there is nothing to undo, Changed when a card moved on.
        """
        return self._step(UNDO, at, by)

    def redo(self, *, at: int, by: str) -> Transaction:
        """Do again what was undone last.

        Raises Refused when there is nothing to redo, Changed when a card moved on.
        """
        return self._step(REDO, at, by)

    def _step(self, kind: str, at: int, by: str) -> Transaction:
        """Undo or redo. The rows are found by query, so that what TinyDB holds is what decides."""
        with self._transaction(at=at, by=by, label=kind, kind=kind) as draft:
            row = history.next_step(self._table(HISTORY), kind)
            if row is None:
                raise Refused(f"nothing to {kind}")
            done = history.transaction(row)
            draft.label, draft.of = done.label, done.seq
            changes = history.reverse(done) if kind == UNDO else done.changes
            for change in changes:
                stored = self._stored(change)
                if not _same_card(stored, change.before):
                    raise _changed(change, stored, f'"{done.label}"')
            self._put(changes)
        if draft.record is None:
            raise Refused(f"nothing to {kind}")
        return draft.record.transaction()

    def archive(self, before: int) -> frozenset[str]:
        """Put what was resolved before that instant where nobody has to read it, and fold at once; which cards.

        No event, no undo step, no conflict: what the cards say is the same. The next `refresh` names them too.
        """
        if not any(_is_over(card, before) for card in self.leaves().values()):
            return frozenset()
        from followup.store.leaves import LeafView

        with self._transaction(at=0, by="", label="archived", kind=ASIDE):
            live = self._table(CARDS).live()
            old = {key: live[key] for key, card in LeafView(live).items() if _is_over(card, before)}
            self._put([Change(key, card, card | {"archived": True}) for key, card in old.items()])
        with self._guard:
            self._board().note(old)
        self._fold(0)
        return frozenset(old)

    def _stored(self, change: Change) -> Document | None:
        """As it is kept; a card in the archive too, but a new one has a fresh id and is not looked for there."""
        if change.is_mute:
            return self._table(MUTES).live().get(change.id)
        found = self._table(CARDS).live().get(change.id)
        if found is None and change.before is not None:
            return self._table(ARCHIVE).live().get(change.id)
        return found

    def _put(self, changes: Sequence[Change]) -> None:
        """Each into the table that it says it is kept in, and out of any other."""
        cards = self._table(CARDS).live()
        for name in (CARDS, ARCHIVE, MUTES):
            mine = [one for one in changes if name == _table_of(one, cards)]
            here = {one.id for one in mine if one.before is not None}
            kept = {one.id: one.after for one in changes if one.after and place_of(one.after) == name}
            self._fill(name, here, kept)

    def _fill(self, name: str, here: set[str], kept: dict[str, Document]) -> None:
        from followup.store.table import document

        table = self._table(name)
        if new := kept.keys() - here:
            table.insert_multiple(document(key, kept[key]) for key in kept if key in new)
        table.rewrite({key: kept[key] for key in kept if key in here})
        if gone := here - kept.keys():
            table.remove(doc_ids=list(gone))  # type: ignore[arg-type]


def open_store(home: str | os.PathLike[str], *, read_only: bool = False, backups: str = "") -> Store:
    """The board kept in a folder, which is made at the first write. Nothing is read or imported yet.

    `backups` is the folder for copies, by default in `state` under the board's own; beside a given one is noted
    what was saved last, so that a board of which every file was put back to an earlier moment is refused.
    """
    return Store(Disk(os.fspath(home), backups), read_only=read_only)


def memory_store(archive: Archive | None = None) -> Store:
    """A board that is kept nowhere and behaves the same. `archive` says what is in its archive, once somebody looks."""
    return Store(Memory(archive))


def _table_of(change: Change, cards: Mapping[str, Document]) -> str:
    """The table in which it is now, or would be looked for."""
    if change.is_mute:
        return MUTES
    return CARDS if change.before is None or change.id in cards else ARCHIVE


def _is_over(leaf: "Card | Document", before: int) -> bool:
    resolved_at = leaf.get("resolved_at") if isinstance(leaf, dict) else leaf.resolved_at
    return isinstance(resolved_at, int) and resolved_at < before


def _same_card(stored: Document | None, before: Document | None) -> bool:
    """Whether it is the same wherever it is kept: a card that was archived since has not changed."""
    if stored is None or before is None:
        return stored is before
    return stored == before or _same(stored | {"archived": before.get("archived")}, before)


def _same(stored: Document | None, before: Document | None) -> bool:
    return stored == before or (before is not None and stored == plain(before))


def _changed(change: Change, now: Document | None, since: str) -> Changed:
    title = (now or change.before or change.after or {}).get("title") or change.id
    if now is None:
        return Changed(f'"{title}" has been deleted since {since}', "nothing was changed")
    if change.before is None:
        return Changed(f'"{title}" is already there', "nothing was changed")
    return Changed(
        f'"{title}" has changed since {since}', "nothing was changed; look at it again: followup show"
    )
