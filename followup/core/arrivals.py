"""Cards from other programs: everything about them is checked before anything is stored (DESIGN section 12).

An arrival is a line of an export, whose events must give its fields, or a card as `list --json` prints it,
which becomes one Opened event that carries its state. Instants are UTC seconds once read.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from followup.core import card as cards
from followup.core import events as ev
from followup.core import ids, shapes
from followup.core.card import Card
from followup.core.events import Event
from followup.core.exchange import DERIVED, as_export
from followup.core.shapes import Wrong
from followup.core.stages import RESOLVED
from followup.errors import Refused

BY = "import"
NOTHING = "nothing was imported"

T = TypeVar("T")
Through = Callable[[Iterable[tuple[str, Any]]], Iterable[tuple[str, Any]]]


class Arrival(NamedTuple):
    """A card as it would be stored; `given` names the fields that were said, None where its events say it all."""

    document: dict[str, Any]
    given: tuple[str, ...] | None


def read(text: str, now: int, through: Through = lambda values: values) -> list[Arrival]:
    """The cards of JSON Lines or of one array, each id once; all values go `through` something that may count them.

    Raises Refused naming the line or the card that is wrong.
    """
    return each_once(through(_values(text)), lambda value: from_json(value, now))


def each_once(values: Iterable[tuple[str, T]], read: Callable[[T], Arrival]) -> list[Arrival]:
    """What `read` makes of each value, an id that comes again left out.

    Raises Refused naming the place of a value that is wrong, or whose id came before with other content.
    """
    arrivals: dict[str, Arrival] = {}
    for place, value in values:
        try:
            arrival = read(value)
        except Wrong as wrong:
            raise Refused(f"{place}: {wrong}", NOTHING) from None
        key = arrival.document["id"]
        if key in arrivals and not is_same(arrival, arrivals[key].document):
            raise Refused(f"{place}: card {key} comes twice, with different content", NOTHING)
        arrivals.setdefault(key, arrival)
    return list(arrivals.values())


def from_json(value: Any, now: int) -> Arrival:
    """One card. Raises Wrong, a ValueError that says what is wrong with which field."""
    if not isinstance(value, dict):
        raise Wrong("a card is an object")
    known = {name: one for name, one in value.items() if name not in DERIVED}
    history = known.pop("events", None)
    fields = {name: shapes.field(name, one) for name, one in known.items()}
    if history is None:
        return from_fields(fields, now)
    card = _folded(fields.pop("id", None) or ids.new_id(now), history)
    # Where a card is kept is no event: archiving changes nothing that it says.
    card = card._replace(archived=fields.pop("archived", card.archived))
    _refuse_nonsense(card)
    for name, one in fields.items():
        if getattr(card, name) != one:
            raise Wrong(f"{name}: its events say otherwise")
    return Arrival(cards.as_document(card), None)


def from_fields(said: Mapping[str, Any], now: int) -> Arrival:
    """One card from the fields that were said, each as a card holds it. Raises Wrong."""
    fields = dict(said)
    card_id = fields.pop("id", None) or ids.new_id(now)
    given = tuple(fields)
    if not fields.get("title"):
        raise Wrong("title: a card needs one")
    fields = {name: one for name, one in fields.items() if one not in (None, ())}
    at = fields.get("opened_at", now)
    if fields.get("due") is not None:
        fields.setdefault("due_kind", cards.PROMISED)
    if fields.get("stage") == RESOLVED:
        fields.setdefault("resolved_at", fields.get("stage_entered_at", at))
    card = cards.opened(card_id, Event(ids.new_id(now), at, now, ev.OPENED, BY, fields))
    _refuse_nonsense(card)
    return Arrival(cards.as_document(card), given)


def from_stored(document: Mapping[str, Any], now: int) -> Arrival:
    """One card as a store keeps it, with the fields of other versions. Raises Wrong."""
    try:
        value = as_export(cards.from_document(dict(document)))
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as wrong:
        raise Wrong(f"it cannot be read: {wrong}") from None
    return Arrival({**document, **from_json(value, now).document}, None)


def is_same(arrival: Arrival, stored: Mapping[str, Any]) -> bool:
    """Whether the stored card has the content that arrives; without events, in the fields that were said.

    In the archive or not, it is the same card.
    """
    names = arrival.given if arrival.given is not None else stored.keys() | arrival.document.keys()
    return all(stored.get(name) == arrival.document.get(name) for name in names if name != "archived")


def _folded(card_id: str, history: Any) -> Card:
    if not isinstance(history, list) or not history:
        raise Wrong("events: a list with one event at least")
    events = [_event(one, place) for place, one in enumerate(history)]
    if [one.kind == ev.OPENED for one in events] != [True] + [False] * (len(events) - 1):
        raise Wrong("events: the first one, and no other, is opened")
    if len({one.id for one in events}) != len(events):
        raise Wrong("events: two have the same id")
    card = cards.fold(card_id, events)
    if not card.title:
        raise Wrong("title: a card needs one")
    return card


def _event(value: Any, place: int) -> Event:
    try:
        return shapes.event(value)
    except Wrong as wrong:
        raise Wrong(f"events[{place}]: {wrong}") from None


def _refuse_nonsense(card: Card) -> None:
    """What no history could have made."""
    if (card.due is None) != (card.due_kind is None):
        raise Wrong("due_kind: a deadline has a kind, and nothing else has")
    if (card.stage == RESOLVED) != (card.resolved_at is not None):
        raise Wrong("resolved_at: a resolved card has one, and no other")
    if card.archived and card.is_open:
        raise Wrong("archived: only a resolved card is")


# Text into values


def _values(text: str) -> Iterator[tuple[str, Any]]:
    """Each card with where it stands."""
    if text.lstrip()[:1] == "[":
        whole = _parsed(text, "the array")
        yield from ((f"card {place}", one) for place, one in enumerate(whole, start=1))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"line {number}", _parsed(line, f"line {number}")


def _parsed(text: str, place: str) -> Any:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as wrong:
        where = f", column {wrong.colno}" if "\n" not in text else f", line {wrong.lineno}"
        raise Refused(f"{place}{where} is not JSON: {wrong.msg}", NOTHING) from None
    except Wrong as wrong:
        raise Refused(f"{place}: {wrong}", NOTHING) from None
    except RecursionError:
        raise Refused(f"{place} is nested too deep", NOTHING) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(name for place, (name, _) in enumerate(pairs) if name in dict(pairs[:place]))
        raise Wrong(f"{twice!r} stands twice in one object")
    return found


def _number(digits: str) -> int:
    if len(digits) > 19:
        raise Wrong("a number with more than 19 digits")
    return int(digits)


def _no_constant(name: str) -> Any:
    raise Wrong(f"{name} is no number")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_int=_number, parse_constant=_no_constant)
