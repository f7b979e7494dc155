"""The board for a reader in a hurry."""

from pathlib import Path

from followup.core import card as cards
from followup.store import open_store, peek
from followup.store.records import Document
from tests.core.making import card_at


def document(title: str) -> Document:
    """A new card as it is kept."""
    return dict(cards.as_document(card_at(1_780_000_000, title=title)))


def add(home: Path, title: str) -> str:
    """Save a card; its id."""
    one = document(title)
    with open_store(home) as store:
        store.add([one], at=1_780_000_000, by="test", label="added")
    return str(one["id"])


def stamp(home: Path) -> str:
    return peek.stamp(str(home), "")


def test_it_sees_what_the_store_sees(tmp_path: Path) -> None:
    """The same cards, from the snapshot and from the journal, changed and deleted ones as they are."""
    kept, gone = add(tmp_path, "kept"), add(tmp_path, "gone")
    with open_store(tmp_path) as store:
        from followup.store import Change

        store.documents()
        store.commit([Change(gone, store.get(gone), None)], at=1_780_000_001, by="test", label="deleted")
        assert peek.cards(str(tmp_path)) == dict(store.documents())
    assert list(peek.cards(str(tmp_path))) == [kept]


def test_nobodys_board_is_empty_and_stays_away(tmp_path: Path) -> None:
    """Where there is none there are no cards, no stamp and no file made."""
    assert (peek.cards(str(tmp_path / "none")), stamp(tmp_path / "none")) == ({}, "")
    assert list(tmp_path.iterdir()) == []


def test_a_stamp_is_of_the_content(tmp_path: Path) -> None:
    """A board put back that went on with another card of the same size has another stamp; the same one has the same."""
    add(tmp_path, "first")
    files = [one for one in tmp_path.iterdir() if one.is_file()]
    saved = {one: one.read_bytes() for one in files}
    found = []
    for title in ("aaa", "bbb"):
        for one, content in saved.items():
            one.write_bytes(content)
        for note in tmp_path.glob("state/saved-*"):
            note.unlink()
        add(tmp_path, title)
        assert stamp(tmp_path) == stamp(tmp_path) != ""
        found.append((stamp(tmp_path), (tmp_path / "board.journal").stat().st_size))
    assert found[0][1] == found[1][1]
    assert found[0][0] != found[1][0]


def test_files_that_do_not_fit_have_none(tmp_path: Path) -> None:
    """A journal that is cut, a snapshot that is gone or a mark that is lost leave no stamp."""
    add(tmp_path, "x")
    for name in ("board.journal", "board.json", "board.lock"):
        file = tmp_path / name
        content = file.read_bytes()
        assert stamp(tmp_path) != ""
        file.write_bytes(content[: len(content) // 3])
        assert stamp(tmp_path) == ""
        file.write_bytes(content)
