"""watch: popups for what is due, once or for good."""

from typing import TYPE_CHECKING, Any

from followup.cli.call import Call

if TYPE_CHECKING:
    from followup.watch import Said


def watch(call: Call) -> int:
    """Look once, or stay until told to stop."""
    from followup.notify import gather

    if call.has("once") or call.has("dry-run"):
        return _once(call)
    from followup.watch import run

    return run(call.desk_as("watch"), call.settings, gather(), lambda said: _report(call, said), call.tell)


def _once(call: Call) -> int:
    from followup.notify import Delivery, Note, gather, send
    from followup.watch import once

    situation, alerts = gather(), call.settings.alerts

    def deliver(note: Note) -> Delivery:
        return send(note, situation, alerts.channel)

    said = once(call.desk_as("watch"), alerts, deliver, call.has("dry-run"), call.tell)
    if call.has("json"):
        call.give([_as_json(one) for one in said])
        return 0
    for one in said:
        _report(call, one)
    if not said:
        call.tell("nothing to say")
    return 0


def _report(call: Call, said: "Said") -> None:
    if call.has("json"):
        call.give(_as_json(said))
    else:
        call.say(f"{said.result}{f' by {said.channel}' if said.channel else ''}: {said.title}. {said.body}")
    call.out.flush()


def _as_json(said: "Said") -> dict[str, Any]:
    return said._asdict() | {"cards": list(said.cards)}
