"""list, show and next: cards by stage and ranking, for eyes and for scripts."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from followup.cli.call import Call, cards_as_json, shorts_for
from followup.cli.reading import Keep, any_at, asks, query, said
from followup.core import board, ids
from followup.core.board import Seen
from followup.core.card import Card
from followup.core.stages import NAMES, STAGES

if TYPE_CHECKING:
    from followup.core.records import Pending

LEFT_OVER = "alerted and not acted on, though nothing presses now"


def list_cards(call: Call) -> int:
    """Open cards by stage, each stage ranked; with --all resolved and archived ones too."""
    from followup.cli.changing import stage

    chosen = stage(call.parsed.options["stage"]) if call.has("stage") else None
    now, rules = call.clock(), call.settings.rules
    keep, asked = query(call, " ".join(call.words), now), asks(" ".join(call.words))
    wide = call.has("all") or chosen == STAGES[-1] or bool(asked & {"resolved", "archived"})
    cards = _all_cards(call) if call.has("all") or "archived" in asked else call.desk.cards()
    seen = board.look_at_all(cards.values(), now, rules, mutes=call.desk.mutes())
    shown = {
        key: one
        for key, one in seen.items()
        if (chosen is None or one.card.stage == chosen) and (wide or one.card.is_open) and keep(one)
    }
    columns = board.lay_out(
        {key: one._replace(card=one.card._replace(archived=False)) for key, one in shown.items()}, now
    ).columns
    ordered = [shown[one.card.id] for column in columns for one in column.seen]
    if call.has("json"):
        call.give(cards_as_json(call, (one.card for one in ordered)))
        return 0
    _print_columns(call, ordered)
    return 0


def _all_cards(call: Call) -> Mapping[str, Card]:
    """Archived ones too, after what is old enough has gone there."""
    call.desk.cards()
    call.upkeep()
    return call.desk.everything()


def _print_columns(call: Call, ordered: list[Seen]) -> None:
    from followup.cli.rows import rows

    shorts = shorts_for(call, [one.card for one in ordered])
    if not ordered:
        call.tell(
            "nothing here"
            if call.words or call.has("stage")
            else "nothing is being followed up: followup add TEXT"
        )
    lines = dict(
        zip((one.card.id for one in ordered), rows(ordered, shorts, call.clock(), call.settings), strict=True)
    )
    for stage in STAGES:
        mine = [one for one in ordered if one.card.stage == stage]
        if not mine:
            continue
        needs = sum(one.verdict.needs_me for one in mine)
        call.say(f"{NAMES[stage]}  {len(mine)}" + (f", {needs} need you" if needs else ""))
        for one in mine:
            call.say(lines[one.card.id])


def show(call: Call) -> int:
    """The cards with their whole history."""
    call.desk.cards()
    call.upkeep()
    cards = [call.desk.find(one) for one in call.words]
    if call.has("json"):
        found = cards_as_json(call, cards, with_events=True)
        call.give(found if len(found) > 1 else found[0])
        return 0
    from followup.cli.sheet import sheet, why_quiet
    from followup.tui.draw.marks import popups_of

    shorts, alerts = shorts_for(call, cards), call.desk.alerts()
    mutes, now = call.desk.mutes(), call.clock()
    for place, card in enumerate(cards):
        if place:
            call.say("")
        short = shorts[card.id]
        quiet = why_quiet(card, mutes, now, call.settings.rules.week)
        call.say_lines(
            "\n".join(sheet(card, short, popups_of(alerts.values(), card), now, call.settings, quiet))
        )
    return 0


def next_cards(call: Call) -> int:
    """The cards that need me, the first one first."""
    now = any_at(call, call.parsed.options["at"]) if call.has("at") else call.clock()
    if call.has("format"):
        from followup.cli.rows import check_format

        check_format(call.parsed.options["format"])
    if call.has("count") and not call.words and not call.has("at"):
        from followup.cli.counting import count

        call.out.write(f"{count(call, now)}\n")
        return 0
    keep = query(call, " ".join(call.words), now)
    found = _needing(call, now, keep)
    if call.has("count"):
        call.out.write(f"{len(found)}\n")
    elif call.has("json"):
        call.give(cards_as_json(call, (one.card for one in found), now=now))
    elif call.has("format"):
        _formatted(call, found, now)
    else:
        _advise(call, found, now, keep)
    return 0


def _needing(call: Call, now: int, keep: Keep) -> list[Seen]:
    cards: Iterable[Card] = (card for card in call.desk.cards().values() if card.is_open)
    seen = board.look_at_all(cards, now, call.settings.rules, mutes=call.desk.mutes()).values()
    return board.ranked(one for one in seen if one.verdict.needs_me and keep(one))


def _advise(call: Call, found: list[Seen], now: int, keep: Keep) -> None:
    """What needs me, ranked; then what was alerted, needs me no more by itself, and was not acted on."""
    from followup.cli.rows import advice

    if call.has("at"):
        call.tell(f"as of {said(call, now)}")
    if not found:
        call.tell("nothing needs you")
    shorts, waiting = ids.shorts(list(call.desk.cards())), _pending(call, now)
    needing = {one.card.id for one in found}
    others = [one.seen for key, one in waiting.items() if key not in needing and keep(one.seen)]
    for rank, one in enumerate((*found, *others), 1):
        if rank == len(found) + 1:
            call.say(f"{LEFT_OVER}:")
        alert = waiting.get(one.card.id)
        for line in advice(one, f"{rank:>2}  {shorts[one.card.id]}", now, call.settings, alert):
            call.say(line)


def _pending(call: Call, now: int) -> "dict[str, Pending]":
    """The alerts that nobody has acted on, by card, in the board's order; of another moment nothing is known."""
    if call.has("at"):
        return {}
    from followup.core import records

    rules, mutes = call.settings.rules, call.desk.mutes()
    seen = board.look_at_all(call.desk.cards().values(), now, rules, mutes=mutes)
    return {one.seen.card.id: one for one in records.pending(call.desk.alerts(), seen)}


def _formatted(call: Call, found: list[Seen], now: int) -> None:
    from followup.cli.rows import formatted

    shorts = ids.shorts(list(call.desk.cards()))
    for one in found:
        call.say(formatted(call.parsed.options["format"], one, shorts[one.card.id], now, call.settings))
