"""Which terminal the board opens in, and how an open one is brought to the front: programs that note their words."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.config import Paths
from followup.errors import Refused
from followup.watch import terminals
from followup.watch.buttons import board_command
from followup.watch.raising import come_forward
from followup.watch.terminals import lines, open_in_terminal
from tests.rig.waiting import wait_until

BOARD = ["python", "-m", "followup", "board", "01ABC"]
Fake = Callable[..., Path]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """`fake(*names, code=0)` makes programs of these names the only ones there are; they note how they were run."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in ("TERMINAL", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    def make(*names: str, code: int = 0, says: str = "") -> Path:
        for name in names:
            program = folder / name
            program.write_text(
                f'#!/bin/sh\necho "{name} $@" >>"{tmp_path}/ran"\nprintf "{says}"\nexit {code}\n'
            )
            program.chmod(0o700)
        return tmp_path / "ran"

    return make


@pytest.mark.parametrize(
    ("there", "chosen", "expected"),
    [
        (["xterm"], "", ["xterm", "-e"]),
        (["xterm", "x-terminal-emulator", "kitty"], "", ["x-terminal-emulator", "-e"]),
        (["xterm", "kitty"], "kitty", ["kitty"]),
        (["xterm", "myterm"], "myterm", ["myterm", "-e"]),
        (["gnome-terminal"], "not-there", ["gnome-terminal", "--"]),
        (["foot"], "", ["foot"]),
        (["wezterm"], "", ["wezterm", "start", "--"]),
    ],
)
def test_the_terminal_is_the_chosen_one_or_a_common_one(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, there: list[str], chosen: str, expected: list[str]
) -> None:
    """TERMINAL comes first if it is there, then what the system says, then the common ones."""
    fake(*there)
    monkeypatch.setenv("TERMINAL", chosen)
    assert lines(BOARD, "", "linux")[0] == [*expected, *BOARD]


def test_on_a_mac_terminal_opens_a_script(fake: Fake, tmp_path: Path) -> None:
    """Terminal is handed a script of one's own that runs the board."""
    ran = fake("open")
    open_in_terminal([*BOARD, "it's"], str(tmp_path), "darwin")
    script = tmp_path / "open-board.command"
    assert ran.read_text() == f"open -a Terminal {script}\n"
    assert script.read_text() == "#!/bin/sh\nexec python -m followup board 01ABC 'it'\"'\"'s'\n"
    assert script.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("there", "expected"),
    [(("cmd",), "cmd /c start followup a;b"), (("cmd", "wt"), "wt a\\;b")],
)
def test_on_windows_the_terminal_is_started(fake: Fake, there: tuple[str, ...], expected: str) -> None:
    """Windows Terminal where it is installed, a console where not."""
    ran = fake(*there)
    open_in_terminal(["a;b"], "", "win32")
    assert ran.read_text().strip() == expected


def test_a_terminal_that_cannot_open_is_followed_by_the_next(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that ends at once with an error is no terminal; where none opens the refusal names each."""
    monkeypatch.setenv("DISPLAY", ":0")
    fake("x-terminal-emulator", code=1)
    ran = fake("xterm")
    open_in_terminal(BOARD, "", "linux")
    assert [line.split()[0] for line in wait_until(ran.read_text).splitlines()] == [
        "x-terminal-emulator",
        "xterm",
    ]
    fake("xterm", code=3)
    with pytest.raises(
        Refused, match=r"x-terminal-emulator: it ended with code 1; xterm: it ended with code 3"
    ):
        open_in_terminal(BOARD, "", "linux")


def test_without_any_terminal_the_refusal_says_so(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing installed: refused, with the way out."""
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(Refused, match="no terminal was found"):
        open_in_terminal(BOARD, "", "linux")


def test_the_screen_is_learnt_from_systemd(fake: Fake) -> None:
    """A watcher that was started without a DISPLAY finds the one that the desktop has told systemd."""
    fake("systemctl", says="HOME=/h\\nDISPLAY=:7\\nXAUTHORITY=/h/auth\\n")
    assert terminals.screen({}) == {"DISPLAY": ":7", "XAUTHORITY": "/h/auth"}
    assert terminals.screen({"WAYLAND_DISPLAY": "wayland-0"}) == {}


def test_without_a_screen_no_terminal_is_started(fake: Fake) -> None:
    """Nobody knows a screen: refused, not a terminal that dies unseen."""
    fake("xterm")
    with pytest.raises(Refused, match="no screen is known"):
        open_in_terminal(BOARD, "", "linux")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Paths("/h", "/h/state", "/h"), ["--home", "/h", "board", "01ABC"]),
        (Paths("/d", "/s", "/c"), ["board", "01ABC"]),
    ],
)
def test_the_board_is_opened_over_the_same_folders(where: Paths, expected: list[str]) -> None:
    """A chosen home is handed on, the usual folders need no word."""
    assert board_command(where, "01ABC")[3:] == expected


# Raising

XTERM = {"DISPLAY": ":0", "WINDOWID": "77"}


@pytest.mark.parametrize(
    ("there", "env", "came", "ran"),
    [
        pytest.param({"xdotool": 0}, XTERM, True, ["xdotool windowactivate 77"], id="xdotool"),
        pytest.param({"wmctrl": 0}, XTERM, True, ["wmctrl -i -a 0x4d"], id="wmctrl"),
        pytest.param(
            {"xdotool": 1, "wmctrl": 0},
            XTERM,
            True,
            ["xdotool windowactivate 77", "wmctrl -i -a 0x4d"],
            id="the next",
        ),
        pytest.param({}, XTERM, False, [], id="no program for it"),
        pytest.param({}, {**XTERM, "XTERM_VERSION": "XTerm(379)"}, True, [], id="xterm raises itself"),
        pytest.param({"xdotool": 0}, {"DISPLAY": ":0"}, False, [], id="a terminal that names no window"),
        pytest.param({"xdotool": 0}, {**XTERM, "SSH_CONNECTION": "a 1 b 2"}, False, [], id="over SSH"),
    ],
)
def test_a_window_is_raised_by_what_is_there(
    fake: Fake, there: dict[str, int], env: dict[str, str], came: bool, ran: list[str]
) -> None:
    """The window's number goes to the first program that manages it; where nothing is sure to, it says so."""
    noted = fake()
    for name, code in there.items():
        fake(name, code=code)
    written: list[str] = []
    assert come_forward({**env, "PATH": os.environ["PATH"]}, written.append) is came
    assert (noted.read_text().splitlines() if noted.exists() else []) == ran
    assert "".join(written).endswith("\x07")
