"""`show`: one card's facts and its history, for eyes."""

from collections.abc import Iterator
from typing import Any

from followup.cli.rows import SIGILS, is_ascii, label, numbers
from followup.config import Settings
from followup.core import events as ev
from followup.core import wording
from followup.core.card import PROMISED, Card
from followup.core.events import Event
from followup.core.policy import judge
from followup.core.stages import NAMES
from followup.core.when_say import say, to_the_minute
from followup.core.workweek import Workweek

SLOT = 13


def sheet(card: Card, short: str, alerted_at: int | None, now: int, settings: Settings) -> list[str]:
    """The card's lines: title, why now, facts, history oldest first."""
    rules = settings.rules
    seen = judge(card, now, rules)
    head = "  ".join(
        part
        for part in (short, label(card, seen, is_ascii(settings)), NAMES[card.stage], numbers(card, seen))
        if part
    )
    lines = [card.title, head, f"{wording.reason(card, seen, now, rules)}."]
    if move := wording.move(card, seen):
        lines.append(f"Next: {move}.")
    lines.append("")
    lines += [f"{name:<{SLOT}}{text}" for name, text in _facts(card, alerted_at, now, rules.week)]
    return [*lines, "", "History", *(_event(event, now, rules.week) for event in card.events)]


def _facts(card: Card, alerted_at: int | None, now: int, week: Workweek) -> Iterator[tuple[str, str]]:
    yield "outcome", card.outcome or "-"
    if card.due is not None:
        breaks = f"; if not, {card.breaks}" if card.breaks else ""
        yield "deadline", f"{SIGILS[card.due_kind or PROMISED]} {say(card.due, now, week)}{breaks}"
    yield "contact", card.contact or "-"
    yield "requester", card.requester or "-"
    yield "next move", card.next_move or "-"
    tried = (f"{one} (tried)" if one in card.tried else one for one in card.alternates)
    yield "alternates", "; ".join(tried) or "-"
    rest = {
        "tags": " ".join(f"#{tag}" for tag in card.tags),
        "own limit": wording.span(card.idle_limit_minutes) if card.idle_limit_minutes else "",
        "told": to_the_minute(card.told_at, now, week) if card.told_at is not None else "",
        "quiet until": to_the_minute(card.snoozed_until, now, week) if card.snoozed_until is not None else "",
        "last popup": to_the_minute(alerted_at, now, week) if alerted_at is not None else "",
        "slipped": f"{card.slips} times" if card.slips > 1 else "once" if card.slips else "",
        "proof": card.proof or "",
        "muted": "no popups" if card.muted else "",
        "id": card.id,
    }
    yield from ((name, text) for name, text in rest.items() if text)


def _event(event: Event, now: int, week: Workweek) -> str:
    said = "  ".join(filter(None, (ev.KINDS[event.kind], *_details(event.data, now, week))))
    mark = "●" if ev.is_touch(event) else "·"
    return f"  {to_the_minute(event.at, now, week):<16}  {mark} {said}"


def _details(data: dict[str, Any], now: int, week: Workweek) -> Iterator[str]:
    """What an event says besides its kind, in few words."""
    for key in ("answer", "alternate", "contact", "stage", "note", "text", "proof", "reason"):
        if isinstance(data.get(key), str):
            yield NAMES.get(data[key], data[key])
    if data.get("via"):
        yield f"by {data['via']}"
    for key in ("until", "due"):
        if isinstance(data.get(key), int):
            yield f"{key} {to_the_minute(data[key], now, week)}"
    if isinstance(data.get("set"), dict):
        yield ", ".join(name.replace("_", " ") for name in data["set"])
