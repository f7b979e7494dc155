"""The pending list: what was alerted and not yet acted on, each with why, the one key for it, and what became of it.

An alert is drawn as a wide card is (LOOK section 3): label over bar, title over reason, and at the right the best
key over when it was said.
"""

from followup.core.became import became, said_at, why
from followup.core.board import fresh
from followup.core.clean import shown
from followup.core.records import Pending
from followup.core.steps import CONFIRM, NEWS
from followup.core.wording import ended, person
from followup.tui.draw.card import LABEL_SLOT, Look, Scene, bar, label, title
from followup.tui.draw.header import SMALL_BELOW
from followup.tui.draw.lines import Line, cut, padded, shorten, width
from followup.tui.draw.strip import KeyOf, Move, Told, moves

ROWS = 2
SAID_CELLS, SAID_CELLS_SMALL = 42, 20
WHEN_CELLS = 11
LEAST_SENTENCE = 24
NOTHING = "Nothing waits for you: every alert has been acted on."
STAYS = "What pops up, and what is held back or cannot be shown, stays here until you act on the card."


def crumb(count: int, cells: int) -> Line:
    """Where one is, and how much is here."""
    order = "" if cells < SMALL_BELOW - 3 else ", what needs you most first"
    told = f"{count} not acted on yet{order}" if count else "none"
    return [("Pending alerts", "text bold"), ("   ", ""), (told, "muted")]


def alert_rows(one: Pending, cells: int, scene: Scene, key: KeyOf) -> list[Line]:
    """The two rows of an alert in that many cells."""
    look = Look(one.seen.card, fresh(one.seen, scene.now, scene.rules), scene)
    said = SAID_CELLS_SMALL if cells < SMALL_BELOW - 3 else SAID_CELLS
    room = cells - LABEL_SLOT - said - 2
    first = [*padded(label(look), LABEL_SLOT), *title(look, room)]
    second = [*padded(_bar(look), LABEL_SLOT), (_reason(one, room, scene), _role(look))]
    start = cells - said
    return [
        [*padded(first, start), *_best_key(one, look, said, key)],
        [*padded(second, start), *_said(one, said, scene)],
    ]


def _reason(one: Pending, cells: int, scene: Scene) -> str:
    """Whole sentences, as far as they fit; of the one after them no stub."""
    first, *others = [shown(ended(sentence)) for sentence in why(one, scene.now, scene.rules)]
    said = first
    for sentence in others:
        if width(said) + 1 + min(LEAST_SENTENCE, width(sentence)) > cells:
            break
        said += f" {sentence}"
    return cut(said, cells, scene.glyphs.cut)


def _bar(look: Look) -> Line:
    return bar(look, LABEL_SLOT - 2) if look.card.is_open else []


def _role(look: Look) -> str:
    return "sentence" if look.verdict.needs_me else "muted"


def _best_key(one: Pending, look: Look, cells: int, key: KeyOf) -> Line:
    """What settles a question or owed news, else the first of the strip's keys: what to do about it now."""
    best = next((move for move in (*_settling(one), *moves(look.card, look.verdict)) if key(move[0])), None)
    if best is None:
        return []
    line: Line = [(key(best[0]), "primary bold"), (f" {best[1]}", "sentence")]
    return shorten(line, cells, look.scene.glyphs.cut)


def _settling(one: Pending) -> list[Move]:
    if one.kind == CONFIRM:
        return [("card.resolve", "how do you know?", "")]
    if one.kind == NEWS and one.seen.card.requester:
        return [("card.told", f"tell {shown(person(one.seen.card.requester))}", "")]
    return []


def _said(one: Pending, cells: int, scene: Scene) -> Line:
    """`12:40  sent by bus`: when it was said, and what became of it."""
    week, is_small = scene.rules.week, cells == SAID_CELLS_SMALL
    when = said_at(one.at, scene.now, week)
    slot = len(when) + 2 if is_small else max(WHEN_CELLS, len(when) + 2)
    how = became(one, scene.now, week, in_brief=is_small)
    return shorten([*padded([(when, "text")], slot), (shown(how), "muted")], cells, scene.glyphs.cut)


def nothing_pending() -> list[Line]:
    """The page when there is nothing on it."""
    return [[(NOTHING, "text bold")], [(STAYS, "muted")]]


def idle_strip(told: Told, back: str) -> Told:
    """The strip where no alert is selected: how the board stands, and the way back."""
    return Told(told.first, [], [(back, "primary bold"), (" back to the board", "sentence")])
