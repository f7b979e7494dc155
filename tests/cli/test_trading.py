"""import and export: out and in again gives the same cards, and nothing half right gets in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from followup.core.instants import to_iso
from tests.cli.running import Run

Added = Callable[..., str]
ID = "01M87FHQ00MTC4MY4H9KBNQXKK"


@pytest.fixture
def lived(run: Run, added: Added) -> list[str]:
    """Cards with every kind of event behind them."""
    one = added(
        'Signed quote @dana ^maria !!fri noon > call +"Ben Ortiz, ext 2210" #board ~2h breaks:"no quote"'
    )
    two = added("Naïve 東京 \u202e [b]x @me", "sent:yesterday 3pm", "--via", "mail")
    three = added("Plain")
    for line in (
        ["follow-up", one, "--via", "phone", "--note", "two\nlines"],
        ["heard", one, "holding", "--until", "thu"],
        ["alternate", one],
        ["heard", one, "away", "--until", "mon"],
        ["update", one, "--told", "--note", "it is late"],
        ["reschedule", one, "next tue", "--reason", "they asked"],
        ["edit", one, "title=Quote signed", "tag+=q3", "hard=next wed"],
        ["note", two, "remember"],
        ["follow-up", two, "--to", "Hana"],
        ["snooze", two, "1d"],
        ["mute", two],
        ["resolve", three, "--proof", "seen"],
        ["reopen", three],
        ["move", three, "resolved"],
    ):
        assert run(*line).code == 0, line
    return [one, two, three]


def test_export_then_import_gives_back_the_same_cards(run: Run, lived: list[str], tmp_path: Path) -> None:
    """In an empty home `show --json` is equal, to the byte, for every card."""
    file = tmp_path / "cards.jsonl"
    assert run("export", "json", "-o", str(file)).code == 0
    assert run("--home", str(tmp_path / "other"), "import", "json", str(file)).code == 0
    assert (
        run("--home", str(tmp_path / "other"), "show", *lived, "--json").out
        == run("show", *lived, "--json").out
    )
    assert run("--home", str(tmp_path / "other"), "export", "json").out == file.read_text(encoding="utf-8")


def test_list_json_can_be_imported(run: Run, lived: list[str], tmp_path: Path) -> None:
    """What `list --json` prints comes in as the same cards, each with one event that carries its state."""
    printed = run("list", "--all", "--json").out
    other = ("--home", str(tmp_path / "other"))
    assert run(*other, "import", "json", "-", stdin=printed).code == 0
    came = {card["id"]: card for card in run(*other, "list", "--all", "--json").json()}
    for card in json.loads(printed):
        # The words of a verdict may rest on events, which such a card does not bring.
        same = {name: value for name, value in card.items() if name != "verdict"}
        assert {name: came[card["id"]][name] for name in same} == same
        assert came[card["id"]]["verdict"]["check_at"] == card["verdict"]["check_at"]
    assert run(*other, "import", "json", "-", stdin=printed).out == "imported 0 cards, 3 here already\n"


def test_what_is_here_already_is_skipped(run: Run, lived: list[str]) -> None:
    """An export, or the cards as listed, imported where they come from change nothing."""
    for printed in (run("export", "json").out, run("list", "--all", "--json").out):
        ran = run("import", "json", "-", "--json", stdin=printed)
        assert ran.json() == []
    assert run("log", "--json").json()[-1]["label"] != "imported: 3 cards"


def test_other_content_refuses_everything(run: Run, lived: list[str]) -> None:
    """The same id with other content refuses the whole import, and names it."""
    cards = [json.loads(line) for line in run("export", "json").out.splitlines()]
    run("note", lived[0], "one more")
    ran = run(
        "import",
        "json",
        "-",
        stdin=json.dumps([{"title": "new"}, *({"id": c["id"], "title": "other"} for c in cards)]),
    )
    assert ran.code == 1
    assert any(card["id"] in ran.err for card in cards)
    assert len(run("list", "--all", "--json").json()) == 3


def test_an_import_is_one_undo_step(run: Run) -> None:
    """Undo takes all of an import back."""
    run("import", "json", "-", stdin='{"title": "a"}\n{"title": "b"}\n')
    assert len(run("list", "--json").json()) == 2
    run("undo")
    assert run("list", "--all", "--json").json() == []


def test_missing_fields_are_defaulted(run: Run) -> None:
    """A title alone is a card, sent now; a deadline alone is a promise, recorded now."""
    run("import", "json", "-", stdin='[{"title": "a", "due": "2026-12-01T22:00:00Z"}]')
    card = run("list", "--json").json()[0]
    assert (card["stage"], card["ball"], card["due_kind"]) == ("sent", "theirs", "promised")
    assert card["opened_at"] == card["due_set_at"] == card["touched_at"] == "2026-11-24T19:12:00Z"


def test_dry_run_changes_nothing(run: Run) -> None:
    """`import --dry-run` says what would come in."""
    ran = run("import", "json", "-", "--dry-run", stdin='{"title": "a"}\n')
    assert ran.out == "would import 1 card\n"
    assert run("list", "--json").json() == []


def test_a_dry_run_prints_json_if_asked(run: Run) -> None:
    """`import --dry-run --json` prints the cards as they would be; null is an empty list."""
    ran = run("import", "json", "-", "--dry-run", "--json", stdin='{"title": "a", "tags": null}\n')
    assert [(card["title"], card["tags"], card["short"]) for card in ran.json()] == [("a", [], None)]
    assert run("list", "--json").json() == []


def test_an_empty_file_is_no_cards(run: Run) -> None:
    """The export of an empty board can be imported."""
    assert run("import", "json", "-", stdin=run("export", "json").out).out == "imported 0 cards\n"


OPENED = {
    "id": ID,
    "at": to_iso(0),
    "recorded_at": to_iso(0),
    "kind": "opened",
    "by": "cli",
    "data": {"title": "a"},
}


def _with(event: dict[str, Any]) -> str:
    return json.dumps({"id": ID, "events": [OPENED, OPENED | {"id": ID[:-1] + "0"} | event]})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ('"a"', "object"),
        ("[1]", "object"),
        ("{}", "title"),
        ('{"title": ""}', "title"),
        ('{"title": 5}', "title"),
        ('{"title": "' + "x" * 501 + '"}', "500"),
        ('{"title": "a\\u0000"}', "NUL"),
        ('{"title": "a\\ud800"}', "no text"),
        ('{"title": "a", "title": "b"}', "twice"),
        ('{"title": "a", "slips": NaN}', "NaN"),
        ('{"title": "a", "slips": Infinity}', "Infinity"),
        ('{"title": "a", "slips": 1.5}', "slips"),
        ('{"title": "a", "slips": -1}', "slips"),
        ('{"title": "a", "slips": true}', "slips"),
        ('{"title": "a", "slips": 1' + "0" * 5000 + "}", "digits"),
        ('{"title": "a", "slips": 99999999}', "slips"),
        ('{"title": ' + "[" * 100_000 + "]" * 100_000 + "}", "deep"),
        ('{"title": "a", "stage": "nowhere"}', "stage"),
        ('{"title": "a", "ball": "ours"}', "ball"),
        ('{"title": "a", "contct": "b"}', "did you mean contact?"),
        ('{"title": "a", "tags": "b"}', "tags"),
        ('{"title": "a", "tags": [[]]}', "tags"),
        ('{"title": "a", "due": "tomorrow"}', "due"),
        ('{"title": "a", "due": "2026-12-01T22:00:00"}', "due"),
        ('{"title": "a", "due": 1e9}', "due"),
        ('{"title": "a", "due": "9999-12-31T23:59:59Z"}', "years"),
        ('{"title": "a", "due": "0001-01-01T00:00:00Z"}', "years"),
        ('{"title": "a", "due_kind": "hard"}', "due_kind"),
        ('{"title": "a", "due": "2026-12-01T22:00:00Z", "due_kind": "maybe"}', "due_kind"),
        ('{"title": "a", "resolved_at": "2026-12-01T22:00:00Z"}', "resolved_at"),
        ('{"title": "a", "id": "short"}', "ULID"),
        ('{"title": "a", "opened_at": null}', "opened_at"),
        ('{"title": "a", "muted": 1}', "muted"),
        ('{"title": "a", "events": []}', "events"),
        ('{"title": "a", "events": {}}', "events"),
        ('{"title": "a", "events": [{}]}', "events[0]"),
        (json.dumps({"id": ID, "title": "b", "events": [OPENED]}), "title"),
        (_with({"kind": "opened"}), "opened"),
        (_with({"kind": "exploded"}), "kind"),
        (_with({"kind": "heard", "data": {}}), "answer"),
        (_with({"kind": "heard", "data": {"answer": "maybe"}}), "answer"),
        (_with({"kind": "snoozed", "data": {"until": "soon"}}), "until"),
        (_with({"kind": "moved", "data": {"stage": "nowhere"}}), "stage"),
        (_with({"kind": "edited", "data": {"set": {"rev": 5}}}), "set"),
        (_with({"kind": "edited", "data": {"set": {"title": None}}}), "title"),
        (_with({"kind": "noted", "data": {"text": {"a": []}}}), "text"),
        (_with({"kind": "noted", "data": {"a b": "c"}}), "name"),
        (_with({"id": ID, "kind": "noted", "data": {"text": "x"}}), "same id"),
        (_with({"at": "2026"}), "at"),
        (_with({"kind": "resolved", "extra": 1}), "exactly"),
        (f'{{"id": "{ID}", "title": "a"}}\n{{"id": "{ID}", "title": "b"}}', "twice"),
        ('{"title": "a"}\nnot json\n', "line 3"),
        ('[{"title": "a"}, {"title": 1}]', "card 2"),
    ],
)  # fmt: skip
def test_bad_imports(text: str, said: str, run: Run) -> None:
    """Whatever is wrong with one card refuses all of them, in one line that names it, before the store."""
    ran = run("import", "json", "-", stdin='{"title": "good"}\n' * (not text.startswith("[")) + text)
    assert ran.code == 1
    assert said in ran.err
    assert len(ran.err.splitlines()) <= 2
    assert run("list", "--all", "--json").json() == []


def test_an_export_replaces_its_file_whole(run: Run, lived: list[str], tmp_path: Path) -> None:
    """`-o` over an older export leaves one file, and nothing beside it."""
    file = tmp_path / "out" / "cards.jsonl"
    file.parent.mkdir()
    file.write_text("old", encoding="utf-8")
    run("export", "json", "-o", str(file))
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3
    assert [path.name for path in file.parent.iterdir()] == ["cards.jsonl"]
