"""Sorting and grouping the board, what the footer keeps, and what a filter shows where it matches."""

from collections.abc import Callable

from followup.core.board import look
from followup.core.found import excerpt, out_of_sight
from followup.desk import Desk
from followup.tui.app import FollowupApp
from followup.tui.draw.card import Scene, card_rows
from followup.tui.draw.header import footer
from followup.tui.draw.lines import Line, measure
from followup.tui.glyphs import UNICODE
from followup.tui.palette import On
from followup.tui.screens.board import FOOTER, LASTING
from followup.tui.screens.detail import DetailPage
from followup.tui.widgets.bars import FooterBar, HeaderBar
from followup.tui.widgets.column import ColumnView
from followup.tui.widgets.nextmove import NextMove
from tests.tui.screens import press, text_of

Boards = Callable[..., FollowupApp]
WIDE, SMALL = (160, 48), (80, 24)


def titles(app: FollowupApp, stage: str = "sent") -> list[str]:
    """A column's titles from the top."""
    return [one.card.title for one in app.board.columns[stage].seen]


def drawn(app: FollowupApp, stage: str) -> list[str]:
    """A column's rows."""
    view = next(view for view in app.screen.query(ColumnView) if view.stage == stage)
    return [strip.text.rstrip() for strip in view._painted]


async def test_sorting_and_grouping(demo: FollowupApp) -> None:
    """`S` puts the soonest deadline first, says so, keeps the selection, and `n` still finds what needs me; `B` names
    each requester over their cards, then each contact, then none, and a new card goes to its own."""
    async with demo.run_test(size=WIDE) as pilot:
        await press(pilot)
        before, chosen = titles(demo), demo.board.chosen["followed_up"]
        await press(pilot, "S")
        assert titles(demo)[0] == "Vendor security answers complete"
        assert "by deadline" in text_of(demo, HeaderBar)
        assert "sorted by deadline" in text_of(demo, FooterBar)
        assert not any("waiting" in row for row in drawn(demo, "sent"))
        assert demo.board.chosen["followed_up"] == chosen
        found = set()
        for _ in range(5):
            await press(pilot, "n")
            assert demo.board.selected is not None
            found.add(demo.board.selected.card.title)
        assert len(found) == 5
        await press(pilot, "S")
        assert titles(demo) == before
        assert "by deadline" not in text_of(demo, HeaderBar)
        await press(pilot, "B")
        heads = [row.split("─")[0].strip() for row in drawn(demo, "sent")[2:] if row.endswith("─")]
        assert {"Tom Becker", "Maria Lopez", "nobody expects news"} < {
            head.rstrip(" 0123456789") for head in heads
        }
        await press(pilot, "a", *"New one @dana ^maria", "enter", "escape", "escape", "escape", "escape")
        assert [(one.name, one.size) for one in demo.board.columns["sent"].groups][-1] == ("maria", 1)
        await press(pilot, "B")
        assert "Priya Nair" in [one.name for one in demo.board.columns["sent"].groups]
        await press(pilot, "B")
        assert demo.board.columns["sent"].groups == ()


async def test_a_filter_narrows_explains_and_shows_why(board: Boards, desk: Desk) -> None:
    """`/` narrows while it is typed, says how many match, and in place what it cannot read; a match in a note stands
    on the card and on its page; the focus goes where there are cards, esc shows all again. However far one scrolls
    in a group, its name stays above."""
    app = board(*(f"Card {number:02}" for number in range(40)), "Signed QUOTE", requester="Maria Lopez")
    card = next(one for one in desk.cards().values() if one.title == "Signed QUOTE")
    desk.follow_up([card.id])
    desk.note([card.id], "**Ben** has the same figures")
    async with app.run_test(size=WIDE) as pilot:
        app.show(app.session.look())
        await press(pilot, "B", "G")
        row = drawn(app, "sent")[2]
        assert row.startswith("  Maria Lopez 40 ─")
        assert "↑ 33 more" in row
        await press(pilot, "slash", *"for:maria is:id")
        assert "nothing is called is:" in text_of(app, NextMove)
        await press(pilot, "enter")
        assert app.board.strip.is_asking
        await press(pilot, "escape", "slash", *"Quote same", "enter")
        assert "1 of 41 match" in text_of(app, HeaderBar)
        assert app.board.stage == "followed_up"
        assert "note: Ben has the same figures" in "\n".join(drawn(app, "followed_up"))
        match = app.palette.style("primary underline", On.PANEL)
        assert match in styles(app, ColumnView, "QUOTE")
        assert match in styles(app, ColumnView, "same")
        await press(pilot, "enter")
        assert app.palette.style("primary underline", On.SHEET) in styles(app, DetailPage, "same")
        assert app.palette.style("sentence bold", On.SHEET) in styles(app, DetailPage, "Ben")
        await press(pilot, "escape", "escape")
        assert app.state.filtered is None


def test_what_passes_goes_first() -> None:
    """However narrow the footer, nothing that lasts is dropped while anything else is there."""
    keys = [(name, "word") for name in FOOTER]
    passing = {name for name in FOOTER if name not in LASTING}
    for cells in range(20, 400):
        kept = [text for text, _ in footer(keys, ("^p", "commands"), cells, passing)]
        here = [name for name in FOOTER if name in kept]
        assert not passing & set(here) or set(LASTING) <= set(here)


class TestWhyItMatches:
    NOTE = "On Monday Ben said that\nhe has the same numbers as the finance desk"

    def rows(self, desk: Desk, cells: int, *words: str) -> list[Line]:
        """The card as it is drawn in that many cells while these words are looked for."""
        card = desk.add(
            [({"title": "Board pack", "contact": "Dana", "tags": ["q3"]}, None)], note=self.NOTE
        ).cards[0]
        now = desk.now()
        seen = look(card, now, desk.rules)
        return card_rows(seen, cells, cells + 3, Scene(now, desk.rules, UNICODE, words))

    def test_a_match_out_of_sight_is_shown_instead_of_the_dateline(self, desk: Desk) -> None:
        """At every width the last row quotes the note around the match, in blue, and no row is too wide."""
        for cells in (27, 38, 77, 115):
            rows = self.rows(desk, cells, "same numb")
            assert ("same numb", "primary underline") in rows[-1]
            assert any(text.startswith("note: ") for text, _ in rows[-1])
            assert all(measure(row) <= cells for row in rows)

    def test_a_match_in_sight_is_marked_where_it_stands(self, desk: Desk) -> None:
        """In the title and the name; the last row stays as it is."""
        rows = self.rows(desk, 38, "pack", "dana")
        assert ("pack", "primary underline") in rows[1]
        assert ("Dana", "primary underline") in rows[0]
        assert "note" not in "".join(text for text, _ in rows[-1])

    def test_any_text_of_the_card_is_named(self, desk: Desk) -> None:
        """A tag is found as a tag; a word that is nowhere is found nowhere."""
        card = desk.add([({"title": "x", "tags": ["q3"], "outcome": "signed paper"}, None)]).cards[0]
        assert out_of_sight(card, ("q3",), "x") == ("tag", "#q3", "q3")
        assert out_of_sight(card, ("paper", "x"), "x") == ("outcome", "signed paper", "paper")
        assert out_of_sight(card, ("elsewhere",), "x") is None

    def test_an_excerpt_begins_with_a_word(self) -> None:
        """A long text is cut before the match at a blank, and marked."""
        assert excerpt("short", "or", 20) == "short"
        cut = excerpt("a long way before it comes to the match at last", "match", 20)
        assert cut.startswith("…")
        assert cut[1:].split()[0] in [
            "a",
            "long",
            "way",
            "before",
            "it",
            "comes",
            "to",
            "the",
            "match",
            "at",
            "last",
        ]
        assert cut.index("match") < 20


def styles(app: FollowupApp, kind: type[ColumnView] | type[DetailPage], text: str) -> list[object]:
    """The styles in which widgets of a kind draw exactly this text."""
    strips = [strip for part in app.screen.query(kind) for strip in part._painted]
    return [part.style for strip in strips for part in strip if part.text == text]
