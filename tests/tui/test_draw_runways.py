"""All runways on one axis as plain lines: days, marks in their order, dates and words."""

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from followup.core import events as ev
from followup.core import policy, verbs
from followup.core.board import Seen, lay_out, look, look_at_all
from followup.core.card import Card
from followup.core.policy import Rules
from followup.core.runway import steps_of
from followup.core.workweek import Workweek
from followup.tui.draw.card import Scene
from followup.tui.draw.days import Days, days_of, days_off, heads, legend, rule
from followup.tui.draw.lines import Line, measure
from followup.tui.draw.plan import plan_rows, plan_whole
from followup.tui.draw.runways import bar, date_words, flights_of, measures, row
from followup.tui.glyphs import ASCII, UNICODE, Glyphs
from tests.core.making import NEW_YORK, RULES, WEEK, at, card_at, instants, reached, then

# Tuesday of the week of the tests, where the first cell is 09:00 and a cell is half an hour.
NOW = at("Tue 14:00")
PER = 16
MARKS = "◆◇■□┃"


def axis(now: int = NOW, offset: int = 0, count: int = 4, week: Workweek = WEEK) -> Days:
    return days_of(now, offset, count, PER, week)


def scene(now: int = NOW, glyphs: Glyphs = UNICODE, rules: Rules = RULES) -> Scene:
    return Scene(now, rules, glyphs)


def text_of(line: Line) -> str:
    return "".join(text for text, _ in line)


def drawn(card: Card, now: int = NOW, glyphs: Glyphs = UNICODE) -> str:
    return text_of(bar(look(card, now, RULES), axis(now), scene(now, glyphs)))


def dated(opened_at: str, due: str, **fields: Any) -> Card:
    return card_at(at(opened_at), due=at(due), **({"due_kind": "promised", "requester": "Maria"} | fields))


class TestDays:
    def test_each_working_day_is_as_wide_as_the_next(self) -> None:
        """An instant stands at its share of its own day; a day's end is the next one's start."""
        days = axis()
        places = {"Tue 09:00": 0, "Tue 13:00": 8, "Tue 17:00": 16, "Wed 09:00": 16, "Fri 17:00": 64}
        assert {text: days.cell(at(text)) for text in places} == places
        assert days.cells == 65

    def test_beyond_the_page_is_beyond_the_axis(self) -> None:
        """Before the first day there is no cell, after the last one there is none either."""
        assert axis().cell(at("Mon 16:00")) == -1
        assert axis().cell(at("+Mon 09:01")) == axis().cells

    def test_days_off_are_left_out_and_named(self) -> None:
        """A weekend is nobody's question; a holiday is named, and so is leave."""
        friday, monday = date(2026, 6, 5), date(2026, 6, 8)
        holidays = Workweek(NEW_YORK, holidays=[friday])
        leave = Workweek(NEW_YORK, leave=[(friday, friday)])
        both = Workweek(NEW_YORK, holidays=[friday, monday])
        assert [one.day.day for one in axis(week=holidays).days] == [2, 3, 4, 8]
        assert days_off(axis()) == ""
        assert days_off(axis(week=holidays)) == "Fri 5 is a holiday and is not drawn"
        assert days_off(axis(week=leave)) == "Fri 5 is leave and is not drawn"
        assert days_off(axis(week=both)) == "Fri 5 and Mon 8 are off and are not drawn"

    def test_begins_on_the_next_working_day_when_today_is_off(self) -> None:
        """On a Sunday the page begins on Monday, with now at its left edge."""
        days = axis(at("2026-06-07 12:00"))
        assert days.days[0].day == date(2026, 6, 8)
        assert text_of(rule(days, scene(at("2026-06-07 12:00")), 0, 10)) == "─" * 10

    def test_turns_by_working_days(self) -> None:
        """A day on or back skips the weekend."""
        assert [axis(offset=by).days[0].day.day for by in (-2, -1, 0, 1, 4)] == [29, 1, 2, 3, 8]

    def test_a_short_day_is_as_wide_and_counts_its_own_hours(self) -> None:
        """With half a Friday its noon is its end."""
        half = ((540, 780),)
        week = Workweek(NEW_YORK, [((540, 1020),)] * 4 + [half, (), ()])
        assert axis(week=week).cell(at("Fri 11:00")) == 3 * PER + PER // 2

    def test_heads_count_what_is_still_to_fall_due(self) -> None:
        """A day's head says how many deadlines fall on it, what has passed left out; a new month is named."""
        dues = sorted(map(at, ("Tue 10:00", "Tue 16:00", "Thu 12:00", "Thu 17:00")))
        assert text_of(heads(axis(), scene(), dues)).split() == [
            "Tue",
            "2",
            "■1",
            "Wed",
            "3",
            "Thu",
            "4",
            "■2",
            "Fri",
            "5",
        ]
        turning = days_of(at("2026-06-30 10:00"), 0, 2, PER, WEEK)
        assert text_of(heads(turning, scene(), [])).split() == ["Tue", "30", "Wed", "1", "Jul"]

    def test_now_stands_on_the_rule(self) -> None:
        """▼ stands over now, and nowhere when now is not on the page."""
        assert text_of(rule(axis(), scene(), 5, 40)).index("▼") == 5 + 10
        assert "▼" not in text_of(rule(axis(offset=1), scene(), 5, 40))


class TestBar:
    def test_runs_from_the_touch_through_now_to_the_deadline(self) -> None:
        """Silence is heavy until now, what is left is thin, and the marks that are ahead stand on it."""
        card = dated("Tue 11:00", "Fri 17:00")
        silent, left = " " * 4 + "━" * 6, "─" * 9 + "┃" + "─" * 20 + "◆" + "─" * 7 + "◇" + "─" * 15 + "■"
        assert drawn(card) == silent + left

    def test_a_wish_has_no_line_and_no_guards(self) -> None:
        """Only its check and its square stand there."""
        line = drawn(dated("Tue 11:00", "Thu 17:00", due_kind="wish"))
        assert [letter for letter in line if letter in MARKS] == ["┃", "□"]
        assert "─" not in line

    def test_debt_is_coloured(self) -> None:
        """Beyond the check the silence takes the level's colour, beyond a deadline it is red."""
        idle = bar(look(card_at(at("Tue 09:00"), idle_limit_minutes=180), NOW, RULES), axis(), scene())
        assert ("━━━", "warning") in idle
        late = bar(look(dated("Tue 09:00", "Tue 13:00"), NOW, RULES), axis(), scene())
        assert ("■━", "error") in late

    def test_a_deadline_beyond_the_page_is_pointed_at(self) -> None:
        """The line runs to the edge and ends in ›; a check beyond it does the same."""
        assert drawn(dated("Tue 11:00", "+Tue 17:00"))[-1] == "›"
        assert drawn(card_at(at("Tue 11:00"), idle_limit_minutes=4000))[-1] == "›"

    def test_a_snoozed_card_is_dotted_to_its_end(self) -> None:
        """Nothing fires before, and the line says so."""
        card = then(card_at(at("Tue 11:00")), [(ev.SNOOZED, {"until": at("Thu 09:00")})], at("Tue 13:00"))
        assert drawn(card).strip(" ┊") == "╌" * 28 + "┃"

    def test_what_was_done_asks_for_nothing(self) -> None:
        """With an alternate tried there is no last safe moment to draw; once told, there is no guard at all."""
        card = dated("Mon 10:00", "Fri 17:00", alternates=("Ben",))
        tried = then(card, verbs.alternate(card), at("Tue 11:00"))
        assert [letter for letter in drawn(tried) if letter in "◆◇"] == ["◇"]
        soon = dated("Tue 10:00", "Tue 17:00")
        told = then(soon, verbs.update(soon, "late"), at("Tue 13:45"))
        assert [letter for letter in drawn(soon) if letter in "◆◇"] == ["◇"]
        assert [letter for letter in drawn(told) if letter in "◆◇"] == []

    def test_has_ascii_stand_ins(self) -> None:
        """In ASCII the same cells hold ASCII, and the line that falls from now is not taken for a check."""
        card = dated("Tue 11:00", "Fri 17:00")
        wish = drawn(dated("Tue 11:00", "Fri 17:00", due_kind="wish"), glyphs=ASCII)
        assert (wish.count(":"), wish.count("|")) == (1, 1)
        assert drawn(card, glyphs=ASCII).isascii()
        assert len(drawn(card, glyphs=ASCII)) == len(drawn(card))


class TestWords:
    @pytest.mark.parametrize(
        ("card", "said"),
        [
            (dated("Tue 09:00", "Tue 13:00"), "!  Tue 2 Jun 13:00"),
            (dated("Tue 09:00", "Wed 13:00", due_kind="hard"), "!! Wed 13:00"),
            (card_at(at("Tue 09:00")), "   check Tue 17:00"),
            (card_at(at("Mon 09:00"), idle_limit_minutes=60), "   check passed Mon 10:00"),
            (card_at(at("Tue 13:00"), contact=None, ball="mine"), "   yours to Tue 17:00"),
        ],
        ids=["overdue", "hard", "check", "passed", "mine"],
    )
    def test_date_or_check(self, card: Card, said: str) -> None:
        """A dated card says its date as the board does, another one its check."""
        words = text_of(date_words(look(card, NOW, RULES), scene(), 31))
        assert words.startswith(said.replace("Tue 2 Jun", "today"))

    def test_one_word_says_what_is_wrong(self) -> None:
        """Overdue is passed; at risk names whom to tell, or whom to go to."""
        risky = dated("Mon 09:00", "Wed 09:00")
        nobody = dated("Mon 09:00", "Wed 09:00", requester=None, alternates=("Ben Ortiz",))
        for card, word in (
            (risky, "tell Maria"),
            (nobody, "go to Ben"),
            (dated("Tue 09:00", "Tue 13:00"), "passed"),
        ):
            assert text_of(date_words(look(card, NOW, RULES), scene(), 31)).endswith(word)

    def test_little_room_leaves_the_date(self) -> None:
        """On a narrow page the word goes, and every date fits."""
        assert (
            text_of(date_words(look(dated("Mon 09:00", "Wed 09:00"), NOW, RULES), scene(), 15))
            == "!  Wed 09:00"
        )


class TestPage:
    def test_dated_cards_come_first_the_soonest_on_top(self) -> None:
        """By date, then by ranking; without a date by ranking alone; resolved ones are not there."""
        cards = [
            dated("Tue 09:00", "Fri 12:00", title="c"), dated("Tue 09:00", "Thu 12:00", title="a"),
            dated("Tue 09:00", "Thu 13:00", title="b", due_kind="wish"), card_at(at("Tue 09:00"), title="e"),
            card_at(at("Mon 09:00"), title="d"),
        ]  # fmt: skip
        done = then(card_at(at("Tue 09:00"), title="x"), [(ev.RESOLVED, {})], at("Tue 10:00"))
        found = flights_of(lay_out(look_at_all([*cards, done], NOW, RULES), NOW))
        assert [one.card.title for one in found.dated] == ["a", "b", "c"]
        assert [one.card.title for one in found.undated] == ["d", "e"]
        assert found.dues == (at("Thu 12:00"), at("Fri 12:00"))

    @pytest.mark.parametrize("cells", [57, 77, 97, 115, 155, 295])
    def test_its_parts_fill_the_width(self, cells: int) -> None:
        """Title, axis and dates take no more than there is, and at least one day is drawn."""
        for wanted in (None, 1, 3):
            sizes = measures(cells, wanted)
            assert sizes.start + sizes.axis + 2 + sizes.dates <= cells or cells < 77
            assert sizes.days >= 1

    def test_the_picture_is_kept_at_160(self) -> None:
        """At 160x48 six days of thirteen cells stand beside forty of title, as LOOK has it."""
        sizes = measures(155)
        assert (sizes.title, sizes.per, sizes.days, sizes.start) == (40, 13, 6, 43)

    def test_the_legend_fits(self) -> None:
        """Where there is little room the legend is said in fewer words."""
        assert "last safe for another path" in text_of(legend(axis(), UNICODE, 155))
        assert measure(legend(axis(), UNICODE, 77)) <= 77


def test_a_sum_is_cut_in_the_strip_and_whole_in_a_sheet() -> None:
    """A row of the strip ends at its edge; in a sheet the sum goes on below where it began."""
    card = dated("Tue 10:00", "Wed 17:00", alternates=("the second translation agency in town",))
    steps = steps_of(card, policy.plan(card, RULES), NOW, RULES)
    cut = [text_of(line) for line in plan_rows(card, steps, NOW, WEEK, 70)]
    whole = [text_of(line) for line in plan_whole(card, steps, NOW, WEEK, 70)]
    assert len(cut) == 4
    assert cut[1].endswith("…")
    assert max(map(len, whole)) <= 70
    assert "translation agency in town" in " ".join(" ".join(whole).split())
    assert whole[2].index("half") if "half" in whole[2] else whole[2].startswith(" " * 20)


@given(reached(), instants, st.sampled_from((57, 77, 115, 155, 295)), st.integers(-5, 5))
def test_every_row_fits_and_its_marks_ascend(card: Card, now: int, cells: int, offset: int) -> None:
    """Whatever happened to a card, its row is within the page, and its marks stand on it in the order of time."""
    assume(card.is_open)
    sizes = measures(cells)
    days = days_of(now, offset, sizes.days, sizes.per, WEEK)
    one: Seen = look(card, now, RULES)
    assert measure(row(one, days, sizes, scene(now))) <= max(
        cells, sizes.start + sizes.axis + 2 + sizes.dates
    )
    line = text_of(bar(one, days, scene(now)))
    assert len(line) == days.cells
    assert one.plan is not None
    steps = steps_of(card, one.plan, now, RULES)
    places = [days.cell(step.at) for step in steps]
    assert places == sorted(places)
    assert all(-1 <= place <= days.cells for place in places)
    guards = [letter for letter in line if letter in "◆◇■"]
    assert guards == sorted(guards, key="◆◇■".index)
