"""What keeps a board in order by itself: a dated backup each local day, old cards into the archive, what
was alerted about those that are gone forgotten, a short journal.

Whoever has read the board and has time for it calls this: a command when it is done, the open board and the watcher
now and then. Never an add, and never between a key and the screen.
"""

import os
from typing import TYPE_CHECKING

from followup.config import Settings
from followup.errors import Refused, StoreError

if TYPE_CHECKING:
    from followup.store import Store

ALERTS_KEPT_FOR = 30 * 86_400  # seconds after which what was alerted about a card that is gone is forgotten


def upkeep(store: "Store", settings: Settings, now: int) -> list[str]:
    """Do what is due at `now` (UTC seconds), and say what could not be done: that is never a reason to fail."""
    if not store.can_write:
        return []
    troubles: list[str] = []
    for due in (_back_up, _archive, _forget, _tidy):
        try:
            due(store, settings, now)
        except Refused:
            return troubles  # there is no board yet
        except StoreError as error:
            troubles.append(f"{error.message} ({error.hint})")
    return troubles


def _back_up(store: "Store", settings: Settings, now: int) -> None:
    from followup.store.backups import daily

    name = daily(settings.rules.week.local_date(now))
    if os.path.lexists(os.path.join(settings.paths.backups, name)):  # noqa: PTH118
        return
    try:
        store.back_up(name, once=True)
    except StoreError as error:
        raise StoreError(f"today's backup was not made: {error.message}", error.hint) from None


def _forget(store: "Store", settings: Settings, now: int) -> None:
    store.forget_alerts(now - ALERTS_KEPT_FOR)


def _tidy(store: "Store", settings: Settings, now: int) -> None:
    store.tidy()
    store.keep_leaves()


def _archive(store: "Store", settings: Settings, now: int) -> None:
    store.archive(settings.rules.week.minus(now, settings.archive_after_minutes))
