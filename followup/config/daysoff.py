"""holidays.toml as text: a country's days put in and taken out again, and everything else left as it stands.

A line that was filled in ends with `# US: Thanksgiving Day`; by that it is known, and replaced, the next time.
With a `#` before it such a day is none, and stays none. Lines of any other shape are the person's.
"""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from followup.core.clean import shown
from followup.errors import Refused

HEAD = (
    "# Days off beside those in config.toml. `followup config holidays COUNTRY [YEAR]` fills in the lines that end\n"
    "# with a country and a name, and replaces that country's years when it is run again. Put a # before one that\n"
    "# is a working day for you, and add days of your own on lines of your own: both stay.\n"
)
_LINE = re.compile(r'[ \t]*(#[ \t]*)?"(\d{4}-\d\d-\d\d)",?[ \t]*# ([A-Z]{2}(?:-[^:]+)?): (.*)')
_LIST = re.compile(r"""(?m)^[ \t]*(?:holidays|"holidays"|'holidays')[ \t]*=[ \t]*\[""")


class DayOff(NamedTuple):
    """A holiday of a place such as US or DE-BY; `works` says that it is none for this person."""

    place: str
    day: date
    name: str
    works: bool = False

    @property
    def country(self) -> str:
        return self.place.partition("-")[0]

    @property
    def line(self) -> str:
        """As it stands in the list."""
        return f'  {"# " if self.works else ""}"{self.day.isoformat()}",  # {self.place}: {shown(self.name)}'


class Filled(NamedTuple):
    """The new text, the country's days that are none any more, and those that stay working days."""

    text: str
    gone: tuple[DayOff, ...]
    works: tuple[DayOff, ...]


def filled(text: str, found: Sequence[DayOff], years: Sequence[int]) -> Filled:
    """The text of a file with a country's days of these years replaced by those that were found.

    Raises Refused where the list is written in a way that cannot be added to.
    """
    before, rest = _apart(text)
    country = found[0].country
    mine = [one for one in before if one.country == country and one.day.year in years]
    works = {one.day for one in mine if one.works}
    new = [one._replace(works=one.day in works) for one in found]
    kept = [one for one in before if one not in mine]
    whole = _with(rest, sorted({*kept, *new}))
    _check(whole, rest, sum(not one.works for one in {*kept, *new}))
    days = {one.day for one in new}
    gone = tuple(one for one in mine if one.day not in days)
    return Filled(whole, gone, tuple(one for one in new if one.works))


def _apart(text: str) -> tuple[list[DayOff], str]:
    """The lines that were filled in, and the text without them."""
    ours, rest = [], []
    for line in text.split("\n"):
        one = _read(line)
        if one is None:
            rest.append(line)
        else:
            ours.append(one)
    return ours, "\n".join(rest)


def _read(line: str) -> DayOff | None:
    found = _LINE.fullmatch(line)
    try:
        return found and DayOff(found[3], date.fromisoformat(found[2]), found[4], found[1] is not None)
    except ValueError:
        return None


def _with(rest: str, ours: Sequence[DayOff]) -> str:
    block = "\n".join(one.line for one in ours)
    opening = _LIST.search(rest)
    if opening is None:
        return f"{HEAD}holidays = [\n{block}\n]\n" + (f"\n{rest}" if rest.strip() else "")
    end = opening.end()
    return f"{rest[:end]}\n{block}{'' if rest[end : end + 1] == chr(10) else chr(10)}{rest[end:]}"


def _check(whole: str, rest: str, count: int) -> None:
    """What others wrote means the same as before, and every day of ours is in the list."""
    try:
        new, old = tomllib.loads(whole), tomllib.loads(rest)
        right = new["holidays"][count:] == old.pop("holidays", []) and old.keys() | {"holidays"} == new.keys()
    except (ValueError, KeyError, TypeError):
        right = False
    if not right:
        raise Refused(
            "the days in holidays.toml are written in a way that cannot be added to",
            'write them as holidays = ["2026-11-26"], the first thing in the file, and try again',
        )
