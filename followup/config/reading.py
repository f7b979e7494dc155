"""Settings files into Settings, complaint by complaint. Imported only when there is a file."""

import os
from collections.abc import Mapping
from typing import Any

from followup.config import Alerts, Complaint, Look, Paths, Person, Settings, values
from followup.config.kept import parsed
from followup.config.keys import BY_NAME, BY_PERSON_KEY, SETTINGS, TABLES, Setting
from followup.config.lines import Path, line_holding, line_of, lines, of_error
from followup.config.zones import system_zone
from followup.core.mutes import known_as
from followup.core.policy import Limits, Rules
from followup.core.workweek import DAYS, OFFICE, Workweek


class File:
    """One TOML file as read, and what is wrong with it."""

    def __init__(self, name: str, state: str = "") -> None:
        """`state` is the folder in which is kept what it said last."""
        self.name = name
        self._kept = state and f"{state}/{os.path.basename(name)}.parsed"  # noqa: PTH119
        self.complaints: list[Complaint] = []
        self.text = self._text()
        self.data = self._parsed()
        self._lines: dict[Path, int] | None = None

    def complain(self, path: Path, message: str, hint: str = "", holding: str = "") -> None:
        """`holding` is what the value holds there that is wrong: a list may be long."""
        if self._lines is None:
            self._lines = lines(self.text)
        line = line_holding(self.text, line_of(self._lines, path), holding)
        self.complaints.append(Complaint(self.name, line, message, hint))

    def _text(self) -> str:
        try:
            with open(self.name, encoding="utf-8-sig") as file:  # noqa: PTH123 - pathlib is not on the path of `add`
                return file.read()
        except FileNotFoundError:
            return ""
        except OSError as error:
            self.complaints.append(
                Complaint(self.name, 0, f"cannot be read: {error.strerror}", "defaults are used")
            )
        except UnicodeDecodeError:
            self.complaints.append(Complaint(self.name, 0, "is not UTF-8", "defaults are used"))
        return ""

    def _parsed(self) -> dict[str, Any]:
        try:
            return parsed(self.text, self._kept)
        except ValueError as error:
            message, line = of_error(str(error), self.text)
            self.complaints.append(
                Complaint(self.name, line, message, "nothing in this file is used until it is mended")
            )
        except RecursionError:
            self.complaints.append(Complaint(self.name, 0, "is nested too deep", "defaults are used"))
        return {}


def read(where: Paths) -> Settings:
    """The settings of config.toml and holidays.toml, with complaints. Never raises."""
    file, holidays = (File(name, where.state) for name in (where.settings, where.holidays))
    given = _given(file)
    week = _week(file, given, _days_off(holidays))
    for setting in SETTINGS:
        if setting.takes_week and setting.name in given:
            _take(file, (setting.table, setting.key), setting, given, week)
    limits = {name: given.get(f"limits.{name}", getattr(Limits(), name)) for name in Limits._fields}
    people = _people(file, week)
    settings = Settings(
        paths=where,
        rules=Rules(week, Limits(**limits), _each(people, "update_every_minutes"), _each(people, "timezone")),
        date_order=given.get("time.date_order", "MDY"),
        archive_after_minutes=given.get("limits.archive_after", 4 * week.week_minutes),
        alerts=Alerts(**_of_table("alerts", given)),
        people=people,
        keys=_keys(file),
        look=Look(**_of_table("look", given)),
    )
    complaints = sorted((*file.complaints, *holidays.complaints), key=lambda one: (one.file, one.line))
    return settings._replace(complaints=tuple(complaints))


def _of_table(table: str, given: dict[str, Any]) -> dict[str, Any]:
    return {
        setting.key: given[setting.name]
        for setting in SETTINGS
        if setting.table == table and setting.name in given
    }


def _given(file: File) -> dict[str, Any]:
    """By name, every right value; those that need the week still as they were written."""
    given: dict[str, Any] = {}
    for table, content in file.data.items():
        if table not in TABLES:
            file.complain((table,), f"there is no [{table}]", values.nearest(table, TABLES) or _known(TABLES))
        elif not isinstance(content, dict):
            file.complain((table,), f"{table} is a table", f"write [{table}] on a line of its own")
        elif table not in ("people", "keys"):
            _table(file, table, content, given)
    return given


def _table(file: File, table: str, content: Mapping[str, Any], given: dict[str, Any]) -> None:
    for key, value in content.items():
        setting = BY_NAME.get(f"{table}.{key}")
        if setting is None:
            _unknown(file, (table, key), [one.key for one in SETTINGS if one.table == table])
            continue
        given[setting.name] = value
        if not setting.takes_week:
            _take(file, (table, key), setting, given)


def _unknown(file: File, path: Path, known: list[str]) -> None:
    hint = values.nearest(path[-1], known)
    elsewhere = [name for name in BY_NAME if name.endswith(f".{path[-1]}")]
    if not hint and elsewhere:
        hint = f"did you mean {elsewhere[0]}?"
    file.complain(path, f"there is no {'.'.join(path)}", hint or _known(known))


def _known(names: Any) -> str:
    return f"one of {', '.join(names)}"


def _take(file: File, path: Path, setting: Setting, given: dict[str, Any], *week: Workweek) -> None:
    """Read the value that stands in `given` under the setting's name; a wrong one is left out of it."""
    value = given.pop(setting.name)
    if value == "" and setting.default == '""':
        return
    try:
        given[setting.name] = setting.read(value, *week)
    except values.Bad as bad:
        file.complain(path, f"{'.'.join(path)} {bad.message}", bad.hint)


def _days_off(file: File) -> tuple[Any, ...]:
    """The days of holidays.toml, which holds nothing but that list; a wrong day costs no other."""
    found: list[Any] = []
    for key, value in file.data.items():
        if key != "holidays":
            _unknown(file, (key,), ["holidays"])
            continue
        for days in [[day] for day in value] if isinstance(value, list) else [value]:
            try:
                found += values.days(days)
            except values.Bad as bad:
                holding = str(days[0]) if isinstance(days, list) else ""
                file.complain((key,), f"{key} {bad.message}", bad.hint, holding)
    return tuple(found)


def _week(file: File, given: dict[str, Any], holidays: tuple[Any, ...]) -> Workweek:
    zone = given.get("time.timezone")
    if zone is None:
        zone, wrong = system_zone()
        if wrong:
            file.complaints.append(Complaint("TZ", 0, *wrong))
    days = [given.get(f"workweek.{day}", OFFICE[place]) for place, day in enumerate(DAYS)]
    days = _without_overlap(file, days)
    off = (*given.get("workweek.holidays", ()), *holidays)
    try:
        return Workweek(zone, days, off, given.get("workweek.leave", ()))
    except ValueError:
        file.complain(("workweek",), "the workweek has no working time", "Monday to Friday 9 to 5 is used")
        return Workweek(zone, OFFICE, off, given.get("workweek.leave", ()))


def _without_overlap(file: File, days: list[Any]) -> list[Any]:
    for place, day in enumerate(DAYS):
        after = days[(place + 1) % 7]
        if days[place] and after and days[place][-1][1] - 1440 > after[0][0]:
            other = DAYS[(place + 1) % 7]
            message = f"workweek.{day} runs into {other}'s first window"
            file.complain(("workweek", day), message, "Monday to Friday 9 to 5 is used")
            return list(OFFICE)
    return days


def _people(file: File, week: Workweek) -> dict[str, Person]:
    known = {}
    for short, content in _content(file, "people").items():
        if not isinstance(content, dict):
            file.complain(
                ("people", short),
                f"people.{short} is a table",
                f"write [people.{short}] on a line of its own",
            )
            continue
        given = _person(file, short, content, week)
        spans = {"update_every_minutes": given.pop("update_every")} if "update_every" in given else {}
        known[short.casefold()] = Person(**{"name": short, **given, **spans})
    return known


def _each(people: Mapping[str, Person], what: str) -> dict[str, Any]:
    """What is set of each, by the short name and by the whole one: a card may carry either."""
    return {
        known_as(name): getattr(person, what)
        for short, person in people.items()
        for name in (short, person.name)
        if getattr(person, what)
    }


def _person(file: File, short: str, content: Mapping[str, Any], week: Workweek) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for key, value in content.items():
        setting = BY_PERSON_KEY.get(key)
        if setting is None:
            file.complain(
                ("people", short, key),
                f"there is no {key} for a person",
                values.nearest(key, BY_PERSON_KEY) or _known(BY_PERSON_KEY),
            )
            continue
        found = {setting.name: value}
        _take(file, ("people", short, key), setting, found, *([week] if setting.takes_week else []))
        if setting.name in found:
            given[key] = found[setting.name]
    return given


def _content(file: File, table: str) -> dict[str, Any]:
    content = file.data.get(table)
    return content if isinstance(content, dict) else {}


def _keys(file: File) -> dict[str, str]:
    """Action id -> key; a dotted id may stand without quotes."""
    found: dict[str, str] = {}
    waiting: list[tuple[Path, dict[str, Any]]] = [((), _content(file, "keys"))]
    while waiting:
        path, content = waiting.pop()
        for key, value in content.items():
            here = (*path, key)
            if isinstance(value, dict):
                waiting.append((here, value))
            elif isinstance(value, str) and value.strip():
                found[".".join(here)] = value
            else:
                file.complain(
                    ("keys", *here), f"keys.{'.'.join(here)} is no key", 'write it as "f" or "ctrl+f"'
                )
    return found
