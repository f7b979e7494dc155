"""How a column is put in order: by need, which is the ranking, or by deadline; whole, or a group for each person.

Resolved cards stay as they are, the latest first: nothing is waited for there.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from followup.core.board import Board, Column, Group, Seen
from followup.core.card import Card
from followup.core.stages import RESOLVED

NEED, DEADLINE = "need", "deadline"
WHOLE, REQUESTER, CONTACT = "", "requester", "contact"
GROUPINGS = (WHOLE, REQUESTER, CONTACT)


class Order(NamedTuple):
    """What a column is sorted by, and by whom it is grouped, if at all."""

    sort: str = NEED
    group: str = WHOLE

    @property
    def other_sort(self) -> "Order":
        """By deadline instead of by need, or back."""
        return self._replace(sort=NEED if self.sort == DEADLINE else DEADLINE)

    @property
    def next_group(self) -> "Order":
        """By requester, then by contact, then whole again."""
        return self._replace(group=GROUPINGS[(GROUPINGS.index(self.group) + 1) % len(GROUPINGS)])

    @property
    def said(self) -> str:
        """In words, for the header; empty for the usual order."""
        if self.group:
            return f"by {self.group}" + (", soonest first" if self.sort == DEADLINE else "")
        return "by deadline" if self.sort == DEADLINE else ""

    def change(self, before: "Order") -> str:
        """What has become other than before, as a toast says it."""
        if self.group != before.group:
            return f"grouped by {self.group}" if self.group else "not grouped any more"
        return f"sorted by {self.sort}"


USUAL = Order()


def arranged_board(board: Board, order: Order) -> Board:
    """The board with every column in that order."""
    return board._replace(columns=tuple(arranged(column, order) for column in board.columns))


def arranged(column: Column, order: Order) -> Column:
    """A ranked column in that order. Whose card comes first has the first group."""
    if order == USUAL or column.stage == RESOLVED:
        return column
    cards = sorted(column.seen, key=_by_deadline) if order.sort == DEADLINE else list(column.seen)
    if not order.group:
        return column._replace(seen=tuple(cards), is_ranked=False)
    groups: dict[str, list[Seen]] = {}
    name_of = NAME_OF[order.group]
    for one in cards:
        groups.setdefault(name_of(one.card).casefold(), []).append(one)
    made, start = [], 0
    for mine in groups.values():
        made.append(Group(name_of(mine[0].card), start, len(mine)))
        start += len(mine)
    in_groups = tuple(one for mine in groups.values() for one in mine)
    return column._replace(seen=in_groups, is_ranked=False, groups=tuple(made))


def _by_deadline(one: Seen) -> tuple[Any, ...]:
    """What binds first, then wishes, then cards without a date; among equals the ranking decides."""
    card = one.card
    return card.promise is None, card.promise or 0, card.due is None, card.due or 0, one.rank


def _requester(card: Card) -> str:
    return card.requester or "nobody expects news"


def _contact(card: Card) -> str:
    if card.contact:
        return card.contact
    return "not asked yet" if card.never_sent else "nobody named"


NAME_OF: dict[str, Callable[[Card], str]] = {REQUESTER: _requester, CONTACT: _contact}
