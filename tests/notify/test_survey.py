"""What `followup doctor notify` can tell before it sends anything."""

from pathlib import Path

import pytest

from followup.notify import Situation, probe
from tests.rig.bus import PrivateBus
from tests.rig.recorder import Recorder


@pytest.mark.desktop
def test_the_survey_names_the_server(private_bus: PrivateBus, recorder: Recorder) -> None:
    """The survey tells the chain, the server and what it can do, and sends nothing."""
    survey = probe(Situation(bus_address=private_bus.address))
    assert survey.chain == ("bus", "plyer")
    assert survey.server == ("recorder", "1.0", frozenset(recorder.capabilities))
    assert [(seen.channel, seen.possible) for seen in survey.prospects][::2] == [
        ("bus", True),
        ("terminal", False),
    ]
    assert recorder.popups == []


def test_the_survey_of_a_bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without bus, notify-send and board the survey says what is missing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    survey = probe(Situation(ssh=True))
    assert survey.chain == () and survey.server is None
    assert [seen.detail for seen in survey.prospects] == [
        "no session bus was found",
        "notify-send is not installed",
        "no board is open here in SSH",
    ]
