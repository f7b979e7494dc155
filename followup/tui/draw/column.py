"""A column of whole cards: what stands on which row, and what lies above and below."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from followup.core.board import Column, Group, Seen
from followup.core.stages import RESOLVED
from followup.tui.draw.card import WIDE_FROM, height_of

GAP = 1


class Rule(NamedTuple):
    """What stands before a card: where those begin that only wait, or whose cards follow, and how many."""

    place: int
    name: str
    size: int
    is_head: bool = False


class Placed(NamedTuple):
    """A card at a row, and whether a rule stands before it, and where."""

    place: int
    row: int
    height: int
    divider_row: int | None = None


class Laid(NamedTuple):
    """What of a column can be seen from its card `top`; `↑ n more` takes the row before the first.

    `below_row` is where `↓ n more` stands, -1 where no row is left for it.
    """

    top: int
    placed: tuple[Placed, ...]
    above: int
    below: int
    below_row: int


def rules_of(column: Column, top: int, most: int) -> list[Rule]:
    """The rules before the cards from `top` on, over that many cards."""
    if column.groups:
        first = bisect_left(column.groups, top, key=_start_of)
        own = column.groups[first : first + most]
        return [Rule(one.start, one.name, one.size, True) for one in own]
    waiting = len(column.seen) - column.needs
    return [Rule(column.needs, "waiting", waiting)] if column.is_ranked and column.needs and waiting else []


def group_at(column: Column, top: int) -> Rule | None:
    """Whose cards stand at `top`: the name is seen however far one has scrolled."""
    if not column.groups:
        return None
    group = column.groups[max(0, bisect_right(column.groups, top, key=_start_of) - 1)]
    return Rule(group.start, group.name, group.size, True)


def _start_of(group: Group) -> int:
    return group.start


def divider_rows(is_roomy: bool, is_head: bool = False) -> int:
    """Rows that a rule costs besides the gap it stands in: a head stands close to its cards."""
    return (1 if is_head else 2) if is_roomy else 0


def lay_out(column: Column, top: int, rows: int, cells: int, is_roomy: bool) -> Laid:
    """The cards from `top` that fit whole into that many rows; roomy screens give the divider its own rows."""
    height = height_of(column.stage != RESOLVED, cells)
    total = len(column.seen)
    splits = {rule.place: rule.is_head for rule in rules_of(column, top, rows)}
    placed: list[Placed] = []
    row = 0
    for index in range(top, total):
        divider = None
        start = row
        is_head = splits.get(index)
        # The first card's group is named above it.
        if is_head is not None and index > top:
            divider = row if is_roomy else row - GAP
            start = row + divider_rows(is_roomy, is_head)
        elif is_head is False and is_roomy:
            divider, start = row, row + divider_rows(is_roomy)
        if start + height > rows:
            break
        placed.append(Placed(index, start, height, divider))
        row = start + height + GAP
    if len(placed) > 1 and top + len(placed) < total and row > rows:
        # What lies below is counted on a row of its own, and no card is drawn in part.
        row = placed.pop().row
    last = top + len(placed)
    return Laid(top, tuple(placed), top, total - last, min(row, rows - 1) if row <= rows else -1)


def scrolled_to(column: Column, index: int, top: int, rows: int, cells: int, is_roomy: bool) -> int:
    """The least change of `top` from which the card at `index` is seen whole."""
    if index < top:
        return max(0, index)
    # No screen holds more cards than rows: a jump over thousands starts close to its end.
    top = max(top, index - rows)
    while top < index:
        laid = lay_out(column, top, rows, cells, is_roomy)
        if any(one.place == index for one in laid.placed):
            break
        top += 1
    return top


def per_page(rows: int, cells: int) -> int:
    """How many open cards fit into that many rows."""
    return max(1, rows // (height_of(True, cells) + GAP))


def position_of(seen: Sequence[Seen], card_id: str | None) -> int | None:
    """Where a card stands in its column."""
    if card_id is None:
        return None
    return next((place for place, one in enumerate(seen) if one.card.id == card_id), None)


def is_wide(cells: int) -> bool:
    """Whether a column of that width draws its cards wide."""
    return cells >= WIDE_FROM
