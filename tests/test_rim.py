"""The rim: style, types and the floors of the house hold, and headless modules stay light."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
HEADLESS = [
    "followup.core.policy", "followup.core.board", "followup.core.quickadd", "followup.core.wording", "followup.clock",
    "followup.config", "followup.store", "followup.desk", "followup.notify", "followup.watch",
    "followup.starters", "followup.cli.main",
]  # fmt: skip
SCREENS = {"textual", "rich"}
# What `followup add` may not load: each costs it a tenth of its time or more.
HEAVY = {"tinydb", "pendulum", "dataclasses", "inspect", "plyer", "jeepney", "subprocess"}


def loaded_after(code: str) -> set[str]:
    """The top-level modules that are loaded once this code has run in an interpreter of its own."""
    script = (
        f"import sys\n{code}\nprint(' '.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=HERE)
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("module", HEADLESS)
def test_headless_modules_load_no_screen(module: str) -> None:
    """No module without a screen loads Textual or Rich, whatever it imports on the way."""
    assert not loaded_after(f"import {module}") & SCREENS


@pytest.mark.parametrize(
    "module", ["followup.core.policy", "followup.core.verbs", "followup.config", "followup.desk"]
)
def test_the_path_of_add_is_light(module: str) -> None:
    """What every command loads costs no import that `followup add` cannot afford."""
    assert not loaded_after(f"import {module}") & HEAVY


def test_the_board_loads_no_store_by_itself() -> None:
    """The screen can be imported without a store, a bus or a popup."""
    assert not loaded_after("import followup.tui.app") & {"tinydb", "plyer", "jeepney"}


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
    ],
    ids=lambda command: command[0] + (" format" if "format" in command else ""),
)
def test_tools_find_nothing(command: list[str]) -> None:
    """ruff, mypy strict and the import contracts have nothing to say."""
    program = Path(sys.executable).parent / command[0]
    run = subprocess.run([str(program), *command[1:]], capture_output=True, text=True, cwd=HERE)
    assert run.returncode == 0, run.stdout + run.stderr
