"""Damaged files: every card is there, or the board says what is wrong. Never fewer, never an overwrite."""

import itertools
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.errors import ReadOnly, StoreError
from followup.store import open_store, snapshot
from followup.store.records import SCHEMA
from tests.store.boards import FILES, add, bytes_of, compacting, put_back, titles, two_generations

Hurt = Callable[[bytes], bytes | None]


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0x15]) + content[middle + 1 :]


HURTS: dict[str, Hurt] = {
    "deleted": lambda content: None,
    "emptied": lambda content: b"",
    "half": lambda content: content[: len(content) // 2],
    "cut by a few bytes": lambda content: content[:-20],
    "cut by a line": lambda content: content[: content.rstrip(b"\n").rfind(b"\n") + 1],
    "zeroed": lambda content: bytes(len(content)),
    "zeroed half": lambda content: content[: len(content) // 2] + bytes(len(content) - len(content) // 2),
    "zeros behind": lambda content: content + bytes(512),
    "flipped": flipped,
    "garbage": lambda content: random.Random(5).randbytes(len(content)),
    "byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "doubled": lambda content: content + content,
    "{}": lambda content: b"{}",
    "null": lambda content: b"null",
    "merged": lambda content: b"<<<<<<< HEAD\n" + content + b"=======\n>>>>>>> x\n",
}
PAIRS = ("deleted", "emptied", "half", "cut by a line", "flipped")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files of a board with two generations, and its titles."""
    data = tmp_path_factory.mktemp("whole") / "data"
    told = two_generations(data)
    return bytes_of(data), told


def hurt(data: Path, name: str, how: str) -> None:
    content = HURTS[how]((data / name).read_bytes())
    if content is None:
        (data / name).unlink()
    else:
        (data / name).write_bytes(content)


def judge(data: Path, told: dict[str, str]) -> str:
    """Read the damaged board, write to it, read it again; what became of it."""
    before = bytes_of(data)
    try:
        with open_store(data, read_only=True) as store:
            assert titles(store) == told
        verdict = "recovered"
    except StoreError as error:
        assert "followup doctor --repair" in error.hint or "move it away" in error.hint
        assert "\n" not in error.message
        verdict = "refused"
    assert bytes_of(data) == before, "reading changed the files"
    try:
        with open_store(data) as store:
            add(store, "AFTER")
    except StoreError:
        assert bytes_of(data) == before, "a refused add changed the files"
        return verdict
    after = b"".join(bytes_of(data).values())
    assert all(key.encode() in after for key in [*told, "AFTER"])
    if verdict == "recovered":
        with open_store(data) as store:
            assert titles(store) == told | {"AFTER": "Board pack"}
    return verdict


@pytest.mark.parametrize("name", FILES)
def test_one_damaged_file(whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path, name: str) -> None:
    """Whatever happened to one file, every card is recovered or the reading is refused."""
    files, told = whole
    for how in HURTS:
        put_back(tmp_path, files)
        hurt(tmp_path, name, how)
        verdict = judge(tmp_path, told)
        if name == "board.json" or name.endswith(".prev"):
            assert verdict == "recovered", how


@pytest.mark.parametrize("pair", list(itertools.combinations(FILES, 2)), ids=" and ".join)
def test_two_damaged_files(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path, pair: tuple[str, str]
) -> None:
    """Two damaged files at once lead to every card, or to a refusal."""
    files, told = whole
    for ways in itertools.product(PAIRS, PAIRS):
        put_back(tmp_path, files)
        for name, how in zip(pair, ways, strict=True):
            hurt(tmp_path, name, how)
        judge(tmp_path, told)


@pytest.mark.parametrize("pair", list(itertools.permutations(FILES, 2)), ids=" over ".join)
def test_a_file_over_another(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path, pair: tuple[str, str]
) -> None:
    """A file put in another's place, the previous generation over the new one among them, loses nothing."""
    files, told = whole
    put_back(tmp_path, files)
    (tmp_path / pair[1]).write_bytes(files[pair[0]])
    judge(tmp_path, told)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_board(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path, name: str
) -> None:
    """A file that belongs to another board is not taken for ours."""
    files, told = whole
    two_generations(tmp_path / "other", "OTHER")
    foreign = (tmp_path / "other" / name).read_bytes()
    put_back(tmp_path / "other", files)
    (tmp_path / "other" / name).write_bytes(foreign)
    judge(tmp_path / "other", told)


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_a_files_place(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path, name: str
) -> None:
    """A folder where a file should be is a damaged file, not a crash."""
    files, told = whole
    put_back(tmp_path, files)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    judge(tmp_path, told)


def test_an_older_state_of_one_file(tmp_path: Path) -> None:
    """A file rolled back to an earlier moment is noticed, whichever it is."""
    data = tmp_path / "data"
    moments = []
    with open_store(data) as store:
        for number in range(6):
            add(store, f"CARD{number}")
            if number in (1, 3):
                with compacting():
                    store.tidy()
            moments.append(bytes_of(data))
        told = titles(store)
    for files, name in itertools.product(moments[:-1], FILES):
        if name in files:
            put_back(data, moments[-1])
            (data / name).write_bytes(files[name])
            judge(data, told)


def test_the_damaged_bytes_are_kept(whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path) -> None:
    """A snapshot that is mended is put aside first, and the person is told."""
    files, told = whole
    put_back(tmp_path, files)
    hurt(tmp_path, "board.json", "half")
    damaged = (tmp_path / "board.json").read_bytes()
    with open_store(tmp_path) as store:
        assert titles(store) == told
        add(store, "AFTER")
        assert any("board.json has" in warning for warning in store.warnings)
    assert (tmp_path / "board.json.damaged-1").read_bytes() == damaged
    hurt(tmp_path, "board.json", "zeroed")
    with open_store(tmp_path) as store:
        assert titles(store) == told | {"AFTER": "Board pack"}


def test_a_torn_end_is_put_aside_and_cut(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path
) -> None:
    """Half a line behind the last acknowledged one does no harm, and its bytes are kept."""
    files, told = whole
    put_back(tmp_path, files)
    torn = files["board.journal"].splitlines()[-1][:50]
    (tmp_path / "board.journal").write_bytes(files["board.journal"] + torn)
    with open_store(tmp_path) as store:
        assert titles(store) == told
        add(store, "AFTER")
    with open_store(tmp_path) as store:
        assert titles(store) == told | {"AFTER": "Board pack"}
    assert (tmp_path / "board.journal.torn-1").read_bytes() == torn


def test_a_whole_line_nobody_acknowledged_is_taken_in(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path
) -> None:
    """Killed between fsync and acknowledgement, the change is there, and the next one follows it."""
    files, told = whole
    put_back(tmp_path, files)
    with open_store(tmp_path) as store:
        add(store, "LAST")
    (tmp_path / "board.lock").write_bytes(files["board.lock"])
    with open_store(tmp_path) as store:
        add(store, "AFTER")
        assert titles(store) == told | {"LAST": "Board pack", "AFTER": "Board pack"}


def newer(data: Path) -> None:
    """Make the snapshot one of a newer schema, with a table that this one does not know."""
    about, tables = snapshot.load(str(data / "board.json"))
    content = snapshot.encode(about.board, 99, about.seq, {**tables, "moods": {"1": {"x": 1}}})
    (data / "board.json").write_bytes(content)


def test_a_newer_schema_is_read_and_not_written(
    whole: tuple[dict[str, bytes], dict[str, str]], tmp_path: Path
) -> None:
    """A board from a newer followup can be looked at; every write says why not."""
    files, told = whole
    put_back(tmp_path, files)
    newer(tmp_path)
    before = bytes_of(tmp_path)
    with compacting():
        with pytest.raises(ReadOnly, match="newer followup"), open_store(tmp_path) as store:
            add(store, "AFTER")
        with open_store(tmp_path) as store:
            assert titles(store) == told
            assert store.read_only
            for write in (
                lambda: add(store, "AFTER"),
                lambda: store.claim({"k": {}}),
                lambda: store.undo(at=0, by=""),
            ):
                with pytest.raises(ReadOnly, match="newer followup"):
                    write()
    assert bytes_of(tmp_path) == before


def test_the_snapshot_is_tinydbs_own_json(whole: tuple[dict[str, bytes], dict[str, str]]) -> None:
    """Tables of documents by id, one card a line, keys sorted, one line about itself at the top."""
    files, _ = whole
    text = files["board.json"].decode()
    tables = json.loads(text)
    assert list(tables) == ["_store", "alerts", "archive", "cards", "history", "mutes"]
    assert tables["_store"]["schema"] == SCHEMA
    lines = text.splitlines()
    assert lines[0].startswith('{"_store":{')
    assert sum(line.startswith('"CARD') for line in lines) == len(tables["cards"])
