"""What a sentence to somebody else rests on: events of the card, and facts of the card and of its verdict.

Nothing is said without one. A fact goes by its JSON name (`due`, `verdict.check_at`), an event by its id. Pure;
instants are UTC seconds in the week's zone.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from followup.core import events as ev
from followup.core import policy
from followup.core.card import MINE, Card
from followup.core.events import Event
from followup.core.moments import near, span
from followup.core.policy import Rules, Verdict
from followup.core.wording import ended
from followup.core.workweek import Workweek

LEVEL = "verdict.level"
IDLE = "verdict.idle_minutes"
WAIT = "verdict.wait_minutes"
CHECK_AT = "verdict.check_at"


class Scene(NamedTuple):
    """A card and its verdict at an instant: what a draft is made from."""

    card: Card
    seen: Verdict
    now: int
    rules: Rules

    @property
    def week(self) -> Workweek:
        return self.rules.week

    @property
    def is_silent(self) -> bool:
        """Whether the wait is over without an answer, whatever else is the matter: snoozed, at risk, overdue."""
        if not self.card.is_open or self.card.ball == MINE:
            return False
        return self.now >= policy.plan(self.card, self.rules).idle_at


def scene(card: Card, now: int, rules: Rules) -> Scene:
    """The card as it is judged at `now`."""
    return Scene(card, policy.judge(card, now, rules), now, rules)


class Ground(NamedTuple):
    """One thing that a sentence rests on; `event` is None for a fact."""

    name: str
    event: Event | None = None


class Line(NamedTuple):
    """A line of a draft and what it rests on; `option` is its number where it is one to choose from, else 0."""

    text: str
    rests_on: tuple[Ground, ...]
    option: int = 0


def on(*events: Event) -> tuple[Ground, ...]:
    """These events."""
    return tuple(Ground(event.id, event) for event in events)


def facts(*names: str) -> tuple[Ground, ...]:
    """These facts of the card or its verdict."""
    return tuple(map(Ground, names))


def line(text: str, *grounds: tuple[Ground, ...], option: int = 0) -> Line:
    """A sentence with its full stop, and its grounds, each once."""
    every = {one.name: one for several in grounds for one in several}
    return Line(ended(text), tuple(every.values()), option)


def as_json(one: Line) -> dict[str, Any]:
    """As `update` and `brief` print it: ids of events and names of facts."""
    return {
        "text": one.text,
        "rests_on": [ground.name for ground in one.rests_on],
        "option": one.option or None,
    }


# In words


def words(ground: Ground, of: Scene) -> str:
    """The same for eyes: `Fri 10:00`, `alternate path Mon 15:00`, `5h12 silent of 3h40`, `next move`; "" for what
    is no news beside the sentence itself."""
    if ground.event is not None:
        at = near(ground.event.at, of.now, of.week)
        return at if ground.event.kind in _ASKING else f"{ev.KINDS[ground.event.kind]} {at}"
    said = _WORDS.get(ground.name)
    return said if isinstance(said, str) else said(of) if said else ""


_ASKING = (ev.OPENED, ev.SENT, ev.FOLLOWED_UP)


def _level(of: Scene) -> str:
    risk_at = policy.plan(of.card, of.rules).risk_at if of.seen.level == policy.AT_RISK else None
    if risk_at is not None:
        return f"at risk since {near(risk_at, of.now, of.week)}"
    return "passed" if of.seen.level == policy.OVERDUE else ""


def _idle(of: Scene) -> str:
    numbers = f"{span(of.seen.idle_minutes)} {{}} of {span(of.seen.wait_minutes)}"
    return numbers.format("yours" if of.card.ball == MINE else "silent")


def _dated(name: str, at: int | None, of: Scene) -> str:
    return "" if at is None else f"{name} {near(at, of.now, of.week)}"


_WORDS: dict[str, str | Callable[[Scene], str]] = {
    LEVEL: _level,
    IDLE: _idle,
    CHECK_AT: lambda of: _dated("check", of.seen.check_at, of),
    "due": lambda of: _dated("due", of.card.due, of),
    "touched_at": lambda of: _dated("last touch", of.card.touched_at, of),
    "snoozed_until": lambda of: _dated("snoozed until", of.card.snoozed_until, of),
    "resolved_at": lambda of: _dated("resolved", of.card.resolved_at, of),
    "breaks": "what breaks",
    "next_move": "next move",
    "alternates": lambda of: "alternates" if of.card.alternates else "no alternate yet",
    "proof": lambda of: "proof" if of.card.proof else "no proof yet",
}
