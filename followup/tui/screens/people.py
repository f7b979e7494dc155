"""People as a page: up and down select one, enter leaves their cards alone on the board."""

from textual.app import ComposeResult
from textual.message import Message

from followup.core.contacts import Contact, contacts
from followup.core.mutes import known_as
from followup.desk import Desk
from followup.tui.draw.people import crumb, filter_for, told
from followup.tui.keymap import PEOPLE, Keys
from followup.tui.screens.gathering import Gathering, Tally, Work
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.listed import Listed
from followup.tui.widgets.people import PeopleList

People = tuple[Contact, ...]


class PeopleScreen(Gathering[People]):
    """Everybody in the log, whoever needs me first; the selection stays with its person."""

    BINDINGS = Keys().bindings(PEOPLE)
    SCREEN = PEOPLE
    FOOTER = ("people.back", "board.help")

    class Left(Message):
        """Back to the board, with this filter on it where one is wanted."""

        def __init__(self, wanted: str = "") -> None:
            super().__init__()
            self.wanted = wanted

    _place = 0

    def compose(self) -> ComposeResult:
        yield PageHeader(self.palette)
        yield PeopleList(self.palette)
        yield from super().compose()

    def read(self, desk: Desk) -> Work[People]:
        cards, names, week = desk.everything(), self.state.habits.names, desk.rules.week
        seen = self.state.seen

        def work(tally: Tally) -> People:
            ranks = {key: one.rank for key, one in seen.items() if one.card.is_open}
            return contacts(tally.of(cards.values()), names, week, ranks)

        return work

    def take_in(self, found: People) -> None:
        name = known_as(self.selected.name) if self.selected is not None else None
        places = (place for place, one in enumerate(found) if known_as(one.name) == name)
        self._place = next(places, max(0, min(self._place, len(found) - 1)))
        super().take_in(found)

    @property
    def selected(self) -> Contact | None:
        """The selected person."""
        return self.found[self._place] if self.found else None

    def draw(self) -> None:
        """Hand the snapshot down to every part."""
        if not self.is_mounted or not self.display:
            return
        count = None if self.found is None else len(self.found)
        self.query_one(PageHeader).show(self.state, crumb(count, self.looking))
        self.query_one(PeopleList).show(self.state, self.found or (), self._place)
        cells, glyphs = self.strip.size.width - SIDE_CELLS, self.state.scene.glyphs
        self.strip.show(told(self.selected, self.found == (), self.keys.shown, cells, glyphs))

    # Moving

    def _step(self, by: int) -> None:
        self._place = max(0, min(self._place + by, len(self.found or ()) - 1))
        self.draw()

    def action_people_down(self) -> None:
        self._step(+1)

    def action_people_up(self) -> None:
        self._step(-1)

    def action_people_first(self) -> None:
        self._step(-self._place)

    def action_people_last(self) -> None:
        self._step(len(self.found or ()))

    def action_people_page_down(self) -> None:
        self._step(+self.query_one(PeopleList).per_page)

    def action_people_page_up(self) -> None:
        self._step(-self.query_one(PeopleList).per_page)

    # Leaving

    def action_people_filter(self) -> None:
        if self.selected is not None:
            self.turn(self.Left(filter_for(self.selected)))

    def action_people_back(self) -> None:
        self.turn(self.Left())

    # Mouse

    def on_listed_clicked(self, event: Listed.Clicked) -> None:
        self._step(event.place - self._place)
        if event.twice:
            self.action_people_filter()

    def on_listed_wheeled(self, event: Listed.Wheeled) -> None:
        self._step(event.places)
