"""The README repeats what the code knows; these contracts keep the two the same.

`python -m tests.test_readme` prints both tables as they should stand.
"""

import re
import struct
from pathlib import Path

import pytest

from followup.cli.commands import COMMANDS, Command
from followup.core.quickadd_pieces import SIGILS, WORD_FORMS
from followup.tui.keymap import ACTIONS, Action, shown

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def key_row(action: Action) -> str:
    """A row of the key table: the keys as a person reads them, what they do, and the id for `[keys]`."""
    keys = " ".join(f"`{_in_cell(shown(key))}`" for key in action.keys)
    return f"| {keys} | {_in_cell(action.says)} | `{action.id}` |"


def command_row(command: Command) -> str:
    """A row of the command table: the verb and what it takes, its options, what it does."""
    verb = _in_cell(f"{command.name} {command.arguments}".strip())
    options = " ".join(f"`{_in_cell(option)}`" for option in command.options)
    return f"| `{verb}` | {options} | {_in_cell(command.line)} |"


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")


KEYS = ["| key | does | id |", "| --- | --- | --- |", *map(key_row, ACTIONS)]
VERBS = ["| command | options | does |", "| --- | --- | --- |", *map(command_row, COMMANDS)]


def section(title: str) -> str:
    """The text under a heading, up to the next one of its kind or above."""
    level, name = title.split(" ", 1)
    found = re.search(
        rf"(?ms)^{level} {re.escape(name)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", _without_blocks()
    )
    assert found is not None, f"the README has no section {title!r}"
    return found[1]


def _without_blocks() -> str:
    """The README with `#` inside fenced blocks made harmless; their lines stay."""
    return re.sub(r"(?ms)^```.*?^```$", lambda block: re.sub(r"(?m)^#", " #", block[0]), README)


def table(text: str) -> list[str]:
    """The rows of the first table in a text."""
    rows: list[str] = []
    for line in text.splitlines():
        if line.startswith("|"):
            rows.append(line)
        elif rows:
            break
    return rows


@pytest.mark.parametrize("title", ["## Start", "## Test"])
def test_a_newcomers_line_is_one_line(title: str) -> None:
    """`## Start` and `## Test` each hold one fenced block, of sh, of one line that needs only python3."""
    blocks = re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", section(title))
    assert README.count(f"\n{title}\n") == 1
    assert [kind for kind, _ in blocks] == ["sh"]
    line = blocks[0][1]
    assert line.count("\n") == 1
    assert line.startswith("python3 -m venv .venv && .venv/bin/pip install -q -c requirements.lock ")


def test_key_table_is_the_keymap() -> None:
    """The README's key table has every action, in order, with its keys, its words and its id."""
    assert table(section("### Keys")) == KEYS


def test_command_table_is_the_commands() -> None:
    """The README's command table has every verb, in order, with its options and its line."""
    assert table(section("## Commands")) == VERBS


def test_sigil_table_is_the_grammar() -> None:
    """The README's sigil table teaches every sigil and every word form, and none that is not there."""
    rows = [row.strip("| ").split(" | ") for row in table(section("## One line"))[2:]]
    sigils = {re.match(r"`(\W+)", row[1])[1].rstrip(' "') for row in rows if row[1].startswith("`")}  # type: ignore[index]
    forms = {re.search(r"`(\w+):", row[-1])[1] for row in rows}  # type: ignore[index]
    assert (sigils, forms) == (set(SIGILS), set(WORD_FORMS))


def test_every_picture_exists() -> None:
    """Every picture that the README shows is a PNG in screenshots/, and is described."""
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert pictures
    for described, path in pictures:
        assert described
        head = (ROOT / path).read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n", path
        assert min(struct.unpack(">II", head[16:])) > 50, path


def test_every_link_into_the_tree_exists() -> None:
    """A link that is no address names a file that is there."""
    for path in re.findall(r"(?<!!)\[[^\]]*\]\((?!https?:)([^)]+)\)", README):
        assert (ROOT / path).is_file(), path


def test_lock_pins_every_requirement() -> None:
    """requirements.lock has name==version for everything pyproject asks for, and no addresses or hashes."""
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = set(re.findall(r'(?m)^    "([A-Za-z0-9_.-]+)[><=]', pyproject))
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [
        re.fullmatch(r"([A-Za-z0-9_.-]+)==([\w.+!-]+)", line) for line in lines if not line.startswith("#")
    ]
    assert all(pins)
    assert {name.lower() for name in wanted} <= {pin[1].lower().replace("_", "-") for pin in pins if pin}


if __name__ == "__main__":
    print("\n".join((*KEYS, "", *VERBS)))
