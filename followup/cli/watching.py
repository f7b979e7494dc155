"""watch: popups for what is due, once or for good."""

import gc
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from followup.cli.call import Call

if TYPE_CHECKING:
    from followup.watch import Said


def watch(call: Call) -> int:
    """Look once, stay until told to stop, or see to what starts it at login."""
    if call.words:
        from followup.cli.starting import start

        return start(call)
    from followup.notify import gather

    if call.has("once") or call.has("dry-run"):
        return _once(call)
    from followup.watch import run

    gc.enable()
    desk, log = call.desk_as("watch"), partial(_log, call)
    return run(desk, call.settings, gather, lambda said: _report(call, said), log)


def _log(call: Call, line: str) -> None:
    call.tell(f"followup: {line}")


def _once(call: Call) -> int:
    from followup.notify import Delivery, Note, gather, send
    from followup.watch import once

    situation, channel = gather(), call.settings.alerts.channel

    def deliver(note: Note) -> Delivery:
        return send(note, situation, channel)

    said = once(call.desk_as("watch"), call.settings, deliver, call.has("dry-run"), partial(_log, call))
    if call.has("json"):
        call.give(said)
        return 0
    for one in said:
        call.say(_line(one))
    if not said:
        call.tell("nothing to say")
    return 0


def _report(call: Call, said: "Said") -> None:
    """A resident watcher's popup: a line each, also as JSON."""
    if call.has("json"):
        call.give(said._asdict())
    else:
        call.say(_line(said._asdict()))
    call.out.flush()


def _line(said: Mapping[str, Any]) -> str:
    by = f" by {said['channel']}" if said["channel"] else ""
    body = said["body"].replace("\n", "; ")  # a digest has a card a line
    return f"{said['result']}{by}: {said['title']}. {body}"
