"""Cards as JSON for other programs: the contract of DESIGN section 10, outwards.

Instants are ISO 8601 in UTC ending in Z, absent is null, minutes are whole numbers. The way in is `arrivals`.
"""

import json
from typing import Any

from followup.core import wording
from followup.core.card import LISTS, Card
from followup.core.events import Event
from followup.core.instants import to_iso
from followup.core.mutes import NO_MUTES, Mutes, as_seen
from followup.core.policy import Rules, Verdict

# The fields of a card that are instants, and the keys of event data that are besides them.
INSTANTS = (
    "due", "opened_at", "stage_entered_at", "touched_at", "told_at", "snoozed_until", "resolved_at",
    "ball_at", "due_set_at", "held_until",
)  # fmt: skip
DATA_INSTANTS = (*INSTANTS, "until", "was")

FIELDS = (
    "id", "short", "title", "outcome", "stage", "contact", "requester", "alternates", "tags", "due", "due_kind",
    "breaks", "next_move", "idle_limit_minutes", "opened_at", "stage_entered_at", "touched_at", "told_at",
    "snoozed_until", "resolved_at", "owned", "tried", "proof", "slips", "muted", "archived", "ball", "ball_at",
    "due_set_at", "held_until", "alerted_at", "rev",
)  # fmt: skip
# What only this board knows, or what the rest says already: not in an export, ignored in an import.
DERIVED = ("short", "owned", "alerted_at", "verdict")

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def as_json(
    card: Card,
    seen: Verdict,
    now: int,
    rules: Rules,
    short: str | None,
    alerted_at: int | None = None,
    with_events: bool = False,
    mutes: Mutes = NO_MUTES,
) -> dict[str, Any]:
    """The card as every command prints it; `seen` is its verdict at `now`, and so is whether it is muted."""
    card = as_seen(card, mutes, now)
    known = _fields(card) | {"short": short, "alerted_at": _instant(alerted_at)}
    found: dict[str, Any] = {name: known[name] for name in FIELDS}
    found["verdict"] = _verdict(card, seen, now, rules)
    if with_events:
        found["events"] = [_event(event) for event in card.events]
    return found


def as_export(card: Card) -> dict[str, Any]:
    """The card as `export json` writes it: everything that makes it, nothing that depends on when or where."""
    known = _fields(card)
    found = {name: known[name] for name in FIELDS if name not in DERIVED}
    return found | {"events": [_event(event) for event in card.events]}


def dumps(value: Any) -> str:
    """JSON on one line: text as typed, but nothing in it that could steer a terminal or hide.

    Raises ValueError for NaN.
    """
    text = _encode(value)
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)


def _fields(card: Card) -> dict[str, Any]:
    known: dict[str, Any] = card._asdict()
    del known["events"]
    for name in LISTS:
        known[name] = list(known[name])
    for name in INSTANTS:
        known[name] = _instant(known[name])
    return known | {"owned": card.owned}


def _instant(at: int | None) -> str | None:
    return None if at is None else to_iso(at)


def _verdict(card: Card, seen: Verdict, now: int, rules: Rules) -> dict[str, Any]:
    return {
        "level": seen.level,
        "ball": seen.ball,
        "idle_minutes": seen.idle_minutes,
        "wait_minutes": seen.wait_minutes,
        "check_at": _instant(seen.check_at),
        "last_safe_at": _instant(seen.last_safe_at),
        "tell_at": _instant(seen.tell_at),
        "changes_at": _instant(seen.changes_at),
        "reason": wording.reason(card, seen, now, rules),
        "move": wording.move(card, seen),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "at": to_iso(event.at),
        "recorded_at": to_iso(event.recorded_at),
        "kind": event.kind,
        "by": event.by,
        "data": _data(event.data),
    }


def _data(data: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _data(value)
        if key == "set"
        else _instant(value)
        if key in DATA_INSTANTS and isinstance(value, int)
        else value
        for key, value in data.items()
    }
