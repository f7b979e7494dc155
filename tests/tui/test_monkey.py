"""A monkey at the keyboard: whatever is pressed, typed, clicked and resized, the board stays whole.

`FOLLOWUP_MONKEY=200 pytest tests/tui/test_monkey.py` lets two hundred monkeys play, each as long as usual;
`FOLLOWUP_MONKEY_FROM=17` begins with the seventeenth, so that one that found something can be called back.
"""

import os
from random import Random
from unicodedata import category

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from followup.desk import Desk, Done
from followup.tui.app import FollowupApp
from followup.tui.draw.lines import width
from followup.tui.keymap import ACTIONS
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.prompting import Prompting
from followup.tui.screens.stopping import StopScreen
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, processed, send, settle

FIRST = int(os.environ.get("FOLLOWUP_MONKEY_FROM", "1"))
MONKEYS = range(FIRST, FIRST + int(os.environ.get("FOLLOWUP_MONKEY", "3")))
GESTURES = 50
QUITTING = ("q", "ctrl+q", "ctrl+c")
BOUND = [key for action in ACTIONS for key in action.keys if key not in QUITTING]
LOOSE = [
    "enter",
    "escape",
    "tab",
    "backspace",
    "space",
    "1",
    "2",
    "9",
    "0",
    "a",
    "b",
    "w",
    "q",
    "ctrl+w",
    "ctrl+p",
]
SIZES = [(40, 10), (60, 15), (80, 24), (100, 30), (119, 35), (120, 36), (160, 48), (200, 60), (300, 100)]
TEXTS = [
    "Signed quote from Acme @dana ^maria !fri 3pm > call the front desk +ben",
    "Badge works !!tomorrow noon breaks:\"no access\" @\"Facilities desk\" => everybody gets in",
    "one\ntwo @ben\nthree !nonsense",
    "by friday", "fri", "in 2 days", "tomorrow", "gone by !!", "@", "is:open", "to:dana", "is:nonsense",
    "[/] [bold [@click=app.quit]x[/]", "\x1b]52;c;ZXZpbA==\x07 \x9b31m", "\u202eevil\u2066 a\u200db",
    "👩‍👩‍👧‍👦 👍🏽 ❤️ 🇵🇱", "東京の会議室を予約してください", "Z\u0338\u0301a\u0334", "w" * 501, "x " * 240,
    '@"open quote', "\\!kept",
]  # fmt: skip


class Watched(Desk):
    """A desk that knows which cards must be there: those added, but for those deleted or undone."""

    expected: frozenset[str] = frozenset()

    def add(self, *args: object, **kwargs: object) -> Done:
        done = super().add(*args, **kwargs)  # type: ignore[arg-type]
        self.expected |= {card.id for card in done.cards}
        return done

    def delete(self, refs: object) -> Done:
        done = super().delete(refs)  # type: ignore[arg-type]
        self.expected -= {card.id for card in done.cards}
        return done

    def _replayed(self, word: str, made: object) -> Done:
        for change in made.changes:  # type: ignore[attr-defined]
            self.expected = self.expected - {change.id} | ({change.id} if change.after else set())
        return super()._replayed(word, made)  # type: ignore[arg-type]


class Monkey:
    """One seeded player; `played` is what it did, for whoever has to find out why."""

    def __init__(self, seed: int, app: FollowupApp, clock: Clock) -> None:
        self.random = Random(seed)
        self.app = app
        self.clock = clock
        self.played: list[str] = []

    async def play(self, pilot: Pilot[int]) -> None:
        """One gesture."""
        gesture = self.random.choices(
            (self.press, self.loose, self.write, self.click, self.drag, self.resize, self.wait),
            (10, 8, 4, 2, 2, 1, 1),
        )[0]
        await gesture(pilot)
        await processed(pilot)

    async def key(self, pilot: Pilot[int], key: str) -> None:
        is_at_rest = isinstance(self.app.screen, BoardScreen | StopScreen) and not is_busy(self.app.screen)
        if is_at_rest and (key == "q" or (key == "d" and self.app.state.is_empty)):
            return
        self.played.append(key)
        send(pilot, key)
        await processed(pilot)

    async def press(self, pilot: Pilot[int]) -> None:
        await self.key(pilot, self.random.choice(BOUND))

    async def loose(self, pilot: Pilot[int]) -> None:
        await self.key(pilot, self.random.choice(LOOSE))

    async def write(self, pilot: Pilot[int]) -> None:
        """Add something, or type into whatever field is there; often with enter."""
        if not isinstance(self.app.focused, Input):
            await self.key(pilot, self.random.choice("aaaeidpo/"))
        text = self.random.choice(TEXTS)
        self.played.append(repr(text))
        self.app.post_message(events.Paste(text))
        for _ in range(self.random.randrange(3)):
            await self.key(pilot, "enter")

    async def click(self, pilot: Pilot[int]) -> None:
        cells, rows = self.app.screen.size
        place = (self.random.randrange(cells), self.random.randrange(rows))
        times = self.random.choice((1, 1, 2))
        self.played.append(f"click {place} x{times}")
        await pilot.click(offset=place, times=times)

    async def drag(self, pilot: Pilot[int]) -> None:
        """Press somewhere and go elsewhere; now and then the terminal never tells that the button was let go."""
        cells, rows = self.app.screen.size
        kinds = [events.MouseDown, events.MouseMove, events.MouseMove, events.MouseUp]
        for kind in kinds[: self.random.choice((3, 4, 4, 4))]:
            x, y = self.random.randrange(cells), self.random.randrange(rows)
            self.played.append(f"{kind.__name__} {x},{y}")
            self.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
            await processed(pilot)

    async def resize(self, pilot: Pilot[int]) -> None:
        size = self.random.choice(SIZES)
        self.played.append(f"resize {size}")
        await pilot.resize_terminal(*size)

    async def wait(self, pilot: Pilot[int]) -> None:
        """Minutes or days pass."""
        self.clock.at += self.random.choice((60, 3600, 86_400, 5 * 86_400))
        self.played.append(f"clock {self.clock.at}")
        self.app._poll()


def is_busy(page: Prompting) -> bool:
    """Whether a page is asking something."""
    return page.is_prompting or page.strip.question is not None


def check(app: FollowupApp, desk: Watched) -> None:
    """Nothing is lost, and what is drawn fits the screen and holds nothing raw."""
    assert set(desk.cards()) == desk.expected
    assert app.session.look().board.total == len(desk.expected)
    for strip in app.screen._compositor.render_strips():
        raw = {letter for letter in strip.text if category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
        assert not raw, (raw, strip.text)
        assert width(strip.text) == app.size.width, strip.text


@pytest.mark.parametrize("seed", MONKEYS)
async def test_a_monkey_breaks_nothing(seed: int, desk: Desk, clock: Clock) -> None:
    """However it plays, nothing crashes and no card is lost; esc leads back to the board, and q out of it."""
    watched = Watched(desk.store, clock, desk.rules, "board")
    app = app_over(watched)
    monkey = Monkey(seed, app, clock)
    try:
        async with app.run_test(size=monkey.random.choice(SIZES)) as pilot:
            await settle(pilot)
            for _ in range(GESTURES):
                await monkey.play(pilot)
                if app._exit:
                    break
                check(app, watched)
            await leave(app, pilot)
        assert app.return_code == 0
    except (Exception, SystemExit) as error:
        error.add_note(f"monkey {seed}: {' '.join(monkey.played)}")
        raise


async def leave(app: FollowupApp, pilot: Pilot[int]) -> None:
    """By esc to the board, by q out of it."""
    for _ in range(6):
        if app._exit:
            return
        if isinstance(app.screen, BoardScreen) and not is_busy(app.screen):
            break
        await press(pilot, "escape")
    assert isinstance(app.screen, BoardScreen)
    assert not is_busy(app.screen)
    await press(pilot, "q")
    if app.name_of(app.pages()[-1]) == "stop":
        await press(pilot, "q")
    assert app._exit
