"""What stands in the strip about a promised date: the choice from the working day before on, the slot in which it is
kept, why it passed, and which way is left until then.

The choice can be answered and not dismissed. At risk its answers are among the moves already, so that the strip says
what it always does there and the question ends its second row; else the strip is the choice.
"""

from typing import NamedTuple

from followup.core import outlook, policy, promises, wording
from followup.core.card import HARD, Card
from followup.core.clean import shown
from followup.core.promises import Asked
from followup.tui.draw.card import Scene
from followup.tui.draw.header import SMALL_BELOW
from followup.tui.draw.lines import BLANK, Line, cut, measure, shorten, sides
from followup.tui.draw.strip import NAME_CELLS, KeyOf, Move, Told, keys_row

WHEN = ("card.keep", "keep it: when?", "keep it")
ANOTHER = ("card.keep", "another slot", "new slot")
RENEGOTIATE = ("card.reschedule", "renegotiate", "renegotiate")
DONE = ("card.resolve", "yes: resolve it", "resolve")
GAP = 3


class Standing(NamedTuple):
    """The question and its answers where the strip is the choice; else what ends the second row, the longest form
    first: it has room there before all else where it asks."""

    asks: Line = BLANK
    moves: tuple[Move, ...] = ()
    asides: tuple[Line, ...] = ()


def with_date(
    told: Told,
    card: Card,
    verdict: policy.Verdict,
    scene: Scene,
    key: KeyOf,
    cells: int,
    ending: Line = BLANK,
) -> Told:
    """The strip of an open card with a promised date; `ending` is how the day ends."""
    stands = standing(card, verdict, scene, key)
    if stands.asks:
        wanted = (
            *stands.moves,
            *(one for one in told.moves if one[0] not in {move[0] for move in stands.moves}),
        )
        told = told._replace(
            first=_first(card, verdict, stands.asks, cells, scene), asks=stands.asks, moves=wanted
        )
    aside = next((one for one in stands.asides if measure(one) + GAP + measure(told.second) <= cells), BLANK)
    aside = aside or (stands.asides[-1] if stands.asides else BLANK)
    end = ending or aside
    room = cells - measure(end) - GAP if end else cells
    second = shorten([*told.second, *_only_way(card, verdict, scene, room - measure(told.second))], room)
    # How the day ends has the place of the question, which then ends the keys.
    third = keys_row(told.moves, key, cells, aside if ending else BLANK)
    return told._replace(second=sides(second, end, cells) if end else second, third=third, aside=aside)


def _first(card: Card, verdict: policy.Verdict, asks: Line, cells: int, scene: Scene) -> Line:
    """`Board pack   Promised for tomorrow 12:00. Will it be kept? Dana has had it 3h10 of 4h.`"""
    reason = shown(wording.ended(wording.why(card, verdict, scene.now, scene.rules)[0]))
    title: Line = [] if cells < SMALL_BELOW - 3 else [(shown(card.title), "text bold"), ("   ", "")]
    return shorten([*title, *asks, (f" {reason}", "sentence")], cells, scene.glyphs.cut)


def _only_way(card: Card, verdict: policy.Verdict, scene: Scene, room: int) -> Line:
    """`After Thu 15:00 Ben is the only way.`, whole or not at all."""
    last = outlook.only_way(card, verdict, scene.now, scene.rules.week)
    line: Line = [("   ", ""), (shown(wording.ended(last)), "muted")] if last else []
    return line if measure(line) <= room else []


def standing(card: Card, verdict: policy.Verdict, scene: Scene, key: KeyOf) -> Standing:
    """What is to be said of an open card's date; nothing where it is far off, answered, or said why it passed."""
    now, week = scene.now, scene.rules.week
    if promises.wants_reason(card, now):
        return Standing(asides=_aside("Why did it pass?", key("card.note"), "note it", "why?"))
    found = promises.question(card, now, week)
    if found is None or found.due <= now:
        slot_at = promises.kept_at(card, now)
        kept: Line = [(f"You keep it: {wording.moment(slot_at, now, week)}", "muted")] if slot_at else []
        return Standing(asides=(kept,)) if kept else Standing()
    if verdict.level != policy.AT_RISK:
        return Standing(_question(found, scene), _choice(found))
    if found.slot_at is None:
        return Standing(asides=_aside("Will it be kept?", key("card.keep"), "keep it: when?", "keep it?"))
    said = f"Your slot was {wording.moment(found.slot_at, now, week)}: is it done?"
    return Standing(asides=_aside(said, key("card.keep"), "another slot", "new slot?"))


def _aside(asks: str, key: str, word: str, short: str) -> tuple[Line, ...]:
    if not key:
        return ([(asks, "sentence")],)
    pressed = (key, "primary bold")
    return [(asks, "sentence"), ("  ", ""), pressed, (f" {word}", "sentence")], [
        pressed,
        (f" {short}", "sentence"),
    ]


def _question(found: Asked, scene: Scene) -> Line:
    now, week = scene.now, scene.rules.week
    if found.slot_at is not None:
        said = f"Your slot for it was {wording.moment(found.slot_at, now, week)}. "
        return [(said, "sentence"), ("Is it done?", "text bold")]
    word = "Due" if found.card.due_kind == HARD else "Promised for"
    return [
        (f"{word} {wording.moment(found.due, now, week)}. ", "sentence"),
        ("Will it be kept?", "text bold"),
    ]


def _choice(found: Asked) -> tuple[Move, ...]:
    """Keep it, renegotiate, hand it over; at its slot, first whether it is done."""
    path = ("card.alternate", "hand over", "hand over")
    if found.card.untried:
        name = cut(shown(wording.person(found.card.untried[0])), NAME_CELLS)
        path = ("card.alternate", f"hand over to {name}", f"hand to {name}")
    if found.slot_at is not None:
        return DONE, ANOTHER, RENEGOTIATE, path
    return WHEN, RENEGOTIATE, path
