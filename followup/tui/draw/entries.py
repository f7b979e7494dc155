"""How each event of a card reads in its history: a label, and what is known about it, nothing left out."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from followup.core import card as cards
from followup.core import events as ev
from followup.core.card import LISTS, MINE, WISH, Card
from followup.core.clean import shown, shown_lines
from followup.core.events import Event
from followup.core.stages import NAMES
from followup.core.wording import person, span
from followup.core.workweek import Workweek
from followup.tui.draw.lines import Line
from followup.tui.draw.moments import full

FIELD_NAMES = {
    "due": "deadline", "due_kind": "kind", "next_move": "next move", "idle_limit_minutes": "limit",
}  # fmt: skip
ANSWERS = {
    ev.ANSWERED: "answered", ev.HOLDING: "holding reply", ev.AWAY: "away", ev.QUESTION: "question back",
}  # fmt: skip
# What is said in words of its own; anything else an event carries is said by its name.
SAID = ("via", "note", "text", "contact", "alternate", "answer", "until", "set", "due", "due_kind", "was",
        "reason", "proof", "stage", "muted", "by")  # fmt: skip


class Entry(NamedTuple):
    """What a history shows of an event: rows of spans, the first one beside the label."""

    label: str
    rows: tuple[Line, ...]


class Told(NamedTuple):
    """An event with the card before it (None for the first) and after it."""

    event: Event
    before: Card | None
    after: Card


def tellings(card: Card) -> Iterator[Told]:
    """Each event with the card before and after it, oldest first."""
    before: Card | None = None
    for event in card.events:
        after = cards.opened(card.id, event) if before is None else cards.apply(before, event)
        yield Told(event, before, after)
        before = after


def entry(told: Told, now: int, week: Workweek) -> Entry:
    """How an event reads; `now` (UTC seconds) says which dates need their year."""
    event, data = told.event, told.event.data
    rows: list[Line] = []
    facts = [fact for fact in (*_facts(told, now, week), _via(data), *_more(event)) if fact]
    if facts:
        rows.append([(", ".join(facts), "sentence")])
    if event.kind == ev.EDITED:
        rows += _edits(told, now, week)
    for key in ("reason", "proof"):
        if data.get(key):
            rows.append([(shown_lines(str(data[key])), "sentence" if key == "proof" else "muted")])
    rows += _quoted(event)
    return Entry(label_of(told), tuple(rows))


def label_of(told: Told) -> str:
    event, after = told.event, told.after
    if event.kind == ev.OPENED and after.ball == MINE:
        return "written down"
    if event.kind == ev.UPDATED and after.requester:
        return f"told {shown(person(after.requester))}"
    if event.kind == ev.HEARD:
        return ANSWERS.get(str(event.data.get("answer")), ev.KINDS[ev.HEARD])
    if event.kind == ev.REROUTED:
        return "alternate"
    if event.kind == ev.MUTED and not event.data.get("muted", True):
        return "unmuted"
    return ev.KINDS.get(event.kind, event.kind)


def _facts(told: Told, now: int, week: Workweek) -> list[str]:
    event, data = told.event, told.event.data
    facts: list[str] = []
    if event.kind == ev.OPENED and told.after.contact:
        facts.append(f"to {shown(person(told.after.contact))}")
    elif event.kind == ev.OPENED and told.after.ball == MINE:
        facts.append("not asked yet")
    elif data.get("contact") and event.kind != ev.OPENED:
        facts.append(f"to {shown(str(data['contact']))}")
    if data.get("alternate"):
        facts.append(shown(str(data["alternate"])))
    if event.kind != ev.OPENED and data.get("stage"):
        facts.append(f"to {NAMES.get(data['stage'], shown(str(data['stage'])))}")
    if data.get("until"):
        facts.append(f"until {full(data['until'], now, week)}")
    if event.kind == ev.RESCHEDULED:
        facts += _dates(told, now, week)
    return facts


def _dates(told: Told, now: int, week: Workweek) -> list[str]:
    data = told.event.data
    facts = [said("due", data.get("due"), now, week)]
    if data.get("was"):
        facts.append(f"was {full(data['was'], now, week)}")
    kind = data.get("due_kind")
    if kind and told.before is not None and kind != told.before.due_kind:
        facts.append(f"now {'a wish' if kind == WISH else kind}")
    return facts


def _via(data: dict[str, Any]) -> str:
    how = shown(str(data.get("via") or ""))
    return how if not how or how.startswith(("by ", "in ", "on ")) else f"by {how}"


def _more(event: Event) -> list[str]:
    """What the event carries besides: the one who chased, and keys of a newer followup."""
    known = [f"by {shown(str(event.data['by']))}"] if event.data.get("by") else []
    if event.kind == ev.OPENED:
        return known
    return known + [
        f"{key.replace('_', ' ')} {shown(str(value))}" for key, value in event.data.items() if key not in SAID
    ]


def _edits(told: Told, now: int, week: Workweek) -> list[Line]:
    rows: list[Line] = []
    for key, value in told.event.data.get("set", {}).items():
        row = [(FIELD_NAMES.get(key, key), "muted"), (f"  {said(key, value, now, week)}", "sentence")]
        was = getattr(told.before, key, None) if told.before is not None else None
        if was and was != value:
            row.append((f"  was {said(key, was, now, week)}", "muted"))
        rows.append(row)
    return rows


def said(key: str, value: Any, now: int, week: Workweek) -> str:
    """A field's value as a person reads it; `cleared` for an empty one."""
    if value in (None, "", (), []):
        return "cleared"
    if key == "due":
        return full(value, now, week)
    if key == "idle_limit_minutes":
        return span(value)
    if key in LISTS:
        return ", ".join(shown(str(one)) for one in value)
    return shown(str(value))


def due_role(card: Card) -> str:
    """Red while it can still be missed; of a resolved card only where it was."""
    kept = not card.is_open and (card.resolved_at or card.touched_at) <= (card.promise or 0)
    return "muted" if kept else "error"


def _quoted(event: Event) -> list[Line]:
    """What was said or written: a note as its Markdown says, the words of a message in quotes."""
    text = str(event.data.get("text") or event.data.get("note") or "")
    if not text:
        return []
    if event.kind == ev.NOTED:
        from followup.tui.draw.markdown import markdown

        return markdown(text)
    return [[(f"“{shown_lines(text)}”", "muted")]]
