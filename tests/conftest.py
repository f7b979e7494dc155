"""Fixtures for every floor: a home of one's own, the command line, private desktops."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from tests.rig.bus import PrivateBus
from tests.rig.cli import PERSONAL, Ran, run_cli
from tests.rig.recorder import Recorder
from tests.rig.screen import Screen
from tests.rig.tmux import Tmux
from tests.rig.tools import require

for name in PERSONAL:
    os.environ.pop(name, None)
# A test that forgets its home cannot reach the person's: no folder can be made here, not even by root.
os.environ["FOLLOWUP_HOME"] = "/dev/null/followup"
# Nor the person's session bus, which is looked for where systemd keeps it.
os.environ["XDG_RUNTIME_DIR"] = "/dev/null/runtime"

# A busy machine is no failure; where CI is set, hypothesis also tries the same examples each time. The suite tries a
# few examples at every run, so that it stays quick; `pytest --hypothesis-profile long tests/core` tries many. Only
# where cards could be lost does a test ask for more by itself.
PARENT = settings.get_profile(settings.get_current_profile_name())
settings.register_profile("followup", PARENT, deadline=None, max_examples=10)
settings.register_profile("long", PARENT, deadline=None, max_examples=2000)
settings.load_profile("followup")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a followup that nobody has used yet; it does not exist."""
    return tmp_path / "home"


@pytest.fixture
def cli(home: Path) -> Callable[..., Ran]:
    """`cli(*args, now=..., env=..., stdin=...)` runs followup on `home` at a fixed instant."""
    return partial(run_cli, home=home)


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    """A session bus with nobody on it."""
    require("dbus-daemon")
    with PrivateBus() as bus:
        yield bus


@pytest.fixture
def recorder(private_bus: PrivateBus) -> Iterator[Recorder]:
    """A notification server on `private_bus` that records what arrives."""
    with Recorder(private_bus.address) as server:
        yield server


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A virtual screen with dunst on a private bus."""
    require("dbus-daemon", "Xvfb", "dunst", "import", "compare", "convert")
    with Screen("dunst") as screen:
        yield screen


@pytest.fixture
def tmux() -> Iterator[Callable[..., Tmux]]:
    """`tmux(command, width, height, env)` starts a program in a terminal of that size."""
    require("tmux")
    with ExitStack() as stack:
        yield lambda *args, **kwargs: stack.enter_context(Tmux(*args, **kwargs))
