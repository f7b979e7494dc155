"""Safe to stop: on `Q`, on `q` where something is not safe, on opening out of hours, in the strip as the day ends."""

import pytest

from followup.demo import demo_desk
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.lines import measure
from followup.tui.draw.stopping import Look, stop_page
from followup.tui.draw.strip import moves
from followup.tui.screens.gathering import Tally
from followup.tui.screens.stopping import _unsafe, day_end, settling
from followup.tui.widgets.nextmove import NextMove
from tests.rig.moments import new_york
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, screen_text, text_of
from tests.tui.test_text_from_outside import NASTY, raw

SIZES = [(160, 48), (120, 36), (80, 24)]
WIDE = SIZES[0]
TUESDAY_1641, TUESDAY_1702, SATURDAY = map(
    new_york, ("2026-11-24 16:41", "2026-11-24 17:02", "2026-11-28 11:00")
)


def at(clock: Clock, now: int) -> FollowupApp:
    """The demonstration's board at an instant."""
    clock.at = now
    return app_over(demo_desk(clock))


def front(app: FollowupApp) -> str:
    """What the keymap calls the page in front."""
    return app.name_of(app.pages()[-1])


async def test_before_you_go(clock: Clock) -> None:
    """In the last half hour the strip says how many things are left, and not before. `q` then shows what they are, the
    day and tomorrow; `d` asks there; esc leads to the card; `u` settles one after another until `q` leaves at once."""
    app = at(clock, TUESDAY_1641 - 12 * 60)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert "before you go" not in text_of(app, NextMove)
        clock.at = TUESDAY_1641
        app.show(app.session.look())
        await app.workers.wait_for_complete([one for one in app.workers if one.group == "ending"])
        await press(pilot)
        assert " 2 things  before you go  Q" in text_of(app, NextMove)
        await press(pilot, "q")
        assert front(app) == "stop"
        for said in (
            "End of the day", " 2 things  before you go", "Maria has not heard that Safety sheet",
            "u tell Maria, about 2 minutes", "q stop anyway", "3 sent   3 followed up   2 alternate paths",
            "16:52 check", "Tomorrow", "Insurance",
        ):  # fmt: skip
            assert said in screen_text(app)
        assert text_of(app, NextMove) == ""
        await press(pilot, "d")
        assert "A new date?" in text_of(app, NextMove)
        await press(pilot, "escape", "escape")
        assert front(app) == "board"
        assert app.board.selected is not None
        assert app.board.selected.card.title.startswith("Safety sheet")
        await press(pilot, "Q", "u")
        assert front(app) == "letter"
        await press(pilot, "t")
        assert " 1 thing  before you go" in screen_text(app)
        await press(pilot, "u", "t")
        assert "✓ Safe to stop" in screen_text(app)
        assert "q quit    esc back to the board" in screen_text(app)
        await press(pilot, "escape", "q")
        assert app._exit
        assert app.return_code == 0


async def test_opened_on_a_day_off(clock: Clock) -> None:
    """A board that is opened out of hours says first how the day stands; there a second `q` stops anyway."""
    app = at(clock, SATURDAY)
    async with app.run_test(size=SIZES[-1]) as pilot:
        await press(pilot)
        assert front(app) == "stop"
        await press(pilot, "escape")
        assert front(app) == "board"
        await press(pilot, "q")
        assert front(app) == "stop"
        assert not app._exit
        await press(pilot, "q")
        assert app._exit


class Called:
    """Whoever opens the board for one card."""

    def __init__(self, opens_on: str) -> None:
        self.opens_on = opens_on

    def is_called(self) -> bool:
        return False

    def card(self) -> str:
        return ""

    def answer(self, terminal: object) -> None:
        """Nobody calls."""


@pytest.mark.parametrize(
    ("now", "opens_on", "comes_first"),
    [(TUESDAY_1702, "", True), (SATURDAY, "", True), (TUESDAY_1641, "", False), (SATURDAY, "vnd", False)],
)
def test_what_comes_first(now: int, opens_on: str, comes_first: bool, clock: Clock) -> None:
    """After work and on a day off how the day stands; in working hours, and where a popup opens a card, the board."""
    app = at(clock, now)
    app.calls = Called(app.session.desk.find(opens_on).id) if opens_on else None
    assert app.is_stop_first() == comes_first


def test_an_empty_board_says_nothing_of_stopping(desk: Desk, clock: Clock) -> None:
    """Nothing is followed up."""
    clock.at = SATURDAY
    assert not app_over(desk).is_stop_first()


# The drawing


def look_at(desk: Desk) -> Look:
    state = app_over(desk).state
    scene = state.scene
    return Look(_unsafe(state), day_end(state, Tally()), scene.rules, scene.glyphs, [("q", "primary bold")])


def rows_of(look: Look, cells: int, height: int = 40) -> list[str]:
    return ["".join(text for text, _ in row) for row in stop_page(look, cells, height)]


@pytest.mark.parametrize("cells", [155, 115, 77])
def test_what_is_not_safe_comes_first(cells: int, clock: Clock) -> None:
    """The verdict is filled, then one sentence and what can wait; under it the day's line and what comes; the names
    of the others that are left."""
    clock.at = TUESDAY_1641
    rows = rows_of(look_at(demo_desk(clock)), cells)
    text = " ".join(" ".join(rows).split())
    assert rows[1] == " 2 things  before you go"
    for said in (
        "Maria has not heard that Safety sheet translated to Polish is late. It was due today 12:00.",
        "Going to translation agency can wait until 09:00. Maria should know today. Then Board pack figures in hand.",
        "Nothing will pop up until",
    ):
        assert said in text
    heads = ("Today", "Tomorrow", "Quiet")
    assert [row.split()[0] for row in rows if row.startswith(heads)] == list(heads)


def test_what_can_wait_over_a_weekend_has_its_day(desk: Desk, clock: Clock) -> None:
    """On a Friday 09:00 alone would be read as tomorrow's."""
    clock.at = new_york("2026-11-27 16:45")
    fields = {"title": "Lease", "contact": "Dana", "requester": "Maria", "alternates": ("Ben",)}
    desk.add([({**fields, "due": new_york("2026-11-30 09:30"), "due_kind": "hard"}, None)])
    assert "Going to Ben can wait until Mon 09:00." in " ".join(rows_of(look_at(desk), 155))


def test_nothing_is_said_to_wait_until_after_its_date(desk: Desk, clock: Clock) -> None:
    """A date that is still ahead today does not leave until tomorrow for going to somebody else."""
    due = clock.at + 7200
    fields = {"title": "Quote", "contact": "Dana", "requester": "Maria", "alternates": ("Ben",)}
    desk.add([({**fields, "due": due, "due_kind": "hard"}, None)])
    clock.at = due - 600
    text = " ".join(" ".join(rows_of(look_at(desk), 155)).split())
    assert "Maria has not heard that Quote is at risk." in text
    assert "can wait until" not in text


@pytest.mark.parametrize(
    ("fields", "wait", "word"),
    [
        ({"requester": "Maria", "alternates": ("Ben",), "due": 15 * 3600}, 0, "tell Maria"),
        ({"alternates": ("Ben",), "due": 19 * 3600}, 86400, "go to Ben"),
        ({"ball": "mine", "alternates": ("Ben",), "due": 7200}, 0, "send"),
    ],
)
def test_the_key_that_settles_it_comes_first(
    fields: dict[str, int], wait: int, word: str, desk: Desk, clock: Clock
) -> None:
    """Also where the card's own strip does not offer it yet: a fresh card that is due early tomorrow."""
    clock.at = new_york("2026-11-24 16:45") - wait
    contact = {} if "ball" in fields else {"contact": "Dana"}
    due = {"due": clock.at + wait + fields["due"], "due_kind": "hard"}
    desk.add([({"title": "Quote", **fields, **contact, **due}, None)])
    clock.at += wait
    state = app_over(desk).state
    (thing,) = _unsafe(state)
    (one,) = state.seen.values()
    assert settling(thing, moves(one.card, one.verdict))[0][1] == word


def test_until_the_day_is_worked_out_the_verdict_stands_alone(clock: Clock) -> None:
    """What is not safe is known at once, with its keys; nothing is said of a day that is not known."""
    clock.at = TUESDAY_1641
    look = look_at(demo_desk(clock))._replace(end=None)
    rows = rows_of(look, 155)
    assert "Maria has not heard" in rows[3]
    assert not any("Today" in row for row in rows)
    assert rows_of(look._replace(unsafe=()), 155)[1] == "✓ Safe to stop"


def test_a_calm_day_says_its_quiet_once(desk: Desk) -> None:
    """Where it is safe the sentence says until when it is quiet, and nothing repeats it."""
    desk.add([({"title": "Signed quote", "contact": "Dana"}, None)])
    text = "\n".join(rows_of(look_at(desk), 155))
    assert "✓ Safe to stop" in text
    assert "Quiet until" in text
    assert "Nothing will pop up until" not in text


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("cells", [155, 115, 77])
def test_nothing_raw_at_the_end_of_the_day(text: str, cells: int, desk: Desk) -> None:
    """Whatever a card says, the page holds nothing that steers a terminal, and every row fits."""
    part = text[:100]
    desk.add([({"title": text, "contact": part, "requester": part, "next_move": part,
                "alternates": [part], "due": desk.now() + 3600, "due_kind": "hard"}, desk.now() - 90_000)])  # fmt: skip
    for row in stop_page(look_at(desk), cells):
        assert not raw("".join(part for part, _ in row))
        assert measure(row) <= cells
