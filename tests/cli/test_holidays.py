"""config holidays, with the real package."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from followup import config
from followup.config import nations
from tests.cli.running import Run
from tests.cli.test_process import imported
from tests.rig.cli import Ran

THANKSGIVING = "2026-11-26"


def days(home: Path) -> list[str]:
    """The days off that the settings hold."""
    from datetime import date

    found = config.load(config.paths(str(home))).rules.week.holidays
    return [date.fromordinal(one).isoformat() for one in sorted(found)]


def test_a_year_is_filled_in(run: Run, home: Path) -> None:
    """The days are in the file with their names, in the settings, and printed; the file is private."""
    ran = run("config", "holidays", "US", "2027")
    assert ran.code == 0
    assert "Thu 25 Nov 2027  Thanksgiving Day" in ran.out.splitlines()
    file = home / "holidays.toml"
    assert '  "2027-11-25",  # US: Thanksgiving Day\n' in file.read_text(encoding="utf-8")
    assert (file.stat().st_mode & 0o777, home.stat().st_mode & 0o777) == (0o600, 0o700)
    assert {day[:4] for day in days(home)} == {"2027"}
    assert ran.out.splitlines()[-1] == f"US 2027: {len(days(home))} days off in {file}"
    assert [one.name for one in home.iterdir()] == ["holidays.toml"]


def test_the_waits_skip_them(run: Run) -> None:
    """A card sent before a holiday is checked after it."""
    before = run("add", "--json", "--dry-run", "x").json()["verdict"]["check_at"]
    run("config", "holidays", "US")
    after = run("add", "--json", "--dry-run", "x", now="2026-11-25T20:00:00Z").json()["verdict"]["check_at"]
    assert before == "2026-11-25T19:12:00Z"
    # Thursday is off: eight hours from Wednesday 15:00 are over on Friday at 15:00.
    assert after == "2026-11-27T20:00:00Z"


def test_without_a_year_it_is_this_and_the_next(run: Run, home: Path) -> None:
    """The clock says which, in the settings' zone."""
    assert run("config", "holidays", "GB-SCT", now="2027-01-01T03:00:00Z").code == 0
    assert {day[:4] for day in days(home)} == {"2026", "2027"}


def test_both_lists_are_united(run: Run, home: Path) -> None:
    """Days in config.toml hold as well, and its comments are not touched."""
    home.mkdir()
    mine = '# mine\n[workweek]\nholidays = ["2026-12-24"]  # also\n'
    (home / "config.toml").write_text(mine, encoding="utf-8")
    run("config", "holidays", "US")
    assert {"2026-12-24", THANKSGIVING} <= set(days(home))
    assert (home / "config.toml").read_text(encoding="utf-8") == mine


def test_again_keeps_what_is_mine(run: Run, home: Path) -> None:
    """A second run replaces the country's days and keeps those added by hand; what is lost is said."""
    run("config", "holidays", "US", "2026")
    file = home / "holidays.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("holidays = [", 'holidays = [\n  "2026-12-31",  # mine'), encoding="utf-8")
    ran = run("config", "holidays", "US-CA", "2026")
    assert {"2026-12-31", "2026-03-31", THANKSGIVING} <= set(days(home))
    assert "2026-10-12" not in days(home)
    assert ran.err == "note: no longer there, of US: 2026-10-12\n"


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("Germny", "did you mean DE (Germany)"),
        ("DE-Bayer", "did you mean DE-BY"),
        ("VA-X", "VA is the whole country"),
        ("", "such as US, DE-BY or GBR"),
        ("--home", "needs a DIR"),
    ],
)
def test_a_place_that_is_none_is_refused(place: str, says: str, run: Run, home: Path) -> None:
    """With the nearest ones, and nothing is written."""
    ran = run("config", "holidays", place)
    assert ran.code in (1, 2)
    assert says in ran.err
    assert not home.exists()


@pytest.mark.parametrize("place", ["de-by", "DEU-BY", "Germany-Bayern", "DE-BY"])
def test_a_place_may_be_written_in_several_ways(place: str, run: Run, home: Path) -> None:
    """By code or name, in any case; the file always has the code."""
    assert run("config", "holidays", place, "2026").code == 0
    assert "# DE-BY: Corpus Christi" in (home / "holidays.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("US", "1800"), 1, "no holidays of US are known in 1800"),
        (("US", "27"), 2, "'27' is no year"),
        ((), 2, "needs a COUNTRY"),
        (("US", "2026", "2027"), 2, "one word too many"),
        (("US", "--install"), 2, "--install goes with completions"),
    ],
)
def test_wrong_words(words: tuple[str, ...], code: int, says: str, run: Run) -> None:
    """Each is one clear line with its exit code."""
    ran = run("config", "holidays", *words)
    assert ran.code == code
    assert says in ran.err.splitlines()[0]


def test_without_the_package_it_says_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, and the exact command; the requirement is the one of the optional extra."""
    for name in [one for one in sys.modules if one.partition(".")[0] == "holidays"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "holidays", None)
    ran = run("config", "holidays", "US")
    assert ran.code == 1
    assert ran.err == (
        "followup: this needs the package holidays, which is not installed\n"
        f"  {sys.executable} -m pip install '{nations.REQUIREMENT}'\n"
    )
    import tomllib

    pyproject = Path(__file__).resolve().parents[2] / "pyproject.toml"
    extras = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert extras["holidays"] == [nations.REQUIREMENT]


def test_a_damaged_file_is_one_complaint_and_stays(run: Run, home: Path) -> None:
    """Every command says where it is damaged and works; filling in refuses and changes nothing."""
    home.mkdir()
    file = home / "holidays.toml"
    file.write_text('holidays = [\n  "2026-12-24"\n', encoding="utf-8")
    assert run("add", "x").err.startswith(f"followup: {file}:")
    ran = run("config", "holidays", "US")
    assert ran.code == 1
    assert f"{file}:" in ran.err.splitlines()[0]
    assert file.read_text(encoding="utf-8") == 'holidays = [\n  "2026-12-24"\n'


def test_a_wrong_day_is_named_by_its_line(run: Run, home: Path) -> None:
    """`config check` has the line of the day itself, and the other days hold."""
    home.mkdir()
    file = home / "holidays.toml"
    file.write_text('holidays = [\n  "2026-12-24",\n  "2026-13-01",\n  7,\n]\n', encoding="utf-8")
    ran = run("config", "check")
    assert ran.code == 1
    assert f"{file}:3: holidays holds '2026-13-01', which is no day" in ran.err
    assert days(home) == ["2026-12-24"]


def test_show_has_them(run: Run, home: Path) -> None:
    """`config show` repeats the file as comments, so that what it prints is still one settings file."""
    import tomllib

    run("config", "holidays", "US", "2026")
    out = run("config", "show").out
    assert f"# Beside it, {home}/holidays.toml:" in out
    assert '#   "2026-11-26",  # US: Thanksgiving Day' in out
    tomllib.loads(out)


def test_a_link_is_followed(run: Run, home: Path, tmp_path: Path) -> None:
    """A file kept elsewhere and linked to stays a link."""
    home.mkdir()
    kept = tmp_path / "dotfiles.toml"
    (home / "holidays.toml").symlink_to(kept)
    assert run("config", "holidays", "US", "2026").code == 0
    assert (home / "holidays.toml").is_symlink()
    assert "Thanksgiving" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "argv", [["list"], ["config"], ["config", "check"], ["add", "x", "!fri"], ["doctor"]]
)
def test_the_package_is_never_imported_else(argv: list[str], home: Path, cli: Callable[..., Ran]) -> None:
    """Only filling in imports it, also when its days are in the settings."""
    assert cli("config", "holidays", "US", "2026").code == 0
    cli("add", "one")
    assert imported(home, {"holidays", "dateutil.easter"}, *argv) == []
