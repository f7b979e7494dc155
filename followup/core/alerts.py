"""Who speaks now: the popups that are due, held to a budget and never said twice.

Pure (DESIGN section 7). `agenda` looks at the cards and at the store's alerts table and returns the popups
due at `now` and the instant at which that can next differ. Instants are UTC seconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from followup.core import news, policy
from followup.core.board import Seen
from followup.core.card import Card
from followup.core.instants import LAST
from followup.core.policy import Rules
from followup.core.popups import Popup, Voice
from followup.core.records import Ledger, read
from followup.core.steps import GRAVITY, NEWS, TELL, Manners, Step, first_at, is_told, next_day, steps
from followup.core.together import PAUSE, Prospect, is_at_risk, said_together
from followup.core.workweek import Workweek

LOUD = (policy.AT_RISK, policy.OVERDUE)  # the levels at which a guard speaks


class Rest(NamedTuple):
    """A card that has nothing to say before an instant, whatever else is said, unless it or a mute changes."""

    card: Card
    until: int
    quiet_until: int | None = None


class Agenda(NamedTuple):
    """The popups due now, the gravest first, and when to look again if nothing happens (None: never).

    `rests` by card id make the next agenda cheap: hand them on while the clock goes forward.
    """

    popups: tuple[Popup, ...]
    next_at: int | None
    rests: dict[str, Rest]


def agenda(
    seen: Iterable[Seen],
    alerts: Mapping[str, Mapping[str, Any]],
    now: int,
    rules: Rules,
    manners: Manners,
    gather: bool = False,
    rests: Mapping[str, Rest] | None = None,
) -> Agenda:
    """The popups due at `now`. With `gather` (after a sleep) any two checks are one digest."""
    ledger = read(alerts, now, rules.week)
    asleep, awake = _asleep_and_awake(seen, rests or {}, now)
    prospects = [_prospect(one, ledger, now, rules, manners) for one in awake]
    said = said_together(prospects, ledger, now, rules, manners, gather)
    for one in prospects:
        rest = None if one.voice is not None or _is_near(one, now) else _rest(one, rules.week)
        if rest is not None and now < rest.until:
            asleep[one.seen.card.id] = rest
    times = [rest.until for rest in asleep.values()] + [one.next_at or LAST for one in prospects]
    times += [next_day(now, rules.week)] if any(one.held for one in said) else []
    next_at = min(times, default=LAST)
    return Agenda(tuple(said), None if next_at == LAST else next_at, asleep)


def _asleep_and_awake(
    seen: Iterable[Seen], rests: Mapping[str, Rest], now: int
) -> tuple[dict[str, Rest], list[Seen]]:
    asleep, awake = {}, []
    for one in seen:
        rest = rests.get(one.card.id)
        if (
            rest is not None
            and rest.card is one.card
            and rest.quiet_until == one.quiet_until
            and now < rest.until
        ):
            asleep[one.card.id] = rest
        elif one.plan is not None or not one.card.proof:
            awake.append(one)
    return asleep, awake


def _rest(one: Prospect, week: Workweek) -> Rest:
    """Until its own time, or until its news may be told along with another card's."""
    times = [week.minus(step.at, news.ALONG) for step in one.ahead if step.kind == NEWS]
    until = min([*times, LAST if one.next_at is None else one.next_at])
    return Rest(one.seen.card, until, one.seen.quiet_until)


def _is_near(one: Prospect, now: int) -> bool:
    """Whether another card's guard may bring it along before its own time."""
    return is_at_risk(one.seen, now) and any(step.kind == TELL and step.is_first for step in one.ahead)


# One card


def _prospect(seen: Seen, ledger: Ledger, now: int, rules: Rules, manners: Manners) -> Prospect:
    card = seen.card
    if card.archived or card.muted:
        ends_at = None if card.archived or seen.quiet_until == LAST else seen.quiet_until
        return Prospect(seen, None, (), ends_at)
    if card.snoozed_until is not None and now < card.snoozed_until:
        return Prospect(seen, None, (), card.snoozed_until)
    owed = news.news(card, rules, manners)
    if seen.plan is not None:
        begins_at = first_at(card, seen.plan, rules.week, manners)
        begins_at = min(begins_at, owed.send_at) if owed else begins_at
        if now < begins_at:
            is_new = owed is not None and owed.key not in ledger.said and owed.key not in ledger.held_today
            return Prospect(seen, None, (owed,) if owed and is_new else (), begins_at)
    every = _every(seen, owed, now, rules, manners)
    unsaid = [one for one in every if one.key not in ledger.said and one.key not in ledger.held_today]
    passed = [step for step in unsaid if step.send_at <= now]
    ahead = tuple(step for step in unsaid if step.send_at > now)
    due = _speakable(passed, seen, now, rules, manners)
    last_at, last_gravity = ledger.last.get(card.id, (now - PAUSE, -2))
    pausing = bool(due) and 0 <= now - last_at < PAUSE and GRAVITY[due[0].kind] <= last_gravity
    voice = None
    if due and not pausing:
        voice = Voice(seen, tuple(due), ledger.held.intersection(step.key for step in due))
    times = [step.send_at for step in ahead]
    times += [last_at + PAUSE] if pausing else []
    times += _turns(seen, now, rules) if passed else []
    if _has_another_day(seen, now) or any(one.key in ledger.held_today for one in every):
        times.append(next_day(now, rules.week))
    return Prospect(seen, voice, ahead, min(times, default=None))


def _every(seen: Seen, owed: Step | None, now: int, rules: Rules, manners: Manners) -> list[Step]:
    """All that a card may say: a resolved one only asks whether it is."""
    if seen.plan is None:
        asked = news.confirm(seen.card, rules.week, manners)
        return [] if asked is None or news.has_lapsed(asked, now, rules.week) else [asked]
    every = steps(seen.card, seen.plan, now, rules, manners, seen.quiet_until)
    return every if owed is None else [*every, owed]


def _speakable(passed: Sequence[Step], seen: Seen, now: int, rules: Rules, manners: Manners) -> list[Step]:
    """The steps that may be said at this level and hour, the gravest first; a guard carries the checks."""
    loud = _standing(seen, now)[0] in LOUD
    due = [step for step in passed if loud or not step.is_guard]
    due.sort(key=lambda step: (-GRAVITY[step.kind], -step.at))
    if rules.week.is_working(now) or not due:
        return due
    deadline, lead = seen.card.promise, due[0]
    # Out of hours only what falls there and working time would bring too late, and only when set so.
    late = deadline is not None and rules.week.next_start(now) >= deadline
    falls_there = lead.is_guard and not rules.week.is_working(lead.at)
    return due if manners.guards_out_of_hours and falls_there and late else []


def _standing(seen: Seen, now: int) -> tuple[str, int | None]:
    """The level at `now`, and when the next one begins."""
    if seen.plan is None:
        return policy.RESOLVED, None
    return policy.standing(seen.card, seen.plan, now)


def _turns(seen: Seen, now: int, rules: Rules) -> list[int]:
    """When what has passed unsaid may be said: the level changes, or working time begins."""
    changes_at = _standing(seen, now)[1]
    turns = [] if changes_at is None else [changes_at]
    return turns if rules.week.is_working(now) else [*turns, rules.week.next_start(now)]


def _has_another_day(seen: Seen, now: int) -> bool:
    """Whether a passed deadline speaks again next morning."""
    due, known = seen.card.promise, seen.plan
    return known is not None and due is not None and now >= due and not is_told(known)
