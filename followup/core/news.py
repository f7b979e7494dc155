"""When a requester is owed news, and when a resolve without proof is asked about (DESIGN section 10).

Pure. Instants are UTC seconds, spans working minutes. Both are said once for each telling or resolve, in working
time and inside the budget, like the checks of a silence.
"""

from followup.core.card import Card
from followup.core.mutes import known_as
from followup.core.policy import Rules
from followup.core.steps import CONFIRM, NEWS, Manners, Step, next_round
from followup.core.workweek import Workweek

CONFIRM_AFTER = 480
ALONG = 60  # news that would be spoken of so soon after is told along with another card's


def news_due_at(card: Card, rules: Rules) -> int | None:
    """When an open card's requester should have heard again: `update_every` after they were told last, or after
    the opening; None for whoever wants no news."""
    if not rules.updates or not card.requester or not card.is_open:
        return None
    every = rules.updates.get(known_as(card.requester))
    return rules.week.plus(_told_at(card), every) if every else None


def news(card: Card, rules: Rules, manners: Manners) -> Step | None:
    """Half a working day before that, or half of a shorter `update_every`; ended by telling."""
    due_at = news_due_at(card, rules)
    if due_at is None:
        return None
    told_at, week = _told_at(card), rules.week
    half_a_day = week.day_minutes // 2
    at = max(week.minus(due_at, half_a_day), week.plus(told_at, week.minutes(told_at, due_at) // 2))
    send_at = week.next_start(at)
    gathered_at = next_round(send_at, week, manners.rounds)
    return Step(NEWS, f"{card.id} {NEWS} {told_at}", at, gathered_at if gathered_at <= due_at else send_at)


def confirm(card: Card, week: Workweek, manners: Manners) -> Step | None:
    """Eight working hours after a resolve without proof; ended by proof, or by reopening it."""
    if card.resolved_at is None or card.is_open or card.proof:
        return None
    at = week.plus(card.resolved_at, CONFIRM_AFTER)
    send_at = next_round(week.next_start(at), week, manners.rounds)
    return Step(CONFIRM, f"{card.id} {CONFIRM} {card.resolved_at}", at, send_at)


def has_lapsed(step: Step, now: int, week: Workweek) -> bool:
    """Whether nobody would remember what is asked: a week of work later a resolve is not asked about any more,
    so that an old board, or one that was imported, does not begin with a hundred questions."""
    return step.kind == CONFIRM and now >= week.plus(step.at, week.week_minutes)


def _told_at(card: Card) -> int:
    return card.opened_at if card.told_at is None else card.told_at
