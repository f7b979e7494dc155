"""When the next popup comes if nobody does anything: the days to come, played as the watcher plays them.

Pure; instants are UTC seconds.
"""

from collections.abc import Collection, Mapping
from typing import Any

from followup.core import board, records
from followup.core.alerts import Rest, agenda
from followup.core.card import Card
from followup.core.mutes import NO_MUTES, Mutes
from followup.core.policy import Rules
from followup.core.popups import Popup
from followup.core.steps import Manners

LOOKS = 100  # times at which something may be due, before it is said that nothing is in sight


def next_popup(
    cards: Collection[Card],
    alerts: Mapping[str, Mapping[str, Any]],
    now: int,
    rules: Rules,
    manners: Manners,
    mutes: Mutes = NO_MUTES,
    after: int | None = None,
    grain: int = 1,
) -> tuple[int | None, Popup | None]:
    """The first popup at or after `now`, later than `after` where that is given, and its instant.

    Looks are `grain` seconds apart at least: a person is told minutes, and a full board turns every second.
    Cards are gone through once a look. Without a popup in sight: when the watcher looks again for sure, None for never.
    """
    rows = dict(alerts)
    at: int | None = now
    seen: dict[str, board.Seen] = {}
    rests: dict[str, Rest] = {}
    for _ in range(LOOKS):
        if at is None:
            break
        seen = {card.id: board.look(card, at, rules, seen.get(card.id), mutes) for card in cards}
        then = agenda(seen.values(), rows, at, rules, manners, rests=rests)
        rests = then.rests
        for popup in then.popups:
            if not popup.held and (after is None or at > after):
                return at, popup
            rows |= records.claims(popup, at, rules.week)
        at = None if then.next_at is None else max(at + grain, then.next_at)
    return at, None
