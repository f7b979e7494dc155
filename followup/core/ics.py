"""Deadlines as an iCalendar file (RFC 5545): the one function for that exit.

Events and not to-dos: a deadline as VEVENT shows in every calendar, while most of them drop a VTODO on import. It takes
no time, blocks none and rings no bell: when to act is for the board to say. Wishes bind nobody and stay out, because a
calendar would remind of them all the same.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from followup.core import clean, ids, wording
from followup.core.card import HARD, Card
from followup.core.policy import Rules, judge

PRODUCT = "-//followup//followup//EN"
WIDEST = 75  # octets of a line without its end
_SHORT = 6
_PRIORITIES = {True: 1, False: 5}
# A calendar needs a component: this one stands in where there is no deadline.
_NO_DEADLINE = (
    "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def deadlines(cards: Iterable[Card]) -> list[Card]:
    """The open cards that promise something, the nearest first."""
    found = [card for card in cards if card.is_open and card.promise is not None]
    return sorted(found, key=lambda card: (card.due, card.id))


def write(cards: Iterable[Card], now: int, rules: Rules) -> str:
    """The calendar of these cards as of `now` (UTC seconds). Lines end in CR LF."""
    events = [line for card in deadlines(cards) for line in _event(card, now, rules)]
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        *(events or _NO_DEADLINE),
        "END:VCALENDAR",
    )
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(card: Card, now: int, rules: Rules) -> Iterator[str]:
    # No SEQUENCE, and the stamp is now: after an undo the older date must replace the newer one.
    yield "BEGIN:VEVENT"
    yield f"UID:{card.id}@followup"
    yield f"DTSTAMP:{_instant(now)}"
    yield f"DTSTART:{_instant(card.due or now)}"
    yield f"SUMMARY:{text(card.title)}"
    yield f"DESCRIPTION:{text(_described(card, now, rules))}"
    if card.tags:
        yield f"CATEGORIES:{','.join(map(text, card.tags))}"
    yield f"PRIORITY:{_PRIORITIES[card.due_kind == HARD]}"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _described(card: Card, now: int, rules: Rules) -> str:
    """What kind of deadline it is, where it stands and what to do next, a fact a line."""
    seen = judge(card, now, rules)
    move = wording.move(card, seen)
    kind, link = ("Hard deadline", "for") if card.due_kind == HARD else ("Promised", "to")
    facts = (
        f"{kind} {link} {card.requester}" if card.requester else kind,
        f"Breaks: {card.breaks}" if card.breaks else "",
        f"Outcome: {card.outcome}" if card.outcome else "",
        f"With: {card.contact}" if card.contact else "",
        wording.reason(card, seen, now, rules),
        f"Next: {move}" if move else "",
        f"followup show {ids.tail(card.id)[:_SHORT]}",
    )
    return "\n".join(filter(None, facts))


def _instant(at: int) -> str:
    stamp = datetime.fromtimestamp(at, UTC)
    return f"{stamp.year:04}{stamp:%m%dT%H%M%SZ}"


def text(value: str) -> str:
    """The text as a TEXT value: what steers or hides becomes a visible mark or vanishes, the rest is escaped."""
    lines = re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", value)
    return re.sub(r"[\\;,]", r"\\\g<0>", clean.marked(lines, clean.shown)).replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which ends inside a character."""
    raw = line.encode()
    pieces: list[bytes] = []
    while len(raw) > WIDEST - bool(pieces):
        cut = WIDEST - bool(pieces)
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(raw[:cut])
        raw = raw[cut:]
    return b"\r\n ".join((*pieces, raw)).decode()
