"""The weekly review: one card with its one question, and who comes next. The rule under the head is how far one is."""

from collections.abc import Sequence
from typing import NamedTuple

from followup.core.board import Seen, fresh
from followup.core.clean import shown
from followup.core.reviewing import Item, item
from followup.tui.draw.card import Look, Scene, card_rows
from followup.tui.draw.detail import beside
from followup.tui.draw.facts import facts
from followup.tui.draw.header import SMALL_BELOW
from followup.tui.draw.lines import Line, cut, joined, padded
from followup.tui.draw.strip import KeyOf, Told, moves
from followup.tui.draw.wrapping import flowed
from followup.tui.glyphs import ROLES
from followup.tui.keymap import BY_ID

CARD_CELLS = 62
COLUMN_CELLS = 65  # what such a card's column takes: it is drawn tall
NEXT_AT = 69
TITLE_SHARE = 45
ASKING_FROM = 64  # cells, from which a question stands beside its title
NEXT = "review.next"
LAST = "Last, the brief: whoever expects news hears where things stand before they ask."
AGAIN = "Once more this week: followup review --again."


class Walk(NamedTuple):
    """Who is left, the gravest first, how many open cards there are, and what people type for the first one.

    Only of those that are drawn is it worked out what there is to ask.
    """

    left: tuple[Seen, ...]
    total: int
    short: str = ""

    @property
    def behind(self) -> int:
        """How many cards the review has been at."""
        return self.total - len(self.left)


def crumb(walk: Walk, cells: int, looking: str = "") -> Line:
    """`Weekly review   7 of 14, the gravest first`."""
    if looking:
        said = looking
    elif not walk.left:
        said = f"{walk.total} of {walk.total}" if walk.total else "no open card"
    else:
        order = "" if cells < SMALL_BELOW else ", the gravest first"
        said = f"{walk.behind + 1} of {walk.total}{order}"
    return [("Weekly review", "text bold"), ("   ", ""), (said, "muted")]


def review_page(walk: Walk, scene: Scene, key: KeyOf, cells: int, height: int) -> list[Line]:
    """Every row of the page."""
    rows = [_progress(walk, cells, scene), []]
    if not walk.left:
        return [*rows, *_ended(walk, scene)]
    is_small = cells < SMALL_BELOW - 3
    own = _one(walk, scene, key, cells if is_small else min(CARD_CELLS, cells))
    if is_small:
        return rows + own
    room = height - len(rows)
    return rows + beside(own, _coming(walk.left[1:], scene, cells - NEXT_AT, room), NEXT_AT)


def _progress(walk: Walk, cells: int, scene: Scene) -> Line:
    done = cells * walk.behind // walk.total if walk.total else 0
    return [(scene.glyphs.heavy * done, "primary"), (scene.glyphs.thin * (cells - done), "rule")]


def _one(walk: Walk, scene: Scene, key: KeyOf, cells: int) -> list[Line]:
    """The card as its column draws it, the question, the key that answers it, and what is known."""
    now = scene.now
    asking = item(walk.left[0], now, scene.rules)
    card, verdict = asking.card, fresh(asking.seen, now, scene.rules)
    asked = flowed([(shown(asking.question), "text bold")], cells)
    known = facts(card, verdict, now, scene.rules, walk.short, cells)
    return [
        *card_rows(asking.seen, min(cells, CARD_CELLS), COLUMN_CELLS, scene), [],
        *asked, answers(asking, key), [], [], *known,
    ]  # fmt: skip


def answers(asking: Item, key: KeyOf) -> Line:
    """`d new date    p go to Ben    n fine, next card`: the keys that answer it, as they stand on this board."""
    words = {action: word for action, word, _ in moves(asking.card, asking.seen.verdict)}
    wanted = filter(None, (asking.action, *asking.also))
    parts: list[Line] = [
        [(key(action), "primary bold"), (f" {words.get(action, BY_ID[action].word)}", "sentence")]
        for action in wanted
        if key(action)
    ]
    fine: Line = [(key(NEXT), "primary bold"), (f" {BY_ID[NEXT].word}", "sentence")]
    # Where to leave it as it is answers the question, that comes first.
    return joined([*parts, fine] if asking.action else [fine, *parts], 4)


def _coming(items: Sequence[Seen], scene: Scene, cells: int, height: int) -> list[Line]:
    """A row for each that comes next: glyph, title, and what is pressing about it where there is room."""
    if not items:
        return [[("Then", "text bold"), ("   the brief", "muted")]]
    rows: list[Line] = [[("Then", "text bold"), (f"   {len(items)} more", "muted")], []]
    room = max(1, height - len(rows))
    seen = items if len(items) <= room else items[: room - 1]
    rows += [_row(item(one, scene.now, scene.rules), scene, cells) for one in seen]
    if len(seen) < len(items):
        rows.append([(f"{scene.glyphs.more_below} {len(items) - len(seen)} more", "muted")])
    return rows


def _row(one: Item, scene: Scene, cells: int) -> Line:
    verdict, glyphs = one.seen.verdict, scene.glyphs
    is_mine = Look(one.card, verdict, scene).is_mine
    glyph, role = glyphs.levels[verdict.level], ROLES.get(verdict.level, "muted")
    if is_mine:
        glyph, role = glyphs.mine, "text"
    asks = cells >= ASKING_FROM
    slot = cells * TITLE_SHARE // 100 if asks else cells
    title = cut(shown(one.card.title), slot - (4 if asks else 2), glyphs.cut)
    head: Line = [
        (glyph, role),
        (" ", ""),
        (title, "text" if verdict.needs_me or is_mine else "muted"),
    ]
    question = cut(shown(one.question), cells - slot, glyphs.cut) if one.action else ""
    return [*padded(head, slot), (question, "muted")] if asks else head


def _ended(walk: Walk, scene: Scene) -> list[Line]:
    if not walk.total:
        return [[("Nothing is being followed up.", "text bold")]]
    cards = "1 card" if walk.total == 1 else f"all {walk.total} cards"
    head: Line = [(f"{scene.glyphs.resolved} ", "success"), (f"Reviewed: {cards}", "text bold")]
    return [head, [(LAST, "muted")], [(AGAIN, "muted")]]


def ended_strip(key: KeyOf, total: int) -> Told:
    """The strip at the end of a walk through so many cards: the brief is what is left to do."""
    if not total:
        return Told([], [], [])
    keys: Line = [(key("board.brief"), "primary bold"), (" brief", "sentence")]
    return Told([("Every open card has been looked at this week.", "text bold")], [], keys)
