"""A card's page as plain lines: runway, facts, history."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import card as cards
from followup.core import events as ev
from followup.core import ids, policy
from followup.core.card import Card
from followup.core.events import Event
from followup.core.policy import Rules
from followup.core.stages import OPEN
from followup.core.workweek import Workweek
from followup.tui.draw.axis import BETWEEN, Axis, Label, labels
from followup.tui.draw.detail import Detail, page
from followup.tui.draw.lines import Line, measure
from followup.tui.draw.marks import Popup, popups_of
from followup.tui.draw.wrapping import flowed, wrap
from followup.tui.glyphs import ASCII, UNICODE, Glyphs
from followup.tui.palette import DARK, Palette
from followup.tui.screens.detail import DetailPage

ZONE = ZoneInfo("America/New_York")
RULES = Rules(Workweek(ZONE, holidays=[date(2026, 11, 26)]))


def at(day: int, hour: int, minute: int = 0) -> int:
    """An instant in November 2026, in New York."""
    return int(datetime(2026, 11, day, hour, minute, tzinfo=ZONE).timestamp())


NOW = at(24, 14, 12)


def happened(moment: int, kind: str, **data: Any) -> Event:
    return Event("E", moment, moment, kind, "board", data)


OPENED = happened(
    at(20, 10), ev.OPENED, title="Board pack figures in hand", contact="Dana Reyes", requester="Maria Lopez",
    outcome="Final Q3 figures are in the pack", alternates=["Ben Ortiz, ext 2210"], tags=["board"],
    due=at(25, 12), due_kind="hard", breaks="board has no figures", next_move="call reception", via="mail",
)  # fmt: skip
STORY = (
    OPENED,
    happened(at(20, 16, 5), ev.UPDATED, via="chat", text="I follow up on Tuesday."),
    happened(at(23, 9, 30), ev.NOTED, text="Ben has the same numbers"),
    happened(at(24, 9), ev.FOLLOWED_UP, via="voicemail"),
)
POPUPS = (Popup(at(24, 12, 40), "check Dana", "sent by bus"),)


def folded(*events: Event) -> Card:
    return cards.fold("01KAHSAAAAK3FQQQQQQQQQQQQQ", events)


def drawn(
    card: Card, cells: int = 155, height: int = 42, now: int = NOW, glyphs: Glyphs = UNICODE,
    popups: tuple[Popup, ...] = (),
) -> list[str]:  # fmt: skip
    detail = Detail(card, policy.judge(card, now, RULES), now, RULES, popups, "k3f")
    return [_text(line) for line in page(detail, cells, height, glyphs)]


def _text(line: Line) -> str:
    return "".join(text for text, _ in line).rstrip()


def row_with(rows: list[str], words: str) -> str:
    return next(row for row in rows if words in row)


def place_of(rows: list[str], words: str) -> int:
    return next(place for place, row in enumerate(rows) if words in row)


class TestRunway:
    def test_ticks_stand_in_proportion_to_working_time(self) -> None:
        """Of eleven working hours to the deadline, each tick stands at its share of the line."""
        line = drawn(folded(*STORY))[7]
        share = {"●": 0, "◇": 180, "┃": 220, "▼": 312, "┊": 480, "■": 660}
        assert {glyph: line.index(glyph) for glyph in share} == {
            glyph: round(minutes / 660 * 154) for glyph, minutes in share.items()
        }

    def test_says_what_is_left_and_what_was_missed(self) -> None:
        """The head counts working time and steps; a guard that passed unheeded is missed."""
        rows = drawn(folded(*STORY))
        assert rows[4] == "Runway   5h48 of working time left, room for 2 steps"
        assert "12:00 tell Maria, missed" in rows[8]
        assert "12:40 check, passed" in rows[8]

    def test_goes_to_the_check_without_a_deadline(self) -> None:
        """A card without a deadline is drawn to its check."""
        card = folded(happened(at(24, 9), ev.OPENED, title="Badge", contact="Dana"))
        rows = drawn(card)
        assert rows[4] == "Runway   no deadline; check today 17:00"
        assert rows[7].endswith("┃")
        assert "17:00 check Dana" in rows[8]

    @pytest.mark.parametrize(("day", "role"), [(24, "muted"), (26, "error")], ids=["kept", "missed"])
    def test_a_kept_deadline_is_not_red(self, day: int, role: str) -> None:
        """Of a resolved card the deadline is red only where it was missed."""
        card = folded(*STORY, happened(at(day, 15), ev.RESOLVED, proof="seen"))
        detail = Detail(card, policy.judge(card, at(27, 10), RULES), at(27, 10), RULES)
        found = [
            style for row in page(detail, 155, 40, UNICODE) for text, style in row if UNICODE.due in text
        ]
        assert found
        assert set(found) == {role}

    def test_of_a_resolved_card_ends_with_how_it_ended(self) -> None:
        """A resolved card's runway goes from its opening and says how much time was left."""
        rows = drawn(folded(*STORY, happened(at(24, 16), ev.RESOLVED, proof="they are in the pack")))
        assert "resolved after 22h of working time, 4h before the deadline" in row_with(rows, "Runway")
        assert any("they are in the pack" in row for row in rows)
        assert not any(" now " in row for row in rows)


class TestLabels:
    def test_one_that_would_touch_goes_to_the_other_side_of_its_tick(self) -> None:
        """Two labels that would touch stand on both sides of their ticks."""
        row = labels([Label(10, "first here", "", "", 2), Label(14, "then that", "", "", 1)], 40)
        assert _text(row) == " first here    then that"

    def test_two_blanks_stand_between_neighbours(self) -> None:
        """A label that would stand right beside another is dropped."""
        row = labels([Label(12, "right", "", "", 2), Label(7, "left", "", "", 1)], 30)
        assert _text(row) == "        right"

    def test_one_without_room_is_dropped(self) -> None:
        """The label with the lower rank gives way."""
        row = labels([Label(5, "a long label", "", BETWEEN, 2), Label(6, "another one", "", BETWEEN, 1)], 14)
        assert _text(row) == "a long label"

    def test_an_axis_without_working_time_has_two_ends(self) -> None:
        """Instants of a night fall on the first or the last cell."""
        axis = Axis(at(24, 18), at(24, 20), RULES.week, 30)
        assert (axis.cell(at(24, 18)), axis.cell(at(24, 19))) == (0, 29)


class TestHistory:
    def test_one_row_is_one_working_hour(self) -> None:
        """From Friday 10:00 to Tuesday 09:00 lie fifteen working hours, and fifteen rows."""
        rows = drawn(folded(*STORY))
        assert "one row is one working hour" in row_with(rows, "History")
        assert place_of(rows, "Tue 09:00  ●") - place_of(rows, "Fri 10:00  ●") == 15

    def test_is_coarser_where_it_would_not_fit(self) -> None:
        """On a lower screen a row stands for more hours, and the head says so."""
        rows = drawn(folded(*STORY), height=34)
        assert "one row is 2 working hours" in row_with(rows, "History")
        assert len(rows) <= 34

    def test_only_a_touch_stands_on_the_line(self) -> None:
        """Telling, notes and popups hang off by a branch, beyond the limit by a heavy one."""
        rows = drawn(folded(*STORY), popups=POPUPS)
        assert "16:05  ├◇ told Maria     by chat" in row_with(rows, "told Maria")
        assert "09:30  ┠○ note" in row_with(rows, "Ben has the same")
        assert "12:40  ┠· popup          check Dana, sent by bus" in row_with(rows, "sent by bus")
        assert "●  followed up    by voicemail" in row_with(rows, "voicemail")

    def test_names_a_silence_at_its_middle(self) -> None:
        """The silence over its limit is named half-way down the heavy line."""
        rows = drawn(folded(*STORY))
        heavy = [place for place, row in enumerate(rows) if row[80:81] in ("┃", "┠")]
        heavy = [place for place in heavy if place < place_of(rows, "Tue 09:00  ●")]
        assert "┃  15h silent, limit 6h30" in rows[(heavy[0] + heavy[-1] + 1) // 2]

    def test_runs_on_to_now_the_next_check_and_the_deadline(self) -> None:
        """What is ahead hangs off a broken line that ends at the deadline."""
        rows = drawn(folded(*STORY))
        assert "14:12  ▼  now            5h12 silent, limit 3h40" in row_with(rows, "▼  now")
        assert "Wed 09:06  ╎○ check Ben      if asked now" in row_with(rows, "╎○")
        assert "12:00  ■  !! deadline    board has no figures" in rows[-1]

    def test_shows_a_long_note_whole(self) -> None:
        """A note is wrapped, never cut."""
        words = [f"word{number}" for number in range(60)]
        rows = drawn(folded(OPENED, happened(at(23, 10), ev.NOTED, text=" ".join(words))), cells=77)
        assert [word for row in rows for word in row.split() if word.startswith("word")] == words

    def test_an_edit_says_what_it_was(self) -> None:
        """A changed field stands with its new and its old value."""
        changed = happened(at(23, 10), ev.EDITED, set={"title": "New", "next_move": None})
        rows = drawn(folded(OPENED, changed))
        assert "title  New  was Board pack figures in hand" in row_with(rows, "edited")
        assert any("next move  cleared  was call reception" in row for row in rows)

    def test_a_gap_of_years_is_cut_and_says_so(self) -> None:
        """A deadline years away does not make thousands of rows."""
        far = folded(OPENED, happened(at(20, 11), ev.RESCHEDULED, due=at(25, 12) + 10**9, was=at(25, 12)))
        rows = drawn(far)
        assert len(rows) < 150
        assert any("working hours left out" in row for row in rows)

    def test_one_popup_is_told_once(self) -> None:
        """A popup that spoke for several steps stands there once, named after the gravest; two popups are two."""
        card = folded(*STORY)
        rows = [
            {
                "card": card.id,
                "kind": kind,
                "step": f"{kind} {popup}",
                "at": at(24, 12),
                "popup": popup,
                "result": "delivered",
                "channel": "bus",
            }
            for kind, popup in (("check", "p1"), ("tell", "p1"), ("last_safe", "p1"), ("check", "p2"))
        ]
        assert [popup.what for popup in popups_of(rows, card)] == ["check Dana", "tell Maria"]

    def test_alerts_are_read_from_their_table(self) -> None:
        """Each alert of the card says what it was about and what became of it."""
        card = folded(*STORY)
        own = {"card": card.id, "kind": "tell", "step": "s", "at": 7, "result": "failed", "channel": "bus"}
        assert popups_of([own, own | {"card": "other"}], card) == (
            Popup(7, "tell Maria", "could not be shown by bus"),
        )


class TestFacts:
    def test_says_why_it_waits_that_long(self) -> None:
        """Wait, last safe moment and the moment to tell stand with their sums, the late step with how late."""
        rows = drawn(folded(*STORY))
        assert "3h40  a third of 11h left at 09:00, at most 4h" in row_with(rows, "wait  ")
        last_safe = place_of(rows, "last safe")
        assert "Mon 16:00  for another path, passed: due less 8h" in rows[last_safe]
        assert rows[last_safe + 1].startswith(" " * 13 + "notice and 4h for Ben")
        assert "today 12:00  missed: due less 8h notice for Maria" in row_with(rows, "tell by")
        assert "1  tell Maria where it stands  late since 12:00" in row_with(rows, "1  tell")

    def test_people_say_how_to_reach_them_and_who_was_tried(self) -> None:
        """Alternates say their reach and whether they were tried, the requester when they heard."""
        rows = drawn(folded(*STORY, happened(at(24, 10), ev.REROUTED, alternate="Ben Ortiz, ext 2210")))
        assert "Ben Ortiz  ext 2210, tried" in row_with(rows, "alternates")
        assert "Maria Lopez  last told Fri 16:05" in row_with(rows, "requester")

    def test_a_blank_shows_how_to_fill_it(self) -> None:
        """A bare card's page teaches the sigils."""
        rows = drawn(folded(happened(at(24, 9), ev.OPENED, title="Badge")))
        assert "=> what is true when it is done" in rows[place_of(rows, "Outcome") + 1]
        assert "^ who expects news" in row_with(rows, "requester")


class TestWrapping:
    @given(st.text(max_size=200), st.integers(1, 40))
    def test_no_row_is_wider_than_asked(self, text: str, cells: int) -> None:
        """Wrapped rows fit, unless a single letter is wider."""
        assert all(measure([(row, "")]) <= max(2, cells) for row in wrap(text, cells))

    def test_spans_run_on_over_rows(self) -> None:
        """A span that does not fit goes on in the next row, its separating blanks dropped."""
        rows = flowed([("one", "a"), ("  two three four", "b")], 9)
        assert [_text(row) for row in rows] == ["one  two", "three", "four"]


# Every card that the verbs can reach


def _events() -> st.SearchStrategy[list[tuple[str, dict[str, Any], int]]]:
    text = st.text(max_size=30)
    span = st.integers(-3 * 86400, 40 * 86400)
    kinds = st.one_of(
        st.tuples(st.just(ev.FOLLOWED_UP), st.fixed_dictionaries({}, optional={"via": text, "note": text})),
        st.tuples(st.just(ev.REROUTED), st.fixed_dictionaries({"alternate": text})),
        st.tuples(
            st.just(ev.HEARD),
            st.fixed_dictionaries(
                {"answer": st.sampled_from(ev.ANSWERS)},
                optional={"note": text, "until": span.map(lambda one: NOW + one)},
            ),
        ),
        st.tuples(st.just(ev.UPDATED), st.fixed_dictionaries({}, optional={"text": text})),
        st.tuples(st.just(ev.NOTED), st.fixed_dictionaries({"text": st.text(max_size=300)})),
        st.tuples(st.just(ev.SNOOZED), st.fixed_dictionaries({"until": span.map(lambda one: NOW + one)})),
        st.tuples(st.just(ev.MUTED), st.fixed_dictionaries({"muted": st.booleans()})),
        st.tuples(
            st.just(ev.RESCHEDULED),
            st.fixed_dictionaries(
                {"due": span.map(lambda one: NOW + one), "due_kind": st.sampled_from(cards.DUE_KINDS)}
            ),
        ),
        st.tuples(st.just(ev.EDITED), st.fixed_dictionaries({"set": st.fixed_dictionaries(
            {}, optional={"title": text, "contact": st.none() | text, "requester": st.none() | text,
                          "idle_limit_minutes": st.none() | st.integers(1, 9999)})})),
        st.tuples(st.just(ev.MOVED), st.fixed_dictionaries({"stage": st.sampled_from(OPEN)})),
        st.tuples(st.just(ev.RESOLVED), st.fixed_dictionaries({}, optional={"proof": text})),
        st.tuples(st.just(ev.REOPENED), st.fixed_dictionaries({"stage": st.sampled_from(OPEN)})),
    )  # fmt: skip
    step = st.tuples(kinds, st.integers(-86400, 5 * 86400)).map(lambda one: (*one[0], one[1]))
    return st.lists(step, max_size=8)


@st.composite
def _cards(draw: st.DrawFn) -> Card:
    opened_at = NOW - draw(st.integers(0, 60 * 86400))
    data: dict[str, Any] = {"title": draw(st.text(min_size=1, max_size=80))}
    if draw(st.booleans()):
        data |= {
            "due": NOW + draw(st.integers(-10, 60)) * 43210,
            "due_kind": draw(st.sampled_from(cards.DUE_KINDS)),
        }
    data |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "contact": st.text(max_size=20), "requester": st.text(max_size=20), "ball": st.just("mine"),
                "alternates": st.lists(st.text(max_size=20), max_size=3), "breaks": st.text(max_size=40),
            },
        )
    )  # fmt: skip
    card = cards.opened(ids.new_id(opened_at), Event("E", opened_at, opened_at, ev.OPENED, "cli", data))
    moment = opened_at
    for kind, more, step in draw(_events()):
        moment = moment + max(0, step)
        card = cards.apply(card, Event("E", moment + min(0, step), moment, kind, "cli", more))
    return card


@given(_cards(), st.integers(55, 295), st.integers(10, 60), st.sampled_from((UNICODE, ASCII)))
def test_every_reachable_card_has_a_page(card: Card, cells: int, height: int, glyphs: Glyphs) -> None:
    """Whatever happened to a card, its page is drawn, no row is wider than asked, and every event is on it."""
    detail = Detail(card, policy.judge(card, NOW, RULES), NOW, RULES, POPUPS, "k3f")
    rows = page(detail, cells, height, glyphs)
    assert all(measure(row) <= cells for row in rows)
    assert not any(letter in text for row in rows for text, _ in row for letter in "\n\r\t\x1b")
    notes = sum(event.kind == ev.NOTED for event in card.events)
    assert sum(f"{glyphs.check} note" in _text(row) for row in rows) >= notes


@pytest.mark.parametrize("cells", [55, 77, 115, 155, 295])
def test_the_page_fits_every_width(cells: int) -> None:
    """The story's page has no row over the width, and loses no fact on a narrow screen."""
    rows = drawn(folded(*STORY), cells=cells, popups=POPUPS)
    assert max(map(len, rows)) <= cells
    assert any("k3f" in row for row in rows)


def test_a_page_is_laid_out_once_while_it_is_scrolled() -> None:
    """A note may be 64 kB, and every key would lay it out again; another card, width or height is laid out anew."""
    shown = DetailPage(Palette(DARK.to_color_system().generate()), UNICODE)
    one, other = (
        Detail(card, policy.judge(card, NOW, RULES), NOW, RULES) for card in (folded(*STORY), folded(OPENED))
    )
    shown.detail = one
    rows = shown.lines(117, 30)
    assert shown.lines(117, 30) is rows
    assert shown.lines(57, 30) != rows
    assert shown.lines(117, 30) == rows
    shown.detail = other
    assert shown.lines(117, 30) != rows
