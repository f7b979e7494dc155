"""update and brief: drafts for whoever expects news, said from the log. Nothing is ever sent by the program."""

from collections.abc import Iterable, Mapping

from followup.cli.call import Call, shorts_for
from followup.core.card import Card
from followup.errors import UsageError

# How `edit` sets what a card that waits on somebody lacks.
FILLS = {"contact": "to=NAME", "next_move": 'next="..."'}
FORMATS = ("text", "markdown", "json")


def update(call: Call) -> int:
    """The draft for the requester; with --told, that they were told."""
    if call.has("told"):
        done = call.desk.update(call.words, text=call.value("note"), via=call.value("via"))
        code = call.report(done, len(call.words) > 1)
        nobody = [card for card in done.cards if not card.requester and not call.has("json")]
        shorts = shorts_for(call, nobody) if nobody else {}
        for card in nobody:
            call.tell(f"note: nobody is named who was told: followup edit {shorts[card.id]} for=NAME")
        return code
    for option in ("via", "note"):
        if call.has(option):
            raise UsageError(f"--{option} goes with --told", "the draft alone records nothing")
    return _draft(call)


def _draft(call: Call) -> int:
    from followup.core import letters
    from followup.core.update import update

    call.desk.cards()
    cards = list({card.id: card for card in map(call.desk.find, call.words)}.values())
    drafts = [update(card, call.clock(), call.settings.rules) for card in cards]
    shorts = shorts_for(call, cards)
    if call.has("json"):
        found = [letters.draft_json(draft, shorts.get(draft.card.id)) for draft in drafts]
        call.give(found if len(call.words) > 1 else found[0])
    else:
        call.say_lines("\n\n".join(map(letters.text, drafts)))
    for card in cards:
        call.tell(f"note: {_hint(card, shorts.get(card.id, card.id))}")
    return 0


def _hint(card: Card, short: str) -> str:
    """What the draft is, and how to record that it was told."""
    if not card.requester:
        return f"a draft for nobody yet: followup edit {short} for=NAME"
    return f"a draft, nothing is sent; once {_name(card.requester)} knows: followup update {short} --told"


def _name(requester: str) -> str:
    from followup.core.wording import person

    return person(requester)


def brief(call: Call) -> int:
    """All of a requester's cards in one letter, or everybody's, each under their name."""
    from followup.core import brief as briefs
    from followup.core import letters

    form = _format(call)
    cards, now, rules = list(call.desk.cards().values()), call.clock(), call.settings.rules
    wanted = call.value("for")
    if wanted is None:
        found = briefs.briefs(cards, now, rules)
    else:
        name = briefs.requester_named(wanted, cards, call.settings.names)
        found = (briefs.brief(cards, name, now, rules),)
    if form == "json":
        shorts = shorts_for(call, cards)
        call.give([letters.brief_json(one, shorts) for one in found])
        return 0
    if not found:
        call.tell("nobody waits for news: followup edit ID for=NAME says who expects it")
        return 0
    write = letters.markdown if form == "markdown" else letters.headed if wanted is None else letters.letter
    call.say_lines("\n\n\n".join(write(one, now, rules) for one in found))
    for one in found if wanted is not None else ():
        call.tell(f"note: a draft, nothing is sent; {briefs.heading(one, now, rules)}")
    return 0


def _format(call: Call) -> str:
    form = "json" if call.has("json") else call.parsed.options.get("format", FORMATS[0])
    if form not in FORMATS:
        raise UsageError(f"no format {form!r}", f"one of {', '.join(FORMATS)}")
    return form


# Offered by other verbs


def offer_closing(call: Call, cards: Iterable[Card]) -> None:
    """Say whom a resolve is news for, until they were told."""
    from followup.core.update import is_closing_due

    untold = [card for card in cards if is_closing_due(card)]
    if not untold:
        return
    shorts = shorts_for(call, untold)
    for card in untold:
        name = _name(card.requester or "")
        call.tell(f"note: {name} does not know yet: followup update {shorts.get(card.id, card.id)}")


def standing(call: Call, references: Iterable[str]) -> dict[str, Card]:
    """The cards that go by these, by id, before something is done to them; where a program asked, none."""
    if call.has("json"):
        return {}
    return {card.id: card for card in map(call.desk.find, references)}


def offer_blanks(call: Call, before: Mapping[str, Card], cards: Iterable[Card]) -> None:
    """Whom a card that waits on somebody since is with, and the next move: one line says what is blank, and what
    fills it."""
    from followup.core import waiting

    after = {card.id: card for card in cards}
    blanks = {key: lacks for key, old in before.items() if (lacks := waiting.asks(old, after.get(key, old)))}
    if not blanks:
        return
    each = list(blanks.values())
    said = waiting.said(each[0]) if len(before) == 1 else waiting.said_of_several(each, len(before))
    one = shorts_for(call, after.values())[next(iter(blanks))] if len(blanks) == 1 else "ID"
    wanted = " ".join(FILLS[blank] for blank in waiting.BLANKS if any(blank in lacks for lacks in each))
    call.tell(f"note: {said}: followup edit {one} {wanted}")


def offer_handover(call: Call, cards: Iterable[Card]) -> None:
    """What to write to whoever takes over, unless it was said already or a program asked."""
    from followup.core.handover import handover

    if any(call.has(option) for option in ("via", "note", "at", "json")):
        return
    for card in cards:
        lines = handover(card, card.tried[-1], call.clock(), call.settings.rules)
        call.tell("note: ready to paste, nothing is sent:")
        for line in lines:
            call.tell(f"  {line.text}")
