"""stop: whether the day can end here, or the one thing that cannot wait. 0 is safe, 1 is not."""

from typing import TYPE_CHECKING, Any

from followup.cli.call import Call, shorts_for
from followup.core.instants import MINUTE, to_iso

if TYPE_CHECKING:
    from followup.core.daysend import Coming, DaysEnd


def stop(call: Call) -> int:
    """Safe to stop, in one line, and what was done today in another."""
    end = _end(call)
    if call.has("json"):
        call.give(_as_json(call, end))
    else:
        call.say(_verdict(call, end))
        if end.today.said:
            call.say(f"Today: {', '.join(end.today.said)}.")
    return 0 if end.is_safe else 1


def _end(call: Call) -> "DaysEnd":
    from followup.core.daysend import days_end
    from followup.core.quiet import next_popup

    cards, now, rules = list(call.desk.cards().values()), call.clock(), call.settings.rules
    manners, mutes = call.settings.alerts, call.desk.mutes()
    quiet_until, _ = next_popup(
        cards, call.desk.alerts(), now, rules, manners, mutes, after=now, grain=MINUTE
    )
    return days_end(cards, now, rules, quiet_until)


def _verdict(call: Call, end: "DaysEnd") -> str:
    from followup.core.outlook import sentences

    if end.is_safe:
        return f"Safe to stop. {sentences(end.reason)}"
    thing = end.things[0]
    several = len(end.things) > 1
    count = f"{len(end.things)} things before you go. First:" if several else "1 thing before you go."
    short = shorts_for(call, [thing.card]).get(thing.card.id, thing.card.id)
    move = f"Next: {thing.move}, about {_minutes(thing.minutes)} ({short})"
    return f"Not yet: {count} {sentences((*end.reason, move))}"


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"


def _as_json(call: Call, end: "DaysEnd") -> dict[str, Any]:
    from followup.core.outlook import sentences

    thing = end.things[0] if end.things else None
    shorts = shorts_for(call, ())
    return {
        "safe": end.is_safe,
        "reason": sentences(end.reason),
        "thing": None if thing is None else {
            "card": thing.card.id,
            "short": shorts.get(thing.card.id),
            "title": thing.card.title,
            "move": thing.move,
            "minutes": thing.minutes,
        },
        "things": len(end.things),
        "first_move": _move(end.first_move, shorts),
        "quiet_until": None if end.quiet_until is None else to_iso(end.quiet_until),
        "today": end.today.counts,
    }  # fmt: skip


def _move(coming: "Coming | None", shorts: dict[str, str]) -> dict[str, Any] | None:
    if coming is None:
        return None
    card = coming.card
    return {
        "at": to_iso(coming.at),
        "card": card.id,
        "short": shorts.get(card.id),
        "title": card.title,
        "move": coming.words,
        "minutes": coming.minutes,
    }
