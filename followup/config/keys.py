"""Every setting, once. The default file, `config show`, `config check` and every complaint derive from this list."""

from collections.abc import Callable
from typing import Any, NamedTuple

from followup.config import values
from followup.core.workweek import DAYS

Read = Callable[..., Any]


class Setting(NamedTuple):
    """One key: where it stands, its default as TOML, how it is read and what it is for.

    `takes_week` readers need the workweek too, because their days are working days.
    """

    table: str
    key: str
    default: str
    read: Read
    line: str
    takes_week: bool = False

    @property
    def name(self) -> str:
        return f"{self.table}.{self.key}"


def _limit(key: str, default: str, line: str) -> Setting:
    return Setting("limits", key, default, values.minutes, line, takes_week=True)


def _day(day: str, default: str) -> Setting:
    line = "working windows; several a day for a break, 22:00-06:00 runs past midnight, [] is off"
    return Setting("workweek", day, default, values.windows, line)


SETTINGS = (
    Setting("time", "timezone", '""', values.zone, "the system's unless set, such as America/New_York"),
    Setting("time", "date_order", '"MDY"', values.one_of("MDY", "DMY", "YMD"), "how 12/4 is read"),
    *(_day(day, '["09:00-17:00"]' if place < 5 else "[]") for place, day in enumerate(DAYS)),
    Setting("workweek", "holidays", "[]", values.days, 'days off, such as ["2026-11-26"]'),
    Setting("workweek", "leave", "[]", values.leave, 'your own days off: ["2026-12-24..2027-01-02"]'),
    _limit("sent", '"8h"', "working time before a sent card is idle"),
    _limit("followed_up", '"4h"', "the same once followed up"),
    _limit("alternate", '"4h"', "the same on an alternate path; the guards use it too"),
    _limit("mine", '"4h"', "the same while it is your move"),
    _limit("notice", '"8h"', "how long before a deadline its requester hears that it is at risk"),
    _limit("floor", '"30m"', "the shortest wait that a near deadline makes"),
    _limit("archive_after", '"4w"', "when a resolved card leaves the board"),
    Setting("alerts", "channel", '"auto"', values.one_of("auto", "plyer", "bus", "terminal", "off"), "how popups come"),
    Setting("alerts", "budget", "3", values.count, "popups a day; guards come on top"),
    Setting("alerts", "digest_over", "3", values.count, "more than this many at once are one digest"),
    Setting("alerts", "rounds", "[]", values.rounds, 'as they come, or gathered at ["09:00", "13:00"]'),
    Setting("alerts", "guards_out_of_hours", "false", values.truth, "let a guard come outside working hours"),
    Setting("alerts", "hide_titles", "false", values.truth, "popups without titles and names"),
    Setting("look", "theme", '""', values.text, "the board's own dark theme unless set"),
    Setting("look", "glyphs", '""', values.one_of("unicode", "ascii"), "what the terminal can draw unless set"),
    Setting("look", "animations", "true", values.truth, "the flash of a card that has just changed"),
)  # fmt: skip

PERSON = (
    Setting("people", "name", '""', values.text, "in full; the short name is the table's"),
    Setting("people", "requester", "false", values.truth, "gives you assignments and expects news"),
    Setting("people", "update_every", '""', values.minutes, "how often they expect news", takes_week=True),
    Setting("people", "reach", '""', values.text, "an address or number"),
    Setting("people", "timezone", '""', values.zone, "theirs, if not yours"),
    Setting("people", "hours", '""', values.windows, 'when they work: "09:00-17:00"'),
)

# Tables whose keys are names that the person chooses.
FREE = ("people", "keys")
TABLES = ("time", "workweek", "limits", "alerts", "people", "keys", "look")
KEYS_LINE = "remap a key by its action's id, which `?` on the board and the README list"
KEYS_EXAMPLE = '"card.follow-up" = "f"'
EXAMPLE_PERSON = "maria"
BY_NAME = {setting.name: setting for setting in SETTINGS}
BY_PERSON_KEY = {setting.key: setting for setting in PERSON}


def unset(setting: Setting) -> bool:
    """Whether its default is to leave it out."""
    return setting.default == '""'
