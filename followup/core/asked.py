"""Who was asked, when, and what came back: the sentences that tell it to somebody else.

A card's events are read as turns, one a person who had it. Only what was recorded is told, and without blame:
"I heard nothing from Dana", not "Dana ignored me". Pure; instants are UTC seconds in the week's zone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from followup.core import events as ev
from followup.core import wording
from followup.core.card import MINE, Card, name_of
from followup.core.dayparts import clock, past
from followup.core.events import Event
from followup.core.grounds import IDLE, WAIT, Ground, Line, Scene, facts, line, on
from followup.core.stages import SENT

THEY = "They"
ASKING = (ev.OPENED, ev.SENT, ev.FOLLOWED_UP, ev.REROUTED)


class Turn(NamedTuple):
    """One person's turn: the events that asked them, and what came back, both oldest first."""

    name: str | None
    asks: tuple[Event, ...] = ()
    heard: tuple[Event, ...] = ()

    @property
    def whom(self) -> str:
        """What to call them: the whole name of an alternate, whom the reader does not know yet."""
        if not self.name:
            return ""
        first = self.asks[0].kind if self.asks else ""
        return wording.in_full(self.name) if first == ev.REROUTED else wording.person(self.name)

    @property
    def answer(self) -> Event | None:
        """The last thing that came back, if nobody was asked after it."""
        last = self.heard[-1] if self.heard else None
        return last if last and not any(_after(ask, last) for ask in self.asks) else None


def _after(event: Event, other: Event) -> bool:
    return (event.at, event.recorded_at) > (other.at, other.recorded_at)


def turns(card: Card) -> tuple[Turn, ...]:
    """Everybody's turn in order, the last one being whoever has it now; one at least."""
    if not card.events:
        return (Turn(card.contact),)
    found = [_first(card)]
    for event in card.events[1:]:
        now = found[-1]
        name = _named(event, now.name)
        # A name that is filled in later is whose turn it was; whoever is asked then is somebody else.
        was_taken = now.name is not None or (event.kind in ASKING and bool(now.asks or now.heard))
        if name != now.name and was_taken:
            found.append(Turn(name))
        found[-1] = _told(found[-1]._replace(name=name), event)
    return tuple(found)


def _first(card: Card) -> Turn:
    """The opening asked somebody, unless it says that it did not, or tells of a card with a history elsewhere."""
    opening = card.events[0]
    data = opening.data
    unsent = data.get("ball") == MINE
    elsewhere = data.get("stage", SENT) != SENT or data.get("touched_at", opening.at) != opening.at
    return Turn(data.get("contact"), () if unsent or elsewhere else (opening,))


def _named(event: Event, name: str | None) -> str | None:
    """Who has it after an event."""
    if event.kind == ev.REROUTED:
        return name_of(event.data["alternate"]) or name
    if event.kind == ev.EDITED and "contact" in event.data["set"]:
        changed: str | None = event.data["set"]["contact"]
        return changed
    return event.data.get("contact") or name if event.kind in (ev.SENT, ev.FOLLOWED_UP) else name


def _told(turn: Turn, event: Event) -> Turn:
    if event.kind in ASKING:
        return turn._replace(asks=(*turn.asks, event))
    return turn._replace(heard=(*turn.heard, event)) if event.kind == ev.HEARD else turn


# Sentences


def asked(of: Scene) -> tuple[Line, ...]:
    """Who was asked and when; what came back, or that nothing did."""
    every = turns(of.card)
    turn, before = every[-1], every[-2] if len(every) > 1 else None
    text, grounds = _asking(of, turn, before)
    if turn.answer is not None or of.card.ball == MINE:
        return (line(text, grounds), *_came_back(of, turn), *_taken_up(of, turn))
    nothing = "No answer so far." if of.is_silent else "No answer yet."
    return (line(f"{wording.ended(text)} {nothing}", grounds, facts(IDLE, WAIT)),)


def _asking(of: Scene, turn: Turn, before: Turn | None) -> tuple[str, tuple[Ground, ...]]:
    """`I asked Dana on Friday and again this morning`, and what it rests on."""
    card = of.card
    if not turn.asks and card.never_sent:
        return "I have not sent it yet", on(*card.events[:1])
    if not turn.asks and card.ball == MINE:
        return f"It has been my move since {clock(card.ball_at, of.now, of.week)}", facts("ball")
    if not turn.asks:
        whom = f"with {turn.whom}" if turn.name else "waiting"
        since = clock(card.touched_at, of.now, of.week)
        return f"It has been {whom} since {since}", facts("contact", "touched_at")
    verb = f"I asked {turn.whom}" if turn.name else "I sent it"
    lead, grounds = _led(turn, before)
    return f"{lead}{verb} {days(turn.asks, of)}", (*grounds, *on(*turn.asks))


def _led(turn: Turn, before: Turn | None) -> tuple[str, tuple[Ground, ...]]:
    """Why it is with somebody else now, where the log says it."""
    if before is None or not before.name or not before.asks or turn.asks[0].kind != ev.REROUTED:
        return "", ()
    last = before.heard[-1] if before.heard else None
    if last is None:
        return f"I heard nothing from {before.whom}, so ", on(*before.asks)
    return (f"{before.whom} was away, so ", on(last)) if last.data["answer"] == ev.AWAY else ("", ())


def days(asks: tuple[Event, ...], of: Scene) -> str:
    """`on Friday`, `on Friday and again this morning`, `3 times, first on Monday and last yesterday`."""
    first, last = past(asks[0].at, of.now, of.week), past(asks[-1].at, of.now, of.week)
    if len(asks) == 1:
        return first
    if first == last:
        return f"{len(asks)} times {first}"
    return (
        f"{first} and again {last}" if len(asks) == 2 else f"{len(asks)} times, first {first} and last {last}"
    )


# What came back


def _came_back(of: Scene, turn: Turn) -> Iterator[Line]:
    heard = turn.answer
    if heard is not None:
        yield line(heard_said(turn.whom or THEY, heard, of), on(heard))
    if heard is not None and of.is_silent:
        yield line("Nothing has come since then", on(heard), facts(IDLE, WAIT))


def heard_said(who: str, heard: Event, of: Scene) -> str:
    """`Joan asked this afternoon: which site?`"""
    when, until = past(heard.at, of.now, of.week), heard.data.get("until")
    note = wording.first_line(heard.data.get("note") or "")
    said = {
        ev.HOLDING: f"asked {when} for more time",
        ev.AWAY: "is away",
        ev.QUESTION: f"asked {when}" if note else f"asked something back {when}",
        ev.ANSWERED: f"answered {when}",
    }[heard.data["answer"]]
    if until is not None:
        said = said.replace("more time", "time").replace(
            "is away", "is away" if until > of.now else "was away"
        )
        said += f" until {clock(until, of.now, of.week)}"
    if who == THEY:
        said = said.replace("is away", "are away").replace("was away", "were away")
    return f"{who} {said}: {note}" if note and heard.data["answer"] != ev.AWAY else f"{who} {said}"


def _taken_up(of: Scene, turn: Turn) -> Iterator[Line]:
    """Reopened since anybody was asked: that, and no silence, is why the ball is mine."""
    last = next((event for event in reversed(of.card.events) if event.kind == ev.REOPENED), None)
    if last is not None and not any(_after(ask, last) for ask in turn.asks):
        yield line(f"I took it up again {past(last.at, of.now, of.week)}", on(last))
