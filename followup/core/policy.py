"""How long is too long: a verdict on any card at any instant (DESIGN section 5).

Pure and total. Instants are UTC seconds; waits and spans are whole minutes of working time, rounded down.
A card's `Plan` holds every instant at which its level can change; it does not depend on now, so that a board
at rest compares a few integers and judges nothing again.
"""

from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from followup.core import events as ev
from followup.core.card import MINE, THEIRS, Card
from followup.core.instants import MINUTE
from followup.core.stages import ALTERNATE, FOLLOWED_UP, SENT
from followup.core.workweek import Workweek

OVERDUE = "overdue"
AT_RISK = "at_risk"
STALLED = "stalled"
IDLE = "idle"
SOON = "soon"
FRESH = "fresh"
SNOOZED = "snoozed"
RESOLVED = "resolved"
# By gravity, the gravest first.
LEVELS = (OVERDUE, AT_RISK, STALLED, IDLE, SOON, FRESH, SNOOZED, RESOLVED)
GRAVITY = {level: place for place, level in enumerate(LEVELS)}
NEEDS_ME = frozenset((OVERDUE, AT_RISK, STALLED, IDLE))

# How many steps lie ahead in each stage, this wait included:
# wait, follow up, try an alternate, tell the requester.
SLOTS = {SENT: 4, FOLLOWED_UP: 3, ALTERNATE: 2, RESOLVED: 1}


class Limits(NamedTuple):
    """Working minutes; the guards use `alternate` and `notice`, the runway's smallest wait `floor`."""

    sent: int = 480
    followed_up: int = 240
    alternate: int = 240
    mine: int = 240
    notice: int = 480
    floor: int = 30


class Rules(NamedTuple):
    """What judging needs besides the card and the instant.

    `updates` says how often a requester wants news, in working minutes by the name as `mutes.known_as` gives it;
    `zones` in the same way where their clock is another.
    """

    week: Workweek
    limits: Limits = Limits()
    updates: Mapping[str, int] = {}
    zones: Mapping[str, ZoneInfo] = {}


class Plan(NamedTuple):
    """The instants at which an open card's level changes, whatever now is.

    `since` is T of DESIGN section 5 and `began` the seconds worked until then; `wait` is the ordinary wait in
    minutes, `wait_minutes` the one in force: a hold has its own. From `risk_at` the card is at risk, and from
    `due`, the deadline that binds, overdue.
    """

    since: int
    began: int
    wait: int
    wait_minutes: int
    soon_at: int
    check_at: int
    idle_at: int
    stalled_at: int
    last_safe_at: int | None = None
    tell_at: int | None = None
    risk_at: int | None = None
    due: int | None = None


class Verdict(NamedTuple):
    """What the policy thinks of a card at an instant; instants and minutes are empty for a resolved one."""

    level: str
    ball: str | None
    idle_minutes: int
    wait_minutes: int
    check_at: int | None = None
    last_safe_at: int | None = None
    tell_at: int | None = None
    changes_at: int | None = None

    @property
    def needs_me(self) -> bool:
        """Idle or graver, or the ball is mine and the card not snoozed."""
        return self.level in NEEDS_ME or (self.ball == MINE and self.level != SNOOZED)


def judge(card: Card, now: int, rules: Rules) -> Verdict:
    """The verdict on a card at `now`."""
    if not card.is_open:
        return Verdict(RESOLVED, None, 0, 0)
    return verdict(card, plan(card, rules), now, rules)


def verdict(card: Card, known: Plan, now: int, rules: Rules) -> Verdict:
    """The verdict on an open card whose plan is known."""
    level, changes_at = standing(card, known, now)
    idle = rules.week.worked(now) - known.began
    return Verdict(
        level,
        card.ball,
        idle // MINUTE if idle > 0 else 0,
        known.wait_minutes,
        known.check_at,
        known.last_safe_at,
        known.tell_at,
        changes_at,
    )


def standing(card: Card, known: Plan, now: int) -> tuple[str, int | None]:
    """An open card's level, tested in the order of DESIGN section 5, and when the next one begins."""
    due, risk_at = known.due, known.risk_at
    if due is None:
        return _waiting(card, known, now)
    if now >= due:
        return OVERDUE, None
    if risk_at is not None and now >= risk_at:
        return AT_RISK, due
    level, until = _waiting(card, known, now)
    end = due if risk_at is None else risk_at
    return level, end if until is None or end < until else until


def _waiting(card: Card, known: Plan, now: int) -> tuple[str, int | None]:
    """What the wait alone makes of it, and until when."""
    if card.snoozed_until is not None and now < card.snoozed_until:
        return SNOOZED, card.snoozed_until
    if now >= known.stalled_at:
        return STALLED, None
    if now >= known.idle_at:
        return IDLE, known.stalled_at
    return (SOON, known.idle_at) if now >= known.soon_at else (FRESH, known.soon_at)


def plan(card: Card, rules: Rules) -> Plan:
    """The plan of an open card: T is the later of the last touch and the instant the ball became mine.

    Total: a resolved card's means nothing, but whoever asks before the rules refuse gets one.
    """
    week, due, wait = rules.week, card.promise, limit(card, rules.limits)
    since = max(card.touched_at, card.ball_at) if card.ball == MINE else card.touched_at
    began = week.worked(since)
    known = _paced(week, since, began, wait) if due is None else _bound(card, due, since, began, wait, rules)
    if card.held_until is None or card.ball == MINE:
        return known
    return _held(known, card.held_until, due, week)


def limit(card: Card, limits: Limits) -> int:
    """The longest wait in minutes: `~` replaces a stage's limit, not the one for the ball being mine."""
    if card.ball == MINE:
        return limits.mine
    of_stage: int = getattr(limits, card.stage, 0)
    return card.idle_limit_minutes or of_stage


def _paced(week: Workweek, since: int, began: int, wait: int, *guards: int | None) -> Plan:
    """What a wait makes of the working time after `since`."""
    if wait <= 0:
        return Plan(since, began, 0, 0, since, since, since, since, *guards)
    soon_at, idle_at, stalled_at = week.earliest_of(
        began + three_quarters(wait) * MINUTE, began + wait * MINUTE, began + 2 * wait * MINUTE
    )
    return Plan(since, began, wait, wait, soon_at, idle_at, idle_at, stalled_at, *guards)


def three_quarters(wait: int) -> int:
    """Of a wait in minutes, rounded up."""
    return (3 * wait + 3) // 4


def _bound(card: Card, due: int, since: int, began: int, wait: int, rules: Rules) -> Plan:
    """The plan of a card with a runway: `share` is R // slots of DESIGN section 5, `whole` R0."""
    week, limits = rules.week, rules.limits
    set_at = card.opened_at if card.due_set_at is None else card.due_set_at
    ends = week.worked(due)
    whole = max(0, ends - (began if set_at == since else week.worked(set_at))) // MINUTE
    if since < due and wait > (share := (ends - began) // MINUTE // SLOTS[card.stage]):
        wait = min(wait, max(1, share, min(limits.floor, whole // 8)))
    known = _paced(week, since, began, wait, *_guards(card, due, set_at, ends, whole, rules), due)
    if not whole:
        return known._replace(check_at=set_at)
    return known._replace(check_at=due) if since < due < known.check_at else known


def _guards(
    card: Card, due: int, set_at: int, ends: int, whole: int, rules: Rules
) -> tuple[int, int, int | None]:
    """last_safe_at, tell_at, risk_at: at most the second half of the runway. `ends` is worked until `due`."""
    if not whole:
        return set_at, set_at, None if _is_told(card, set_at) else min(set_at, due)
    notice, both = rules.limits.notice, rules.limits.notice + rules.limits.alternate
    guard = min(both, whole // 2)
    tell = guard * notice // both if guard else 0
    last_safe_at = rules.week.latest(ends - guard * MINUTE) if guard else due
    tell_at = rules.week.latest(ends - tell * MINUTE) if tell else due
    if _is_told(card, last_safe_at):
        return last_safe_at, tell_at, None
    return last_safe_at, tell_at, last_safe_at if card.ball == THEIRS and not card.tried else tell_at


def _is_told(card: Card, since: int) -> bool:
    """Whether the requester knows since then; where there is none, any touch but the opening will do."""
    if card.requester:
        return card.told_at is not None and card.told_at >= since
    if card.opened_at < card.touched_at >= since:
        return True
    return any(event.at >= since and ev.is_touch(event) for event in card.events[1:])


def _held(known: Plan, until: int, due: int | None, week: Workweek) -> Plan:
    """A hold is checked at its own instant, or at the first guard or deadline ahead of the touch."""
    guards = (known.last_safe_at, known.tell_at, due)
    check_at = min((until, *(at for at in guards if at is not None and at > known.since)))
    wait_minutes = week.minutes(known.since, check_at)
    return known._replace(
        wait_minutes=wait_minutes,
        soon_at=min(week.plus(known.since, three_quarters(wait_minutes)), check_at),
        check_at=check_at,
        idle_at=check_at,
        stalled_at=week.plus(check_at, known.wait),
    )


def ranking(card: Card, seen: Verdict) -> tuple[bool, int, bool, int, int, int, str]:
    """The sort key of DESIGN section 5: needs me, gravity, mine, deadline, next check, age."""
    last = 1 << 62
    return (
        not seen.needs_me,
        GRAVITY[seen.level],
        seen.ball != MINE,
        last if card.promise is None else card.promise,
        last if seen.check_at is None else seen.check_at,
        card.opened_at,
        card.id,
    )
