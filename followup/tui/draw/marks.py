"""What stands on the line of a card's history, what hangs off it, and how long it was silent."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from followup.core import events as ev
from followup.core import policy
from followup.core.card import MINE, Card
from followup.core.clean import shown
from followup.core.policy import Rules, Verdict
from followup.core.records import makes_sense
from followup.core.steps import CHECK, CONFIRM, DUE, GRAVITY, LAST_SAFE, NEWS, TELL
from followup.core.wording import person, span
from followup.tui.draw.card import SIGILS
from followup.tui.draw.entries import Told, due_role, entry, tellings
from followup.tui.draw.lines import Line, Span, width
from followup.tui.draw.moments import today_or
from followup.tui.draw.prospect import Prospect
from followup.tui.draw.rail import Silence
from followup.tui.glyphs import Glyphs

LABEL_CELLS = 15


class Popup(NamedTuple):
    """An alert of this card: when it came (UTC seconds), what it was about, what became of it."""

    at: int
    what: str
    became: str


WHAT = {
    CHECK: "check {contact}", LAST_SAFE: "last safe moment for another path", TELL: "tell {requester}",
    DUE: "the deadline", NEWS: "news for {requester}", CONFIRM: "is the outcome true?",
}  # fmt: skip
BECAME = {
    "delivered": "sent", "failed": "could not be shown", "unknown": "perhaps shown", "sending": "sent",
    "pending": "held back, over the budget",
}  # fmt: skip


def popups_of(alerts: Iterable[Mapping[str, Any]], card: Card) -> tuple[Popup, ...]:
    """The alerts of a card from the alerts table's rows: one for each popup, named after its gravest step."""
    contact = shown(person(card.contact)) if card.contact else "on it"
    requester = shown(person(card.requester)) if card.requester else "whoever expects news"
    rows = [row for row in alerts if row.get("card") == card.id and makes_sense(row)]
    found: dict[tuple[int, str], Popup] = {}
    for row in sorted(rows, key=lambda row: -GRAVITY.get(row["kind"], 0)):
        what = WHAT.get(row["kind"], row["kind"]).format(contact=contact, requester=requester)
        became = _became(row["result"], row.get("channel"))
        found.setdefault((row["at"], row.get("popup") or what), Popup(row["at"], what, became))
    return tuple(sorted(found.values()))


def _became(result: str, channel: object) -> str:
    """In words; "auto" is no channel that could have failed, and with "off" none was wanted."""
    if channel == "off":
        return "popups are off"
    said = BECAME.get(result, shown(result))
    return f"{said} by {shown(str(channel))}" if channel not in (None, "", "auto") else said


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


# What stands on the line


def marks_of(past: Past, glyphs: Glyphs) -> Iterator[Mark]:
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
        if width(label) >= LABEL_CELLS:
            label, said = "check", f"{label.removeprefix('check ')}, {said}"
        yield Mark(
            past.ahead.check_at, (glyphs.check, "muted"), False, (label, "muted"), ([(said, "muted")],)
        )


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
    glyph = (glyphs.wish, "muted") if is_wish else (glyphs.due, due_role(card))
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
