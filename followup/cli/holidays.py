"""config holidays: a country's public holidays into holidays.toml, once, to be looked through and edited."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from followup.cli.call import Call
from followup.errors import UsageError

if TYPE_CHECKING:
    from followup.config.daysoff import DayOff, Filled

USAGE = (
    "followup config holidays COUNTRY [YEAR]: US, DE-BY, Germany; this year and the next unless one is named"
)


def holidays(call: Call, given: Sequence[str]) -> int:
    """Fill in a country's days of a year, or of this one and the next; all that is said of them is how they were read.

    Raises Refused and leaves the file as it was when the package, the country, the year or the file is not right.
    """
    if not given or call.has("install"):
        raise UsageError(
            "config holidays needs a COUNTRY" if not given else "--install goes with completions", USAGE
        )
    from followup.config import nations

    found = nations.days_off(given[0], _years(call, given[1:]))
    made = _put(call, found)
    _report(call, found, made)
    return 0


def _years(call: Call, given: Sequence[str]) -> tuple[int, ...]:
    from datetime import datetime

    from followup.config.nations import this_and_next

    if not given:
        return this_and_next(datetime.fromtimestamp(call.clock(), call.settings.zone).date())
    year = given[0]
    if not (len(year) == 4 and year.isascii() and year.isdigit()):
        raise UsageError(f"{year!r} is no year", USAGE)
    return (int(year),)


def _put(call: Call, found: "Sequence[DayOff]") -> "Filled":
    """Into the file, which is replaced as a whole or stays as it was."""
    from followup.cli.saving import save
    from followup.config.daysoff import filled
    from followup.config.reading import File
    from followup.errors import Refused

    path = call.settings.paths.holidays
    file = File(path)
    if file.complaints:
        raise Refused(str(file.complaints[0]), "mend or remove that file first: nothing was changed")
    made = filled(file.text, found, sorted({one.day.year for one in found}))
    if made.text != file.text:
        save(path, made.text)
    return made


def _report(call: Call, found: "Sequence[DayOff]", made: "Filled") -> None:
    works = {one.day for one in made.works}
    for one in found:
        stays = "  (stays a working day)" if one.day in works else ""
        call.say(f"{one.day:%a %d %b %Y}  {one.name}{stays}")
    years = " and ".join(str(year) for year in sorted({one.day.year for one in found}))
    count = len({one.day for one in found} - works)
    call.say(f"{found[0].place} {years}: {count} days off in {call.settings.paths.holidays}")
    for place in sorted({one.place for one in made.gone}):
        gone = [one.day.isoformat() for one in made.gone if one.place == place]
        call.tell(f"note: no longer there, of {place}: {', '.join(gone)}")
