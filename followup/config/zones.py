"""The system's time zone, from what the system itself goes by."""

import os
from zoneinfo import ZoneInfo

LINK = "/etc/localtime"
NAMED = "/etc/timezone"

Wrong = tuple[str, str]


def named(name: str) -> ZoneInfo | None:
    """The zone of that name, if the zone database has it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not there; not a name; a folder or unreadable
        return None


def system_zone(link: str = LINK, file: str = NAMED) -> tuple[ZoneInfo, Wrong | None]:
    """TZ, else where /etc/localtime leads, else /etc/timezone, else UTC; and what is wrong with TZ."""
    given = os.environ.get("TZ")
    if given is not None:
        return _of_variable(given)
    for name in (_linked(link), _written(file)):
        zone = named(name) if name else None
        if zone is not None:
            return zone, None
    return _of_file(link) or ZoneInfo("UTC"), None


def _of_variable(given: str) -> tuple[ZoneInfo, Wrong | None]:
    name = given.removeprefix(":")
    if not name:
        return ZoneInfo("UTC"), None
    zone = named(_after_zoneinfo(name) or name)
    if zone is not None:
        return zone, None
    return ZoneInfo("UTC"), (
        f"{name!r} is no time zone that followup knows, UTC is used",
        "a name such as TZ=America/New_York, or set time.timezone",
    )


def _after_zoneinfo(path: str) -> str:
    return path.partition("zoneinfo/")[2]


def _linked(link: str) -> str:
    try:
        return _after_zoneinfo(os.path.realpath(link))
    except OSError:
        return ""


def _written(file: str) -> str:
    try:
        with open(file, encoding="utf-8") as lines:  # noqa: PTH123 - pathlib is not on the path of `add`
            return lines.readline().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _of_file(link: str) -> ZoneInfo | None:
    try:
        with open(link, "rb") as data:  # noqa: PTH123
            return ZoneInfo.from_file(data, key="localtime")
    except (OSError, ValueError):
        return None
