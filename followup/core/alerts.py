"""Who speaks now: the popups that are due, held to a budget and never said twice.

Pure (DESIGN section 7). `agenda` looks at the cards and at the store's alerts table and returns the popups
due at `now` and the instant at which that can next differ. Instants are UTC seconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from followup.core import policy
from followup.core.board import Seen
from followup.core.card import Card
from followup.core.instants import HOUR, LAST, MINUTE
from followup.core.policy import Plan, Rules
from followup.core.popups import Popup, Voice, popup
from followup.core.records import Ledger, read
from followup.core.steps import CHECK, GRAVITY, TELL, Manners, Step, first_at, is_told, next_day, steps

LOUD = (policy.AT_RISK, policy.OVERDUE)  # the levels at which a guard speaks
PAUSE = 5 * MINUTE  # between two popups of one card, unless the second is graver
GUARDS_APART = 3  # more guards than that at one moment are one popup


class Rest(NamedTuple):
    """A card that has nothing to say before an instant, whatever else is said, unless it changes."""

    card: Card
    until: int


class Agenda(NamedTuple):
    """The popups due now, the gravest first, and when to look again if nothing happens (None: never).

    `rests` by card id make the next agenda cheap: hand them on while the clock goes forward.
    """

    popups: tuple[Popup, ...]
    next_at: int | None
    rests: dict[str, Rest]


class _Prospect(NamedTuple):
    """What one card has to say now (perhaps nothing), what it will say, and when to ask it again."""

    seen: Seen
    voice: Voice | None
    ahead: tuple[Step, ...]
    next_at: int | None


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
    guards, checks = _sorted_out(prospects, ledger, now, rules.week.is_working(now))
    said = [*_of_guards(guards, now, rules, manners)]
    said += _of_checks(checks, ledger, now, rules, manners, gather)
    asleep |= {
        one.seen.card.id: _rest(one) for one in prospects if one.voice is None and not _is_near(one, now)
    }
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
        if rest is not None and rest.card is one.card and now < rest.until:
            asleep[one.card.id] = rest
        elif one.plan is not None:
            awake.append(one)
    return asleep, awake


def _rest(one: _Prospect) -> Rest:
    return Rest(one.seen.card, LAST if one.next_at is None else one.next_at)


def _is_near(one: _Prospect, now: int) -> bool:
    """Whether another card's guard may bring it along before its own time."""
    known = one.seen.plan
    at_risk = known is not None and policy.standing(one.seen.card, known, now)[0] == policy.AT_RISK
    return at_risk and any(step.kind == TELL and step.is_first for step in one.ahead)


# One card


def _prospect(seen: Seen, ledger: Ledger, now: int, rules: Rules, manners: Manners) -> _Prospect:
    card, known, week = seen.card, seen.plan, rules.week
    if known is None or card.muted or card.archived:
        return _Prospect(seen, None, (), None)
    if card.snoozed_until is not None and now < card.snoozed_until:
        return _Prospect(seen, None, (), card.snoozed_until)
    begins_at = first_at(card, known, week, manners)
    if now < begins_at:
        return _Prospect(seen, None, (), begins_at)
    every = steps(card, known, now, rules, manners)
    unsaid = [one for one in every if one.key not in ledger.said and one.key not in ledger.held_today]
    passed = [step for step in unsaid if step.send_at <= now]
    ahead = tuple(step for step in unsaid if step.send_at > now)
    due = _speakable(passed, seen, known, now, rules, manners)
    last_at, last_gravity = ledger.last.get(card.id, (now - PAUSE, -1))
    pausing = bool(due) and 0 <= now - last_at < PAUSE and GRAVITY[due[0].kind] <= last_gravity
    voice = None
    if due and not pausing:
        voice = Voice(seen, tuple(due), ledger.held.intersection(step.key for step in due))
    times = [step.send_at for step in ahead]
    times += [last_at + PAUSE] if pausing else []
    times += _turns(seen, known, now, rules) if passed else []
    if _has_another_day(seen, known, now) or any(one.key in ledger.held_today for one in every):
        times.append(next_day(now, week))
    return _Prospect(seen, voice, ahead, min(times, default=None))


def _speakable(
    passed: Sequence[Step], seen: Seen, known: Plan, now: int, rules: Rules, manners: Manners
) -> list[Step]:
    """The steps that may be said at this level and hour, the gravest first; a guard carries the checks."""
    loud = policy.standing(seen.card, known, now)[0] in LOUD
    due = [step for step in passed if loud or not step.is_guard]
    due.sort(key=lambda step: (-GRAVITY[step.kind], -step.at))
    if rules.week.is_working(now) or not due:
        return due
    deadline, lead = seen.card.promise, due[0]
    # Out of hours only what falls there and working time would bring too late, and only when set so.
    late = deadline is not None and rules.week.next_start(now) >= deadline
    falls_there = lead.is_guard and not rules.week.is_working(lead.at)
    return due if manners.guards_out_of_hours and falls_there and late else []


def _turns(seen: Seen, known: Plan, now: int, rules: Rules) -> list[int]:
    """When what has passed unsaid may be said: the level changes, or working time begins."""
    changes_at = policy.standing(seen.card, known, now)[1]
    turns = [] if changes_at is None else [changes_at]
    return turns if rules.week.is_working(now) else [*turns, rules.week.next_start(now)]


def _has_another_day(seen: Seen, known: Plan, now: int) -> bool:
    """Whether a passed deadline speaks again next morning."""
    due = seen.card.promise
    return due is not None and now >= due and not is_told(known)


# All together


def _sorted_out(
    prospects: Sequence[_Prospect], ledger: Ledger, now: int, working: bool
) -> tuple[list[Voice], list[Voice]]:
    """Guards and checks. A guard brings those along that would interrupt again within the hour."""
    voices = [one.voice for one in prospects if one.voice is not None]
    guards = [voice for voice in voices if voice.is_guard]
    if guards and working:
        own = {voice.card_id for voice in guards}
        others = (one for one in prospects if one.seen.card.id not in own)
        guards += [voice for one in others if (voice := _brought(one, ledger, now)) is not None]
    taken = {voice.card_id for voice in guards}
    guards.sort(key=lambda voice: (-GRAVITY[voice.kind], policy.ranking(voice.seen.card, voice.seen.verdict)))
    checks = [voice for voice in voices if voice.card_id not in taken]
    checks.sort(key=lambda voice: (not voice.held, policy.ranking(voice.seen.card, voice.seen.verdict)))
    return guards, checks


def _brought(one: _Prospect, ledger: Ledger, now: int) -> Voice | None:
    """The first word of a card that is at risk already and would tell within the hour.

    Repeats are not brought forward: they close in on the deadline, and would run out before it.
    """
    known, card = one.seen.plan, one.seen.card
    if known is None or policy.standing(card, known, now)[0] != policy.AT_RISK:
        return None
    if now - ledger.last.get(card.id, (now - PAUSE, -1))[0] < PAUSE:
        return None
    soon = [step for step in one.ahead if step.kind == TELL and step.is_first and step.send_at <= now + HOUR]
    own = one.voice.steps if one.voice else ()
    return Voice(one.seen, (*soon, *own), one.voice.held if one.voice else frozenset()) if soon else None


def _of_guards(guards: Sequence[Voice], now: int, rules: Rules, manners: Manners) -> list[Popup]:
    together = [guards] if len(guards) > GUARDS_APART else [[voice] for voice in guards]
    return [popup(voices, now, rules, manners.hide_titles) for voices in together]


def _of_checks(
    checks: Sequence[Voice], ledger: Ledger, now: int, rules: Rules, manners: Manners, gather: bool
) -> list[Popup]:
    """One by one, or one digest; what is over the budget is held back."""
    left = max(0, manners.budget - ledger.used)
    hide = manners.hide_titles
    free = [voice for voice in checks if _cannot_wait(voice, now, rules)]
    rest = [voice for voice in checks if voice not in free]
    if len(checks) > (1 if gather else manners.digest_over):
        sent = checks if left or not rest else free
        held = [] if left or not rest else rest
        cost = int(bool(left and rest))
        digest = [popup(sent, now, rules, hide, cost)] if sent else []
        return digest + [popup([voice], now, rules, hide, held=True) for voice in held]
    return [
        *(popup([voice], now, rules, hide) for voice in free),
        *(popup([voice], now, rules, hide, cost=1) for voice in rest[:left]),
        *(popup([voice], now, rules, hide, held=True) for voice in rest[left:]),
    ]


def _cannot_wait(voice: Voice, now: int, rules: Rules) -> bool:
    """A first check whose next chance, tomorrow's budget, would come after the moment to tell."""
    known = voice.seen.plan
    if known is None or known.tell_at is None or is_told(known):
        return False
    first = any(step.kind == CHECK and step.is_first for step in voice.steps)
    return first and now < known.tell_at < next_day(now, rules.week)
