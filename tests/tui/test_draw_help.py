"""Help and the first run as plain lines."""

import pytest

from followup.core import policy
from followup.core import quickadd_pieces as qp
from followup.core.query import FORMS, IS_WORDS
from followup.tui.draw.firstrun import first_run
from followup.tui.draw.help import About, Group, Key, help_page
from followup.tui.draw.legends import EXAMPLES, SEARCHED
from followup.tui.draw.lines import Line, measure
from followup.tui.glyphs import ASCII, UNICODE, WORDS
from followup.tui.keymap import ACTIONS, BOARD, DETAIL, HELP, LETTER, STOP, Keys
from followup.tui.screens.help import ABOUT, HERE, groups_of

SCREENS = sorted({screen for action in ACTIONS for screen in action.screens} - {HELP})
HERE_ONLY = About("here", "")


def text_of(rows: list[Line]) -> str:
    return "\n".join("".join(text for text, _ in row) for row in rows)


@pytest.mark.parametrize("screen", SCREENS)
def test_says_what_its_screen_is_for_and_lists_every_key(screen: str) -> None:
    """Each screen has a sentence or two, and every action of the keymap that it knows, its own ones first."""
    groups = groups_of(screen, Keys())
    said = {key.says for group in groups for key in group.keys}
    assert said == {action.says for action in ACTIONS if screen in action.screens}
    assert 1 <= ABOUT[screen].says.count(". ") + 1 <= 2
    assert ABOUT[screen].says.endswith(".")
    own = [action.says for action in ACTIONS if action.id.startswith(f"{screen}.") and screen != BOARD]
    assert not own or groups[0].name == HERE
    assert {*own} <= {key.says for key in groups[0].keys} or screen == BOARD


@pytest.mark.parametrize("screen", SCREENS)
def test_explains_only_what_its_screen_shows(screen: str) -> None:
    """The quick-add line, the filter and the labels are the board's, the history is a card's."""
    page = text_of(help_page(ABOUT[screen], groups_of(screen, Keys()), 155, UNICODE))
    assert ("The quick-add line" in page) == ("The filter" in page) == (screen == BOARD)
    assert ("The history" in page) == ("Notes are Markdown" in page) == (screen == DETAIL)
    if screen in (LETTER, STOP):
        assert len(page.splitlines()) < 30


def test_names_the_keys_that_the_settings_gave() -> None:
    """A remapped action is listed with its own keys."""
    groups = groups_of(BOARD, Keys({"card.follow-up": "F2"}))
    keys = {key.says: key.keys for group in groups for key in group.keys}
    assert keys["I followed up"] == "f2"


def test_explains_every_sigil_and_word_form() -> None:
    """No piece of the quick-add grammar is missing from its table."""
    page = text_of(help_page(ABOUT[BOARD], [], 155, UNICODE))
    assert set(EXAMPLES) == set(qp.WORD_FORMS.values())
    assert all(f"{form}:" in page for form in qp.WORD_FORMS)
    assert all(example.startswith(tuple(qp.SIGILS)) for example, _ in EXAMPLES.values() if example)
    assert {kind for kind, (example, _) in EXAMPLES.items() if example} == set(qp.SIGILS.values())


def test_explains_all_that_a_filter_asks() -> None:
    """Every word form of a query and everything that `is:` knows stands there."""
    page = text_of(help_page(ABOUT[BOARD], [], 155, UNICODE))
    assert set(SEARCHED) == set(FORMS)
    assert all(word.replace("_", "-") in page for word in IS_WORDS)


def test_explains_every_level() -> None:
    """Each level's word stands on the page."""
    page = text_of(help_page(ABOUT[BOARD], [], 77, ASCII))
    assert all(WORDS[level] in page for level in policy.LEVELS)


@pytest.mark.parametrize("cells", [40, 57, 77, 115, 155, 295])
def test_fits_every_width(cells: int) -> None:
    """No row is wider than the page, and each key's words are all there."""
    groups = groups_of(BOARD, Keys())
    rows = help_page(ABOUT[BOARD], groups, cells, UNICODE)
    assert max(map(measure, rows)) <= cells
    words = text_of(rows).split()
    assert all(word in words for group in groups for key in group.keys for word in key.says.split())


def test_columns_are_balanced() -> None:
    """Groups are spread so that no column is higher than it must be."""
    groups = [Group(name, tuple(Key("k", "does it") for _ in range(10))) for name in "abcd"]
    high = len(help_page(HERE_ONLY, groups, 155, UNICODE))
    assert high < len(help_page(HERE_ONLY, groups, 77, UNICODE))


class TestFirstRun:
    def test_takes_the_line_apart(self) -> None:
        """Each step of the staircase stands under the piece that it explains."""
        rows = text_of(first_run(("a", "d", "?"), 115, 27, UNICODE)).split("\n")
        line = next(row for row in rows if "Board pack" in row)
        for piece, says in (
            ("@dana", "who has it"),
            ("+ben", "who else could"),
            ("!!wed", "a hard deadline"),
        ):
            step = next(row for row in rows if says in row)
            assert step.index("└") == line.index(piece)
            assert step.index(says) == line.index(piece) + 2

    def test_names_the_keys_it_is_given(self) -> None:
        """Add, demo and help stand with the keys of the settings."""
        page = text_of(first_run(("A", "X", "F1"), 115, 27, UNICODE))
        assert "A   write one line" in page
        assert "X   demo board" in page
        assert "F1  every key" in page

    @pytest.mark.parametrize("cells", [57, 77, 97, 115, 155])
    @pytest.mark.parametrize("height", [14, 19, 40])
    def test_fits(self, cells: int, height: int) -> None:
        """Nothing is wider than the page, and on a screen of 24 rows nothing falls off its end."""
        rows = first_run(("a", "d", "?"), cells, height, ASCII)
        assert max(map(measure, rows)) <= cells
        assert len(rows) <= max(height, 19)
