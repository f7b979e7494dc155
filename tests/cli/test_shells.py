"""The completions in the real shells, installed as a person would, with keys pressed in a terminal."""

import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from followup.cli.completions import SHELLS
from tests.cli.running import NOW
from tests.rig.cli import Ran, environment, run_cli
from tests.rig.tmux import Tmux
from tests.rig.tools import path_of, require

# What a shell would run, and what it would split at, if a name were put in as it is.
HOSTILE = "$(touch pwned) `touch pwned`; 'x' \"y\" \\z"
PROMPT = "ready> "
# How each is started, and what the person's own file of it says: what `--install` advises, and a prompt to wait for.
STARTS = {
    "bash": (["bash", "--rcfile", "{home}/.bashrc", "-i"], ".bashrc", "{advice}\nPS1='ready> '\n"),
    "zsh": (["zsh", "-i"], ".zshrc", "{advice}\nautoload -Uz compinit; compinit -u -D\nPS1='ready> '\n"),
    "fish": (["fish", "-i"], "config/fish/config.fish", "function fish_prompt; echo -n 'ready> '; end\n"),
}


class Person(NamedTuple):
    """Somebody's home with completions installed for one shell, and their terminal."""

    home: Path
    env: dict[str, str]
    terminal: Tmux

    def followup(self, *words: str) -> Ran:
        return run_cli(*words, home=self.home / "followup", now=NOW, env=self.env)

    def type(self, text: str) -> None:
        """A new line at the prompt, with this typed on it and tab pressed."""
        self.terminal.send_keys("C-u")
        self.terminal.send_keys("C-l")
        self.terminal.wait_for(lambda seen: seen.strip() == PROMPT.strip())
        self.terminal.type(text)
        self.terminal.wait_for(text.rstrip())
        self.terminal.send_keys("Tab")


@pytest.fixture
def sit_down(tmp_path: Path) -> Iterator[Callable[[str], Person]]:
    """`sit_down("zsh")` gives a person at that shell."""
    with ExitStack() as stack:
        yield lambda shell: _at(shell, tmp_path, stack)


def _at(shell: str, home: Path, stack: ExitStack) -> Person:
    require("tmux", shell)
    program = home / "bin" / "followup"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m followup "$@"\n')
    program.chmod(0o755)
    mine = {
        "HOME": str(home), "ZDOTDIR": str(home), "XDG_CONFIG_HOME": f"{home}/config", "XDG_DATA_HOME": f"{home}/data",
        "PATH": f"{program.parent}:{Path(path_of(shell)).parent}:/usr/bin:/bin", "LANG": "C.UTF-8",
    }  # fmt: skip
    ran = run_cli("config", "completions", shell, "--install", home=home / "followup", env=mine)
    assert ran.code == 0, ran.stderr
    start, file, text = STARTS[shell]
    (home / file).parent.mkdir(parents=True, exist_ok=True)
    (home / file).write_text(text.format(advice="".join(ran.stderr.splitlines()[-1:]).partition(": ")[2]))
    env = environment(home / "followup", NOW, mine)
    argv = [one.format(home=home) for one in start]
    terminal = stack.enter_context(
        Tmux(["sh", "-c", f'cd {shlex.quote(str(home))} && exec "$@"', "", *argv], 100, 30, env)
    )
    terminal.wait_for(PROMPT.strip())
    return Person(home, mine, terminal)


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes(shell: str, sit_down: Callable[[str], Person]) -> None:
    """A verb, an option with its stage, a card among several with their titles, a person, and a file."""
    person = sit_down(shell)
    person.followup("add", "Signed quote [31m", "to:Ana Ruiz", "#board")
    person.followup("add", "Board pack figures", "to:ben")
    person.type("followup fol")
    person.terminal.wait_for("followup follow-up")
    person.type("followup list --sta")
    person.terminal.wait_for("followup list --stage")
    person.terminal.type("alt")
    person.terminal.send_keys("Tab")
    person.terminal.wait_for("followup list --stage alternate")
    person.type("followup add Q to:an")
    person.terminal.wait_for(r"followup add Q to:Ana\ Ruiz")
    person.type("followup list tag:b")
    person.terminal.wait_for("followup list tag:board")
    (person.home / "figures.csv").write_text("title\n")
    person.type("followup import csv figu")
    person.terminal.wait_for("followup import csv figures.csv")
    person.type("followup show ")
    person.terminal.send_keys("Tab")
    person.terminal.wait_for(lambda seen: "Signed quote [31m" in seen and "Board pack figures" in seen)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_name_is_put_in_as_text(shell: str, sit_down: Callable[[str], Person]) -> None:
    """A name that a shell could take for commands arrives letter by letter, and nothing in it is run."""
    person = sit_down(shell)
    card = json.loads(person.followup("add", "--json", "Quote", f"to:{HOSTILE}").stdout)
    assert card["contact"] == HOSTILE
    person.type(f"followup chased {card['short']} --by ")
    person.terminal.wait_for("touch")
    person.terminal.send_keys("Enter")
    person.terminal.wait_for("chased: ")
    events = json.loads(person.followup("show", card["short"], "--json").stdout)["events"]
    assert events[-1]["data"]["name"] == HOSTILE
    assert not list(person.home.glob("**/pwned"))


@pytest.mark.parametrize("shell", SHELLS)
def test_a_broken_board_makes_no_noise(shell: str, sit_down: Callable[[str], Person]) -> None:
    """Tab leaves the line as it is, and the next verb still completes."""
    person = sit_down(shell)
    person.followup("add", "x")
    (person.home / "followup" / "board.lock").write_bytes(b"nonsense")
    person.type("followup show ")
    person.terminal.type("x")
    assert person.terminal.wait_for("show x").strip() == f"{PROMPT}followup show x"
    person.type("followup resc")
    assert person.terminal.wait_for("reschedule").strip() == f"{PROMPT}followup reschedule"


@pytest.mark.parametrize("shell", SHELLS)
def test_scripts_have_no_mistakes(shell: str, cli: Callable[..., Ran]) -> None:
    """The shell itself reads what is printed without complaint."""
    require(shell)
    script = cli("config", "completions", shell).stdout
    done = subprocess.run([path_of(shell), "-n"], input=script, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
