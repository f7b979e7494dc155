"""config completions: printed, or put where the shell looks."""

from pathlib import Path

import pytest

from followup.cli.completions import SHELLS
from followup.cli.scripts import MARK, SCRIPTS
from tests.cli.running import Run

PLACES = {
    "bash": "data/bash-completion/completions/followup",
    "zsh": "data/zsh/site-functions/_followup",
    "fish": "config/fish/completions/followup.fish",
}


@pytest.fixture
def xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of a person's own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("BASH_COMPLETION_USER_DIR", raising=False)
    monkeypatch.delenv("FPATH", raising=False)
    return tmp_path


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(shell: str, run: Run, xdg: Path) -> None:
    """With a shell's name alone the script goes to stdout and nothing is written."""
    assert run("config", "completions", shell) == (0, SCRIPTS[shell], "")
    assert list(xdg.iterdir()) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_it_is_installed_where_the_shell_looks(shell: str, run: Run, xdg: Path) -> None:
    """--install says what it wrote, writes it again over its own, and touches nothing else."""
    path = xdg / PLACES[shell]
    for _ in range(2):
        ran = run("config", "completions", shell, "--install")
        assert (ran.code, ran.out) == (0, f"wrote {path}\n")
    assert path.read_text(encoding="utf-8") == SCRIPTS[shell]
    assert [one for one in xdg.rglob("*") if one.is_file()] == [path]


def test_what_the_shell_still_needs_is_said(run: Run, xdg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """zsh needs its folder in fpath, and is told so unless it has it; .zshrc is not written."""
    line = f"fpath=({xdg}/data/zsh/site-functions $fpath)"
    assert line in run("config", "completions", "zsh", "--install").err
    monkeypatch.setenv("FPATH", f"/x:{xdg}/data/zsh/site-functions")
    assert run("config", "completions", "zsh", "--install").err == ""
    assert f"source {xdg}/{PLACES['bash']}" in run("config", "completions", "bash", "--install").err


def test_bash_completions_own_folder_is_used(run: Run, xdg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """BASH_COMPLETION_USER_DIR goes before the XDG folder."""
    monkeypatch.setenv("BASH_COMPLETION_USER_DIR", str(xdg / "mine"))
    assert run("config", "completions", "bash", "--install").out == f"wrote {xdg}/mine/completions/followup\n"


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_not_ours_stays(shell: str, run: Run, xdg: Path) -> None:
    """A file that somebody else wrote is refused by name, and a folder in its place too."""
    path = xdg / PLACES[shell]
    path.parent.mkdir(parents=True)
    path.write_text("# mine\n")
    ran = run("config", "completions", shell, "--install")
    assert ran.code == 1
    assert str(path) in ran.err
    assert path.read_text() == "# mine\n"
    path.unlink()
    path.mkdir()
    assert run("config", "completions", shell, "--install").code == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "needs a SHELL"),
        (("tcsh",), "no completions for 'tcsh'"),
        (("fsh",), "did you mean fish?"),
        (("bash", "zsh"), "one word too many"),
    ],
)
def test_another_shell_is_usage(words: tuple[str, ...], says: str, run: Run) -> None:
    """Exit 2, with the shells there are."""
    ran = run("config", "completions", *words)
    assert ran.code == 2
    assert says in ran.err


def test_every_script_says_who_wrote_it() -> None:
    """By that it is known again."""
    assert all(MARK in script for script in SCRIPTS.values())
