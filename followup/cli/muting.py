"""`mute`: a card, a person or a stage, and what is muted."""

from collections.abc import Iterator
from typing import Any

from followup.cli.call import Call, shorts_for
from followup.cli.reading import said, until_at
from followup.core import clean
from followup.core.card import Card
from followup.core.mutes import PERSON, STAGE, Mute, own_end, person_named
from followup.core.stages import named
from followup.errors import UsageError

CARD = "card"


def mute(call: Call) -> int:
    """No popups, or popups again. Without a word: what is muted."""
    if not call.words:
        return _listed(call)
    wide = list(dict.fromkeys(one for word in call.words if (one := _wide(call, word)) is not None))
    cards = [word for word in call.words if not word.startswith("@") and named(word) is None]
    if wide and cards:
        raise UsageError("cards are muted apart from people and stages", "two commands")
    muted, until = not call.has("off"), until_at(call)
    meaning = said(call, None, until)
    if not wide:
        return call.report(call.desk.mute(call.words, muted, until), len(call.words) > 1, meaning)
    done = call.desk.mute_all(wide, muted, until)
    if call.has("json"):
        call.give([_as_json(call, one) for one in _in_force(call) if (one.kind, one.name) in wide])
        return 0
    return call.report(done, several=True, meaning=meaning)


def _wide(call: Call, word: str) -> tuple[str, str] | None:
    """The person or the stage that a word means; None for a card."""
    if word.startswith("@"):
        names = {short.casefold(): name for short, name in call.settings.names.items()}
        text = clean.line(word[1:], what="name") if word[1:].strip() else ""
        return PERSON, (text and _muted_name(call, text)) or person_named(
            text, call.desk.cards().values(), names
        )
    stage = named(word)
    return None if stage is None else (STAGE, stage)


def _muted_name(call: Call, text: str) -> str | None:
    """Who is muted and has no card any more can still be named in full."""
    wanted = Mute(PERSON, text, 0).key
    return next((one.name for one in _in_force(call) if one.key == wanted), None)


def _in_force(call: Call) -> list[Mute]:
    now = call.clock()
    return [one for one in call.desk.mutes().every if one.holds(now)]


def _listed(call: Call) -> int:
    """People, stages and cards that are muted now."""
    if call.has("off") or call.has("until"):
        raise UsageError("followup mute needs an ID, an @PERSON or a STAGE", "alone it lists what is muted")
    wide, cards = _in_force(call), _muted_cards(call)
    if call.has("json"):
        call.give([*(_as_json(call, one) for one in wide), *(_card_as_json(call, *one) for one in cards)])
        return 0
    if not wide and not cards:
        call.tell("nothing is muted")
    rows = [(one.said, said(call, None, one.until)) for one in wide]
    rows += [(f"{short}  {card.title}", said(call, None, until)) for card, short, until in cards]
    for name, until in rows:
        call.say(f"{name}  {until}".rstrip())
    return 0


def _muted_cards(call: Call) -> list[tuple[Card, str, int | None]]:
    """The cards with a mute of their own, what to type for each, and until when."""
    found = list(_own_mutes(call))
    shorts = shorts_for(call, [card for card, _ in found])
    return [(card, shorts[card.id], until) for card, until in found]


def _own_mutes(call: Call) -> Iterator[tuple[Card, int | None]]:
    from followup.core.instants import LAST

    now = call.clock()
    for card in call.desk.cards().values():
        ends_at = own_end(card)
        if card.is_open and ends_at is not None and now < ends_at:
            yield card, None if ends_at == LAST else ends_at


def _as_json(call: Call, one: Mute) -> dict[str, Any]:
    """A mute as scripts see it; `cards` are those that it keeps quiet now."""
    from followup.core.instants import to_iso
    from followup.core.mutes import Mutes

    alone = Mutes((one,))
    cards = [card.id for card in call.desk.cards().values() if alone.end(card) is not None]
    until = None if one.until is None else to_iso(one.until)
    return {"kind": one.kind, "name": one.name, "at": to_iso(one.at), "until": until, "cards": cards}


def _card_as_json(call: Call, card: Card, short: str, until: int | None) -> dict[str, Any]:
    from followup.core import events as ev
    from followup.core.instants import to_iso

    at = next((event.at for event in reversed(card.events) if event.kind == ev.MUTED), card.opened_at)
    ends = None if until is None else to_iso(until)
    return {"kind": CARD, "name": card.title, "at": to_iso(at), "until": ends, "cards": [card.id]}
