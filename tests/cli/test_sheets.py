"""CSV in and out, and the calendar out: nothing half right gets in, and nothing that could run gets out."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Run
from tests.core import icalendar

Added = Callable[..., str]
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1")


@pytest.fixture
def lived(run: Run, added: Added) -> list[str]:
    """Cards that have been through something, and titles that a spreadsheet would run."""
    one = added('Signed quote @dana ^maria !!fri noon > "call; ask" +"Ben Ortiz, ext 2210" #board #q3 ~2h')
    two = added("Naïve 東京 \u202e\x1b[31m [b]x @me", "sent:yesterday 3pm", "alt:a;b", 'alt:"quoted" c')
    three = added("Resolved one !fri")
    run("import", "json", "-", stdin=json.dumps([{"title": title} for title in FORMULAS]))
    for line in (
        ["alternate", one],
        ["heard", one, "holding", "--until", "thu"],
        ["edit", two, "goal=two lines"],
        ["mute", two],
        ["resolve", three, "--proof", "=HYPERLINK(1)\n- seen"],
    ):
        assert run(*line).code == 0, line
    return [one, two, three]


def test_export_then_import_gives_the_same_columns(run: Run, lived: list[str], tmp_path: Path) -> None:
    """In an empty home a CSV export gives cards that export to the same bytes."""
    file = tmp_path / "cards.csv"
    assert run("export", "csv", "-o", str(file)).code == 0
    other = ("--home", str(tmp_path / "other"))
    ran = run(*other, "import", "csv", str(file))
    assert (ran.code, ran.out) == (0, "imported 8 cards\n")
    assert run(*other, "export", "csv").out.encode() == file.read_bytes()
    came, here = (
        {one["id"]: one for one in run(*home, "list", "--all", "--json").json()} for home in (other, ())
    )
    for card_id, card in here.items():
        # The words of a verdict may rest on events, which a CSV does not carry.
        assert came[card_id] | {"verdict": 0} == card | {"verdict": 0}


def test_what_is_here_already_is_skipped(run: Run, lived: list[str]) -> None:
    """A CSV export imported where it comes from changes nothing; a changed cell refuses it, by its id."""
    text = run("export", "csv").out
    assert run("import", "csv", "-", stdin=text).out == "imported 0 cards, 8 here already\n"
    assert run("import", "csv", "-", stdin="\ufeff" + text).out == "imported 0 cards, 8 here already\n"
    ran = run("import", "csv", "-", stdin=text.replace("Signed quote", "Other quote"))
    assert ran.code == 1
    assert lived[0] in ran.err


def test_no_cell_is_a_formula(run: Run, lived: list[str]) -> None:
    """No cell begins as a formula does, and nothing in the file steers a terminal."""
    text = run("export", "csv").out
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@\t\r"} - {""}]
    assert {f"'{title}" for title in FORMULAS} <= {row[1] for row in rows}
    assert text.replace("\r\n", "").replace("\n", "").isprintable()


def test_a_sheet_made_by_hand(run: Run, tmp_path: Path) -> None:
    """A sheet saved by a spreadsheet, in semicolons and with a byte-order mark, becomes cards in one step."""
    file = tmp_path / "plan.csv"
    text = "Title;To;Due;Tag\r\nQuote, signed;dana;fri 3pm;board\r\nVenue;me;;\r\n;;;\r\n"
    file.write_bytes(text.encode("utf-8-sig"))
    dry = run("import", "csv", str(file), "--dry-run")
    assert (dry.code, dry.out) == (0, "would import 2 cards\n")
    assert "line 2: due “fri 3pm” is Fri 27 Nov 15:00" in dry.err
    assert run("list", "--json").json() == []
    made = {card["title"]: card for card in run("import", "csv", str(file), "--json").json()}
    assert made["Quote, signed"]["due"] == "2026-11-27T20:00:00Z"
    assert (made["Venue"]["ball"], made["Venue"]["contact"]) == ("mine", None)
    run("undo")
    assert run("list", "--all", "--json").json() == []


def test_people_and_date_order_are_those_of_the_settings(run: Run, home: Path) -> None:
    """Short names become the settings' whole ones, and numbers are read in the order set there."""
    home.mkdir(exist_ok=True)
    (Path(run("config", "path").out.strip())).parent.mkdir(parents=True, exist_ok=True)
    Path(run("config", "path").out.strip()).write_text(
        '[time]\ndate_order = "DMY"\n[people.dana]\nname = "Dana Reyes"\n', encoding="utf-8"
    )
    card = run("import", "csv", "-", "--json", stdin="title,to,due\nx,dana,4/12\n").json()[0]
    assert card["contact"] == "Dana Reyes"
    assert card["due"].startswith("2026-12-04")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"title\nna\xefve\n", "line 2 of FILE is not UTF-8"),
        ("title\nx\n".encode("utf-16"), "not UTF-8"),
        (b"title\na\x00b\n", "line 2 holds a NUL"),
        (b"", "no header row"),
        (b"to,due\ndana,fri\n", "no column title"),
        (b"title,to\nx,dana\n,ben\n", "line 3: title"),
        (b"title,contct\nx,dana\n", "no column “contct”"),
        (b"title,due\nx,fri\ny,blorp\n", "line 3, column due"),
        (b'title\nx\n"y\n', "line 3 is not CSV"),
        (b"\x89PNG\r\n\x1a\n\x00", "is not UTF-8"),
        (b"title\n" + b"x" * 200_000 + b"\n", "200000 characters"),
        (b"title\n" + b"\x1b]0;x\x07," * 9 + b"\n", "stands in no column"),
    ],
)
def test_bad_sheets(data: bytes, said: str, run: Run, tmp_path: Path) -> None:
    """Whatever is wrong with one row refuses them all with 1, in one line and a hint, before the store."""
    file = tmp_path / "bad.csv"
    file.write_bytes(data)
    ran = run("import", "csv", str(file))
    assert ran.code == 1
    assert said.replace("FILE", str(file)) in ran.err
    assert "\x1b" not in ran.err
    assert len([line for line in ran.err.splitlines() if not line.startswith("note: ")]) == 2
    assert run("list", "--all", "--json").json() == []


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["import", "csv"], 2),
        (["import", "ics", "x"], 2),
        (["import", "cvs", "x"], 2),
        (["export"], 2),
        (["export", "xls"], 2),
        (["import", "csv", "/nonexistent/file"], 1),
        (["export", "ics", "-o", "/nonexistent/file"], 1),
        (["--home", "/dev/null/x", "export", "csv"], 3),
        (["--home", "/dev/null/x", "export", "ics"], 3),
        (["export", "csv"], 0),
        (["export", "ics"], 0),
    ],
)
def test_codes(argv: list[str], code: int, run: Run) -> None:
    """Each way in and out ends with its code; an empty home is no error."""
    assert run(*argv).code == code


def test_the_calendar_has_the_deadlines(run: Run, lived: list[str], tmp_path: Path) -> None:
    """`export ics` writes open cards with a deadline that binds; a wish and a resolved card stay out."""
    run("add", "Some day !?next week")
    file = tmp_path / "due.ics"
    ran = run("export", "ics", "-o", str(file))
    assert ran.err == f"1 card written to {file}\n"
    assert file.read_bytes().decode() == run("export", "ics").out
    (event,) = icalendar.calendar(file.read_bytes().decode()).inside
    assert event.properties["UID"] == f"{lived[0]}@followup"
    assert event.properties["DTSTART"] == "20261127T170000Z"
    run("reschedule", lived[0], "mon noon")
    (moved,) = icalendar.calendar(run("export", "ics").out).inside
    assert moved.properties["UID"] == event.properties["UID"]
    assert moved.properties["DTSTART"] == "20261130T170000Z"
