"""Every key of the screen that it was opened on, on one page."""

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from followup.tui.draw.help import Group, Key, help_page
from followup.tui.draw.lines import Line
from followup.tui.glyphs import Glyphs
from followup.tui.keymap import BY_ID, HELP, Keys, for_screen, shown
from followup.tui.palette import Palette
from followup.tui.widgets.bars import FooterBar
from followup.tui.widgets.drawn import Drawn
from followup.tui.widgets.page import Page, Scrolling

WHERE = {
    "board": "on the board",
    "detail": "on a card's page",
    "pending": "on the pending list",
    "runway": "on the page of runways",
    "letter": "on a letter's page",
    "stop": "at the end of the day",
    "people": "on the page of people",
    "stats": "on the page of numbers",
    "review": "in the weekly review",
}
FOOTER = ("help.back", "page.page-down", "page.page-up")


def groups_of(screen: str, keys: Keys) -> list[Group]:
    """The keys of a screen, grouped as the keymap's table groups them."""
    found: dict[str, list[Key]] = {}
    for action in for_screen(screen):
        names = "  ".join(shown(key) for key in keys.of(action.id))
        if names:
            found.setdefault(action.group, []).append(Key(names, action.says))
    return [Group(name, tuple(rows)) for name, rows in found.items()]


class HelpPage(Page):
    """The page itself."""

    def __init__(self, palette: Palette, glyphs: Glyphs, groups: list[Group], where: str) -> None:
        super().__init__(palette, glyphs)
        self.groups = groups
        self.where = where

    def lines(self, cells: int, height: int) -> list[Line]:
        return help_page(self.where, self.groups, cells, self.glyphs)


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
        self.where = WHERE.get(screen, "here")

    def compose(self) -> ComposeResult:
        yield HelpPage(self.palette, self.glyphs, self.groups, self.where)
        yield FooterBar(self.palette, (self.keys.shown("board.commands"), "commands"))

    def on_mount(self) -> None:
        self.query_one(FooterBar).show([(self.keys.shown(one), BY_ID[one].word) for one in FOOTER])

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
