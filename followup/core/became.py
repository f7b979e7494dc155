"""An alert that waits to be acted on, in words: why it waits, and what became of it; sent is not yet seen.

Instants are UTC seconds; the day is the week's own.
"""

from followup.core import outlook, wording
from followup.core.board import fresh
from followup.core.moments import dated, local
from followup.core.policy import Rules
from followup.core.records import PENDING, Pending
from followup.core.steps import CONFIRM, NEWS, is_same_day
from followup.core.workweek import Workweek

FAILED, UNKNOWN, OFF = "failed", "unknown", "off"  # as notify says them


def why(one: Pending, now: int, rules: Rules) -> tuple[str, ...]:
    """The sentences that say why it still waits, the first one enough alone; without their full stops."""
    card = one.seen.card
    owed = outlook.news(card, now, rules) if one.kind == NEWS else None
    if owed is not None:
        return (owed,)
    if one.kind == CONFIRM:
        return tuple(said for said in outlook.confirm(card, now, rules.week) if not said.startswith("Next: "))
    return wording.why(card, fresh(one.seen, now, rules), now, rules)


def became(one: Pending, now: int, week: Workweek, in_brief: bool = False) -> str:
    """`sent by bus`, `held back: over today's budget`; in brief, for few cells, only what matters of it."""
    by = f" by {one.channel}" if one.channel else ""
    if one.result == PENDING:
        day = "today's" if is_same_day(one.at, now, week) else "that day's"
        return "held back" if in_brief else f"held back: over {day} budget"
    if one.result == FAILED:
        full = "not sent: popups are off" if one.channel == OFF else "failed: nothing could show it"
        return "not shown" if in_brief else full
    if one.result == UNKNOWN:
        return "unsure" if in_brief else f"perhaps shown{by}"
    return by.strip() or "sent" if in_brief else f"sent{by}"


def said(one: Pending, now: int, week: Workweek) -> str:
    """When, and what became of it: `alerted 14:02, by bus`, `held back: over today's budget`."""
    how, at = became(one, now, week), said_at(one.at, now, week)
    if one.result == PENDING:
        return how
    if one.result == FAILED:
        return how.replace(":", f" {at}:", 1)
    how = how.removeprefix("sent").strip()
    return f"alerted {at}, {how}" if how else f"alerted {at}"


def said_at(at: int, now: int, week: Workweek) -> str:
    """`12:40` today, `Mon 16:00` within six days, else `Fri 6 Nov`, with the year when it is another."""
    then, today = local(at, week), local(now, week)
    days = abs((then.date() - today.date()).days)
    if days > 6:
        return dated(then, today)
    return f"{then:%a %H:%M}" if days else f"{then:%H:%M}"
