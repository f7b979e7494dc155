"""stats and contacts: how the work goes, and how people answer, from the log."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from followup.cli.call import Call, shorts_for
from followup.core.instants import to_iso

if TYPE_CHECKING:
    from followup.core.contacts import Contact
    from followup.core.figures import Share, Spread, Weeks
    from followup.core.stats import Stats

NOT_YET = "not enough yet"
SLOT = 23
_ONE = {"alerts": "alert", "outcomes": "outcome", "follow-ups": "follow-up", "replies": "reply"}


def stats(call: Call) -> int:
    """Every figure, and by week."""
    from followup.core.figures import weeks
    from followup.core.stats import stats as gathered

    now, week = call.clock(), call.settings.rules.week
    found = gathered(call.desk.everything().values(), call.desk.alerts(), now, week)
    by = weeks(now, week, found.since)
    if call.has("json"):
        call.give(_stats_json(found, by))
        return 0
    from followup.cli.rows import is_ascii

    for line in stats_lines(found, by, is_ascii(call.settings)):
        call.say(line)
    return 0


def stats_lines(found: "Stats", by: "Weeks", plain: bool) -> Iterator[str]:
    """A figure a line, then a sparkline a row, its first week and its last one under them."""
    from followup.core.figures import sparkline

    for name, said in _said(found):
        yield f"{name:<{SLOT}}{said}"
    yield ""
    for name, values in _by_week(found, by):
        top = max((value for value in values if value), default=0)
        said = sparkline(values, plain)
        yield f"{name:<{SLOT}}{said:<{len(by.names)}}  {_most(name, top)}"
    first, last = by.names[0], by.names[-1]
    yield f"{'by week':<{SLOT}}{last if first == last else f'{first} to {last}'}"


def _most(name: str, top: int) -> str:
    from followup.core.moments import span

    if not top:
        return "none"
    return f"at most {span(top) if name in _IN_MINUTES else top}"


_IN_MINUTES = ("alert to action", "silence before", "silence after")


def _said(found: "Stats") -> Iterator[tuple[str, str]]:
    told, kept = found.told, found.promises
    yield "told first", _share(told, f"{len(told.good)} told first, {len(told.bad)} chased")
    yield "promises kept", _share(kept, f"{len(kept.good)} kept or moved in time, {len(kept.bad)} missed")
    yield "slips", str(len(found.slips))
    yield "alert to action", _spread(found.acting, "alerts")
    tenths = found.follow_ups.tenths
    per = NOT_YET if tenths is None else f"{tenths // 10}.{tenths % 10}"
    yield "follow-ups an outcome", f"{per} ({_counted(found.follow_ups.total, 'outcomes')})"
    yield "silence before", _spread(found.before, "follow-ups")
    yield "silence after", _spread(found.after, "follow-ups")


def _share(share: "Share", counts: str) -> str:
    return f"{NOT_YET if share.percent is None else f'{share.percent}%'} ({counts})"


def _spread(spread: "Spread", things: str) -> str:
    from followup.core.moments import span

    counted = _counted(spread.total, things)
    if spread.usual is None or spread.slow is None:
        return f"{NOT_YET} ({counted})"
    return f"usually {span(spread.usual)}, slow {span(spread.slow)} ({counted})"


def _counted(count: int, things: str) -> str:
    return f"{count} {_ONE[things] if count == 1 else things}"


def _by_week(found: "Stats", by: "Weeks") -> Iterator[tuple[str, Sequence[int | None]]]:
    yield "told first", by.counts(found.told.good)
    yield "chased", by.counts(found.told.bad)
    yield "kept", by.counts(found.promises.good)
    yield "missed", by.counts(found.promises.bad)
    yield "slips", by.counts(found.slips)
    yield "alert to action", by.medians(found.acting.samples)
    yield "outcomes", by.counts(one.at for one in found.follow_ups.samples)
    yield "silence before", by.medians(found.before.samples)
    yield "silence after", by.medians(found.after.samples)


def _stats_json(found: "Stats", by: "Weeks") -> dict[str, Any]:
    rows = dict(_by_week(found, by))
    tenths = found.follow_ups.tenths
    return {
        "told_first": len(found.told.good),
        "chased": len(found.told.bad),
        "told_first_percent": found.told.percent,
        "promises_kept": len(found.promises.good),
        "promises_missed": len(found.promises.bad),
        "promises_kept_percent": found.promises.percent,
        "slips": len(found.slips),
        "alert_to_action": _spread_json(found.acting),
        "outcomes": found.follow_ups.total,
        "follow_ups": sum(one.value for one in found.follow_ups.samples),
        "follow_ups_per_outcome": None if tenths is None else tenths / 10,
        "silence_before": _spread_json(found.before),
        "silence_after": _spread_json(found.after),
        "weeks": [
            {
                "week": name,
                "starts_at": to_iso(by.starts[place]),
                **{row.replace(" ", "_"): values[place] for row, values in rows.items()},
            }
            for place, name in enumerate(by.names)
        ],
    }


def _spread_json(spread: "Spread") -> dict[str, int | None]:
    return {"count": spread.total, "usual_minutes": spread.usual, "slow_minutes": spread.slow}


# People


def contacts(call: Call) -> int:
    """Everybody in the log."""
    from followup.core.contacts import contacts as gathered

    found = gathered(call.desk.everything().values(), call.settings.names, call.settings.rules.week)
    if call.has("json"):
        shorts = shorts_for(call, ())
        call.give([_contact_json(one, shorts) for one in found])
        return 0
    if not found:
        call.tell("nobody has an open card: followup add TEXT to:NAME")
    for one in found:
        for line in contact_lines(one):
            call.say(line)
    return 0


def contact_lines(one: "Contact") -> Iterator[str]:
    """The name with what is open both ways, then how they answer."""
    from followup.core.moments import as_limit, span

    owed = f"you owe them {len(one.owed)}"
    backing = f", alternate on {len(one.backing)}" if one.backing else ""
    yield f"{one.name}: they have {len(one.theirs)} of yours, {owed}{backing}"
    usual, slow = one.replies.usual, one.replies.slow
    if usual is None or slow is None:
        yield f"  reply time: {NOT_YET} ({_counted(one.replies.total, 'replies')})"
    else:
        counted = _counted(one.replies.total, "replies")
        yield f"  reply time: usually {span(usual)}, slow {span(slow)}, in working hours ({counted})"
        yield f"  a wait that fits them: ~{as_limit(one.limit_minutes or 1)}"
    if one.routes:
        routes = ", ".join(f"{via} {count}" for via, count in one.routes)
        yield f"  answered when asked by: {routes}"


def _contact_json(one: "Contact", shorts: dict[str, str]) -> dict[str, Any]:
    return {
        "name": one.name,
        "theirs": [shorts.get(card.id, card.id) for card in one.theirs],
        "owed": [shorts.get(card.id, card.id) for card in one.owed],
        "alternate_on": [shorts.get(card.id, card.id) for card in one.backing],
        "replies": one.replies.total,
        "usual_minutes": one.replies.usual,
        "slow_minutes": one.replies.slow,
        "idle_limit_minutes": one.limit_minutes,
        "routes": dict(one.routes),
    }
