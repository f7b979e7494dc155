"""One look: gather the cards, plan the popups, claim each under the store's lock, send it, record what became
of it. Whoever claims a popup sends it, so that any number of watchers and boards alert once."""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar, cast

from followup.config import Alerts, Settings
from followup.core import alerts as planning
from followup.core import board, clean, records
from followup.core.alerts import Agenda, Rest
from followup.core.board import Seen
from followup.core.card import Card, from_document
from followup.core.mutes import Mutes
from followup.core.popups import Popup, popup
from followup.core.stages import STAGES
from followup.core.steps import CONFIRM, NEWS
from followup.desk import Desk
from followup.errors import FollowupError, StoreError
from followup.notify.note import DEFAULT, FAILED, OFF, Delivery, Note, Urgency

Send = Callable[[Note], Delivery]
Log = Callable[[str], object]
T = TypeVar("T")

OPEN, FOLLOW_UP, SNOOZE = "open", "follow-up", "snooze"
OPENING = ((DEFAULT, "Open board"), (OPEN, "Open board"))
FOR_ONE = (*OPENING, (FOLLOW_UP, "Followed up"), (SNOOZE, "Snooze 1 day"))
# News is no question to the contact, and what is resolved has nothing left to snooze.
FOR_KIND = {NEWS: (*OPENING, (SNOOZE, "Snooze 1 day")), CONFIRM: OPENING}
WOULD = "would"


class Said(NamedTuple):
    """What `watch --once --json` prints of one popup; `channel` is None where none was used."""

    kind: str
    cards: tuple[str, ...]
    title: str
    body: str
    channel: str | None
    result: str


def to_stderr(line: str) -> None:
    """Where the watcher says what is wrong, a line each."""
    print(f"followup: {clean.shown(line)}", file=sys.stderr)


def once(
    desk: Desk, settings: Settings, send: Send, dry_run: bool = False, log: Log = to_stderr
) -> list[dict[str, Any]]:
    """Alert about what is due now, and say what became of it, each as `watch --once --json` prints it.

    With `dry_run` say what would be sent, and write nothing. Raises StoreError when the store cannot be read
    or written; a popup that could not be claimed is not sent.
    """
    return [said._asdict() for said in Watcher(desk, settings.alerts, send, log).look(dry_run=dry_run)]


class Watcher:
    """What `once` does, remembering what was seen: a look at a board at rest costs nothing."""

    def __init__(self, desk: Desk, alerts: Alerts, send: Send, log: Log) -> None:
        self.desk = desk
        self.alerts = alerts
        self.next_at: int | None = None
        self.seen: dict[str, Seen] = {}
        # The cards of the last popup under each key that was sent.
        self.cards: dict[str, tuple[str, ...]] = {}
        self._send = send
        self._log = log
        self._leaves: Mapping[str, Any] = {}
        self._rests: dict[str, Rest] = {}
        self._looked_at: int | None = None
        self._version = -1
        self._logged: set[str] = set()

    def look(self, dry_run: bool = False, gather: bool = False) -> list[Said]:
        """Alert about what is due now; `gather` makes one digest of what was missed."""
        now, version = self.desk.now(), self.desk.store.version
        if version == self._version and self._is_at_rest(now):
            return []
        agenda = self._plan(now, gather)
        said = [one for popup in agenda.popups if (one := self._say(popup, now, dry_run)) is not None]
        # Only now: a look that failed half way is looked again.
        self.next_at, self._rests, self._looked_at, self._version = agenda.next_at, agenda.rests, now, version
        return said

    def settle(self, alerts: Alerts) -> None:
        """Go by these settings, and by the desk's rules as they are now: everything is judged anew."""
        self.alerts = alerts
        self.seen, self._rests, self._looked_at, self._version = {}, {}, None, -1

    def _is_at_rest(self, now: int) -> bool:
        """Whether nothing can have become due since the last look; a clock set back proves nothing."""
        if self._looked_at is None or now < self._looked_at:
            return False
        return self.next_at is None or now < self.next_at

    # Gather

    def _plan(self, now: int, gather: bool) -> Agenda:
        self._look_at_cards(now)
        alerts = self.desk.store.alerts()
        rests = self._rests if self._looked_at is None or now >= self._looked_at else {}

        def planned(seen: Mapping[str, Seen]) -> Agenda:
            return planning.agenda(seen.values(), alerts, now, self.desk.rules, self.alerts, gather, rests)

        agenda = self.guarded("planning", lambda: planned(self.seen))
        if agenda is not None:
            return agenda
        # Some card cannot be planned: leave out that one.
        self.seen = {
            key: one
            for key, one in self.seen.items()
            if self.guarded(f"card {key}", partial(planned, {key: one})) is not None
        }
        return self.guarded("planning", lambda: planned(self.seen)) or Agenda((), None, {})

    def _look_at_cards(self, now: int) -> None:
        leaves, mutes = dict(self.desk.store.leaves()), self.desk.mutes()
        before = self._leaves if self._looked_at is None or now >= self._looked_at else {}
        found: dict[str, Seen] = {}
        for key, leaf in leaves.items():
            old = self.seen.get(key) if before.get(key) is leaf else None
            one = self.guarded(f"card {key}", partial(self._see, leaf, now, old, mutes))
            if one is not None:
                found[key] = one
        self.seen, self._leaves = found, leaves

    def _see(self, leaf: Card | dict[str, Any], now: int, old: Seen | None, mutes: Mutes) -> Seen:
        card = old.source if old is not None else leaf if isinstance(leaf, Card) else from_document(leaf)
        if card.stage not in STAGES:
            raise ValueError(f"{card.stage!r} is no stage")
        return board.look(card, now, self.desk.rules, old, mutes)

    # Send

    def _say(self, popup: Popup, now: int, dry_run: bool) -> Said | None:
        if dry_run:
            waits = popup.held or self._is_off
            return _said(popup, None if waits else self.alerts.channel, records.PENDING if waits else WOULD)
        rows = records.claims(popup, now, self.desk.rules.week)
        ours = self.desk.store.claim(rows)
        mine = self._of_ours(popup, ours, now)
        if mine is None:
            return None
        if popup.held:
            return _said(mine, None, records.PENDING)
        self.cards[mine.key] = mine.cards
        delivery = self._send(note(mine))
        self._record(ours, delivery)
        if self._is_off:
            return _said(mine, None, records.PENDING)
        return _said(mine, delivery.channel, delivery.result)

    @property
    def _is_off(self) -> bool:
        """Whether the person wants no popups: then all of them wait on the board, and none has failed."""
        return self.alerts.channel == OFF

    def _of_ours(self, popup_: Popup, ours: frozenset[str], now: int) -> Popup | None:
        """The popup without the cards that somebody else has claimed; None when those are all."""
        leads = records.lead_keys(popup_, now, self.desk.rules.week)
        voices = [voice for voice, key in zip(popup_.voices, leads, strict=True) if key in ours]
        if len(voices) == len(popup_.voices):
            return popup_
        if not voices:
            return None
        return popup(
            voices, now, self.desk.rules, self.alerts.hide_titles, cost=popup_.cost, held=popup_.held
        )

    def _record(self, keys: frozenset[str], delivery: Delivery) -> None:
        fields: dict[str, Any] = {"result": delivery.result, "channel": delivery.channel}
        if delivery.result == FAILED:
            # Nobody was interrupted: it costs nothing, and waits in the pending list.
            fields |= {"cost": 0, "sent_at": None}
            if not self._is_off:
                self._log(f"a popup failed: {delivery.detail}")
        try:
            self.desk.store.record(*sorted(keys), **fields, detail=delivery.detail)
        except StoreError as error:
            # It was sent, and its claim says so: sending again would be worse than not knowing how it went.
            self._log(f"a popup was sent and not recorded: {error.message}")

    # Guard

    def guarded(self, what: str, work: Callable[[], T]) -> T | None:
        """What `work` returns; None, and one line in the log, when it breaks.

        The loop's guard, and the only broad one: whatever is wrong with one card must not silence the others.
        """
        try:
            return work()
        except FollowupError:
            raise
        except Exception as error:
            self.log_once(f"{what}: {type(error).__name__}: {error}")
            return None

    def log_once(self, line: str) -> None:
        """Log a line that is not repeated."""
        if line not in self._logged:
            self._logged.add(line)
            self._log(line)


def note(popup: Popup) -> Note:
    """The popup as notify sends it. A card's next popup replaces this one."""
    actions = FOR_KIND.get(popup.kind, FOR_ONE) if len(popup.voices) == 1 else OPENING
    return Note(popup.title, popup.body, cast(Urgency, popup.urgency), popup.key, actions)


def _said(popup: Popup, channel: str | None, result: str) -> Said:
    return Said(popup.kind, popup.cards, popup.title, popup.body, channel, result)
