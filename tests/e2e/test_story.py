"""The story of the demonstration, acted out by command line on an empty home with a clock moved from step to step.

On Monday a manager asks for documents from another company for a meeting the following week. The request is
sent; a day passes in silence; it is followed up; the contact is away; reception names a colleague; the documents
arrive.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.rig.bus import PrivateBus
from tests.rig.cli import Ran
from tests.rig.recorder import Recorder

pytestmark = pytest.mark.desktop

LINE = (
    "Documents from Acme @Dana ^Maria !!mon 9am => documents in hand before Monday's meeting > call reception"
)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (f"2026-11-{day}T{{}}:00-05:00" for day in (23, 24, 25, 26))


class Story:
    """Runs followup on one home and one bus; every command's JSON."""

    def __init__(self, cli: Callable[..., Ran], bus: PrivateBus) -> None:
        self._cli = cli
        self._env = {"DBUS_SESSION_BUS_ADDRESS": bus.address, "TZ": "America/New_York"}
        self.notes: list[str] = []

    def __call__(self, now: str, *args: str) -> Any:
        ran = self._cli(*args, "--json", now=now, env=self._env)
        self.notes = ran.stderr.splitlines()
        assert ran.code == 0, ran
        assert all(line.startswith("note: ") for line in self.notes), ran
        return json.loads(ran.stdout)


@pytest.fixture
def followup(cli: Callable[..., Ran], private_bus: PrivateBus) -> Story:
    """`followup(now, *args)` gives a command's JSON."""
    return Story(cli, private_bus)


def test_from_sent_to_resolved(followup: Story, recorder: Recorder) -> None:
    """A silent day brings one popup and a move; each verb moves the card on; resolved, it is only in --all."""
    added = followup(MONDAY.format("09:30"), "add", LINE)
    card = added["id"]
    assert (added["stage"], added["verdict"]["level"], added["title"]) == (
        "sent",
        "fresh",
        "Documents from Acme",
    )
    assert followup(MONDAY.format("16:00"), "next") == []
    assert followup(MONDAY.format("16:00"), "watch", "--once") == []

    silent = TUESDAY.format("10:30")
    (named,) = followup(silent, "next")
    assert named["id"] == card
    assert named["verdict"]["level"] in ("idle", "stalled", "at_risk", "overdue")
    assert named["verdict"]["move"] == "call reception"
    (would,) = followup(silent, "watch", "--once", "--dry-run")
    assert (would["kind"], would["result"], recorder.popups) == ("check", "would", [])

    (said,) = followup(silent, "watch", "--once")
    assert (said["cards"], said["channel"], said["result"]) == ([card], "bus", "delivered")
    assert followup(silent, "watch", "--once") == []
    (popup,) = recorder.popups
    assert popup.title == said["title"] == "Idle 9 of 8 h: Documents from Acme"
    assert "Next: call reception." in popup.body
    assert followup(silent, "show", card)["alerted_at"] == "2026-11-24T15:30:00Z"

    asked = followup(TUESDAY.format("10:40"), "follow-up", card, "--via", "phone")
    assert (asked["stage"], asked["verdict"]["level"], asked["ball"]) == ("followed_up", "fresh", "theirs")
    assert followup(TUESDAY.format("10:41"), "watch", "--once") == []

    followup(TUESDAY.format("11:00"), "heard", card, "away", "--until", "fri")
    elsewhere = followup(
        TUESDAY.format("11:05"), "alternate", card, "Ben Ortiz", "--note", "reception named him"
    )
    assert (elsewhere["stage"], elsewhere["contact"]) == ("alternate", "Ben Ortiz")
    assert elsewhere["verdict"]["level"] == "fresh"

    done = followup(WEDNESDAY.format("15:00"), "resolve", card, "--proof", "all five files read")
    assert [note.partition(":")[2].split(":")[0] for note in followup.notes] == [" Maria does not know yet"]
    assert (done["stage"], done["verdict"]["level"], done["proof"]) == (
        "resolved",
        "resolved",
        "all five files read",
    )
    assert followup(WEDNESDAY.format("15:01"), "next") == []
    assert followup(WEDNESDAY.format("15:01"), "list") == []
    assert [one["id"] for one in followup(WEDNESDAY.format("15:01"), "list", "--all")] == [card]
    assert followup(THURSDAY.format("15:00"), "watch", "--once") == []
    kinds = [event["kind"] for event in followup(WEDNESDAY.format("15:01"), "show", card)["events"]]
    assert kinds == ["opened", "followed_up", "heard", "rerouted", "resolved"]
    assert len(recorder.popups) == 1


def test_undo_takes_a_step_back_and_the_silence_is_not_alerted_twice(
    followup: Story, recorder: Recorder
) -> None:
    """A follow-up that was undone leaves the card as idle as it was, and its popup is not sent again."""
    card = followup(MONDAY.format("09:30"), "add", LINE)["id"]
    silent = TUESDAY.format("10:30")
    followup(silent, "watch", "--once")
    followup(silent, "follow-up", card)
    followup(silent, "undo")
    (named,) = followup(silent, "next")
    assert (named["stage"], named["verdict"]["level"]) == ("sent", "idle")
    assert followup(silent, "watch", "--once") == []
    assert len(recorder.popups) == 1


def test_without_a_notification_server_the_alert_waits_in_the_pending_list(cli: Callable[..., Ran]) -> None:
    """Nothing can pop up: the result says failed, the exit code is 0, and it is not tried again."""
    env = {"TZ": "America/New_York"}
    assert cli("add", LINE, now=MONDAY.format("09:30"), env=env).code == 0
    ran = cli("watch", "--once", "--json", now=TUESDAY.format("10:30"), env=env)
    assert ran.code == 0
    assert [said["result"] for said in json.loads(ran.stdout)] == ["failed"]
    again = cli("watch", "--once", "--json", now=TUESDAY.format("10:30"), env=env)
    assert (again.code, json.loads(again.stdout)) == (0, [])
