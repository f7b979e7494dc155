"""Readers of files take any bytes at all: what is not wholly right is damaged, never a crash."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from followup.errors import StoreError
from followup.store import lockfile, open_store, records
from followup.store.lockfile import Mark
from followup.store.records import Op, Record
from tests.store.boards import bytes_of, put_back, titles, two_generations

words = st.text(st.characters(exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner),
    max_leaves=8,
)
documents = st.dictionaries(words, json_values, max_size=4)


@given(words, documents)
@settings(max_examples=40, deadline=None)
def test_a_record_is_read_as_it_was_written(text: str, body: records.Document) -> None:
    """Any text and any JSON survives a line of the journal, which stays one line."""
    record = Record(7, 1, text, text, "do", None, (Op("cards", text, None, body),))
    line = records.encode(record)
    assert line.count(b"\n") == 1
    assert records.decode(line) == record


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_bytes_that_are_no_record_are_none(content: bytes) -> None:
    """Whatever comes, there is an answer."""
    assert records.decode(content) is None
    assert records.decode_head(content) is None
    assert lockfile.decode(content) is None


@given(json_values)
@settings(max_examples=40, deadline=None)
def test_json_that_is_no_record_is_none(value: object) -> None:
    """A right checksum over something else is no record."""
    line = records._line(value)  # type: ignore[arg-type]
    assert records.decode(line) is None
    assert records.decode_head(line) is None


@given(st.integers(0, 10**14), st.integers(0, 10**14), st.integers(0, 300), st.integers(1, 255))
@settings(max_examples=40, deadline=None)
def test_one_damaged_byte_of_the_mark_does_no_harm(seq: int, length: int, place: int, flip: int) -> None:
    """The mark stands there twice."""
    mark = Mark("0123abcd", 3, seq, length)
    text = bytearray(lockfile.encode(mark))
    text[place % len(text)] ^= flip
    assert lockfile.decode(bytes(text)) == mark


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_any_bytes_in_any_file_are_no_crash(draw: st.DataObject) -> None:
    """Overwrite a stretch of one file with anything: every card, or a refusal in words."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        files, told = WHOLE
        data.mkdir()
        name = draw.draw(st.sampled_from(sorted(files)))
        content = files[name]
        start = draw.draw(st.integers(0, len(content)))
        stretch = draw.draw(st.binary(max_size=30))
        put_back(data, files | {name: content[:start] + stretch + content[start + len(stretch) :]})
        try:
            assert titles(open_store(data)) == told
        except StoreError as error:
            assert "doctor" in error.hint


def _whole() -> tuple[dict[str, bytes], dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        told = two_generations(Path(folder) / "data")
        return bytes_of(Path(folder) / "data"), told


WHOLE = _whole()
