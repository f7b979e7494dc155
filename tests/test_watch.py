"""The watcher on a real store: what is sent, claimed and recorded, and what it survives."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup.config import Alerts, Paths, Settings
from followup.core import board, records
from followup.core.policy import Rules
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.errors import Refused, StoreError
from followup.notify import Delivery, Note, Situation
from followup.store import Store, memory_store, open_store
from followup.watch import Watcher, once
from followup.watch.resident import Resident as Loop
from followup.watch.resident import only_one
from tests.rig.bus import PrivateBus
from tests.rig.cli import Ran, environment
from tests.rig.processes import start, stop
from tests.rig.recorder import Recorder
from tests.rig.waiting import wait_until

ZONE = ZoneInfo("America/New_York")
RULES = Rules(Workweek(ZONE))
SENT_AT = int(datetime(2026, 11, 23, 9, 30, tzinfo=ZONE).timestamp())
IDLE_AT = int(datetime(2026, 11, 24, 10, 30, tzinfo=ZONE).timestamp())
SETTINGS = Settings(Paths("", "", ""), RULES)


def at_home(home: Path) -> Settings:
    """The same settings over a folder of one's own."""
    where = str(home)
    return SETTINGS._replace(paths=Paths(where, where, where))


class Desktop:
    """Takes notes, with the result that it was told."""

    def __init__(self, result: Any = "delivered") -> None:
        self.result = result
        self.notes: list[Note] = []

    def __call__(self, note: Note) -> Delivery:
        self.notes.append(note)
        return Delivery(self.result, "bus", "so it was")


def desk_over(store: Store, now: int = IDLE_AT) -> Desk:
    """A desk at an instant."""
    return Desk(store, lambda: now, RULES, "watch")


def with_cards(store: Store, count: int = 1) -> list[str]:
    """The store with cards sent on Monday, idle since Tuesday 09:30."""
    openings = [({"title": f"Card {number}", "contact": "Dana"}, None) for number in range(count)]
    return [card.id for card in desk_over(store, SENT_AT).add(openings).cards]


def test_a_popup_is_sent_once_and_recorded() -> None:
    """One look sends and records what became of it; the next finds nothing to say."""
    store, desktop = memory_store(), Desktop()
    (card,) = with_cards(store)
    assert once(desk_over(store), SETTINGS, desktop) == [
        {
            "kind": "check", "cards": (card,), "title": "Idle 9 of 8 h: Card 0",
            "body": "Dana silent 9 of 8 working hours. Next: follow up with Dana.",
            "channel": "bus", "result": "delivered",
        }
    ]  # fmt: skip
    assert once(desk_over(store), SETTINGS, desktop) == []
    (row,) = store.alerts().values()
    assert (row["result"], row["channel"], row["detail"]) == ("delivered", "bus", "so it was")
    assert [note.key for note in desktop.notes] == [card]
    assert desktop.notes[0].actions == (
        ("default", "Open board"), ("open", "Open board"), ("follow-up", "Followed up"), ("snooze", "Snooze 1 day"),
    )  # fmt: skip


def test_an_alert_is_no_undo_step_and_no_revision() -> None:
    """What was alerted leaves the card and the history as they were."""
    store = memory_store()
    (card,) = with_cards(store)
    before = store.get(card), len(store.history())
    once(desk_over(store), SETTINGS, Desktop())
    assert (store.get(card), len(store.history())) == before


def test_a_failed_popup_goes_to_the_pending_list_and_costs_nothing() -> None:
    """Nobody was interrupted: the budget is whole, the alert is pending, and it is not tried again."""
    store, lines = memory_store(), list[str]()
    with_cards(store)
    (said,) = once(desk_over(store), SETTINGS, Desktop("failed"), log=lines.append)
    assert said["result"] == "failed"
    assert once(desk_over(store), SETTINGS, Desktop()) == []
    assert records.used_today(store.alerts(), IDLE_AT, RULES.week) == 0
    seen = board.look_at_all(desk_over(store).cards().values(), IDLE_AT, RULES)
    assert [one.result for one in records.pending(store.alerts(), seen)] == ["failed"]
    assert lines == ["a popup failed: so it was"]


def test_popups_that_are_switched_off_wait_on_the_board() -> None:
    """With `channel = "off"` nothing has failed: the popup is pending, once, and the log stays empty."""
    store, desktop, lines = memory_store(), Desktop("failed"), list[str]()
    with_cards(store)
    off = SETTINGS._replace(alerts=SETTINGS.alerts._replace(channel="off"))
    desk = desk_over(store)
    for dry_run in (True, False):
        (said,) = once(desk, off, desktop, dry_run, lines.append)
        assert (said["result"], said["channel"]) == ("pending", None)
    assert once(desk, off, desktop, log=lines.append) == []
    assert lines == []
    assert (
        len(records.pending(store.alerts(), board.look_at_all(desk.cards().values(), IDLE_AT, desk.rules)))
        == 1
    )


def test_an_unknown_popup_counts_as_sent() -> None:
    """It may yet appear: it is not sent again, and it is paid for."""
    store = memory_store()
    with_cards(store)
    assert [said["result"] for said in once(desk_over(store), SETTINGS, Desktop("unknown"))] == ["unknown"]
    assert once(desk_over(store), SETTINGS, Desktop()) == []
    assert records.used_today(store.alerts(), IDLE_AT, RULES.week) == 1


def test_a_dry_run_sends_and_writes_nothing() -> None:
    """It says what would be sent, and leaves it to be sent."""
    store, desktop = memory_store(), Desktop()
    with_cards(store)
    version = store.version
    for _ in range(2):
        assert [said["result"] for said in once(desk_over(store), SETTINGS, desktop, dry_run=True)] == [
            "would"
        ]
    assert (store.version, desktop.notes, dict(store.alerts())) == (version, [], {})
    assert len(once(desk_over(store), SETTINGS, desktop)) == 1


def test_what_is_over_the_budget_is_said_to_be_pending_once() -> None:
    """A held alert pops up nowhere, and is reported only as it is held."""
    store, desktop = memory_store(), Desktop()
    with_cards(store)
    settings = SETTINGS._replace(alerts=Alerts(budget=0))
    said = once(desk_over(store), settings, desktop)
    assert [(one["result"], one["channel"]) for one in said] == [("pending", None)]
    assert (once(desk_over(store), settings, desktop), desktop.notes) == ([], [])


def test_the_claim_is_durable_before_anything_is_sent(tmp_path: Path) -> None:
    """While a popup is being sent another process already sees it claimed."""
    home, seen = tmp_path / "home", list[Any]()
    store = open_store(home)
    with_cards(store)

    def send(note: Note) -> Delivery:
        seen.extend(row["result"] for row in open_store(home).alerts().values())
        return Delivery("delivered", "bus", "")

    once(desk_over(store), SETTINGS, send)
    assert seen == ["sending"]


def test_a_sender_that_dies_is_not_followed_by_a_second_popup() -> None:
    """A claim without an outcome counts as sent."""
    store, desktop = memory_store(), Desktop()
    with_cards(store)

    def dies(note: Note) -> Delivery:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        once(desk_over(store), SETTINGS, dies)
    assert once(desk_over(store), SETTINGS, desktop) == []


def test_two_watchers_at_once_alert_once(tmp_path: Path) -> None:
    """Two stores on one folder, looking at the same moment: each of three cards pops up once."""
    home, desktop = tmp_path / "home", Desktop()
    cards = with_cards(open_store(home), 3)
    barrier = threading.Barrier(4)

    def look() -> None:
        desk = desk_over(open_store(home))
        desk.cards()
        barrier.wait()
        once(desk, SETTINGS, desktop)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(note.key for note in desktop.notes) == sorted(cards)


class Late(Watcher):
    """A watcher that is overtaken between its plan and its claims."""

    def _plan(self, now: int, gather: bool) -> Any:
        agenda = super()._plan(now, gather)
        rows = records.claims(agenda.popups[0], now, RULES.week)
        taken = agenda.popups[0].cards[0]
        self.desk.store.claim({key: row for key, row in rows.items() if row["card"] == taken})
        return agenda


def test_a_digest_leaves_out_what_another_watcher_has_claimed() -> None:
    """Of four cards one was claimed meanwhile: the digest is about the other three."""
    store, desktop = memory_store(), Desktop()
    cards = with_cards(store, 4)
    (said,) = Late(desk_over(store), SETTINGS.alerts, desktop, print).look()
    assert said.kind == "digest"
    assert len(said.cards) == 3
    assert set(said.cards) < set(cards)
    assert desktop.notes[0].title == "Idle: 3 cards need you"


@pytest.mark.parametrize(
    "damage", [{"events": [{}]}, {"touched_at": "soon"}, {"stage": "nowhere"}, {"alternates": 7}]
)
def test_a_card_that_cannot_be_read_does_not_stop_the_others(damage: dict[str, Any]) -> None:
    """The sound card pops up, and the damaged one is one line in the log, once."""
    store, desktop, lines = memory_store(), Desktop(), list[str]()
    (sound,) = with_cards(store)
    broken = {**dict(store.get(sound) or {}), "id": "0" * 26, "due": None, **damage}
    store.add([broken], at=SENT_AT, by="test", label="damaged")
    watcher = Watcher(desk_over(store), SETTINGS.alerts, desktop, lines.append)
    assert [said.cards for said in watcher.look()] == [(sound,)]
    watcher.look()
    assert [line.split(":")[0] for line in lines] == ["card " + "0" * 26]


def test_a_look_at_a_board_at_rest_plans_nothing() -> None:
    """Until next_at, and while nobody writes, a look does not even go through the cards."""
    store = memory_store()
    with_cards(store)
    watcher = Watcher(desk_over(store, SENT_AT + 60), SETTINGS.alerts, Desktop(), print)
    watcher.look()
    seen = watcher.seen
    watcher.look()
    assert watcher.seen is seen
    assert watcher.next_at == int(datetime(2026, 11, 24, 9, 30, tzinfo=ZONE).timestamp())


def test_a_clock_set_back_is_looked_at_anew() -> None:
    """An hour back, the verdicts are those of that hour, and nothing is said again."""
    now, store, desktop = [IDLE_AT], memory_store(), Desktop()
    with_cards(store)
    watcher = Watcher(Desk(store, lambda: now[0], RULES, "watch"), SETTINGS.alerts, desktop, print)
    assert len(watcher.look()) == 1
    now[0] = SENT_AT + 60
    assert watcher.look() == []
    assert {one.verdict.level for one in watcher.seen.values()} == {"fresh"}


def test_a_store_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    """`once` raises what the store says, and sends nothing."""
    store = open_store(tmp_path / "home")
    with_cards(store)
    store.close()
    for file in (tmp_path / "home").iterdir():
        if file.name.startswith("board.j"):
            file.write_bytes(b"\x00garbage\n" * 50)
    with pytest.raises(StoreError):
        once(desk_over(open_store(tmp_path / "home")), SETTINGS, Desktop())


def test_a_second_watcher_is_refused(tmp_path: Path) -> None:
    """One holds the lock in the state folder; when it ends the next may."""
    state = str(tmp_path / "state")
    with only_one(state), pytest.raises(Refused, match="already running"), only_one(state):
        pass
    with only_one(state):
        pass


def test_trouble_with_the_store_is_logged_once_and_outlived(tmp_path: Path) -> None:
    """A folder that is no folder is one line however often it is tried; once it is one, alerts come."""
    home, lines = tmp_path / "home", list[str]()
    home.write_text("in the way")
    desk = desk_over(open_store(home))
    resident = Loop(desk, at_home(home), Situation, id, lines.append)
    with resident.popups:
        assert [resident.turn(), resident.turn()] == [2, 2]
        assert len(lines) == 1
        home.unlink()
        with_cards(open_store(home))
        resident.turn()
    assert lines[1:] == ["a popup failed: nothing here can show a popup", "all is well again"]


def test_after_a_leap_of_the_clock_what_was_missed_is_one_digest() -> None:
    """Two checks that came due while nobody looked are one popup."""
    now, store, said = [SENT_AT], memory_store(), list[Any]()
    with_cards(store, 2)
    desk = Desk(store, lambda: now[0], RULES, "watch")
    resident = Loop(desk, SETTINGS, Situation, said.append, list[str]().append)
    with resident.popups:
        resident.turn()
        now[0] = IDLE_AT
        resident.turn()
    assert [(one.kind, len(one.cards)) for one in said] == [("digest", 2)]


# The resident watcher, as a process


class Resident:
    """`followup watch` on a home and a bus, with a clock that the test moves."""

    def __init__(self, folder: Path, home: Path, bus: PrivateBus) -> None:
        self.clock, self.log = folder / "now", folder / "log"
        self.move(SENT_AT)
        bus_at = {"DBUS_SESSION_BUS_ADDRESS": bus.address, "TZ": "America/New_York"}
        self.env = environment(home, f"@{self.clock}", bus_at)

    def move(self, now: int) -> None:
        """Set the clock, in one piece."""
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(datetime.fromtimestamp(now, UTC).isoformat())
        fresh.replace(self.clock)

    def start(self) -> subprocess.Popen[bytes]:
        """Start it."""
        return start([sys.executable, "-m", "followup", "watch"], self.env, log=self.log)

    def cli(self, *args: str) -> Any:
        """Another program on the same home; its JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "followup", *args, "--json"],
            env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def resident(tmp_path: Path, home: Path, private_bus: PrivateBus) -> Resident:
    """A resident watcher that is not started yet."""
    return Resident(tmp_path, home, private_bus)


@pytest.mark.desktop
def test_the_resident_watcher_alerts_and_its_button_follows_up(
    resident: Resident, recorder: Recorder
) -> None:
    """As the clock reaches the check one popup comes; its button acts on the store; SIGTERM ends it cleanly."""
    card = resident.cli("add", "Documents @Dana")["id"]
    process = resident.start()
    try:
        resident.move(IDLE_AT)
        popup = wait_until(lambda: recorder.popups, 15)[0]
        assert popup.title == "Idle 9 of 8 h: Documents"
        recorder.press(popup.id, "follow-up")
        wait_until(lambda: resident.cli("show", card)["stage"] == "followed_up", 15)
        assert resident.cli("show", card)["events"][-1]["by"] == "watch"
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0, resident.log.read_text()
        assert len(recorder.popups) == 1
    finally:
        stop(process)


@pytest.mark.desktop
def test_a_popup_goes_when_its_card_is_touched_elsewhere(resident: Resident, recorder: Recorder) -> None:
    """A follow-up from the command line takes the popup down."""
    card = resident.cli("add", "Documents @Dana")["id"]
    process = resident.start()
    try:
        resident.move(IDLE_AT)
        popup = wait_until(lambda: recorder.popups, 15)[0]
        resident.cli("follow-up", card)
        wait_until(lambda: popup.id in recorder.closed, 15)
    finally:
        stop(process)


@pytest.mark.desktop
def test_a_second_resident_watcher_ends_with_one_line(
    resident: Resident, recorder: Recorder, cli: Callable[..., Ran]
) -> None:
    """Exit 1, one clear line and a hint; the first goes on."""
    resident.cli("add", "Documents @Dana")
    process = resident.start()
    try:
        resident.move(IDLE_AT)
        wait_until(lambda: recorder.popups, 15)
        ran = cli("watch")
        assert (ran.code, ran.stdout) == (1, "")
        assert "already running" in ran.stderr
        assert "Traceback" not in ran.stderr
        assert process.poll() is None
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(10) == 0
    finally:
        stop(process)
