"""What the user's own cards already know: people, routes, tags and titles, for completing and for twins."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from followup.core import quickadd_pieces as qp
from followup.core.card import WISH, Card, name_of
from followup.core.moments import as_limit
from followup.core.opening import in_full
from followup.core.quickadd import Draft, Piece
from followup.core.when_say import stamp
from followup.core.workweek import Workweek

NAMES = (qp.CONTACT, qp.REQUESTER, qp.ALTERNATE)
SIGIL_OF = {kind: sigil for sigil, kind in qp.SIGILS.items()}
DATES_SHOWN = 9
# A deadline that is being written: its sigil, and what there is of the date.
DEADLINE = re.compile(r"(?:^|(?<=\s))(!!|!\?|!)((?:[\w:/.]+ )*[\w:/.]*)$")
# What is suggested besides the dates of one's own cards.
DAYS = (
    "today",
    "tomorrow",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "next week",
    "end of month",
)


class Known(NamedTuple):
    """Names, alternates as they were typed, tags (each the most used first), open cards' titles, and their deadlines
    ahead as the line writes them.

    `named` are the settings' short names of people, in lower case, with their full ones, and `promised` the open
    promises' dates (UTC seconds). `slow` are the idle limits that fit people, by name as names are compared: their
    own slow reply time, in working minutes.
    """

    people: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    named: Mapping[str, str] = {}
    dates: tuple[str, ...] = ()
    promised: tuple[int, ...] = ()
    slow: Mapping[str, int] = {}

    def full_name(self, name: str) -> str:
        """The settings' full name for a short one, else the name as it is."""
        return self.named.get(name.casefold(), name)

    def slow_for(self, name: str | None) -> int | None:
        """How long somebody takes to answer when they are slow; None of nobody, and of whom too little is known."""
        if not name or not self.slow:
            return None
        from followup.core.mutes import known_as

        return self.slow.get(known_as(self.full_name(name)))


class Completion(NamedTuple):
    """The line with a piece completed, the cursor after it, and the piece's start."""

    line: str
    cursor: int
    start: int


def known_of(cards: Iterable[Card], named: Mapping[str, str] | None = None) -> Known:
    """What these cards know, and the settings' short names."""
    people: Counter[str] = Counter()
    routes: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    titles, due = [], []
    for card in cards:
        people.update(name for name in (card.contact, card.requester) if name)
        people.update(map(name_of, card.alternates))
        routes.update(card.alternates)
        tags.update(card.tags)
        if card.is_open:
            titles.append(card.title)
            if card.due is not None and card.due_kind != WISH:
                due.append(card.due)
    found = Known(_often(people), _often(routes), _often(tags), tuple(titles), named or {})
    return found._replace(promised=tuple(due))


def dates_of(cards: Iterable[Card], now: int, week: Workweek) -> tuple[str, ...]:
    """Open cards' deadlines after `now` (UTC seconds) in words, those that several share first, then the soonest."""
    due = Counter(card.due for card in cards if card.is_open and card.due is not None and card.due > now)
    often = sorted(due, key=lambda at: (-due[at], at))[:DATES_SHOWN]
    return tuple(stamp(at, now, week) for at in often)


def named_in_full(fields: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """The fields with the settings' full names for short ones."""
    return in_full(fields, known.named)


def _often(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in counted.most_common() if name)


def candidates(kind: str, text: str, known: Known) -> list[str]:
    """What a piece's text may be the beginning of; nothing when it is already one of them."""
    wanted = text.strip().casefold()
    if not wanted or kind not in (*NAMES, qp.TAG) or (kind != qp.TAG and wanted in known.named):
        return []
    pools = {qp.TAG: known.tags, qp.ALTERNATE: _ways(known.routes, known.people)}
    return list(_begun(pools.get(kind, known.people), wanted))


# Cached, since a panel asks the same of thousands of names several times a key.


@lru_cache(maxsize=2)
def _ways(routes: tuple[str, ...], people: tuple[str, ...]) -> tuple[str, ...]:
    """Alternates as they were typed, then the people who are not among them."""
    routed = {name_of(one).casefold() for one in routes}
    return (*routes, *(one for one in people if one.casefold() not in routed))


@lru_cache(maxsize=64)
def _begun(pool: tuple[str, ...], wanted: str) -> tuple[str, ...]:
    known = _folded(pool)
    if any(wanted in (whole, name) for whole, name in known):
        return ()
    return tuple(pool[place] for place, (whole, name) in enumerate(known) if _begins(whole, name, wanted))


@lru_cache(maxsize=4)
def _folded(pool: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each as it was typed and its name alone, in small letters."""
    return tuple((one.casefold(), name_of(one).casefold()) for one in pool)


def _begins(whole: str, name: str, wanted: str) -> bool:
    return whole.startswith(wanted) or f" {wanted}" in name


def piece_at(draft: Draft, cursor: int) -> Piece | None:
    """The piece in which the cursor stands."""
    return next((one for one in draft.pieces if one.value_start <= cursor <= one.end), None)


def complete(draft: Draft, cursor: int, known: Known, is_new: bool = True) -> list[Completion]:
    """What tab may make of the line: of the piece at the cursor, else of the last that can be completed, else
    of the date that is offered, else, for a new card, of the limit that fits its contact."""
    dated = _dates(draft, cursor, known)
    if dated:
        return dated
    here = piece_at(draft, cursor)
    wanted = [here] if here is not None else []
    wanted += [one for one in reversed(draft.pieces) if one is not here]
    for piece in wanted:
        found = candidates(piece.kind, piece.text, known)
        if found:
            return [_with(draft.line, piece.start, piece.end, spelled(piece.kind, one)) for one in found]
    if draft.offer is not None:
        offer = draft.offer
        return [_with(draft.line, offer.start, offer.end, offer.replacement)]
    limit = fitting_limit(draft, known) if is_new else None
    return [_limited(draft, limit, cursor)] if limit is not None else []


def fitting_limit(draft: Draft, known: Known) -> int | None:
    """The idle limit, in working minutes, that fits the line's contact, where the line has none of its own."""
    if draft.errors or draft.mine or draft.idle_limit_minutes is not None:
        return None
    return known.slow_for(draft.contact)


def _limited(draft: Draft, limit: int, cursor: int) -> Completion:
    """The limit after the contact; the cursor stays where it was in the line."""
    contact = next(one for one in draft.pieces if one.kind == qp.CONTACT)
    piece = f" ~{as_limit(limit)}"
    line = draft.line[: contact.end] + piece + draft.line[contact.end :]
    return Completion(line, cursor + len(piece) if cursor >= contact.end else cursor, contact.start)


class Suggested(NamedTuple):
    """The dates that a deadline which is being written may become, where it starts, and its sigil."""

    dates: tuple[str, ...] = ()
    start: int = 0
    sigil: str = ""


def dates_for(draft: Draft, cursor: int, known: Known) -> Suggested:
    """The dates that what stands before the cursor may be the beginning of."""
    begun = DEADLINE.search(draft.line[:cursor])
    if begun is None:
        return Suggested()
    text = begun[2].casefold()
    found = [one for one in dict.fromkeys((*known.dates, *DAYS)) if one.casefold().startswith(text)]
    dates = tuple(one for one in found if one.casefold() != text.rstrip())
    return Suggested(dates, begun.start(1), begun[1])


def _dates(draft: Draft, cursor: int, known: Known) -> list[Completion]:
    dates, start, sigil = dates_for(draft, cursor, known)
    piece = piece_at(draft, cursor)
    end = cursor if piece is None else max(cursor, piece.end)
    return [_with(draft.line, start, end, f"{sigil}{one}") for one in dates]


def _with(line: str, start: int, end: int, text: str) -> Completion:
    return Completion(line[:start] + text + line[end:], start + len(text), start)


def spelled(kind: str, value: str) -> str:
    """A name or tag as a piece of the line: quoted where one word would not do."""
    sigil = SIGIL_OF[kind]
    plain = f"{sigil}{value}"
    opening = qp.opening_at(plain, 0, len(plain))
    if opening is not None and " " not in value and qp.name_at(plain, len(sigil), len(plain))[0] == value:
        return plain
    quote = "''" if '"' in value else '""'
    return f"{sigil}{quote[0]}{value}{quote[1]}"
