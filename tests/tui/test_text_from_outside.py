"""Text that others wrote, on every way out of the screen: nothing raw, nothing misplaced, nothing that runs."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import category
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.pilot import Pilot

from followup.core import board as boards
from followup.core import clean, ids
from followup.core.card import DUE_KINDS, Card, opened
from followup.core.events import OPENED, Event
from followup.core.policy import Rules
from followup.core.runway import steps_of
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw import runways
from followup.tui.draw.card import Scene, card_rows
from followup.tui.draw.days import days_of
from followup.tui.draw.lines import Line, fitted, measure, width
from followup.tui.draw.plan import plan_rows
from followup.tui.draw.strip import strip
from followup.tui.glyphs import UNICODE
from followup.tui.keymap import Keys
from followup.tui.widgets.bars import FooterBar
from tests.rig.moments import TUESDAY_1412
from tests.rig.tmux import Tmux
from tests.tui.conftest import app_over
from tests.tui.screens import press

NASTY = {
    "markup": "[/] [bold [@click=app.quit]x[/] $primary",
    "escapes": "a\x1b]52;c;ZXZpbA==\x07b \x1b[31mred\x1b[0m",
    "c1": "\x9b31m \x9d0;x\x9c \x85 end \x7f",
    "bidi": "\u202eevil\u202c \u2066iso\u2069 a\u200fb",
    "zero width": "z\u200be\u200dr\u2060o\ufeff \U000e0041",
    "emoji": "🚀 👩‍👩‍👧‍👦 👍🏽 ❤️ 1️⃣ 🇵🇱",
    "cjk": "東京の会議室を予約してください",
    "combining": "e\u0301\u0302 Z\u0338\u0301\u0300a\u0334l\u0335g\u0336o\u0337",
    "long": "x" * 500,
    "long and wide": "東" * 500,
}
RAW = ("Cc", "Cf", "Cs", "Zl", "Zp")
# Of the format characters these are seen: they stand before, or within, what they belong to.
SEEN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
) | frozenset(map(chr, range(0x13430, 0x13440)))


def raw(text: str) -> set[str]:
    """What must not reach a terminal as it is."""
    return {letter for letter in text if category(letter) in RAW and letter not in SEEN}


# The drawings

TEXT = st.text(st.characters(), min_size=1, max_size=40).filter(clean.has_visible)
RULES = Rules(Workweek(ZoneInfo("America/New_York")))
DUE = st.none() | st.integers(TUESDAY_1412 - 10**6, TUESDAY_1412 + 10**6)


@st.composite
def written(draw: st.DrawFn) -> Card:
    """A card in which every text is arbitrary."""
    due = draw(DUE)
    fields = {"title": draw(TEXT), "contact": draw(TEXT), "requester": draw(TEXT), "next_move": draw(TEXT),
              "outcome": draw(TEXT), "breaks": draw(TEXT), "alternates": [draw(TEXT)], "due": due,
              "due_kind": None if due is None else draw(st.sampled_from(DUE_KINDS))}  # fmt: skip
    at = TUESDAY_1412 - draw(st.integers(0, 10**6))
    return opened(ids.new_id(at), Event(ids.new_id(at), at, at, OPENED, "cli", fields))


@given(written(), st.sampled_from([22, 30, 41, 77, 120]))
def test_every_row_is_safe_and_fits(card: Card, cells: int) -> None:
    """Whatever a card says, its rows and the strip hold nothing raw and take no more cells than they have."""
    scene = Scene(TUESDAY_1412, RULES, UNICODE)
    seen = boards.look(card, TUESDAY_1412, RULES)
    board = boards.lay_out({card.id: seen}, TUESDAY_1412)
    told = strip(seen, board, scene, Keys().shown, cells + 40)
    rows: list[tuple[Line, int]] = [(line, cells - 3) for line in card_rows(seen, cells - 3, cells, scene)]
    rows += [(line, cells + 40) for line in told.lines]
    rows += _on_the_runway(seen, scene, cells + 40)
    for line, room in rows:
        assert not raw("".join(text for text, _ in line))
        assert measure(line) <= room


def _on_the_runway(seen: boards.Seen, scene: Scene, cells: int) -> list[tuple[Line, int]]:
    """The card's row among the runways at 80 columns, and its steps in the strip."""
    sizes = runways.measures(77)
    days = days_of(scene.now, 0, sizes.days, sizes.per, RULES.week)
    assert seen.plan is not None
    steps = steps_of(seen.card, seen.plan, scene.now, RULES)
    told = plan_rows(seen.card, steps, scene.now, RULES.week, cells)
    return [(runways.row(seen, days, sizes, scene), 77), *((line, cells) for line in told)]


@given(st.text(st.characters()))
def test_a_field_draws_one_safe_character_for_each(text: str) -> None:
    """What a field draws has as many characters as what it holds, and none is raw."""
    drawn = clean.typed(text)
    assert len(drawn) == len(text)
    assert not raw(drawn)


@given(st.text(st.characters(), max_size=60), st.integers(0, 80))
def test_a_fitted_line_fits(text: str, cells: int) -> None:
    """A line that is fitted takes no more cells than it may."""
    assert width(fitted(clean.shown(f"“{text}” has changed"), cells)) <= cells


def test_of_a_fitted_line_the_title_is_cut() -> None:
    """What is said about a title stays readable, however long the title is."""
    assert fitted(f"“{'x' * 90}” has changed", 30) == f"“{'x' * 15}…” has changed"
    assert fitted('"short" has changed', 30) == '"short" has changed'


# The screens


def check(app: FollowupApp) -> None:
    """Every row of the screen is as wide as the screen, and holds nothing raw."""
    for row in app.screen._compositor.render_strips():
        assert not raw(row.text), row.text
        assert width(row.text) == app.size.width, row.text


# What opens a question, a field, a page or another order; each is answered, and left by esc.
WALK = "fearpidsxo!ubQNwctWSBv"


async def walk(app: FollowupApp, pilot: Pilot[int], text: str) -> None:
    """Show the text on every screen, and type it into every field."""
    for key in ("enter", "slash", "ctrl+p", "question_mark", *WALK):
        await press(pilot, key)
        check(app)
        if app.focused is not None:
            app.post_message(events.Paste(text))
            await press(pilot, "home", "end")
            check(app)
        await press(pilot, "down", "enter")
        check(app)
        await press(pilot, "escape", "escape", "escape")
        assert app.screen is app.board, key


async def test_nothing_raw_on_any_screen(desk: Desk) -> None:
    """Every page, question, field, the filter, the palette and the toasts show it safely, in place."""
    worst = " ".join(NASTY.values())[:500]
    for title in (worst, *NASTY.values()):
        part = title[:120]
        desk.add([({"title": title, "contact": part, "requester": part, "next_move": title, "outcome": title,
                    "breaks": title, "alternates": [part]}, TUESDAY_1412 - 86_400)])  # fmt: skip
    desk.chased([*desk.cards()], NASTY["escapes"])
    app = app_over(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot)
        check(app)
        await walk(app, pilot, worst)
        await pilot.resize_terminal(80, 24)
        await press(pilot, "g", "s", "w")
        check(app)
        (line,) = [strip.text for strip in app.screen.query_one(FooterBar)._painted]
        assert line.rstrip().endswith("z undo")  # however long what it is about
        assert not app._exit


# A real terminal

ASK = """
import json, os, re, sys, termios, tty
samples = json.load(open(sys.argv[1]))
tty.setcbreak(0)
found = []
for sample in samples:
    os.write(1, b"\\r\\x1b[2K" + sample.encode() + b"\\x1b[6n")
    answer = b""
    while not answer.endswith(b"R"):
        answer += os.read(0, 1)
    found.append(int(re.search(rb";(\\d+)R", answer)[1]) - 1)
json.dump(found, open(sys.argv[2], "w"))
"""


@pytest.mark.desktop
def test_a_terminal_counts_the_same_cells(tmp_path: Path, tmux: Callable[..., Tmux]) -> None:
    """What is shown of each nasty text takes as many cells in a real terminal as were reckoned for it."""
    shown = {name: clean.shown(text)[:90] for name, text in NASTY.items()}
    asked, answered = tmp_path / "asked", tmp_path / "answered"
    asked.write_text(json.dumps(list(shown.values())))
    terminal = tmux([sys.executable, "-c", ASK, str(asked), str(answered)], 250, 10)
    assert terminal.exit_code() == 0
    assert dict(zip(shown, json.loads(answered.read_text()), strict=True)) == {
        name: width(text) for name, text in shown.items()
    }
