"""The end of the day: whether it is safe to stop, or the one thing that cannot wait, with the keys that settle it."""

from textual.app import ComposeResult
from textual.message import Message

from followup.core.board import fresh
from followup.core.card import Card
from followup.core.daysend import DaysEnd, days_end
from followup.core.instants import MINUTE
from followup.core.mutes import NO_MUTES
from followup.core.quiet import next_popup
from followup.core.stopping import Thing, unsafe
from followup.desk import Desk
from followup.tui.draw.lines import Line, joined, measure
from followup.tui.draw.stopping import Look, stop_page
from followup.tui.draw.strip import Move, moves, telling
from followup.tui.glyphs import Glyphs
from followup.tui.keymap import STOP, Keys
from followup.tui.palette import Palette
from followup.tui.screens.gathering import Gathering, Tallied, Tally, Work
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
        return stop_page(self.look, cells, height) if self.look is not None else []


class StopScreen(CardVerbs, Scrolling, Gathering[DaysEnd]):
    """How the day stands; the keys of a card act on the first thing that is not safe.

    What is not safe is known at once, at each change; the day around it is gathered.
    """

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
        self.unsafe = _unsafe(state)

    def compose(self) -> ComposeResult:
        yield PageHeader(self.palette)
        yield StopPage(self.palette, self.state.scene.glyphs)
        yield from super().compose()

    @property
    def thing(self) -> Thing | None:
        """What is not safe, the gravest first."""
        return self.unsafe[0] if self.unsafe else None

    def targets(self) -> list[Card]:
        return [self.thing.card] if self.thing is not None else []

    def read(self, desk: Desk) -> Work[DaysEnd]:
        state = self.state
        return lambda tally: day_end(state, tally)

    def is_outdated(self, before: State, state: State) -> bool:
        is_later = state.scene.now // MINUTE != before.scene.now // MINUTE
        return is_later or super().is_outdated(before, state)

    def show(self, state: State) -> None:
        """Take a new snapshot."""
        if self.is_outdated(self.state, state):
            self.unsafe = _unsafe(state)
        super().show(state)

    def draw(self) -> None:
        """Hand how the day stands down to every part."""
        if not self.is_mounted or not self.display:
            return
        scene = self.state.scene
        where: Line = [("End of the day", "muted")]
        if self.looking:
            where = [*where, ("   ", ""), (self.looking, "muted")]
        self.query_one(PageHeader).show(self.state, where)
        look = Look(self.unsafe, self.found, scene.rules, scene.glyphs, self._keys_row())
        self.query_one(StopPage).show(look)

    def _keys_row(self) -> Line:
        quit_key, back = self.keys.shown("stop.quit"), self.keys.shown("stop.back")
        thing = self.thing
        if thing is None:
            return joined([_key(quit_key, "quit"), _key(back, "back to the board")], 4)
        parts = [_key(self.keys.shown(action), word) for action, word, _ in self._moves(thing)]
        parts.append(_key(quit_key, "stop anyway"))
        room = self.size.width - SIDE_CELLS
        while len(parts) > 2 and measure(joined(parts, 2)) > room:
            del parts[-2]
        return joined(parts, 4 if measure(joined(parts, 4)) <= room else 2)

    def _moves(self, thing: Thing) -> list[Move]:
        """What settles it first, with how long that takes."""
        seen, scene = self.state.seen.get(thing.card.id), self.state.scene
        verdict = fresh(seen, scene.now, scene.rules) if seen is not None else thing.scene.seen
        known = settling(thing, moves(thing.card, verdict))
        wanted = [move for move in known if self.keys.shown(move[0])]
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


def settling(thing: Thing, known: list[Move]) -> list[Move]:
    """Those of a card's moves that settle it, what it asks for first."""
    tells = thing.move.startswith("tell ")
    first = ACTS[0] if tells else "card.alternate" if thing.move.startswith("go to ") else "card.follow-up"
    order = list(dict.fromkeys(ACTS if tells else (first, *ACTS[2:], *ACTS)))
    # A fresh card's strip does not offer it.
    lacks = tells and all(action != first for action, _, _ in known)
    wanted = [one for one in ([telling(thing.card)] if lacks else []) + known if one[0] in ACTS]
    return sorted(wanted, key=lambda move: order.index(move[0]))


def _unsafe(state: State) -> tuple[Thing, ...]:
    return unsafe(state.seen.values(), state.scene.now, state.scene.rules)


def day_end(state: State, tally: Tally) -> DaysEnd:
    """How the day stands as of a snapshot."""
    cards = Tallied([one.source for one in state.seen.values()], tally)
    mutes = next((one.mutes for one in state.seen.values()), NO_MUTES)
    now, rules, manners = state.scene.now, state.scene.rules, state.habits.alerts
    quiet_until, _ = next_popup(cards, state.alert_rows, now, rules, manners, mutes, after=now, grain=MINUTE)
    return days_end(cards, now, rules, quiet_until)


def _key(key: str, word: str) -> Line:
    return [(key, "primary bold"), (f" {word}", "sentence")]
