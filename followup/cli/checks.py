"""What doctor looks at besides files: the board itself, the settings, the clock and what can pop up."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from followup.cli.call import Call
from followup.cli.settings import complaints
from followup.errors import FollowupError, StoreError


class Check(NamedTuple):
    """One thing looked at; `finding` is what is wrong with it, empty when nothing is."""

    name: str
    detail: str
    finding: str = ""
    unreadable: bool = False


def store(call: Call) -> Iterator[Check]:
    """Whether the board can be read whole, and what can be had where it cannot."""
    folder = call.settings.paths.data
    try:
        cards, last = call.desk.cards(), call.desk.store.history(1)
    except StoreError as error:
        yield Check("store", folder, f"{error.message} ({error.hint}){_salvage(call)}", unreadable=True)
        return
    archived = len(call.desk.archive())
    open_ones = sum(card.is_open for card in cards.values())
    beside = f", {archived} in the archive" if archived else ""
    yield Check("store", f"{folder}: {counted(len(cards))}, {open_ones} open{beside}")
    for warning in call.desk.store.warnings:
        yield Check("store", folder, f"{warning}; the next change mends it, or: followup doctor --repair")
    if call.desk.store.read_only:
        yield Check("store", folder, "it was written by a newer followup: it can be read, not written")
    now = call.clock()
    if last and last[-1].at > now:
        from followup.core.when_say import to_the_minute

        at = to_the_minute(last[-1].at, now, call.settings.rules.week)
        yield Check("clock", "set back?", f"the last change was made at {at}, which is still ahead")


def _salvage(call: Call) -> str:
    """What a repair would bring back."""
    from followup.store.repair import examine

    paths = call.settings.paths
    try:
        found = examine(paths.data, paths.backups)
    except StoreError:
        return ""
    lost = f"; {found.missing} of {found.seq} changes are beyond recovery" if found.missing else ""
    return f": a repair brings back {counted(found.cards)}{lost}"


def settings(call: Call) -> Iterator[Check]:
    """Where they are, and what is wrong with them."""
    known = call.settings
    there = os.path.exists(known.paths.settings)  # noqa: PTH110
    yield Check("settings", known.paths.settings + ("" if there else " (not there: defaults hold)"))
    for complaint in complaints(call):
        yield Check("settings", "", str(complaint))
    days = [day for day in known.rules.week.holidays if day]
    if days:
        from datetime import date

        last = date.fromordinal(max(days))
        over = last < known.rules.week.local_date(call.clock())
        finding = (
            f"the last one was on {last}: popups will come on holidays (followup config holidays COUNTRY)"
            if over
            else ""
        )
        yield Check("holidays", f"{len(days)} days off, the last on {last}", finding)


def clock(call: Call) -> Iterator[Check]:
    """What time it is here, and whether something holds it."""
    from followup import clock as clocks
    from followup.core.when_say import to_the_minute

    try:
        now = call.clock()
    except FollowupError as error:
        yield Check("clock", "", f"{error.message} ({error.hint})")
        return
    week = call.settings.rules.week
    fixed = f", held by {clocks.VARIABLE}" if clocks.is_fixed() else ""
    hours = "working hours" if week.is_working(now) else "not working hours"
    yield Check(
        "clock", f"{to_the_minute(now, now, week)} in {week.zone.key or 'the system zone'}, {hours}{fixed}"
    )


def popups(call: Call) -> Iterator[Check]:
    """What could pop up here. That nothing can is no finding: alerts then wait on the board."""
    from followup.notify import gather, probe

    channel = call.settings.alerts.channel
    survey = probe(gather(), channel)
    can = [one for one in survey.prospects if one.possible and one.channel in survey.chain]
    ways = "; ".join(f"{one.channel} ({one.detail})" for one in can)
    yield Check("popups", ways or "nothing can pop up here: alerts wait on the board")


def counted(cards: int) -> str:
    """`1 card`, `2 cards`."""
    return f"{cards} card{'' if cards == 1 else 's'}"
