"""How whoever has a card usually answers, from my own log, and how long they have had it: said before I go round them.

Pure; instants are UTC seconds, spans working minutes of my own week.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from followup.core import events as ev
from followup.core.asked import Turn, turns
from followup.core.card import MINE, Card
from followup.core.contacts import Reply, replies
from followup.core.figures import Spread, Timed
from followup.core.grounds import scene
from followup.core.moments import day, span
from followup.core.mutes import known_as
from followup.core.policy import Rules
from followup.core.wording import ended, person
from followup.core.workweek import Workweek

# What came back from somebody who had it before, in a word or two.
CAME = {ev.ANSWERED: "answered", ev.HOLDING: "asked for time", ev.AWAY: "away", ev.QUESTION: "asked back"}


def replies_of(name: str, cards: Iterable[Card], week: Workweek) -> tuple[Reply, ...]:
    """Everything that came back from somebody, oldest first."""
    key = known_as(name)
    had = (card for card in cards if any(event.kind == ev.HEARD for event in card.events))
    found = (one for card in had for one in replies(card, week) if known_as(one.name) == key)
    return tuple(sorted(found, key=lambda one: one.at))


def before(card: Card, now: int, rules: Rules) -> tuple[tuple[str, str], ...]:
    """Who had the card before, and what became of that: `asked Friday, no answer`."""
    return tuple(
        (turn.name, f"asked {day(turn.asks[-1].at, now, rules.week)}, {_came(turn)}")
        for turn in turns(card)[:-1]
        if turn.name and turn.asks
    )


def _came(turn: Turn) -> str:
    return CAME[turn.answer.data["answer"]] if turn.answer else "no answer"


def answering(card: Card, heard: Sequence[Reply], now: int, rules: Rules) -> str:
    """`Dana silent 5h12 of 3h40; usually answers in 4h, by chat, last Friday.` "" where nobody has it."""
    if not card.contact:
        return ""
    who, habit = person(card.contact), _habit(heard, now, rules.week)
    if card.ball == MINE:
        return ended(f"{who} {habit}" if heard else f"{who}: {habit}")
    of = scene(card, now, rules)
    verb = "silent" if of.is_silent else "has had it"
    return ended(f"{who} {verb} {span(of.seen.idle_minutes)} of {span(of.seen.wait_minutes)}; {habit}")


def _habit(heard: Sequence[Reply], now: int, week: Workweek) -> str:
    """From five replies on how they usually are; before that how often they answered, and that no more is known."""
    if not heard:
        return "no answer in the log so far"
    usual = Spread(tuple(Timed(one.at, one.minutes) for one in heard)).usual
    count = f"{len(heard)} time{'' if len(heard) == 1 else 's'}"
    said = f"usually answers in {span(usual)}" if usual is not None else f"answered {count}"
    routes = Counter(one.via for one in heard if one.via).most_common(1)
    by = f", by {routes[0][0]}" if routes else ""
    return f"{said}{by}, last {day(heard[-1].at, now, week)}"
