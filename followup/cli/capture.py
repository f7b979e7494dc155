"""add and quick: one line becomes a card. `add` looks at no other card and imports only what its line needs."""

from collections.abc import Sequence
from typing import Any

from followup.cli.call import Call
from followup.core import ids
from followup.core.card import Card
from followup.core.opening import Opening, opening
from followup.core.quickadd import Draft, as_title, parse, parse_args
from followup.errors import FollowupError, Refused

SHORT = 6


def add(call: Call) -> int:
    """Save what the words, or the lines of stdin, describe."""
    drafts = _of_stdin(call) if call.words == ("-",) else [_of_words(call)]
    cards = _supposed(call, drafts) if call.has("dry-run") else _saved(call, drafts)
    _report(call, drafts, cards)
    return 0


def quick(call: Call) -> int:
    """The prompt for a hotkey: the panel, or with --plain (and where nothing can be drawn) a line."""
    from followup.cli.call import is_terminal

    if call.has("plain"):
        return _plain(call)
    if not is_terminal(call.stdin, call.out):
        raise Refused("no terminal for the quick-add panel", "followup quick --plain reads a line from stdin")
    from followup.cli.screen import panel

    return panel(call)


def _of_words(call: Call) -> Draft:
    return parse_args(list(call.words), call.clock(), call.settings.rules.week, call.settings.date_order)


def _of_stdin(call: Call) -> list[Draft]:
    """A card a line, blank lines apart. The first bad line refuses them all and is named."""
    drafts = []
    for number, line in enumerate(_lines(call), start=1):
        if not line.strip():
            continue
        try:
            drafts.append(parse(line, call.clock(), call.settings.rules.week, call.settings.date_order))
        except Refused as wrong:
            hint = f"{wrong.hint}; nothing was saved" if wrong.hint else "nothing was saved"
            raise Refused(f"line {number}: {wrong.message}", hint) from None
    if not drafts:
        raise Refused("there is no line on stdin", "a card a line: followup add - < cards.txt")
    return drafts


def _lines(call: Call) -> list[str]:
    raw = getattr(call.stdin, "buffer", None)
    if raw is None:
        return call.stdin.read().split("\n")
    try:
        text: str = raw.read().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        number = wrong.object.count(b"\n", 0, wrong.start) + 1
        raise Refused(f"line {number} is not UTF-8", "nothing was saved") from None
    return text.split("\n")


def _openings(call: Call, drafts: Sequence[Draft]) -> list[Opening]:
    names = call.settings.names
    return [opening(draft, names) for draft in drafts]


def _saved(call: Call, drafts: Sequence[Draft]) -> tuple[Card, ...]:
    return call.desk.add(_openings(call, drafts), via=call.value("via")).cards


def _supposed(call: Call, drafts: Sequence[Draft]) -> tuple[Card, ...]:
    """The cards as they would be, without an id."""
    from followup.core import card, events

    now = call.clock()
    found = []
    for fields, sent_at in _openings(call, drafts):
        at = now if sent_at is None else sent_at
        found.append(card.opened("", events.Event("", at, now, events.OPENED, "cli", fields)))
    return tuple(found)


def _report(call: Call, drafts: Sequence[Draft], cards: Sequence[Card]) -> None:
    if call.has("json"):
        found = [_as_json(call, card) for card in cards]
        call.give(found if len(found) > 1 else found[0])
    else:
        for card in cards:
            for line in understood(call, card):
                call.say(line)
    for draft in drafts:
        for remark in draft.notes:
            call.tell(f"note: {remark.message}")
        if draft.offer is not None:
            words = draft.line[draft.offer.start : draft.offer.end]
            call.tell(f"note: “{words}” is title; {draft.offer.replacement} would make it the deadline")


def _as_json(call: Call, card: Card) -> dict[str, Any]:
    from followup.core import exchange
    from followup.core.policy import judge

    now, rules = call.clock(), call.settings.rules
    found = exchange.as_json(card, judge(card, now, rules), now, rules, ids.tail(card.id)[:SHORT] or None)
    return found if card.id else found | {"id": None}


def understood(call: Call, card: Card) -> list[str]:
    """What was read, as a person checks it: the id and title, then a fact a line."""
    from followup.cli.words import facts

    head = f"{ids.tail(card.id)[:SHORT] or 'not saved'}  {card.title}"
    return [head, *(f"  {line}" for line in facts(card, call.clock(), call.settings.rules))]


def _plain(call: Call) -> int:
    """A line, and what became of it. After a refusal it comes back, and enter on it as it is saves it as title;
    where it cannot come back, a bare enter does."""
    from followup.cli.prompt import Prompt

    prompt, refused = Prompt(call), ""
    while True:
        line = prompt.ask("enter saves it as it stands " if refused else "", refused)
        insisted = refused and line == (refused if prompt.keeps else "")
        if line is None or not (line.strip() or insisted):
            raise Refused("nothing was saved", "type a line, then enter")
        try:
            draft = as_title(refused) if insisted else _read(call, line)
        except FollowupError as wrong:
            call.tell(f"{wrong.message} ({wrong.hint})" if wrong.hint else wrong.message)
            refused = line
            continue
        cards = _saved(call, [draft])
        _report(call, [draft], cards)
        call.out.flush()
        _warn_of_twin(call, cards[0])
        _warn_of_load(call, cards[0])
        return 0


def _read(call: Call, line: str) -> Draft:
    return parse(line, call.clock(), call.settings.rules.week, call.settings.date_order)


def _warn_of_load(call: Call, saved: Card) -> None:
    """The same, for how many promises its day carries."""
    from followup.cli.changing import warn_of_load

    warn_of_load(call, saved, said_off=True)


def _warn_of_twin(call: Call, saved: Card) -> None:
    """Once the card is safe, since this looks at every card."""
    from followup.tui.known import known_of
    from followup.tui.twins import twin

    cards = [card for card in call.desk.cards().values() if card.is_open and card.id != saved.id]
    like = twin(saved.title, known_of(cards))
    if like is not None:
        short = next(ids.tail(card.id)[:SHORT] for card in cards if card.title == like)
        call.tell(f"note: much like {short} {like}, which is open")
