"""The update for a requester, and the brief over all of theirs: a draft to copy, mail, edit and record, never sent."""

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from followup.core.brief import Brief
from followup.core.clean import shown
from followup.core.letters import markdown
from followup.core.mutes import known_as
from followup.core.wording import person
from followup.desk import Desk, Done
from followup.tui.addressed import (
    Written,
    about,
    address_for,
    beside,
    cards_of,
    foot,
    is_long,
    link_to,
    requesters,
    written,
)
from followup.tui.draw.header import SMALL_BELOW, day
from followup.tui.draw.letter import Letter, edited
from followup.tui.draw.letterpage import crumb, keys_of
from followup.tui.draw.lines import Line, keys_in, measure
from followup.tui.draw.strip import Told
from followup.tui.keymap import LETTER, Keys
from followup.tui.palette import Palette
from followup.tui.screens.gathering import Gathering, Work
from followup.tui.screens.rewriting import TYPING, TYPING_FOOT, WRITING, Rewriting
from followup.tui.screens.sharing import Sharing
from followup.tui.state import State, Wished
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.letter import LetterPage

DRAFT = "A draft. Nothing is sent by followup."


class LetterScreen(Gathering[Written], Rewriting):
    """A letter about these cards, which are for one requester; without cards the brief over all of `requester`'s.

    It is written at once; a brief over very many cards is gathered, and until then the page shows no other.
    """

    BINDINGS = Keys().bindings(LETTER)
    SCREEN = LETTER
    FOOTER = ("letter.next", "letter.markdown", "letter.editor", "board.help")

    class Left(Message):
        """Back to where it was opened."""

    def __init__(
        self, state: State, keys: Keys, palette: Palette, card_ids: tuple[str, ...], requester: str
    ) -> None:
        super().__init__(state, keys, palette)
        self.card_ids = card_ids
        self.requester = requester
        self.chosen: dict[str, int] = {}
        self._edited: dict[str, str] = {}
        self._is_late = False
        self._take_in()

    def compose(self) -> ComposeResult:
        yield PageHeader(self.palette)
        yield LetterPage(self.palette, self.state.scene.glyphs)
        yield from super().compose()

    @property
    def is_brief(self) -> bool:
        """Whether it is about everything that its reader waits for."""
        return not self.card_ids

    def show(self, state: State) -> None:
        """Take a new snapshot; a letter about cards that have gone leads back."""
        self.state = state
        if self.card_ids and not cards_of(self.state, self.card_ids):
            self.post_message(self.Left())
            return
        self._take_in()
        self.draw()

    def _take_in(self) -> None:
        """Write the letter as of now, unless it was edited."""
        self._is_late = self.is_brief and is_long(self.state, self.requester)
        if not self._is_late:
            self._put(written(self.state, self.card_ids, self.requester, self.chosen))
        elif self.is_attached:
            self.want()
        else:
            self._put(Written(Brief(self.requester, None, None, ()), ()))

    def want(self) -> None:
        if self._is_late:
            super().want()

    def read(self, desk: Desk) -> Work[Written]:
        state, requester, chosen = self.state, self.requester, dict(self.chosen)
        return lambda tally: written(state, self.card_ids, requester, chosen)

    def take_in(self, found: Written) -> None:
        self._is_late, self.looking = False, ""
        self._put(found)
        self.draw()

    def _put(self, written: Written) -> None:
        self.brief, rows = written
        one = self.brief
        said = beside(one, self._address, self.state)
        whole = Letter(one.requester, said, rows, foot(one), dict(self.chosen))
        text = self._edited.get(self.requester)
        self.letter = whole if text is None else edited(text, whole)

    @property
    def _address(self) -> str | None:
        return address_for(self.state, self.requester)

    def _crumb(self) -> Line:
        scene, cells = self.state.scene, self.size.width - SIDE_CELLS
        said = self.looking or about(self.brief, self.state, self.is_brief)
        room = max(20, cells - measure(day(scene, cells)) - 4)
        return crumb(
            "Brief" if self.is_brief else "Update", self.brief.requester, said, room, scene.glyphs.cut
        )

    # What is shown

    def draw(self) -> None:
        """Hand the letter down to every part."""
        if not self.is_mounted or not self.display:
            return
        self.query_one(PageHeader).show(self.state, self._crumb())
        self.query_one(LetterPage).show(self.letter)
        if self._text is not None:
            self.strip.show(Told([(WRITING, "sentence")], keys_in(TYPING, self.size.width), []))
            return
        said = f"{DRAFT} You have edited it." if self.requester in self._edited else DRAFT
        keys = keys_of(self.letter, self.keys.shown, self.size.width)
        self.strip.show(Told([(said, "sentence")], keys, []))

    def show_keys(self) -> None:
        if self._text is not None:
            self.footer.show(list(TYPING_FOOT))
            return
        super().show_keys()
        told = dict(zip(self.FOOTER, self.footer.keys, strict=True))
        both = f"{self.keys.shown('letter.previous')} {self.keys.shown('letter.next')}"
        words = "requesters" if self.size.width < SMALL_BELOW else "previous, next requester"
        told["letter.next"] = (both, words)
        if not self.is_brief:
            del told["letter.next"]
        self.footer.show(list(told.values()))

    def notify_line(self, text: str) -> None:
        """Say something in the footer's place."""
        self.footer.say([(shown(text), "text bold")])

    # What the keys do

    async def take(self, event: events.Key) -> bool:
        if await super().take(event):
            return True
        letter = event.character or ""
        if len(letter) == 1 and letter in "123456789" and self.letter.digits:
            self._choose(int(letter))
            return True
        return False

    def _choose(self, digit: int) -> None:
        """Suggest an option, or take that back."""
        for sentence in (row for one in self.letter.paragraphs for row in one):
            if sentence.digit == digit:
                before = self.chosen.get(sentence.card_id)
                self.chosen[sentence.card_id] = 0 if before == sentence.option else sentence.option
                self._take_in()
                self.draw()
                return

    def action_letter_copy(self) -> None:
        if not self._is_there():
            return
        self.post_message(Sharing.Copied(self.letter.text, f"the letter to {person(self.requester)}"))

    def action_letter_markdown(self) -> None:
        if not self._is_there():
            return
        if self.requester in self._edited:
            self.notify_line(f"it is edited: {self.keys.shown('letter.copy')} copies it as it stands")
            return
        text = markdown(self.brief, self.state.scene.now, self.state.scene.rules)
        self.post_message(Sharing.Copied(text, "the letter as Markdown"))

    def action_letter_mail(self) -> None:
        if not self._is_there():
            return
        who, copies = person(self.requester), self.keys.shown("letter.copy")
        address = self._address
        if address is None:
            self.notify_line(
                f"no address of {who} is known: reach in the settings under [people]; {copies} copies"
            )
            return
        link = link_to(address, self._subject(), self.letter.text)
        if link is None:
            self.notify_line(f"too long for a mail link: {copies} copies it")
        else:
            self.post_message(Sharing.Mailed(link, address, self.letter.text))

    def _subject(self) -> str:
        if len(self.brief.drafts) == 1:
            return self.brief.drafts[0].card.title
        return "Where things stand"

    def action_letter_told(self) -> None:
        if not self._is_there():
            return
        ids = [card.id for card in self.brief.untold]
        if not ids:
            self.notify_line("there is nothing here to record")
            return
        texts = {one: self.letter.text_of(one) for one in ids}

        def tell(desk: Desk) -> Done:
            return desk.update(ids, texts)

        self.post_message(Wished(tell, self.action_letter_back))

    def action_letter_previous(self) -> None:
        self._turn(-1)

    def action_letter_next(self) -> None:
        self._turn(+1)

    def _turn(self, by: int) -> None:
        names = requesters(self.state.seen)
        known = [known_as(name) for name in names]
        if not self.is_brief or not names or self._text is not None:
            return
        place = known.index(known_as(self.requester)) if known_as(self.requester) in known else -by
        self.requester = names[(place + by) % len(names)]
        self.query_one(LetterPage).top = 0
        self._take_in()
        self.draw()

    def action_letter_back(self) -> None:
        self.turn(self.Left())
