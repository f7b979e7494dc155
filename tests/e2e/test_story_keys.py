"""The story by keys: a person at a terminal, from the empty board to the documents in hand."""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.rig.cli import environment, run_cli
from tests.rig.tmux import Tmux

pytestmark = pytest.mark.desktop
NEW_YORK = ZoneInfo("America/New_York")
MONDAY = "2026-11-16T09:30"
LINE = (
    'Documents from Acme in hand @"Lee Park" ^priya !!next mon 10am > call reception +"Sam Ode, ext 12" '
    "=> the set is complete"
)


class Desk:
    """A home on disk whose clock a file holds, so that a test moves time under the open board."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.clock = folder / "now"
        self.home.mkdir()
        (self.home / "config.toml").write_text('[time]\ntimezone = "America/New_York"\n')
        self.at(MONDAY)

    def at(self, local: str) -> None:
        """Move the clock to a local time in New York."""
        # In one go: the open board reads the clock at any moment.
        new = self.clock.with_suffix(".new")
        new.write_text(datetime.fromisoformat(local).replace(tzinfo=NEW_YORK).isoformat())
        new.replace(self.clock)

    @property
    def environment(self) -> dict[str, str]:
        return environment(self.home, f"@{self.clock}", {"LANG": "C.UTF-8"})

    def json(self, *words: str) -> Any:
        """What a command prints as JSON."""
        done = run_cli(*words, "--json", home=self.home, now=f"@{self.clock}")
        assert done.code == 0, done.stderr
        return json.loads(done.stdout)

    def run(self, *words: str) -> None:
        """A command in another shell."""
        done = run_cli(*words, home=self.home, now=f"@{self.clock}")
        assert done.code == 0, done.stderr

    def card(self) -> dict[str, Any]:
        (card,) = self.json("list", "--all")
        return dict(card)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(("width", "height"), [(160, 48), (80, 24)], ids=["columns", "tabs"])
def test_the_story_by_keys(desk: Desk, tmux: Callable[..., Tmux], width: int, height: int) -> None:
    """Captured with `a`, idle after a silent day, then f, r, p and x: each key does its step and says so."""
    board = tmux([sys.executable, "-m", "followup"], width, height, desk.environment)
    board.wait_for("What are you waiting for?")

    board.send_keys("a")
    board.wait_for("Quick add")
    board.type(LINE)
    board.wait_for("Mon 23 Nov 10:00")
    board.send_keys("Enter")
    board.wait_for("added: Documents from Acme in hand")
    card = desk.card()
    assert (card["stage"], card["contact"], card["due_kind"], card["owned"]) == (
        "sent",
        "Lee Park",
        "hard",
        3,
    )

    desk.at("2026-11-17T10:00")
    board.wait_for("IDLE")
    board.wait_for("Lee silent")
    (needy,) = desk.json("next")
    assert needy["verdict"]["level"] in ("idle", "stalled", "at_risk", "overdue")
    assert needy["verdict"]["move"].startswith("call reception")

    board.send_keys("f")
    board.wait_for("followed up: Documents from Acme in hand")
    assert (desk.card()["stage"], desk.card()["verdict"]["level"]) == ("followed_up", "fresh")

    board.send_keys("r")
    board.wait_for("What did Lee say?")
    board.send_keys("o")
    board.wait_for("Until when?")
    board.type("fri")
    board.wait_for("Fri 20 Nov")
    board.send_keys("Enter")
    board.wait_for(lambda screen: "YOUR MOVE" in screen and "Which way round?" in screen)
    board.send_keys("p")
    board.wait_for("alternate path: Documents from Acme in hand")
    assert (desk.card()["stage"], desk.card()["contact"]) == ("alternate", "Sam Ode")

    board.wait_for("Tell Priya who has it now?")
    board.send_keys("Escape")
    board.wait_for(lambda screen: "who has it now?" not in screen)
    board.send_keys("x")
    board.wait_for("How do you know?")
    board.type("the courier's receipt")
    board.send_keys("Enter")
    board.wait_for("resolved: Documents from Acme in hand")
    assert desk.json("next") == []
    assert desk.json("list") == []
    assert desk.card()["proof"] == "the courier's receipt"

    board.send_keys("z")
    board.wait_for("undid resolved: Documents from Acme in hand")
    assert desk.card()["stage"] == "alternate"
    board.send_keys("Z")
    board.wait_for("redid")
    board.send_keys("Enter")
    assert "Documents from Acme in hand" in board.wait_for("Runway")
    board.send_keys("G")
    board.wait_for(lambda screen: "followed up" in screen and "until Fri 20 Nov" in screen)
    board.send_keys("Escape")
    board.wait_for("/ filter")
    board.send_keys("q")
    assert board.exit_code() == 0


def test_another_process_is_seen(desk: Desk, tmux: Callable[..., Tmux]) -> None:
    """A card added in another shell comes to stand on the open board, the selection unmoved."""
    desk.run("add", "The first one @dana")
    board = tmux([sys.executable, "-m", "followup"], 160, 48, desk.environment)
    board.wait_for("The first one")
    desk.run("add", "The second one @ben")
    board.wait_for("The second one")
    assert "▌ The first one" in board.screen()


def test_a_small_terminal(desk: Desk, tmux: Callable[..., Tmux]) -> None:
    """In 40x10 the board says what it needs, in a terminal that grows it opens, and ctrl+c ends with 130."""
    board = tmux([sys.executable, "-m", "followup"], 40, 10, desk.environment)
    board.wait_for("followup needs 60 columns")
    board.resize(160, 48)
    board.wait_for("What are you waiting for?")
    board.send_keys("C-c")
    assert board.exit_code() == 130
