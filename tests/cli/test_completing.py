"""What could stand at the cursor, asked as the completion scripts ask."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.cli import bashline
from followup.cli.commands import COMMANDS, HIDDEN, overview
from followup.core.stages import STAGES
from tests.cli.running import Run
from tests.cli.test_process import SLOW, imported
from tests.rig.cli import Ran


@pytest.fixture
def asked(run: Run) -> Callable[..., dict[str, str]]:
    """`asked("show", "")` gives the candidates, each with what it is."""

    def ask(*words: str) -> dict[str, str]:
        ran = run("complete", "--", *words)
        assert (ran.code, ran.err) == (0, "")
        return dict((*line.split("\t"), "")[:2] for line in ran.out.splitlines())  # type: ignore[misc]

    return ask


Asked = Callable[..., dict[str, str]]


def test_verbs_come_from_the_table(asked: Asked) -> None:
    """Every verb with its line, in order; those that begin so when something is typed; hidden ones never."""
    assert asked("") == {one.name: one.line[:60] for one in COMMANDS}
    assert list(asked("fol")) == ["follow-up"]
    assert all(one.name not in asked("") and f"  {one.name} " not in overview() for one in HIDDEN)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
def test_options_come_from_the_table(command: object, asked: Asked) -> None:
    """Every option of a verb, and the ones that go with any; what was given is not offered again."""
    from followup.cli.commands import GLOBAL, Command

    assert isinstance(command, Command)
    wanted = [one.partition(" ")[0] for one in (*command.options, *GLOBAL) if one.startswith("--")]
    assert [one for one in asked(command.name, "-") if one.startswith("--")] == wanted
    assert "--home" not in asked(command.name, "--home", "/x", "--h")


def test_choices_come_from_the_table(asked: Asked) -> None:
    """Words that the table spells out, at the place where they belong."""
    assert list(asked("export", "")) == ["json", "csv", "ics"]
    assert list(asked("import", "")) == ["json", "csv"]
    assert list(asked("import", "json", "")) == [":files"]
    assert list(asked("heard", "k3f", "h")) == ["holding"]
    assert list(asked("config", "completions", "")) == ["bash", "zsh", "fish"]


def test_ids_have_their_titles(asked: Asked, run: Run) -> None:
    """Open cards by their shorts, the last touched first; those on the line already are left out."""
    one = run("add", "--json", "first").json()["short"]
    two = run("add", "--json", "second", now="2026-11-24T20:12:00Z").json()["short"]
    shorts = {card["title"]: card["short"] for card in run("list", "--json").json()}
    assert list(asked("show", "").items()) == [(shorts["second"], "second"), (shorts["first"], "first")]
    assert asked("resolve", shorts["first"], "") == {shorts["second"]: "second"}
    assert asked("show", two[:3]) == {shorts["second"]: "second"}
    assert one != two


def test_resolved_cards_are_offered_to_reopen(asked: Asked, run: Run) -> None:
    """And elsewhere only where no open one fits what is typed."""
    done = run("add", "--json", "done").json()["id"]
    run("add", "open")
    run("resolve", done)
    assert list(asked("reopen", "").values()) == ["done"]
    assert list(asked("show", "").values()) == ["open"]
    assert list(asked("show", done[10:].lower()[:3]).values()) == ["done"]


def test_people_and_tags(asked: Asked, run: Run, home: Path) -> None:
    """The settings' short names, then those on the cards; sigils, word forms, options and edits take them."""
    home.mkdir()
    (home / "config.toml").write_text('[people.maria]\nname = "Maria Lopez"\n', encoding="utf-8")
    run("add", "x", '@"Dana Reyes"', "#board", "+ben")
    known = {"to:maria": "Maria Lopez", "to:Dana Reyes": "", "to:ben": "", "to:": "contact"}
    assert asked("add", "x", "to:") == known
    assert list(asked("add", "x", "for:d")) == ["for:Dana Reyes"]
    assert list(asked("add", "x", "@d")) == []  # two words after a sigil would need quotes of their own
    assert list(asked("add", "x", "@b")) == ["@ben"]
    assert list(asked("add", "x", "#b")) == ["#board"]
    assert list(asked("list", "tag:b")) == ["tag:board"]
    assert list(asked("chased", "k3f", "--by", "dana")) == ["Dana Reyes"]
    assert list(asked("chased", "k3f", "--by=dana")) == ["--by=Dana Reyes"]
    assert list(asked("edit", "k3f", "alt+=b")) == ["alt+=ben"]
    assert list(asked("edit", "k3f", "tag-=b")) == ["tag-=board"]


def test_a_cards_own_alternates_come_first(asked: Asked, run: Run) -> None:
    """Those not yet tried, as they were typed."""
    card = run("add", "--json", "x", "@zoe", "alt:Ben Ortiz, ext 2210", "alt:cara").json()
    run("alternate", card["id"], "cara")
    found = asked("alternate", card["short"], "")
    assert next(iter(found.items())) == ("Ben Ortiz", "Ben Ortiz, ext 2210")


def test_stages_and_queries(asked: Asked) -> None:
    """Stages where a stage is wanted, as words and in a query; `is:` with all that it knows."""
    assert list(asked("move", "k3f", "")) == [stage.replace("_", "-") for stage in STAGES]
    assert list(asked("list", "--stage", "fo")) == ["followed-up"]
    assert list(asked("list", "x", "stage:s")) == ["stage:sent"]
    assert list(asked("next", "is:st")) == ["is:stalled"]
    assert "before:" in asked("list", "")


def test_copies_of_the_board(asked: Asked, run: Run) -> None:
    """`backup restore` offers the copies there are."""
    run("add", "x")
    name = run("backup", "--json").json()["name"]
    assert list(asked("backup", "restore", "")) == [name]


def test_home_on_the_line_is_the_one(asked: Asked, run: Run, tmp_path: Path) -> None:
    """Cards come from the board that the line names."""
    run("--home", str(tmp_path / "other"), "add", "elsewhere")
    assert list(asked("--home", str(tmp_path / "other"), "show", "").values()) == ["elsewhere"]
    assert asked("show", "") == {}


def test_titles_are_safe_and_fit(asked: Asked, run: Run) -> None:
    """No escape, tab or override of a title reaches the terminal; a long one is cut. A value with one is left out."""
    run("add", "evil \x1b[31m\x07 \u202e title '\"`$(x)", "to:\x1b]0;x\x07bad")
    run("add", "w" * 400)
    out = run("complete", "--", "show", "").out + run("complete", "--", "add", "to:").out
    assert "\x1b" not in out and "\u202e" not in out and "\x07" not in out
    assert all(len(line) < 80 for line in out.splitlines())
    assert "to:" in asked("add", "to:")
    assert all("bad" not in value for value in asked("add", "to:"))


@pytest.mark.parametrize("broken", [b"", b"{", b"\x00" * 300])
def test_a_broken_store_offers_nothing_and_says_nothing(
    broken: bytes, asked: Asked, run: Run, home: Path
) -> None:
    """Nor does a broken settings file or a verb that is none; what needs no cards still completes."""
    run("add", "x")
    for file in ("board.json", "board.journal", "board.lock"):
        (home / file).write_bytes(broken)
    (home / "config.toml").write_bytes(b"[nope\n")
    before = {one.name: one.read_bytes() for one in home.iterdir() if one.is_file()}
    assert asked("show", "") == {}
    assert asked("shw", "") == {}
    assert "show" in asked("sho")
    assert {one.name: one.read_bytes() for one in home.iterdir() if one.is_file()} == before


def test_asking_makes_no_files(asked: Asked, home: Path) -> None:
    """Where nobody has used followup yet, pressing tab leaves no trace."""
    assert asked("show", "") == {}
    assert not home.exists()


def test_it_is_quick(home: Path, cli: Callable[..., Ran]) -> None:
    """Neither TinyDB nor pendulum nor anything of the screen is imported for an id or a name."""
    cli("add", "x @dana")
    assert imported(home, SLOW, "complete", "--", "show", "") == []
    assert imported(home, SLOW, "complete", "--", "add", "to:") == []


# bash


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12))
def test_what_is_put_in_is_what_bash_reads(text: str) -> None:
    """The line taken apart gives the text back, outside quotes and inside double ones."""
    for written in (bashline.quoted(text), f'"{bashline.quoted(text, chr(34))}"'):
        assert bashline.taken_apart(f"a {written}").words == (
            ("a", text) if text or '"' in written else ("a", "")
        )


@pytest.mark.parametrize(
    "text", ["a b", "$(id)", "`id`", "it's", 'say "x"', "#x", "~", "a\\b", "!x", "*?[]{}", "é 東"]
)
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_bash_itself_agrees(text: str, quote: str) -> None:
    """A real bash prints what was put in, and nothing in it is run."""
    if quote == "'" and "'" in text:
        return
    line = f"printf %s {quote}{bashline.quoted(text, quote)}{quote}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True, timeout=10)
    assert (done.stdout, done.stderr) == (text, "")


@pytest.mark.parametrize(
    ("line", "text", "put"),
    [
        ("followup add x to:da", "da", "dana"),
        ("followup add x to:", "", "dana"),
        ('followup add x "to:da', "to:da", "to:dana"),
        ("followup edit k3f to=da", "da", "dana"),
        ("followup add x to:nobody", "nobody", ""),
    ],
)
def test_bash_gets_what_follows_its_own_break(line: str, text: str, put: str, run: Run) -> None:
    """Words break at `:` and `=` there, so only what comes after is put in."""
    run("add", "x", "@dana")
    assert run("complete", "--bash", "--", line, text).out.split("\t")[0].strip() == put


def test_the_board_is_as_json_says(asked: Asked, run: Run) -> None:
    """The shorts offered are the ones that `list` shows."""
    for number in range(40):
        run("add", f"card {number}")
    shown = {card["short"]: card["title"] for card in json.loads(run("list", "--json").out)}
    assert asked("show", "") == shown
