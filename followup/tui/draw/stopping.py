"""The end of the day as a page: the verdict, one sentence, its keys; today as a line, tomorrow in order, what is quiet.

Pure; instants are UTC seconds in the week's zone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from followup.core import daysend, policy, today
from followup.core.card import MINE
from followup.core.clean import shown
from followup.core.daysend import Coming, DaysEnd
from followup.core.moments import local
from followup.core.nextmoves import PATH, moves
from followup.core.policy import Rules
from followup.core.stopping import Thing, tomorrow
from followup.core.today import Mark
from followup.core.wording import ended, person
from followup.tui.draw.axis import BETWEEN, END, START, Axis, Label, labels
from followup.tui.draw.card import SIGILS
from followup.tui.draw.lines import Line, cut, padded, shorten, width
from followup.tui.draw.moments import today_or
from followup.tui.draw.unsafe import counted, unsafe_label
from followup.tui.draw.wrapping import wrap
from followup.tui.glyphs import Glyphs

SLOT, SLOT_SMALL = 16, 10
SMALL_BELOW = 90
MOST_COMING = 12
WHEN_CELLS = 9
LEAST_LINE = 12
ROOMY_FROM = 28  # rows
MOST_NAMED = 3


class Look(NamedTuple):
    """What the page is drawn from: what is not safe, and how the day stands, None until that is worked out; `keys` is
    the row of keys under the verdict."""

    unsafe: tuple[Thing, ...]
    end: DaysEnd | None
    rules: Rules
    glyphs: Glyphs
    keys: Line


class _Day(NamedTuple):
    """The same where it is known how the day stands."""

    end: DaysEnd
    rules: Rules
    glyphs: Glyphs


def stop_page(look: Look, cells: int, height: int = ROOMY_FROM) -> list[Line]:
    """Every row of the page."""
    slot = SLOT_SMALL if cells < SMALL_BELOW else SLOT
    rows: list[Line] = [[], _verdict(look), [], *_sentences(look, cells), [], look.keys, [], []]
    if look.end is not None:
        day = _Day(look.end, look.rules, look.glyphs)
        rows += [[]] if height >= ROOMY_FROM else []
        rows += _slotted("Today", _today(day, cells - slot), slot)
        rows += [[], *_slotted(_next_day(day), _coming(day, cells - slot), slot)]
        rows += _quiet(day, slot, not look.unsafe)
    return [shorten(row, cells, look.glyphs.cut) for row in rows]


def _slotted(name: str, lines: list[Line], slot: int) -> list[Line]:
    """A label before the first of some lines, the others under it."""
    first, *others = lines or [[("nothing", "muted")]]
    return [
        [*padded([(name, "text bold")], slot), *first],
        *([(" " * slot, ""), *line] for line in others),
        [],
    ]


def _verdict(look: Look) -> Line:
    if look.unsafe:
        return unsafe_label(look.unsafe, "text bold")
    return [(f"{look.glyphs.resolved} ", "success"), ("Safe to stop", "text bold")]


def _sentences(look: Look, cells: int) -> list[Line]:
    """The one sentence that matters, and the others muted under it."""
    if look.unsafe:
        main = " ".join(map(ended, look.unsafe[0].sentences))
        rest = " ".join(_besides(look.unsafe, look.rules))
    elif look.end is not None and not look.end.things:
        main, rest = ended(look.end.reason[0]), " ".join(map(ended, look.end.reason[1:]))
    else:  # it is being worked out
        main, rest = "", ""
    rows: list[Line] = [[(row, "text")] for row in wrap(main, cells)]
    return rows + [[(row, "muted")] for row in wrap(rest, cells) if row]


def _besides(unsafe: tuple[Thing, ...], rules: Rules) -> Iterator[str]:
    """What can wait until tomorrow, and what else cannot."""
    thing = unsafe[0]
    of, name = thing.scene, thing.card.requester
    path = next((move for move in moves(of.card, of.seen) if move.kind == PATH), None)
    if thing.move.startswith("tell ") and name:
        begins_at = tomorrow(of.now, rules)[0]
        # Not where the date falls before that.
        if path is not None and not of.now < (thing.card.promise or 0) <= begins_at:
            yield f"Going{path.todo[2:]} can wait until {daysend.clock(begins_at, of.now, rules.week, True)}."
        yield f"{person(name)} should know today."
    else:
        yield f"Next: {thing.move}, about {counted(thing.minutes, 'minute')}."
    if len(unsafe) > 1:
        titles = [one.card.title for one in unsafe[1:]]
        yield f"Then {' and '.join(titles) if len(titles) < MOST_NAMED else counted(len(titles), 'more thing')}."


# Today


def _today(look: _Day, cells: int) -> list[Line]:
    said = look.end.today.said
    counts: Line = [("   ".join(said), "sentence")] if said else [("nothing was done yet", "muted")]
    drawn = _day_line(look, max(LEAST_LINE, cells))
    return [counts, *([[], *drawn] if drawn else [])]


def _day_line(look: _Day, cells: int) -> list[Line]:
    """From the day's first working minute to its last, with every touch on it and where now is."""
    end, week = look.end, look.rules.week
    windows = week.day_windows(local(end.now, week).date())
    if not windows:
        return []
    axis = Axis(windows[0][0], windows[-1][1], week, cells)
    now = axis.cell(end.now)
    is_over, is_ahead = end.now >= windows[-1][1], end.now < windows[0][0]
    marks = {} if is_ahead else {axis.cell(mark.at): _sign(mark, look.glyphs) for mark in _by_weight(end)}
    spent = cells if is_over else 0 if is_ahead else now
    line: Line = []
    for cell in range(cells):
        span = (look.glyphs.spent, "muted") if cell < spent else (look.glyphs.left, "line")
        line.append(marks.get(cell, span))
    if not is_over and not is_ahead:
        line[now] = (look.glyphs.now, "text")
    check = _check_today(look)
    if check is not None and axis.cell(check) > now:
        line[axis.cell(check)] = (look.glyphs.check, "text")
    return [line, labels(list(_labels(look, axis, windows[-1][1], check)), cells)]


def _check_today(look: _Day) -> int | None:
    """The next check that falls today."""
    end, week = look.end, look.rules.week
    ahead = [
        of.seen.check_at
        for of in end.waiting
        if of.seen.check_at is not None and of.seen.level != policy.SNOOZED
    ]
    soonest = min((at for at in ahead if at > end.now), default=None)
    same_day = soonest is not None and week.local_date(soonest) == week.local_date(end.now)
    return soonest if same_day and soonest is not None and week.is_working(soonest) else None


def _by_weight(end: DaysEnd) -> list[Mark]:
    """What shares a cell with something else is drawn over it: an end, and what was missed."""
    weight = {today.PASSED: 3, today.RESOLVED: 2, today.TOLD: 1}
    return sorted(end.today.marks, key=lambda mark: (weight.get(mark.kind, 0), mark.at))


def _sign(mark: Mark, glyphs: Glyphs) -> tuple[str, str]:
    if mark.kind == today.PASSED:
        return glyphs.due, "error"
    if mark.kind == today.RESOLVED:
        return glyphs.resolved, "success"
    return (glyphs.told, "text") if mark.kind == today.TOLD else (glyphs.touch, "text")


def _labels(look: _Day, axis: Axis, ends_at: int, check: int | None) -> Iterator[Label]:
    week, end = look.rules.week, look.end
    yield Label(0, f"{local(axis.begins_at, week):%H:%M}", "muted", START, 5)
    if check is not None:
        yield Label(axis.cell(check), f"{local(check, week):%H:%M} check", "muted", BETWEEN, 4)
    yield Label(axis.cells - 1, f"{local(ends_at, week):%H:%M}", "muted", END, 3)
    for mark in end.today.marks if end.now >= axis.begins_at else ():
        if mark.kind == today.PASSED:
            yield Label(axis.cell(mark.at), f"{cut(shown(mark.card.title), 24)} passed", "muted", START, 2)
        elif mark.kind in (today.RESOLVED, today.TOLD):
            word = "done" if mark.kind == today.RESOLVED else "told"
            yield Label(axis.cell(mark.at), word, "muted", BETWEEN, 1)


# Tomorrow


def _next_day(look: _Day) -> str:
    """What the next working day is called."""
    end, week = look.end, look.rules.week
    away = (local(end.begins_at, week).date() - local(end.now, week).date()).days
    return ("Later", "Tomorrow")[away] if away < 2 else f"{local(end.begins_at, week):%A}"[:12]


def _coming(look: _Day, cells: int) -> list[Line]:
    every = look.end.tomorrow
    room = max(12, min(40, (cells - WHEN_CELLS) // 2))
    rows = [_row(one, look, room) for one in every[:MOST_COMING]]
    left = len(every) - MOST_COMING
    if left > 0:
        rows.append([(f"{look.glyphs.more_below} {left} more", "muted")])
    return rows or [[("nothing is due", "muted")]]


def _row(one: Coming, look: _Day, room: int) -> Line:
    card, glyphs = one.card, look.glyphs
    title = cut(shown(card.title), room - 2, glyphs.cut)
    line: Line = [
        (f"{local(one.at, look.rules.week):%H:%M}  ", "sentence"),
        (f"{_level(one, glyphs)} ", "muted"),
    ]
    line += [(title, "text"), (" " * (room - width(title)), "")]
    if one.kind == daysend.DUE:
        role = "error" if one.words.endswith("does not know") else "muted"
        return [*line, (f"{SIGILS[card.due_kind or '']} {shown(one.words)}", role)]
    minutes = f", {one.minutes} minutes" if one.kind == daysend.MOVE and (one.minutes or 0) > 1 else ""
    return [*line, (f"{shown(one.words)}{minutes}", "muted")]


def _level(one: Coming, glyphs: Glyphs) -> str:
    if one.kind == daysend.DUE:
        return glyphs.due
    if one.scene.seen.ball == MINE and one.scene.seen.level not in (policy.AT_RISK, policy.OVERDUE):
        return glyphs.mine
    return glyphs.check if one.kind == daysend.CHECK else glyphs.levels[one.scene.seen.level]


def _quiet(look: _Day, slot: int, is_said: bool) -> list[Line]:
    """How many cards keep quiet, and until when; `is_said` where the sentence above says that already."""
    waits, asleep = daysend.quiet_said(look.end)
    if not waits:
        return []
    line: Line = [(waits, "sentence")] + ([(f", {asleep}.", "muted")] if asleep else [(".", "sentence")])
    quiet = look.end.quiet_until
    more: list[Line] = []
    if quiet is not None and not is_said:
        when = today_or(quiet, look.end.now, look.rules.week)
        more = [[(f"Nothing will pop up until {when}.", "muted")]]
    return _slotted("Quiet", [line, *more], slot)
