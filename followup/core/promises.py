"""Promises ahead: how much a day carries already, and the question asked on the working day before one falls due.

Pure; instants are UTC seconds, days local dates in the zone of the workweek.

The question is open from the first working minute of the last working day before the day of a hard or promised
date until it is answered, also after the date. It is answered for this date by what was recorded since then: keep
(a note with `until`, the slot in which it is done), renegotiate (a new date asks anew before that one), or hand
over (an alternate path). A date that was set since then was chosen with open eyes and is not asked about. A slot
answers it until it begins: then the question is open once more.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from followup.core import events as ev
from followup.core.card import WISH, Card
from followup.core.events import Event
from followup.core.when_say import DAY_NAMES, MONTH_NAMES, first_of, working_day
from followup.core.workweek import Workweek

MANY = 3
WHOLE_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Load(NamedTuple):
    """How many open promises fall on a day, and whether it is a holiday or leave."""

    day: date
    carries: int
    is_off: bool

    @property
    def is_heavy(self) -> bool:
        """Whether one more is worth a word."""
        return self.is_off or self.carries > MANY


class Asked(NamedTuple):
    """An open question: keep the promise, renegotiate it, or hand it over; `slot_at` is when it was to be done."""

    card: Card
    due: int
    since: int
    slot_at: int | None = None


def promised(cards: Iterable[Card], besides: str | None = None) -> tuple[int, ...]:
    """The hard and promised dates of the open cards, in no order, without that of the card `besides`."""
    return tuple(
        card.due
        for card in cards
        if card.due is not None and card.due_kind != WISH and card.is_open and card.id != besides
    )


def load(dues: Iterable[int], day: date, week: Workweek) -> Load:
    """What a local day carries of these dates, which are `promised` already."""
    from_at, to_at = week.at_local(day, 0), week.at_local(day, 1440)
    return Load(day, sum(from_at <= due < to_at for due in dues), week.is_off(day))


def heavy(dues: Iterable[int], due: int, now: int, week: Workweek, said_off: bool = False) -> str | None:
    """`Friday already carries 4`, `Thu 24 Dec is a day off`; None for a day that can take one promise more.

    `dues` are the dates that are `promised` already; `said_off` leaves out the day off, where reading the date has
    said that already.
    """
    found = load(dues, week.local_date(due), week)
    if said_off:
        found = found._replace(is_off=False)
    if not found.is_heavy:
        return None
    name = _day(found.day, week.local_date(now))
    said = [f"{name} is a day off"] if found.is_off else []
    if found.carries > MANY:
        said.append(f"already carries {found.carries}" if said else f"{name} already carries {found.carries}")
    return " and ".join(said)


def _day(day: date, today: date) -> str:
    away = (day - today).days
    if 0 <= away <= 1:
        return ("Today", "Tomorrow")[away]
    if 0 <= away <= 6:
        return WHOLE_NAMES[day.weekday()]
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"


def asked_at(due: int, week: Workweek) -> int:
    """When the question about a date is first asked."""
    return _asked_at(week.local_date(due), week)


@lru_cache(maxsize=512)  # a full board asks it of ten thousand dates, on few days
def _asked_at(day: date, week: Workweek) -> int:
    return first_of(working_day(day, -1, week), week)


def asked(cards: Iterable[Card], now: int, week: Workweek) -> tuple[Asked, ...]:
    """The open questions at `now`, the earliest date first; at the cost of the cards whose date is near."""
    until = asked_before(now, week)
    near = [card for card in cards if card.due is not None and card.due < until]
    found = (question(card, now, week) for card in near)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.due, one.card.id)))


def asked_before(now: int, week: Workweek) -> int:
    """The end of the dates that are asked about at `now`: the midnight after the next working day."""
    today = week.local_date(now)
    has_begun = bool(week.day_windows(today)) and first_of(today, week) <= now
    last = today if has_begun else working_day(today, -1, week)
    return week.at_local(working_day(last, +1, week) + timedelta(1), 0)


def question(card: Card, now: int, week: Workweek) -> Asked | None:
    """The question about this card at `now`, unless there is none or it is answered."""
    due = card.promise
    if due is None or not card.is_open:
        return None
    since, set_at = asked_at(due, week), _set_at(card)
    if now < since:
        return None
    given = answer(card, max(since, set_at))
    if given is None:
        return Asked(card, due, since) if set_at < since else None
    slot_at = _slot(given)
    return Asked(card, due, slot_at, slot_at) if slot_at is not None and slot_at <= now else None


def _set_at(card: Card) -> int:
    return card.opened_at if card.due_set_at is None else card.due_set_at


def answer(card: Card, since: int) -> Event | None:
    """The last event since an instant that answers the question, if one does."""
    return next((one for one in reversed(card.events) if one.recorded_at >= since and _answers(one)), None)


def _answers(event: Event) -> bool:
    return event.kind == ev.REROUTED or _slot(event) is not None


def _slot(event: Event) -> int | None:
    return event.data.get("until") if event.kind == ev.NOTED else None


def kept_at(card: Card, now: int) -> int | None:
    """The slot ahead in which the date is kept, if that was said of this date and nothing else since."""
    if card.promise is None or not card.is_open:
        return None
    given = answer(card, _set_at(card))
    slot_at = _slot(given) if given is not None else None
    return slot_at if slot_at is not None and slot_at > now else None


def wants_reason(card: Card, now: int) -> bool:
    """Whether a hard or promised date came before the card was resolved, and nothing noted since says why it passed."""
    due = card.promise
    if due is None or due > (now if card.is_open else card.resolved_at or now):
        return False
    return not any(one.kind == ev.NOTED and one.recorded_at >= due for one in card.events)
