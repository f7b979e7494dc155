"""The update for a requester, and the brief over all of theirs: a draft to copy, mail, edit and record, never sent."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.message import Message

from followup.core import brief as briefs
from followup.core.board import Seen
from followup.core.brief import Brief
from followup.core.card import Card
from followup.core.clean import shown
from followup.core.letters import markdown
from followup.core.mailto import address_of, mailto
from followup.core.moments import near
from followup.core.mutes import known_as
from followup.core.update import is_closing_due, update
from followup.core.wording import person
from followup.desk import Desk, Done
from followup.errors import Refused
from followup.tui.draw.header import SLIM_BELOW, SMALL_BELOW, day
from followup.tui.draw.letter import Letter, crumb, edited, letter_page, paragraphs
from followup.tui.draw.lines import Line, joined, measure
from followup.tui.draw.strip import Told
from followup.tui.glyphs import Glyphs
from followup.tui.keymap import LETTER, Keys
from followup.tui.palette import Palette
from followup.tui.screens.frame import Frame
from followup.tui.screens.sharing import Sharing
from followup.tui.state import State, Wished
from followup.tui.widgets.bars import PageHeader
from followup.tui.widgets.column import SIDE_CELLS
from followup.tui.widgets.page import Page, Scrolling

BESIDE = "nothing is said without an event behind it"
DRAFT = "A draft. Nothing is sent by followup."


def requesters(seen: Mapping[str, Seen]) -> list[str]:
    """Who has something open or untold, whose gravest card is graver first."""
    first: dict[str, Seen] = {}
    for one in seen.values():
        card = one.source
        if not card.requester or card.archived or not (card.is_open or is_closing_due(card)):
            continue
        name = known_as(card.requester)
        if name not in first or one.rank < first[name].rank:
            first[name] = one
    return [one.source.requester or "" for one in sorted(first.values(), key=lambda one: one.rank)]


class LetterPage(Page):
    """The letter itself."""

    def __init__(self, palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(palette, glyphs)
        self.letter: Letter | None = None

    def show(self, letter: Letter) -> None:
        """Take the letter and draw what changed."""
        self.letter = letter
        self.redraw()

    def lines(self, cells: int, height: int) -> list[Line]:
        return letter_page(self.letter, cells, self.glyphs, BESIDE) if self.letter is not None else []


class LetterScreen(Frame, Scrolling):
    """A letter about these cards, which are for one requester; without cards the brief over all of `requester`'s."""

    BINDINGS = Keys().bindings(LETTER)
    SCREEN = LETTER
    FOOTER = ("letter.back", "letter.next", "letter.markdown", "board.help")

    class Left(Message):
        """Back to where it was opened."""

    class Mailed(Message):
        """A letter is to be opened in the mail program; `text` is what to copy where there is none."""

        def __init__(self, link: str, address: str, text: str) -> None:
            super().__init__()
            self.link = link
            self.address = address
            self.text = text

    def __init__(
        self, state: State, keys: Keys, palette: Palette, card_ids: tuple[str, ...], requester: str
    ) -> None:
        super().__init__(state, keys, palette)
        self.card_ids = card_ids
        self.requester = requester
        self.chosen: dict[str, int] = {}
        self._edited: dict[str, str] = {}
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
        if self.card_ids and not self._cards():
            self.post_message(self.Left())
            return
        self._take_in()
        self.draw()

    def _cards(self) -> list[Card]:
        return [self.state.seen[one].source for one in self.card_ids if one in self.state.seen]

    def _take_in(self) -> None:
        """Write the letter as of now, unless it was edited."""
        scene = self.state.scene
        self.brief = self._brief()
        rows = paragraphs(
            self.brief, scene.now, scene.rules, scene.glyphs, self.chosen, self.is_brief or len(self.brief.drafts) > 1
        )  # fmt: skip
        whole = Letter(self.brief.requester, self._beside(), rows, self._foot(), dict(self.chosen))
        text = self._edited.get(self.requester)
        self.letter = whole if text is None else edited(text, whole)

    def _brief(self) -> Brief:
        now, rules = self.state.scene.now, self.state.scene.rules
        if self.is_brief:
            try:
                return briefs.brief(
                    (one.source for one in self.state.seen.values()), self.requester, now, rules
                )
            except Refused:  # the last card of theirs was deleted elsewhere
                return Brief(self.requester, None, None, ())
        cards = self._cards()
        told = [card.told_at for card in cards if card.told_at is not None]
        owed = [at for card in cards if (at := briefs.owed_at(card, rules)) is not None]
        ranked = sorted(cards, key=lambda card: self.state.seen[card.id].rank)
        drafts = tuple(update(card, now, rules) for card in ranked)
        return Brief(self.requester, max(told, default=None), min(owed, default=None), drafts)

    # In words

    @property
    def _address(self) -> str | None:
        for one in self.state.habits.people.values():
            if known_as(one.name) == known_as(self.requester):
                return address_of(one.reach)
        return None

    def _beside(self) -> str:
        told, scene = self.brief.last_told_at, self.state.scene
        last = "never told" if told is None else f"last told {near(told, scene.now, scene.rules.week)}"
        return f"{self._address}, {last}" if self._address else last

    def _foot(self) -> str:
        count = sum(draft.card.is_open for draft in self.brief.drafts)
        who = person(self.requester)
        if count:
            return f"Marking it as told resets {who}'s clock on {count} card{'' if count == 1 else 's'}."
        return f"Marking it as told records that {who} knows." if self.brief.drafts else ""

    def _crumb(self) -> Line:
        scene, about = self.state.scene, ""
        if self.is_brief:
            names = [known_as(name) for name in requesters(self.state.seen)]
            place = names.index(known_as(self.requester)) + 1 if known_as(self.requester) in names else 0
            about = f"{place} of {len(names)} requester{'' if len(names) == 1 else 's'}" if place else ""
        elif len(self.brief.drafts) == 1:
            about = self.brief.drafts[0].card.title
        else:
            about = f"{len(self.brief.drafts)} cards"
        owed = self.brief.news_due_at
        if owed is not None:
            word = "since" if owed <= scene.now else "by"
            about += f", news owed {word} {near(owed, scene.now, scene.rules.week)}"
        name = "Brief" if self.is_brief else "Update"
        taken = measure(day(scene, self.size.width - SIDE_CELLS)) + 4
        room = max(20, self.size.width - SIDE_CELLS - taken)
        return crumb(name, self.brief.requester, about, room, scene.glyphs.cut)

    # What is shown

    def draw(self) -> None:
        """Hand the letter down to every part."""
        if not self.is_mounted or not self.display:
            return
        self.query_one(PageHeader).show(self.state, self._crumb())
        self.query_one(LetterPage).show(self.letter)
        said = f"{DRAFT} You have edited it." if self.requester in self._edited else DRAFT
        self.strip.show(Told([(said, "sentence")], self._keys_row(), []))

    def _keys_row(self) -> Line:
        is_small, gap = self.size.width < SMALL_BELOW, 4 if self.size.width >= SLIM_BELOW else 2
        words = [
            ("letter.copy", "copy"),
            ("letter.mail", "mail"),
            ("letter.told", "told" if is_small else "told: record it"),
            ("letter.edit", "edit"),
        ]
        parts: list[Line] = [_key(self.keys.shown(one), word) for one, word in words if self.keys.shown(one)]
        digits = self.letter.digits
        if digits:
            told = " ".join(map(str, range(1, digits + 1))) if digits <= 4 else f"1-{digits}"
            parts.append(_key(told, "choose" if is_small else "choose the option"))
        parts.append(_key(self.keys.shown("letter.back"), "leave unsent"))
        return joined(parts, gap)

    def show_keys(self) -> None:
        super().show_keys()
        told = dict(zip(self.FOOTER, self.footer.keys, strict=True))
        both = f"{self.keys.shown('letter.previous')} {self.keys.shown('letter.next')}"
        told["letter.next"] = (
            both,
            "requesters" if self.size.width < SMALL_BELOW else "previous, next requester",
        )
        if not self.is_brief:
            del told["letter.next"]
        self.footer.show(list(told.values()))

    def notify_line(self, text: str) -> None:
        """Say something in the footer's place."""
        self.footer.say([(shown(text), "text bold")])

    # What the keys do

    async def take(self, event: "object") -> bool:
        if await super().take(event):  # type: ignore[arg-type]
            return True
        letter = getattr(event, "character", None) or ""
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
        self.post_message(Sharing.Copied(self.letter.text, f"the letter to {person(self.requester)}"))

    def action_letter_markdown(self) -> None:
        if self.requester in self._edited:
            self.notify_line(f"it is edited: {self.keys.shown('letter.copy')} copies it as it stands")
            return
        text = markdown(self.brief, self.state.scene.now, self.state.scene.rules)
        self.post_message(Sharing.Copied(text, "the letter as Markdown"))

    def action_letter_mail(self) -> None:
        who, copies = person(self.requester), self.keys.shown("letter.copy")
        address = self._address
        if address is None:
            self.notify_line(
                f"no address of {who} is known: reach in the settings under [people]; {copies} copies"
            )
            return
        link = mailto(address, self._subject(), self.letter.text)
        if link is None:
            self.notify_line(f"too long for a mail link: {copies} copies it")
        else:
            self.post_message(self.Mailed(link, address, self.letter.text))

    def _subject(self) -> str:
        if len(self.brief.drafts) == 1:
            return self.brief.drafts[0].card.title
        return "Where things stand"

    def action_letter_told(self) -> None:
        ids = [card.id for card in self.brief.untold]
        if not ids:
            self.notify_line("there is nothing here to record")
            return
        texts = {one: self.letter.text_of(one) for one in ids}

        def tell(desk: Desk) -> Done:
            return desk.update(ids, texts)

        self.post_message(Wished(tell, self.action_letter_back))

    def action_letter_edit(self) -> None:
        from followup.editor import edit_text

        try:
            text = edit_text(self.letter.text, self.app.suspend)
        except Refused as refused:
            self.notify_line(f"{refused.message}: {refused.hint}" if refused.hint else refused.message)
            return
        if text.strip() and text.strip() != self.letter.text.strip():
            self._edited[self.requester] = text
        elif not text.strip():
            self._edited.pop(self.requester, None)
        self._take_in()
        self.draw()

    def action_letter_previous(self) -> None:
        self._turn(-1)

    def action_letter_next(self) -> None:
        self._turn(+1)

    def _turn(self, by: int) -> None:
        names = requesters(self.state.seen)
        known = [known_as(name) for name in names]
        if not self.is_brief or not names:
            return
        place = known.index(known_as(self.requester)) if known_as(self.requester) in known else -by
        self.requester = names[(place + by) % len(names)]
        self.query_one(LetterPage).top = 0
        self._take_in()
        self.draw()

    def action_letter_back(self) -> None:
        self.post_message(self.Left())


def _key(key: str, word: str) -> Line:
    return [(key, "primary bold"), (f" {word}", "sentence")]
