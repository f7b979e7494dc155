"""What ownership asks: how do you know, is it met, who else, who expects news, and the questions to copy."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from followup.config import Person
from followup.demo import demo_desk, demo_settings
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.opening import board_app
from followup.tui.screens.letter import LetterScreen
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.nextmove import NextMove
from tests.tui.conftest import Clock
from tests.tui.screens import press, text_of

Boards = Callable[..., FollowupApp]
WIDE = (160, 48)


async def test_x_takes_seen_or_confirmed_by_a_key(board: Boards, desk: Desk) -> None:
    """`x` asks how I know: a typed proof, `^s` seen it myself, `^t` the contact confirmed it."""
    app = board("One", "Two")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "x")
        told = text_of(app, NextMove)
        assert "How do you know?" in told
        assert "^s seen it myself" in told
        assert "^t Dana confirmed it" in told
        await press(pilot, "ctrl+s", "x", "ctrl+t")
        assert {card.proof for card in desk.cards().values()} == {
            "seen it myself",
            "Dana Reyes confirmed it",
        } or {card.proof for card in desk.cards().values()} == {"seen it myself", "Dana confirmed it"}


async def test_a_resolve_offers_the_closing_update_until_it_is_told(board: Boards, desk: Desk) -> None:
    """After `x` the toast and the strip say `u tell Maria`; once told, they do not."""
    app = board("Signed quote", "Another", requester="Maria Lopez")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "x", *"seen", "enter")
        assert "u tell Maria" in text_of(app, FooterBar)
        assert app.board.stage == "resolved"
        strip = text_of(app, NextMove).splitlines()[2]
        assert strip.strip(" ▌").startswith("u tell Maria")
        await press(pilot, "u")
        assert isinstance(app.screen, LetterScreen)
        assert app.screen.letter.text.startswith("Done: ")
        await press(pilot, "t")
        assert not text_of(app, NextMove).splitlines()[2].strip(" ▌").startswith("u tell")


async def test_without_a_requester_a_resolve_offers_nothing(board: Boards) -> None:
    """Nobody expects news: nobody is to be told."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "x", "enter")
        assert "tell" not in text_of(app, FooterBar)


async def test_an_answer_asks_whether_the_outcome_is_met(board: Boards, desk: Desk) -> None:
    """`r a` records the words and asks: `y` goes on to `x` with the words as proof, `n` keeps the card mine."""
    app = board("Signed quote", outcome="The quote is signed")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "r", "a", *"signed, see mail", "enter")
        told = text_of(app, NextMove)
        assert "Is the outcome met?" in told
        assert "The quote is signed" in told
        await press(pilot, "y")
        assert app.board.strip.field.value == "signed, see mail"
        await press(pilot, "enter")
        (card,) = desk.cards().values()
        assert (card.stage, card.proof) == ("resolved", "signed, see mail")
        assert [event.kind for event in card.events] == ["opened", "heard", "resolved"]


async def test_an_answer_that_is_not_the_outcome_keeps_the_card(board: Boards, desk: Desk) -> None:
    """`n` leaves it open, the ball mine."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "r", "a", "enter", "n")
        (card,) = desk.cards().values()
        assert (card.stage, card.ball) == ("sent", "mine")
        assert app.board.strip.question is None


async def test_away_opens_the_alternate_path(board: Boards, desk: Desk) -> None:
    """`r o` records the absence and asks which way round."""
    app = board("Signed quote", alternates=["Ben Ortiz, ext 2210"])
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "r", "o", *"fri", "enter")
        assert "Which way round?" in text_of(app, NextMove)
        await press(pilot, "p")
        (card,) = desk.cards().values()
        assert (card.stage, card.contact) == ("alternate", "Ben Ortiz")


async def test_p_copies_what_to_write_and_then_moves(board: Boards, desk: Desk) -> None:
    """`y` in the question copies the handover, and the question stays for the move."""
    app = board("Signed quote", alternates=["Ben Ortiz, ext 2210"])
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "p")
        assert "Hello Ben, can you help me with this?" in text_of(app, NextMove)
        await press(pilot, "y")
        assert app.clipboard.startswith("Hello Ben, can you help me with this?\nWhat I need: Signed quote.")
        assert "I asked Dana Reyes" in app.clipboard
        assert "copied: what to write to Ben" in text_of(app, FooterBar)
        await press(pilot, "p")
        (card,) = desk.cards().values()
        assert card.stage == "alternate"


async def test_p_says_who_is_in(clock: Clock) -> None:
    """Whose hours or zone the settings know is said to be in or off, beside the name."""
    settings = demo_settings()
    people = {
        **settings.people,
        "ben": Person("Ben Ortiz", hours=((480, 990),)),
        "fd": Person("finance desk", timezone=ZoneInfo("Europe/London")),
    }
    app = board_app(demo_desk(clock), settings._replace(people=people))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "left", "p")
        told = text_of(app, NextMove)
        assert "Ben Ortiz, ext 2210 (in until 16:30)" in told
        assert "(off until Wed 04:00)" in told


async def test_p_without_an_alternate_wants_one_now(board: Boards) -> None:
    """With none stored the question says to find one now."""
    app = board("Signed quote")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "p")
        assert "find one now, before you need it" in text_of(app, NextMove)


async def test_o_offers_the_question_to_the_requester(board: Boards, desk: Desk) -> None:
    """With a blank outcome `o` also drafts what to ask the requester; `^y` copies it, and the field stays."""
    app = board("Signed quote", requester="Maria Lopez")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "o")
        assert "Just so I'm clear:" in text_of(app, NextMove)
        assert "^y copy the question for Maria" in text_of(app, NextMove)
        await press(pilot, "ctrl+y")
        assert app.clipboard.startswith("Just so I'm clear:")
        await press(pilot, *"it is signed", "enter")
        (card,) = desk.cards().values()
        assert card.outcome == "it is signed"


async def test_o_on_an_owned_card_without_a_date_asks_for_it(board: Boards, desk: Desk) -> None:
    """No blank is left, but no date: the question can be copied, or the date set."""
    app = board(
        "Signed quote", requester="Maria Lopez", outcome="signed", next_move="call", alternates=["Ben"]
    )
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "o")
        assert "no date either" in text_of(app, NextMove)
        await press(pilot, "y")
        assert "is there a day by which you need this" in app.clipboard
        await press(pilot, "o", "d", *"fri", "enter")
        (card,) = desk.cards().values()
        assert card.due is not None
