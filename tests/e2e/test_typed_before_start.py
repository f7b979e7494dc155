"""What is typed between the hotkey and the panel: the terminal keeps it, and none of it is lost."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rig.cli import Ran, environment
from tests.rig.tmux import Tmux

pytestmark = pytest.mark.desktop


def test_a_whole_line_before_the_panel(
    tmux: Callable[..., Tmux], cli: Callable[..., Ran], home: Path
) -> None:
    """A line with a correction and its enter, typed before Textual has the terminal, is saved as it was meant.

    Until then the terminal turns enter into a line feed.
    """
    argv = [sys.executable, "-m", "followup", "quick"]
    terminal = tmux(argv, 84, 12, environment(home))
    terminal.type("Signed quotq")
    terminal.send_keys("BSpace")
    terminal.type("e @dana")
    terminal.send_keys("Enter")
    assert terminal.exit_code(20) == 0
    cards = json.loads(cli("list", "--json").stdout)
    assert [(card["title"], card["contact"]) for card in cards] == [("Signed quote", "dana")]
