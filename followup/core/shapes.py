"""What each field of a card, and each datum of an event, must look like in JSON. Pure checks, no defaults.

Every reader answers with the value as a card holds it, or raises Wrong.
"""

from collections.abc import Callable
from typing import Any

from followup.core import clean, ids
from followup.core import events as ev
from followup.core.card import DUE_KINDS, EDITABLE, FIELDS, MINE, THEIRS
from followup.core.events import Event
from followup.core.exchange import INSTANTS
from followup.core.instants import from_iso
from followup.core.stages import STAGES
from followup.errors import Refused

Read = Callable[[Any], Any]

# The years that the date grammar knows.
FIRST_YEAR, LAST_YEAR = 1900, 9998
MOST = 10**7  # minutes, slips, revisions: beyond it somebody is joking


class Wrong(ValueError):
    """What is wrong with a value, in words that follow the name of its field."""


def field(name: str, value: Any) -> Any:
    """A card's field by its JSON name. Raises Wrong, naming it."""
    read = _FIELDS.get(name)
    if read is None:
        from difflib import get_close_matches

        near = get_close_matches(name, _FIELDS, n=1)
        raise Wrong(f"there is no field {name!r}" + (f", did you mean {near[0]}?" if near else ""))
    return _named(name, read, value)


def event(value: Any) -> Event:
    """An event as `show --json` prints it. Raises Wrong."""
    if not isinstance(value, dict):
        raise Wrong("an event is an object")
    unknown = value.keys() - {*Event._fields}
    missing = {*Event._fields} - value.keys()
    if unknown or missing:
        raise Wrong(f"an event has exactly {', '.join(Event._fields)}")
    kind = _named("kind", _one_of(*ev.KINDS), value["kind"])
    return Event(
        _named("id", _card_id, value["id"]),
        _named("at", _instant, value["at"]),
        _named("recorded_at", _instant, value["recorded_at"]),
        kind,
        _named("by", _line, value["by"]),
        _named("data", lambda data: _data(kind, data), value["data"]),
    )


def needed(kind: str) -> tuple[str, ...]:
    """The data that an event of this kind cannot do without."""
    return _NEEDED.get(kind, ())


def _data(kind: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Wrong("is no object")
    known = _DATA.get(kind, {})
    for name in needed(kind):
        if name not in value:
            raise Wrong(f"{name} is missing")
    return {_name(name): _named(name, known.get(name, _plain), one) for name, one in value.items()}


def _named(name: str, read: Read, value: Any) -> Any:
    try:
        return read(value)
    except Wrong as wrong:
        raise Wrong(f"{name}: {wrong}") from None


# Readers


def _name(value: str) -> str:
    if not value.isidentifier() or len(value) > 40:
        raise Wrong(f"{value[:40]!r} is no name")
    return value


def _card_id(value: Any) -> str:
    if not isinstance(value, str) or not ids.is_id(value):
        raise Wrong("is no ULID in capital letters")
    return value


def _checked(check: Callable[[str], str], value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("is no text")
    try:
        # What was stored was checked before, so a text that the check would change was not stored.
        return value if check(value) == value else check(value)
    except Refused as refused:
        raise Wrong(refused.message) from None


def _title(value: Any) -> str:
    return _checked(lambda text: clean.title(text).text, value)


def _line(value: Any) -> str:
    return _checked(clean.line, value)


def _text(value: Any) -> str:
    return _checked(clean.note, value)


def _lines(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > 1000:
        raise Wrong("is no list of texts")
    return tuple(_line(one) for one in value)


def _instant(value: Any) -> int:
    try:
        at = from_iso(value) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        at = None
    if at is None:
        raise Wrong("is no instant such as 2026-11-24T19:12:00Z")
    if not _EARLIEST <= at <= _LATEST:
        raise Wrong(f"is not in the years {FIRST_YEAR} to {LAST_YEAR}")
    return at


_EARLIEST = from_iso(f"{FIRST_YEAR}-01-01T00:00:00Z")
_LATEST = from_iso(f"{LAST_YEAR}-12-31T23:59:59Z")


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise Wrong("is no whole number from 0")
    return value


def _minutes(value: Any) -> int:
    if _count(value) == 0:
        raise Wrong("is no whole number from 1")
    return int(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("is neither true nor false")
    return value


def _one_of(*choices: str) -> Read:
    def read(value: Any) -> str:
        if value not in choices:
            raise Wrong(f"is not one of {', '.join(choices)}")
        return str(value)

    return read


def _or_null(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _plain(value: Any) -> Any:
    """A datum that this version does not know: kept, if it is something plain."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) < 1 << 53:
        return value
    return _text(value)


def _set(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() - {*EDITABLE}:
        raise Wrong(f"is no object of {', '.join(EDITABLE)}")
    return {name: _as_data(name, one) for name, one in value.items()}


def _as_data(name: str, value: Any) -> Any:
    """A field as an event's data hold it: lists as lists."""
    found = field(name, value)
    return list(found) if isinstance(found, tuple) else found


_FIELDS: dict[str, Read] = {
    "id": _card_id,
    "title": _title,
    "outcome": _or_null(_text),
    "stage": _one_of(*STAGES),
    "contact": _or_null(_line),
    "requester": _or_null(_line),
    "alternates": _lines,
    "tags": _lines,
    "due_kind": _or_null(_one_of(*DUE_KINDS)),
    "breaks": _or_null(_text),
    "next_move": _or_null(_text),
    "idle_limit_minutes": _or_null(_minutes),
    "tried": _lines,
    "proof": _or_null(_text),
    "slips": _count,
    "muted": _truth,
    "archived": _truth,
    "ball": _one_of(THEIRS, MINE),
    "rev": _minutes,
} | {name: _or_null(_instant) for name in INSTANTS}
# A card always has these.
_FIELDS |= dict.fromkeys(("opened_at", "stage_entered_at", "touched_at", "ball_at"), _instant)

_SAID: dict[str, Read] = {"via": _line, "note": _text, "contact": _line, "text": _text, "reason": _text}
_OPENED = {name: (lambda value, name=name: _as_data(name, value)) for name in FIELDS} | _SAID
_DATA: dict[str, dict[str, Read]] = {
    ev.OPENED: _OPENED,
    ev.REROUTED: _SAID | {"alternate": _line},
    ev.HEARD: _SAID | {"answer": _one_of(*ev.ANSWERS), "until": _instant},
    ev.SNOOZED: _SAID | {"until": _instant},
    ev.MUTED: {"muted": _truth, "until": _or_null(_instant)},
    ev.EDITED: _SAID | {"set": _set},
    ev.RESCHEDULED: _SAID
    | {"due": _or_null(_instant), "due_kind": _or_null(_one_of(*DUE_KINDS)), "was": _or_null(_instant)},
    ev.NOTED: _SAID | {"until": _instant},
    ev.MOVED: {"stage": _one_of(*STAGES)},
    ev.REOPENED: {"stage": _one_of(*STAGES)},
    ev.FOLLOWED_UP: _SAID | {"stage": _one_of(*STAGES)},
    ev.RESOLVED: _SAID | {"proof": _text},
}
_NEEDED = {
    ev.OPENED: ("title",),
    ev.REROUTED: ("alternate",),
    ev.HEARD: ("answer",),
    ev.SNOOZED: ("until",),
    ev.EDITED: ("set",),
    ev.RESCHEDULED: ("due",),
    ev.MOVED: ("stage",),
    ev.REOPENED: ("stage",),
}
assert {*FIELDS} <= _FIELDS.keys(), "a field of the card has no shape"
