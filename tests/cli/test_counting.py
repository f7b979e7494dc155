"""`next --count` on boards of many cards: kept for the next time, and never wrong."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.cli import counting
from followup.cli.call import Call
from tests.cli.running import NOW, Run
from tests.cli.test_process import SLOW, imported
from tests.rig.cli import ROOT, Ran, environment
from tests.rig.tmux import Tmux
from tests.rig.tools import path_of

LATER = ("2026-11-24T20:12:00Z", "2026-11-25T15:11:59Z", "2026-11-25T15:12:00Z")


@pytest.fixture(autouse=True)
def _every_board_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MANY", 0)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one each time that the cards are read and counted."""
    found: list[int] = []
    real = counting._counted

    def counted(call: Call, path: str, now: int) -> int:
        found.append(1)
        return real(call, path, now)

    monkeypatch.setattr(counting, "_counted", counted)
    return found


def judged(run: Run, now: str = NOW) -> int:
    """How many need me, by the way that knows no kept count."""
    return len(json.loads(run("next", "--json", now=now).out))


def count(run: Run, now: str = NOW) -> int:
    ran = run("next", "--count", now=now)
    assert (ran.code, ran.err) == (0, "")
    return int(ran.out)


def test_it_is_read_once_and_right_all_day(run: Run, reads: list[int]) -> None:
    """Waits that run out are counted when they do, without a look at the cards."""
    run("add", "x @dana ~4h")
    run("add", "y @me")
    run("add", "z @ben ~1h")
    # An hour later z is due; x has had four of Wednesday's hours at 10:12, Tuesday ending at 17:00.
    assert [count(run), *(count(run, now) for now in LATER)] == [1, 2, 2, 3]
    assert len(reads) == 1


@pytest.mark.parametrize(
    "change",
    [
        ("add", "new @me"),
        ("follow-up", "ID"),
        ("resolve", "ID"),
        ("delete", "ID"),
        ("snooze", "ID", "fri"),
        ("undo",),
    ],
)
def test_a_change_is_seen_at_once(change: tuple[str, ...], run: Run, added: Callable[..., str]) -> None:
    """Whatever verb was used, the next count is of the board as it is."""
    added("y @dana")
    card = added("x @me")
    assert count(run) == 1
    assert run(*(card if word == "ID" else word for word in change)).code == 0
    assert count(run) == judged(run) != 1


def test_settings_are_seen_at_once(run: Run, home: Path, reads: list[int]) -> None:
    """Another limit, another week, a holiday: what the count comes from is compared, not a file's date."""
    run("add", "x @dana")
    for text in (
        '[limits]\nsent = "1h"\n',
        '[workweek]\nholidays = ["2026-11-25"]\n',
        '[time]\ntimezone = "Asia/Tokyo"\n',
    ):
        before = len(reads)
        (home / "config.toml").write_text(text, encoding="utf-8")
        for now in LATER:
            assert count(run, now) == judged(run, now)
        assert len(reads) == before + 1


def test_a_clock_that_was_set_back_or_far_ahead(run: Run, reads: list[int]) -> None:
    """Outside its day the kept count says nothing."""
    run("add", "x @dana")
    for now in (NOW, "2026-11-24T19:11:00Z", "2026-11-26T19:13:00Z"):
        assert count(run, now) == judged(run, now)
    assert len(reads) == 3


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: b"",
        lambda text: text[:-3],
        lambda text: text.replace(b" ", b" 9", 1),
        lambda text: b"\xff" * 50,
        lambda text: b"00000000\n\n",
    ],
)
def test_a_damaged_count_counts_for_nothing(
    damage: Callable[[bytes], bytes], run: Run, home: Path, reads: list[int]
) -> None:
    """The cards are read instead, and it is whole again; without it nothing is missed either."""
    run("add", "x @me")
    file = home / "state" / counting.NAME
    count(run)
    file.write_bytes(damage(file.read_bytes()))
    assert count(run) == 1
    assert len(reads) == 2
    assert count(run) == 1
    assert len(reads) == 2
    file.unlink()
    assert count(run) == 1


def test_a_damaged_board_is_still_refused(run: Run, home: Path) -> None:
    """A kept count hides no damage that a glance at the files shows."""
    run("add", "x @me")
    count(run)
    journal = home / "board.journal"
    journal.write_bytes(journal.read_bytes()[:-20])
    assert run("next", "--count").code == run("next", "--json").code == 3


def test_a_board_that_was_put_back_and_went_on_differently(run: Run, home: Path) -> None:
    """The same number of changes and bytes is not the same board."""
    run("add", "x @dana")
    saved = {one.name: one.read_bytes() for one in home.iterdir() if one.is_file()}
    run("add", "yy @me")
    assert count(run) == 1
    for name, content in saved.items():
        (home / name).write_bytes(content)
    for note in (home / "state").glob("saved-*"):
        note.unlink()
    run("add", "y @ben")
    assert count(run) == judged(run) == 0


def test_where_it_cannot_be_kept_it_is_counted(run: Run, home: Path) -> None:
    """A state folder that is none costs only time."""
    run("add", "x @me")
    import shutil

    shutil.rmtree(home / "state")
    (home / "state").write_text("in the way")
    assert count(run) == count(run) == 1


def test_few_cards_are_just_counted(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small board keeps no count, and nobody's first look makes a folder."""
    monkeypatch.setattr(counting, "MANY", 2)
    assert count(run) == 0
    assert not home.exists()
    run("add", "x @me")
    assert count(run) == 1
    assert not (home / "state" / counting.NAME).exists()


VERBS = st.sampled_from(
    [
        ("add", "x @me"),
        ("add", "y @dana ~1h"),
        ("add", "z @ben !wed 3pm"),
        ("undo",),
        ("redo",),
        ("next", "--count"),
    ]
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(VERBS, st.integers(-300, 3000)), max_size=8))
def test_it_is_always_what_judging_gives(run: Run, steps: list[tuple[tuple[str, ...], int]]) -> None:
    """After any verbs at any times, the clock set back included."""
    from datetime import datetime, timedelta

    now = datetime.fromisoformat(NOW)
    for words, minutes in steps:
        now += timedelta(minutes=minutes)
        run(*words, now=now.isoformat())
        assert count(run, now.isoformat()) == judged(run, now.isoformat())


def test_a_kept_count_imports_nothing_slow(home: Path, cli: Callable[..., Ran]) -> None:
    """Neither TinyDB nor pendulum, once it is kept."""
    cli("add", "-", stdin="\n".join(f"card {number} @me" for number in range(250)))
    assert cli("next", "--count").stdout == "250\n"
    assert (home / "state" / counting.NAME).exists()
    assert imported(home, SLOW, "next", "--count") == []


def test_the_readmes_line_for_tmux(
    home: Path, tmp_path: Path, tmux: Callable[..., Tmux], cli: Callable[..., Ran]
) -> None:
    """A real tmux with the README's line shows the count in its status line."""
    cli("add", "x @me")
    line = re.search(r"(?m)^set -g status-right .*$", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert line
    program = tmp_path / "bin" / "followup"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m followup "$@"\n')
    program.chmod(0o755)
    (tmp_path / "conf").write_text(f"{line[0]}\nset -g status-interval 1\n")
    socket = str(tmp_path / "s")
    inner = shlex.join([path_of("tmux"), "-S", socket, "-f", str(tmp_path / "conf"), "new-session", "cat"])
    env = environment(home) | {"PATH": f"{program.parent}:/usr/bin:/bin", "LANG": "C.UTF-8"}
    terminal = tmux(["sh", "-c", f"unset TMUX; exec {inner}"], 100, 10, env)
    try:
        terminal.wait_for("1 need me")
    finally:
        subprocess.run([path_of("tmux"), "-S", socket, "kill-server"], check=False, capture_output=True)
