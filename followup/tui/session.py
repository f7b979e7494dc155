"""What the board knows between two paintings: the cards as last judged, the filter, the marks.

No widget and no thread of its own. `look` gives the frozen snapshot that the screens draw.
"""

from collections.abc import Callable, Mapping
from typing import Any

from followup.core import records
from followup.core.board import Board, Keep, Seen, lay_out, look_at_all, relaid
from followup.core.query import asked
from followup.desk import Desk
from followup.errors import FollowupError
from followup.tui.draw.card import Scene
from followup.tui.draw.header import Alerts, Filtered
from followup.tui.glyphs import Glyphs
from followup.tui.state import USUAL, Habits, State

# A filter as compiled: which cards it keeps, and the plain words to show where they match.
Filter = tuple[Keep, tuple[str, ...]]
FEW = 100  # cards; with more of them changed, sorting everything is as quick
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
        self.glyphs = glyphs
        self.marks: frozenset[str] = frozenset()
        self._compiled = compiled
        self._filter_text = ""
        self._filter: Filter | None = None
        self._wants_archive = False
        self._seen: dict[str, Seen] = {}
        self._now = 0
        self._alerts_version = 0
        self._last_rows: Mapping[str, Mapping[str, Any]] = {}
        self._board: Board | None = None
        self._laid_for: Filter | None = None
        self._looked_at = looked_at
        self._away: frozenset[str] = frozenset()
        self._news_until = 0

    def look(self) -> State:
        """The snapshot as of now. Cards whose level cannot have changed are not judged again."""
        now = self.desk.now()
        before = self._seen if now >= self._now else None
        known = self._seen
        cards = self.desk.everything() if self._wants_archive else self.desk.cards()
        self._seen = look_at_all(cards.values(), now, self.desk.rules, before, self.desk.mutes())
        self._now = now
        self.marks = frozenset(one for one in self.marks if one in self._seen)
        changed = self._changed(known) if known else frozenset()
        board = self._board = self._laid(known, now)
        words = self._filter[1] if self._filter else ()
        scene = Scene(now, self.desk.rules, self.glyphs, words)
        filtered = Filtered(self._filter_text, board.matching, board.total) if self._filter else None
        rows = self._alert_rows()
        used = records.used_today(rows, now, self.desk.rules.week)
        pending = records.count_pending(self._last_rows, self._seen)
        alerts = Alerts(used, self.habits.budget, pending, self._count_away(rows, now))
        return State(board, self._seen, scene, alerts, filtered, self.marks, changed, self.habits, rows)

    def _laid(self, known: dict[str, Seen], now: int) -> Board:
        """The board; where only a few cards differ from what was shown, at the cost of those."""
        keep = self._filter[0] if self._filter else None
        if self._board is not None and self._laid_for is self._filter:
            gone = [one for key, one in known.items() if self._seen.get(key) is not one]
            come = [one for key, one in self._seen.items() if known.get(key) is not one]
            if len(gone) + len(come) <= FEW:
                return relaid(self._board, gone, come, now, keep)
        self._laid_for = self._filter
        return lay_out(self._seen, now, keep)

    def _alert_rows(self) -> Mapping[str, Mapping[str, Any]]:
        version, rows = self.desk.alerts_version, self.desk.alerts()
        if version != self._alerts_version:
            self._alerts_version, self._last_rows = version, records.last_rows(rows)
        return rows

    def _count_away(self, rows: Mapping[str, Mapping[str, Any]], now: int) -> int:
        """On how many cards what was said before the first look still waits."""
        if self._looked_at is not None:
            self._away = records.pending_since(rows, self._seen, self._looked_at)
            self._looked_at, self._news_until = None, now + NEWS_FOR
        if self._away and not self._news_until - NEWS_FOR <= now < self._news_until:
            self.end_news()
        if not self._away:
            return 0
        last = {key: row for key, row in self._last_rows.items() if row["card"] in self._away}
        return records.count_pending(last, self._seen)

    def end_news(self) -> None:
        """What was alerted while the board was closed is no news any more."""
        self._away = frozenset()

    def _changed(self, known: dict[str, Seen]) -> frozenset[str]:
        """The cards that differ from what was shown: another revision, or another level."""
        return frozenset(
            key
            for key, seen in self._seen.items()
            if (old := known.get(key)) is not seen
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
        return self.desk.now() // 60 != self._now // 60 or self.desk.alerts_version != self._alerts_version

    def catch_up(self) -> State | None:
        """A new snapshot if another program or the clock's minute has changed the picture, else None."""
        if self.desk.refresh() is None and not self._is_outdated():
            return None
        return self.look()

    def remarks(self) -> list[str]:
        """What is to be said once about the board's files."""
        return self.desk.remarks()

    def filter(self, text: str) -> None:
        """Keep only the cards that match; empty text keeps all. Raises Refused, and keeps the filter as it was."""
        wanted = text.strip()
        self._filter = self._compiled(wanted, self.desk.now()) if wanted else None
        self._wants_archive = "archived" in asked(wanted)
        self._filter_text = wanted

    def mark(self, card_id: str | None) -> None:
        """Set or take off a card's mark; None takes all off."""
        self.marks = frozenset() if card_id is None else self.marks ^ {card_id}
