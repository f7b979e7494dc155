"""The weekly review in a real terminal: begun on the board, it goes on with `followup review`, and back."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rig.cli import NOW, environment, run_cli
from tests.rig.tmux import Tmux

pytestmark = pytest.mark.desktop
BEFORE = "2026-03-09T14:00:00Z"


def test_the_board_and_the_command_share_one_place(tmp_path: Path, tmux: Callable[..., Tmux]) -> None:
    """A card passed on the board is behind for `followup review`, and one passed there is behind on the board."""
    home = tmp_path / "home"
    for name in ("One", "Two", "Three"):
        assert run_cli("add", f"{name} @dana", home=home, now=BEFORE).code == 0
    board = tmux([sys.executable, "-m", "followup"], 160, 48, environment(home, NOW, {"LANG": "C.UTF-8"}))
    board.wait_for("3 ")
    board.send_keys("W")
    board.wait_for("1 of 3, the gravest first")
    board.send_keys("n")
    board.wait_for("2 of 3, the gravest first")
    board.send_keys("Escape")
    board.wait_for("^p commands")
    left = json.loads(run_cli("review", "--json", home=home).stdout)["left"]
    assert len(left) == 2
    assert run_cli("review", left[0]["short"], home=home).code == 0
    board.send_keys("W")
    board.wait_for("3 of 3, the gravest first")
