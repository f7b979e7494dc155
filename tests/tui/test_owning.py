"""What ownership asks, as one works: what is blank when a card waits on somebody, what came back, who else, how do I
know."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot

from followup.config import Person
from followup.core.card import Card
from followup.demo import demo_desk, demo_settings
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.opening import board_app
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.letter import LetterScreen
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.column import ColumnView
from followup.tui.widgets.nextmove import NextMove
from tests.tui.conftest import Clock
from tests.tui.screens import press, send, settle, text_of

Boards = Callable[..., FollowupApp]
WIDE = (160, 48)


def titled(desk: Desk, title: str) -> Card:
    """The card of a desk that is called so."""
    return next(card for card in desk.cards().values() if card.title == title)


async def burst(pilot: Pilot[int], *keys: str) -> None:
    """Keys that come at once, none waiting for what the one before does."""
    send(pilot, *keys)
    await settle(pilot)


async def test_whoever_has_it_and_the_next_move_are_asked_for_once(board: Boards, desk: Desk) -> None:
    """A card that waits on somebody since is asked about, when it is saved already: by `f`, `L`, `r h`, `e` and a
    field of its page; answers may be typed ahead, esc skips one and is not asked back, several are only counted."""
    app = board("Lease", contact=None)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "f")
        assert "Who has it now?" in text_of(app, NextMove)
        assert "esc skip" in text_of(app, NextMove)
        assert titled(desk, "Lease").stage == "followed_up"
        await press(pilot, "escape")
        assert "If you hear nothing by tomorrow 10:12, what do you do?" in text_of(app, NextMove)
        await press(pilot, "escape", "f")
        assert app.board.strip.question is None
        assert len(titled(desk, "Lease").events) == 3

        await press(pilot, *"aBadge", "enter")
        assert app.board.strip.question is None
        await burst(pilot, "f", *"@dana", "enter", *"call the desk", "enter", "i", *"seen", "enter")
        badge = titled(desk, "Badge")
        assert (badge.stage, badge.contact, badge.next_move) == ("followed_up", "dana", "call the desk")
        assert badge.events[-1].data == {"text": "seen"}
        await press(pilot, "z", "z")
        badge = titled(desk, "Badge")
        assert (badge.stage, badge.contact, badge.next_move) == ("followed_up", "dana", None)

        await burst(pilot, "e", *" +Ben", "enter")
        assert app.board.strip.question is None
        await press(pilot, "r", "q", *"which?", "enter", "r", "h", *"fri", "enter")
        assert "If you hear nothing from Dana by Friday 09:00, what do you do?" in text_of(app, NextMove)
        await press(pilot, *"go there", "enter", "L")
        assert app.board.strip.question is None
        assert (titled(desk, "Badge").contact, titled(desk, "Badge").next_move) == ("Ben", "go there")

        await press(pilot, *"aDesk", "enter", "e", *" @zoe", "enter")
        assert "If you hear nothing from Zoe" in text_of(app, NextMove)
        await press(pilot, "escape", "enter", *(["tab"] * 7), "enter", *(["backspace"] * 3), *"tom", "enter")
        assert "If you hear nothing from Tom" in text_of(app, NextMove)
        await press(pilot, *"ring", "enter", "escape", "escape")
        assert (titled(desk, "Desk").contact, titled(desk, "Desk").next_move) == ("tom", "ring")

        await press(pilot, *"aOne", "enter", *"aTwo @ana > call", "enter")
        for title in ("Two", "One"):
            app.board.select(titled(desk, title).id)
            await press(pilot, "space")
        await press(pilot, "r")
        assert "What came back?" in text_of(app, NextMove)
        await press(pilot, "escape", "f")
        assert app.board.strip.question is None
        assert "followed up: 2 cards; no next move for 1 of 2, nobody named for 1" in text_of(app, FooterBar)


async def test_what_came_back_is_asked_on_to_the_end(board: Boards, desk: Desk) -> None:
    """`r a` asks whether the outcome is met: `n` keeps the card mine, `y` goes on to `x` with the words as proof; a
    resolve offers the closing update until it is told. `r o` asks which way round, and `p` when nobody is stored."""
    app = board("Quote", outcome="The quote is signed", requester="Maria Lopez", next_move="call")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "r", "a", "enter", "n")
        assert (titled(desk, "Quote").stage, titled(desk, "Quote").ball) == ("sent", "mine")
        assert app.board.strip.question is None
        await press(pilot, "r", "a", *"signed, see mail", "enter")
        assert "Is the outcome met?" in text_of(app, NextMove)
        assert "The quote is signed" in text_of(app, NextMove)
        await press(pilot, "y")
        assert app.board.strip.field.value == "signed, see mail"
        await press(pilot, "enter")
        card = titled(desk, "Quote")
        assert (card.stage, card.proof) == ("resolved", "signed, see mail")
        assert [event.kind for event in card.events] == ["opened", "heard", "heard", "resolved"]
        assert "u tell Maria" in text_of(app, FooterBar)
        assert text_of(app, NextMove).splitlines()[2].strip(" ▌").startswith("u tell Maria")
        await burst(pilot, "u", "t")
        assert titled(desk, "Quote").told_at
        assert not text_of(app, NextMove).splitlines()[2].strip(" ▌").startswith("u tell")

        await press(pilot, *"aLease @dana > call", "enter", "r", "o", *"fri", "enter")
        assert "find one now, before you need it" in text_of(app, NextMove)
        await press(pilot, *"Ben Ortiz, ext 2210", "enter")
        card = titled(desk, "Lease")
        assert (card.stage, card.contact, card.alternates) == (
            "alternate",
            "Ben Ortiz",
            ("Ben Ortiz, ext 2210",),
        )
        await press(pilot, *"aSeal @dana > call +ben", "enter", "r", "o", *"fri", "enter")
        assert "Dana is away until Friday 09:00." in text_of(app, NextMove)
        assert "no answer so far" not in text_of(app, NextMove)


async def test_another_path_comes_with_what_to_write(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """`p` says how the contact usually answers, who is in, and what to write; tab means the next one; `y` copies it and
    `m` opens mail, the question stays, and `p` goes to whoever is meant. The strip is as high as before then."""
    settings, desk = demo_settings(), demo_desk(clock)
    people = {**settings.people, "fd": Person("finance desk", timezone=ZoneInfo("Europe/London"))}
    app = board_app(desk, settings._replace(people=people))
    opened: list[str] = []

    def opens(app: FollowupApp, link: str, failed: object) -> bool:
        opened.append(link)
        return True

    monkeypatch.setattr("followup.tui.opener.open_link", opens)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "left", "p")
        told = text_of(app, NextMove)
        assert "Dana silent 5h12 of 3h40; usually answers in 4h, by chat, last Wed 11 Nov." in told
        assert "Ben Ortiz, ext 2210" in told
        assert "in until 16:30" in told
        assert "off until Wed 04:00" in told
        assert "Hello Ben, can you help me with this?" in told
        assert app.board.strip.size.height == 12
        assert "Board pack figures in hand" in text_of(app, ColumnView)
        await press(pilot, "y")
        assert app.clipboard.startswith("Hello Ben, can you help me with this?\nWhat I need: Board pack")
        assert "I asked Dana Reyes" in app.clipboard
        assert "copied: what to write to Ben" in text_of(app, FooterBar)
        await press(pilot, "m", "tab", "m")
        assert [link.partition("?")[0] for link in opened] == [
            "mailto:ben@example.com", "mailto:finance@example.com",
        ]  # fmt: skip
        assert "Hello finance desk" in text_of(app, NextMove)
        await press(pilot, "p")
        card = titled(desk, "Board pack figures in hand")
        assert (card.stage, card.contact) == ("alternate", "finance desk")
        assert app.board.strip.size.height == 3


async def test_what_is_not_clear_is_asked_of_the_requester(board: Boards, desk: Desk) -> None:
    """`o` drafts the question while outcome or deadline is blank, to copy; the blanks are filled one a line. `u` asks
    who expects news, and what is typed behind it is for the letter. `x` takes a key for how I know."""
    app = board("Quote", requester="Maria Lopez")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "o")
        assert "Just so I'm clear: what should be true when this is done" in text_of(app, NextMove)
        await press(pilot, "ctrl+y")
        assert app.clipboard.startswith("Just so I'm clear: what should be true")
        await burst(pilot, *"it is signed", "enter", "o", *"call", "enter", "o")
        assert "^y copy “by when?” for Maria" in text_of(app, NextMove)
        await press(pilot, "ctrl+y", *"Ben, ext 2210; Ana", "enter")
        assert app.clipboard.startswith("Just so I'm clear: is there a day by which you need this")
        card = titled(desk, "Quote")
        assert (card.outcome, card.next_move, card.alternates) == (
            "it is signed",
            "call",
            ("Ben, ext 2210", "Ana"),
        )
        await press(pilot, "o")
        assert "No blank is left, but no date either." in text_of(app, NextMove)
        await press(pilot, "d", *"fri", "enter", "escape", "o")
        assert titled(desk, "Quote").due is not None
        assert "What breaks if it is late?" in text_of(app, NextMove)
        await press(pilot, *"the deal", "enter", "o")
        assert titled(desk, "Quote").breaks == "the deal"
        assert "this card is owned" in text_of(app, FooterBar)

        await press(pilot, "x")
        assert "^s seen it myself" in text_of(app, NextMove)
        assert "^t Dana confirmed it" in text_of(app, NextMove)
        await press(pilot, "ctrl+t")
        assert titled(desk, "Quote").proof == "Dana confirmed it"
        await press(pilot, *"aLease", "enter", "x", "ctrl+s")
        assert titled(desk, "Lease").proof == "seen it myself"
        assert "tell" not in text_of(app, FooterBar)
        await press(pilot, *"aDesk @zoe", "enter", "u", *"tom", "enter")
        assert isinstance(app.screen, LetterScreen)
        await press(pilot, "escape", "z")
        await burst(pilot, "u", *"tom", "enter", "t")
        assert (titled(desk, "Desk").requester, bool(titled(desk, "Desk").told_at)) == ("tom", True)
        assert isinstance(app.screen_stack[-1], BoardScreen)
