"""The same store twice: on disk and in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from followup.store import Store, memory_store, open_store


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a board that nobody has made yet."""
    return tmp_path / "data"


@pytest.fixture(params=["disk", "memory"])
def store(request: pytest.FixtureRequest, data: Path) -> Iterator[Store]:
    """An empty board, of either kind."""
    with open_store(data) if request.param == "disk" else memory_store() as made:
        yield made
