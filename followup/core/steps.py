"""When one card may speak: its checks while a silence lasts, its guards before and after a deadline.

Pure (DESIGN section 7). Instants are UTC seconds, spans working minutes. A step's key names the card, the
kind, the episode (this silence, this deadline) and the place in it, so that nothing is ever said twice.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from followup.core.card import Card
from followup.core.instants import DAY, LAST, MINUTE
from followup.core.policy import Plan, Rules
from followup.core.workweek import Workweek

CHECK = "check"
LAST_SAFE = "last_safe"
TELL = "tell"
DUE = "due"
NEWS = "news"
CONFIRM = "confirm"
DIGEST = "digest"
KINDS = (CHECK, LAST_SAFE, TELL, DUE, NEWS, CONFIRM, DIGEST)
GUARDS = frozenset((LAST_SAFE, TELL, DUE))
# How grave, for one popup a card a moment.
GRAVITY = {NEWS: -1, CONFIRM: -1, CHECK: 0, LAST_SAFE: 1, TELL: 2, DUE: 3}

WAITS = (1, 2, 4, 7, 11)
GUARD_GAP = 15  # the least between two guards of a card, and how long before a window's end one is sent
SHORT_RUNWAY = 30  # a shorter one leaves time for nothing but telling


class Manners(Protocol):
    """The settings under [alerts]; `rounds` are minutes after local midnight."""

    @property
    def budget(self) -> int: ...
    @property
    def digest_over(self) -> int: ...
    @property
    def rounds(self) -> tuple[int, ...]: ...
    @property
    def guards_out_of_hours(self) -> bool: ...
    @property
    def hide_titles(self) -> bool: ...


class Step(NamedTuple):
    """One moment to speak: due at `at`, and said at `send_at` or later, in working time."""

    kind: str
    key: str
    at: int
    send_at: int

    @property
    def is_first(self) -> bool:
        """Whether it opens its series: the first check of a silence, the first word of a guard."""
        return self.key.endswith((" 0", " 1"))

    @property
    def is_guard(self) -> bool:
        return self.kind in GUARDS


def steps(
    card: Card, known: Plan, now: int, rules: Rules, manners: Manners, quiet_until: int | None = None
) -> list[Step]:
    """Every step of an open card's present episodes, passed and to come, in no order.

    `quiet_until` is when the last of its mutes ends or has ended: what passed meanwhile comes once.
    """
    hurried = _is_hurried(card, known, rules.week)
    quiet = max((at for at in (quiet_until, card.snoozed_until) if at is not None), default=None)
    found = [] if hurried else list(_checks(card, known, rules, manners, quiet))
    if card.promise is not None:
        guards = _guards(card, known, now, rules, manners)
        found += (step for step in guards if not (hurried and step.kind == LAST_SAFE))
    return found


def first_at(card: Card, known: Plan, week: Workweek, manners: Manners) -> int:
    """No step of the present episodes is said before this instant."""
    guards = (known.last_safe_at, known.tell_at, card.promise)
    return min((known.check_at, *(_in_hours(at, week, manners) for at in guards if at is not None)))


def _is_hurried(card: Card, known: Plan, week: Workweek) -> bool:
    """Whether the whole runway is so short that only telling and the deadline itself speak."""
    due, set_at = card.promise, card.due_set_at
    if due is None or known.since >= due:
        return False
    return week.minutes(card.opened_at if set_at is None else set_at, due) < SHORT_RUNWAY


def _checks(
    card: Card, known: Plan, rules: Rules, manners: Manners, quiet_until: int | None
) -> Iterator[Step]:
    """At 1, 2, 4, 7, 11 waits. What passed during a snooze or a mute comes once, when it ends."""
    week = rules.week
    rows = [(waits, week.plus(known.idle_at, (waits - 1) * known.wait)) for waits in WAITS]
    rows[0] = (1, known.check_at)
    episode = f"{card.id} check {known.since} {card.ball}"
    if quiet_until is not None and known.check_at <= quiet_until:
        # A step that would follow within half a wait comes with it: nobody wants two in an hour.
        reach = week.plus(quiet_until, known.wait // 2)
        waits, at = max(row for row in rows if row[1] <= reach)
        rows = [row for row in rows if row[1] > reach]
        place = f"{waits}" if at > quiet_until else f"{waits}~{quiet_until}"
        yield _check(f"{episode} {place}", quiet_until, known, week, manners)
    for waits, at in rows:
        yield _check(f"{episode} {waits}", at, known, week, manners)


def _check(key: str, at: int, known: Plan, week: Workweek, manners: Manners) -> Step:
    send_at = week.next_start(at)
    gathered_at = next_round(send_at, week, manners.rounds)
    guards = (guard for guard in (known.last_safe_at, known.tell_at) if guard is not None and guard > at)
    if not any(gathered_at > guard for guard in guards):
        send_at = gathered_at
    return Step(CHECK, key, at, send_at)


def next_round(at: int, week: Workweek, rounds: tuple[int, ...]) -> int:
    """The first round on a working day not before `at`, in working time; `at` where there are none."""
    day_at = at
    while rounds and day_at < LAST:
        day = week.local_date(day_at)
        ahead = sorted(moment for minute in rounds if (moment := week.at_local(day, minute)) >= at)
        if ahead and week.day_windows(day):
            return week.next_start(ahead[0])
        day_at = week.next_start(max(week.at_local(day, 1440), day_at + 1))
    return at


def _guards(card: Card, known: Plan, now: int, rules: Rules, manners: Manners) -> Iterator[Step]:
    """The last safe moment, the moment to tell and its repeats, the deadline, and each morning after it."""
    due, week = card.promise, rules.week
    assert due is not None
    episode = f"{due} {card.due_set_at}"
    for kind, place, at in _guard_rows(card, known, due, now, week):
        yield Step(kind, f"{card.id} {kind} {episode} {place}", at, _in_hours(at, week, manners))


def _guard_rows(
    card: Card, known: Plan, due: int, now: int, week: Workweek
) -> Iterator[tuple[str, int, int]]:
    last_safe_at, tell_at, risk_at = known.last_safe_at, known.tell_at, known.risk_at
    if risk_at is not None and last_safe_at is not None and tell_at is not None:
        rows = [(LAST_SAFE, 0, last_safe_at)] if last_safe_at < due else []
        rows += [(TELL, place, at) for place, at in enumerate(_closing_in(tell_at, due, week))]
        # Whoever has just done something about it hears from the next one.
        yield from (row for row in rows if row[2] >= card.touched_at)
    yield DUE, 0, due
    if now > due and not is_told(known):
        morning = first_minute(now, week)
        if morning > due:
            yield DUE, morning, morning


def is_told(known: Plan) -> bool:
    """Whether the requester of a dated card was told in time, so that its guards are silent."""
    return known.risk_at is None


def _closing_in(tell_at: int, due: int, week: Workweek) -> Iterator[int]:
    """The moment to tell, then each time a quarter of the working time left, until the deadline."""
    at = tell_at
    while at < due:
        yield at
        at = week.plus(at, max(GUARD_GAP, week.minutes(at, due) // 4))


def _in_hours(at: int, week: Workweek, manners: Manners) -> int:
    """A guard between windows is sent before the last one ends: afterwards would be too late."""
    if week.is_working(at) or manners.guards_out_of_hours:
        return at
    return week.minus(at, GUARD_GAP)


def first_minute(at: int, week: Workweek) -> int:
    """The first working minute of the working day that `at` lies in, or of the last one before it."""
    last_worked = at if week.is_working(at) else week.minus(at, 1)
    window = week.window(last_worked)
    start = window[0] if window else last_worked
    return min((first for first, _ in week.day_windows(week.local_date(start))), default=start)


def next_day(at: int, week: Workweek) -> int:
    """The first working minute of a later local day than that of `at`."""
    return week.next_start(max(week.at_local(week.local_date(at), 1440), at + MINUTE))


def next_morning(at: int, week: Workweek) -> int:
    """The next working day's first minute; a window that runs past midnight is still this day's."""
    start = next_day(at, week)
    window = week.window(start)
    begun_before = window is not None and week.local_date(window[0]) <= week.local_date(at)
    return week.next_start(window[1]) if window and begun_before else start


def is_same_day(at: int, other: int, week: Workweek) -> bool:
    """Whether two instants lie in one local day."""
    return abs(at - other) < 2 * DAY and week.local_date(at) == week.local_date(other)
