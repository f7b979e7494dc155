"""Where followup keeps things, and which zone the system is in."""

from pathlib import Path

import pytest

from followup import config
from followup.config import zones
from followup.errors import Refused


def test_home_holds_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--home` goes before FOLLOWUP_HOME, and data, state and config lie under it."""
    monkeypatch.setenv("FOLLOWUP_HOME", str(tmp_path / "variable"))
    given = config.paths(str(tmp_path / "option"))
    assert all(folder.startswith(str(tmp_path / "option")) for folder in given)
    assert config.paths().data == str(tmp_path / "variable")


def test_xdg_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a home the XDG folders are used; relative ones are ignored, as their specification says."""
    monkeypatch.delenv("FOLLOWUP_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert config.paths() == (
        "/data/followup",
        f"{tmp_path}/.local/state/followup",
        f"{tmp_path}/.config/followup",
    )


def test_no_home_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing says which folder is home, none called `~` is made in the folder one happens to be in."""
    monkeypatch.delenv("FOLLOWUP_HOME")
    monkeypatch.setenv("HOME", "~")  # what is left of it where neither HOME nor the users' list knows
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    with pytest.raises(Refused, match="home folder"):
        config.paths()


@pytest.mark.parametrize(
    ("given", "zone", "complains"),
    [
        ("Europe/Paris", "Europe/Paris", False),
        (":Europe/Paris", "Europe/Paris", False),
        ("/usr/share/zoneinfo/Europe/Paris", "Europe/Paris", False),
        ("", "UTC", False),
        ("Nowhere/Land", "UTC", True),
        ("../../etc/passwd", "UTC", True),
        ("/etc/passwd", "UTC", True),
        ("America", "UTC", True),
    ],
)
def test_the_zone_of_the_environment(
    given: str, zone: str, complains: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TZ names the zone; one that is none is UTC with a complaint."""
    monkeypatch.setenv("TZ", given)
    found, wrong = zones.system_zone()
    assert found.key == zone
    assert (wrong is not None) is complains


def test_the_zone_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without TZ the link says, then the named file, then UTC."""
    monkeypatch.delenv("TZ", raising=False)
    link, named = tmp_path / "localtime", tmp_path / "timezone"
    assert zones.system_zone(str(link), str(named))[0].key == "UTC"
    named.write_text("Asia/Tokyo\n", encoding="ascii")
    assert zones.system_zone(str(link), str(named))[0].key == "Asia/Tokyo"
    link.symlink_to("/usr/share/zoneinfo/Europe/Paris")
    assert zones.system_zone(str(link), str(named))[0].key == "Europe/Paris"
