"""hotkey: every desktop shows its own shortcut; where it is written, nothing that was there changes."""

import re
import shlex
import sys
from pathlib import Path
from xml.dom.minidom import parseString

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.errors import Refused, UsageError
from followup.hotkey import (
    DESKTOPS,
    Key,
    Place,
    choose,
    i3,
    known_here,
    openbox,
    parse,
    tmux,
)
from followup.hotkey.elsewhere import apple
from followup.hotkey.shape import Process, Wish
from followup.terminals import BY_NAME, TERMINALS, terminal
from tests.cli.running import Run

COMMAND = ("/opt/follow up/followup", "quick")
WRITTEN = {"i3": ".config/i3/config", "openbox": ".config/openbox/rc.xml", "sxhkd": ".config/sxhkd/sxhkdrc",
           "tmux": ".tmux.conf"}  # fmt: skip
BARE = {"openbox": "<openbox_config><keyboard></keyboard></openbox_config>"}


def place(home: Path | str, **environ: str) -> Place:
    """A Linux desktop at this home."""
    return Place({"PATH": f"{home}/bin"} | environ, "linux", str(home))


def config(home: Path, desktop: str, text: str | None = None) -> Path:
    """The desktop's file, with this text in it."""
    path = home / WRITTEN[desktop]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((BARE.get(desktop, "") if text is None else text).encode())
    return path


# Which desktop


@pytest.mark.parametrize(
    ("environ", "running", "platform", "names"),
    [
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, (), "linux", ["gnome"]),
        ({"WAYLAND_DISPLAY": "w", "XDG_CURRENT_DESKTOP": "KDE"}, (), "linux", ["kde"]),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "XFCE", "TMUX": "x"}, (), "linux", ["xfce", "tmux"]),
        ({"DISPLAY": ":0", "I3SOCK": "/x", "XDG_CURRENT_DESKTOP": "XFCE"}, (), "linux", ["i3", "xfce"]),
        ({"WAYLAND_DISPLAY": "w", "SWAYSOCK": "/x"}, (), "linux", ["sway"]),
        ({"WAYLAND_DISPLAY": "w", "HYPRLAND_INSTANCE_SIGNATURE": "x"}, (), "linux", ["hyprland"]),
        ({"DISPLAY": ":0"}, ("openbox", "sxhkd"), "linux", ["openbox", "sxhkd"]),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "bspwm"}, ("sxhkd",), "linux", ["sxhkd"]),
        ({"XDG_SESSION_TYPE": "x11"}, ("i3",), "linux", ["i3"]),
        ({"TMUX": "x", "XDG_CURRENT_DESKTOP": "GNOME"}, (), "linux", ["tmux"]),
        ({}, (), "darwin", ["macos"]),
        ({}, (), "win32", ["windows"]),
        ({"SSH_CONNECTION": "x"}, (), "linux", []),
    ],
)  # fmt: skip
def test_the_desktop_is_told_by_what_it_says(
    environ: dict[str, str], running: tuple[str, ...], platform: str, names: list[str]
) -> None:
    """Its own variables come first, then the session's name, then what runs; tmux is last, and alone over SSH."""
    found = Place(environ, platform, "/home/x", {name: Process(1, (name,)) for name in running})
    assert [one.name for one in known_here(found)] == names


def test_an_unknown_desktop_is_a_usage_error(run: Run, here: Path) -> None:
    """A name that is none of the table's ends with 2 and the names; no desktop at all with 1."""
    assert run("hotkey", "show", "cde").code == 2
    ran = run("hotkey", "show")
    assert ran.code == 1
    assert all(one.name in ran.err for one in DESKTOPS)
    with pytest.raises(Refused):
        choose(None, place("/x"))


# Showing


@pytest.mark.parametrize("desktop", [one.name for one in DESKTOPS])
def test_show_says_the_key_and_the_command(desktop: str, run: Run, here: Path) -> None:
    """Every desktop's text has a key, and a `followup quick` that knows where it lives and which board it is for."""
    config(here, desktop) if desktop == "openbox" else None
    ran = run("hotkey", "show", desktop)
    assert ran.code == 0, ran.err
    program = Path(sys.executable).with_name("followup")
    assert str(program) in ran.out
    assert f"--home {here / 'home'}" in ran.out
    assert re.search(r"\bquick\b", ran.out.split("small window")[1])
    assert ("/bin/xterm -name followup-quick" in ran.out) is (desktop not in ("tmux", "macos", "windows"))
    assert not list(here.rglob("*conf*")) or desktop == "openbox"


@pytest.mark.parametrize("desktop", ["gnome", "kde", "xfce", "sway", "hyprland", "macos", "windows"])
def test_what_was_never_tried_is_not_written(desktop: str, run: Run, here: Path) -> None:
    """`install` there is refused, with the text of `show`; so is `uninstall`."""
    shown = run("hotkey", "show", desktop)
    ran = run("hotkey", "install", desktop)
    assert (ran.code, ran.out) == (1, shown.out)
    assert "never tried" in ran.err
    assert run("hotkey", "uninstall", desktop).code == 1


def test_another_desktop_that_is_here_is_named(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """tmux inside a desktop is offered beside it."""
    monkeypatch.setenv("DISPLAY", ":97")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    monkeypatch.setenv("TMUX", "/none,1,0")
    ran = run("hotkey", "show")
    assert ran.out.startswith("GNOME: super+shift+a")
    assert "tmux" in ran.err


def test_no_terminal_is_refused(run: Run, here: Path) -> None:
    """Where a window is needed and no terminal is known, it says so; tmux needs none."""
    (here / "bin/xterm").unlink()
    assert "TERMINAL" in run("hotkey", "show", "gnome").err
    assert run("hotkey", "show", "tmux").code == 0


# Terminals


def test_the_chosen_terminal_comes_first(here: Path) -> None:
    """`TERMINAL` is taken when it is there, by its path; one that is not known gets `-e`."""
    for name in ("kitty", "myterm"):
        (here / "bin" / name).write_text("#!/bin/sh\n")
        (here / "bin" / name).chmod(0o755)
    path = str(here / "bin")
    assert terminal({"PATH": path, "TERMINAL": "xterm"}).name == f"{path}/xterm"
    assert terminal({"PATH": path, "TERMINAL": "gone"}).name == f"{path}/kitty"
    assert terminal({"PATH": path, "TERMINAL": "myterm"}).run(("x",)) == (f"{path}/myterm", "-e", "x")


def test_an_alternative_is_seen_through(here: Path) -> None:
    """Debian's `x-terminal-emulator` is taken for what it stands for."""
    (here / "bin/x-terminal-emulator").symlink_to(here / "bin/xterm")
    assert terminal({"PATH": f"{here}/bin"}).small == BY_NAME["xterm"].small


@pytest.mark.parametrize("one", TERMINALS, ids=lambda one: one.name)
def test_a_terminal_ends_with_the_command(one: object) -> None:
    """Both windows run the command as its last words."""
    known = BY_NAME[one.name]  # type: ignore[attr-defined]
    assert known.run(COMMAND)[-2:] == known.run_small(COMMAND)[-2:] == COMMAND


# Keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("super+shift+a", Key(("super", "shift"), "a")),
        ("Shift + Win+A", Key(("super", "shift"), "a")),
        ("mod4+control+F9", Key(("super", "ctrl"), "f9")),
        ("f12", Key((), "f12")),
    ],
)
def test_keys_as_people_write_them(text: str, key: Key) -> None:
    """Any order, any usual name, any case."""
    assert parse(text) == key


@pytest.mark.parametrize("text", ["", "a+b", "super+", "hyper+a", "f25", "super+ä", "super a"])
def test_what_is_no_key_is_a_usage_error(text: str, run: Run, here: Path) -> None:
    """It is refused by name, with an example."""
    with pytest.raises(UsageError):
        parse(text)
    assert run("hotkey", "show", "i3", "--key", text or " ").code in (1, 2)


def test_a_letter_alone_is_no_hotkey(run: Run, here: Path) -> None:
    """It would be pressed in plain writing; after tmux's prefix it is fine, where super never arrives."""
    config(here, "i3", "")
    assert "plain writing" in run("hotkey", "install", "i3", "--key", "shift+a").err
    assert run("hotkey", "install", "tmux", "--key", "a", "--dry-run").code == 0
    assert run("hotkey", "install", "tmux", "--key", "super+a").code == 2


@pytest.mark.parametrize(
    ("key", "spelled"),
    [
        ("a", "a"),
        ("shift+a", "A"),
        ("alt+a", "M-a"),
        ("ctrl+alt+a", "C-M-a"),
        ("f9", "F9"),
        ("shift+f9", "S-F9"),
    ],
)
def test_tmux_keys_are_read_as_they_are_written(key: str, spelled: str) -> None:
    """A key that followup binds in tmux.conf is found there again as the same key."""
    assert tmux.spelled(parse(key)) == spelled
    (line,) = tmux.lines(Wish(parse(key), COMMAND))
    assert [one.key for one in tmux.bindings("x", line)] == [parse(key)]


# Quoting


WORDS = st.lists(st.text(alphabet="a ;,'\"\\$%`{}<&~#\t", min_size=1, max_size=12), min_size=1, max_size=4)


@given(WORDS)
def test_openbox_reads_the_words_that_were_meant(words: list[str]) -> None:
    """Through XML, and with no tilde after a blank."""
    (_, action, _) = openbox.keybind(Wish(parse("super+a"), tuple(words)))
    command_line = parseString(action.strip()).documentElement.firstChild.firstChild.data  # type: ignore[union-attr]
    assert shlex.split(command_line) == words
    assert not re.search(r"[ \t]~", command_line)


@given(WORDS)
def test_i3_reads_the_words_that_were_meant(words: list[str]) -> None:
    """Through i3's two readings of a line, which leave no dollar to take for a variable."""
    line = i3.command_line(tuple(words))
    assert "$" not in line
    once = line.replace('\\"', '"')
    if once.startswith('"'):
        once = re.sub(r'\\(["\\])', r"\1", once[1:-1])
    else:
        assert not set(once) & set(";,")
    assert shlex.split(once.replace("`printf '\\044'`", "$")) == words


@given(WORDS)
def test_tmux_reads_the_words_that_were_meant(words: list[str]) -> None:
    """A line of tmux.conf has a shell's quotes around a shell's line."""
    (line,) = tmux.lines(Wish(parse("a"), tuple(words)))
    assert shlex.split(shlex.split(line)[-1]) == words


def test_apple_script_strings() -> None:
    """Quotes and backslashes are escaped."""
    assert apple('say "a\\b"') == '"say \\"a\\\\b\\""'


# doctor


def test_doctor_says_where_the_hotkey_is(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None, then the key with its line, and whether it is for this followup."""
    monkeypatch.setenv("DISPLAY", ":97")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "i3")
    path = config(here, "i3", "# mine\n")
    assert "i3: none written" in run("doctor").out
    run("hotkey", "install", "i3")
    assert f"i3: super+shift+a, line 2 of {path}\n" in run("doctor").out
    assert "for another followup" in run("doctor", "--home", str(here / "else")).out


def test_the_command_is_absolute(run: Run, here: Path) -> None:
    """A relative `--home` is made whole, since a hotkey starts anywhere."""
    ran = run("--home", "some where", "hotkey", "show", "tmux")
    assert f"{Path.cwd()}/some where" in ran.out
