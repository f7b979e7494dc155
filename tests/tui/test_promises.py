"""Promises on the board: the choice that stands in the strip, its slot, the reason of a date that passed, the news."""

from collections.abc import Callable
from typing import Any

import pytest

from followup.core import verbs
from followup.core.board import lay_out, look
from followup.core.card import Card
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.card import Scene
from followup.tui.draw.header import Alerts, header
from followup.tui.draw.lines import Line, measure
from followup.tui.draw.strip import Told, strip
from followup.tui.glyphs import UNICODE
from followup.tui.keymap import Keys
from followup.tui.screens.detail import DetailPage
from followup.tui.screens.letter import LetterScreen
from followup.tui.widgets.bars import FooterBar, HeaderBar
from followup.tui.widgets.nextmove import NextMove
from tests.core.making import RULES, at, card_at, then
from tests.rig.moments import new_york
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, text_of

Boards = Callable[..., FollowupApp]
SMALL, MIDDLE, WIDE = 76, 115, 155
NOW = at("Wed 09:30")
DUE = at("Thu 17:00")
ENDING: Line = [
    (" 1 thing ", "text fill bold"),
    (" before you go", "text"),
    ("  ", ""),
    ("Q", "primary bold"),
]


def promise(**fields: Any) -> Card:
    """Promised on Monday, asked again on Wednesday at 09:05: nothing needs me, but it is due tomorrow."""
    given = {
        "due": DUE,
        "due_kind": "promised",
        "requester": "Maria Lopez",
        "alternates": ("Ben Ortiz, ext 2210",),
    }
    card = card_at(at("Mon 09:30"), **(given | fields))
    return then(card, verbs.follow_up(card), at("Wed 09:05"))


def kept(slot: str) -> Card:
    card = promise()
    return then(card, verbs.keep(card, at(slot), None, at("Wed 09:10")), at("Wed 09:10"))


def told(card: Card, now: int, cells: int, ending: Line | None = None, keys: Keys | None = None) -> Told:
    seen, scene = look(card, now, RULES), Scene(now, RULES, UNICODE)
    return strip(
        seen, lay_out({card.id: seen}, now), scene, (keys or Keys()).shown, cells, ending=ending or []
    )


def said(one: Told) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in one.lines]


# What stands in the strip


def test_the_strip_is_the_choice() -> None:
    """On the working day before it asks, and its first keys answer: keep, renegotiate, hand over."""
    assert said(told(promise(), NOW, WIDE)) == [
        "Board pack figures in hand   Promised for tomorrow 17:00. Will it be kept? Dana has had it 25m of 4h.",
        "Next  wait; if you hear nothing by then, go to Ben   After 13:00 Ben is the only way.",
        "K keep it: when?    d renegotiate    p hand over to Ben    r heard back    f followed up    x resolve"
        "    s snooze    e edit    enter open",
    ]


def test_in_few_cells_the_choice_goes_before_the_title() -> None:
    """On 80 columns the question, why now and the three answers are left."""
    assert said(told(promise(due_kind="hard"), NOW, SMALL)) == [
        "Due tomorrow 17:00. Will it be kept? Dana has had it 25m of 4h.",
        "Next  wait; if you hear nothing by then, go to Ben",
        "K keep it  d renegotiate  p hand to Ben  r heard  f followed up  enter open",
    ]


@pytest.mark.parametrize("fields", [{"due_kind": "wish"}, {"due": at("Fri 17:00")}])
def test_a_wish_and_a_date_farther_off_ask_nothing(fields: dict[str, Any]) -> None:
    """The strip says what it always says."""
    assert said(told(promise(**fields), NOW, WIDE))[2].startswith("r heard back    f followed up")


def test_at_risk_the_strip_stays_and_the_question_ends_its_second_row() -> None:
    """Telling comes first there; moving the date and another path are among its moves already."""
    first, second, third = said(told(promise(), at("Wed 14:00"), MIDDLE))
    assert first.startswith("Board pack figures in hand   Dana silent 4h55 of 4h.")
    assert second.startswith("Next  tell Maria where it stands, then Ben  ")
    assert second.endswith("Will it be kept?  K keep it: when?")
    assert third.startswith("u tell Maria  p go to Ben  f followed up")


@pytest.mark.parametrize("now", [NOW, at("Wed 14:00"), at("Thu 16:59")])
@pytest.mark.parametrize("ending", [[], ENDING])
@pytest.mark.parametrize(
    "next_move", [None, "call reception and ask who else in the finance office has the figures"]
)
def test_an_open_question_is_in_sight_at_any_width(now: int, ending: Line, next_move: str | None) -> None:
    """Whatever else the strip says, also while the day ends: it can be answered and not dismissed."""
    for cells in range(56, 200):
        one = told(promise(next_move=next_move), now, cells, ending)
        assert any(" K " in f" {row}" for row in said(one)), cells
        assert all(measure(row) <= cells for row in one.lines)


def test_a_snooze_does_not_hide_it() -> None:
    """Quiet for popups, not for a promise."""
    card = promise()
    card = then(card, [("snoozed", {"until": at("Wed 13:00")})], NOW)
    assert "Will it be kept? Quiet until today 13:00." in said(told(card, NOW + 60, WIDE))[0]


def test_a_kept_promise_says_when_and_asks_again_when_its_slot_has_come() -> None:
    """Until then the strip is the usual one; then resolving comes first."""
    card = kept("Wed 11:00")
    rows = said(told(card, NOW, WIDE))
    assert rows[1].endswith("You keep it: today 11:00")
    assert rows[2].startswith("r heard back")
    first, _, third = said(told(card, at("Wed 11:00"), WIDE))
    assert "Your slot for it was today 11:00. Is it done?" in first
    assert third.startswith("x yes: resolve it    K another slot    d renegotiate    p hand over to Ben")


def test_a_date_that_passed_asks_why_until_something_says_so() -> None:
    """Nothing can keep it any more; a note answers."""
    card, late = promise(), at("Fri 09:30")
    rows = said(told(card, late, WIDE))
    assert rows[1].endswith("Why did it pass?  i note it")
    assert "K " not in "".join(rows)
    card = then(card, verbs.note(card, "Dana was ill"), late)
    assert "Why" not in said(told(card, late + 60, WIDE))[1]


def test_a_key_that_was_taken_away_is_not_named() -> None:
    """The question stands without it."""
    rows = said(told(promise(), at("Wed 14:00"), WIDE, keys=Keys({"card.keep": ""})))
    assert rows[1].endswith("Will it be kept?")


# In the header


@pytest.mark.parametrize(
    ("asked", "cells", "expected"),
    [
        (0, WIDE, ""),
        (1, WIDE, "1 promise to answer"),
        (2, MIDDLE, "2 promises to answer"),
        (2, SMALL, "2 promises?"),
    ],
)
def test_the_header_counts_what_nothing_else_there_counts(asked: int, cells: int, expected: str) -> None:
    """In words, and never filled: only what needs me is."""
    seen = look(promise(), NOW, RULES)
    line = header(
        lay_out({seen.card.id: seen}, NOW), Alerts(), Scene(NOW, RULES, UNICODE), cells, asked=asked
    )
    text = "".join(part for part, _ in line)
    assert ("promise" in text) == bool(expected)
    assert expected in text
    assert measure(line) <= cells
    assert not any("fill" in role for part, role in line if "promise" in part or part == str(asked))


def test_the_count_follows_what_is_done_and_the_clock(desk: Desk, clock: Clock) -> None:
    """An answer takes one off and a question back adds none; a slot that has come counts again, a date at risk not."""
    tuesday, wednesday = clock.at - 17_000, clock.at + 86_400
    clock.at = tuesday - 86_400
    fields = {"contact": "Dana", "due": wednesday, "due_kind": "promised"}
    first, second, _ = desk.add(
        [({"title": title, **fields}, None) for title in ("One", "Two", "Three")]
    ).cards
    desk.add([({"title": "Wish", **fields, "due_kind": "wish"}, None), ({"title": "None"}, None)])
    session = app_over(desk).session
    assert session.look().asked == 0
    clock.at = tuesday
    desk.follow_up([card.id for card in desk.cards().values()])
    assert session.look().asked == 3
    desk.keep([first.id], tuesday + 3600)
    assert session.look().asked == 2
    desk.resolve([second.id])
    assert session.look().asked == 1
    desk.undo()
    assert session.look().asked == 2
    clock.at = tuesday + 3600
    assert session.look().asked == 3
    clock.at = wednesday - 60
    assert session.look().asked == 0


# Acted out


@pytest.fixture
def asking(desk: Desk, clock: Clock) -> Boards:
    """A board of Tuesday 09:30, over a card promised on Monday for Wednesday 17:00, and asked about again at 09:05."""

    def made(**fields: object) -> FollowupApp:
        monday, tuesday = clock.at - 86_400 - 17_000, clock.at - 17_000
        given = {"title": "Board pack", "contact": "Dana Reyes", "requester": "Maria Lopez", "next_move": "call",
                 "alternates": ["Ben Ortiz"], "breaks": "no figures", "due": tuesday + 86_400 + 27_000,
                 "due_kind": "promised"}  # fmt: skip
        clock.at = monday
        desk.add([(given | fields, None)])
        clock.at = tuesday - 1500
        desk.follow_up(list(desk.cards()))
        desk.add([({"title": "Aside", "contact": "Ana"}, None)])
        clock.at = tuesday
        return app_over(desk)

    return made


async def test_a_promise_is_kept_in_a_slot(asking: Boards, desk: Desk, clock: Clock) -> None:
    """The board opens on it, nothing but an answer ends it, a slot too late is none; then its slot asks again."""
    app = asking()
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot)
        assert "1 promise to answer" in text_of(app, HeaderBar)
        await press(pilot, "escape", "i", *"hm", "enter", "s", "h")
        assert "Will it be kept?" in text_of(app, NextMove)
        await press(pilot, "up", "tab", "n")
        assert "Will it be kept?" in text_of(app, NextMove)
        await press(pilot, "K", *"thu 9am", "enter")
        assert "too late: before tomorrow" in text_of(app, NextMove)
        await press(pilot, *["backspace"] * len("thu 9am"), *"in 1 hour", "enter")
        assert "Will it be kept?" not in text_of(app, NextMove)
        assert "You keep it: today" in text_of(app, NextMove)
        assert "promise" not in text_of(app, HeaderBar)
        await press(pilot, "enter")
        assert "keeping the date" in text_of(app, DetailPage)
        clock.at += 3600
        await app._catch_up()
        await press(pilot)
        assert "Is it done?" in text_of(app, NextMove)
        await press(pilot, "x", *"seen", "enter")
        assert next(card for card in desk.cards().values() if card.title == "Board pack").proof == "seen"


async def test_a_promise_is_renegotiated_or_handed_over_and_both_are_told(
    asking: Boards, desk: Desk, clock: Clock
) -> None:
    """`d` takes the date and its reason, `p` the next path; each offers the letter, which says what came of it."""
    asking()
    friday = {"due": new_york("2026-11-27 16:00"), "due_kind": "promised"}
    desk.add([({"title": f"Other {place}", **friday}, None) for place in range(4)])
    app = app_over(desk)
    async with app.run_test(size=(160, 48)) as pilot:
        await press(pilot, "d", *"fri 3pm")
        assert "Friday already carries 4: Fri 27 Nov 15:00" in text_of(app, NextMove)
        await press(pilot, "enter", *"Dana is late", "enter")
        assert "Tell Maria the new date?" in text_of(app, NextMove)
        await press(pilot, "u")
        assert isinstance(app.screen, LetterScreen)
        assert "I moved the date from Wednesday" in app.screen.letter.text
        assert "to Friday 15:00: Dana is late." in app.screen.letter.text
        await press(pilot, "escape", "enter")
        page = " ".join(text_of(app, DetailPage).split())
        assert "date moved once" in page
        assert "new date Fri 27 Nov 15:00, was Wed 25 Nov" in page
        clock.at += 86_400
        await app._catch_up()
        await press(pilot, "p", "p")
        assert "Tell Maria who has it now?" in text_of(app, NextMove)
        await press(pilot, "u")
        assert isinstance(app.screen, LetterScreen)
        assert "so I asked Ben Ortiz" in app.screen.letter.text


async def test_no_date_passes_without_a_reason(asking: Boards, desk: Desk, clock: Clock) -> None:
    """Moved by `d` it must be given, edited and resolved late it is asked for; a first date asks what breaks."""
    app = asking(requester=None)
    (pack,) = (key for key, card in desk.cards().items() if card.title == "Board pack")
    clock.at += 2 * 86_400
    app = app_over(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "d", *"fri 3pm", "enter", "enter")
        assert "Why did it pass?" in text_of(app, NextMove)
        assert "a date never passes without one" in text_of(app, NextMove)
        await press(pilot, *"Dana was ill", "enter")
        assert desk.find(pack).events[-1].data["reason"] == "Dana was ill"
        clock.at += 3 * 86_400
        await app._catch_up()
        await press(pilot, "x", *"seen", "enter", *"the courier", "enter")
        assert [one.data.get("text") for one in desk.find(pack).events[-2:]] == ["late: the courier", None]
        assert desk.find(pack).stage == "resolved"
        app.board.select(next(key for key in desk.cards() if key != pack))
        await press(pilot, "e", "end", *" !tue", "enter")
        assert "What breaks if it is late?" in text_of(app, NextMove)
        await press(pilot, *"no launch", "enter", *"Tom", "enter")
        (other,) = (card for card in desk.cards().values() if card.id != pack)
        assert (other.breaks, other.requester) == ("no launch", "Tom")
        assert "edited: Aside" in text_of(app, FooterBar)
        clock.at += 7 * 86_400
        await app._catch_up()
        await press(pilot, "enter")
        while "By when?" not in text_of(app, NextMove):
            await press(pilot, "tab")
        await press(pilot, "enter", "ctrl+u", *"fri", "enter")
        assert "Why did it pass?" in text_of(app, NextMove)
        await press(pilot, *"Tom was away", "enter")
        assert "Tell Tom the new date?" in text_of(app, NextMove)
        assert [one.kind for one in desk.find(other.id).events[-2:]] == ["rescheduled", "noted"]
