"""One board on disk with its rows, in two processes at once, is the board in memory after any verbs and folds."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core import ids
from followup.core.card import DUE_KINDS, from_document
from followup.core.events import ANSWERS
from followup.core.instants import MINUTE
from followup.core.mutes import PERSON
from followup.core.stages import STAGES
from followup.desk import Desk
from followup.errors import FollowupError
from followup.store import Change, Document, Store, leaves, memory_store, open_store
from followup.store.backups import cards_in
from tests.core.making import RULES, Step, at, steps
from tests.store.boards import compacting

BEGIN = at("2026-11-24 10:00")


class Clock:
    """Stands still until it is moved."""

    now = BEGIN

    def __call__(self) -> int:
        return self.now


class Boards(NamedTuple):
    """The same board as two processes and memory have it; `kept` is the backup of either kind."""

    home: Path
    clock: Clock
    desks: list[Desk]
    kept: list[dict[str, Document]]

    @property
    def memory(self) -> Desk:
        return self.desks[2]

    def seat(self, which: int, store: Store) -> None:
        """Somebody who has seen nothing yet sits down at this desk."""
        self.desks[which] = Desk(store, self.clock, RULES)

    def reopen(self, which: int) -> None:
        """Another process takes the place of this one."""
        self.desks[which].store.close()
        self.seat(which, opened(self.home))


def opened(home: Path) -> Store:
    return open_store(home, backups=f"{home}/state/backups")


def refs(desk: Desk, step: Step) -> list[str]:
    """One card, or two, of all there are; the same ones on every side."""
    known = sorted(desk.everything()) or ["none"]
    return [known[step.picked % len(known)], *(known[:1] if step.span_minutes % 3 == 0 else [])]


def ahead(desk: Desk, step: Step) -> int:
    return desk.now() + step.span_minutes * MINUTE


def everything(store: Store) -> dict[str, Document]:
    return {**store.archived(), **store.documents()}


def restore(desk: Desk, then: dict[str, Document]) -> None:
    """Every card as it was then, as `followup backup restore` does it."""
    here = everything(desk.store)
    changes = [
        Change(key, here.get(key), then.get(key))
        for key in sorted(then.keys() | here.keys())
        if here.get(key) != then.get(key)
    ]
    if changes:
        desk.store.commit(changes, at=desk.now(), by="cli", label="restored")


Verb = Callable[[Desk, Step], Any]
VERBS: dict[str, Verb] = {
    "add": lambda desk, step: desk.add([({"title": step.word or "Quote", "alternates": ("Ben",)}, None)]),
    "follow_up": lambda desk, step: desk.follow_up(refs(desk, step), note=step.word),
    "alternate": lambda desk, step: desk.alternate(refs(desk, step), step.word or None),
    "heard": lambda desk, step: desk.heard(refs(desk, step), step.pick(ANSWERS), note=step.word),
    "resolve": lambda desk, step: desk.resolve(refs(desk, step), proof=step.word),
    "reopen": lambda desk, step: desk.reopen(refs(desk, step)),
    "move": lambda desk, step: desk.move(refs(desk, step), step.pick(STAGES)),
    "snooze": lambda desk, step: desk.snooze(refs(desk, step), ahead(desk, step)),
    "edit": lambda desk, step: desk.edit(refs(desk, step), lambda card: {"title": step.word or "Renamed"}),
    "date": lambda desk, step: desk.reschedule(refs(desk, step), ahead(desk, step), step.pick(DUE_KINDS)),
    "delete": lambda desk, step: desk.delete(refs(desk, step)),
    "mute": lambda desk, step: desk.mute_all([(PERSON, step.word or "Dana")], bool(step.picked % 2)),
    "undo": lambda desk, step: desk.undo(),
    "redo": lambda desk, step: desk.redo(),
    "archive": lambda desk, step: desk.store.archive(desk.now() - step.picked * MINUTE),
    "alert": lambda desk, step: desk.store.claim({f"{step.word}{step.picked}": {"at": 1, "card": "X"}}),
}
HOUSEWORK = ("fold", "keep", "fold and keep", "reopen", "back up", "restore", "look")


def do_housework(boards: Boards, which: int, job: str) -> None:
    """What changes no card: on disk by one of the two processes."""
    store = boards.desks[which].store
    if job.startswith("fold"):
        with compacting():
            store.tidy()
    if job.endswith("keep"):
        store.keep_leaves()
    elif job == "reopen":
        boards.reopen(which)
    elif job == "back up":
        boards.kept[:] = [cards_in(store.back_up("board-then.json")), everything(boards.memory.store)]
        assert boards.kept[0] == boards.kept[1]
    elif job == "restore" and boards.kept:
        for place, then in zip((which, 2), boards.kept, strict=True):
            restore(boards.desks[place], then)
            boards.seat(place, boards.desks[place].store)


@contextmanager
def ids_from(seed: int) -> Iterator[None]:
    """The same ids on every side."""
    source = random.Random(seed)

    def made(when: int) -> str:
        return "01M6F6GEB8" + "".join(source.choices(ids.ALPHABET, k=16))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "new_id", made)
        yield


def done(desk: Desk, verb: str, step: Step, seed: int) -> str:
    """What came of a verb, in words that both sides must share."""
    with ids_from(seed):
        try:
            made = VERBS[verb](desk, step)
        except FollowupError as refused:
            return f"{type(refused).__name__}: {refused.message}"
    return repr(getattr(made, "label", made))


def seen(desk: Desk) -> dict[str, Any]:
    """Everything that a desk and its store tell."""
    store = desk.store
    assert {key: from_document(one) for key, one in store.documents().items()} == desk.cards()
    return {
        "cards": {key: (card, tuple(card.events)) for key, card in desk.cards().items()},
        "archive": dict(desk.archive()),
        "mutes": dict(store.mutes()),
        "alerts": dict(store.alerts()),
        "log": [(one.label, one.kind) for one in store.history()],
    }


actions = st.tuples(
    st.sampled_from((*VERBS, "undo", "redo", *HOUSEWORK, "fold and keep", "reopen")), steps, st.integers(0, 1)
)


@given(st.lists(actions, min_size=4, max_size=24))
@settings(max_examples=40, deadline=None)
def test_rows_folds_and_other_processes_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, some: list[tuple[str, Step, int]]
) -> None:
    """After every step both processes, and a third that starts, tell what the board in memory tells."""
    home, clock = tmp_path_factory.mktemp("home"), Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaves, "WORTH_IT", 0)
        stores = (opened(home), opened(home), memory_store())
        boards = Boards(home, clock, [Desk(store, clock, RULES) for store in stores], [])
        assert done(boards.desks[0], "add", some[0][1], 99) == done(boards.memory, "add", some[0][1], 99)
        for seed, (action, step, which) in enumerate(some):
            clock.now += step.after_minutes * MINUTE
            if action in VERBS:
                told = done(boards.desks[which], action, step, seed)
                assert told == done(boards.memory, action, step, seed)
            else:
                do_housework(boards, which, action)
            expected = seen(boards.memory)
            for desk in boards.desks[:2] if step.picked % 2 else boards.desks[which : which + 1]:
                assert seen(desk) == expected
            with opened(home) as third:
                assert seen(Desk(third, clock, RULES)) == expected
        assert not any(desk.store.warnings for desk in boards.desks)
        for desk in boards.desks:
            desk.store.close()
