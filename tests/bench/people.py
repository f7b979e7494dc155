"""Who is asked and who asks, for the simulated year: drawn from a seed alone, so that every rule meets the same.

Spans are working minutes, instants UTC seconds. A contact answers each ask late, with a heavy tail, or never; an
answer may be a holding reply, a question or an absence.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from followup.core import events as ev
from followup.core.card import DUE_KINDS, WISH
from followup.core.instants import DAY, HOUR
from followup.core.workweek import DAY_MINUTES, Workweek

ZONE = ZoneInfo("America/New_York")
FIRST_DAY = date(2027, 1, 4)
DAYS = 361  # to the end of the year
HOLIDAYS = (
    date(2027, 1, 18), date(2027, 2, 15), date(2027, 5, 31), date(2027, 6, 18), date(2027, 7, 5), date(2027, 9, 6),
    date(2027, 10, 11), date(2027, 11, 11), date(2027, 11, 25), date(2027, 12, 24),
)  # fmt: skip
LEAVE = ((date(2027, 3, 15), date(2027, 3, 19)), (date(2027, 8, 2), date(2027, 8, 13)))

SHORTEST, LONGEST = 30, 20 * 480
NEVER = 0.35  # of all people: not a word, however often they are asked
SCALE, TAIL = 240, 0.7  # half answer within eleven working hours, a tenth not within 13 working days
ANSWERS = (ev.ANSWERED, ev.HOLDING, ev.QUESTION, ev.AWAY)
ODDS = (60, 20, 10, 10)
NEWS_EVERY = 2 * 480  # how often the requester wants to hear
IMPATIENT = 0.1


class Script(NamedTuple):
    """A card before it is opened: when, and with what. Its number and seed decide how its people answer."""

    number: int
    seed: str
    opened_at: int
    fields: dict[str, Any]


class Reply(NamedTuple):
    """What comes back of one ask after `delay` minutes; a holding reply promises more by `until` minutes later."""

    answer: str
    delay: int
    until: int


def workweek() -> Workweek:
    """The office's year: New York, its holidays, three weeks of leave."""
    return Workweek(ZONE, holidays=HOLIDAYS, leave=LEAVE)


def start() -> int:
    """The first midnight of the year."""
    return int(datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=ZONE).timestamp())


def scripts(seed: str, count: int, days: int, week: Workweek, short: bool = False) -> Iterator[Script]:
    """So many cards, opened over so many days. Deadlines of all lengths alike; with `short` by their logarithm."""
    chance = random.Random(f"{seed} cards")
    for number in range(count):
        opened_at = _opened_at(chance, days, week)
        alternates = tuple(f"Alternate {place}" for place in range(1, chance.choice((1, 1, 2, 3, 4))))
        fields: dict[str, Any] = {
            "title": f"Outcome {number}",
            "contact": "Dana",
            "requester": "Maria",
            "alternates": alternates,
        }
        if chance.random() < 0.75:
            span = _span(chance, short)
            kind = chance.choices(DUE_KINDS, (35, 45, 20))[0]
            fields |= {"due": _due(chance, opened_at, span, week), "due_kind": kind}
        yield Script(number, seed, opened_at, {key: value for key, value in fields.items() if value})


def _opened_at(chance: random.Random, days: int, week: Workweek) -> int:
    """Nine in ten in working hours, the rest at any time of the day or night."""
    anywhere = start() + chance.randrange(days * DAY)
    return anywhere if chance.random() < 0.1 else week.plus(anywhere, chance.randrange(1, 480))


def _span(chance: random.Random, short: bool) -> int:
    if short:
        return int(SHORTEST * (LONGEST / SHORTEST) ** chance.random())
    return chance.randint(SHORTEST, LONGEST)


def _due(chance: random.Random, opened_at: int, span: int, week: Workweek) -> int:
    """To the minute, or put off to the day's end, to 21:00, or to nine o'clock of the next day, Saturdays included."""
    due = week.plus(opened_at, span)
    day = week.local_date(due - 1)
    minute = chance.choice((0, 0, 17 * 60, 17 * 60, 21 * 60, DAY_MINUTES + 9 * 60))
    return max(due, week.at_local(day, minute)) if minute else due


def reply(script: Script, person: str, ask: int) -> Reply | None:
    """What a person says to the nth time of being asked; None: nothing, ever."""
    if random.Random(f"{script.seed} {script.number} {person}").random() < NEVER:
        return None
    chance = random.Random(f"{script.seed} {script.number} {person} {ask}")
    delay = min(int(SCALE * chance.paretovariate(TAIL)), 40 * LONGEST)
    return Reply(chance.choices(ANSWERS, ODDS)[0], delay, chance.randint(1, 5) * 480)


def patience(script: Script, word: int) -> int:
    """For how long the requester waits after the nth word about it: mostly for as long as they want to go without
    news, and then a while longer; one time in ten they cannot wait so long."""
    chance = random.Random(f"{script.seed} {script.number} requester {word}")
    if chance.random() < IMPATIENT:
        return int(NEWS_EVERY * chance.uniform(0.5, 1))
    return int(NEWS_EVERY * (1 + chance.expovariate(2)))


def worry(script: Script) -> int:
    """How long before a deadline they look at it: at any time of the last working day."""
    return random.Random(f"{script.seed} {script.number} deadline").randrange(1, 480)


def is_bound(script: Script) -> bool:
    """Whether its deadline is hard or promised."""
    return "due" in script.fields and script.fields["due_kind"] != WISH


def working_days(days: int, week: Workweek) -> int:
    """How many of the days from the first one on have working time."""
    begin = start() + 12 * HOUR
    return sum(bool(week.day_windows(week.local_date(begin + day * DAY))) for day in range(days))
