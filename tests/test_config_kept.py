"""Settings as they were parsed last: the same to the letter, or parsed anew."""

from pathlib import Path

import pytest

from followup import config
from followup.config import Settings

TEXT = '[limits]\nsent = "2h"\nnosuch = 1\n'


def loaded(folder: Path, text: str) -> Settings:
    """The settings of a folder with this file, and a place to keep what it says."""
    (folder / "state").mkdir(exist_ok=True)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return config.load(config.paths(str(folder)))


def told(settings: Settings) -> object:
    """All that they say, as values that compare."""
    week = settings.rules.week
    said = (week.zone, week.days, week.holidays, week.leave, settings.rules.limits)
    return said, settings._replace(rules=None)  # type: ignore[arg-type]


def test_the_second_reading_is_the_first(tmp_path: Path) -> None:
    """Values, complaints and their lines are the same, whether the file was parsed or known."""
    first = loaded(tmp_path, TEXT)
    assert (tmp_path / "state" / "config.toml.parsed").exists()
    assert told(loaded(tmp_path, TEXT)) == told(first)
    assert first.complaints[0].line == 3


def test_another_text_is_parsed(tmp_path: Path) -> None:
    """Only the very same text counts, whatever the file's size and time."""
    loaded(tmp_path, TEXT)
    assert loaded(tmp_path, TEXT.replace("2h", "3h")).rules.limits.sent == 180
    assert loaded(tmp_path, TEXT).rules.limits.sent == 120


@pytest.mark.parametrize("place", range(0, 60, 3))
def test_what_is_damaged_is_parsed(place: int, tmp_path: Path) -> None:
    """Whatever becomes of the kept file, the settings are those of the settings file."""
    first = loaded(tmp_path, TEXT)
    path = tmp_path / "state" / "config.toml.parsed"
    whole = path.read_bytes()
    for damaged in (whole[:place], whole[:place] + b"\x00" + whole[place + 1 :], b""):
        path.write_bytes(damaged)
        assert told(loaded(tmp_path, TEXT)) == told(first)


def test_what_cannot_be_kept_is_parsed_each_time(tmp_path: Path) -> None:
    """A date that TOML itself knows is not kept, and a folder that is not there is not made."""
    text = "[workweek]\nholidays = [2026-11-26]\n"
    first = loaded(tmp_path, text)
    assert told(loaded(tmp_path, text)) == told(first)
    assert not list((tmp_path / "state").iterdir())
    (tmp_path / "state").rmdir()
    config.load(config.paths(str(tmp_path)))
    assert not (tmp_path / "state").exists()


def test_what_is_no_toml_is_complained_of_each_time(tmp_path: Path) -> None:
    """A file that cannot be parsed is never known."""
    first = loaded(tmp_path, "[limits\n")
    assert first.complaints
    assert told(loaded(tmp_path, "[limits\n")) == told(first)
