"""A monkey at the keyboard of a board over a folder, and another program that changes the same cards meanwhile."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from random import Random
from unicodedata import category
from zoneinfo import ZoneInfo

from textual import events
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input

from followup.core import card as cards
from followup.core.mutes import PERSON
from followup.core.policy import Rules
from followup.core.workweek import Workweek
from followup.demo import seed
from followup.errors import FollowupError
from followup.store import open_store
from followup.tui.draw.lines import width
from followup.tui.keymap import ACTIONS
from followup.tui.screens.board import BoardScreen
from followup.tui.screens.prompting import Prompting
from followup.tui.screens.stopping import StopScreen
from tests.rig.moments import TUESDAY_1412
from tests.tui.conftest import Clock, app_over
from tests.tui.screens import press, processed, send, settle
from tests.tui.watched import TEXTS, Watched

QUITTING = ("q", "ctrl+q", "ctrl+c")
BOUND = [key for action in ACTIONS for key in action.keys if key not in QUITTING]
PAGES = "NwctWbQv"
LOOSE = ["enter", "escape", "tab", "backspace", "space", *"1290abwq", "ctrl+w", "ctrl+p", "ctrl+o", "delete"]
SMALLEST, LARGEST = (20, 5), (300, 100)
SIZES = [(40, 10), (60, 15), (80, 24), (100, 30), (119, 35), (120, 36), (160, 48), (200, 60), LARGEST]
RAW = ("Cc", "Cf", "Cs", "Zl", "Zp")


class Cage:
    """A board over a folder, the desk of another program on it, and one seeded monkey.

    `played` is what was done, for whoever has to find out why.
    """

    def __init__(self, seed_: int, folder: Path, *, filled: bool) -> None:
        self.random, self.folder, self.clock = Random(seed_), folder, Clock(TUESDAY_1412)
        rules, expected = Rules(Workweek(ZoneInfo("America/New_York"))), set[str]()
        self.desk, self.neighbour = (
            Watched(open_store(folder), self.clock, rules, by) for by in ("board", "cli")
        )
        if filled:
            seed(self.desk.store)
            expected |= {*self.desk.everything()}
        self.desk.expected = self.neighbour.expected = expected
        self.app = app_over(self.desk)
        self.app.suspend = nullcontext  # type: ignore[method-assign,assignment]  # there is no terminal to hand over
        self.played: list[str] = []

    async def play(self, gestures: int) -> None:
        """So many gestures; nothing crashes, no card is lost; esc leads back to the board, and q out of it."""
        try:
            async with self.app.run_test(size=self.random.choice(SIZES)) as pilot:
                await settle(pilot)
                for _ in range(gestures):
                    await self._gesture(pilot)
                    if self.app._exit:
                        break
                    self._check_screen()
                await self._leave(pilot)
            assert self.app.return_code == 0
            self._check_store()
        except (Exception, SystemExit) as error:
            error.add_note(f"played: {' '.join(self.played)}")
            raise

    async def _gesture(self, pilot: Pilot[int]) -> None:
        kinds = {
            self._press: 10, self._loose: 8, self._turn: 2, self._write: 4, self._click: 2, self._drag: 2,
            self._wheel: 1, self._resize: 1, self._storm: 1, self._wait: 1, self._meet: 2,
        }  # fmt: skip
        await self.random.choices([*kinds], [*kinds.values()])[0](pilot)
        await processed(pilot)

    async def _key(self, pilot: Pilot[int], key: str) -> None:
        is_at_rest = isinstance(self.app.screen, BoardScreen | StopScreen) and not is_busy(self.app.screen)
        if is_at_rest and (key == "q" or (key == "d" and self.app.state.is_empty)):
            return
        self.played.append(key)
        send(pilot, key)
        await processed(pilot)

    async def _press(self, pilot: Pilot[int]) -> None:
        await self._key(pilot, self.random.choice(BOUND))

    async def _loose(self, pilot: Pilot[int]) -> None:
        await self._key(pilot, self.random.choice(LOOSE))

    async def _turn(self, pilot: Pilot[int]) -> None:
        """Another page, from wherever it is."""
        await self._key(pilot, "escape")
        await self._key(pilot, self.random.choice(PAGES))

    async def _write(self, pilot: Pilot[int]) -> None:
        """Add something, or type into whatever field is there; often with enter."""
        if not isinstance(self.app.focused, Input):
            await self._key(pilot, self.random.choice("aaaeidpo/"))
        text = self.random.choice(TEXTS)
        self.played.append(repr(text))
        self.app.post_message(events.Paste(text))
        for _ in range(self.random.randrange(3)):
            await self._key(pilot, "enter")

    def _spot(self) -> tuple[int, int]:
        cells, rows = self.app.screen.size
        return self.random.randrange(max(cells, 1)), self.random.randrange(max(rows, 1))

    async def _click(self, pilot: Pilot[int]) -> None:
        place, times = self._spot(), self.random.choice((1, 1, 2))
        self.played.append(f"click {place} x{times}")
        await pilot.click(offset=place, times=times)

    async def _drag(self, pilot: Pilot[int]) -> None:
        """Press somewhere and go elsewhere; now and then the terminal never tells that the button was let go."""
        kinds = [events.MouseDown, events.MouseMove, events.MouseMove, events.MouseUp]
        for kind in kinds[: self.random.choice((3, 4, 4, 4))]:
            await self._mouse(pilot, kind, 1)

    async def _wheel(self, pilot: Pilot[int]) -> None:
        for _ in range(self.random.randrange(1, 6)):
            await self._mouse(pilot, self.random.choice((events.MouseScrollUp, events.MouseScrollDown)), 0)

    async def _mouse(self, pilot: Pilot[int], kind: type[events.MouseEvent], button: int) -> None:
        x, y = self._spot()
        self.played.append(f"{kind.__name__} {x},{y}")
        self.app.post_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))
        await processed(pilot)

    def _size(self) -> tuple[int, int]:
        (least, low), (most, high) = SMALLEST, LARGEST
        odd = (self.random.randint(least, most), self.random.randint(low, high))
        return self.random.choice((*SIZES, SMALLEST, odd, odd, odd))

    async def _resize(self, pilot: Pilot[int]) -> None:
        size = self._size()
        self.played.append(f"resize {size}")
        await pilot.resize_terminal(*size)

    async def _storm(self, pilot: Pilot[int]) -> None:
        """The window's edge is dragged: many sizes, keys among them, and nothing waits for anything."""
        for _ in range(self.random.randrange(2, 12)):
            size = Size(*self._size())
            self.played.append(f"storm {tuple(size)}")
            self.app._driver._size = size  # type: ignore[union-attr]
            self.app.post_message(events.Resize(size, size))
            if self.random.random() < 0.2:
                key = self.random.choice(("j", "k", "escape", "down", "l"))
                self.played.append(key)
                send(pilot, key)
        await pilot.pause()  # the last size is laid out once nothing else is to be done

    async def _wait(self, pilot: Pilot[int]) -> None:
        """Minutes or days pass, or somebody sets the clock back."""
        self.clock.at += self.random.choice((60, 3600, 86_400, 5 * 86_400, -7200))
        self.played.append(f"clock {self.clock.at}")
        self.app._poll()

    async def _meet(self, pilot: Pilot[int]) -> None:
        """The other program does something to any card."""
        verb = self.random.choice(("add", "follow_up", "resolve", "delete", "undo", "edit", "note", "mute"))
        self.played.append(f"elsewhere: {verb}")
        try:
            self._elsewhere(verb)
        except FollowupError:
            return
        self.app._poll()

    def _elsewhere(self, verb: str) -> None:
        other, text = self.neighbour, self.random.choice(("Lease", "東京 and more", "[b]x[/]"))
        other.refresh()
        here = sorted(other.cards())
        ref = [self.random.choice(here)] if here else []
        if verb == "add":
            other.add([({"title": text, "contact": "Ben", "requester": "Maria"}, None)])
        elif verb == "undo":
            other.undo()
        elif verb == "mute":
            other.mute_all([(PERSON, "Ben")], self.random.random() < 0.5)
        elif verb == "edit":
            other.edit(ref, lambda card: {"title": text, "next_move": text})
        elif verb == "note":
            other.note(ref, text)
        else:
            getattr(other, verb)(ref)

    # What must hold

    def _check_screen(self) -> None:
        """What is drawn fits the screen and holds nothing raw."""
        for strip in self.app.screen._compositor.render_strips():
            raw = {letter for letter in strip.text if category(letter) in RAW}
            assert not raw, (raw, strip.text)
            assert width(strip.text) == self.app.size.width, (width(strip.text), self.app.size, strip.text)

    def _check_store(self) -> None:
        """Every card that was acknowledged is on the disk, as its events make it; and the board knew each."""
        assert set(self.desk.everything()) == self.desk.expected
        with open_store(self.folder) as store:
            documents = {**store.documents(), **store.archived()}
        assert set(documents) == self.desk.expected
        for key, document in documents.items():
            card = cards.from_document(dict(document))
            assert cards.fold(key, card.events)._replace(archived=card.archived) == card

    async def _leave(self, pilot: Pilot[int]) -> None:
        """By esc to the board, by q out of it, wherever it was and however small the terminal."""
        for _ in range(6):
            if self.app._exit:
                return
            if isinstance(self.app.screen, BoardScreen) and not is_busy(self.app.screen):
                break
            await press(pilot, "escape")
        assert isinstance(self.app.screen, BoardScreen)
        assert not is_busy(self.app.screen)
        await press(pilot, "q")
        if self.app.name_of(self.app.pages()[-1]) == "stop":
            await press(pilot, "q")
        assert self.app._exit


def is_busy(page: Prompting) -> bool:
    """Whether a page is asking something."""
    return page.is_prompting or page.strip.question is not None


@contextmanager
def harmless() -> Iterator[None]:
    """Whatever the monkey finds opens no browser and no editor."""
    kept = dict(os.environ)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "EDITOR"):
        os.environ.pop(name, None)
    os.environ["VISUAL"] = "true"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
