"""config and doctor from the command line."""

from pathlib import Path

import pytest

from followup.config.keys import SETTINGS
from tests.cli.running import Run


@pytest.fixture
def settings_file(home: Path) -> Path:
    home.mkdir()
    return home / "config.toml"


def test_path_is_printed_alone(run: Run, home: Path) -> None:
    """`config path` prints the file's path and nothing else, whether or not it is there."""
    assert run("config", "path") == (0, f"{home}/config.toml\n", "")


def test_show_names_every_setting(run: Run, settings_file: Path) -> None:
    """`config show` prints a TOML file with every key, the given ones as they are, the rest as comments."""
    import tomllib

    settings_file.write_text(
        '[limits]\nsent = "2d"\n[keys]\ncard.follow-up = "F"\n[people.x]\nname = "Ü"\n', encoding="utf-8"
    )
    out = run("config", "show").out
    shown = {name: table for name, table in tomllib.loads(out).items() if table}
    assert shown == tomllib.loads(settings_file.read_text(encoding="utf-8"))
    for setting in SETTINGS:
        assert any(setting.key in line and setting.line in line for line in out.splitlines())


def test_check_complains_by_file_and_line(run: Run, settings_file: Path) -> None:
    """`config check` exits 1 with a line a complaint; without complaints 0."""
    settings_file.write_text('[limits]\nsemt = "8h"\n', encoding="utf-8")
    ran = run("config", "check")
    assert ran.code == 1
    assert ran.err == f"followup: {settings_file}:2: there is no limits.semt (did you mean sent?)\n"
    settings_file.write_text('[limits]\nsent = "8h"\n', encoding="utf-8")
    assert run("config", "check").code == 0


def test_a_misspelt_key_stops_nothing(run: Run, settings_file: Path) -> None:
    """Any command says what is wrong on stderr, and works with the default."""
    settings_file.write_text("[alrts]\nbudget = 5\n", encoding="utf-8")
    ran = run("add", "--json", "x")
    assert ran.json()["title"] == "x"
    assert "did you mean alerts?" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("line", ['"card.folow-up" = "f"', 'card.folow-up = "f"'])
def test_an_action_that_is_none_is_named(line: str, run: Run, settings_file: Path) -> None:
    """An unknown action under [keys] is a complaint with its line and the nearest action."""
    settings_file.write_text(f"[keys]\n{line}\n")
    for argv in (["config", "check"], ["doctor"]):
        ran = run(*argv)
        assert ran.code == 1
        assert f"{settings_file}:2: keys: there is no action card.folow-up" in ran.out + ran.err
        assert "did you mean card.follow-up?" in ran.out + ran.err
    assert run("list").err == "nothing is being followed up: followup add TEXT\n"


def test_settings_are_used(run: Run, settings_file: Path) -> None:
    """Limits, workweek, zone and date order from the file are those that hold."""
    settings_file.write_text(
        '[time]\ntimezone = "Europe/Paris"\ndate_order = "DMY"\n'
        '[limits]\nsent = "1h"\n[workweek]\ntue = ["00:00-24:00"]\n',
        encoding="utf-8",
    )
    card = run("add", "--json", "x !1/12 10:00").json()
    assert card["verdict"]["wait_minutes"] == 60
    assert card["verdict"]["check_at"] == "2026-11-24T20:12:00Z"
    assert card["due"] == "2026-12-01T09:00:00Z"


# doctor


def test_doctor_is_clean(run: Run) -> None:
    """On a home in order it exits 0 and says where things are."""
    run("add", "x")
    ran = run("doctor")
    assert ran.code == 0
    assert "1 card," in ran.out
    assert "America/New_York" in ran.out


def test_doctor_has_findings(run: Run, settings_file: Path) -> None:
    """A wrong setting, a folder open to others or a clock behind the last change are findings: exit 1."""
    assert run("add", "x", now="2026-11-25T19:12:00Z").code == 0
    settings_file.write_text("[nope]\n", encoding="utf-8")
    settings_file.parent.chmod(0o755)
    found = {row["check"]: row["finding"] for row in run_json(run) if row["finding"]}
    assert set(found) == {"settings", "permissions", "clock"}


def run_json(run: Run) -> list[dict[str, str]]:
    """The checks of a doctor that has findings."""
    import json

    ran = run("doctor", "--json")
    assert ran.code == 1
    checks: list[dict[str, str]] = json.loads(ran.out)
    return checks


def test_doctor_notify_is_truthful(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can pop up, the test popup is reported as failed, and exits 1."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/dev/null/runtime")
    ran = run("doctor", "notify")
    assert ran.code == 1
    assert ran.out.startswith("failed by ")
    assert 'channel "auto" tries here: nothing' in ran.out
    assert "bus: not possible, no session bus was found" in ran.out
