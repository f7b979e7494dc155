"""Every binding, in one table: the footer, the strip, `?`, the palette and the README derive from it.

An action's id is what `[keys]` in the settings remaps; `card.follow-up` is done by `action_card_follow_up`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType

BOARD = "board"
DETAIL = "detail"
PENDING = "pending"
RUNWAY = "runway"
LETTER = "letter"
STOP = "stop"
PEOPLE = "people"
STATS = "stats"
REVIEW = "review"
HELP = "help"
EVERYWHERE = (BOARD, DETAIL, PENDING, RUNWAY, REVIEW)
LISTS = (BOARD, PENDING, RUNWAY)
TELLING = (*EVERYWHERE, STOP)
READING = (LETTER, PEOPLE, STATS)
PAGES = (DETAIL, LETTER, STOP, STATS, REVIEW, HELP)


class Action(NamedTuple):
    """One thing that a key does. `word` is what the strip and the footer call it, `says` what help says."""

    id: str
    keys: tuple[str, ...]
    word: str
    says: str
    group: str
    screens: tuple[str, ...] = EVERYWHERE

    @property
    def method(self) -> str:
        """The name of the action that does it."""
        return self.id.replace(".", "_").replace("-", "_")


MOVE, CARD, WHOLE = "Move around", "The selected card", "The board"
ACTIONS = (
    Action("move.down", ("down", "j"), "down", "next card", MOVE, LISTS),
    Action("move.up", ("up", "k"), "up", "previous card", MOVE, LISTS),
    Action("move.left", ("left", "h", "shift+tab"), "left", "column to the left", MOVE, (BOARD,)),
    Action("move.right", ("right", "l", "tab"), "right", "column to the right", MOVE, (BOARD,)),
    Action("move.first", ("home", "g"), "first", "first card (gg or home)", MOVE, (BOARD, PENDING)),
    Action("move.last", ("end", "G"), "last", "last card", MOVE, LISTS),
    Action("move.page-down", ("pagedown", "ctrl+d"), "page down", "a page down", MOVE, LISTS),
    Action("move.page-up", ("pageup", "ctrl+u"), "page up", "a page up", MOVE, LISTS),
    Action(
        "move.next-need", ("n",), "next that needs you", "next card that needs you", MOVE, (BOARD, RUNWAY)
    ),
    Action(
        "card.open", ("enter",), "open", "open the card: runway and whole history", CARD, (*LISTS, REVIEW)
    ),
    Action("card.follow-up", ("f",), "followed up", "I followed up", CARD, TELLING),
    Action("card.alternate", ("p",), "alternate path", "take the alternate path", CARD, TELLING),
    Action(
        "card.heard", ("r",), "heard back", "heard back: answered, holding, away, a question", CARD, TELLING
    ),
    Action("card.resolve", ("x",), "resolve", "resolve, and how do you know", CARD, TELLING),
    Action("card.reopen", ("R",), "reopen", "reopen a resolved card", CARD),
    Action(
        "card.told", ("u",), "tell the requester", "the update for the requester, as a draft", CARD, TELLING
    ),
    Action("card.chased", ("exclamation_mark",), "chased", "somebody asked before I told them", CARD),
    Action("card.snooze", ("s",), "snooze", "quiet until …", CARD),
    Action("card.reschedule", ("d",), "new date", "set or move the deadline", CARD, TELLING),
    Action("card.keep", ("K",), "keep it", "keep a promised date: when you do it", CARD),
    Action("card.edit", ("e",), "edit", "edit as one line", CARD),
    Action("card.fill", ("o",), "fill a blank", "fill the first blank: outcome, next move, alternate", CARD),
    Action("card.note", ("i",), "note", "add a note", CARD),
    Action("card.mute", ("m",), "mute", "no popups for this card, or popups again", CARD),
    Action("card.copy", ("y",), "copy", "copy the card as plain text", CARD),
    Action("card.duplicate", ("Y",), "duplicate", "a new card that begins as this one's line", CARD),
    Action("card.open-link", ("O",), "open a link", "open a link of the card, or choose which", CARD),
    Action("card.delete", ("D",), "delete", "delete (undo brings it back)", CARD),
    Action("card.left", ("H",), "move left", "move the card to the stage before", CARD),
    Action("card.right", ("L",), "move right", "move the card to the next stage", CARD),
    Action("card.mark", ("space",), "mark", "mark, for verbs on several cards", CARD, (BOARD,)),
    Action("board.add", ("a",), "add", "quick add: one line is enough", WHOLE),
    Action(
        "board.filter",
        ("slash",),
        "filter",
        "filter: words, to: for: tag: is: stage: before: after:",
        WHOLE,
        (BOARD,),
    ),
    Action("board.sort", ("S",), "sort", "sort by need or by deadline", WHOLE, (BOARD,)),
    Action("board.group", ("B",), "group", "group by requester, by contact, or not at all", WHOLE, (BOARD,)),
    Action("board.archive", ("v",), "archive", "the archive, and back to the board", WHOLE, (BOARD,)),
    Action("board.runway", ("w",), "runway", "every open card's runway on one page", WHOLE, (BOARD, STOP)),
    Action("board.pending", ("N",), "alerts", "alerts that nobody has acted on yet", WHOLE, (BOARD, STOP)),
    Action("board.brief", ("b",), "brief", "the brief for a requester, as a draft", WHOLE, TELLING),
    Action(
        "board.contacts", ("c",), "people", "people: what is open both ways, how they answer", WHOLE, (BOARD,)
    ),
    Action("board.stats", ("t",), "stats", "stats: told first, promises, silences, by week", WHOLE, (BOARD,)),
    Action(
        "board.review", ("W",), "review", "weekly review: every open card, the gravest first", WHOLE, (BOARD,)
    ),
    Action("board.stop", ("Q",), "safe to stop", "whether the day can end here", WHOLE, (BOARD,)),
    Action("board.undo", ("z", "ctrl+z"), "undo", "undo", WHOLE, TELLING),
    Action("board.redo", ("Z", "ctrl+y"), "redo", "redo", WHOLE, TELLING),
    Action(
        "board.help", ("question_mark", "f1"), "help", "every key of this screen", WHOLE, (*TELLING, *READING)
    ),
    Action("board.commands", ("ctrl+p",), "commands", "every command by name", WHOLE, (*TELLING, *READING)),
    Action("board.quit", ("q",), "quit", "quit", WHOLE, (BOARD,)),
    Action("detail.back", ("escape", "q"), "board", "back to the board", MOVE, (DETAIL,)),
    Action("pending.back", ("escape", "q", "N"), "board", "back to the board", MOVE, (PENDING,)),
    Action("runway.back", ("escape", "q", "w"), "board", "back to the board", MOVE, (RUNWAY,)),
    Action("runway.first", ("g",), "first", "first card", MOVE, (RUNWAY,)),
    Action("runway.earlier", ("h", "left"), "a day back", "a day back", MOVE, (RUNWAY,)),
    Action("runway.later", ("l", "right"), "a day on", "a day on", MOVE, (RUNWAY,)),
    Action("runway.more", ("plus",), "more days", "more days on the page", MOVE, (RUNWAY,)),
    Action("runway.fewer", ("minus",), "fewer days", "fewer days on the page", MOVE, (RUNWAY,)),
    Action("runway.today", ("home",), "today", "back to today, in as many days as fit", MOVE, (RUNWAY,)),
    Action("detail.previous", ("left_square_bracket",), "previous card", "previous card", MOVE, (DETAIL,)),
    Action("detail.next", ("right_square_bracket",), "next card", "next card", MOVE, (DETAIL,)),
    Action("detail.next-field", ("tab",), "next field", "select the next field", CARD, (DETAIL,)),
    Action(
        "detail.previous-field", ("shift+tab",), "field before", "select the field before", CARD, (DETAIL,)
    ),
    Action("detail.edit-field", ("enter",), "edit it", "edit the selected field", CARD, (DETAIL,)),
    Action("letter.copy", ("y",), "copy", "copy the letter", CARD, (LETTER,)),
    Action("letter.mail", ("m",), "mail", "open it in the mail program; it is not sent", CARD, (LETTER,)),
    Action("letter.told", ("t",), "told: record it", "record that they were told this", CARD, (LETTER,)),
    Action("letter.edit", ("e",), "edit", "edit it in its place", CARD, (LETTER,)),
    Action("letter.editor", ("ctrl+o",), "editor", "edit it in your editor", CARD, (LETTER,)),
    Action("letter.markdown", ("M",), "as Markdown", "copy it as Markdown", CARD, (LETTER,)),
    Action("letter.back", ("escape", "q"), "back", "back, and nothing is recorded", MOVE, (LETTER,)),
    Action(
        "letter.previous",
        ("left_square_bracket",),
        "previous requester",
        "previous requester",
        MOVE,
        (LETTER,),
    ),
    Action("letter.next", ("right_square_bracket",), "next requester", "next requester", MOVE, (LETTER,)),
    Action("stop.back", ("escape",), "board", "back to the board", MOVE, (STOP,)),
    Action("stop.quit", ("q",), "stop anyway", "quit, safe or not", WHOLE, (STOP,)),
    Action("people.down", ("down", "j"), "down", "next person", MOVE, (PEOPLE,)),
    Action("people.up", ("up", "k"), "up", "the person before", MOVE, (PEOPLE,)),
    Action("people.page-down", ("pagedown", "ctrl+d"), "page down", "a page down", MOVE, (PEOPLE,)),
    Action("people.page-up", ("pageup", "ctrl+u"), "page up", "a page up", MOVE, (PEOPLE,)),
    Action("people.first", ("home", "g"), "first", "first person", MOVE, (PEOPLE,)),
    Action("people.last", ("end", "G"), "last", "last person", MOVE, (PEOPLE,)),
    Action("people.filter", ("enter",), "their cards", "their cards alone, on the board", MOVE, (PEOPLE,)),
    Action("people.back", ("escape", "q", "c"), "board", "back to the board", MOVE, (PEOPLE,)),
    Action("stats.back", ("escape", "q", "t"), "board", "back to the board", MOVE, (STATS,)),
    Action("review.next", ("n", "space"), "fine, next card", "fine as it is: next card", MOVE, (REVIEW,)),
    Action(
        "review.previous",
        ("left_square_bracket",),
        "card before",
        "back to the last that was fine",
        MOVE,
        (REVIEW,),
    ),
    Action(
        "review.back",
        ("escape", "q", "W"),
        "board",
        "back to the board; the review goes on from here",
        MOVE,
        (REVIEW,),
    ),
    Action(
        "help.back", ("escape", "q", "question_mark", "f1"), "back", "back to where you were", MOVE, (HELP,)
    ),
    Action("page.down", ("down", "j"), "down", "a row down", MOVE, PAGES),
    Action("page.up", ("up", "k"), "up", "a row up", MOVE, PAGES),
    Action("page.page-down", ("pagedown", "ctrl+d"), "page down", "a page down", MOVE, PAGES),
    Action("page.page-up", ("pageup", "ctrl+u"), "page up", "a page up", MOVE, PAGES),
    Action("page.first", ("home", "g"), "first", "to the top", MOVE, PAGES),
    Action("page.last", ("end", "G"), "last", "to the end", MOVE, PAGES),
)
BY_ID = {action.id: action for action in ACTIONS}

SHOWN = {
    "slash": "/", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]",
    "plus": "+", "minus": "-", "exclamation_mark": "!", "escape": "esc", "pagedown": "pgdn", "pageup": "pgup",
}  # fmt: skip

NAMED = {value: name for name, value in SHOWN.items()}


class Keys:
    """The bindings as the settings have them: `[keys]` gives an action's id other keys, comma separated."""

    def __init__(self, remapped: dict[str, str] | None = None) -> None:
        self.remapped = {key: value for key, value in (remapped or {}).items() if key in BY_ID}

    def of(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action, in Textual's names."""
        given = self.remapped.get(action_id)
        if given is None:
            return BY_ID[action_id].keys
        return tuple(named(part.strip()) for part in given.split(",") if part.strip())

    def shown(self, action_id: str) -> str:
        """The first key of an action as a person reads it: `/`, `esc`, `^p`."""
        keys = self.of(action_id)
        return shown(keys[0]) if keys else ""

    def bindings(self, screen: str) -> list[BindingType]:
        """What a screen binds."""
        return [
            Binding(",".join(self.of(action.id)), action.method, action.says, show=False, id=action.id)
            for action in ACTIONS
            if screen in action.screens and self.of(action.id)
        ]


def shown(key: str) -> str:
    """A Textual key as a person reads it."""
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+')}"
    return SHOWN.get(key, key)


def named(key: str) -> str:
    """A key as a person writes or reads it, in Textual's name: `F2` and `^f` are f2 and ctrl+f, `shift+a` is A."""
    if len(key) == 1:
        return NAMED.get(key, key)
    key = key.lower()
    if len(key) == len("shift+a") and key.startswith("shift+"):
        return key[-1].upper()
    return NAMED.get(key, f"ctrl+{key[1:]}" if key.startswith("^") else key)


def for_screen(screen: str) -> Iterable[Action]:
    """The actions that a screen knows."""
    return (action for action in ACTIONS if screen in action.screens)
