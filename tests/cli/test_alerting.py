"""What the command line hands an open board to send with."""

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from followup import config
from followup.cli.arguments import parse
from followup.cli.call import Call
from followup.cli.screen import _Alerting, _Place
from followup.notify.situation import Situation
from followup.tui.terminal import BoardTerminal
from followup.watch.looking import SNOOZE
from tests.cli.running import NOW
from tests.core.making import at

Added = Callable[..., str]
NO_TERMINAL = cast("BoardTerminal", None)
QUIET = '[alerts]\nchannel = "off"\n'


@pytest.fixture
def call(home: Path, added: Added, monkeypatch: pytest.MonkeyPatch) -> Call:
    """A board is opened on a card that has been silent for a day; nothing pops up here."""
    added("Lease @dana", now="2026-11-23T15:00:00Z")
    (home / "config.toml").write_text(QUIET)
    monkeypatch.setenv("FOLLOWUP_NOW", NOW)
    return Call(parse([]), io.StringIO(), io.StringIO(), io.StringIO())


@pytest.fixture
def alerting(call: Call) -> Iterator[_Alerting]:
    made = _Alerting(call, _Place(call.settings.paths.state, ""))
    yield made
    if made._aboard is not None:
        with closing(made._aboard._showing.popups):
            made.leave()


@pytest.mark.parametrize("is_left", [False, True])
def test_a_board_that_is_left_at_once_sends_nothing(call: Call, alerting: _Alerting, is_left: bool) -> None:
    """Its thread may still be getting ready to look: it does not stay behind with a popup of its own."""
    if is_left:
        alerting.leave()
    alerting.look(NO_TERMINAL)
    assert bool(call.desk.alerts()) is not is_left


def test_a_button_goes_by_the_settings_that_hold_now(call: Call, alerting: _Alerting, home: Path) -> None:
    """Snoozed for a day, a card wakes with the working day as it is since the settings were read anew."""
    alerting.look(NO_TERMINAL)
    (home / "config.toml").write_text(f'{QUIET}[workweek]\nwed = ["11:00-17:00"]\n')
    alerting.settle(config.load(call.settings.paths))
    (card,) = call.desk.cards().values()
    assert alerting._aboard is not None
    alerting._aboard.look(Situation())
    alerting._aboard._press((card.id,), SNOOZE)
    assert call.desk.find(card.id).snoozed_until == at("2026-11-25 11:00")
