"""Which channels a situation leaves: facts in, names out."""

import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.notify import Situation, chain, gather
from tests.notify.boards import Board
from tests.rig.tmux import Tmux
from tests.rig.waiting import wait_until

BUS = "unix:path=/run/user/1000/bus"
HERE = Situation(bus_address=BUS)
BARE = Situation()
BOARD = Board()


@pytest.mark.parametrize(
    ("situation", "channel", "expected"),
    [
        pytest.param(HERE, "auto", ("bus", "plyer"), id="a Linux desktop"),
        pytest.param(BARE, "auto", (), id="no bus, no board"),
        pytest.param(
            HERE._replace(terminal=BOARD), "auto", ("bus", "plyer", "terminal"), id="a board on a desktop"
        ),
        pytest.param(BARE._replace(terminal=BOARD), "auto", ("terminal",), id="a board on a console"),
        pytest.param(HERE._replace(ssh=True, terminal=BOARD), "auto", ("terminal",), id="a board over SSH"),
        pytest.param(
            HERE._replace(tmux=True, terminal=BOARD),
            "auto",
            ("terminal", "bus", "plyer"),
            id="a board in tmux",
        ),
        pytest.param(
            HERE._replace(tmux=True, terminal=BOARD, passes=False),
            "auto",
            ("bus", "plyer", "terminal"),
            id="a board in a tmux that lets nothing through",
        ),
        pytest.param(
            HERE._replace(tmux=True, ssh=True, terminal=BOARD, passes=False),
            "auto",
            ("terminal",),
            id="the same over SSH",
        ),
        pytest.param(HERE._replace(tmux=True), "auto", ("bus", "plyer"), id="a watcher in tmux"),
        pytest.param(HERE._replace(ssh=True), "auto", ("bus", "plyer"), id="a watcher started over SSH"),
        pytest.param(BARE._replace(platform="darwin"), "auto", ("plyer",), id="a Mac"),
        pytest.param(
            BARE._replace(platform="win32", terminal=BOARD),
            "auto",
            ("plyer", "terminal"),
            id="a board on Windows",
        ),
        pytest.param(HERE._replace(terminal=BOARD), "plyer", ("plyer",), id="plyer by name"),
        pytest.param(HERE._replace(terminal=BOARD), "bus", ("bus",), id="the bus by name"),
        pytest.param(HERE._replace(terminal=BOARD), "terminal", ("terminal",), id="the terminal by name"),
        pytest.param(HERE._replace(terminal=BOARD), "off", (), id="off"),
    ],
)
def test_the_chain_follows_from_the_situation(
    situation: Situation, channel: str, expected: tuple[str, ...]
) -> None:
    """The facts alone decide which channels are tried, and in which order."""
    assert chain(situation, channel) == expected


def test_the_bus_is_found_without_its_address() -> None:
    """A process that was started without the bus's address finds the socket in its runtime folder."""
    with tempfile.TemporaryDirectory(prefix="fu ,") as folder, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(Path(folder) / "bus"))
        found = gather({"XDG_RUNTIME_DIR": folder}).bus_address
    assert found == f"unix:path={folder.replace(' ', '%20').replace(',', '%2c')}/bus"


def test_the_bus_is_found_without_a_runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that was told nothing at all finds the socket where systemd keeps it for this person."""
    with tempfile.TemporaryDirectory(prefix="fu-") as folder, socket.socket(socket.AF_UNIX) as listener:
        mine = Path(folder) / str(os.getuid())
        mine.mkdir()
        listener.bind(str(mine / "bus"))
        monkeypatch.setattr("followup.notify.situation.RUNTIME", folder)
        assert gather({}).bus_address == f"unix:path={mine}/bus"
        assert gather({"XDG_RUNTIME_DIR": str(tmp_path)}).bus_address is None


def test_a_runtime_folder_without_a_socket_is_no_bus(tmp_path: Path) -> None:
    """A plain file where the bus would be is not taken for one."""
    (tmp_path / "bus").write_text("")
    assert gather({"XDG_RUNTIME_DIR": str(tmp_path)}).bus_address is None


@pytest.mark.parametrize(
    ("env", "dialect"),
    [
        ({"TERM": "xterm-256color"}, "9"),
        ({"TERM": "xterm-kitty"}, "99"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "99"),
        ({"TERM": "foot-extra"}, "777"),
        ({"TERM": "rxvt-unicode-256color"}, "777"),
        ({"TERM": "linux"}, ""),
        ({"TERM": "dumb"}, ""),
        ({"TERM": "screen.xterm-256color"}, ""),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0", "KITTY_WINDOW_ID": "1"}, "9"),
        ({}, ""),
    ],
)
def test_each_terminal_is_spoken_to_in_its_own_dialect(env: dict[str, str], dialect: str) -> None:
    """The environment picks one notification sequence, or none where it would be printed as litter."""
    assert gather(env).dialect == dialect


def test_the_situation_is_read_from_the_environment() -> None:
    """The address, SSH and tmux are taken from the environment as it is."""
    env = {
        "DBUS_SESSION_BUS_ADDRESS": BUS,
        "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22",
        "TMUX": "x",
        "TERM": "tmux",
    }
    assert gather(env, "linux", BOARD) == Situation("linux", BUS, True, True, "9", BOARD)


@pytest.mark.desktop
@pytest.mark.parametrize(("setting", "passes"), [("on", True), ("off", False)])
def test_tmux_is_asked_what_it_lets_through(
    tmux: Callable[..., Tmux], tmp_path: Path, setting: str, passes: bool
) -> None:
    """A board in tmux knows whether a sequence reaches the terminal; without a board nobody asks."""
    terminal = tmux(["sh", "-c", f'echo "$TMUX,$TMUX_PANE" >{tmp_path}/told; read x'], 40, 10)
    told = tmp_path / "told"
    address, _, pane = (
        wait_until(lambda: told.read_text() if told.exists() else "", 5).strip().rpartition(",")
    )
    terminal.set("allow-passthrough", setting)
    env = {"TMUX": address, "TMUX_PANE": pane, "TERM": "tmux-256color"}
    assert gather(env, terminal=BOARD).passes is passes
    assert gather(env).passes is True
