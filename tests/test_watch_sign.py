"""What a watcher leaves for others to see, and what it will say next."""

import fcntl
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from followup.config import Alerts, Settings
from followup.desk import Desk
from followup.errors import Refused
from followup.store import Store, memory_store
from followup.watch import Watcher, ahead, once, sign
from followup.watch.ahead import coming
from followup.watch.resident import only_one
from tests.test_watch import IDLE_AT, RULES, SENT_AT, SETTINGS, Desktop, desk_over, with_cards


def test_only_the_lock_says_that_one_runs(tmp_path: Path) -> None:
    """With the lock held it is that process, whoever asks; let go of, it is nobody, whatever number stands there."""
    state = str(tmp_path)
    assert sign.running(state) is None
    with only_one(state):
        assert sign.running(state) == os.getpid()
        with pytest.raises(Refused), only_one(state):
            pass
        assert sign.running(state) == os.getpid()
    assert sign.running(state) is None
    assert (tmp_path / sign.LOCK).read_text(encoding="ascii") == f"{os.getpid()}\n"


def test_a_watcher_of_another_version_left_no_number(tmp_path: Path) -> None:
    """It runs, as process 0: nobody knows which, and nobody is to be ended for it."""
    with (tmp_path / sign.LOCK).open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert sign.running(str(tmp_path)) == 0


def test_asking_keeps_no_watcher_from_starting(tmp_path: Path) -> None:
    """Who asks holds the lock for a moment; a watcher that starts just then waits for it."""
    path = tmp_path / sign.LOCK
    path.touch()
    asker = os.open(path, os.O_RDONLY)
    fcntl.flock(asker, fcntl.LOCK_SH)
    letting_go = threading.Timer(sign.TRY_FOR, os.close, [asker])
    letting_go.start()
    with only_one(str(tmp_path)):
        assert sign.running(str(tmp_path)) == os.getpid()
    letting_go.join()


def test_a_look_is_the_locks_time(tmp_path: Path) -> None:
    """Signed at the first look, then each half minute at most, and at once when the clock was set back."""
    (tmp_path / sign.LOCK).touch()
    mine = sign.Sign(str(tmp_path))
    seen = []
    for at in (1000, 1001, 1029, 1030, 1031, 500):
        mine.looked(at)
        seen.append(sign.looked_at(str(tmp_path)))
    assert seen == [1000, 1000, 1000, 1030, 1030, 500]


def test_a_look_that_cannot_be_signed_harms_nobody(tmp_path: Path) -> None:
    """A folder that went away: nothing is raised, and nobody ever looked there."""
    sign.Sign(str(tmp_path / "gone")).looked(1000)
    assert sign.looked_at(str(tmp_path / "gone")) is None


# What comes


def spoken(store: Store, now: int, settings: Settings) -> tuple[int, str] | None:
    """When a watcher that stays on from that instant speaks first, and its title; None if it never does."""
    desktop = Desktop()
    at: int | None = now
    while at is not None:
        watcher = Watcher(desk_over(store, at), settings.alerts, desktop, print)
        watcher.look()
        if desktop.notes:
            return at, desktop.notes[0].title
        at = watcher.next_at
        if at is not None and at > now + 60 * 86400:
            return None
    return None


@pytest.mark.parametrize("cards", [1, 2, 3, 5])
@pytest.mark.parametrize("budget", [0, 1, 3])
def test_what_comes_is_what_the_watcher_says_then(cards: int, budget: int) -> None:
    """A watcher that stays on speaks first exactly then, and says exactly that, time after time."""
    store = memory_store()
    with_cards(store, cards)
    settings = SETTINGS._replace(alerts=Alerts(budget=budget))
    now = SENT_AT
    for _ in range(5 if budget else 1):
        at, popup = coming(desk_over(store, now), settings)
        assert spoken(store, now, settings) == (None if popup is None else (at, popup.title))
        assert (popup is None) is (budget == 0)
        now = now if at is None else at


def test_what_was_said_last_is_known() -> None:
    """The latest row that was sent or tried; one that was held back said nothing."""
    store = memory_store()
    with_cards(store, 1)
    assert ahead.last(store.alerts()) is None
    once(desk_over(store), SETTINGS, Desktop("unknown"))
    row = ahead.last(store.alerts())
    assert row is not None and (row["result"], row["at"]) == ("unknown", IDLE_AT)
    held: Mapping[str, Any] = {"x": {**row, "at": IDLE_AT + 9, "result": "pending"}, **store.alerts()}
    assert ahead.last(held) == row


def test_a_card_that_is_quiet_is_passed_over() -> None:
    """Muted and snoozed cards announce nothing before their time."""
    store = memory_store()
    one, other = with_cards(store, 2)
    desk: Desk = desk_over(store, SENT_AT)
    desk.mute([one])
    desk.snooze([other], IDLE_AT + 3600)
    at, popup = coming(desk, SETTINGS)
    assert popup is not None and popup.cards == (other,)
    assert at == IDLE_AT + 3600
    assert RULES.week.is_working(at)
