"""A card's steps as rows: when, which, whether it has passed, and the sum behind it in words."""

from collections.abc import Iterator, Sequence

from followup.core import runway
from followup.core.card import MINE, Card
from followup.core.clean import shown
from followup.core.runway import Step
from followup.core.workweek import Workweek
from followup.tui.draw.lines import Line, measure, padded, shorten, width
from followup.tui.draw.moments import today_or
from followup.tui.draw.wrapping import flowed

NAMES = {
    runway.CHECK: "check",
    runway.ALTERNATE: "alternate by",
    runway.TELL: "tell by",
    runway.DUE: "due",
    runway.WISH: "wish",
}
GAP = 2
LEAST_SUM = 20


def plan_rows(
    card: Card, steps: Sequence[Step], now: int, week: Workweek, cells: int, cut: str = "…"
) -> list[Line]:
    """A row a step in that many cells; the next one ahead is bold, and what was missed is red."""
    return [shorten([*head, *sum_], cells, cut) for head, sum_ in _parts(card, steps, now, week)]


def plan_whole(card: Card, steps: Sequence[Step], now: int, week: Workweek, cells: int) -> list[Line]:
    """The same with every sum whole: what does not fit goes on below it."""
    rows: list[Line] = []
    for head, sum_ in _parts(card, steps, now, week):
        start = measure(head)
        first, *others = flowed(sum_, max(LEAST_SUM, cells - start))
        rows += [[*head, *first], *([(" " * start, ""), *row] for row in others)]
    return rows


def _parts(card: Card, steps: Sequence[Step], now: int, week: Workweek) -> Iterator[tuple[Line, Line]]:
    """When and which, in slots; whether it has passed, and its sum."""
    ahead = next((step for step in steps if not step.passed and not step.done), None)
    times = [today_or(step.at, now, week).removeprefix("today ") for step in steps]
    slot = max(map(width, times), default=0) + GAP
    names = max((width(name_of(step, card)) for step in steps), default=0) + GAP
    for step, when in zip(steps, times, strict=True):
        role = "text bold" if step is ahead else "muted" if step.passed or step.done else "sentence"
        state, state_role = state_of(step)
        said: Line = [(f"{state};", state_role)] if state else []
        said.append((f" {step.words}" if state else step.words, "muted"))
        yield [*padded([(when, role)], slot), *padded([(name_of(step, card), role)], names)], _safe(said)


def _safe(line: Line) -> Line:
    return [(shown(text), role) for text, role in line]


def name_of(step: Step, card: Card) -> str:
    """`alternate by`; the check of a card whose ball is mine is my move."""
    return "your move" if step.kind == runway.CHECK and card.ball == MINE else NAMES[step.kind]


def state_of(step: Step) -> tuple[str, str]:
    """`done`, `passed`, `missed` and its role; empty while it is ahead."""
    if step.done:
        return "done", "muted"
    if not step.passed:
        return "", ""
    is_missed = step.kind in (runway.TELL, runway.DUE)
    return ("missed" if step.kind == runway.TELL else "passed"), "error" if is_missed else "muted"
