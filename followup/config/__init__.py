"""Where things live, and what the person set. Reading settings never stops the program.

A wrong key or value becomes a Complaint and the default holds. Nothing here costs `followup add` anything but
a stat while there is no settings file: the list of settings and the TOML reader are imported when there is one.
"""

import os
from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from followup.config.zones import system_zone
from followup.core.policy import Limits, Rules
from followup.core.workweek import Workweek
from followup.errors import Refused

NAME = "followup"
HOME = "FOLLOWUP_HOME"


class Paths(NamedTuple):
    """The folders that are followup's own; none of them need exist."""

    data: str
    state: str
    config: str

    @property
    def settings(self) -> str:
        return os.path.join(self.config, "config.toml")  # noqa: PTH118 - pathlib costs `add` 5 ms

    @property
    def holidays(self) -> str:
        return os.path.join(self.config, "holidays.toml")  # noqa: PTH118

    @property
    def backups(self) -> str:
        return os.path.join(self.state, "backups")  # noqa: PTH118


class Complaint(NamedTuple):
    """One thing wrong in a settings file; `line` counts from 1, 0 is unknown."""

    file: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class Alerts(NamedTuple):
    """How popups come. `rounds` are minutes after local midnight."""

    channel: str = "auto"
    budget: int = 3
    digest_over: int = 3
    rounds: tuple[int, ...] = ()
    guards_out_of_hours: bool = False
    hide_titles: bool = False


class Person(NamedTuple):
    """Somebody by the short name that the quick-add line uses; spans are working minutes."""

    name: str
    requester: bool = False
    update_every_minutes: int | None = None
    reach: str | None = None
    timezone: ZoneInfo | None = None
    hours: tuple[tuple[int, int], ...] | None = None


class Look(NamedTuple):
    """How the board is drawn; `glyphs` is unicode or ascii; what is empty lets the terminal say."""

    theme: str = ""
    glyphs: str = ""
    animations: bool = True


class Settings(NamedTuple):
    """Everything that can be set, read once at the start; `complaints` are what was wrong with it."""

    paths: Paths
    rules: Rules
    date_order: str = "MDY"
    archive_after_minutes: int = 4 * 2400
    alerts: Alerts = Alerts()
    people: Mapping[str, Person] = {}
    keys: Mapping[str, str] = {}
    look: Look = Look()
    complaints: tuple[Complaint, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """People's whole names by their short ones in small letters."""
        return {short: person.name for short, person in self.people.items()}

    @property
    def zone(self) -> ZoneInfo:
        return self.rules.week.zone


def paths(home: str | None = None) -> Paths:
    """The folders under `home`, else under FOLLOWUP_HOME, else the XDG ones. Raises Refused without a home."""
    home = home or os.environ.get(HOME)
    if home:
        whole = os.path.abspath(os.path.expanduser(home))  # noqa: PTH100, PTH111
        return Paths(whole, os.path.join(whole, "state"), whole)  # noqa: PTH118
    return Paths(
        _xdg("XDG_DATA_HOME", "~/.local/share"),
        _xdg("XDG_STATE_HOME", "~/.local/state"),
        _xdg("XDG_CONFIG_HOME", "~/.config"),
    )


def _xdg(variable: str, usual: str) -> str:
    given = os.environ.get(variable, "")
    # The XDG specification has relative ones ignored.
    base = given if os.path.isabs(given) else os.path.expanduser(usual)  # noqa: PTH111, PTH117
    if base == usual:
        raise Refused(
            "nothing says where your home folder is", f"set HOME, or choose one with --home or {HOME}"
        )
    return os.path.join(base, NAME)  # noqa: PTH118


def load(where: Paths) -> Settings:
    """The settings in force: the files' where they are right, else the defaults. Never raises."""
    if os.path.lexists(where.settings) or os.path.lexists(where.holidays):
        from followup.config.reading import read

        return read(where)
    zone, complaint = system_zone()
    complaints = (Complaint("TZ", 0, *complaint),) if complaint else ()
    return Settings(where, Rules(Workweek(zone), Limits()), complaints=complaints)
