"""How far a long command is, for whoever sits there; and that it can be broken off."""

import io
import os
import pty
import signal
import sys
from pathlib import Path
from random import Random

import pytest

from followup.cli.main import main
from followup.cli.progress import MANY, progress
from followup.core.exchange import as_export, dumps
from tests.bench.boards import a_card
from tests.core.making import at
from tests.rig.cli import environment


class Terminal(io.StringIO):
    """A person sits at it."""

    def isatty(self) -> bool:
        return True


def test_a_person_sees_how_far_it_is_and_nothing_is_left_of_it() -> None:
    """The line counts up in place, and is blank at the end."""
    err = Terminal()
    with progress(err, "reading", MANY) as through:
        assert list(through(range(MANY))) == list(range(MANY))
    *lines, blank, rest = err.getvalue().split("\r")[1:]
    assert lines[-1] == "reading 1,000 of 1,000  ctrl+c stops: nothing was changed"
    assert (blank.strip(), rest) == ("", "")


def test_few_things_and_no_terminal_are_silent() -> None:
    """A script's stderr holds complaints alone."""
    for err, total in ((Terminal(), MANY - 1), (io.StringIO(), MANY)):
        with progress(err, "reading", total) as through:
            assert len(list(through(range(total)))) == total
        assert err.getvalue() == ""


@pytest.mark.usefixtures("run")
def test_a_refusal_begins_its_own_line(tmp_path: Path) -> None:
    """What is wrong with a line of a long file is said where the count stood, not behind it."""
    file, chance, now = tmp_path / "cards.jsonl", Random(1), at("Mon 10:00")
    good = [dumps(as_export(a_card(number, now, chance))) for number in range(299)]
    file.write_text("\n".join([*good, '{"title": 5}', *(["{}"] * MANY)]))
    err = Terminal()
    assert main(("import", "json", str(file)), io.StringIO(), err, io.StringIO()) == 1
    assert err.getvalue().startswith("\rreading 200 of ")
    assert err.getvalue().rpartition("\r")[2].startswith("followup: line 300: title")


def test_an_import_is_broken_off_with_nothing_done(tmp_path: Path) -> None:
    """ctrl+c while it says how far it is: it exits 130, and no card is there."""
    file, home = tmp_path / "cards.jsonl", tmp_path / "home"
    chance, now = Random(1), at("Mon 10:00")
    file.write_text("".join(f"{dumps(as_export(a_card(number, now, chance)))}\n" for number in range(4000)))
    argv = [sys.executable, "-m", "followup", "import", "json", str(file)]
    pid, handle = pty.fork()
    if pid == 0:
        os.execve(argv[0], argv, environment(home))
    said = b""
    while b" of 4,000 " not in said:
        said += os.read(handle, 1024)
    os.kill(pid, signal.SIGINT)
    while rest := _rest(handle):
        said += rest
    _, status = os.waitpid(pid, 0)
    os.close(handle)
    assert os.waitstatus_to_exitcode(status) == 130
    assert b"imported" not in said
    assert not [one for one in home.rglob("board.j*") if b"board pack" in one.read_bytes()]


def _rest(handle: int) -> bytes:
    try:
        return os.read(handle, 1024)
    except OSError:  # it has closed its end
        return b""
