"""The alerts table as planning and the pending list read it: what was said, held back, and acted on since.

Pure. A row belongs to one step of one card; the rows of one popup share its name. Instants are UTC seconds.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from followup.core import events as ev
from followup.core.board import Seen
from followup.core.card import Card
from followup.core.instants import FIRST, LAST
from followup.core.popups import Popup, Voice
from followup.core.steps import CHECK, CONFIRM, DUE, GRAVITY, KINDS, LAST_SAFE, NEWS, TELL, Step, is_same_day
from followup.core.workweek import Workweek

SENDING = "sending"  # claimed; a sender that died leaves it so, and it counts as sent
PENDING = "pending"  # held back, over the budget
# What a person does about a card; an edit or a note is not it.
ACTS = frozenset((ev.UPDATED, ev.SNOOZED, ev.RESCHEDULED, ev.MUTED, ev.HEARD))
# What settles that news is owed: asking again does not.
TOLD = frozenset((ev.UPDATED, ev.SNOOZED, ev.MUTED))
# What settles a guard: the requester knows, the date is another, or before the moment to tell, another path.
SETTLED_BY = {
    LAST_SAFE: TOLD | {ev.RESCHEDULED, ev.REROUTED},
    TELL: TOLD | {ev.RESCHEDULED},
    DUE: TOLD | {ev.RESCHEDULED},
}

# What a row may say besides, in words or not at all.
TEXTS = ("popup", "title", "body", "channel", "detail")

Alerts = Mapping[str, Mapping[str, Any]]


class Ledger(NamedTuple):
    """What the rows mean at one instant: the steps that were said, those held back today and on an earlier day,
    each card's last popup with its gravity, and today's cost."""

    said: frozenset[str]
    held_today: frozenset[str]
    held: frozenset[str]
    last: dict[str, tuple[int, int]]
    used: int


class Pending(NamedTuple):
    """An alert that was sent, or held back, and not yet acted on; `kind` is the card's own, never digest."""

    seen: Seen
    kind: str
    at: int
    title: str
    body: str
    result: str
    channel: str | None = None


def read(alerts: Alerts, now: int, week: Workweek) -> Ledger:
    """The ledger at `now`. Rows that make no sense are left out."""
    rows = rows_of(alerts)
    said = {row["step"] for row in rows if row["result"] != PENDING}
    waiting = [row for row in rows if row["result"] == PENDING and row["step"] not in said]
    today = {row["step"] for row in waiting if is_same_day(row["at"], now, week)}
    last: dict[str, tuple[int, int]] = {}
    for row in rows:
        if row["result"] != PENDING:
            last[row["card"]] = max(last.get(row["card"], (0, 0)), (row["at"], GRAVITY.get(row["kind"], 0)))
    held = frozenset(row["step"] for row in waiting) - today
    return Ledger(frozenset(said), frozenset(today), held, last, _used(rows, now, week))


def used_today(alerts: Alerts, now: int, week: Workweek) -> int:
    """How much of the day's budget is spent: `alerts 1/3`."""
    return _used(rows_of(alerts), now, week)


def alerted_at(alerts: Alerts) -> dict[str, int]:
    """When each card last popped up."""
    last: dict[str, int] = {}
    for row in rows_of(alerts):
        at = row.get("sent_at")
        if at is not None:
            last[row["card"]] = max(at, last.get(row["card"], at))
    return last


def pending(alerts: Alerts, seen: Mapping[str, Seen]) -> list[Pending]:
    """The alerts that nobody has acted on, one a card, in the board's order."""
    latest: dict[str, Mapping[str, Any]] = {}
    for row in sorted(rows_of(alerts), key=lambda row: (row["at"], GRAVITY.get(row["kind"], 0))):
        if _is_pending(row, seen):
            latest[row["card"]] = row
    waiting = [_pending(seen[card_id], row) for card_id, row in latest.items()]
    return sorted(waiting, key=lambda one: one.seen.rank)


def last_rows(alerts: Alerts) -> dict[str, Mapping[str, Any]]:
    """For each card, and each way in which an alert is settled, the row that knows most of its events: if
    something was done since then, it was since all."""
    last: dict[str, Mapping[str, Any]] = {}
    for row in rows_of(alerts):
        key = row["card"] if row["kind"] == CHECK else f"{row['card']} {row['kind']}"
        if key not in last or row.get("events", 0) > last[key].get("events", 0):
            last[key] = row
    return last


def count_pending(last: Mapping[str, Mapping[str, Any]], seen: Mapping[str, Seen]) -> int:
    """How many alerts `pending` would list, given the `last_rows`; cheap enough for every keystroke."""
    return len({row["card"] for row in last.values() if _is_pending(row, seen)})


def pending_since(alerts: Alerts, seen: Mapping[str, Seen], since: int) -> frozenset[str]:
    """The cards of which something was said, or held back, after an instant and not acted on since."""
    return frozenset(row["card"] for row in rows_of(alerts) if row["at"] > since and _is_pending(row, seen))


def _is_pending(row: Mapping[str, Any], seen: Mapping[str, Seen]) -> bool:
    one = seen.get(row["card"])
    return one is not None and not is_acted_on(one.card, row)


def _pending(one: Seen, row: Mapping[str, Any]) -> Pending:
    title, body = row.get("title") or "", row.get("body") or ""
    return Pending(one, row["kind"], row["at"], title, body, row["result"], row.get("channel"))


def is_acted_on(card: Card, row: Mapping[str, Any]) -> bool:
    """Whether something was done about the card since this alert. Events are counted, not dated: a clock that
    was set back fools nobody, and an undo makes it pending again. Only telling settles news, only proof a confirm;
    and to ask once more does not settle a guard while somebody waits to be told.
    """
    if row["kind"] == CONFIRM:
        return card.muted or card.is_open or bool(card.proof)
    if card.muted or not card.is_open:
        return True
    since = card.events[row.get("events", 0) :]
    if row["kind"] == NEWS:
        return any(event.kind in TOLD for event in since)
    if row["kind"] in SETTLED_BY and card.requester:
        return card.promise is None or any(event.kind in SETTLED_BY[row["kind"]] for event in since)
    return _is_touched(card, row)


def untouched(alerts: Alerts, seen: Mapping[str, Seen]) -> frozenset[str]:
    """The cards of whose alerts nobody has touched the card since: only those popups stay up, also where the alert
    itself is pending still."""
    rows = (row for row in rows_of(alerts) if _is_pending(row, seen))
    return frozenset(row["card"] for row in rows if not _is_touched(seen[row["card"]].card, row))


def _is_touched(card: Card, row: Mapping[str, Any]) -> bool:
    return any(event.kind in ACTS or ev.is_touch(event) for event in card.events[row.get("events", 0) :])


def claims(popup: Popup, now: int, week: Workweek) -> dict[str, dict[str, Any]]:
    """The rows that say: this popup is mine to send. The keys are the same whoever plans it."""
    rows: dict[str, dict[str, Any]] = {}
    leads = lead_keys(popup, now, week)
    for voice in popup.voices:
        for step in voice.steps:
            rows[_row_key(step, voice, now, week)] = {
                "card": voice.card_id,
                "kind": step.kind,
                "step": step.key,
                "popup": leads[0],
                "at": now,
                "sent_at": None if popup.held else now,
                "cost": 0,
                "events": len(voice.seen.card.events),
                "result": PENDING if popup.held else SENDING,
                "channel": None,
                "title": popup.title,
                "body": popup.body,
            }
    rows[leads[0]]["cost"] = popup.cost
    return rows


def lead_keys(popup: Popup, now: int, week: Workweek) -> tuple[str, ...]:
    """For each card of the popup the row whose claim decides who speaks for it."""
    return tuple(_row_key(voice.steps[0], voice, now, week) for voice in popup.voices)


def _row_key(step: Step, voice: Voice, now: int, week: Workweek) -> str:
    """A step that was held back on an earlier day is claimed anew each day."""
    return f"{step.key} on {week.local_date(now)}" if step.key in voice.held else step.key


def _used(rows: Iterable[Mapping[str, Any]], now: int, week: Workweek) -> int:
    return sum(row.get("cost", 0) for row in rows if row.get("cost") and is_same_day(row["at"], now, week))


def rows_of(alerts: Alerts) -> list[Mapping[str, Any]]:
    """The rows that make sense: nobody trips over what another program wrote there."""
    return [row for row in alerts.values() if makes_sense(row)]


def makes_sense(row: Mapping[str, Any]) -> bool:
    """Whether it has all that a row has, of the right kinds and in years that can be told."""
    match row:
        case {"card": str(), "kind": str(kind), "step": str(), "result": str(), "at": int(at)}:
            if not FIRST <= at <= LAST or kind not in KINDS:
                return False
        case _:
            return False
    sent_at, cost, events = row.get("sent_at"), row.get("cost", 0), row.get("events", 0)
    if not (sent_at is None or (isinstance(sent_at, int) and FIRST <= sent_at <= LAST)):
        return False
    if not (isinstance(cost, int) and isinstance(events, int) and cost >= 0 and events >= 0):
        return False
    return all(row.get(name) is None or isinstance(row[name], str) for name in TEXTS)
