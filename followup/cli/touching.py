"""Verbs for what people did: ask again, take another path, hear back, resolve. They take `--at`."""

from typing import TYPE_CHECKING

from followup.cli.call import Call, shorts_for
from followup.cli.changing import ask_why
from followup.cli.reading import past_at, said, until_at
from followup.cli.telling import offer_blanks, offer_closing, offer_handover, standing
from followup.core import clean
from followup.core import events as ev

if TYPE_CHECKING:
    from followup.core.card import Card


def follow_up(call: Call) -> int:
    """Asked again."""
    to, at = call.value("to"), past_at(call)
    to = to and call.settings.names.get(to.casefold(), to)
    before = standing(call, call.words)
    done = call.desk.follow_up(call.words, via=call.value("via"), note=call.value("note"), contact=to, at=at)
    code = call.report(done, len(call.words) > 1, said(call, at))
    offer_blanks(call, before, done.cards)
    return code


def alternate(call: Call) -> int:
    """Another path."""
    name, at = clean.line(call.words[1], what="name") if len(call.words) > 1 else None, past_at(call)
    before = standing(call, call.words[:1])
    done = call.desk.alternate(call.words[:1], name, via=call.value("via"), note=call.value("note"), at=at)
    code = call.report(done, False, said(call, at))
    offer_blanks(call, before, done.cards)
    offer_handover(call, done.cards)
    return code


def heard(call: Call) -> int:
    """Something came back."""
    until, at = until_at(call), past_at(call)
    before = standing(call, call.words[:1])
    done = call.desk.heard(call.words[:1], call.words[1], until=until, note=call.value("note"), at=at)
    code = call.report(done, False, said(call, at, until))
    offer_blanks(call, before, done.cards)
    _offer_move(call, call.words[1], done.cards[0])
    return code


def _offer_move(call: Call, answer: str, card: "Card") -> None:
    """A reply is not an answer: ask whether the outcome is met; whoever is away, the alternate path is my move."""
    if call.has("json"):
        return
    short = shorts_for(call, [card])[card.id]
    if answer == ev.ANSWERED:
        asked = f"is it true now: {card.outcome}? Then" if card.outcome else "if the outcome is true:"
        call.tell(f"note: {asked} followup resolve {short}; if not: followup follow-up {short}")
    elif answer == ev.AWAY and card.untried:
        call.tell(f"note: next is {card.untried[0]}: followup alternate {short}")
    elif answer == ev.AWAY:
        call.tell(f"note: nobody else is named yet: followup alternate {short} NAME")


def resolve(call: Call) -> int:
    """The outcome is true."""
    at = past_at(call)
    done = call.desk.resolve(call.words, proof=call.value("proof"), at=at)
    code = call.report(done, len(call.words) > 1, said(call, at))
    ask_why(call, done.cards)
    offer_closing(call, done.cards)
    return code


def reopen(call: Call) -> int:
    """Not done after all."""
    return call.report(call.desk.reopen(call.words), len(call.words) > 1)


def chased(call: Call) -> int:
    """Somebody asked before being told."""
    return call.report(call.desk.chased(call.words, call.value("by")), several=False)
