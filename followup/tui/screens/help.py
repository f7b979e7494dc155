"""Every key of the screen that it was opened on, on one page."""

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from followup.tui.draw import legends
from followup.tui.draw.help import About, Group, Key, help_page
from followup.tui.draw.lines import Line
from followup.tui.glyphs import Glyphs
from followup.tui.keymap import BOARD, BY_ID, HELP, Keys, for_screen, shown
from followup.tui.palette import Palette
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.drawn import Drawn
from followup.tui.widgets.page import Page, Scrolling

ABOUT = {
    "board": About(
        "on the board",
        "Every open card, in the column of its stage. Filled labels need you; the strip says why, and what to "
        "press.",
        (legends.line_block, legends.filter_block, legends.levels_block),
    ),
    "detail": About(
        "on a card's page",
        "One card whole: why now, the way to its deadline, what is known of it, and all that happened, with the "
        "silences to scale.",
        (legends.history_block, legends.notes_block),
    ),
    "pending": About(
        "on the list of alerts",
        "What was alerted, and nobody has acted on since. What you do about a card takes it off the list.",
    ),
    "runway": About(
        "on the page of runways",
        "Every open card on one axis of working days: how long it has been silent, when to check, when it is due.",
        (legends.runway_block,),
    ),
    "letter": About(
        "on a letter's page",
        "What a requester should know, as a draft, and beside it what each sentence rests on. Nothing is sent from "
        "here; that they were told is recorded only when you say so.",
    ),
    "stop": About(
        "at the end of the day",
        "Whether the day can end here, and if not, what is in the way: do it, hand it over, or stop anyway.",
    ),
    "people": About(
        "on the page of people",
        "Who has something of yours, whom you owe news, and how long each of them usually takes to answer.",
    ),
    "stats": About(
        "on the page of stats",
        "How it goes, week by week: who was told before they asked, which promises held, how long silences lasted.",
    ),
    "review": About(
        "in the weekly review",
        "Every open card once a week, the gravest first: do something about it, or say that it is fine as it is. "
        "It goes on where you left it.",
    ),
}
HERE = "Here"
FOOTER = ("page.page-down", "page.page-up")


def groups_of(screen: str, keys: Keys) -> list[Group]:
    """The keys of a screen: those that it alone has, then the others as the keymap's table groups them."""
    found: dict[str, list[Key]] = {HERE: []}
    for action in for_screen(screen):
        names = "  ".join(shown(key) for key in keys.of(action.id))
        is_own = screen != BOARD and action.id.startswith((f"{screen}.", "page."))
        if names:
            found.setdefault(HERE if is_own else action.group, []).append(Key(names, action.says))
    return [Group(name, tuple(rows)) for name, rows in found.items() if rows]


class HelpPage(Page):
    """The page itself."""

    def __init__(self, palette: Palette, glyphs: Glyphs, groups: list[Group], about: About) -> None:
        super().__init__(palette, glyphs)
        self.groups = groups
        self.about = about

    def lines(self, cells: int, height: int) -> list[Line]:
        return help_page(self.about, self.groups, cells, self.glyphs)


class HelpScreen(Scrolling):
    """Help for one screen; posts Left when it is done with."""

    DEFAULT_CSS = """
    HelpScreen { background: $background; layout: vertical; padding: 0 1; }
    HelpScreen.-tabs { padding: 0; }
    """
    BINDINGS = Keys().bindings(HELP)

    class Left(Message):
        """Back to where it was opened."""

    def __init__(self, screen: str, keys: Keys, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__()
        self.keys = keys
        self.palette = palette
        self.glyphs = glyphs
        self.groups = groups_of(screen, keys)
        self.about = ABOUT[screen]

    def compose(self) -> ComposeResult:
        yield HelpPage(self.palette, self.glyphs, self.groups, self.about)
        yield FooterBar(self.palette, (self.keys.shown("board.commands"), "commands"))

    def on_mount(self) -> None:
        back = " ".join(map(shown, self.keys.of("help.back")[:3]))
        self.query_one(FooterBar).show(
            [(back, "back"), *((self.keys.shown(one), BY_ID[one].word) for one in FOOTER)]
        )

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < 120, "-tabs")

    def repaint(self, palette: Palette) -> None:
        """Draw everything in other colours."""
        self.palette = palette
        for part in self.query(Drawn):
            part.palette = palette
            part.redraw()

    def action_help_back(self) -> None:
        self.post_message(self.Left())
