"""WHEN and QUERY as people type them, into instants and filters. pendulum is imported only where a date is read."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from followup.cli.call import Call
from followup.core.board import Seen
from followup.core.card import Card
from followup.core.phrase import BadPhrase
from followup.errors import Refused

Keep = Callable[[Seen], bool]
T = TypeVar("T")


def past_at(call: Call) -> int | None:
    """`--at` of a verb that records something people did: the latest that fits, never ahead."""
    return _read(call, call.parsed.options.get("at"), "past", "--at")


def until_at(call: Call) -> int | None:
    """`--until`: a bare day is its first working minute."""
    return _read(call, call.parsed.options.get("until"), "until", "--until")


def snooze_at(call: Call, text: str) -> int:
    """The end of a snooze."""
    from followup.core import when

    return _reading(
        lambda: when.until(text, call.clock(), call.settings.rules.week, call.settings.date_order)
    ).at


def slot_at(call: Call) -> int:
    """`--keep`: when a promise is worked on; a bare day is its first working minute."""
    return _read(call, call.parsed.options["keep"], "until", "--keep") or call.clock()


def due_at(call: Call, text: str) -> int:
    """A deadline: a bare day is its end. A past one is said so."""
    from followup.core import when

    reading = _reading(
        lambda: when.exactly(text, call.clock(), call.settings.rules.week, call.settings.date_order)
    )
    if reading.past:
        call.tell(f"note: {reading.words} has passed")
    return reading.at


def said(call: Call, at: int | None, until: int | None = None) -> str:
    """What was understood of `--at` and `--until`: `Tue 17 Nov 15:00 until Fri 20 Nov 15:00`."""
    from followup.core.when_say import stamp

    now, week = call.clock(), call.settings.rules.week
    parts = (
        "" if at is None else stamp(at, now, week),
        "" if until is None else f"until {stamp(until, now, week)}",
    )
    return " ".join(filter(None, parts))


def any_at(call: Call, text: str) -> int:
    """`next --at`: any instant, ahead or behind; a bare day is its first working minute."""
    from followup.core import when
    from followup.core.when_say import first_of

    week = call.settings.rules.week
    reading = _reading(lambda: when.exactly(text, call.clock(), week, call.settings.date_order), "--at")
    return reading.at if reading.day is None else first_of(reading.day, week)


def _read(call: Call, text: str | None, mode: str, option: str) -> int | None:
    if text is None:
        return None
    from followup.core import when

    read = getattr(when, mode)
    found = _reading(
        lambda: read(text, call.clock(), call.settings.rules.week, call.settings.date_order), option
    )
    return int(found.at)


def _reading(read: Callable[[], T], option: str = "") -> T:
    try:
        return read()
    except BadPhrase as bad:
        lead = f"{option}: " if option else ""
        raise Refused(f"{lead}{bad.message}", bad.hint) from None


def query(call: Call, text: str, now: int) -> Keep:
    """What a QUERY lets through, its dates read at `now`; everything when it is empty."""
    if not text.strip():
        return lambda one: True
    from followup.core.query import compile

    week, order = call.settings.rules.week, call.settings.date_order
    found = _reading(lambda: compile(text, now, week, order))
    return lambda one: bool(found.matches(one.card, one.verdict))


def asks(text: str) -> frozenset[str]:
    """What a QUERY asks for by `is:`."""
    if "is:" not in text:
        return frozenset()
    from followup.core.query import asked

    return asked(text)


def edits(call: Call, pairs: Sequence[str]) -> Callable[[Card], Mapping[str, Any]]:
    """What KEY=VALUE pairs set on a card as it then is: each sees what the ones before it made."""
    from followup.core.fields import fields_from
    from followup.core.opening import in_full

    now, week, order = call.clock(), call.settings.rules.week, call.settings.date_order

    def change(card: Card) -> Mapping[str, Any]:
        fields: dict[str, Any] = {}
        for pair in pairs:
            found = in_full(_reading(partial(fields_from, pair, card, now, week, order)), call.settings.names)
            fields |= found
            card = card._replace(**found)
        return fields

    return change
