"""How the watcher stands: installed, running, when it looked, what comes next, what the last popup became."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from followup.cli.call import Call, shorts_for
from followup.core.instants import to_iso
from followup.core.records import SENDING
from followup.core.when_say import brief, distance
from followup.notify.note import DELIVERED, OFF
from followup.watch import ahead, sign
from followup.watch.ahead import Coming

if TYPE_CHECKING:
    from followup.cli.starting import Here


NAMED = 8  # cards that the next popup is about; more are counted


class Standing(NamedTuple):
    """What can be seen without the board. `pid` is None where none runs; `is_current` says whether the file
    starts what would be started now."""

    kind: str | None
    path: str | None
    is_on: bool | None
    is_current: bool | None
    pid: int | None
    looked_at: int | None


def as_json(call: Call, known: Standing) -> dict[str, Any]:
    """As `watch status --json` prints it. Raises StoreError when the board cannot be read."""
    at, popup = ahead.coming(call.desk, call.settings)
    return {
        "installed": known.kind,
        "path": known.path,
        "switched_on": known.is_on,
        "current": known.is_current,
        "running": known.pid is not None,
        "pid": known.pid or None,
        "looked_at": _iso(known.looked_at),
        "next_at": _iso(at),
        "next": popup and {"kind": popup.kind, "cards": popup.cards, "title": popup.title},
        "last": _row(ahead.last(call.desk.store.alerts())),
    }


def _iso(at: int | None) -> str | None:
    return None if at is None else to_iso(at)


def look(here: "Here", pid: int | None) -> Standing:
    """Gather it."""
    from followup.cli.starting import installed, is_current

    kind = installed(here)
    return Standing(
        kind,
        here.starters[kind].path if kind else None,
        here.found[kind].is_on if kind else None,
        is_current(here, kind) if kind else None,
        pid,
        sign.looked_at(here.state),
    )


def _row(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What is told of a row of the alerts table."""
    if row is None:
        return None
    return {"at": to_iso(row["at"])} | {key: row.get(key) for key in ("title", "result", "channel", "detail")}


def lines(call: Call, known: Standing) -> Iterator[tuple[str, str]]:
    """The same in words, a name and a text each. Raises StoreError, last, when the board cannot be read."""
    yield "installed", _installed(known)
    yield "running", _running(known)
    yield "looked", "never" if known.looked_at is None else _at(call, known.looked_at)
    yield "next", _next(call, ahead.coming(call.desk, call.settings))
    yield "last popup", _last(call, ahead.last(call.desk.store.alerts()))


def _installed(known: Standing) -> str:
    if known.kind is None:
        return "no; to start it at login: followup watch install"
    said = f"{known.kind}, {known.path}"
    if not known.is_on:
        return f"{said}, but switched off; to switch it on: followup watch install"
    if not known.is_current:
        return f"{said}, for another folder, program or version; to renew it: followup watch install"
    return said


def _running(known: Standing) -> str:
    if known.pid is None:
        return "no; popups come while the board is open"
    return f"yes, process {known.pid}" if known.pid else "yes"


def _next(call: Call, coming: Coming) -> str:
    at, popup = coming
    if at is None:
        return "nothing, unless a card changes"
    if popup is None:
        return f"{_at(call, at)}, a look at what is due"
    cards = [one.seen.card for one in popup.voices]
    shorts = shorts_for(call, cards)
    names = " ".join(shorts.get(card.id, card.id) for card in cards[:NAMED])
    names += f" and {len(cards) - NAMED} more" if len(cards) > NAMED else ""
    said = popup.title if len(cards) > 1 or not call.settings.alerts.hide_titles else cards[0].title
    off = ", on the board only: popups are off in the settings" if call.settings.alerts.channel == OFF else ""
    return f"{_at(call, at)}: {said} ({names}){off}"


def _last(call: Call, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return "none yet"
    by = f" by {row['channel']}" if row.get("channel") else ""
    detail = f" ({row['detail']})" if row.get("detail") and row["result"] != DELIVERED else ""
    result = row["result"]
    became = "claimed, and nobody knows what became of it" if result == SENDING else result
    return f"{_at(call, row['at'])}: {row.get('title') or ''}: {became}{by}{detail}"


def _at(call: Call, at: int) -> str:
    """`today 14:12, 3 minutes ago`: what a clock gave is told to the minute."""
    now, week = call.clock(), call.settings.rules.week
    return f"{brief(at // 60 * 60, now, week)}, {distance(at, now, week)}"
