"""One card on a page: why now, its runway, the facts, and its whole history (LOOK section 8)."""

from typing import NamedTuple

from followup.core.card import Card
from followup.core.clean import shown
from followup.core.policy import Rules, Verdict
from followup.core.wording import since, why
from followup.tui.draw.card import Look, Scene, badge, label
from followup.tui.draw.facts import facts
from followup.tui.draw.fields import EDGE, TITLE, edged, fields_of
from followup.tui.draw.history import history
from followup.tui.draw.lines import Line, padded, sides
from followup.tui.draw.marks import Past, Popup
from followup.tui.draw.prospect import prospect
from followup.tui.draw.runway import runway
from followup.tui.draw.ticks import Flight
from followup.tui.draw.wrapping import flowed
from followup.tui.glyphs import Glyphs

SIDE_BY_SIDE_FROM = 110
FACTS_CELLS = 62
FACTS_SHARE = 45
GAP = 7


class Detail(NamedTuple):
    """A card as the page shows it: judged at `now` (UTC seconds), with its popups, the id people type, and the field
    that is selected to be edited; `slow` is how long its contact takes to answer when they are slow."""

    card: Card
    verdict: Verdict
    now: int
    rules: Rules
    popups: tuple[Popup, ...] = ()
    short: str = ""
    field: str = ""
    slow: int | None = None


def page(detail: Detail, cells: int, height: int, glyphs: Glyphs) -> list[Line]:
    """Every row of the page in that many cells; the history is drawn at the scale that fits the height."""
    card, now, rules = detail.card, detail.now, detail.rules
    ahead = prospect(card, detail.verdict, now, rules)
    top = [*_head(detail, cells, glyphs), []]
    top += runway(Flight(card, detail.verdict, now, rules, ahead), cells, glyphs)
    past = Past(card, detail.verdict, now, rules, detail.popups, ahead)
    if cells < SIDE_BY_SIDE_FROM:
        told = _facts(detail, cells)
        return [*top, [], *told, [], *history(past, cells, height, glyphs)]
    width = min(FACTS_CELLS, cells * FACTS_SHARE // 100)
    told = _facts(detail, width)
    room = height - len(top) - 2
    return [*top, [], [], *beside(told, history(past, cells - width - GAP, room, glyphs), width + GAP)]


def fields(detail: Detail, cells: int) -> list[str]:
    """The fields that the page lets one edit, from the top."""
    card, now, rules = detail.card, detail.now, detail.rules
    rows = facts(card, detail.verdict, now, rules, detail.short, cells, asks=True)
    return [TITLE, *dict.fromkeys(filter(None, fields_of(rows)))]


def _facts(detail: Detail, cells: int) -> list[Line]:
    card, field = detail.card, detail.field
    rows = facts(
        card, detail.verdict, detail.now, detail.rules, detail.short, cells, bool(field), detail.slow
    )
    return edged(rows, field) if field else rows


def _head(detail: Detail, cells: int, glyphs: Glyphs) -> list[Line]:
    """Kicker, title and reason."""
    card, verdict, now = detail.card, detail.verdict, detail.now
    look = Look(card, verdict, Scene(now, detail.rules, glyphs))
    kicker: Line = [*label(look), ("  ", ""), (_ball(detail), "sentence" if verdict.needs_me else "muted")]
    title = flowed([(shown(card.title), "text bold")], cells)
    if detail.field == TITLE:
        title = [[EDGE, *row] for row in title]
    reason = ". ".join(why(card, verdict, now, detail.rules))
    said = flowed([(shown(f"{reason}."), "sentence")], cells)
    return [sides(kicker, badge(look) if card.is_open else [], cells), *title, *said]


def _ball(detail: Detail) -> str:
    """`with Dana Reyes since 09:00`."""
    card, week = detail.card, detail.rules.week
    if not card.is_open:
        return f"with {shown(card.contact)} at the end" if card.contact else ""
    mine = card.ball == "mine"
    when = since(max(card.touched_at, card.ball_at) if mine else card.touched_at, detail.now, week)
    if not card.contact:
        return "not asked yet" if card.never_sent else f"nobody named, since {when}"
    return f"{'you owe' if mine else 'with'} {shown(card.contact)} since {when}"


def beside(left: list[Line], right: list[Line], start: int) -> list[Line]:
    """Two columns on the same rows, the right one from that cell on."""
    rows = max(len(left), len(right))
    lefts = left + [[]] * (rows - len(left))
    rights = right + [[]] * (rows - len(right))
    return [[*padded(one, start), *other] if other else one for one, other in zip(lefts, rights, strict=True)]
