"""What stands on a card's runway, and the labels above and below it."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from followup.core import events as ev
from followup.core import policy
from followup.core.card import MINE, Card
from followup.core.clean import shown
from followup.core.instants import DAY
from followup.core.policy import Rules, Verdict
from followup.core.wording import local, person
from followup.core.workweek import Workweek
from followup.tui.draw.axis import BETWEEN, Axis, Label, Tick
from followup.tui.draw.card import SIGILS
from followup.tui.draw.entries import due_role, label_of, tellings
from followup.tui.draw.moments import near
from followup.tui.draw.prospect import Prospect
from followup.tui.glyphs import Glyphs

LONGEST_IN_DAYS = 45
LONGEST_IN_WEEKS = 400
LEAST_DAY_CELLS = 8


class Flight(NamedTuple):
    """All that a runway shows; instants are UTC seconds."""

    card: Card
    verdict: Verdict
    now: int
    rules: Rules
    ahead: Prospect | None = None

    @property
    def week(self) -> Workweek:
        return self.rules.week

    @property
    def begins_at(self) -> int:
        """The last touch; of a resolved card the opening."""
        return self.card.touched_at if self.card.is_open else min(self.card.opened_at, self.ends_at)

    @property
    def ends_at(self) -> int:
        """The deadline, else the check; but now where that is later, and of a resolved card its end."""
        card, check_at = self.card, self.verdict.check_at
        if not card.is_open:
            return max(card.resolved_at or card.touched_at, card.promise or 0)
        last = card.due if card.due is not None else check_at
        return max(last or self.now, self.now)

    def on_axis(self, at: int | None) -> bool:
        """Whether an instant lies on the axis."""
        return at is not None and self.begins_at <= at <= self.ends_at


def ticks_of(flight: Flight, axis: Axis, glyphs: Glyphs) -> Iterator[Tick]:
    """From the least to the most important: a later one takes the cell, and its label goes first."""
    yield from _day_ends(flight, axis, glyphs)
    if flight.card.is_open:
        yield from _planned(flight, axis, glyphs)
    yield from _begun(flight, axis, glyphs)
    if flight.card.is_open:
        yield _now(flight, axis, glyphs)
    elif flight.card.resolved_at is not None:
        yield _resolved(flight, axis, glyphs)
    yield from _due(flight, axis, glyphs)


def _day_ends(flight: Flight, axis: Axis, glyphs: Glyphs) -> Iterator[Tick]:
    ends = list(day_ends(flight, axis))
    for at, until in ends:
        cell = axis.cell(at)
        then, after = local(at, flight.week), local(until, flight.week)
        if not 0 < cell < axis.cells - 1:
            continue
        if len(ends) == 1:
            label = Label(cell, f"{then:%H:%M}", "muted", BETWEEN, 0)
        else:
            label = Label(cell, f"{after:%a} {after.day}", "muted", BETWEEN, 0)
        yield Tick(cell, (glyphs.day, "muted"), above=label)


def day_ends(flight: Flight, axis: Axis) -> Iterator[tuple[int, int]]:
    """Where a working day ends and the next one begins, by weeks where days would crowd; none on a long axis."""
    days = (flight.ends_at - flight.begins_at) // DAY
    if days > LONGEST_IN_WEEKS:
        return
    at, last_cell = flight.begins_at, -LEAST_DAY_CELLS
    by_weeks = days > LONGEST_IN_DAYS
    while at < flight.ends_at:
        window = flight.week.window(at)
        end = window[1] if window else at
        until = flight.week.next_start(end)
        before, after = local(end, flight.week), local(until, flight.week)
        is_new = before.date() != after.date() and (not by_weeks or _week_of(before) != _week_of(after))
        if (
            is_new
            and flight.begins_at < end < flight.ends_at
            and axis.cell(end) - last_cell >= LEAST_DAY_CELLS
        ):
            last_cell = axis.cell(end)
            yield end, until
        at = max(until, end + 1)


def _week_of(then: datetime) -> tuple[int, int]:
    return then.isocalendar()[:2]


def _planned(flight: Flight, axis: Axis, glyphs: Glyphs) -> Iterator[Tick]:
    verdict, now = flight.verdict, flight.now
    if flight.on_axis(verdict.last_safe_at) and verdict.last_safe_at is not None:
        passed = ", passed" if now >= verdict.last_safe_at else ""
        yield _below(
            flight, axis, verdict.last_safe_at, glyphs.safe, f"last safe{passed}", "text", "muted", 1
        )
    if flight.ahead and (verdict.check_at or 0) <= now and flight.on_axis(flight.ahead.check_at):
        says = f"{flight.ahead.label}, {flight.ahead.said}"
        yield _below(flight, axis, flight.ahead.check_at, glyphs.check, says, "text", "muted", 2)
    if flight.on_axis(verdict.check_at) and verdict.check_at is not None:
        is_past = now >= verdict.check_at
        who = shown(person(flight.card.contact)) if flight.card.contact else ""
        says = "check, passed" if is_past else f"check {who}".strip()
        if flight.card.ball == MINE:
            says = "your move, passed" if is_past else "your move until then"
        role = "sentence" if is_past else "muted"
        yield _below(flight, axis, verdict.check_at, glyphs.limit, says, "text bold", role, 3)
    yield from _telling(flight, axis, glyphs)


def _telling(flight: Flight, axis: Axis, glyphs: Glyphs) -> Iterator[Tick]:
    tell_at, card = flight.verdict.tell_at, flight.card
    if tell_at is None or not flight.on_axis(tell_at):
        return
    says = f"tell {shown(person(card.requester))}" if card.requester else "last call"
    is_late = flight.now >= tell_at and flight.verdict.level in (policy.AT_RISK, policy.OVERDUE)
    if is_late:
        yield _below(flight, axis, tell_at, glyphs.told, f"{says}, missed", "error", "error bold", 4)
    else:
        done = ", done" if policy.plan(card, flight.rules).risk_at is None else ""
        yield _below(flight, axis, tell_at, glyphs.told, f"{says}{done}", "text", "muted", 4)


def _below(
    flight: Flight, axis: Axis, at: int, glyph: str, says: str, glyph_role: str, role: str, rank: int
) -> Tick:
    cell = axis.cell(at)
    label = Label(cell, f"{_when(flight, axis, at)} {says}", role, "", rank)
    return Tick(cell, (glyph, glyph_role), below=label)


def _when(flight: Flight, axis: Axis, at: int) -> str:
    """The bare time where the axis shows the day, else with its day."""
    week = flight.week
    then, today = local(at, week).date(), local(flight.now, week).date()
    if then == today or (then > today and len(list(day_ends(flight, axis))) == 1):
        return f"{local(at, week):%H:%M}"
    return near(at, flight.now, week)


def _begun(flight: Flight, axis: Axis, glyphs: Glyphs) -> Iterator[Tick]:
    at = flight.begins_at
    says = _touch_words(flight.card, at)
    label = Label(0, f"{near(at, flight.now, flight.week)} {says}", "sentence", "start", 5)
    yield Tick(0, (glyphs.touch, "text"), above=label)


def _touch_words(card: Card, at: int) -> str:
    found = [told for told in tellings(card) if told.event.at == at and ev.is_touch(told.event)]
    return label_of(found[-1 if card.is_open else 0]) if found else "begun"


def _now(flight: Flight, axis: Axis, glyphs: Glyphs) -> Tick:
    cell = axis.cell(flight.now)
    label = Label(cell, f"now {local(flight.now, flight.week):%H:%M}", "text bold", BETWEEN, 8)
    return Tick(cell, (glyphs.now, "text"), above=label)


def _resolved(flight: Flight, axis: Axis, glyphs: Glyphs) -> Tick:
    at = flight.card.resolved_at or flight.card.touched_at
    label = Label(axis.cell(at), f"{near(at, flight.now, flight.week)} resolved", "text bold", BETWEEN, 8)
    return Tick(label.cell, (glyphs.resolved, "success"), above=label)


def _due(flight: Flight, axis: Axis, glyphs: Glyphs) -> Iterator[Tick]:
    card = flight.card
    if card.due is None or card.due_kind is None or not flight.on_axis(card.due):
        return
    cell = axis.cell(card.due)
    is_wish = card.promise is None
    when = near(card.due, flight.now, flight.week)
    breaks = shown(card.breaks) if card.breaks else {"wish": "wish"}.get(card.due_kind, "deadline")
    side = "end" if cell >= axis.cells - 1 else BETWEEN
    yield Tick(
        cell,
        (glyphs.wish, "muted") if is_wish else (glyphs.due, due_role(card)),
        above=Label(cell, when, "sentence" if is_wish else "text bold", side, 7),
        below=Label(cell, f"{SIGILS[card.due_kind]} {breaks}", "muted" if is_wish else "sentence", side, 6),
    )
