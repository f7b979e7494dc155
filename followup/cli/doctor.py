"""doctor: is everything in order, and does a popup arrive? 0 clean, 1 findings, 3 the store cannot be read."""

import os
from collections.abc import Iterator

from followup.cli import checks, checks_files, checks_watch, hotkeys
from followup.cli.call import Call
from followup.cli.checks import Check
from followup.cli.words import counted

CLEAN, FINDINGS, UNREADABLE = 0, 1, 3

LOOKS = (
    checks.store,
    checks_files.permissions,
    checks_files.backups,
    checks_files.copies,
    checks.settings,
    checks.clock,
    checks.popups,
    checks_watch.watcher,
    hotkeys.check,
)


def doctor(call: Call) -> int:
    """Look at everything, mend what can be mended if asked to, or send a test popup."""
    if call.words:
        return _notify(call)
    found = list(_repair(call)) if call.has("repair") else []
    found += [check for look in LOOKS for check in look(call)]
    _report(call, found)
    if any(check.unreadable for check in found):
        return UNREADABLE
    return FINDINGS if any(check.finding for check in found) else CLEAN


def _report(call: Call, found: list[Check]) -> None:
    if call.has("json"):
        call.give(
            [{"check": one.name, "detail": one.detail, "finding": one.finding or None} for one in found]
        )
        return
    for check in found:
        call.say(f"{'!!' if check.finding else 'ok'}  {check.name:<12}  {check.detail}")
        if check.finding:
            call.say(f"    {check.finding}")


# Mending


def _repair(call: Call) -> Iterator[Check]:
    """Say what will be done, then do it. Every byte that was there is kept under another name."""
    from followup.store.repair import examine, repair

    paths = call.settings.paths
    before, loose = examine(paths.data, paths.backups), checks_files.loose(call)
    if not before.problem and not loose:
        yield Check("repair", "nothing to mend")
        return
    if before.problem:
        call.tell(f"mending the board: {before.problem}")
        lost = f", {before.missing} of {before.seq} changes are beyond recovery" if before.missing else ""
        call.tell(f"  {counted(before.cards)} kept{lost}; damaged files are put aside, none is thrown away")
        after = repair(paths.data, paths.backups)
        yield Check("repair", f"the board is whole again with {counted(after.cards)}{lost}")
        for kept in after.kept:
            yield Check("repair", f"kept: {kept}")
    for path, mode in loose:
        call.tell(f"taking {path} from the sight of others: mode {mode:o}")
        os.chmod(path, mode)  # noqa: PTH101
        yield Check("repair", f"{path} is private")


def _notify(call: Call) -> int:
    """Send a popup, say what became of it, and which channels there are to try."""
    from followup.notify import DELIVERED, Note, gather, passes_on, probe, send

    channel = call.settings.alerts.channel
    situation = gather()
    situation = situation._replace(passes=not situation.tmux or passes_on(os.environ))
    note = Note("Test: followup can reach you", "If you read this, popups work.", key="doctor")
    made = send(note, situation, channel)
    survey = probe(situation, channel)
    if call.has("json"):
        ways = [one._asdict() for one in survey.prospects]
        call.give(made._asdict() | {"chain": survey.chain, "channels": ways})
    else:
        call.say(f"{made.result} by {made.channel}: {made.detail}")
        call.say(f'channel "{channel}" tries here: {", then ".join(survey.chain) or "nothing"}')
        for one in survey.prospects:
            call.say(f"  {one.channel}: {'possible' if one.possible else 'not possible'}, {one.detail}")
    return CLEAN if made.result == DELIVERED else FINDINGS
