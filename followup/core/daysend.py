"""The end of the day: whether it is safe to stop, what was done today, what tomorrow begins with, what keeps quiet.

Pure; instants are UTC seconds, moments in the week's zone. Sentences are without their full stops.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from followup.core import policy, steps, wording
from followup.core.card import Card
from followup.core.grounds import Scene, scene
from followup.core.moments import local, near, since
from followup.core.nextmoves import moves
from followup.core.policy import AT_RISK, OVERDUE, SNOOZED, Rules
from followup.core.stopping import NEW_DATE_MINUTES, TELL_MINUTES, Thing, things, tomorrow
from followup.core.today import Today, today
from followup.core.workweek import Workweek

MOVE, CHECK, DUE = "move", "check", "due"


class Coming(NamedTuple):
    """Something ahead: a move that waits for me, a check if it is still silent then, or a deadline.

    `minutes` is about how long a move takes, None for a deadline; `scene` is the card as it will be then.
    """

    at: int
    kind: str
    scene: Scene
    words: str
    minutes: int | None

    @property
    def card(self) -> Card:
        return self.scene.card


class DaysEnd(NamedTuple):
    """Everything about stopping at `now`. `begins_at` is the next working day's first minute; `quiet_until` is
    when the next popup comes, None for never; `waiting` are the open cards that do not need me, snoozed ones too.
    """

    now: int
    begins_at: int
    things: tuple[Thing, ...]
    reason: tuple[str, ...]
    first_move: Coming | None
    tomorrow: tuple[Coming, ...]
    quiet_until: int | None
    waiting: tuple[Scene, ...]
    today: Today

    @property
    def is_safe(self) -> bool:
        return not self.things


def days_end(cards: Iterable[Card], now: int, rules: Rules, quiet_until: int | None) -> DaysEnd:
    """How the day stands at `now`; `quiet_until` is `quiet.next_popup`'s instant, past `now`."""
    begins_at, _ = tomorrow(now, rules)
    every: list[Card] = []
    open_ones: list[Scene] = []
    ahead: list[Coming] = []
    # One pass: whoever hands out the cards can say how far it is.
    for card in cards:
        if card.archived:
            continue
        every.append(card)
        if card.is_open:
            open_ones.append(scene(card, now, rules))
            ahead += _ahead(open_ones[-1], begins_at)
    ahead.sort(key=_order)
    unsafe = things((of.card for of in open_ones), now, rules)
    first = next((one for one in ahead if one.kind != DUE), None)
    until = steps.next_morning(begins_at, rules.week)
    reason = unsafe[0].sentences if unsafe else (*_safe(open_ones, now, rules.week, first, quiet_until),)
    return DaysEnd(
        now,
        begins_at,
        unsafe,
        reason,
        first,
        tuple(one for one in ahead if begins_at <= one.at < until),
        quiet_until,
        tuple(of for of in open_ones if not of.seen.needs_me),
        today(every, now, rules.week),
    )


def _order(one: Coming) -> tuple[object, ...]:
    return one.at, one.kind == DUE, policy.ranking(one.card, one.scene.seen)


# What lies ahead


def _ahead(of: Scene, begins_at: int) -> Iterator[Coming]:
    """When a card next asks for something, from tomorrow morning on, and its deadline."""
    card, week = of.card, of.week
    asleep = card.snoozed_until if of.seen.level == SNOOZED else None
    start = max(begins_at, week.next_start(asleep)) if asleep is not None else begins_at
    then = scene(card, start, of.rules)
    if then.seen.needs_me:
        words, minutes = _first_step(then)
        yield Coming(start, MOVE, then, words, minutes)
    elif then.seen.check_at is not None:
        at = max(start, week.next_start(then.seen.check_at))
        words, minutes = _first_step(scene(card, at, of.rules))
        yield Coming(at, CHECK, scene(card, at, of.rules), f"{words} if still silent", minutes)
    if card.promise is not None and card.promise >= begins_at:
        yield Coming(card.promise, DUE, of, _due_words(of), None)


def _first_step(of: Scene) -> tuple[str, int]:
    """What to do first, and about how many minutes it takes. Who knows already need not be told once more."""
    every = moves(of.card, of.seen)
    if of.seen.level in (AT_RISK, OVERDUE) and policy.plan(of.card, of.rules).risk_at is None:
        return every[0].todo, every[0].minutes
    words = wording.steps(of.card, of.seen)[0]
    telling = NEW_DATE_MINUTES if of.seen.level == OVERDUE else TELL_MINUTES
    return words, next((move.minutes for move in every if move.todo == words), telling)


def _due_words(of: Scene) -> str:
    if not of.card.requester:
        return "due"
    name, risk_at = wording.person(of.card.requester), policy.plan(of.card, of.rules).risk_at
    if risk_at is None:
        return f"due, {name} knows"
    if of.card.told_at is None or risk_at <= of.now:
        return f"due, {name} does not know"
    return f"due, {name} last heard {since(of.card.told_at, of.now, of.week)}"


# Safe, in words


def _safe(
    every: list[Scene], now: int, week: Workweek, first: Coming | None, quiet_until: int | None
) -> Iterator[str]:
    """`No promise falls before 12:00 tomorrow`, `First move: call Ana 09:30`, `Quiet until 09:00`."""
    if not every:
        yield "Nothing is being followed up"
        return
    dated = [of for of in every if of.card.promise is not None and of.card.promise >= now]
    soonest = min(dated, key=lambda of: of.card.promise or 0, default=None)
    named = soonest is not None and _away(soonest.card.promise or now, now, week) == 1
    yield _no_promise(soonest, now, week)
    yield from _late(every)
    if first is not None:
        yield f"First move: {first.words} {clock(first.at, now, week, named)}"
    yield (
        f"Quiet until {clock(quiet_until, now, week, named)}"
        if quiet_until is not None
        else "Nothing will pop up"
    )


def _no_promise(soonest: Scene | None, now: int, week: Workweek) -> str:
    if soonest is None:
        return "No promise is ahead"
    at, requester = soonest.card.promise or now, soonest.card.requester
    text = f"No promise falls before {clock(at, now, week)}"
    told = (
        requester
        and soonest.card.told_at is not None
        and policy.plan(soonest.card, soonest.rules).risk_at is None
    )
    return f"{text}, and {wording.person(requester)} knows about that one" if told and requester else text


def _late(every: list[Scene]) -> Iterator[str]:
    """What is late and its requester knows: no reason to stay, and none to keep silent about."""
    late = [of.card for of in every if of.seen.level == OVERDUE]
    if len(late) == 1 and late[0].requester:
        yield f"{late[0].title} is late, and {wording.person(late[0].requester)} knows"
    elif late:
        count = late[0].title if len(late) == 1 else f"{len(late)} cards"
        yield f"{count} {'is' if len(late) == 1 else 'are'} late, and nobody is left to be told"


def clock(at: int, now: int, week: Workweek, named: bool = False) -> str:
    """`16:52 today`, `10:00 tomorrow`, which is `10:00` once tomorrow is named; else `Mon 09:00`, `Fri 4 Dec 17:00`."""
    then, away = local(at, week), _away(at, now, week)
    if away == 0:
        return f"{then:%H:%M} today"
    if away == 1:
        return f"{then:%H:%M}" if named else f"{then:%H:%M} tomorrow"
    return near(at, now, week)


def _away(at: int, now: int, week: Workweek) -> int:
    return (local(at, week).date() - local(now, week).date()).days


def quiet_said(end: DaysEnd) -> tuple[str, str]:
    """`11 cards wait inside their limits`, and `1 of them snoozed until Mon 09:00`; "" for what is not so."""
    if not end.waiting:
        return "", ""
    count = len(end.waiting)
    waits = "1 card waits inside its limit" if count == 1 else f"{count} cards wait inside their limits"
    asleep = [of for of in end.waiting if of.seen.level == SNOOZED and of.card.snoozed_until is not None]
    if not asleep:
        return waits, ""
    first = min(asleep, key=lambda of: of.card.snoozed_until or 0)
    until = near(first.card.snoozed_until or end.now, end.now, first.week)
    return waits, f"{len(asleep)} of them snoozed until {until}" + (" or later" if len(asleep) > 1 else "")
