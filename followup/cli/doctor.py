"""doctor: is everything in order, and does a popup arrive? 0 clean, 1 findings, 3 the store cannot be read."""

import os
import stat
from collections.abc import Iterator
from typing import NamedTuple

from followup.cli.call import Call
from followup.errors import FollowupError, StoreError

CLEAN, FINDINGS, UNREADABLE = 0, 1, 3


class Check(NamedTuple):
    """One thing looked at; `finding` is what is wrong with it, empty when nothing is."""

    name: str
    detail: str
    finding: str = ""
    unreadable: bool = False


def doctor(call: Call) -> int:
    """Look at everything, or send a test popup."""
    if call.words:
        return _notify(call)
    checks = [*_store(call), *_permissions(call), *_settings(call), *_clock(call), *_popups(call)]
    _report(call, checks)
    if any(check.unreadable for check in checks):
        return UNREADABLE
    return FINDINGS if any(check.finding for check in checks) else CLEAN


def _report(call: Call, checks: list[Check]) -> None:
    if call.has("json"):
        call.give(
            [{"check": one.name, "detail": one.detail, "finding": one.finding or None} for one in checks]
        )
        return
    for check in checks:
        call.say(f"{'!!' if check.finding else 'ok'}  {check.name:<12}  {check.detail}")
        if check.finding:
            call.say(f"    {check.finding}")


def _store(call: Call) -> Iterator[Check]:
    folder = call.settings.paths.data
    try:
        cards = call.desk.cards()
        last = call.desk.store.history(1)
    except StoreError as error:
        yield Check("store", folder, f"{error.message} ({error.hint})", unreadable=True)
        return
    open_ones = sum(card.is_open for card in cards.values())
    yield Check("store", f"{folder}: {len(cards)} cards, {open_ones} open")
    if call.desk.store.read_only:
        yield Check("store", folder, "it was written by a newer followup: it can be read, not written")
    now = call.clock()
    if last and last[-1].at > now:
        from followup.core.when_say import stamp

        at = stamp(last[-1].at, now, call.settings.rules.week)
        yield Check("clock", "set back?", f"the last change was made at {at}, which is still ahead")


def _permissions(call: Call) -> Iterator[Check]:
    """The board is private: nobody else reads it, and its owner can write it."""
    folder = call.settings.paths.data
    try:
        mode = os.stat(folder).st_mode  # noqa: PTH116
    except FileNotFoundError:
        yield Check("permissions", f"{folder} is made at the first card")
        return
    except OSError as error:
        yield Check("permissions", folder, str(error.strerror), unreadable=True)
        return
    if not stat.S_ISDIR(mode):
        yield Check("permissions", folder, "it is no folder", unreadable=True)
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Check("permissions", folder, "it cannot be written: nothing can be saved")
    elif stat.S_IMODE(mode) & 0o077:
        yield Check("permissions", folder, f"others can look into it: chmod 700 {folder}")
    else:
        yield Check("permissions", f"{folder} is private")


def _settings(call: Call) -> Iterator[Check]:
    settings = call.settings
    there = os.path.exists(settings.paths.settings)  # noqa: PTH110
    yield Check("settings", settings.paths.settings + ("" if there else " (not there: defaults hold)"))
    for complaint in settings.complaints:
        yield Check("settings", "", str(complaint))


def _clock(call: Call) -> Iterator[Check]:
    from followup import clock
    from followup.core.when_say import stamp

    try:
        now = call.clock()
    except FollowupError as error:
        yield Check("clock", "", f"{error.message} ({error.hint})")
        return
    week = call.settings.rules.week
    fixed = ", held by FOLLOWUP_NOW" if clock.is_fixed() else ""
    hours = "working hours" if week.is_working(now) else "not working hours"
    yield Check("clock", f"{stamp(now, now, week)} in {week.zone.key or 'the system zone'}, {hours}{fixed}")


def _popups(call: Call) -> Iterator[Check]:
    """What could pop up here. That nothing can is no finding: alerts then wait on the board."""
    from followup.notify import gather, probe

    channel = call.settings.alerts.channel
    survey = probe(gather(), channel)
    can = [one for one in survey.prospects if one.possible and one.channel in survey.chain]
    ways = "; ".join(f"{one.channel} ({one.detail})" for one in can)
    yield Check("popups", ways or "nothing can pop up here: alerts wait on the board")


def _notify(call: Call) -> int:
    """Send a popup and say what became of it."""
    from followup.notify import DELIVERED, Note, gather, probe, send

    channel = call.settings.alerts.channel
    situation = gather()
    note = Note("Test: followup can reach you", "If you read this, popups work.", key="doctor")
    made = send(note, situation, channel)
    if call.has("json"):
        call.give(made._asdict())
    else:
        call.say(f"{made.result} by {made.channel}: {made.detail}")
        if made.result != DELIVERED:
            for one in probe(situation, channel).prospects:
                call.say(f"  {one.channel}: {'possible' if one.possible else 'not possible'}, {one.detail}")
    return CLEAN if made.result == DELIVERED else FINDINGS
