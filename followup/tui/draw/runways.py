"""Every open card's runway on one axis of working days, a row a card (LOOK section 8, "Runway")."""

from collections.abc import Iterator
from typing import NamedTuple

from followup.core import policy
from followup.core.board import Board, Seen
from followup.core.card import MINE, WISH, Card
from followup.core.clean import shown
from followup.core.policy import Plan
from followup.core.stages import RESOLVED
from followup.core.wording import local, person
from followup.tui.draw.card import SIGILS, Look, Scene, due_text, title
from followup.tui.draw.days import LEAST_DAY_CELLS, Days, grid
from followup.tui.draw.lines import Line, cut, padded, run_together, shorten, width
from followup.tui.draw.moments import near
from followup.tui.glyphs import ROLES

Cell = tuple[str, str]
GLYPH_CELLS = 2
GAP = 2


class Flights(NamedTuple):
    """The open cards of a board: dated ones, soonest first, and those without a date, in ranking order."""

    dated: tuple[Seen, ...]
    undated: tuple[Seen, ...]
    dues: tuple[int, ...]

    @property
    def all(self) -> tuple[Seen, ...]:
        """In the order of the page."""
        return (*self.dated, *self.undated)


def flights_of(board: Board) -> Flights:
    """The open cards that the board shows, within its filter. `dues` are the deadlines that bind, in order."""
    seen = [one for column in board.columns if column.stage != RESOLVED for one in column.seen]
    dated = sorted((one for one in seen if one.card.due is not None), key=_soonest)
    undated = sorted((one for one in seen if one.card.due is None), key=lambda one: one.rank)
    return Flights(
        tuple(dated),
        tuple(undated),
        tuple(one.card.due or 0 for one in dated if one.card.promise is not None),
    )


def _soonest(one: Seen) -> tuple[int, object]:
    return one.card.due or 0, one.rank


class Measures(NamedTuple):
    """How wide each part is: title, axis, date with its word, and the cells of a day."""

    title: int
    axis: int
    dates: int
    per: int

    @property
    def start(self) -> int:
        """The axis's first cell."""
        return GLYPH_CELLS + self.title + 1

    @property
    def days(self) -> int:
        """How many days fit."""
        return max(1, (self.axis - 1) // self.per)

    @property
    def most_days(self) -> int:
        """How many days fit where each is as narrow as its name."""
        return max(1, (self.axis - 1) // LEAST_DAY_CELLS)


SIZES = ((145, 40, 31, 13), (107, 30, 31, 10), (0, 24, 15, 8))


def measures(cells: int, days: int | None = None) -> Measures:
    """The page's parts in that many cells; with `days` each day is as wide as that many leave it."""
    _, most, dates, per = next(size for size in SIZES if cells >= size[0])
    title = min(most, max(8, cells * 2 // 5 - GLYPH_CELLS))
    axis = max(per + 1, cells - GLYPH_CELLS - title - 1 - GAP - dates)
    fitting = Measures(title, axis, dates, per)
    wanted = days or fitting.days
    return fitting._replace(per=max(1, (axis - 1) // wanted))


# A row


def row(seen: Seen, days: Days, sizes: Measures, scene: Scene) -> Line:
    """Glyph, title, the card's line over the grid, its date and a word."""
    look = Look(seen.card, seen.verdict, scene)
    name = padded(title(look, sizes.title), sizes.title)
    drawn = shorten(bar(seen, days, scene), sizes.axis)
    dates = shorten(date_words(seen, scene, sizes.dates), sizes.dates, scene.glyphs.cut)
    return [*_glyph(look), (" ", ""), *name, (" ", ""), *padded(drawn, sizes.axis + GAP), *dates]


def _glyph(look: Look) -> Line:
    level, glyphs = look.verdict.level, look.scene.glyphs
    if look.is_mine:
        return [(glyphs.mine, "text")]
    return [(glyphs.levels[level], ROLES.get(level, "muted"))]


def bar(seen: Seen, days: Days, scene: Scene) -> Line:
    """The silence so far, the time left, and the marks that are ahead, over the days and now."""
    card, plan = seen.card, seen.plan
    cells = grid(days, scene)
    if plan is not None:
        for cell, drawn in _stretches(card, plan, seen.verdict.level, days, scene):
            cells[cell] = drawn
        for at, drawn in _marks(card, plan, seen.verdict.level, scene):
            cell = days.cell(at)
            if 0 <= cell < days.cells:
                cells[cell] = drawn
        if days.cell(_end(card, plan)) >= days.cells:
            cells[-1] = (scene.glyphs.beyond, "muted")
    return run_together(cells)


def _end(card: Card, plan: Plan) -> int:
    """Where a card's line ends: the deadline, else the end of its snooze or its check."""
    if card.due is not None:
        return card.due
    return max(plan.check_at, card.snoozed_until or 0)


def _stretches(card: Card, plan: Plan, level: str, days: Days, scene: Scene) -> Iterator[tuple[int, Cell]]:
    glyphs, now = scene.glyphs, days.cell(scene.now)
    if level == policy.SNOOZED and card.snoozed_until is not None:
        for cell in _between(days.cell(plan.since), days.cell(card.snoozed_until), days):
            yield cell, (glyphs.quiet, "line")
    else:
        for cell in _between(days.cell(plan.since), now, days):
            yield cell, (glyphs.spent, _silence_role(card, plan, level, cell, days))
    if card.due is None and (card.ball == MINE or level == policy.SNOOZED):
        return
    if card.due is None or card.promise is not None:
        start = now if level != policy.SNOOZED else days.cell(card.snoozed_until or scene.now)
        for cell in _between(start, days.cell(_end(card, plan)), days):
            yield cell, (glyphs.thin, "line")


def _between(start: int, end: int, days: Days) -> range:
    """The cells of the page from `start` to before `end`."""
    return range(max(0, start), min(end, days.cells))


def _silence_role(card: Card, plan: Plan, level: str, cell: int, days: Days) -> str:
    """Debt is coloured: beyond the check by the level, beyond a deadline red."""
    if level == policy.OVERDUE:
        return "error" if cell >= days.cell(card.due or 0) else "muted"
    if cell < days.cell(plan.check_at):
        return "muted"
    return "text bold" if level == policy.AT_RISK else ROLES.get(level, "muted")


def _marks(card: Card, plan: Plan, level: str, scene: Scene) -> Iterator[tuple[int, Cell]]:
    """From the least to the most important. Guards are drawn while they are ahead and ask for something."""
    glyphs, now = scene.glyphs, scene.now
    if level == policy.SNOOZED and card.snoozed_until is not None:
        yield card.snoozed_until, (glyphs.limit, "sentence")
    elif level != policy.OVERDUE and card.ball != MINE:
        yield plan.check_at, (glyphs.limit, "text bold" if plan.check_at <= now else "sentence")
    if plan.risk_at is not None and level != policy.OVERDUE:
        guards = ((plan.last_safe_at, glyphs.safe, not card.tried), (plan.tell_at, glyphs.told, True))
        for at, glyph, is_open in guards:
            if at is not None and at > now and is_open:
                yield at, (glyph, "sentence")
    if card.due is not None:
        is_late = level in (policy.AT_RISK, policy.OVERDUE)
        due = (glyphs.due, "error" if is_late else "text")
        yield card.due, due if card.promise is not None else (glyphs.wish, "muted")


# Date and word


def date_words(seen: Seen, scene: Scene, cells: int) -> Line:
    """`!! Wed 12:00    tell Maria`; without a date the check or the snooze. Where there is little room, no word."""
    card = seen.card
    if card.due is None or card.due_kind is None:
        return _undated(seen, scene, cells)
    level = seen.verdict.level
    role = "error bold" if level in (policy.AT_RISK, policy.OVERDUE) else "sentence"
    if card.due_kind == WISH or level == policy.SNOOZED:
        role = "muted"
    text = f"{SIGILS[card.due_kind]:<3}{due_text(card.due, scene)}"
    word = _word(seen, scene.now)
    if cells < 2 * 15 or not word:
        return [(text, role)]
    gap = " " * max(GAP, 17 - width(text))
    return [(text, role), (gap, ""), (word, "error" if "error" in role else "muted")]


def _word(seen: Seen, now: int) -> str:
    card, level = seen.card, seen.verdict.level
    if level == policy.OVERDUE or (card.due is not None and card.promise is None and now >= card.due):
        return "passed"
    if level == policy.AT_RISK:
        if card.requester:
            return cut(f"tell {shown(person(card.requester))}", 14)
        return cut(f"go to {shown(person(card.untried[0]))}", 14) if card.untried else "at risk"
    return "snoozed" if level == policy.SNOOZED else ""


def _undated(seen: Seen, scene: Scene, cells: int) -> Line:
    """When it is to be looked at: `check Tue 16:52`, `check passed Mon 12:12`, `snoozed to Mon 30`."""
    card, plan, week = seen.card, seen.plan, scene.rules.week
    if plan is None:
        return []
    is_small = cells < 2 * 15
    indent = "" if is_small else "   "
    if seen.verdict.level == policy.SNOOZED and card.snoozed_until is not None:
        until = local(card.snoozed_until, week)
        return [(f"{indent}{'until' if is_small else 'snoozed to'} {until:%a} {until.day}", "muted")]
    at = near(plan.check_at, scene.now, week)
    if plan.check_at <= scene.now:
        word = "since" if is_small else "yours since" if card.ball == MINE else "check passed"
        return [(f"{indent}{word} {at}", "text")]
    word = "yours to" if card.ball == MINE else "check"
    return [(f"{indent}{word} {at}", "muted")]


def divider(count: int, scene: Scene, cells: int) -> Line:
    """`no date 5 ─────`."""
    label = f"no date {count}"
    rest = scene.glyphs.thin * (cells - len(label) - 1)
    return [(label, "muted"), (" ", ""), (rest, "thin")]
