"""The update for a requester: where one card stands, said from its log.

Done, late, at risk, silent, mine, or with somebody; my next move and the fallback; at risk, two options to choose
from. Nothing is said without an event or a fact behind it, a silence is called a silence, and nothing is ever
called "on track". Drafts only: nothing here sends anything. Pure; instants are UTC seconds in the week's zone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from followup.core import events as ev
from followup.core import policy
from followup.core.asked import asked
from followup.core.card import MINE, Card
from followup.core.dayparts import clock, your_time
from followup.core.events import Event
from followup.core.grounds import CHECK_AT, IDLE, LEVEL, WAIT, Ground, Line, Scene, facts, line, on, scene
from followup.core.mutes import known_as
from followup.core.news import CONFIRM_AFTER
from followup.core.nextmoves import NAME, OWN, Move, moves
from followup.core.policy import Rules
from followup.core.wording import in_full

CHOOSE = "Which do you prefer?"
NEW_DATE = "a new date: you say which day still helps"


class Draft(NamedTuple):
    """What to tell about one card: its first line says how it stands, the others why and what I do."""

    scene: Scene
    lines: tuple[Line, ...]

    @property
    def card(self) -> Card:
        return self.scene.card


def update(card: Card, now: int, rules: Rules) -> Draft:
    """The draft about any card, resolved ones too."""
    of = scene(card, now, rules)
    return Draft(of, tuple(_done(of) if not card.is_open else _open(of)))


def is_closing_due(card: Card) -> bool:
    """Whether a resolved card's requester was not told since it was resolved."""
    if card.is_open or not card.requester:
        return False
    places = [place for place in range(len(card.events)) if resolves(card.events, place)]
    if places:
        return not any(event.kind == ev.UPDATED for event in card.events[places[-1] :])
    return card.told_at is None or card.told_at < (card.resolved_at or 0)


def resolves(events: tuple[Event, ...], place: int) -> bool:
    """Whether the event at `place` resolved the card: a proof that follows is of the same kind and does not."""
    if events[place].kind != ev.RESOLVED:
        return False
    last = next((one for one in reversed(events[:place]) if one.kind in (ev.RESOLVED, ev.REOPENED)), None)
    return last is None or last.kind == ev.REOPENED


# Resolved


def _done(of: Scene) -> Iterator[Line]:
    card = of.card
    resolved = on(*[one for one in card.events if one.kind == ev.RESOLVED][-1:]) or facts("resolved_at")
    yield line(f"Done{'' if card.proof else ', unconfirmed'}: {card.title}", resolved, facts("proof"))
    if card.resolved_at is not None:
        due = f"; the date was {clock(card.promise, of.now, of.week)}" if card.promise is not None else ""
        done = f"Finished {clock(card.resolved_at, of.now, of.week)}{due}"
        yield line(done, facts("resolved_at", *(["due"] if due else [])))
    if card.proof:
        yield line(f"How I know: {card.proof}", resolved, facts("proof"))
    else:
        yield _unconfirmed(of)


def _unconfirmed(of: Scene) -> Line:
    check_at = of.week.plus(of.card.resolved_at or of.now, CONFIRM_AFTER)
    when = f" by {clock(check_at, of.now, of.week)}" if check_at > of.now else ""
    return line(f"I have no proof yet; I check{when} whether it is true", facts("proof", "resolved_at"))


# Open


def _open(of: Scene) -> Iterator[Line]:
    yield _head(of)
    yield from _moved(of)
    yield from asked(of)
    yield from _next(of)
    if of.seen.level in (policy.AT_RISK, policy.OVERDUE):
        yield from _risk(of)


def _head(of: Scene) -> Line:
    """The card and how it stands, gravest first: `Board pack figures: at risk for Wednesday 12:00`."""
    card, level = of.card, facts(LEVEL)
    due = _due(of, card.due) if card.due is not None else ""
    if of.seen.level == policy.OVERDUE:
        return line(f"{card.title}: late, it was due {due}", level, facts("due"))
    if of.seen.level == policy.AT_RISK:
        return line(f"{card.title}: at risk for {due}", level, facts("due"))
    standing, grounds = _standing(of)
    if not due:
        return line(f"{card.title}: {standing}", grounds)
    date = f"due {due}" if card.promise is not None else f"wished for by {due}"
    return line(f"{card.title}: {standing}, {date}", grounds, facts("due"))


def _due(of: Scene, at: int) -> str:
    """The date, also on the requester's own clock where that is another."""
    zone = of.rules.zones.get(known_as(of.card.requester)) if of.card.requester else None
    return f"{clock(at, of.now, of.week)}{your_time(at, of.week, zone)}"


def _standing(of: Scene) -> tuple[str, tuple[Ground, ...]]:
    card = of.card
    if card.ball == MINE:
        return "not sent yet" if card.never_sent else "my move", facts("ball")
    if of.is_silent:
        return "silent", facts(IDLE, WAIT)
    return f"with {in_full(card.contact)}" if card.contact else "sent", facts("contact", IDLE)


def _moved(of: Scene) -> Iterator[Line]:
    """A date that moved since the requester was told: from which, to which, and why."""
    told_at = of.card.told_at
    new = [
        one for one in of.card.events if one.kind == ev.RESCHEDULED and (told_at is None or one.at > told_at)
    ]
    if not new or of.card.due != new[-1].data["due"] or of.card.due is None:
        return
    was, reason = new[0].data.get("was"), new[-1].data.get("reason")
    start = f" from {clock(was, of.now, of.week)}" if was is not None else ""
    because = f": {reason}" if reason else ""
    yield line(f"I moved the date{start} to {clock(of.card.due, of.now, of.week)}{because}", on(*new))


def _next(of: Scene) -> Iterator[Line]:
    """My next move and when, then the fallback."""
    first, *others = moves(of.card, of.seen)
    when, at, ground = _when(of)
    fallback = "If that does not work, "
    if of.card.ball != MINE and at:
        text, fallback = f"If I hear nothing by {at}, {first.said()}", "After that "
    elif of.card.ball == MINE and at:
        text = first.said(f"by {at}")
    else:
        text = first.said(when)
    yield line(_capital(text), first.rests_on, ground)
    for other in others[:1]:
        yield line(f"{fallback}{other.said()}", other.rests_on)


def _when(of: Scene) -> tuple[str, str, tuple[Ground, ...]]:
    """When I move at the latest: now or on my return, or at an instant ahead; and what says so."""
    snoozed, check_at = of.card.snoozed_until, of.seen.check_at
    if snoozed is not None and snoozed > of.now:
        at = max(snoozed, check_at or 0)
        said = clock(at, of.now, of.week)
        return said, "" if of.is_silent else said, facts("snoozed_until", CHECK_AT)
    if check_at is not None and check_at > of.now:
        return "", clock(check_at, of.now, of.week), facts(CHECK_AT)
    begins_at = of.week.next_start(of.now)
    return "now" if begins_at == of.now else clock(begins_at, of.now, of.week), "", facts(CHECK_AT)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# At risk


def _risk(of: Scene) -> Iterator[Line]:
    """What breaks, and two options: to keep the date, or to move it."""
    every = moves(of.card, of.seen)
    if of.card.breaks:
        yield line(_breaks(of, every), facts("breaks", "due"))
    yield line(CHOOSE, facts(LEVEL))
    yield line(_kept(of, every), facts("due"), (_way(every)).rests_on, option=1)
    yield line(NEW_DATE, facts("due"), option=2)


def _breaks(of: Scene, every: tuple[Move, ...]) -> str:
    if of.seen.level == policy.OVERDUE:
        return f"What depends on it: {of.card.breaks}"
    ways = sum(one.kind != NAME for one in every)
    lead = ("Without it", "If that does not work", "If neither works")[min(ways, 2)]
    return f"{lead} by {clock(of.card.due or of.now, of.now, of.week)}, {of.card.breaks}"


def _way(every: tuple[Move, ...]) -> Move:
    """Another person rather than another try."""
    return next((one for one in every if one.kind not in (OWN, NAME)), every[0])


def _kept(of: Scene, every: tuple[Move, ...]) -> str:
    way = _way(every).said()
    if of.seen.level == policy.OVERDUE:
        return f"late still helps, and {way}"
    return f"{clock(of.card.due or of.now, of.now, of.week)} stays, and {way}"
