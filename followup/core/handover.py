"""Two more drafts: what to write to whoever takes over, and what to ask a requester whose wish is not clear.

Pure; instants are UTC seconds in the week's zone. Nothing here sends anything.
"""

from collections.abc import Iterator

from followup.core import wording
from followup.core.asked import ASKING, Turn, days, heard_said, turns
from followup.core.card import Card, name_of
from followup.core.dayparts import clock, past
from followup.core.grounds import Line, Scene, facts, line, on, scene
from followup.core.mutes import known_as
from followup.core.policy import Rules


def handover(card: Card, alternate: str, now: int, rules: Rules) -> tuple[Line, ...]:
    """For an alternate, before or after the card went to them: what was asked, when, of whom, what came back,
    and which date matters; ready to paste."""
    of, name = scene(card, now, rules), name_of(alternate) or alternate
    before = [
        turn for turn in turns(card) if turn.name and known_as(turn.name) != known_as(name) and turn.asks
    ]
    return (
        line(f"Hello {wording.person(name)}, can you help me with this?", facts("alternates")),
        *_what(of),
        *(_of_whom(of, before[-1]) if before else ()),
        *_date(of),
        line("If it is not yours, who would know?", facts("alternates")),
    )


def _what(of: Scene) -> Iterator[Line]:
    card = of.card
    yield line(f"What I need: {card.title}", facts("title"))
    if card.outcome:
        yield line(f"It is done when this is true: {card.outcome}", facts("outcome"))
    for event in [one for one in card.events if one.kind in ASKING and one.data.get("note")][:1]:
        yield line(f"What I asked: {wording.first_line(event.data['note'])}", on(event))


def _of_whom(of: Scene, turn: Turn) -> Iterator[Line]:
    """Who had it before, and what came of it."""
    name = wording.in_full(turn.name) if turn.name else turn.whom
    text = f"I asked {name} {days(turn.asks, of)}"
    if not turn.heard:
        yield line(f"{text} and have no answer so far", on(*turn.asks))
        return
    yield line(text, on(*turn.asks))
    yield line(heard_said(turn.whom, turn.heard[-1], of), on(turn.heard[-1]))


def _date(of: Scene) -> Iterator[Line]:
    card = of.card
    if card.due is None:
        return
    whom = f" for {wording.in_full(card.requester)}" if card.requester else ""
    verb = "It was needed by" if card.due <= of.now else "I need it by"
    wish = " if possible" if card.promise is None else ""
    breaks = f"; what depends on it: {card.breaks}" if card.breaks else ""
    grounds = [name for name in ("due", "requester", "breaks") if getattr(card, name)]
    yield line(f"{verb} {clock(card.due, of.now, of.week)}{whom}{wish}{breaks}", facts(*grounds))


# Before anything is asked


def unclear(card: Card, now: int, rules: Rules) -> Line | None:
    """What to ask the requester while outcome or deadline is blank; None when both are known, or it is done."""
    if not card.is_open or (card.outcome and card.due is not None):
        return None
    if card.due is not None and card.due <= now:
        text = f"it was due {past(card.due, now, rules.week)}. Which day still helps?"
    elif card.due is not None:
        day = clock(card.due, now, rules.week).rpartition(" ")[0]
        text = f"is the main thing getting this by {day}, or knowing where it stands?"
    elif card.outcome:
        text = "is there a day by which you need this, or is the main thing knowing where it stands?"
    else:
        text = "what should be true when this is done, and is there a date for it?"
    blank = [name for name in ("outcome", "due") if getattr(card, name) is None]
    return line(f"Just so I'm clear: {text}", facts(*blank))
