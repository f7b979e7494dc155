"""Files with right checksums that no followup wrote, as a fuzzer made them: recovered or refused, never a crash."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from followup.errors import FollowupError, StoreError
from followup.store import backups, copies, open_store, snapshot
from followup.store.repair import examine, repair
from tests.store.boards import add, bytes_of, put_back, titles, two_generations

DEEP = b"[" * 100_000


def signed(body: bytes) -> bytes:
    """A line as the journal and the lock hold it."""
    return b"%08x %b\n" % (crc32(body), body)


def mark(*, board: bytes = b"", base: bytes = b"", seq: bytes = b"", length: bytes = b"") -> Any:
    """The lock's text with other parts in it."""

    def hurt(content: bytes) -> bytes:
        given = (board, base, seq, length)
        old = content.splitlines()[0][9:].split(b" ")
        return signed(b" ".join(new or was for new, was in zip(given, old, strict=True))) * 2

    return hurt


def line(number: int, change: Callable[[Any], Any]) -> Any:
    """The journal with one of its lines changed."""

    def hurt(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True)
        lines[number] = signed(json.dumps(change(json.loads(lines[number][9:]))).encode())
        return b"".join(lines)

    return hurt


def body(change: Callable[[bytes], bytes], schema: int | None = None) -> Any:
    """The snapshot with other text in it, or another schema."""

    def hurt(content: bytes) -> bytes:
        about, _ = snapshot.parse(content)
        data = change(content.partition(b"\n")[2])
        number = about.schema if schema is None else schema
        crc = snapshot._checksum(about.board, number, about.seq, data)
        about = about._replace(schema=number, size=len(data), crc=crc)
        return b'{"_store":' + json.dumps(about._asdict()).encode() + b",\n" + data

    return hurt


def with_op(**parts: Any) -> Callable[[Any], Any]:
    """A record whose first operation has other parts."""
    places = ("table", "id", "before", "after")
    return lambda record: {
        **record,
        "ops": [[parts.get(name, was) for name, was in zip(places, record["ops"][0], strict=True)]],
    }


FOUND: dict[str, tuple[str, Any]] = {
    "other digits in the mark": ("board.lock", mark(seq="٣".encode())),
    "no number in the mark": ("board.lock", mark(length=b"x")),
    "a number with a line below": ("board.lock", mark(base=b"1_0")),
    "no board's name in the mark": ("board.lock", mark(board=b"\xff\xff")),
    "a length beyond everything": ("board.lock", mark(length=b"9" * 30)),
    "a table that is a number": ("board.json", body(lambda text: b'"cards":7}\n')),
    "a table that is a list": ("board.json", body(lambda text: b'"cards":[[]]}\n')),
    "a card that is a number": ("board.json", body(lambda text: b'"cards":{\n"CARD0":7\n}\n}\n')),
    "an archived card that is a list": ("board.json", body(lambda text: b'"archive":{\n"CARD0":[]\n}\n}\n')),
    "a past that is no past": ("board.json", body(lambda text: b'"cards":{\n},\n"history":{\n"1":{}\n}\n}\n')),
    "no JSON at all": ("board.json", body(lambda text: b"}{")),
    "JSON without a bottom": ("board.json", body(lambda text: b'"cards":' + DEEP)),
    "a snapshot of schema -1": ("board.json", body(lambda text: text, schema=-1)),
    "a head without a bottom": ("board.journal", lambda content: signed(DEEP) + content),
    "a journal of schema -1": (
        "board.journal", line(0, lambda head: {"journal": head["journal"] | {"schema": -1}})
    ),
    "a journal of no board": (
        "board.journal", line(0, lambda head: {"journal": head["journal"] | {"board": "\ud800"}})
    ),
    "a number beyond everything": ("board.journal", line(1, lambda record: {**record, "seq": 10**30})),
    "a record without a time": ("board.journal", line(1, lambda record: {**record, "at": "noon"})),
    "a record with more to it": ("board.journal", line(1, lambda record: {**record, "mood": 1})),
    "a table that is a dictionary": ("board.journal", line(1, with_op(table={}))),
    "a card's name that is a list": ("board.journal", line(1, with_op(id=[]))),
    "a card that becomes a number": ("board.journal", line(2, with_op(after=7))),
    "a card that was a number": ("board.journal", line(2, with_op(before=7))),
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files of a board with two generations, and its titles."""
    data = tmp_path_factory.mktemp("whole") / "data"
    told = two_generations(data)
    return bytes_of(data), told


@pytest.mark.parametrize("what", FOUND)
def test_a_file_that_nobody_wrote(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path, what: str
) -> None:
    """Every reader of it answers or refuses in words, and a repair makes a board that can be used."""
    files, told = whole
    name, hurt = FOUND[what]
    put_back(tmp_path, files)
    path = tmp_path / name
    path.write_bytes(hurt(files[name]))
    assert path.read_bytes() != files[name]
    before = bytes_of(tmp_path)
    with open_store(tmp_path, read_only=True) as store:
        for look in (lambda: titles(store), store.archived, lambda: store.history(1000), store.alerts):
            try:
                list(look())
            except StoreError as error:
                assert error.hint
    for read in (lambda: copies.cards_in(path.read_bytes(), name), lambda: backups.look(str(path))):
        try:
            read()
        except FollowupError as error:
            assert error.hint
    examine(tmp_path)
    assert bytes_of(tmp_path) == before
    repair(tmp_path)
    with open_store(tmp_path) as store:
        add(store, "AFTER")
        assert "AFTER" in titles(store)
        if name != "board.journal":
            assert titles(store).keys() >= told.keys()
