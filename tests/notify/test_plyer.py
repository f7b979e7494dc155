"""The plyer channel for real: a child process, notify-send and a recording server."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from followup.notify import Limits, Note, Situation, send
from tests.rig.bus import PrivateBus
from tests.rig.recorder import Recorder
from tests.rig.tools import require
from tests.rig.waiting import wait_until

pytestmark = pytest.mark.desktop


@pytest.fixture
def here(private_bus: PrivateBus) -> Situation:
    """A desktop with notify-send on a private bus."""
    require("notify-send")
    return Situation(bus_address=private_bus.address)


def of_this_bus(address: str) -> list[str]:
    """The command lines of all running processes that were told this bus's address."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if address.encode() in (process / "environ").read_bytes() and int(process.name) != os.getpid():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


@pytest.mark.parametrize(
    ("title", "body", "shown_title", "shown_body"),
    [
        ("Idle 9 of 8 h: pack", "Dana silent", "Idle 9 of 8 h: pack", "Dana silent"),
        ("--action=x=y", "-u bogus", "followup: --action=x=y", " -u bogus"),
        ("<i>x</i>", "a & <b>b</b>", "<i>x</i>", "a &amp; &lt;b&gt;b&lt;/b&gt;"),
        ("C:\\new", "C:\\new \\t\ntwo", "C:\\new", "C:\\new \\t\ntwo"),
    ],
    ids=["plain", "options", "markup", "backslashes"],
)
def test_what_was_typed_arrives(
    here: Situation, recorder: Recorder, title: str, body: str, shown_title: str, shown_body: str
) -> None:
    """plyer's popup says what was typed: no option, no markup and no escape is read out of it."""
    delivery = send(Note(title, body, "critical"), here, "plyer")
    assert delivery == ("delivered", "plyer", "taken by plyer")
    (popup,) = recorder.popups
    assert (popup.title, popup.body) == (shown_title, shown_body)
    assert (popup.app_name, popup.hints["urgency"], popup.expire_ms) == ("followup", ("y", 2), 600_000)


def test_a_plain_server_gets_a_plain_body(here: Situation) -> None:
    """Where the server reads no markup nothing is escaped."""
    assert here.bus_address
    with Recorder(here.bus_address, ("body",)) as server:
        send(Note("Idle", "a & <b>"), here, "plyer")
        assert server.popups[0].body == "a & <b>"


def test_a_hung_server_kills_the_whole_group(here: Situation, recorder: Recorder) -> None:
    """When the limit is over the child and its notify-send are gone, and the note is unknown."""
    assert here.bus_address
    recorder.hangs = True
    started = time.monotonic()
    delivery = send(Note("Idle", ""), here, "plyer", Limits(bus=0.1, plyer=1.0))
    assert time.monotonic() - started < 4
    assert delivery == ("unknown", "plyer", "plyer did not finish within 1 s")
    assert len(recorder.calls) > 1, "only this process called: notify-send never hung"
    wait_until(lambda: not any("notify" in line for line in of_this_bus(here.bus_address or "")))


def test_a_refusal_is_told_from_what_notify_send_says(here: Situation, recorder: Recorder) -> None:
    """plyer returns as if all were well when the server refuses; the words on stderr are the sign."""
    recorder.refuses = "all"
    delivery = send(Note("Idle", ""), here, "plyer")
    assert delivery.result == "failed" and "not today" in delivery.detail


def test_a_machine_without_notify_send_says_so(
    here: Situation, recorder: Recorder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without notify-send the note fails with that reason."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert send(Note("Idle", ""), here, "plyer") == ("failed", "plyer", "plyer: notify-send is not installed")
    assert recorder.popups == []


def test_the_persons_folder_is_not_imported(
    here: Situation, recorder: Recorder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A plyer.py that lies where followup was started is not run."""
    (tmp_path / "plyer.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert send(Note("Idle", ""), here, "plyer").result == "delivered"


def test_importing_notify_is_cheap() -> None:
    """Neither plyer nor the bus's library is imported before something is sent."""
    heavy = "jeepney", "plyer", "subprocess", "socket", "asyncio", "textual", "pendulum", "dataclasses"
    code = f"import sys, followup.notify; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
