"""Public holidays by country and region, from the optional package `holidays`, imported only when asked for."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup.config.daysoff import DayOff
from followup.errors import Refused

if TYPE_CHECKING:
    from holidays import HolidayBase

# As pyproject.toml has it.
REQUIREMENT = "holidays>=0.86,<1"
# No working time is counted outside these years (core/workweek.py).
FIRST_YEAR, LAST_YEAR = 1970, 2099
ENGLISH = "en_US"
NEAR, HOW_MANY = 0.5, 3


class Country(NamedTuple):
    """What the package calls it: `DE`, `Germany`, and every way to write it."""

    code: str
    name: str
    spellings: tuple[str, ...]


def days_off(text: str, years: Sequence[int]) -> list[DayOff]:
    """The public holidays of a country (`US`, `DEU`, `Germany`) or a region of one (`DE-BY`) in these years.

    Raises Refused without the package, for a place that it does not know, naming the nearest, and for years
    of which it knows nothing.
    """
    country, region = _place(text, countries())
    calendar = _calendar(country, None, years)
    if region:
        region = _region(country, region, calendar)
        calendar = _calendar(country, region, years)
    place = f"{country.code}-{region}" if region else country.code
    found = [DayOff(place, day, name) for day, name in sorted(calendar.items()) if day.year in years]
    if not found:
        said = " or ".join(map(str, years))
        first, last = max(calendar.start_year, FIRST_YEAR), min(calendar.end_year, LAST_YEAR)
        raise Refused(f"no holidays of {place} are known in {said}", f"they are from {first} to {last}")
    return found


def _calendar(country: Country, region: str | None, years: Iterable[int]) -> "HolidayBase":
    """Names in English where there are English ones: what is beside them in the file is English too."""
    from holidays import country_holidays

    return country_holidays(country.code, subdiv=region, years=years, language=ENGLISH)


def countries() -> list[Country]:
    """Every country of the package. Raises Refused without it."""
    try:
        from holidays.registry import COUNTRIES
    except ImportError:
        raise Refused(
            "this needs the package holidays, which is not installed",
            f"{sys.executable} -m pip install '{REQUIREMENT}'",
        ) from None
    return [
        Country(codes[0], words.replace("_", " ").title(), (words, name, *codes))
        for words, (name, *codes) in COUNTRIES.items()
    ]


def _place(text: str, known: Sequence[Country]) -> tuple[Country, str]:
    """A country, and what is written behind its dash. Raises Refused."""
    head, dash, region = text.strip().partition("-")
    by_spelling = {_folded(word): one for one in known for word in one.spellings}
    if found := by_spelling.get(_folded(text)):
        return found, ""
    if (found := by_spelling.get(_folded(head))) and (region or not dash):
        return found, region
    near = _near(head, by_spelling)
    said = dict.fromkeys(f"{by_spelling[word].code} ({by_spelling[word].name})" for word in near)
    raise Refused(
        f"no country is called {text!r}",
        f"did you mean {_either(said)}?" if said else "such as US, DE-BY or GBR",
    )


def _region(country: Country, text: str, calendar: "HolidayBase") -> str:
    """A region's code by its code or name. Raises Refused."""
    names = {**{code: code for code in calendar.subdivisions}, **calendar.subdivisions_aliases}
    by_spelling = {_folded(name): code for name, code in names.items()}
    if found := by_spelling.get(_folded(text)):
        return found
    if not names:
        raise Refused(f"{country.name} has no regions here", f"{country.code} is the whole country")
    near = dict.fromkeys(f"{country.code}-{by_spelling[word]}" for word in _near(text, by_spelling))
    known = f"one of {', '.join(calendar.subdivisions)}"
    raise Refused(
        f"{country.name} has no region {text!r}", f"did you mean {_either(near)}?" if near else known
    )


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _near(text: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(_folded(text), list(known), n=HOW_MANY, cutoff=NEAR)


def _either(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def this_and_next(today: date) -> tuple[int, int]:
    """The years that are filled in when none is named."""
    return today.year, today.year + 1
