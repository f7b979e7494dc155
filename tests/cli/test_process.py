"""What only a process shows: exit codes, pipes, bytes, interrupts, and what is imported."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.rig.cli import Ran, environment

HEAVY = {"textual", "rich", "plyer", "jeepney"}
SLOW = HEAVY | {"tinydb", "pendulum", "dataclasses", "inspect", "argparse"}
# Runs the command line and says which of these modules it has imported.
PROBE = """
import sys, json
from followup.cli.main import main
code = main(sys.argv[2:])
sys.stderr.write("\\n" + json.dumps([code, sorted(set(sys.argv[1].split(",")) & set(sys.modules))]))
"""


def imported(home: Path, names: set[str], *argv: str) -> list[str]:
    """Which of `names` a command imports; the command must succeed."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, ",".join(sorted(names)), *argv],
        env=environment(home), capture_output=True, text=True, check=True,
    )  # fmt: skip
    code, found = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return list(found)


def test_add_imports_nothing_slow(home: Path) -> None:
    """A line without a date is saved without TinyDB, pendulum, dataclasses or anything of the screen."""
    assert imported(home, SLOW, "add", "Signed quote @dana ^maria ~4h > call +ben #board") == []


def test_a_date_phrase_imports_pendulum_only(home: Path) -> None:
    """A date phrase costs pendulum, and nothing of store or screen."""
    assert imported(home, HEAVY | {"tinydb"}, "add", "Signed quote !fri 3pm") == []


@pytest.mark.parametrize(
    "argv",
    [
        ["list"], ["next", "--json"], ["next", "--count"], ["log"], ["export", "json"], ["config"], ["config", "check"],
        ["--help"], ["watch", "--dry-run", "--json"],
    ],
)  # fmt: skip
def test_headless_commands_never_import_textual(argv: list[str], home: Path, cli: Callable[..., Ran]) -> None:
    """A command without a screen imports neither Textual nor Rich."""
    cli("add", "x @dana")
    assert imported(home, {"textual", "rich"}, *argv) == []


def test_verbs_never_import_textual(home: Path, cli: Callable[..., Ran]) -> None:
    """Nor does a verb on a card, undoing it, or showing the card with its runway."""
    card_id = json.loads(cli("add", "--json", "x @dana").stdout)["id"]
    assert imported(home, {"textual", "rich"}, "follow-up", card_id) == []
    assert imported(home, {"textual", "rich"}, "undo") == []
    assert imported(home, {"textual", "rich"}, "show", card_id) == []


@pytest.mark.parametrize(
    ("argv", "code"),
    [(["list"], 0), (["show", "zzz"], 1), (["shw"], 2), (["--home", "/dev/null/x", "list"], 3)],
)
def test_exit_codes_reach_the_shell(argv: Sequence[str], code: int, cli: Callable[..., Ran]) -> None:
    """0, 1, 2 and 3 are what the process ends with, and nothing but the message is on stderr."""
    ran = cli(*argv)
    assert ran.code == code
    assert "Traceback" not in ran.stderr


def test_a_reader_that_leaves_early_is_no_error(home: Path, cli: Callable[..., Ran]) -> None:
    """`followup list | true` ends quietly."""
    cli("add", "-", stdin="\n".join(f"card {number}" for number in range(3000)))
    listing = subprocess.Popen(
        [sys.executable, "-m", "followup", "list", "--json"],
        env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert listing.stdout and listing.stderr
    listing.stdout.read(10)
    listing.stdout.close()
    assert (listing.wait(20), listing.stderr.read()) == (0, b"")
    listing.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_output_that_cannot_be_written_is_said(home: Path) -> None:
    """A full disk under stdout is one line and exit code 3."""
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "followup", "--help"],
            env=environment(home), stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.decode().splitlines()[0].startswith("followup: the output cannot be written")


def test_ctrl_c_is_130(home: Path) -> None:
    """An interrupt while waiting for a line ends with 130 and says nothing."""
    prompt = subprocess.Popen(
        [sys.executable, "-m", "followup", "add", "-"],
        env=environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    _wait_until_it_reads(prompt.pid)
    prompt.send_signal(signal.SIGINT)
    out, err = prompt.communicate(timeout=20)
    assert (prompt.returncode, out, err) == (130, b"", b"")


def _wait_until_it_reads(pid: int) -> None:
    """Until the process sleeps in a read of its stdin."""
    from time import monotonic

    until = monotonic() + 20
    while monotonic() < until:
        call = Path(f"/proc/{pid}/syscall").read_text(encoding="ascii").split()
        if call[:2] == ["0", "0x0"]:
            return
    raise AssertionError("it never came to read")


def test_bytes_that_are_no_text_are_refused(home: Path) -> None:
    """A title with bytes that are no UTF-8 is refused before the store, on argv and on stdin."""
    for argv, stdin in ((["add", b"caf\xe9"], b""), (["add", "-"], b"one\ncaf\xe9\n")):
        done = subprocess.run(
            [sys.executable, "-m", "followup", *argv],
            env=environment(home), input=stdin, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
    assert not (home / "board.json").exists()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_is_not_utf8(encoding: str, cli: Callable[..., Ran]) -> None:
    """Glyphs become ASCII and other characters escapes; nothing breaks."""
    cli("add", "東京 “office”")
    ran = cli("list", env={"PYTHONIOENCODING": encoding})
    assert ran.code == 0
    assert ". fresh" in ran.stdout


def test_tz_that_is_none_is_one_line(cli: Callable[..., Ran]) -> None:
    """A wrong TZ is said once; UTC is used and the card saved."""
    ran = cli("add", "x", env={"TZ": "Nowhere/At_All"})
    assert ran.code == 0
    assert len(ran.stderr.splitlines()) == 1
    assert "Nowhere/At_All" in ran.stderr


def test_what_is_unforeseen_is_one_line(home: Path) -> None:
    """Even a fault of the program's own shows no traceback unless it is asked for."""
    breaking = "from followup.cli import capture, main; capture.add = lambda call: 1 / 0; main.entry()"
    for env, traced in (({}, False), ({"FOLLOWUP_TRACEBACK": "1"}, True)):
        done = subprocess.run(
            [sys.executable, "-c", breaking, "add", "x"],
            env=environment(home) | env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert ("Traceback" in done.stderr) is traced


# Starts the command line with some of its three streams closed, as a service manager or `2>&-` does.
CLOSED = """
import os, sys
for number in map(int, sys.argv[1].split()):
    os.close(number)
os.execv(sys.executable, [sys.executable, "-m", "followup", *sys.argv[2:]])
"""


@pytest.mark.parametrize("closed", ["0", "1", "2", "0 1 2"])
@pytest.mark.parametrize(
    ("argv", "code"),
    [(["list"], 0), (["add", "two"], 0), (["add", "-"], 1), (["quick", "--plain"], 1), (["shw"], 2)],
)
def test_a_closed_stream_leads_nowhere(
    closed: str, argv: list[str], code: int, home: Path, cli: Callable[..., Ran]
) -> None:
    """Whatever stream is closed the command does its work, ends with its code and has no traceback."""
    cli("add", "one")
    done = subprocess.run(
        [sys.executable, "-c", CLOSED, closed, *argv],
        env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == code
    assert b"should not have happened" not in done.stderr
    assert [card["title"] for card in json.loads(cli("list", "--json").stdout)].count("two") == (
        argv[-1] == "two"
    )
