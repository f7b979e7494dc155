"""A file that stays as it is need not be opened to know that, and one that was written is always found out."""

from pathlib import Path

import pytest

from followup.store import calm, open_store
from followup.store.calm import Calm
from tests.store.boards import add


def test_what_was_just_written_is_read_again(tmp_path: Path) -> None:
    """Within the tick of a coarse clock a file may be written twice and look as it did: nothing is taken for sure."""
    path = tmp_path / "file"
    path.write_text("one")
    known, what = Calm(), object()
    known.note(what, path.stat())
    known.note(what, path.stat())
    assert not known.holds(what, path.stat())


def test_a_file_that_is_long_the_same_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it was read the same for long enough it holds, until it is written or something else was read."""
    monkeypatch.setattr(calm, "SETTLES_AFTER", -1.0)
    path = tmp_path / "file"
    path.write_text("one")
    known, what = Calm(), object()
    known.note(what, path.stat())
    known.note(what, path.stat())
    assert known.holds(what, path.stat())
    assert not known.holds(object(), path.stat())
    path.write_text("other")
    assert not known.holds(what, path.stat())


def test_what_another_process_saves_is_seen_on_a_calm_board(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long nothing happened, the next change is found, and after it nothing more."""
    monkeypatch.setattr(calm, "SETTLES_AFTER", -1.0)
    with open_store(tmp_path) as store, open_store(tmp_path) as other:
        add(other, "A")
        store.documents()
        store.refresh()
        assert [store.is_behind() for _ in range(4)] == [False] * 4
        add(other, "B")
        assert store.is_behind()
        store.refresh()
        assert not store.is_behind()
