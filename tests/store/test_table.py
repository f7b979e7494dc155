"""What we rely on in TinyDB, public and private, and that its whole API works on our storage."""

import inspect
from pathlib import Path

import pytest
from tinydb import Query, TinyDB, where
from tinydb.table import Table

from followup.store import Store, memory_store, open_store
from followup.store.storage import BoardStorage
from followup.store.table import BoardTable, Database, document
from tests.store.boards import SAID, add, card, titles


@pytest.fixture
def database(store: Store) -> Database:
    """The TinyDB database under a store with two cards."""
    add(store, "A", "B")
    store.documents()
    return store._database()


def test_tinydb_still_has_the_private_names_that_we_override() -> None:
    """A TinyDB that renames these would silently go past the lock and the journal."""
    for name in ("_get_next_id", "_read_table", "_update_table"):
        assert next(iter(inspect.signature(getattr(Table, name)).parameters)) == "self"
    assert list(inspect.signature(Table._update_table).parameters) == ["self", "updater"]
    assert {"_storage", "_name", "_query_cache", "_next_id"} <= vars(
        Table(BoardStorage(memory_store()._log), "x")
    ).keys()
    source = inspect.getsource(Table)
    for method in ("insert", "insert_multiple", "update", "update_multiple", "remove", "truncate"):
        assert "self._update_table(" in inspect.getsource(getattr(Table, method)), method
    assert "storage.write" not in source.replace("self._storage.write(tables)", "")


def test_ids_are_text_and_queries_are_not_cached(database: Database) -> None:
    """Other processes write too, so a cached answer would be an old one."""
    table = database.rows("cards")
    assert [str(one.doc_id) for one in table.search(where("title") == "Board pack")] == ["A", "B"]
    table.update({"title": "new"}, doc_ids=["A"])  # type: ignore[list-item]
    assert [str(one.doc_id) for one in table.search(where("title") == "Board pack")] == ["B"]
    assert len(table._query_cache) == 0


def test_the_table_api_works(database: Database, store: Store) -> None:
    """Insert, update, upsert, remove and truncate are journaled like every other change."""
    table = database.rows("cards")
    table.insert(document("C", card("C")))
    table.upsert(document("C", {"mood": 1}))
    table.update(lambda one: one["tags"].append("x"), Query().id == "A")
    table.remove(where("id") == "B")
    assert store.documents() == {"A": card("A", tags=["x"]), "C": card("C", mood=1)}
    assert table.get(doc_id="A") == card("A", tags=["x"])  # type: ignore[call-overload]
    assert table.contains(where("mood") == 1)
    assert table.count(where("mood") == 1) == 1
    assert len(table) == 2
    assert sorted(one["id"] for one in table) == ["A", "C"]
    with pytest.raises(ValueError, match="already exists"):
        table.insert(document("C", card("C")))
    fresh = table.insert({"title": "no id of its own"})
    assert store.documents()[str(fresh)] == {"title": "no id of its own"}
    table.truncate()
    assert store.documents() == {}


def test_what_the_table_did_is_on_disk(data: Path) -> None:
    """Another process reads what was written through TinyDB's own API."""
    with open_store(data) as store:
        add(store, "A")
        store._database().rows("cards").update({"title": "new"}, where("id") == "A")
        assert titles(open_store(data)) == {"A": "new"}


def test_a_failing_updater_changes_nothing(database: Database, store: Store) -> None:
    """Half an update is none."""
    calls: list[int] = []

    def break_off(one: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyError("x")
        one["title"] = "half"  # type: ignore[index]

    with pytest.raises(KeyError):
        database.rows("cards").update(break_off)
    assert titles(store) == {"A": "Board pack", "B": "Board pack"}


def test_a_whole_write_is_one_transaction(database: Database, store: Store) -> None:
    """TinyDB's own Storage.write, as drop_tables calls it, is journaled and can be undone."""
    tables = database.storage.read()
    assert tables is not None
    tables["cards"] = {"A": card("A", "new"), "C": card("C")}
    database.storage.write(tables)
    assert titles(store) == {"A": "new", "C": "Board pack"}
    database.drop_tables()
    assert titles(store) == {}
    store.undo(**SAID)
    store.undo(**SAID)
    assert store.documents() == {"A": card("A"), "B": card("B")}


def test_a_stock_table_works_on_the_storage(store: Store) -> None:
    """Even TinyDB's own Table, which writes whole databases, goes through lock and journal."""

    class Stock(Table):
        document_id_class = str  # type: ignore[assignment]

    add(store, "A", "B")
    store.documents()
    table = Stock(store._database().storage, "cards")
    table.update({"title": "new"}, where("id") == "A")
    assert titles(store) == {"A": "new", "B": "Board pack"}
    assert isinstance(store._database(), TinyDB)
    assert isinstance(store._database().rows("cards"), BoardTable)
