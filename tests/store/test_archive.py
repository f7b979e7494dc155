"""Cards that are over lie in the archive: nobody reads them before somebody asks, and nothing else is different."""

from pathlib import Path

import pytest

from followup.errors import Refused
from followup.store import Change, Document, Store, open_store, shelf
from tests.store.boards import AT, SAID, add, bytes_of, card, compacting, edit, remove, titles

OLD, LATER = AT - 1000, AT + 1000


def resolved(card_id: str, at: int = OLD) -> Document:
    """A card that was resolved then."""
    return card(card_id, stage="resolved", resolved_at=at, archived=False)


def board(store: Store) -> None:
    """An open card, one resolved long ago and one resolved lately."""
    store.add([card("OPEN"), resolved("OVER"), resolved("LATELY", LATER)], label="add", **SAID)


def test_what_is_over_is_archived_and_nothing_else(store: Store) -> None:
    """Only cards resolved before the instant go; they say the same as before, and where they are."""
    board(store)
    assert store.archive(AT) == {"OVER"}
    assert store.documents().keys() == {"OPEN", "LATELY"}
    assert store.archived() == {"OVER": resolved("OVER") | {"archived": True}}
    assert store.get("OVER") == store.archived()["OVER"]
    assert store.archive(AT) == frozenset()


def test_archiving_is_no_undo_step(store: Store) -> None:
    """It is not in the log, and what was done before can be taken back and done again over it."""
    store.add([card("CARD")], label="add", **SAID)
    store.commit([Change("CARD", card("CARD"), resolved("CARD"))], label="resolve", **SAID)
    store.archive(AT)
    assert [one.label for one in store.history()] == ["add", "resolve"]
    assert store.undo(at=AT, by="test").label == "resolve"
    assert (dict(store.documents()), dict(store.archived())) == ({"CARD": card("CARD")}, {})
    store.redo(at=AT, by="test")
    store.archive(AT)
    store.undo(at=AT, by="test")
    store.undo(at=AT, by="test")
    assert not store.documents() and not store.archived()
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo(at=AT, by="test")


def test_an_archived_card_changes_like_any_other(store: Store) -> None:
    """It can be edited where it is, deleted, and brought back, each in one step that undo takes back."""
    board(store)
    store.archive(AT)
    edit(store, "OVER", "Signed contract")
    assert store.archived()["OVER"]["title"] == "Signed contract"
    remove(store, "OVER")
    assert store.get("OVER") is None
    store.undo(at=AT, by="test")
    kept = store.archived()["OVER"]
    back = store.commit([Change("OVER", kept, kept | {"archived": False})], label="reopen", **SAID)
    assert back.changes == (Change("OVER", kept, kept | {"archived": False}),)
    assert "OVER" in store.documents() and not store.archived()
    store.undo(at=AT, by="test")
    assert dict(store.archived()) == {"OVER": kept}


def test_the_next_refresh_names_what_was_archived(store: Store) -> None:
    """Whoever shows the cards hears of it, though the same process did it."""
    board(store)
    store.refresh()
    store.archive(AT)
    assert store.is_behind()
    assert store.refresh() == frozenset({"OVER"})


def test_the_archive_is_not_read_with_the_board(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening, adding, changing and folding leave it as the text that it is, byte for byte."""
    with open_store(data) as store:
        board(store)
        store.archive(AT)
    before = archive_text(data)
    parsed = vars(shelf.Text)["rows"].func

    def rows(text: shelf.Text) -> object:
        assert not text.data.startswith(b'"archive"'), "somebody read the archive"
        return parsed(text)

    monkeypatch.setattr(shelf.Text, "rows", property(rows))
    with compacting(), open_store(data) as store:
        assert titles(store).keys() == {"OPEN", "LATELY"}
        add(store, "NEW")
        edit(store, "NEW", "Newer")
        store.undo(at=AT, by="test")
        store.tidy()
    assert archive_text(data) == before
    assert b"OVER" in before


def test_nor_is_the_history(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening, adding and changing leave it as text; the first undo reads it, with what was done since."""
    with open_store(data) as store:
        board(store)
        with compacting():
            store.tidy()
    with compacting(always=False), open_store(data) as store:
        with monkeypatch.context() as patch:
            patch.setattr(shelf.Text, "rows", property(lambda _: pytest.fail("somebody read the history")))
            add(store, "NEW")
            edit(store, "NEW", "Newer")
            assert titles(store)["NEW"] == "Newer"
        assert [store.undo(at=AT, by="test").label for _ in range(3)] == ["edit", "add", "add"]
        assert not store.documents()


def archive_text(data: Path) -> bytes:
    """The archive's lines in the snapshot."""
    content = bytes_of(data)["board.json"]
    start = content.index(b'"archive":{')
    return content[start : content.index(b"\n}", start)]


def test_a_title_cannot_look_like_the_archive(data: Path) -> None:
    """Text with line breaks and braces in it is text, wherever the archive is looked for."""
    nasty = '\n"archive":{\n},\n'
    with open_store(data) as store:
        store.add([card("OPEN", nasty), resolved("OVER") | {"title": nasty}], label="add", **SAID)
        store.archive(AT)
    with compacting(), open_store(data) as store:
        add(store, "NEW")
    with open_store(data) as store:
        assert (titles(store)["OPEN"], store.archived()["OVER"]["title"]) == (nasty, nasty)


def test_changes_to_the_archive_are_in_the_journal_like_any_other(data: Path) -> None:
    """Another process sees them at once, and they are there without a fold."""
    with open_store(data) as store, open_store(data) as other:
        board(store)
        other.documents()
        store.archive(AT)
        other.refresh()
        with compacting(always=False):
            edit(store, "OVER", "Signed contract")
            assert other.refresh() == frozenset({"OVER"})
            assert other.archived()["OVER"]["title"] == "Signed contract"
    with open_store(data) as again:
        assert again.archived()["OVER"]["title"] == "Signed contract"


def test_a_card_that_was_reopened_meanwhile_is_not_archived(data: Path) -> None:
    """What another process made of it counts, not what was last seen here."""
    with open_store(data) as store, open_store(data) as other:
        board(store)
        other.documents()
        edit(other, "OVER", "first")
        kept = other.get("OVER")
        assert kept is not None
        other.commit([Change("OVER", kept, kept | {"resolved_at": None})], label="reopen", **SAID)
        assert store.archive(AT) == frozenset()
        assert not store.archived()


def test_an_archived_card_is_added_to_the_archive(store: Store) -> None:
    """An import of an export keeps it where it was."""
    store.add([resolved("OVER") | {"archived": True}, card("OPEN")], label="import", **SAID)
    assert (set(store.documents()), set(store.archived())) == ({"OPEN"}, {"OVER"})


def test_a_shelf_is_a_mapping_that_can_be_changed() -> None:
    """What lies beside the text covers it, and a copy goes its own way."""
    one = shelf.Shelf(shelf.Text(lambda: b'"archive":{\n"A":{"n":1},\n"B":{"n":2}\n}'))
    other = one.copy()
    other["C"] = {"n": 3}
    del other["A"]
    assert (one.as_read is None, other.as_read is None) == (False, True)
    assert dict(other) == {"B": {"n": 2}, "C": {"n": 3}}
    assert (len(one), "A" in one, "A" in other, "C" in other) == (2, True, False, True)
    with pytest.raises(KeyError):
        del other["A"]
    with pytest.raises(KeyError):
        other["A"]
