"""Safe to stop: whether the day can end here, or the one thing that is not safe.

Let B be the first working minute of the next working day, or of today while that is ahead, and H an hour of work
later. Stopping at an instant is safe when for every open card, muted and snoozed ones included, all of this holds:

1. It is not late or at risk without its requester knowing, which is: told since the last safe moment. Where
   nobody asked for it, since then anything was done about it.
2. It does not come to that before H: no last safe moment with nobody else tried, no moment to tell and no deadline
   falls between now and H, unless the requester was told this working day (without one: something was done).
3. No hard or promised deadline falls before H while the ball is mine, unless the requester knows as in 1: being
   told earlier today is not enough, since nobody else is working on it.
4. Its requester is not owed news by `update_every` before B.

A silence alone, a ball that is mine alone and a wish are safe: they keep until tomorrow. Pure; instants are UTC
seconds, moments in the week's zone.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from followup.core import policy, steps, wording
from followup.core.board import Seen
from followup.core.card import MINE, Card
from followup.core.grounds import Scene, scene
from followup.core.moments import moment
from followup.core.news import news_due_at
from followup.core.nextmoves import PATH, Move, moves
from followup.core.policy import AT_RISK, OVERDUE, Plan, Rules

HOUR_OF_WORK = 60
TELL_MINUTES, NEW_DATE_MINUTES = 1, 2
ENDING_MINUTES = 30

LATE, RISK, DUE, TELL, LAST_SAFE, YOURS, NEWS = "late", "risk", "due", "tell", "last_safe", "yours", "news"
# The gravest first.
KINDS = (LATE, RISK, YOURS, DUE, TELL, LAST_SAFE, NEWS)


class Thing(NamedTuple):
    """One thing that is not safe: why, the move that makes it so, and about how many minutes that takes.

    `at` is the instant that it is about; `sentences` are without their full stops.
    """

    kind: str
    scene: Scene
    at: int
    sentences: tuple[str, ...]
    move: str
    minutes: int

    @property
    def card(self) -> Card:
        return self.scene.card


def things(
    cards: Iterable[Card], now: int, rules: Rules, plans: Mapping[str, Plan] | None = None
) -> tuple[Thing, ...]:
    """What is not safe to leave at `now`, one a card, the gravest first; none when it is safe to stop.

    `plans` are those that are known already, by card id.
    """
    begins_at, hour_at = tomorrow(now, rules)
    known = plans or {}
    found = []
    for card in cards:
        if card.is_open and (card.promise is not None or rules.updates):
            plan = known.get(card.id) or policy.plan(card, rules)
            found.append(_thing(card, plan, now, rules, begins_at, hour_at))
    return tuple(sorted((one for one in found if one is not None), key=_gravity))


def unsafe(seen: Iterable[Seen], now: int, rules: Rules) -> tuple[Thing, ...]:
    """The same of cards as a board knows them, cheap enough to be asked at each change."""
    open_ones = [one for one in seen if one.plan is not None]
    plans = {one.source.id: one.plan for one in open_ones if one.plan is not None}
    return things((one.source for one in open_ones), now, rules, plans)


def tomorrow(now: int, rules: Rules) -> tuple[int, int]:
    """B and H: when work next begins for a day, and the end of that day's first hour of work."""
    week = rules.week
    ahead = [start for start, _ in week.day_windows(week.local_date(now))[:1] if start > now]
    begins_at = ahead[0] if ahead else steps.next_morning(now, week)
    return begins_at, week.plus(begins_at, HOUR_OF_WORK)


def is_ending(now: int, rules: Rules) -> bool:
    """Whether the last half hour of this working day has begun."""
    left = rules.week.minutes(now, tomorrow(now, rules)[0])
    return rules.week.is_working(now) and left <= ENDING_MINUTES


def _gravity(one: Thing) -> tuple[object, ...]:
    return KINDS.index(one.kind), one.at, policy.ranking(one.card, one.scene.seen)


def _thing(card: Card, known: Plan, now: int, rules: Rules, begins_at: int, hour_at: int) -> Thing | None:
    """Most cards are safe, and are seen to be before anything is judged or said."""
    due, risk_at = known.due, known.risk_at
    is_mine = card.ball == MINE and due is not None and due < hour_at
    if due is not None and risk_at is not None and (risk_at < hour_at or is_mine):
        of = scene(card, now, rules)
        if of.seen.level in (OVERDUE, AT_RISK):
            return _known_to_nobody(of, due)
        if is_mine:
            return _yours(of, due)
        if not _has_word_today(of):
            return _ahead(of, known, due, risk_at, hour_at)
    due_at = news_due_at(card, rules)
    return _news(scene(card, now, rules), due_at) if due_at is not None and due_at < begins_at else None


def _has_word_today(of: Scene) -> bool:
    """Told this working day; where there is nobody to tell, something was done."""
    card, since = of.card, steps.first_minute(of.now, of.week)
    last_at = card.told_at if card.requester else card.touched_at
    return last_at is not None and last_at >= since


def _known_to_nobody(of: Scene, due: int) -> Thing:
    late, when = of.seen.level == OVERDUE, moment(due, of.now, of.week)
    standing, date = ("late", f"It was due {when}") if late else ("at risk", f"It is due {when}")
    kind = LATE if late else RISK
    if not of.card.requester:
        return _by_move(kind, of, due, (f"{of.card.title} is {standing}", date))
    name = wording.person(of.card.requester)
    move = f"tell {name}, with a new date" if late else wording.tell(of.card.requester)
    said = (f"{name} has not heard that {of.card.title} is {standing}", date)
    return Thing(kind, of, due, said, move, NEW_DATE_MINUTES if late else TELL_MINUTES)


def _yours(of: Scene, due: int) -> Thing:
    return _by_move(
        YOURS, of, due, (f"{of.card.title} is due {moment(due, of.now, of.week)}, and it is your move",)
    )


def _ahead(of: Scene, known: Plan, due: int, risk_at: int, hour_at: int) -> Thing:
    """A guard that falls before the first hour of work is over, and nobody has a word of it today."""
    title, date = of.card.title, moment(due, of.now, of.week)
    if due >= hour_at and risk_at != known.tell_at:
        when = moment(risk_at, of.now, of.week)
        said: tuple[str, ...] = (
            f"After {when} another path may be too late for {title}",
            f"It is due {date}",
        )
        return _before_last_safe(of, risk_at, said)
    kind = DUE if due < hour_at else TELL
    if not of.card.requester:
        return _by_move(kind, of, risk_at, (f"{title} is due {date}, and nothing was done about it today",))
    name = wording.person(of.card.requester)
    said = (f"{title} is due {date}, and {name} has not heard today",)
    return Thing(kind, of, risk_at, said, wording.tell(of.card.requester), TELL_MINUTES)


def _before_last_safe(of: Scene, at: int, sentences: tuple[str, ...]) -> Thing:
    """Another path; where nobody is left to try, the requester should know today."""
    if of.card.requester and not any(_paths(moves(of.card, of.seen))):
        return Thing(LAST_SAFE, of, at, sentences, wording.tell(of.card.requester), TELL_MINUTES)
    return _by_move(LAST_SAFE, of, at, sentences)


def _news(of: Scene, due_at: int) -> Thing:
    requester = of.card.requester or ""
    verb = "was" if due_at <= of.now else "is"
    said = f"News for {wording.person(requester)} about {of.card.title} {verb} due {moment(due_at, of.now, of.week)}"
    return Thing(NEWS, of, due_at, (said,), wording.tell(requester), TELL_MINUTES)


def _by_move(kind: str, of: Scene, at: int, sentences: tuple[str, ...]) -> Thing:
    """What my next move makes safe: another path where there is one, if nobody needs to be told."""
    every = moves(of.card, of.seen)
    move = every[0] if kind == YOURS else next(_paths(every), every[0])
    return Thing(kind, of, at, sentences, move.todo, move.minutes)


def _paths(every: tuple[Move, ...]) -> Iterator[Move]:
    return (move for move in every if move.kind == PATH)
