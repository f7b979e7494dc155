"""Which cards of a column stand on which rows."""

import pytest

from followup.core.board import Column, Seen, lay_out, look
from followup.core.card import opened
from followup.core.events import OPENED, Event
from followup.core.policy import Rules
from followup.core.stages import SENT
from followup.core.workweek import Workweek
from followup.tui.draw import column as drawing
from tests.rig.moments import NEW_YORK, TUESDAY_1412

RULES = Rules(Workweek(NEW_YORK))


def column(cards: int, needs: int) -> Column:
    """So many cards in Sent, the first of which need me."""
    seen: dict[str, Seen] = {}
    for number in range(cards):
        since = TUESDAY_1412 - (7 * 86_400 if number < needs else 60)
        name = f"{number:026}"
        event = Event(name, since, since, OPENED, "cli", {"title": name, "contact": "Dana"})
        seen[name] = look(opened(name, event), TUESDAY_1412, RULES)
    found = next(one for one in lay_out(seen, TUESDAY_1412).columns if one.stage == SENT)
    assert found.needs == needs
    return found


@pytest.mark.parametrize("is_roomy", [True, False])
@pytest.mark.parametrize("cells", [41, 98])
@pytest.mark.parametrize("needs", [0, 3, 9])
def test_no_card_is_drawn_in_part(cells: int, is_roomy: bool, needs: int) -> None:
    """At every height the cards stand whole, clear of each other and of `n more`; every card can be reached."""
    whole = column(9, needs)
    for rows in range(5, 60):
        for index in range(9):
            top = drawing.scrolled_to(whole, index, 0, rows, cells, is_roomy)
            laid = drawing.lay_out(whole, top, rows, cells, is_roomy)
            taken = [row for one in laid.placed for row in range(one.row, one.row + one.height)]
            taken += [one.divider_row for one in laid.placed if one.divider_row is not None]
            taken += [laid.below_row] if laid.below and laid.below_row >= 0 else []
            assert len(taken) == len(set(taken))
            assert max(taken) < rows
            assert laid.above + len(laid.placed) + laid.below == 9
            if rows >= 8:
                assert index in [one.place for one in laid.placed]
