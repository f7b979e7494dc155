"""Settings: read with defaults, complained about by file and line, never in the way."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from followup import config
from followup.config import Alerts, Look, Person, Settings
from followup.config.keys import SETTINGS
from followup.config.lines import lines
from followup.config.writing import default_file
from followup.core.policy import Limits
from followup.core.workweek import OFFICE


@pytest.fixture(autouse=True)
def _zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")


def loaded(folder: Path, text: str, holidays: str | None = None) -> Settings:
    """The settings of a folder with these files."""
    (folder / "config.toml").write_text(text, encoding="utf-8")
    if holidays is not None:
        (folder / "holidays.toml").write_text(holidays, encoding="utf-8")
    return config.load(config.paths(str(folder)))


def test_defaults_without_a_file(tmp_path: Path) -> None:
    """Without a file every default of DESIGN section 12 holds."""
    settings = config.load(config.paths(str(tmp_path / "none")))
    assert settings.complaints == ()
    assert settings.rules.limits == Limits(480, 240, 240, 240, 480, 30)
    assert settings.rules.week.days == OFFICE
    assert settings.zone == ZoneInfo("America/New_York")
    assert (settings.date_order, settings.archive_after_minutes) == ("MDY", 4 * 5 * 480)
    assert (settings.alerts, settings.look) == (Alerts(), Look())


def test_the_default_file_changes_nothing(tmp_path: Path) -> None:
    """The file that documents every key gives the same settings as no file at all."""
    without = config.load(config.paths(str(tmp_path)))
    given = loaded(tmp_path, default_file())
    assert given.complaints == ()
    assert given._replace(rules=without.rules) == without


def test_the_default_files_examples_are_the_defaults(tmp_path: Path) -> None:
    """With its comments taken away the default file is read without complaint and means the same."""
    without = config.load(config.paths(str(tmp_path)))
    rows = [
        line.removeprefix("# ") for line in default_file().splitlines() if not line.startswith("# followup")
    ]
    given = loaded(tmp_path, "\n".join(rows).replace('timezone = ""', ""))
    assert given.complaints == ()
    assert given.rules.limits == without.rules.limits
    assert given.rules.week.days == without.rules.week.days
    assert (given.alerts, given.look) == (without.alerts, without.look)
    assert given.archive_after_minutes == without.archive_after_minutes


def test_every_key_is_read(tmp_path: Path) -> None:
    """A value under every key arrives where the program looks for it."""
    settings = loaded(
        tmp_path,
        """
        [time]
        timezone = "Europe/Paris"
        date_order = "dmy"
        [workweek]
        mon = ["09:00-12:00", "13:00-18:00"]
        tue = "22:00-06:00"
        wed = []
        thu = ["00:00-24:00"]
        fri = []
        holidays = ["2026-11-26", 2026-12-25]
        leave = ["2026-12-28..2027-01-02", "2026-07-01"]
        [limits]
        sent = "1d"
        followed_up = "90m"
        alternate = "1h30"
        mine = "2h"
        notice = "1w"
        floor = "10m"
        archive_after = "2w"
        [alerts]
        channel = "bus"
        budget = 5
        digest_over = 0
        rounds = ["13:00", "09:00"]
        guards_out_of_hours = true
        hide_titles = true
        [people.Maria]
        name = "Maria Lopez"
        requester = true
        update_every = "1d"
        reach = "maria@example.com"
        timezone = "Asia/Tokyo"
        hours = "10:00-19:00"
        [keys]
        "card.follow-up" = "F"
        card.resolve = "X"
        [look]
        theme = "light"
        glyphs = "ascii"
        animations = false
        """,
    )
    week = settings.rules.week
    assert settings.complaints == ()
    assert (settings.zone.key, settings.date_order) == ("Europe/Paris", "DMY")
    assert week.days == (((540, 720), (780, 1080)), ((1320, 1800),), (), ((0, 1440),), (), (), ())
    assert (week.week_minutes, week.day_minutes) == (2400, 800)
    assert week.is_off(date(2026, 11, 26))
    assert week.is_off(date(2026, 12, 25))
    assert week.is_off(date(2027, 1, 2))
    assert not week.is_off(date(2027, 1, 3))
    assert settings.rules.limits == Limits(800, 90, 90, 120, 2400, 10)
    assert settings.archive_after_minutes == 4800
    assert settings.alerts == Alerts("bus", 5, 0, (540, 780), True, True)
    assert settings.people == {
        "maria": Person("Maria Lopez", True, 800, "maria@example.com", ZoneInfo("Asia/Tokyo"), ((600, 1140),))
    }
    assert settings.rules.updates == {"maria": 800, "maria lopez": 800}
    assert settings.keys == {"card.follow-up": "F", "card.resolve": "X"}
    assert settings.look == Look("light", "ascii", False)


def test_holidays_have_a_file_of_their_own(tmp_path: Path) -> None:
    """holidays.toml beside the settings adds to theirs, and needs no settings file."""
    (tmp_path / "holidays.toml").write_text('# Thanksgiving\nholidays = ["2026-11-26"]\n', encoding="utf-8")
    assert config.load(config.paths(str(tmp_path))).rules.week.is_off(date(2026, 11, 26))
    both = loaded(tmp_path, '[workweek]\nholidays = ["2026-12-25"]\n')
    assert both.rules.week.is_off(date(2026, 11, 26))
    assert both.rules.week.is_off(date(2026, 12, 25))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[alrts]\n", 1, "did you mean alerts?"),
        ("\n\n[alerts]\nbudgt = 3\n", 4, "did you mean budget?"),
        ('[alerts]\nsent = "8h"\n', 2, "did you mean limits.sent?"),
        ('alerts.budget = "three"\n', 1, "alerts.budget"),
        ("alerts = 3\n", 1, "[alerts]"),
        ("[alerts]\nbudget = -1\n", 2, "whole number"),
        ("[alerts]\nbudget = true\n", 2, "whole number"),
        ("[alerts]\nbudget = 99999999999999999999\n", 2, "whole number"),
        ('[alerts]\nchannel = "buss"\n', 2, "did you mean bus?"),
        ('[alerts]\nhide_titles = "yes"\n', 2, "true nor false"),
        ('[alerts]\nrounds = ["9"]\n', 2, "09:00"),
        ('[time]\ntimezone = "America/New_Yrok"\n', 2, "did you mean America/New_York?"),
        ('[time]\ntimezone = "../../etc/passwd"\n', 2, "no time zone"),
        ('[time]\ntimezone = "America"\n', 2, "no time zone"),
        ("[time]\ntimezone = 5\n", 2, "no time zone"),
        ('[time]\ndate_order = "YDM"\n', 2, "date_order"),
        ("[workweek]\nmonday = []\n", 2, "did you mean mon?"),
        ('[workweek]\nmon = ["9-17"]\n', 2, "09:00-17:00"),
        ('[workweek]\nmon = ["09:00-25:00"]\n', 2, "24:00"),
        ('[workweek]\nmon = ["09:00-09:00"]\n', 2, "not empty"),
        ('[workweek]\nmon = ["09:00-12:00", "11:00-17:00"]\n', 2, "overlap"),
        ('[workweek]\nmon = ["22:00-10:00"]\n', 2, "runs into tue"),
        ("[workweek]\nmon = []\ntue = []\nwed = []\nthu = []\nfri = []\n", 1, "no working time"),
        ('[workweek]\nholidays = ["26 Nov"]\n', 2, "2026-11-26"),
        ('[workweek]\nholidays = "2026-11-26"\n', 2, "no list"),
        ('[workweek]\nleave = ["2027-01-02..2026-12-24"]\n', 2, "before it begins"),
        ('[workweek]\nleave = ["0001-01-01..9999-12-31"]\n', 2, "three years"),
        ('[limits]\nsent = "0h"\n', 2, "limits.sent"),
        ("[limits]\nsent = 8\n", 2, "limits.sent"),
        ('[limits]\nsent = "8 parsecs"\n', 2, "limits.sent"),
        ("[people.maria]\nreqester = true\n", 2, "did you mean requester?"),
        ('[people]\nmaria = "Maria"\n', 2, "[people.maria]"),
        ("[keys]\ncard.resolve = 5\n", 2, "keys.card.resolve"),
        ("[time\n", 1, "Expected"),
        ('[time]\ndate_order = "MDY"\ndate_order = "DMY"\n', 3, "overwrite"),
    ],
)
def test_complaints_name_line_and_remedy(text: str, line: int, said: str, tmp_path: Path) -> None:
    """A wrong key or value is one complaint with its line and what would be right; the default holds."""
    settings = loaded(tmp_path, text)
    assert len(settings.complaints) == 1
    complaint = settings.complaints[0]
    assert complaint.file == str(tmp_path / "config.toml")
    assert complaint.line == line
    assert said in str(complaint)
    assert "\n" not in str(complaint)
    assert settings.rules.limits == Limits()
    assert settings.rules.week.days == OFFICE
    assert settings.alerts == Alerts()


def test_a_wrong_key_takes_nothing_else_along(tmp_path: Path) -> None:
    """What is right in the same table still holds, and complaints come in the order of the lines."""
    settings = loaded(tmp_path, '[alerts]\nbudgt = 3\nbudget = 7\n[limits]\nmine = "1h"\nsemt = "2h"\n')
    assert (settings.alerts.budget, settings.rules.limits.mine) == (7, 60)
    assert [complaint.line for complaint in settings.complaints] == [2, 6]


@pytest.mark.parametrize("data", [b"\xff\xfe", b"[" * 5000, b"\x00", b"a = 1\xc3"])
def test_files_that_are_no_settings(data: bytes, tmp_path: Path) -> None:
    """Bytes, depth or a folder in the file's place are a complaint, never an exception."""
    (tmp_path / "config.toml").write_bytes(data)
    assert config.load(config.paths(str(tmp_path))).complaints


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    """A folder called config.toml is a complaint."""
    (tmp_path / "config.toml").mkdir()
    assert "cannot be read" in str(config.load(config.paths(str(tmp_path))).complaints[0])


# The list


def test_lines_of_keys() -> None:
    """Tables, dotted and quoted keys are found on the lines where they stand."""
    text = '# x\n[a]\nb = 1\n[ c . "d e" ] # y\n"f.g" = 2\nh.i = 3\n'
    assert lines(text) == {
        ("a",): 2, ("a", "b"): 3, ("c", "d e"): 4, ("c", "d e", "f.g"): 5, ("c", "d e", "h", "i"): 6,
    }  # fmt: skip


def test_every_setting_is_named_once() -> None:
    """The one list names each setting once and documents it."""
    names = [setting.name for setting in SETTINGS]
    assert len(set(names)) == len(names)
    assert all(setting.line and setting.default for setting in SETTINGS)
