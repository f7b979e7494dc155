"""The quick-add panel: what it shows while a line is typed, and what enter, tab, esc and up do."""

from datetime import date, datetime
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.message import Message
from textual.pilot import Pilot

from followup.core import card as cards
from followup.core import events as ev
from followup.core.card import Card
from followup.core.events import Event
from followup.core.policy import Rules
from followup.core.quickadd import scan
from followup.core.quickadd_draft import FIELDS
from followup.core.quickadd_line import changes, line_of
from followup.core.workweek import Workweek
from followup.desk import Desk
from followup.errors import Refused
from followup.tui.draw.hints import Hint, hint_of, lit
from followup.tui.draw.lines import Line, measure
from followup.tui.draw.preview import ADD, Ground, panel_rows
from followup.tui.glyphs import UNICODE
from followup.tui.known import Known, candidates, complete, dates_of, known_of
from followup.tui.palette import DARK, Palette
from followup.tui.quick import QuickApp
from followup.tui.twins import twin
from followup.tui.widgets.quickadd import QuickAdd
from tests.rig.moments import TUESDAY_1412 as NOW

WEEK = Workweek(ZoneInfo("America/New_York"), holidays=[date(2026, 11, 26)])
KNOWN = Known(
    ("Dana Reyes", "Maria Lopez", "Ben Ortiz", "Ben Adams"), ("Ben Ortiz, ext 2210",), ("board",),
    ("Signed quote from Acme Ltd",),
)  # fmt: skip
GROUND = Ground(NOW, Rules(WEEK), UNICODE, KNOWN)


DATED = KNOWN._replace(dates=("Fri 27 Nov 15:00", "Wed 25 Nov 12:00"))


def text_of(line: Line) -> str:
    return "".join(text for text, _ in line).rstrip()


def drawn(line: str, cells: int = 115, height: int = 11, ground: Ground = GROUND) -> list[str]:
    draft = scan(line, ground.now, WEEK)
    return [text_of(row) for row in panel_rows(ADD, draft, ground, [], cells, height)]


def hinted(line: str, cursor: int | None = None) -> Hint | None:
    return hint_of(scan(line, NOW, WEEK), GROUND, len(line) if cursor is None else cursor)


def test_a_promise_onto_a_full_day_is_said_while_it_is_typed() -> None:
    """From four on that the day carries already; a wish binds nobody, and its own date is its own."""
    friday = int(datetime(2026, 11, 27, 15, tzinfo=WEEK.zone).timestamp())
    full = GROUND._replace(known=KNOWN._replace(promised=(friday,) * 4))

    def said(line: str, ground: Ground = full) -> str | None:
        found = hint_of(scan(line, NOW, WEEK), ground, 0)
        return None if found is None else found.text

    assert said("Pack !fri 5pm") == "Friday already carries 4"
    assert said("Pack !!fri 5pm") == "Friday already carries 4"
    assert said("Pack !?fri 5pm") is None
    assert said("Pack !mon 5pm") is None
    mine = cards.Card("x", "Pack", due=friday, due_kind="promised")
    assert said("Pack !fri 5pm", full._replace(card=mine)) is None


class TestPreview:
    def test_says_what_was_understood(self) -> None:
        """Each piece stands at its name, the deadline and the first check with their reading."""
        rows = drawn('Signed quote from Acme @"Dana Reyes" ^"Maria Lopez" !fri 3pm > call the desk +Jo')
        assert rows[5] == (
            "  title        Signed quote from Acme                     "
            "deadline     ! Fri 27 Nov 15:00  promised, in 3 days"
        )
        assert "contact      Dana Reyes" in rows[6]
        assert "first check  tomorrow 10:24  waits 4h12, Thu is off" in rows[6]
        assert "requester    Maria Lopez" in rows[7]
        assert "next move    call the desk" in rows[7]
        assert "=> what is true when it is done" in rows[8]
        assert rows[10].endswith("ORDER 2/3")

    def test_the_badge_counts_up_to_owned(self) -> None:
        """Outcome, next move and an alternate make it owned."""
        ends = [
            drawn(line)[10].split("  ")[-1].strip()
            for line in ("A", "A +jo", "A +jo > ring", "A +jo > ring => done")
        ]
        assert ends == ["ORDER 0/3", "ORDER 1/3", "ORDER 2/3", "OWNED"]

    def test_is_one_line_where_there_is_no_room(self) -> None:
        """Under twelve rows what was understood stands in one row."""
        rows = drawn("Quote @jo !fri 3pm", cells=97, height=5)
        assert len(rows) == 5
        assert rows[3].startswith("Quote   jo   ! Fri 27 Nov 15:00")

    def test_an_unasked_card_is_my_move(self) -> None:
        """With `@me` nobody has been asked."""
        assert "contact      not asked yet  your move" in drawn("Quote @me")[6]

    @given(st.text(max_size=120), st.integers(50, 200), st.sampled_from((5, 11)))
    def test_any_line_is_drawn(self, line: str, cells: int, height: int) -> None:
        """Whatever is typed, the panel has its rows, none wider than it and none with a raw control."""
        draft = scan(line, NOW, WEEK)
        rows = panel_rows(ADD, draft, GROUND, [], cells, height)
        assert len(rows) == height
        assert all(measure(row) <= cells for row in rows)
        assert not any(letter < " " for row in rows for text, _ in row for letter in text)
        lit(draft, GROUND)


class TestHints:
    @pytest.mark.parametrize(
        ("line", "start", "words", "role"),
        [
            ("Quote !foo", 6, "“foo” is not a date", "error"),
            ("Quote @jo @dan", 10, "a second contact", "error"),
            ("Quote +ben", 6, "Ben Ortiz or Ben Adams? tab chooses", "warning"),
            ("Quote @dan", 6, "tab completes Dana Reyes", "muted"),
            ("Quote by friday", 6, "tab makes it ! Fri 27 Nov 17:00", "muted"),
            ("Quote !yesterday", 6, "already past", "warning"),
            ("signed quote from acme", 0, "much like “Signed quote from Acme Ltd”", "warning"),
            ("", 0, "Board pack figures in hand", "muted"),
        ],
    )
    def test_says_what_is_in_doubt_where_it_is(self, line: str, start: int, words: str, role: str) -> None:
        """Errors, doubts, offers and twins are explained from the place that they are about."""
        hint = hinted(line)
        assert hint is not None
        assert (hint.start, hint.role) == (start, role)
        assert words in hint.text

    def test_nothing_is_said_of_a_plain_line(self) -> None:
        """A line without a doubt has no hint."""
        assert hinted("Insurance certificate renewed @joan") is None

    def test_pieces_light_up(self) -> None:
        """The title is bold, the sigil bold blue, what it eats underlined; a doubt is in the warning colour."""
        spans = lit(scan("Quote @joan +ben", NOW, WEEK), GROUND)
        assert spans == [
            (0, 5, "text bold"), (6, 7, "primary bold"), (7, 11, "primary underline"),
            (12, 13, "warning bold"), (13, 16, "warning underline"),
        ]  # fmt: skip


class TestCompleting:
    def test_knows_people_routes_and_tags_of_the_cards(self) -> None:
        """What cards hold is what tab completes from, the most used first."""
        card = Card(
            "1", "Quote", contact="Dana Reyes", requester="Maria", alternates=("Ben, ext 1",), tags=("q3",)
        )
        known = known_of([card, Card("2", "Old", contact="Maria", stage="resolved")])
        assert known.people == ("Maria", "Dana Reyes", "Ben")
        assert (known.routes, known.tags, known.titles) == (("Ben, ext 1",), ("q3",), ("Quote",))

    def test_matches_any_word_of_a_name(self) -> None:
        """A surname's beginning finds the person; a whole name finds nothing more."""
        assert candidates("contact", "rey", KNOWN) == ["Dana Reyes"]
        assert candidates("contact", "dana reyes", KNOWN) == []
        assert candidates("alternate", "ben", KNOWN) == ["Ben Ortiz, ext 2210", "Ben Adams"]

    def test_quotes_what_is_more_than_a_word(self) -> None:
        """A completed piece reads back as the name that was chosen."""
        line = complete(scan("Quote @dan !fri", NOW, WEEK), 10, KNOWN)[0].line
        assert line == 'Quote @"Dana Reyes" !fri'
        assert scan(line, NOW, WEEK).contact == "Dana Reyes"

    def test_turns_an_offered_date_into_a_piece(self) -> None:
        """A trailing "by friday" becomes a deadline."""
        line = complete(scan("Quote by friday", NOW, WEEK), 15, KNOWN)[0].line
        assert scan(line, NOW, WEEK).title == "Quote"
        assert scan(line, NOW, WEEK).due is not None

    def test_a_short_name_of_the_settings_is_no_doubt(self) -> None:
        """Whom the settings name needs no completing."""
        named = KNOWN._replace(named={"dana": "Dana Reyes"})
        assert candidates("contact", "dana", named) == []
        assert named.full_name("Dana") == "Dana Reyes"

    def test_twins_are_titles_with_mostly_the_same_words(self) -> None:
        """A title of one word is a twin only when it is the same."""
        assert twin("Quote", KNOWN) is None
        assert twin("quote signed from acme", KNOWN) == "Signed quote from Acme Ltd"


# A card as a line

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
_TEXT = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_PLAIN = st.text("abcÄé 0189@!>+#~^.,:", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(
    st.fixed_dictionaries(
        {"title": _PLAIN},
        optional={
            "contact": _PLAIN, "requester": _PLAIN, "outcome": _PLAIN, "next_move": _PLAIN, "breaks": _PLAIN,
            "alternates": st.lists(_PLAIN, max_size=3, unique_by=str.casefold),
            "tags": st.lists(_PLAIN, max_size=3, unique_by=str.casefold),
            "idle_limit_minutes": st.integers(1, 6000),
        },
    ),
    st.one_of(st.none(), st.tuples(st.integers(-300, 3000), st.sampled_from(cards.DUE_KINDS))),
)  # fmt: skip
def test_a_card_reads_back_from_its_line(fields: dict[str, object], due: tuple[int, str] | None) -> None:
    """Parsing a card's line gives its fields back exactly."""
    if due is not None:
        fields = fields | {"due": NOW + due[0] * 3600, "due_kind": due[1]}
    card = cards.opened("", Event("", NOW, NOW, ev.OPENED, "", fields))
    draft = scan(line_of(card, NOW, WEEK), NOW, WEEK)
    assert draft.errors == ()
    assert {name: getattr(draft, name) for name in FIELDS} == {name: getattr(card, name) for name in FIELDS}


@given(_TEXT, _TEXT, st.lists(_TEXT, max_size=2))
def test_what_no_line_can_carry_is_left_alone(title: str, outcome: str, alternates: list[str]) -> None:
    """Saving an untouched line changes nothing, whatever the fields hold."""
    fields = {"title": title, "outcome": outcome, "alternates": alternates}
    card = cards.opened("", Event("", NOW, NOW, ev.OPENED, "", fields))
    line = line_of(card, NOW, WEEK)
    assert changes(scan(line, NOW, WEEK), scan(line, NOW, WEEK)) == {}
    assert scan(line, NOW, WEEK).title == title


def test_changes_are_the_fields_that_differ() -> None:
    """A piece that was taken out clears its field."""
    before, after = (scan(line, NOW, WEEK) for line in ("Quote @jo > ring +al", "Offer @jo +al +bo"))
    assert changes(before, after) == {"title": "Offer", "next_move": None, "alternates": ("al", "bo")}


# The widget


class Host(App[None]):
    """A page with the panel, and what it posted."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.posted: list[Message] = []

    def compose(self) -> ComposeResult:
        yield QuickAdd(Palette(self.get_css_variables()), GROUND)

    @property
    def panel(self) -> QuickAdd:
        return self.query_one(QuickAdd)

    def on_quick_add_submitted(self, event: QuickAdd.Submitted) -> None:
        self.posted.append(event)

    def on_quick_add_edited(self, event: QuickAdd.Edited) -> None:
        self.posted.append(event)

    def on_quick_add_closed(self, event: QuickAdd.Closed) -> None:
        self.posted.append(event)

    def screen_text(self) -> str:
        return "\n".join(text_of(line) for line, _ in self.panel.rows())


class TestDates:
    @pytest.mark.parametrize(
        ("line", "first"),
        [
            ("Quote !", "Quote !Fri 27 Nov 15:00"),
            ("Quote !!w", "Quote !!Wed 25 Nov 12:00"),
            ("Quote !?thu", "Quote !?thursday"),
            ("Quote !Fri 27", "Quote !Fri 27 Nov 15:00"),
            ("Quote !fri 3pm", None),
            ("Quote !x", None),
            ("Hurry up! now", None),
        ],
    )
    def test_tab_suggests_the_dates_of_my_own_cards(self, line: str, first: str | None) -> None:
        """A deadline that is begun is completed to one that my cards have, else to a day; others are left alone."""
        found = complete(scan(line, NOW, WEEK), len(line), DATED)
        assert next((one.line for one in found), None) == first

    def test_a_long_word_behind_a_sigil_is_answered_at_once(self) -> None:
        """What no date begins with costs no more than any other line, however long it is."""
        line = f"Ship !{'a' * 400}, {'b' * 400} !!{'3/4:' * 100}?"
        begun = process_time()
        assert hint_of(scan(line, NOW, WEEK), GROUND._replace(known=DATED), len(line)) is not None
        assert process_time() - begun < 1

    def test_every_suggestion_is_a_date(self) -> None:
        """Whatever is suggested is understood: no tab leads into an error."""
        for one in complete(scan("Quote !", NOW, WEEK), 7, DATED):
            draft = scan(one.line, NOW, WEEK)
            assert draft.due is not None, one.line
            assert (draft.title, draft.errors) == ("Quote", ())

    def test_shared_deadlines_come_first_and_past_ones_not_at_all(self) -> None:
        """The dates are those of open cards ahead, what several share before what is sooner."""
        due = (NOW + 7200, NOW + 86400, NOW + 86400, NOW - 60)
        made = [Card(str(place), "Quote", due=at, due_kind="hard") for place, at in enumerate(due)]
        assert dates_of(made, NOW, WEEK) == ("Wed 25 Nov 14:12", "Tue 24 Nov 16:12")


async def typed(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))
    await pilot.pause()


async def opened(pilot: Pilot[None], host: Host, line: str = "") -> None:
    host.panel.open(GROUND, line)
    await pilot.pause()


def paste(host: Host, text: str) -> None:
    """What a terminal sends for a paste."""
    host.panel.field.post_message(Paste(text))


def submitted(host: Host) -> list[list[str]]:
    """The titles of each line, or of each heap of lines, that was saved."""
    saved = [message for message in host.posted if isinstance(message, QuickAdd.Submitted)]
    return [[draft.title for draft in message.drafts] for message in saved]


async def test_a_line_is_typed_saved_refused_and_recalled() -> None:
    """Each key shows in the preview; enter saves once; what is refused stays and says why; up recalls a line."""
    host = Host()
    async with host.run_test(size=(120, 20)) as pilot:
        await opened(pilot, host)
        await typed(pilot, "Quote #q3 ~4h")
        assert "title        Quote  #q3" in host.screen_text()
        await pilot.press("enter", "enter")  # however often: once
        await pilot.pause()
        (message,) = host.posted
        assert isinstance(message, QuickAdd.Submitted)
        assert message.drafts[0].fields == {"title": "Quote", "tags": ("q3",), "idle_limit_minutes": 240}

        host.panel.refuse(Refused("the disk is full", "make room"))
        assert "the disk is full: make room" in host.screen_text()
        await pilot.press("enter")
        await pilot.pause()
        assert submitted(host) == [["Quote"], ["Quote"]]

        await opened(pilot, host, "Badge !foo")
        await pilot.press("enter")
        await pilot.pause()
        assert len(host.posted) == 2
        assert "enter save the whole line as title" in host.screen_text()
        await pilot.press("enter")
        await pilot.pause()
        assert submitted(host)[2:] == [["Badge !foo"]]

        await opened(pilot, host, "Quote from Acme")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(host.posted[-1], QuickAdd.Closed)
        assert not host.panel.is_open
        await opened(pilot, host)
        await pilot.press("up")
        assert host.panel.field.value == "Quote from Acme"
        await pilot.press("down")
        assert host.panel.field.value == ""


async def test_the_line_completes_takes_pastes_and_keeps_its_keys() -> None:
    """Tab goes round who matches; pasted lines are cards, or at esc one line; no key reaches the page behind."""
    reached: list[int] = []

    class Behind(Host):
        BINDINGS = [("ctrl+z", "reach", ""), ("pagedown", "reach", ""), ("q", "reach", "")]

        def action_reach(self) -> None:
            reached.append(1)

    host = Behind()
    async with host.run_test(size=(120, 20)) as pilot:
        await opened(pilot, host, "Quote +ben")
        values = []
        for _ in range(3):
            await pilot.press("tab")
            values.append(host.panel.field.value.removeprefix("Quote +"))
        assert values == ['"Ben Ortiz, ext 2210"', '"Ben Adams"', '"Ben Ortiz, ext 2210"']
        assert host.focused is host.panel.field

        await opened(pilot, host, "First")
        paste(host, "one\ntwo")
        await pilot.press("escape")
        await pilot.pause()
        assert host.panel.field.value == "First one two"
        await pilot.press("ctrl+z", "pagedown", "q")
        assert (reached, host.panel.field.value) == ([], "First one twoq")

        await opened(pilot, host)
        paste(host, "Quote @jo\n\nBadge !foo\nLease")
        await pilot.pause()
        assert "3 lines were pasted" in host.screen_text()
        assert "1 cannot be read" in host.screen_text()
        await pilot.press("enter")
        await pilot.pause()
        assert submitted(host) == [["Quote", "Badge !foo", "Lease"]]


async def test_editing_posts_what_changed_also_where_there_is_little_room() -> None:
    """Only the fields that were changed are sent; under twelve rows the panel takes five."""
    fields = {"title": "Quote", "contact": "Dana Reyes", "next_move": "call 2"}
    card = cards.opened("X", Event("", NOW, NOW, ev.OPENED, "", fields))
    host = Host()
    async with host.run_test(size=(80, 10)) as pilot:
        host.panel.edit(GROUND, card)
        await pilot.pause()
        assert host.panel.size.height == 5
        assert host.panel.field.region.y == host.panel.region.y + 1
        assert host.panel.field.value.startswith('Quote @"Dana Reyes" ')
        await typed(pilot, " #q3")
        await pilot.press("enter")
        await pilot.pause()
        (message,) = host.posted
        assert isinstance(message, QuickAdd.Edited)
        assert (message.card, message.fields) == (card, {"tags": ("q3",)})


async def test_the_hotkeys_window_saves_or_discards_one_line(desk: Desk) -> None:
    """Enter saves, says what was understood, and a key closes it; esc makes no card, and the exit code says so."""
    quick = QuickApp(desk, UNICODE, named={"dana": "Dana Reyes"})
    async with quick.run_test(size=(100, 14)) as pilot:
        await pilot.press(*"Quote", "space", *"@dana", "enter")
        await pilot.pause()
        await quick.workers.wait_for_complete()
        (card,) = desk.cards().values()
        assert (card.title, card.contact) == ("Quote", "Dana Reyes")
        rows = [text_of(line) for line, _ in quick.panel.rows()]
        assert rows[0].startswith("▌ Saved")
        assert "contact      Dana Reyes" in rows[6]
        await pilot.press("space")
        await pilot.pause()
    assert quick.return_value == 0
    quick = QuickApp(desk, UNICODE)
    async with quick.run_test(size=(100, 14)) as pilot:
        await pilot.press(*"Badge", "escape")
        await pilot.pause()
    assert quick.return_value == 1
    assert len(desk.cards()) == 1
