"""The resident watcher over days: what it takes down, what it survives, what it notices of files and machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup.config import Alerts, Paths, Settings
from followup.core.policy import Rules
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.notify import Situation
from followup.store import Store, memory_store, open_store
from followup.watch.looking import Watcher, note
from followup.watch.resident import Resident as Loop
from followup.watch.resident import only_one
from followup.watch.sharing import Beside
from followup.watch.sign import Sign
from tests.notify.boards import Board
from tests.rig.bus import PrivateBus
from tests.rig.recorder import Recorder
from tests.rig.resident import IDLE_AT, SENT_AT, Resident
from tests.rig.waiting import wait_until

RULES = Rules(Workweek(ZoneInfo("America/New_York")))
HOUR = 3600


def settings_at(home: Path) -> Settings:
    """Settings over a folder of one's own."""
    where = str(home)
    return Settings(Paths(where, f"{where}/state", where), RULES)


class Days:
    """A watcher in this process with a clock, a machine and a log of its own."""

    def __init__(self, home: Path, store: Store, situation: Callable[[], Situation] = Situation) -> None:
        self.now, self.slept = SENT_AT, 0.0
        self.said: list[Any] = []
        self.lines: list[str] = []
        self.store = store
        self.desk = Desk(store, lambda: self.now, RULES, "watch")
        (home / "state").mkdir(parents=True, exist_ok=True)
        self.loop = Loop(self.desk, settings_at(home), situation, self.said.append, self.lines.append)
        self.loop.suspended_for, self.loop.waking_for = lambda: self.slept, 0

    def add(self, *titles: str) -> list[str]:
        """Cards that were sent to Dana just now."""
        return [
            card.id for card in self.desk.add([({"title": t, "contact": "Dana"}, None) for t in titles]).cards
        ]

    def turn(self, now: int | None = None) -> float:
        """One look, perhaps at another instant."""
        self.now = self.now if now is None else now
        return self.loop.turn()

    def listen(self, condition: Callable[[], object]) -> None:
        """Listen until it holds."""

        def listened() -> object:
            self.loop.popups.listen(0.02)
            return condition()

        wait_until(listened, 10)


@contextmanager
def watching(home: Path, store: Store, bus: PrivateBus | None = None) -> Iterator[Days]:
    """A watcher, here or on a bus."""
    days = Days(home, store, lambda: Situation(bus_address=bus.address if bus else None))
    with days.loop.popups:
        yield days


# Buttons and what is taken down


@pytest.mark.parametrize(
    ("kind", "count", "actions"),
    [
        ("check", 1, ["default", "open", "follow-up", "snooze"]),
        ("tell", 1, ["default", "open", "follow-up", "snooze"]),
        ("news", 1, ["default", "open", "snooze"]),
        ("confirm", 1, ["default", "open"]),
        ("digest", 2, ["default", "open"]),
    ],
)
def test_the_buttons_follow_the_kind(home: Path, kind: str, count: int, actions: list[str]) -> None:
    """News is no question to the contact, a resolved card has nothing to snooze, a digest is looked at."""
    with watching(home, memory_store()) as days:
        days.add("One", "Two")
        days.turn()
        days.now = IDLE_AT
        popup = Watcher(days.desk, Alerts(), id, print)._plan(IDLE_AT, True).popups[0]  # type: ignore[arg-type]
    one = popup._replace(kind=kind, voices=popup.voices[:count])
    assert [action for action, _ in note(one).actions] == actions


@pytest.mark.desktop
def test_a_digest_goes_once_all_of_its_cards_were_acted_on(
    home: Path, private_bus: PrivateBus, recorder: Recorder
) -> None:
    """Of four cards three are followed up and one is deleted: only then is their popup closed."""
    with watching(home, memory_store(), private_bus) as days:
        *three, last = days.add("One", "Two", "Three", "Four")
        days.turn(IDLE_AT)
        assert [popup.title for popup in recorder.popups] == ["Idle: 4 cards need you"]
        days.desk.follow_up(three)
        days.turn()
        assert recorder.closed == []
        days.desk.delete([last])
        days.turn()
        wait_until(lambda: recorder.closed == [1])


@pytest.mark.desktop
def test_a_popup_is_replaced_across_a_restart(
    home: Path, private_bus: PrivateBus, recorder: Recorder
) -> None:
    """The next watcher's popup of a card takes the place of the one that the last has left."""
    store = memory_store()
    with watching(home, store, private_bus) as days:
        days.add("Documents")
        days.turn()
        days.turn(IDLE_AT)
    with watching(home, store, private_bus) as days:
        days.turn(IDLE_AT + 8 * HOUR * 3)
    assert [(popup.id, popup.replaces) for popup in recorder.popups] == [(1, 0), (1, 1)]


@pytest.mark.desktop
def test_a_popup_that_was_left_is_closed_when_its_card_was_touched(
    home: Path, private_bus: PrivateBus, recorder: Recorder
) -> None:
    """What the last watcher left up goes when the next one finds its card acted on."""
    store = memory_store()
    with watching(home, store, private_bus) as days:
        (card,) = days.add("Documents")
        days.turn(IDLE_AT)
    days.desk.follow_up([card])
    with watching(home, store, private_bus) as after:
        after.turn(IDLE_AT + 60)
        wait_until(lambda: recorder.closed == [1])


@pytest.mark.desktop
def test_another_server_is_not_told_the_kept_numbers(home: Path, private_bus: PrivateBus) -> None:
    """After a restart of both, the numbers that were kept mean nothing: a new popup, no replacement."""
    store = memory_store()
    with Recorder(private_bus.address), watching(home, store, private_bus) as days:
        days.add("Documents")
        days.turn(IDLE_AT)
    with Recorder(private_bus.address) as server, watching(home, store, private_bus) as days:
        days.turn(IDLE_AT + 8 * HOUR * 3)
        assert [popup.replaces for popup in server.popups] == [0]


@pytest.mark.desktop
@pytest.mark.parametrize("action", ["follow-up", "snooze"])
def test_a_press_that_is_refused_is_said(
    home: Path, private_bus: PrivateBus, recorder: Recorder, action: str
) -> None:
    """A button of a card that was resolved meanwhile changes nothing; a popup and the log say so."""
    with watching(home, memory_store(), private_bus) as days:
        (card,) = days.add("Documents")
        days.turn(IDLE_AT)
        days.desk.resolve([card])
        recorder.press(1, action)
        days.listen(lambda: len(recorder.popups) == 2)
    assert recorder.popups[1].title == f"Not done: {action}"
    assert recorder.popups[1].body
    assert [line for line in days.lines if line.startswith(f"{action}: ")]


@pytest.mark.desktop
def test_a_press_over_a_board_in_trouble_is_said(
    home: Path, private_bus: PrivateBus, recorder: Recorder
) -> None:
    """A button that finds the board damaged says so in a popup."""
    with watching(home, open_store(home), private_bus) as days:
        days.add("Documents")
        days.turn(IDLE_AT)
        (home / "board.lock").write_bytes(b"garbage")
        recorder.press(1, "follow-up")
        days.listen(lambda: len(recorder.popups) == 2)
    assert recorder.popups[1].title == "Not done: follow-up"
    assert "board.lock" in recorder.popups[1].body


@pytest.mark.desktop
def test_a_server_that_wakes_up_late_has_its_buttons_heard(
    home: Path, private_bus: PrivateBus, recorder: Recorder
) -> None:
    """A note that hung is unknown; when it is answered after all its button works."""
    recorder.hangs = True
    with watching(home, memory_store(), private_bus) as days:
        days.loop.popups.limits = days.loop.popups.limits._replace(bus=0.3)
        (card,) = days.add("Documents")
        days.turn(IDLE_AT)
        assert [one.result for one in days.said] == ["unknown"]
        recorder.wake_up()
        recorder.press(recorder.popups[0].id, "follow-up")
        days.listen(lambda: days.desk.cards()[card].stage == "followed_up")


# The machine and the clock


def test_what_was_missed_in_a_suspend_is_one_digest(home: Path) -> None:
    """The machine slept for a minute in which two checks came due: one popup."""
    with watching(home, memory_store()) as days:
        days.add("One", "Two")
        for now in (SENT_AT, IDLE_AT - HOUR - 60):
            days.turn(now)
        days.slept = 60.0
        days.turn(IDLE_AT - HOUR)
    assert [(one.kind, len(one.cards)) for one in days.said] == [("digest", 2)]


def test_two_checks_that_were_not_missed_are_two_popups(home: Path) -> None:
    """Looked at in time, they come one by one."""
    with watching(home, memory_store()) as days:
        days.add("One", "Two")
        for now in (SENT_AT, IDLE_AT - HOUR - 60, IDLE_AT - HOUR):
            days.turn(now)
    assert [one.kind for one in days.said] == ["check", "check"]


def test_a_clock_that_leaps_both_ways_alerts_once(home: Path) -> None:
    """A day ahead, two back and ahead again: nothing is said twice, nothing is lost."""
    with watching(home, memory_store()) as days:
        days.add("One")
        for now in (SENT_AT, IDLE_AT, SENT_AT - 86400, SENT_AT, IDLE_AT, IDLE_AT + 60):
            days.turn(now)
    assert [one.kind for one in days.said] == ["check"]


def test_quiet_hours_roll_forward_and_collapse(home: Path) -> None:
    """What came due in the night is said once, at the first working minute."""
    evening = IDLE_AT + 9 * HOUR  # 19:30
    with watching(home, memory_store()) as days:
        days.add("One", "Two", "Three", "Four")
        for card in list(days.desk.cards()):
            days.desk.snooze([card], IDLE_AT + 24 * HOUR - 90 * 60)
        days.turn(evening)
        assert days.said == []
        days.turn(IDLE_AT + 24 * HOUR - 90 * 60 - 1)
        assert days.said == []
        days.turn(IDLE_AT + 24 * HOUR - 90 * 60)
    assert [(one.kind, len(one.cards)) for one in days.said] == [("digest", 4)]


# Files


def test_a_board_that_was_mended_is_seen_within_seconds(home: Path) -> None:
    """Damaged: one line, and only the files' dates are looked at; mended: the next look reads and alerts."""
    store = open_store(home)
    with watching(home, store) as days:
        days.add("Documents")
        store.close()
        lock = home / "board.lock"
        whole = lock.read_bytes()
        lock.write_bytes(b"garbage")
        days.store = open_store(home)
    with watching(home, days.store) as days:
        assert [days.turn(IDLE_AT), days.turn()] == [2, 2]
        assert len(days.lines) == 1
        lock.write_bytes(whole)
        days.turn()
    assert [one.kind for one in days.said] == ["check"]
    assert days.lines[-1] == "all is well again"


def test_a_board_that_appears_is_watched(home: Path) -> None:
    """Started before there is a board, it alerts once there is one."""
    with watching(home, open_store(home)) as days:
        days.turn()
        Desk(open_store(home), lambda: SENT_AT, RULES).add(
            [({"title": "Documents", "contact": "Dana"}, None)]
        )
        days.turn(IDLE_AT)
    assert [one.kind for one in days.said] == ["check"]


def test_changed_settings_hold_without_a_restart(home: Path) -> None:
    """A limit that was raised to 40 hours: what would be idle is not, and is not said."""
    with watching(home, memory_store()) as days:
        days.add("Documents")
        days.turn()
        (home / "config.toml").write_text('[time]\ntimezone = "America/New_York"\n[limits]\nsent = "40h"\n')
        assert days.turn() == 1  # somebody may still be writing: looked at again at once
        days.turn()
        days.turn(IDLE_AT)
    assert days.said == []
    assert days.lines == ["the settings were read again"]


def test_settings_that_cannot_be_read_change_nothing(home: Path) -> None:
    """A file that is no TOML is one line, and what held before holds on."""
    with watching(home, memory_store()) as days:
        days.add("Documents")
        days.turn()
        (home / "config.toml").write_text("[limits\n")
        for _ in range(3):
            days.turn()
        days.turn(IDLE_AT)
    assert [one.kind for one in days.said] == ["check"]
    assert [line.endswith("the settings stay as they were") for line in days.lines][:1] == [True]


@pytest.mark.desktop
def test_a_bus_that_comes_later_is_found(home: Path, private_bus: PrivateBus, recorder: Recorder) -> None:
    """Started before there was a session bus, the watcher pops up on the one that is there by then."""
    found: list[Situation] = [Situation()]
    days = Days(home, memory_store(), lambda: found[-1])
    with days.loop.popups:
        days.add("Documents")
        days.turn()
        found.append(Situation(bus_address=private_bus.address))
        days.turn(IDLE_AT)
    assert [popup.title for popup in recorder.popups] == ["Idle 9 of 8 h: Documents"]


# Beside a board


def test_a_board_leaves_its_popups_to_a_watcher_that_looks(tmp_path: Path) -> None:
    """While one runs and looks they are its; not when it looks no more, not before it runs, not in a far terminal."""
    state, desktop = str(tmp_path), Situation(bus_address="unix:path=/nowhere")
    beside = Beside(state)
    assert not beside.sees_to(desktop, "auto")
    with only_one(state):
        Sign(state).looked(SENT_AT)
        assert [beside.sees_to(desktop, "auto") for _ in range(5)] == [True, True, True, False, False]
        Sign(state).looked(IDLE_AT)
        assert beside.sees_to(desktop, "auto")
        assert not beside.sees_to(desktop._replace(ssh=True, terminal=Board()), "auto")
        assert not beside.sees_to(desktop, "off")
    assert not beside.sees_to(desktop, "auto")


# As a process


@pytest.mark.desktop
def test_the_process_outlives_bus_server_clock_and_store(tmp_path: Path, private_bus: PrivateBus) -> None:
    """The bus restarts, the server is another one, the clock file goes and the board is damaged: still it alerts."""
    resident = Resident(tmp_path, {"DBUS_SESSION_BUS_ADDRESS": private_bus.address})
    resident.cli("add", "Documents @Dana")
    with resident:
        with Recorder(private_bus.address) as server:
            resident.move(IDLE_AT)
            wait_until(lambda: server.popups, 15, "the first popup")
        private_bus.restart()
        resident.clock.unlink()
        wait_until(lambda: "cannot be read" in resident.logged(), 10, "a word about the clock")
        journal = resident.home / "board.lock"
        whole = journal.read_bytes()
        journal.write_bytes(b"garbage")
        resident.move(IDLE_AT + 3600)
        wait_until(lambda: "board.lock" in resident.logged(), 10, "a word about the board")
        journal.write_bytes(whole)
        with Recorder(private_bus.address) as server:
            resident.move(IDLE_AT + 86400)
            wait_until(lambda: server.popups, 20, "the second popup")
        assert resident.process is not None and resident.process.poll() is None
    assert "Traceback" not in resident.logged()
