"""hotkey install and uninstall: nothing that was there changes, and what came goes again, to the byte."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.errors import Refused
from followup.hotkey import act, blocks, choose, i3, installing, openbox, parse, sxhkd
from followup.hotkey.shape import Comment, Part, Wish
from tests.cli.running import Run
from tests.cli.test_hotkeys import COMMAND, WRITTEN, config, place

# Keys that are taken


TAKEN = {
    "i3": "set $mod Mod4\nbindsym $mod+Shift+A kill\n",
    "openbox": '<openbox_config>\n<keyboard><keybind key="W-S-a"/></keyboard></openbox_config>',
    "sxhkd": "# mine\nsuper + {_,shift + }{a-c,x} ; y\n\ttrue\n",
    "tmux": "# mine\nbind -r a send-prefix\n",
}


@pytest.mark.parametrize("desktop", TAKEN)
def test_a_key_that_is_bound_stays_bound(desktop: str, run: Run, here: Path) -> None:
    """Asked for, it is refused by its line with another to take; not asked for, that other one is taken."""
    path = config(here, desktop, TAKEN[desktop])
    key = "a" if desktop == "tmux" else "super+shift+a"
    ran = run("hotkey", "install", desktop, "--key", key)
    assert ran.code == 1
    assert f"{key} is bound in line 2 of {path}" in ran.err
    other = re.search(r"--key (\S+)", ran.err)
    assert other is not None
    assert path.read_text() == TAKEN[desktop]
    ran = run("hotkey", "install", desktop)
    assert ran.code == 0
    assert f"{key} is bound in line 2 of {path}, so it is {other[1]}" in ran.err
    assert f"begins: {other[1]}" in path.read_text()


def test_i3_reads_includes_and_leaves_modes_out(here: Path) -> None:
    """A key bound in an included file is taken; one bound in a mode only is free."""
    (here / "more.conf").write_text("bindsym --release $m+x exec x\n")
    text = 'set $m Mod1\nmode "r" {\n  bindsym Mod4+a kill\n}\ninclude *.conf\nbindsym Ctrl+Mod1+F1 exec y'
    found = [(str(one.key), one.line) for one in i3.bindings(str(here / "config"), text)]
    assert found == [("alt+x", 1), ("ctrl+alt+f1", 6)]


def test_only_the_first_of_an_openbox_chain_is_taken() -> None:
    """A key inside a chain is free by itself."""
    text = '<o><keyboard><keybind key="C-g"><keybind key="W-a"/></keybind></keyboard></o>'
    assert [str(one.key) for one in openbox.bindings("x", text)] == ["ctrl+g"]


def test_tmux_keeps_what_it_comes_with(run: Run, here: Path) -> None:
    """`c` opens a window in every tmux, whatever the file says."""
    assert "tmux as it comes" in run("hotkey", "install", "tmux", "--key", "c").err


# Writing


@pytest.mark.parametrize("desktop", WRITTEN)
@pytest.mark.parametrize("text", [None, "end\n", "no end", "\r\n", "# caf\udce9\n"])
def test_uninstall_leaves_the_file_as_it_was(desktop: str, text: str | None, run: Run, here: Path) -> None:
    """Byte for byte, with or without a last line break, whatever bytes it holds; its mode and its link stay."""
    plain = config(here, desktop)
    if text is not None and desktop != "openbox":
        plain.write_bytes(text.encode("utf-8", "surrogateescape"))
    before = plain.read_bytes()
    kept = plain.rename(here / "dotfile")
    kept.chmod(0o640)
    plain.symlink_to(kept)
    assert run("hotkey", "install", desktop).code == 0
    assert kept.read_bytes() != before
    once = kept.read_bytes()
    ran = run("hotkey", "install", desktop)
    assert ran.code == 0
    assert "is there already" in ran.out
    assert kept.read_bytes() == once
    assert run("hotkey", "uninstall", desktop).code == 0
    assert (kept.read_bytes(), kept.stat().st_mode & 0o777) == (before, 0o640)
    assert plain.is_symlink()
    assert "no lines of followup's" in run("hotkey", "uninstall", desktop).out


@pytest.mark.parametrize("desktop", WRITTEN)
def test_a_dry_run_writes_nothing(desktop: str, run: Run, here: Path) -> None:
    """It says what would be written and changes no byte, for `uninstall` too."""
    path = config(here, desktop)
    before = path.read_bytes()
    assert "followup hotkey begins" in run("hotkey", "install", desktop, "--dry-run").out
    assert path.read_bytes() == before
    run("hotkey", "install", desktop)
    installed = path.read_bytes()
    assert "followup hotkey begins" in run("hotkey", "uninstall", desktop, "--dry-run").out
    assert path.read_bytes() == installed


@pytest.mark.parametrize("desktop", WRITTEN)
def test_another_key_takes_the_place_of_the_first(desktop: str, run: Run, here: Path) -> None:
    """`install --key` on an installed hotkey moves it; there are never two."""
    path = config(here, desktop)
    before = path.read_bytes()
    run("hotkey", "install", desktop)
    assert run("hotkey", "install", desktop, "--key", "alt+f9").code == 0
    assert set(re.findall(r"begins: (\S+)", path.read_text())) == {"alt+f9"}
    run("hotkey", "uninstall", desktop)
    assert path.read_bytes() == before


@pytest.mark.parametrize("desktop", ["sxhkd", "tmux"])
def test_a_file_that_was_made_goes_again(desktop: str, run: Run, here: Path) -> None:
    """Where there was no file, there is none afterwards; what somebody adds keeps it."""
    path = here / WRITTEN[desktop]
    for added in ("", "# mine\n"):
        run("hotkey", "install", desktop)
        path.write_text(path.read_text() + added)
        run("hotkey", "uninstall", desktop)
        assert (path.read_text() if path.exists() else "") == added


@pytest.mark.parametrize("desktop", ["i3", "openbox"])
def test_the_systems_own_file_is_not_replaced(desktop: str, run: Run, here: Path) -> None:
    """A file with our lines alone would undo what the desktop comes with: what to copy is said instead."""
    ran = run("hotkey", "install", desktop)
    assert ran.code == 1
    assert "cp /etc/" in ran.err
    assert not (here / WRITTEN[desktop]).exists()


def test_lines_that_somebody_changed_stay(run: Run, here: Path) -> None:
    """What is not as followup wrote it is not taken away, nor written over."""
    path = config(here, "i3", "")
    run("hotkey", "install", "i3")
    path.write_text(path.read_text().replace("exec", "exec --mine"))
    changed = path.read_text()
    for verb in ("uninstall", "install"):
        ran = run("hotkey", verb, "i3")
        assert ran.code == 1
        assert f"{path}: the lines after line 1" in ran.err
    assert path.read_text() == changed


@pytest.mark.parametrize(
    ("desktop", "text"),
    [("i3", "bindsym a \\"), ("openbox", "<openbox_config><keyboard>"), ("openbox", "<o/>"), ("i3", "a\0b")],
)
def test_a_file_that_cannot_be_added_to_is_refused(desktop: str, text: str, run: Run, here: Path) -> None:
    """A broken or unfinished file stays as it is, and one line says why."""
    path = config(here, desktop, text)
    ran = run("hotkey", "install", desktop)
    assert ran.code == 1
    assert path.read_text() == text


def test_a_file_that_changes_meanwhile_is_left_alone(here: Path) -> None:
    """Between the plan and the deed somebody else may write."""
    path = config(here, "i3", "one\n")
    plan = installing(choose("i3", place(here)), place(here), COMMAND)
    path.write_text("two\n")
    with pytest.raises(Refused):
        list(act(plan))
    assert path.read_text() == "two\n"


def test_sxhkd_cuts_long_commands_so_they_are_refused(here: Path) -> None:
    """sxhkd would run the first 511 bytes of it."""
    with pytest.raises(Refused):
        sxhkd.lines(Wish(parse("super+a"), ("x" * 600,)))


@given(st.text(alphabet="ab#<>! \\\r\n", max_size=40), st.integers(0, 40), st.booleans())
def test_blocks_come_out_to_the_byte(text: str, at: int, is_made: bool) -> None:
    """Whatever stands around them and wherever they stand."""
    comment = Comment("<!-- ", " -->")
    parts: tuple[Part, ...] = (Part(min(at, len(text)), ("one", "")), Part(len(text), ("two",)))
    if parts[0].at == parts[1].at:
        parts = parts[1:]
    put = blocks.put(text, parts, "super+a", comment, is_made)
    assert [one.lines for one in blocks.found(put, comment)] == [one.lines for one in parts]
    assert blocks.taken_out(put, comment, "x") == text
