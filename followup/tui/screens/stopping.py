"""The end of the day: whether it is safe to stop, or the one thing that cannot wait, with the keys that settle it."""

from textual.app import ComposeResult
from textual.message import Message

from followup.core.board import fresh
from followup.core.card import Card
from followup.core.daysend import DaysEnd, days_end
from followup.core.mutes import NO_MUTES
from followup.core.quiet import next_popup
from followup.core.stopping import Thing
from followup.tui.draw.header import SLIM_BELOW
from followup.tui.draw.lines import Line, joined, measure
from followup.tui.draw.stopping import Look, stop_page
from followup.tui.draw.strip import Move, moves
from followup.tui.glyphs import Glyphs
from followup.tui.keymap import STOP, Keys
from followup.tui.palette import Palette
from followup.tui.screens.verbs import CardVerbs
from followup.tui.state import State
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.page import Page, Scrolling

ACTS = ("card.told", "card.reschedule", "card.alternate", "card.follow-up", "card.heard", "card.resolve")
MOST_KEYS = 3


class StopPage(Page):
    """The page itself."""

    def __init__(self, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(palette, glyphs)
        self.look: Look | None = None

    def show(self, look: Look) -> None:
        """Take how the day stands and draw what changed."""
        self.look = look
        self.redraw()

    def lines(self, cells: int, height: int) -> list[Line]:
        return stop_page(self.look, cells) if self.look is not None else []


class StopScreen(CardVerbs, Scrolling):
    """How the day stands; the keys of a card act on the first thing that is not safe."""

    BINDINGS = Keys().bindings(STOP)
    SCREEN = STOP
    FOOTER = ("stop.back", "board.runway", "board.brief", "board.pending", "board.help")

    class Left(Message):
        """Back to the board, where this card is to be selected."""

        def __init__(self, card_id: str | None) -> None:
            super().__init__()
            self.card_id = card_id

    class Quitted(Message):
        """Stop, safe or not."""

    def __init__(self, state: State, keys: Keys, palette: Palette) -> None:
        super().__init__(state, keys, palette)
        self.end = day_end(state)

    def compose(self) -> ComposeResult:
        yield PageHeader(self.palette)
        yield StopPage(self.palette, self.state.scene.glyphs)
        yield from super().compose()

    @property
    def thing(self) -> Thing | None:
        """What is not safe, the gravest first."""
        return self.end.things[0] if self.end.things else None

    def targets(self) -> list[Card]:
        return [self.thing.card] if self.thing is not None else []

    def show(self, state: State) -> None:
        """Take a new snapshot."""
        if state.seen is not self.state.seen or state.scene.now // 60 != self.state.scene.now // 60:
            self.end = day_end(state)
        super().show(state)

    def draw(self) -> None:
        """Hand how the day stands down to every part."""
        if not self.is_mounted or not self.display:
            return
        scene = self.state.scene
        self.query_one(PageHeader).show(self.state, [("End of the day", "muted")])
        self.query_one(StopPage).show(Look(self.end, scene.rules, scene.glyphs, self._keys_row()))

    def _keys_row(self) -> Line:
        quit_key, back = self.keys.shown("stop.quit"), self.keys.shown("stop.back")
        thing = self.thing
        if thing is None:
            return joined([_key(quit_key, "quit"), _key(back, "back to the board")], 4)
        parts = [_key(self.keys.shown(action), word) for action, word, _ in self._moves(thing)]
        parts.append(_key(quit_key, "stop anyway"))
        gap = 4 if self.size.width >= SLIM_BELOW else 2
        while len(parts) > 2 and measure(joined(parts, gap)) > self.size.width - SIDE_CELLS:
            del parts[-2]
        return joined(parts, gap)

    def _moves(self, thing: Thing) -> list[Move]:
        """What settles it first, with how long that takes."""
        seen, scene = self.state.seen.get(thing.card.id), self.state.scene
        verdict = fresh(seen, scene.now, scene.rules) if seen is not None else thing.scene.seen
        wanted = [move for move in moves(thing.card, verdict) if move[0] in ACTS and self.keys.shown(move[0])]
        order = ACTS if thing.move.startswith("tell ") else (*ACTS[2:], *ACTS[:2])
        wanted.sort(key=lambda move: order.index(move[0]))
        if not wanted:
            return []
        (action, word, short), *others = wanted[:MOST_KEYS]
        minutes = f", about {thing.minutes} minute{'' if thing.minutes == 1 else 's'}"
        return [(action, f"{word}{minutes}", short), *others]

    # Leaving

    def action_stop_back(self) -> None:
        self.turn(self.Left(self.thing.card.id if self.thing is not None else None))

    def action_stop_quit(self) -> None:
        self.post_message(self.Quitted())

    def action_board_runway(self) -> None:
        self.turn(self.Pressed("board.runway"))

    def action_board_pending(self) -> None:
        self.turn(self.Pressed("board.pending"))


def day_end(state: State) -> DaysEnd:
    """How the day stands as of a snapshot."""
    cards = [one.source for one in state.seen.values()]
    mutes = next((one.mutes for one in state.seen.values()), NO_MUTES)
    now, rules = state.scene.now, state.scene.rules
    quiet_until, _ = next_popup(cards, state.alert_rows, now, rules, state.habits.alerts, mutes, after=now)
    return days_end(cards, now, rules, quiet_until)


def _key(key: str, word: str) -> Line:
    return [(key, "primary bold"), (f" {word}", "sentence")]
