"""How a resolved card ended, in one line: when, against its deadline, and by which way."""

from followup.core import events as ev
from followup.core.card import Card
from followup.core.clean import shown
from followup.core.wording import dated, local, person
from followup.core.workweek import Workweek

A_WEEK = 7


def how_it_ended(card: Card, now: int, week: Workweek, bullet: str) -> str:
    """`Mon 16:20 · on time, via Ben`; instants are UTC seconds."""
    at = card.resolved_at or card.touched_at
    then, today = local(at, week), local(now, week)
    is_near = 0 <= (today.date() - then.date()).days < A_WEEK
    when = f"{then:%a %H:%M}" if is_near else dated(then, today)
    kept = _kept(card, at, week)
    return f"{when} {bullet} {', '.join((kept, *_way(card, kept)))}"


def _kept(card: Card, at: int, week: Workweek) -> str:
    if card.promise is None:
        return "no deadline"
    if at > card.promise:
        return "late"
    return "early" if local(at, week).date() < local(card.promise, week).date() else "on time"


def _way(card: Card, kept: str) -> tuple[str, ...]:
    told = kept == "late" and card.requester and card.told_at is not None
    way = (f"told {shown(person(card.requester))}",) if told and card.requester else ()
    if card.tried:
        return (*way, f"via {shown(person(card.tried[-1]))}")
    asked = sum(event.kind == ev.FOLLOWED_UP for event in card.events)
    return way or ((f"{asked} follow-up{'s' if asked > 1 else ''}",) if asked else ())
