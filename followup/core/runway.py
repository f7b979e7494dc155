"""A card's runway step by step: check, alternate by, tell by, due, each with the sum behind it in words.

Pure (DESIGN section 5). Instants are UTC seconds and shown in the week's zone; spans are whole minutes of
working time. The sums are told from the plan itself, so that they cannot say anything but what it does.
"""

from collections.abc import Iterator
from typing import NamedTuple

from followup.core import policy
from followup.core.card import HARD, MINE, Card
from followup.core.instants import MINUTE
from followup.core.moments import local, near
from followup.core.policy import SLOTS, Plan, Rules
from followup.core.stages import NAMES
from followup.core.wording import person

CHECK = "check"
ALTERNATE = "alternate"
TELL = "tell"
DUE = "due"
WISH = "wish"
# In the order in which they stand where several fall on one minute.
KINDS = (CHECK, ALTERNATE, TELL, DUE, WISH)
SHARES = {4: "a quarter", 3: "a third", 2: "half"}
AT_ONCE = "at once: no working time was left when the date was set"


class Step(NamedTuple):
    """One step: whether its moment has passed, whether what it asks for was done by then, and its sum in words."""

    kind: str
    at: int
    passed: bool
    done: bool
    words: str


def steps_of(card: Card, known: Plan, now: int, rules: Rules) -> tuple[Step, ...]:
    """An open card's steps in order of time, those that have passed too; none of a resolved card.

    A wish has its check and itself: it takes no guards.
    """
    if not card.is_open:
        return ()
    found = [(CHECK, known.check_at, False, check_sum(card, known, now, rules))]
    if card.promise is not None:
        found += _binding(card, card.promise, known, now, rules)
    elif card.due is not None:
        found.append((WISH, card.due, False, "a wish takes no guards and alerts nobody"))
    found.sort(key=lambda one: (one[1], KINDS.index(one[0])))
    return tuple(Step(kind, at, now >= at, done, words) for kind, at, done, words in found)


def _binding(
    card: Card, due: int, known: Plan, now: int, rules: Rules
) -> Iterator[tuple[str, int, bool, str]]:
    """What a hard or promised deadline adds; once the requester knows, nothing of it is open."""
    is_told = known.risk_at is None
    if known.last_safe_at is not None and known.tell_at is not None:
        yield ALTERNATE, known.last_safe_at, is_told or bool(card.tried), _alternate_sum(card, known, rules)
        yield TELL, known.tell_at, is_told, _tell_sum(card, known, rules)
    yield DUE, due, False, _due_sum(card, now, rules)


def exact(minutes: int) -> str:
    """`40m`, `5h12`, `12h30`: a part of a sum is never rounded."""
    hours, rest = divmod(minutes, 60)
    return f"{rest}m" if not hours else f"{hours}h{rest:02}" if rest else f"{hours}h"


def stamp(at: int, now: int, rules: Rules) -> str:
    """`09:00` today, else as `near`."""
    then = local(at, rules.week)
    is_today = then.date() == local(now, rules.week).date()
    return f"{then:%H:%M}" if is_today else near(at, now, rules.week)


# The check


def check_sum(card: Card, known: Plan, now: int, rules: Rules) -> str:
    """Why the check stands where it does: a hold, the limit, the card's share of the time left, or the least."""
    if card.held_until is not None and card.ball != MINE:
        return _hold_sum(card, known, now, rules)
    due = card.promise
    if due is not None and not _whole(card, due, rules):
        return AT_ONCE
    if due is not None and known.check_at < known.idle_at:
        return f"not after it is due; the wait would be {exact(known.wait)}"
    return _wait_sum(card, known, now, rules)


def _wait_sum(card: Card, known: Plan, now: int, rules: Rules) -> str:
    limit, start = policy.limit(card, rules.limits), stamp(known.since, now, rules)
    named = f"the {exact(limit)} limit of {NAMES[card.stage]}"
    if card.ball == MINE:
        named = f"the {exact(limit)} limit while it is your move"
    elif card.idle_limit_minutes:
        named = f"its own {exact(limit)} limit"
    due = card.promise
    if due is None or known.since >= due:
        return f"{named}, from {start}"
    left, part = rules.week.minutes(known.since, due), SHARES[SLOTS[card.stage]]
    share = left // SLOTS[card.stage]
    if known.wait == limit:
        return f"{named}, from {start}; {part} of {exact(left)} left would be {exact(share)}"
    if known.wait == max(1, share):
        return f"{part} of {exact(left)} left at {start}, at most {exact(limit)}"
    return f"{exact(known.wait)} at the least; {part} of {exact(left)} left at {start} is {exact(share)}"


def _hold_sum(card: Card, known: Plan, now: int, rules: Rules) -> str:
    said = f"as {person(card.contact)} said" if card.contact else "as they said"
    if known.check_at == card.held_until:
        return said
    reasons = {known.last_safe_at: "another path takes time", known.tell_at: "telling takes time"}
    why = reasons.get(known.check_at, "it is due")
    return f"before {stamp(card.held_until or now, now, rules)}, {said}: {why}"


# The guards


def _whole(card: Card, due: int, rules: Rules) -> int:
    """R0 of DESIGN section 5."""
    return rules.week.minutes(_set_at(card), due)


def _set_at(card: Card) -> int:
    return card.opened_at if card.due_set_at is None else card.due_set_at


def _kept_back(at: int, card: Card, rules: Rules) -> int:
    return rules.week.minutes(at, card.promise or at)


def _alternate_sum(card: Card, known: Plan, rules: Rules) -> str:
    limits, whole = rules.limits, _whole(card, card.promise or 0, rules)
    if not whole:
        return AT_ONCE
    other = person(card.untried[0]) if card.untried else "another path"
    both = f"{exact(limits.notice)} notice and {exact(limits.alternate)} for {other}"
    guard = _kept_back(known.last_safe_at or 0, card, rules)
    if guard >= limits.notice + limits.alternate:
        return f"due less {both}"
    return f"due less {exact(guard)}, half of {exact(whole)}, not {both}"


def _tell_sum(card: Card, known: Plan, rules: Rules) -> str:
    limits = rules.limits
    if not _whole(card, card.promise or 0, rules):
        return AT_ONCE
    both = limits.notice + limits.alternate
    guard = _kept_back(known.last_safe_at or 0, card, rules)
    told = _kept_back(known.tell_at or 0, card, rules)
    whom = f" for {person(card.requester)}" if card.requester else ""
    if guard >= both:
        return f"due less {exact(limits.notice)} notice{whom}"
    share = f"{exact(limits.notice)} in {exact(both)}"
    return f"due less {exact(told)}, the notice's share of it: {share}"


def _due_sum(card: Card, now: int, rules: Rules) -> str:
    kind = "hard" if card.due_kind == HARD else "promised"
    whole = _whole(card, card.promise or 0, rules)
    start = stamp(_set_at(card) // MINUTE * MINUTE, now, rules)
    return f"{kind}, {exact(whole)} after it was set at {start}"
