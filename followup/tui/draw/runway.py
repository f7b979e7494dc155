"""One card's runway: working time from the last touch to the deadline on one line (LOOK section 8).

Above it what happened, now, and where days end; below it what is planned, what was missed, and the next step.
"""

from followup.core import policy
from followup.core.wording import moment, span
from followup.tui.draw.axis import Axis, Tick, labels
from followup.tui.draw.lines import Line, run_together, shorten
from followup.tui.draw.ticks import Flight, ticks_of
from followup.tui.glyphs import ROLES, Glyphs


def runway(flight: Flight, cells: int, glyphs: Glyphs) -> list[Line]:
    """Head, blank, labels, line, labels."""
    axis = Axis(flight.begins_at, flight.ends_at, flight.week, cells)
    ticks = list(ticks_of(flight, axis, glyphs))
    head: Line = [("Runway", "text bold"), (f"   {summary(flight)}", "muted")]
    above = labels([tick.above for tick in ticks if tick.above], cells)
    below = labels([tick.below for tick in ticks if tick.below], cells)
    return [shorten(head, cells, glyphs.cut), [], above, _line(flight, axis, ticks, glyphs), below]


def summary(flight: Flight) -> str:
    """`5h48 of working time left, room for 2 steps`."""
    card, now, week = flight.card, flight.now, flight.week
    if not card.is_open:
        return _outcome(flight)
    if card.due is None:
        check_at = flight.verdict.check_at
        return "no deadline" + (f"; check {moment(check_at, now, week)}" if check_at is not None else "")
    if now >= card.due:
        late = span(week.minutes(card.due, now))
        return f"{late} of working time past the {'wish' if card.promise is None else 'deadline'}"
    left = week.minutes(now, card.due)
    if card.promise is None:
        return f"{span(left)} of working time to the wish, which alerts nobody"
    return f"{span(left)} of working time left, {_room(flight, left)}"


def _room(flight: Flight, left: int) -> str:
    steps = left // max(1, flight.ahead.wait_minutes) if flight.ahead else 0
    if not steps:
        return "no room for another step"
    return f"room for {steps} step{'s' if steps > 1 else ''}"


def _outcome(flight: Flight) -> str:
    card, week = flight.card, flight.week
    at = card.resolved_at or card.touched_at
    took = f"resolved after {span(week.minutes(card.opened_at, at))} of working time"
    if card.promise is None:
        return took
    if at > card.promise:
        return f"{took}, {span(week.minutes(card.promise, at))} late"
    return f"{took}, {span(week.minutes(at, card.promise))} before the deadline"


# The line itself


def _line(flight: Flight, axis: Axis, ticks: list[Tick], glyphs: Glyphs) -> Line:
    """Time spent within the limit, beyond it, and left; the ticks on it."""
    cells = [_stretch(flight, axis, cell, glyphs) for cell in range(axis.cells)]
    for tick in ticks:
        cells[tick.cell] = tick.glyph
    return run_together(cells)


def _stretch(flight: Flight, axis: Axis, cell: int, glyphs: Glyphs) -> tuple[str, str]:
    card, verdict = flight.card, flight.verdict
    spent_until = flight.now if card.is_open else card.resolved_at or card.touched_at
    if cell >= axis.cell(spent_until):
        return (glyphs.thin, "line")
    if verdict.check_at is not None and cell >= axis.cell(verdict.check_at):
        is_idle = verdict.level in (policy.IDLE, policy.STALLED)
        return (glyphs.spent, ROLES[verdict.level] if is_idle else "text")
    return (glyphs.spent, "muted")
