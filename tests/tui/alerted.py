"""Boards on which something was alerted: planned as the watcher plans, with results that a test chooses."""

from collections.abc import Sequence
from typing import NamedTuple

from followup.config import Alerts
from followup.core import alerts, board, records
from followup.desk import Desk


class Became(NamedTuple):
    """What became of a popup, and how many minutes ago that was."""

    result: str = "delivered"
    channel: str = "bus"
    minutes_ago: int = 0


def alert(desk: Desk, results: Sequence[Became] = (Became(),), budget: int = 3) -> int:
    """Say now what is due on this desk, each card alone; the popups became `results`, in turn. How many there are,
    those held back over the budget included."""
    now, rules = desk.now(), desk.rules
    seen = board.look_at_all(desk.cards().values(), now, rules)
    manners = Alerts(budget=budget, digest_over=99)
    popups = [
        one
        for each in seen.values()
        for one in alerts.agenda([each], desk.store.alerts(), now, rules, manners).popups
    ]
    for place, popup in enumerate(sorted(popups, key=lambda one: one.cost)):
        became = results[place % len(results)]
        spent = records.used_today(desk.store.alerts(), now, rules.week)
        held = popup._replace(held=popup.held or spent + popup.cost > budget)
        rows = sorted(desk.store.claim(records.claims(held, now, rules.week)))
        desk.store.record(*rows, at=now - 60 * became.minutes_ago)
        if not held.held:
            desk.store.record(*rows, result=became.result, channel=became.channel)
    return len(popups)
