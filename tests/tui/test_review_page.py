"""The weekly review: `W` walks every open card in the order of risk, one question and one key each."""

from collections.abc import Callable

import pytest

from followup.core.board import look
from followup.core.card import Card
from followup.core.reviewing import Review, item
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.card import Scene
from followup.tui.draw.lines import measure
from followup.tui.draw.review import Walk, answers, crumb, ended_strip, review_page
from followup.tui.glyphs import UNICODE
from followup.tui.keymap import Keys
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.detail import DetailScreen
from followup.tui.screens.help import HelpPage
from followup.tui.screens.letter import LetterScreen
from followup.tui.screens.review import ReviewPage, ReviewScreen
from followup.tui.surveyed import Remembered
from followup.tui.widgets.bars import FooterBar, PageHeader
from tests.core.making import RULES, at, card_at
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import is_on, press, text_of
from tests.tui.test_text_from_outside import NASTY, raw

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)
MON, TUE = at("Mon 10:00"), at("Tue 10:00")


def asked(app: FollowupApp) -> str:
    """The title of the card that is asked about."""
    assert isinstance(app.screen, ReviewScreen)
    assert app.screen.item is not None
    return app.screen.item.card.title


async def test_a_walk_through_the_demonstration(demo: FollowupApp) -> None:
    """The overdue card stands first, with its question and the keys that answer it; n and space go on, [ goes back;
    enter opens the card and comes back; left and opened anew, it stands where it was left; facts scroll."""
    async with demo.run_test(size=SMALL) as pilot:
        await press(pilot, "W")
        assert "1 of 14" in text_of(demo, PageHeader)
        assert asked(demo) == "Safety sheet translated to Polish"
        assert "It was due today 12:00: what is the new date?" in text_of(demo, ReviewPage)
        assert "d new date" in text_of(demo, ReviewPage)
        assert "translation agency  not tried" not in text_of(demo, ReviewPage)
        await press(pilot, "G")
        assert "translation agency  not tried" in text_of(demo, ReviewPage)
        await press(pilot, "n")
        assert asked(demo) == "Board pack figures in hand"
        assert "Board pack figures in hand" in text_of(demo, ReviewPage)
        await press(pilot, "enter")
        assert is_on(demo, DetailScreen)
        await press(pilot, "escape", "[")
        assert asked(demo) == "Safety sheet translated to Polish"
        await press(pilot, "[")
        assert "nothing was passed here" in text_of(demo, FooterBar)
        await press(pilot, "space", "space")
        title = asked(demo)
        await press(pilot, "question_mark")
        assert "fine as it is: next card" in text_of(demo, HelpPage)
        await press(pilot, "escape", "escape")
        assert is_on(demo, BoardScreen)
        assert demo.board.selected is not None
        assert demo.board.selected.card.title == title
        await press(pilot, "W")
        assert asked(demo) == title
        assert "3 of 14" in text_of(demo, PageHeader)


async def test_to_its_end_and_the_brief(board: Boards, desk: Desk, clock: Clock) -> None:
    """A review that another program began goes on here, last week's does not; a verb puts its card behind, undo brings
    it back as the one that is asked about; the last card leads to the brief, and no key breaks the end."""
    clock.at -= 86_400
    owned = {"outcome": "signed", "next_move": "call", "alternates": ("Ben",), "requester": "Maria"}
    board("One", "Two", "Three", **owned)
    clock.at += 86_400
    app = app_over(desk)
    ids = {card.title: card.id for card in desk.cards().values()}
    app.reviews = Remembered()
    app.reviews.save(Review(clock.at - 8 * 86_400, frozenset(ids.values())))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "W")
        assert "1 of 3" in text_of(app, PageHeader)
        assert app.reviews.load() == Review(clock.at)
        await press(pilot, "escape")
        app.reviews.save(Review(clock.at - 60, frozenset({ids["One"]})))
        await press(pilot, "W")
        assert "2 of 3" in text_of(app, PageHeader)
        first = asked(app)
        await press(pilot, "f")
        assert asked(app) != first
        await press(pilot, "z")
        assert asked(app) == first
        await press(pilot, "f", "n")
        kept = app.reviews.load()
        assert kept is not None
        assert ids["One"] in kept.fine
        assert "Reviewed: all 3 cards" in text_of(app, ReviewPage)
        await press(pilot, "n", "f", "enter")
        assert "Reviewed: all 3 cards" in text_of(app, ReviewPage)
        await press(pilot, "b")
        assert isinstance(app.screen, LetterScreen)


# The drawing


def keys_for(card: Card, now: int) -> str:
    line = answers(item(look(card, now, RULES), now, RULES), Keys().shown)
    return "".join(text for text, _ in line)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"due": TUE - 60, "due_kind": "hard"}, "d new date    n fine, next card"),
        ({"due": at("Wed 15:00"), "due_kind": "hard", "outcome": "signed"},
         "K keep it    d new date    p alternate path    n fine, next card"),
        ({"outcome": "signed", "next_move": "call", "alternates": ("Ben",), "idle_limit_minutes": 9999},
         "n fine, next card    d new date    D delete"),
    ],
)  # fmt: skip
def test_the_keys_that_answer_stand_under_the_question(fields: dict[str, object], said: str) -> None:
    """The answer first; where to leave it as it is answers it, that first."""
    assert keys_for(card_at(MON, **fields), TUE) == said


def test_where_one_is() -> None:
    """How far the walk is; while the cards are looked at, how far that is; nothing open is said to be so."""
    seen = look(card_at(MON), TUE, RULES)
    for line, said in (
        (crumb(Walk((seen, seen), 5), 160), "4 of 5, the gravest first"),
        (crumb(Walk((), 5), 160, "looking at 50 of 10,000 cards"), "looking at 50 of 10,000 cards"),
        (crumb(Walk((), 0), 160), "no open card"),
    ):
        assert line[-1][0] == said


def test_the_end_names_the_brief() -> None:
    """The brief is what is left to do; an empty board has nothing to walk through."""
    assert "b brief" in "".join(text for text, _ in ended_strip(Keys().shown, 2).third)
    scene = scene_at(TUE)
    rows = ["".join(text for text, _ in row) for row in review_page(Walk((), 0), scene, str, 155, 40)]
    assert "Nothing is being followed up." in rows
    assert ended_strip(Keys().shown, 0).first == []
    rows = ["".join(text for text, _ in row) for row in review_page(Walk((), 2), scene, str, 155, 40)]
    assert "Once more this week: followup review --again." in rows


@pytest.mark.parametrize("cells", [57, 77, 115, 155])
@pytest.mark.parametrize("name", NASTY)
def test_whatever_a_card_says_the_page_fits(name: str, cells: int) -> None:
    """Nothing raw, and no row takes more cells than there are."""
    text = NASTY[name][:400]
    seen = look(card_at(MON, title=text, contact=text, outcome=text), TUE, RULES)
    for row in review_page(Walk((seen, seen), 2), scene_at(TUE), Keys().shown, cells, 40):
        assert not raw("".join(part for part, _ in row))
        assert measure(row) <= cells


def scene_at(now: int) -> Scene:
    return Scene(now, RULES, UNICODE)
