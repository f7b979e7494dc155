"""`show`: one card's facts and its history, for eyes."""

from collections.abc import Iterator, Sequence
from typing import Any

from followup.cli.rows import SIGILS, is_ascii, label, numbers, width
from followup.config import Settings
from followup.core import events as ev
from followup.core import outlook, wording
from followup.core.card import PROMISED, Card
from followup.core.events import Event
from followup.core.instants import LAST
from followup.core.mutes import Mutes, is_muted, own_end, quiet_until
from followup.core.policy import judge, plan
from followup.core.runway import steps_of
from followup.core.stages import NAMES
from followup.core.when_say import say, to_the_minute
from followup.core.workweek import Workweek
from followup.tui.draw.lines import Line
from followup.tui.draw.marks import Popup
from followup.tui.draw.plan import plan_whole
from followup.tui.draw.prospect import prospect
from followup.tui.draw.runway import runway, summary
from followup.tui.draw.ticks import Flight
from followup.tui.glyphs import ASCII, UNICODE, Glyphs

SLOT = 13


def sheet(
    card: Card, short: str, popups: Sequence[Popup], now: int, settings: Settings, quiet: str = ""
) -> list[str]:
    """The card's lines: title, why now, facts, history oldest first. `quiet` says what keeps popups away."""
    rules = settings.rules
    seen = judge(card, now, rules)
    head = "  ".join(
        part
        for part in (short, label(card, seen, is_ascii(settings)), NAMES[card.stage], numbers(card, seen))
        if part
    )
    lines = [card.title, head, f"{wording.reason(card, seen, now, rules)}."]
    if moves := outlook.moves(card, seen, now, rules.week):
        lines.append(outlook.sentences(moves))
    lines.append("")
    lines += [f"{name:<{SLOT}}{text}" for name, text in _facts(card, quiet, now, rules.week)]
    glyphs = ASCII if is_ascii(settings) else UNICODE
    lines += ["", *flight_lines(Flight(card, seen, now, rules), width() - 1, glyphs)]
    return [*lines, "", "History", *_history(card, popups, now, rules.week, glyphs)]


def flight_lines(flight: Flight, cells: int, glyphs: Glyphs) -> list[str]:
    """The card's runway on a line of working time, and a row a step with the sum behind it."""
    card, now, rules = flight.card, flight.now, flight.rules
    _, _, above, line, _ = runway(flight, cells, glyphs)
    steps = plan_whole(card, steps_of(card, plan(card, rules), now, rules), now, rules.week, cells)
    ahead = prospect(card, flight.verdict, now, rules)
    return [f"Runway   {summary(flight._replace(ahead=ahead))}", *map(_text, (above, line, *steps))]


def _text(line: Line) -> str:
    return "".join(text for text, _ in line).rstrip()


def why_quiet(card: Card, mutes: Mutes, now: int, week: Workweek) -> str:
    """`no popups until Thu 26 Nov 09:00 (@Dana Reyes)`, or "" where nothing is muted."""
    if not is_muted(card, mutes, now):
        return ""
    ends_at = quiet_until(card, mutes)
    until = "" if ends_at in (None, LAST) else f" until {to_the_minute(ends_at, now, week)}"
    own = own_end(card)
    names = [one.said for one in mutes.those_of(card, now)]
    names += ["this card"] if names and own is not None and now < own else []
    return f"no popups{until}" + (f" ({', '.join(names)})" if names else "")


def _facts(card: Card, quiet: str, now: int, week: Workweek) -> Iterator[tuple[str, str]]:
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
        "slipped": f"{card.slips} times" if card.slips > 1 else "once" if card.slips else "",
        "proof": card.proof or "",
        "muted": quiet,
        "id": card.id,
    }
    yield from ((name, text) for name, text in rest.items() if text)


def _history(card: Card, popups: Sequence[Popup], now: int, week: Workweek, glyphs: Glyphs) -> Iterator[str]:
    """The events in their own order, and before the first that came after it each popup with what became of it."""
    ahead, rows = sorted(popups, reverse=True), []
    for event in card.events:
        while ahead and ahead[-1].at < event.at:
            rows.append(_popup(ahead.pop(), glyphs))
        rows.append(_event(event, now, week, glyphs))
    rows += (_popup(one, glyphs) for one in reversed(ahead))
    stamps = [to_the_minute(at, now, week) for at, _ in rows]
    slot = max(map(len, stamps), default=0)
    for stamp, (_, said) in zip(stamps, rows, strict=True):
        yield f"  {stamp:<{slot}}  {said}"


def _popup(one: Popup, glyphs: Glyphs) -> tuple[int, str]:
    return one.at, f"{glyphs.popup} popup  {', '.join(filter(None, (one.what, one.became)))}"


def _event(event: Event, now: int, week: Workweek, glyphs: Glyphs) -> tuple[int, str]:
    said = "  ".join(filter(None, (ev.KINDS[event.kind], *_details(event.data, now, week))))
    return event.at, f"{glyphs.touch if ev.is_touch(event) else glyphs.popup} {said}"


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
