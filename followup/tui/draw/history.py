"""A card's history to scale: rows are working time, and only a touch breaks the line (LOOK section 8).

`│` is time within the limit, `┃` beyond it, `╎` ahead. What did not reset the clock hangs off by a branch.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from followup.core import events as ev
from followup.core import policy
from followup.core.card import MINE, Card
from followup.core.clean import shown
from followup.core.policy import Rules, Verdict
from followup.core.wording import local, person, span
from followup.core.workweek import Workweek
from followup.tui.draw.card import SIGILS
from followup.tui.draw.entries import Told, entry, tellings
from followup.tui.draw.lines import Line, Span, cut, padded, shorten, width
from followup.tui.draw.moments import today_or
from followup.tui.draw.prospect import Prospect
from followup.tui.draw.rail import Rail, Silence
from followup.tui.draw.wrapping import flowed
from followup.tui.glyphs import Glyphs

SCALES = (1, 2, 4, 8)
SCALE_WORDS = {1: "one row is one working hour"}
STAMP_CELLS = 9
LABEL_CELLS = 15
LEAST_TEXT = 12


class Popup(NamedTuple):
    """An alert of this card: when it came (UTC seconds), what it was about, what became of it."""

    at: int
    what: str
    became: str


class Past(NamedTuple):
    """All that a history shows."""

    card: Card
    verdict: Verdict
    now: int
    rules: Rules
    popups: tuple[Popup, ...] = ()
    ahead: Prospect | None = None


class Mark(NamedTuple):
    """Something on the line, or hung off it: its glyph, its label, and rows of spans beside them."""

    at: int
    glyph: Span
    on_line: bool
    label: Span
    rows: tuple[Line, ...] = ()
    stamp_role: str = "muted"


class Placed(NamedTuple):
    """A mark with its first row, its stamp, and its text as it is wrapped."""

    mark: Mark
    row: int
    stamp: str
    texts: tuple[Line, ...]


def history(past: Past, cells: int, height: int, glyphs: Glyphs) -> list[Line]:
    """Head and rows in that many cells, at the smallest scale that fits the height; beyond 8 hours it is longer."""
    marks = sorted(_marks(past, glyphs), key=lambda mark: mark.at)
    stamps = _stamps([mark.at for mark in marks], past.now, past.rules.week)
    slot = max(STAMP_CELLS, *map(len, stamps)) if stamps else STAMP_CELLS
    room = max(LEAST_TEXT, cells - slot - 5 - LABEL_CELLS)
    texts = [_texts(mark, room) for mark in marks]
    silences = list(silences_of(past))
    rows: list[Line] = []
    scale = SCALES[0]
    for scale in SCALES:
        rail = Rail(silences, past.now if past.card.is_open else None, past.rules.week, _first(marks), scale)
        rows = _drawn(_placed(marks, stamps, texts, rail), rail, slot, glyphs)
        if len(rows) + 2 <= height:
            break
    says = SCALE_WORDS.get(scale, f"one row is {scale} working hours")
    whole = f"{says}; only a touch breaks the line"
    if width(whole) + 10 > cells:
        whole = says
    head: Line = [("History", "text bold"), (f"   {whole}", "muted")]
    return [shorten(row, cells, glyphs.cut) for row in (head, [], *rows)]


def _first(marks: list[Mark]) -> int:
    return marks[0].at if marks else 0


# What stands on the line


def _marks(past: Past, glyphs: Glyphs) -> Iterator[Mark]:
    for told in tellings(past.card):
        yield _event_mark(told, past, glyphs)
    for popup in past.popups:
        said: Line = [(shown(", ".join(filter(None, (popup.what, popup.became)))), "muted")]
        yield Mark(popup.at, (glyphs.popup, "text"), False, ("popup", "muted"), (said,))
    if past.card.is_open:
        yield _now_mark(past, glyphs)
        yield from _ahead(past, glyphs)
    if past.card.due is not None and past.card.due_kind is not None:
        yield _due_mark(past, glyphs)


def _event_mark(told: Told, past: Past, glyphs: Glyphs) -> Mark:
    event = told.event
    made = entry(told, past.now, past.rules.week)
    if event.kind == ev.RESOLVED:
        return Mark(event.at, (glyphs.resolved, "success"), True, (made.label, "text"), made.rows)
    if ev.is_touch(event):
        return Mark(event.at, (glyphs.touch, "text"), True, (made.label, "text"), made.rows)
    if event.kind == ev.UPDATED:
        return Mark(event.at, (glyphs.told, "text"), False, (made.label, "text"), made.rows)
    return Mark(event.at, (glyphs.check, "muted"), False, (made.label, "sentence"), made.rows)


def _now_mark(past: Past, glyphs: Glyphs) -> Mark:
    said = (_silence_words(past.card.ball, past.verdict.idle_minutes, past.verdict.wait_minutes), "text bold")
    rows: tuple[Line, ...] = ([said],)
    until = past.card.snoozed_until
    if past.verdict.level == policy.SNOOZED and until is not None:
        rows = ([said, (f"  quiet until {today_or(until, past.now, past.rules.week)}", "muted")],)
    return Mark(past.now, (glyphs.now, "text"), True, ("now", "text bold"), rows, "text bold")


def _ahead(past: Past, glyphs: Glyphs) -> Iterator[Mark]:
    check_at = past.verdict.check_at
    if check_at is not None and check_at > past.now:
        who = "your move" if past.card.ball == MINE else _check(past.card.contact)
        yield Mark(check_at, (glyphs.check, "muted"), False, (who, "muted"), _then(past))
    elif past.ahead is not None and past.ahead.check_at > past.now:
        label, said = past.ahead.label, past.ahead.said
        rows: tuple[Line, ...] = ([(said, "muted")],) if said else ()
        yield Mark(past.ahead.check_at, (glyphs.check, "muted"), False, (label, "muted"), rows)


def _check(contact: str | None) -> str:
    return f"check {shown(person(contact))}" if contact else "check"


def _then(past: Past) -> tuple[Line, ...]:
    if past.card.held_until is not None and past.card.held_until == past.verdict.check_at:
        return ([("as they said", "muted")],)
    return ([(f"the wait of {span(past.verdict.wait_minutes)} ends", "muted")],)


def _due_mark(past: Past, glyphs: Glyphs) -> Mark:
    card = past.card
    assert card.due is not None and card.due_kind is not None
    is_wish = card.promise is None
    glyph = (glyphs.wish, "muted") if is_wish else (glyphs.due, "error")
    label = f"{SIGILS[card.due_kind]} {'wish' if is_wish else 'deadline'}"
    rows: tuple[Line, ...] = ([(shown(card.breaks), "muted")],) if card.breaks else ()
    is_ahead = card.is_open and card.due > past.now
    role = "muted" if is_wish else "sentence"
    return Mark(card.due, glyph, is_ahead, (label, role), rows, role)


# How long it was silent


def silences_of(past: Past) -> Iterator[Silence]:
    """Every span in which one clock ran, with the limit that held at its end."""
    before: Card | None = None
    for told in tellings(past.card):
        if before is not None and before.is_open and _ends_the_clock(told):
            yield _silence(before, told.event.at, past.rules, is_over=True)
        before = told.after
    if past.card.is_open:
        yield _silence(past.card, past.now, past.rules, is_over=False)


def _ends_the_clock(told: Told) -> bool:
    return ev.is_touch(told.event) or (told.before is not None and told.before.ball != told.after.ball)


def _silence(card: Card, until: int, rules: Rules, is_over: bool) -> Silence:
    known = policy.plan(card, rules)
    idle = rules.week.minutes(known.since, until)
    says = _silence_words(card.ball, idle, known.wait_minutes) if is_over else ""
    return Silence(known.since, until, known.idle_at, says if until > known.idle_at else "")


def _silence_words(ball: str, idle: int, wait: int) -> str:
    return f"{span(idle)} {'with you' if ball == MINE else 'silent'}, limit {span(wait)}"


# When


def _stamps(instants: list[int], now: int, week: Workweek) -> list[str]:
    """Each instant's time, with its day where that is another than the one before."""
    days = [local(at, week).date() for at in instants]
    fresh = [True, *(one != other for one, other in pairwise(days))]
    return [_stamp(at, now, week, is_new) for at, is_new in zip(instants, fresh, strict=False)]


def _stamp(at: int, now: int, week: Workweek, with_day: bool) -> str:
    then, today = local(at, week), local(now, week)
    if not with_day:
        return f"{then:%H:%M}"
    if abs(then.date() - today.date()) < timedelta(7):
        return f"{then:%a %H:%M}"
    year = "" if then.year == today.year else f" {then.year}"
    return f"{then.day} {then:%b}{year} {then:%H:%M}"


# Rows


def _texts(mark: Mark, room: int) -> tuple[Line, ...]:
    return tuple(row for spans in mark.rows for row in flowed(spans, room)) or ([],)


def _placed(marks: list[Mark], stamps: list[str], texts: list[tuple[Line, ...]], rail: Rail) -> list[Placed]:
    placed: list[Placed] = []
    row = 0
    for mark, stamp, text in zip(marks, stamps, texts, strict=True):
        row = rail.place(mark.at, row)
        placed.append(Placed(mark, row, stamp, text))
        row += len(text)
    return placed


def _drawn(placed: list[Placed], rail: Rail, slot: int, glyphs: Glyphs) -> list[Line]:
    rows: list[Line] = []
    for one in placed:
        while len(rows) < one.row:
            rows.append(_row("", "", rail.between(len(rows), glyphs), ("", ""), [], slot))
        rows += _mark_rows(one, rail, slot, glyphs)
    for row, text in rail.named():
        rows[row] = [*padded(rows[row], slot + 5), (text, "sentence")]
    return rows


def _mark_rows(one: Placed, rail: Rail, slot: int, glyphs: Glyphs) -> list[Line]:
    mark = one.mark
    line = mark.glyph if mark.on_line else rail.beside(mark.at, one.row, glyphs)
    hung = (" ", "") if mark.on_line else mark.glyph
    label = (cut(mark.label[0], LABEL_CELLS - 1, glyphs.cut), mark.label[1])
    first = padded([label], LABEL_CELLS) if width(label[0]) < LABEL_CELLS else [label]
    rows = [_row(one.stamp, mark.stamp_role, line, hung, [*first, *one.texts[0]], slot)]
    for offset, text in enumerate(one.texts[1:], 1):
        beside: Line = [(" " * LABEL_CELLS, ""), *text]
        rows.append(
            _row("", "", rail.between(one.row + offset, glyphs, is_free=False), ("", ""), beside, slot)
        )
    return rows


def _row(stamp: str, stamp_role: str, rail: Span, hung: Span, text: Line, slot: int) -> Line:
    line: Line = [(stamp.rjust(slot), stamp_role), ("  ", ""), rail]
    if not text and not hung[0]:
        return line
    return [*line, hung if hung[0] else (" ", ""), (" ", ""), *text]
