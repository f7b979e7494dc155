"""`show` draws a card's runway: a line of working time, and a row a step with the sum behind it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Run

Added = Callable[..., str]
TEN = "2026-11-24T15:00:00Z"  # Tue 24 Nov, 10:00 in New York
TWO = "2026-11-24T19:00:00Z"
PACK = ("Board pack @dana ^maria +ben", 'hard:"wed 5pm"')


def runway_of(out: str) -> list[str]:
    """The lines from the runway's head to the blank one after it."""
    lines = out.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("Runway"))
    return lines[start : lines.index("", start)]


def test_a_row_a_step_with_its_sum(run: Run, added: Added) -> None:
    """Check, alternate by, tell by and due stand in order of time, those that have passed say so."""
    card = added(*PACK, now=TEN)
    head, above, line, *steps = runway_of(run("show", card, now=TWO).out)
    assert head == "Runway   11h of working time left, room for 3 steps"
    assert above.split() == ["Tue", "10:00", "sent", "now", "14:00", "17:00", "Wed", "17:00"]
    assert [letter for letter in line if letter in "●┃▼◆◇■"] == ["●", "┃", "▼", "◆", "◇", "■"]
    assert " ".join(" ".join(steps).split()) == (
        "13:45 check passed; a quarter of 15h left at 10:00, at most 8h "
        "Wed 09:30 alternate by due less 7h30, half of 15h, not 8h notice and 4h for Ben "
        "Wed 12:00 tell by due less 5h, the notice's share of it: 8h in 12h "
        "Wed 17:00 due hard, 15h after it was set at 10:00"
    )


def test_fits_eighty_columns_where_nobody_says_how_wide(run: Run, added: Added) -> None:
    """Piped, no line of the runway is wider than 80, and the line of working time takes the room there is."""
    rows = runway_of(run("show", added(*PACK, now=TEN), now=TWO).out)
    assert max(map(len, rows)) == len(rows[2]) == 79


def test_is_as_wide_as_the_terminal(run: Run, added: Added, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a wider terminal the line is longer, and no sum is broken."""
    card = added(*PACK, now=TEN)
    monkeypatch.setattr("followup.cli.sheet.width", lambda: 140)
    rows = runway_of(run("show", card, now=TWO).out)
    assert len(rows[2]) == 139
    assert len(rows) == 3 + 4


def test_ascii_where_the_settings_say_so(run: Run, added: Added, home: Path) -> None:
    """With ASCII glyphs everything that `show` draws itself is ASCII."""
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text('[look]\nglyphs = "ascii"\n', encoding="utf-8")
    out = run("show", added(*PACK, now=TEN), now=TWO).out
    assert out.isascii()
    assert [letter for letter in runway_of(out)[2] if letter in "O|v%*#"] == list("O|v%*#")


def test_a_wish_shows_its_square_and_no_guards(run: Run, added: Added) -> None:
    """A wish has a check and itself."""
    rows = runway_of(run("show", added("Chairs @dana !?wed 5pm", now=TEN), now=TWO).out)
    assert rows[2].endswith("□")
    assert [row.split()[-1] for row in rows[3:]] == ["10:00", "nobody"]
    assert not any("by" in row.split() for row in rows[3:])


def test_a_resolved_card_says_how_it_went(run: Run, added: Added) -> None:
    """Its line goes from the opening to the deadline, and no step is left."""
    card = added(*PACK, now=TEN)
    run("resolve", card, now=TWO)
    rows = runway_of(run("show", card, now=TWO).out)
    assert rows[0] == "Runway   resolved after 4h of working time, 11h before the deadline"
    assert len(rows) == 3
