"""The only clock: the system's, or the one that FOLLOWUP_NOW holds."""

import time
from pathlib import Path

import pytest

from followup.clock import VARIABLE, clock, is_fixed
from followup.errors import Refused
from tests.core.making import NEW_YORK, at


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-24T14:12", "2026-11-24 14:12"),
        ("2026-11-24 14:12:00", "2026-11-24 14:12"),
        ("2026-11-24T19:12:00Z", "2026-11-24 14:12"),
        ("2026-11-24T20:12:00.9+01:00", "2026-11-24 14:12"),
        ("2026-11-24", "2026-11-24 00:00"),
        ("2026-03-08T02:30", "2026-03-08 03:30"),
        ("2026-11-01T01:30-05:00", "2026-11-01 01:30"),
    ],
)
def test_a_fixed_clock(text: str, instant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """FOLLOWUP_NOW holds the clock at an instant, which without an offset is in the configured zone."""
    monkeypatch.setenv(VARIABLE, text)
    repeated = 3600 if text.startswith("2026-11-01") else 0
    assert clock(NEW_YORK)() == at(instant) + repeated
    assert is_fixed()


def test_a_clock_in_a_file_is_read_at_each_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`@FILE` moves the clock of a running program."""
    file = tmp_path / "now"
    monkeypatch.setenv(VARIABLE, f"@{file}")
    now = clock(NEW_YORK)
    for text in ("2026-11-24T14:12", "2026-11-25T09:00\n"):
        file.write_text(text, encoding="utf-8")
        assert now() == at(text.strip())
    file.unlink()
    with pytest.raises(Refused, match="cannot be read"):
        now()


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "14:12", "0001-01-01T00:00+14:00"])
def test_what_is_no_instant_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that cannot be read says what to write, and its variable."""
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(Refused, match=VARIABLE) as refused:
        clock(NEW_YORK)()
    assert refused.value.hint


def test_the_systems_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without FOLLOWUP_NOW it is the system's time in whole seconds."""
    monkeypatch.delenv(VARIABLE, raising=False)
    before = int(time.time())  # noqa: TID251 - what it is compared with
    now = clock(NEW_YORK)()
    assert before <= now <= before + 60
    assert isinstance(now, int)
    assert not is_fixed()
