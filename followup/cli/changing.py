"""Verbs that change a card without touching its clock, and undo, redo and the log."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from followup.cli.call import Call, cards_as_json, shorts_for
from followup.cli.reading import due_at, edits, said, slot_at, snooze_at
from followup.core import clean
from followup.errors import UsageError

if TYPE_CHECKING:
    from followup.core.card import Card
    from followup.desk import Done

MOST_STEPS = 1000


def snooze(call: Call) -> int:
    """Quiet until then."""
    done = call.desk.snooze(call.words[:1], snooze_at(call, call.words[1]))
    return call.report(done, False, said(call, None, done.cards[0].snoozed_until))


def note(call: Call) -> int:
    """Something worth remembering; with --keep, that a promise holds, and the slot in which it is done."""
    text = clean.note(call.words[1]) if len(call.words) > 1 else None
    if call.has("keep"):
        done = call.desk.keep(call.words[:1], slot_at(call), text)
        return call.report(done, False, said(call, done.cards[0].events[-1].data["until"]))
    if text is None:
        raise UsageError("followup note needs a TEXT", "or --keep WHEN, for a promise that holds")
    return call.report(call.desk.note(call.words[:1], text), several=False)


def reschedule(call: Call) -> int:
    """A new date."""
    due = due_at(call, call.words[1])
    before = call.desk.find(call.words[0])
    done = call.desk.reschedule(call.words[:1], due, reason=call.value("reason"))
    code = call.report(done, False, _dated(call, due))
    warn_of_load(call, done.cards[0])
    if not call.has("reason"):
        ask_why(call, [before])
    _offer_date(call, before, done.cards[0])
    return code


def _offer_date(call: Call, before: "Card", after: "Card") -> None:
    """Say who does not know of a promise's new date yet, unless a program asked."""
    if call.has("json") or not after.requester or None in (before.promise, after.promise):
        return
    from followup.core.wording import person

    short = shorts_for(call, [after])[after.id]
    call.tell(f"note: {person(after.requester)} does not know the new date yet: followup update {short}")


def ask_why(call: Call, cards: "Sequence[Card]") -> None:
    """Say how to say why a date passed, for each of these cards on which nothing does: as they were before it was
    moved, or when they were resolved."""
    from followup.core.promises import wants_reason

    late = [card for card in cards if wants_reason(card, call.clock())]
    shorts = shorts_for(call, late) if late else {}
    for card in late:
        call.tell(
            f"note: the date had passed without a reason: followup note {shorts[card.id]} TEXT says why"
        )


def warn_of_load(call: Call, dated: "Card", said_off: bool = False) -> None:
    """Say that a promise falls onto a day that carries many already, or onto a day off unless that was said; looks at
    every card."""
    from followup.core import promises

    if dated.promise is None or not dated.is_open:
        return
    week = call.settings.rules.week
    others = promises.promised(call.desk.cards().values(), dated.id)
    heavy = promises.heavy(others, dated.promise, call.clock(), week, said_off)
    if heavy:
        call.tell(f"note: {heavy}")


def _dated(call: Call, due: int) -> str:
    from followup.core.when_say import say

    return say(due, call.clock(), call.settings.rules.week)


def move(call: Call) -> int:
    """To a stage by name."""
    from followup.cli.telling import offer_blanks, offer_closing, offer_handover, standing
    from followup.core import events as ev

    wanted, before = stage(call.words[1]), standing(call, call.words[:1])
    done = call.desk.move(call.words[:1], wanted)
    code = call.report(done, several=False)
    offer_blanks(call, before, done.cards)
    last = done.cards[0].events[-1].kind
    if last == ev.REROUTED:
        offer_handover(call, done.cards)
    elif last == ev.RESOLVED:
        ask_why(call, done.cards)
        offer_closing(call, done.cards)
    return code


def stage(name: str) -> str:
    """The stage a person means. Raises UsageError."""
    from followup.core.stages import STAGES, named

    found = named(name)
    if found is None:
        raise UsageError(f"there is no stage {name!r}", f"one of {', '.join(STAGES)}")
    return found


def edit(call: Call) -> int:
    """Set fields."""
    from followup.cli.telling import offer_blanks, standing

    change, before = edits(call, call.words[1:]), standing(call, call.words[:1])
    moved = call.desk.find(call.words[0])
    done = call.desk.edit(call.words[:1], change)
    due = done.cards[0].due
    asked = any(pair.partition("=")[0].strip() in ("due", "hard", "wish") for pair in call.words[1:])
    code = call.report(done, False, "" if due is None or not asked else f"due {_dated(call, due)}")
    if asked and moved.is_open and due != moved.due:
        warn_of_load(call, done.cards[0])
        ask_why(call, [moved])
        _offer_date(call, moved, done.cards[0])
    offer_blanks(call, before, done.cards)
    return code


def delete(call: Call) -> int:
    """Off the board."""
    return call.report(call.desk.delete(call.words), len(call.words) > 1)


def undo(call: Call) -> int:
    """Take back the last gestures."""
    return _step(call, call.desk.undo)


def redo(call: Call) -> int:
    """Make undone gestures again."""
    return _step(call, call.desk.redo)


def _step(call: Call, step: "Callable[[], Done]") -> int:
    """As many as there are up to N; it is refused when there is none at all."""
    from followup.errors import Refused

    cards: dict[str, Card] = {}
    for number in range(_count(call)):
        try:
            done = step()
        except Refused as refused:
            if not number:
                raise
            call.tell(f"note: {refused.message}; {number} done")
            break
        cards |= {card.id: card for card in done.cards}
        if not call.has("json"):
            call.say(done.label)
    if call.has("json"):
        found = cards_as_json(call, cards.values())
        call.give(found[0] if len(found) == 1 else found)
    return 0


def _count(call: Call) -> int:
    given = call.words[0] if call.words else "1"
    if not (given.isascii() and given.isdigit() and len(given) < 5 and 0 < int(given) <= MOST_STEPS):
        raise UsageError(f"{given!r} is no number of steps", f"from 1 to {MOST_STEPS}")
    return int(given)


def log(call: Call) -> int:
    """What was done, newest last."""
    from followup.core.instants import to_iso
    from followup.core.when_say import to_the_minute

    now, week = call.clock(), call.settings.rules.week
    rows = call.desk.store.history()
    if call.has("json"):
        call.give(
            [
                {
                    "seq": row.seq, "at": to_iso(row.at), "by": row.by, "kind": row.kind, "of": row.of,
                    "label": row.label, "cards": [change.id for change in row.changes if not change.is_mute],
                }
                for row in rows
            ]
        )  # fmt: skip
        return 0
    for row in rows:
        word = "" if row.kind == "do" else f"{row.kind} of "
        call.say(f"{row.seq:>5}  {to_the_minute(row.at, now, week):<17}  {row.by:<6} {word}{row.label}")
    return 0
