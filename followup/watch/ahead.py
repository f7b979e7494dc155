"""What the watcher will say next if nothing happens until then, and what it said last. Reads, and changes nothing."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from followup.config import Settings
from followup.core import records
from followup.core.popups import Popup
from followup.core.quiet import next_popup
from followup.desk import Desk


class Coming(NamedTuple):
    """The next popup and its instant (UTC seconds). Without one: when it looks again for sure; None is never."""

    at: int | None
    popup: Popup | None = None


def coming(desk: Desk, settings: Settings) -> Coming:
    """Play the days to come until something pops up. Raises StoreError when the store cannot be read."""
    cards, alerts = desk.cards().values(), desk.store.alerts()
    return Coming(*next_popup(cards, alerts, desk.now(), desk.rules, settings.alerts, desk.mutes()))


def last(alerts: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The row of the last popup that was sent or tried: its title, result, channel, detail and instant `at`."""
    tried = [row for row in records.rows_of(alerts) if row["result"] != records.PENDING]
    return max(tried, key=lambda row: row["at"], default=None)
