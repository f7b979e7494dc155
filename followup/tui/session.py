"""What the board knows between two paintings: the cards as last judged, the filter, the marks.

No widget and no thread of its own. `look` gives the frozen snapshot that the screens draw.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from followup.core import records
from followup.core.arranging import USUAL as BY_NEED
from followup.core.arranging import Order, arranged
from followup.core.board import Board, Column, Keep, Seen, lay_out, look_again, narrowed, relaid
from followup.core.policy import AT_RISK, Rules
from followup.core.query import asked, haystack, narrows
from followup.desk import Desk
from followup.errors import FollowupError
from followup.tui.draw.card import Scene
from followup.tui.draw.header import Alerts, Filtered
from followup.tui.glyphs import Glyphs
from followup.tui.spoken import Spoken
from followup.tui.state import USUAL, Habits, State

# A filter as compiled: which cards it keeps, and the plain words to show where they match.
Filter = tuple[Keep, tuple[str, ...]]
FEW = 100  # cards; with more of them changed, sorting everything is as quick
MOST_SIFTS = 40  # filters whose boards are kept: a line typed, and taken back again
NEWS_FOR = 60  # seconds for which it is news what was alerted while the board was closed


class Session:
    """One board over one desk. `compiled` makes a filter of what was typed, or raises Refused.

    `looked_at` is when the board was last looked at (UTC seconds): what was alerted since is news for a minute,
    or until something is done about any card. None for a board that was never away.
    """

    def __init__(
        self,
        desk: Desk,
        glyphs: Glyphs,
        compiled: Callable[[str, int], Filter],
        habits: Habits = USUAL,
        looked_at: int | None = None,
    ) -> None:
        self.desk = desk
        self.habits = habits
        self.glyphs, self.fill_key = glyphs, "o"
        self.marks: frozenset[str] = frozenset()
        self._compiled = compiled
        self._filter_text = ""
        self._filter: Filter | None = None
        self._wants_archive = self._had_archive = False
        self.order = BY_NEED
        self._arranged: dict[str, tuple[Column, Order, Column]] = {}
        self._seen: dict[str, Seen] = {}
        self._now = 0
        self._spoken = Spoken()
        self._asked: tuple[int, frozenset[str]] = (-1, frozenset())
        self._alerts: tuple[Alerts, Mapping[str, Mapping[str, Any]]] = (Alerts(), {})
        self._board: Board | None = None
        self._whole: Board | None = None  # the board without a filter, while no card has changed since
        self._laid_for: Filter | None = None
        # What was typed, and the board of it, while no card is looked at anew.
        self._sifts: dict[str, Board] = {}
        self._looked_at = looked_at
        self._away: frozenset[str] = frozenset()
        self._news_until = 0

    def look(self) -> State:
        """The snapshot as of now. Cards whose level cannot have changed are not judged again."""
        now = self.desk.now()
        before = self._seen if now >= self._now else None
        known = self._seen
        cards = self.desk.everything() if self._wants_archive else self.desk.cards()
        self._seen, touched = look_again(cards, now, self.desk.rules, before, self.desk.mutes())
        self._now = now
        self.marks = frozenset(one for one in self.marks if one in self._seen)
        changed = self._changed(known, self._seen if touched is None else touched) if known else frozenset()
        board = self._board = self._laid(known, touched, now)
        self._whole = None if self._filter else board
        self._sifts.clear()
        self._alerts = self._alerted(touched)
        self._asked = self._asked_about(touched)
        return self._state(board, changed)

    def sift(self) -> State:
        """The snapshot after the filter alone has changed: no card is judged again, and none looked at that the
        filter before had already left out."""
        board = self._sifted()
        if board is None:
            return self.look()
        self._board, self._laid_for = board, self._filter
        return self._state(board, frozenset())

    def _sifted(self) -> Board | None:
        """The board for the filter as it is; None where the cards themselves must be looked at."""
        if self._wants_archive or self._had_archive:
            return None
        if self._filter is None:
            return self._whole
        text = self._filter_text
        if text not in self._sifts:
            wider = (one for known, one in reversed(self._sifts.items()) if narrows(text, known))
            base = next(wider, None) or self._whole
            if base is None:
                base = self._whole = lay_out(self._seen, self._now)
            if len(self._sifts) >= MOST_SIFTS:
                self._sifts.clear()
            self._sifts[text] = narrowed(base, self._filter[0])
        return self._sifts[text]

    def fold(self) -> None:
        """Make every card's text ready to be searched: the first letter typed need not wait for it."""
        for one in self._seen.values():
            haystack(one.card)

    def arrange(self, order: Order) -> State:
        """The snapshot in another order."""
        self.order = order
        return self._state(self._board, frozenset()) if self._board is not None else self.look()

    def _state(self, board: Board, changed: frozenset[str]) -> State:
        words = self._filter[1] if self._filter else ()
        scene = Scene(self._now, self.desk.rules, self.glyphs, words, self.fill_key)
        total = len(self._seen) if self._wants_archive else board.total
        filtered = Filtered(self._filter_text, board.matching, total) if self._filter else None
        shown = board._replace(columns=tuple(map(self._in_order, board.columns)))
        alerts, rows = self._alerts
        return State(
            shown, self._seen, scene, alerts, filtered, self.marks, changed, self.habits, rows, self.order,
            len(self._asked[1]),
        )  # fmt: skip

    def _asked_about(self, touched: frozenset[str] | None) -> tuple[int, frozenset[str]]:
        """The minute, and the cards whose promised date is asked about in it; those at risk are red and counted as
        that. Within a minute only the cards that differ are looked at."""
        now, week = self._now, self.desk.rules.week
        (minute, before), some = self._asked, self._seen
        if touched is None or minute != now // 60:
            before = frozenset()
        else:
            some = {key: self._seen[key] for key in touched if key in self._seen}
            before -= touched
        ahead = [
            one.card for one in some.values() if (one.card.due or 0) > now and one.verdict.level != AT_RISK
        ]
        if not ahead:
            return now // 60, before
        from followup.core import promises

        return now // 60, before | {one.card.id for one in promises.asked(ahead, now, week)}

    def _alerted(
        self, touched: frozenset[str] | None = None
    ) -> tuple[Alerts, Mapping[str, Mapping[str, Any]]]:
        """What was alerted so far, counted and row by row."""
        version, rows = self.desk.alerts_version, self.desk.alerts()
        self._spoken.take(version, rows)
        used = self._spoken.used(self._now, self.desk.rules.week)
        pending = self._spoken.count_pending(self._seen, touched)
        return Alerts(used, self.habits.budget, pending, self._count_away(rows, self._now)), rows

    def _in_order(self, column: Column) -> Column:
        """The column as it is to be shown; one that has not changed is not sorted again."""
        known = self._arranged.get(column.stage)
        if known is None or known[0] is not column or known[1] != self.order:
            known = self._arranged[column.stage] = (column, self.order, arranged(column, self.order))
        return known[2]

    def _laid(self, known: dict[str, Seen], touched: frozenset[str] | None, now: int) -> Board:
        """The board; where only a few cards differ from what was shown, at the cost of those."""
        keep = self._filter[0] if self._filter else None
        if touched is not None and self._board is not None and self._laid_for is self._filter:
            gone = [known[key] for key in touched if key in known]
            come = [self._seen[key] for key in touched if key in self._seen]
            if len(gone) + len(come) <= FEW:
                return relaid(self._board, gone, come, now, keep)
        self._laid_for = self._filter
        return lay_out(self._seen, now, keep)

    def _count_away(self, rows: Mapping[str, Mapping[str, Any]], now: int) -> int:
        """On how many cards what was said before the first look still waits."""
        if self._looked_at is not None:
            self._away = records.pending_since(rows, self._seen, self._looked_at)
            self._looked_at, self._news_until = None, now + NEWS_FOR
        if self._away and not self._news_until - NEWS_FOR <= now < self._news_until:
            self.end_news()
        if not self._away:
            return 0
        last = {key: row for key, row in self._spoken.last.items() if row["card"] in self._away}
        return records.count_pending(last, self._seen)

    def end_news(self) -> None:
        """What was alerted while the board was closed is no news any more."""
        self._away = frozenset()

    def _changed(self, known: dict[str, Seen], touched: Iterable[str]) -> frozenset[str]:
        """Which of these cards differ from what was shown: another revision, or another level."""
        return frozenset(
            key
            for key in touched
            if (seen := self._seen.get(key)) is not None
            and (old := known.get(key)) is not seen
            and (old is None or old.card is not seen.card or old.verdict.level != seen.verdict.level)
        )

    def is_behind(self) -> bool:
        """Whether `catch_up` may find something; any thread may ask, and waits for nobody."""
        try:
            return self.desk.is_behind() or self._is_outdated()
        except FollowupError:  # catching up will say so
            return True

    def _is_outdated(self) -> bool:
        """Whether the minute, or what was alerted here, is not what was shown last."""
        return self.desk.now() // 60 != self._now // 60 or self.desk.alerts_version != self._spoken.version

    def catch_up(self) -> State | None:
        """A new snapshot if another program or the clock's minute has changed the picture, else None."""
        if self.desk.refresh() is None and not self._is_outdated():
            return None
        return self.look()

    def retune(
        self, rules: Rules, habits: Habits, drawn_with: Glyphs, compiled: Callable[[str, int], Filter]
    ) -> State:
        """The snapshot under other settings: every card is judged anew, and the filter read anew."""
        self.desk.rules, self.habits, self.glyphs, self._compiled = rules, habits, drawn_with, compiled
        self._seen, self._board, self._arranged = {}, None, {}
        try:
            self.filter(self._filter_text)
        except FollowupError:
            self.filter("")
        return self.look()

    def remarks(self) -> list[str]:
        """What is to be said once about the board's files."""
        return self.desk.remarks()

    def filter(self, text: str) -> None:
        """Keep only the cards that match; empty text keeps all. Raises Refused, and keeps the filter as it was."""
        wanted = text.strip()
        self._filter = self._compiled(wanted, self.desk.now()) if wanted else None
        self._had_archive, self._wants_archive = self._wants_archive, "archived" in asked(wanted)
        self._filter_text = wanted

    def mark(self, card_id: str | None) -> None:
        """Set or take off a card's mark; None takes all off."""
        self.marks = frozenset() if card_id is None else self.marks ^ {card_id}
